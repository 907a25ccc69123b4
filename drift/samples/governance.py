"""What the contract's own sheets say about roles, meetings and authors: who has the say, version after version."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any, Final

from drift.samples.cast import CUSTOMER, SUPPLIER, Cast, Person
from drift.samples.contract_text import Version

if TYPE_CHECKING:
    from drift.samples.relation import Relation

# role of a meeting, level, and how often a year it is to be held, by the author of the version
MEETINGS: Final[dict[str, tuple[tuple[str, str, int], ...]]] = {
    "operations": (
        ("Dagstart werkvloer", "operational", 250),
        ("Weekoverleg werkvloer", "operational", 52),
        ("Maandoverleg", "tactical", 12),
        ("Directieoverleg", "strategic", 2),
    ),
    "procurement": (
        ("Tactisch overleg", "tactical", 12),
        ("KPI-overleg", "tactical", 26),
        ("Escalatieoverleg", "tactical", 12),
        ("Stuurgroep", "strategic", 4),
    ),
    "contract management": (
        ("Tactisch overleg", "tactical", 12),
        ("KPI-overleg", "tactical", 26),
        ("Malusoverleg", "tactical", 12),
        ("Stuurgroep", "strategic", 6),
    ),
    "both": (
        ("Werkvloeroverleg", "operational", 26),
        ("Rondetafel", "operational", 2),
        ("Tactisch overleg", "tactical", 12),
        ("Stuurgroep", "strategic", 4),
    ),
}
CONTACTS: Final = {
    "operations": ("Teamleider sortering", "Technisch coördinator", "Bedrijfsleider", "Hoofdmonteur", "Monteur"),
    "procurement": ("Inkoper", "Hoofd Inkoop", "Contractmanager opdrachtgever", "Contractmanager opdrachtnemer",
                    "Accountmanager", "Bedrijfsleider"),
    "contract management": ("Contractmanager opdrachtgever", "Contractmanager opdrachtnemer", "Inkoper",
                            "Leveranciersmanager", "Kwaliteitsmedewerker", "Accountmanager"),
    "both": ("Teamleider sortering", "Hoofdmonteur", "Contractmanager opdrachtgever", "Contractmanager opdrachtnemer"),
}  # fmt: skip
STEPS: Final = {
    "operations": ("Teamleider sortering en monteur", "Bedrijfsleider en hoofdmonteur", "Directies"),
    "procurement": ("Servicedesk", "Planner", "Contractmanagers", "Inkoop en accountmanagement", "Stuurgroep"),
    "contract management": ("Servicedesk", "Planner", "Contractmanagers", "Inkoop en accountmanagement", "Stuurgroep"),
    "both": ("Teamleider sortering en monteur", "Contractmanagers", "Directies"),
}
AUTHOR_ROLE: Final = {
    "operations": "Bedrijfsleider",
    "procurement": "Inkoper",
    "contract management": "Contractmanager opdrachtgever",
    "both": "Hoofdmonteur",
}
_NAMED: Final = 6  # persons of a role that a contact sheet names


def author_of(version: Version, cast: Cast) -> Person:
    """Return who wrote a version."""
    day = version.effective_on - dt.timedelta(days=20)
    return (cast.of(AUTHOR_ROLE[version.author], day) or cast.of("Bedrijfsleider", version.effective_on))[0]


def named_contacts(version: Version, cast: Cast) -> list[Person]:
    """Return the persons on the contact sheet of a version."""
    found = [cast.of(role, version.effective_on)[:_NAMED] for role in CONTACTS[version.author]]
    return [person for people in found for person in people]


def company(person: Person) -> str:
    """Return whom a person works for."""
    return CUSTOMER if person.side == "customer" else SUPPLIER


def list_governance(relation: Relation) -> list[dict[str, Any]]:
    """Return one row a role or meeting named in each version."""
    rows: list[dict[str, Any]] = []
    for version in relation.paper.versions:
        rows += [
            {"version": version.name, "role": person.role, "side": person.side, "function": person.function,
             "level": person.level, "times_a_year": None}
            for person in named_contacts(version, relation.cast)
        ]  # fmt: skip
        rows += [
            {"version": version.name, "role": name, "side": None, "function": None, "level": level, "times_a_year": n}
            for name, level, n in MEETINGS[version.author]
        ]
    return rows
