"""A made-up relation as a folder of files, as people would have them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from drift.errors import UsageError
from drift.project import CONFIG
from drift.samples.cast import MADE_UP, RELATION
from drift.samples.files.words import FUNCTION, LEVEL, SIDE
from drift.writing.faults import tell_fault
from drift.writing.placing import put_in_place
from drift.writing.temporary import TemporaryFolder, remove_leftovers

if TYPE_CHECKING:
    from drift.samples.relation import Relation

TRUTH: Final = "truth.json"
README: Final = "README.md"
PEOPLE: Final = "people.xlsx"


def write_relation(relation: Relation, folder: Path, name: str = RELATION) -> list[Path]:
    """Write the files of a relation into a folder; all of them or none.

    name : what drift.toml calls it, where it is one of several

    Returns
    -------
    paths of the files, sorted; equal relations give equal bytes

    Raises
    ------
    UsageError : the folder holds files that are no made-up relation
    OutputError : the folder cannot be written
    """
    claim_folder(folder)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFolder(folder) as beside:
            made = beside / "made"
            _write(relation, made, name)
            names = sorted(path.relative_to(made) for path in made.rglob("*") if path.is_file())
            # the truth first: by it a run that was cut off is known as ours, and may be written again
            put_in_place(made, folder, sorted(names, key=lambda name: name != Path(TRUTH)))
    except OSError as fault:
        raise tell_fault(fault, folder) from fault
    return [folder / name for name in names]


def claim_folder(folder: Path) -> None:
    """Refuse a folder that holds what is not ours; what a killed run left in it is removed."""
    if folder.exists() and not folder.is_dir():
        raise UsageError("error.not_folder", path=str(folder))
    remove_leftovers(folder)
    if folder.is_dir() and any(folder.iterdir()) and not is_ours(folder):
        raise UsageError("error.not_empty", path=str(folder))


def is_ours(folder: Path) -> bool:
    """Whether a folder holds what this module wrote: then it may be written again."""
    try:
        return bool(json.loads((folder / TRUTH).read_text(encoding="utf-8"))["made_up"])
    except (OSError, ValueError, TypeError, KeyError):
        return False


def _write(relation: Relation, folder: Path, name: str) -> None:
    from drift.samples.files.exports import write_exports
    from drift.samples.files.governance_sheets import write_papers
    from drift.samples.files.kpi_reports import write_reports
    from drift.samples.files.meeting_files import write_meetings
    from drift.samples.files.workbooks import write_versions
    from drift.samples.truth import tell_truth

    write_versions(relation, folder)
    write_papers(relation, folder)
    write_exports(relation, folder)
    write_meetings(relation, folder)
    write_reports(relation, folder)
    _write_people(relation, folder / PEOPLE)
    _write_text(folder / CONFIG, to_config(relation, name))
    _write_text(folder / README, to_readme(relation))
    _write_text(folder / TRUTH, _to_json({**tell_truth(relation), "relation": name}))


def _write_text(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _to_json(truth: dict[str, Any]) -> str:
    """Return the truth with a line for each month and each pair: readable, and small."""
    text = json.dumps(truth, ensure_ascii=False, indent=1)
    return text.replace("\n    ", " ").replace("\n   }", " }") + "\n"


def _write_people(relation: Relation, path: Path) -> None:
    from drift.samples.files.sheets import open_book
    from drift.samples.tickets import ROBOT

    with open_book(path, f"Personen {RELATION}") as book:
        sheet = book.add("Personen", f"Personen {RELATION}", (28, 16, 20, 14, 12, 12, 32))
        sheet.skip()
        sheet.row(["Naam", "Kant", "Functie", "Niveau", "Vanaf", "Tot", "Rol in het contract"], "head")
        for person in relation.cast.people:
            sheet.row([person.name, SIDE[person.side], FUNCTION[person.function], LEVEL[person.level], person.from_on,
                       person.to_on, person.role])  # fmt: skip
        sheet.row([ROBOT, SIDE["supplier"], FUNCTION["robot"]])


def to_config(relation: Relation, name: str = RELATION) -> str:
    """Return the drift.toml that an analyst would have made."""
    story = relation.story
    last = "2019-12" if story.months >= 48 else "2018-12"
    lines = [
        f"# {MADE_UP}",
        "schema = 1",
        f'relation = "{name}"',
        'language = "nl"',
        'zone = "Europe/Amsterdam"',
        f'base = ["2018-01", "{last}"]               # de goede jaren; 2020 en 2021 zijn nooit basis',
        'working_time = { country = "NL", days = "mon-fri", hours = "08:00-17:00" }',
        *_document("contract/SLA*.xlsx", "SLA", "sla"),
        *_document("contract/DAP*.xlsx", "DAP", "dap"),
        *_document("contract/Prijslijst*.xlsx", "Prijslijst", "prices"),
        "", "[[source]]", 'files = "tickets/*"', 'table = "incidents"', 'tool = "topdesk"',
        "", "[sides]", 'caller = "customer"', 'handler = "supplier"',
    ]  # fmt: skip
    for on, what in _milestones(relation):
        lines += ["", "[[milestone]]", f"on = {on}", f'what = "{what}"']
    return "\n".join(lines) + "\n"


def _document(files: str, name: str, role: str) -> list[str]:
    return ["", "[[document]]", f'files = "{files}"', f'name = "{name}"', f'role = "{role}"']


def _milestones(relation: Relation) -> list[tuple[str, str]]:
    from drift.samples.story import PROCUREMENT, REPAIR, TABLE

    story, milestones = relation.story, []
    if story.paper_grows:
        milestones.append((f"{story.day(PROCUREMENT)}", "Inkoop neemt het contract over"))
    if story.months > 48:
        milestones.append(("2022-01-01", "TOPdesk vernieuwd, kolommen hernoemd"))
    if story.slides:
        milestones.append((f"{story.day(TABLE, 16)}", "rondetafel"))
        milestones.append((f"{story.day(REPAIR)}", "vaste duo's terug"))
    return sorted(milestones)


def to_readme(relation: Relation) -> str:
    """Return what stands beside the files."""
    story = relation.story
    return f"""# {RELATION}

**{MADE_UP}**

Een verzonnen onderhoudsbedrijf (opdrachtnemer) en een verzonnen logistiek dienstverlener (opdrachtgever) houden samen
een sorteercentrum draaiend. Namen van personen en bedrijven bestaan niet; adressen eindigen op `.example`.

- `contract/`: de versies van de SLA, elk in de indeling van haar jaar, werkafspraken (DAP) en een prijslijst
- `tickets/`: een export van TOPdesk per jaar
- `overleg/`: lijsten van overleggen en een agenda
- `rapportage/`: een werkmap met KPI-rapportages per jaar, zoals de opdrachtnemer ze aanlevert, een cijfer per maand
- `people.xlsx`: wie bij welke partij hoort, met functie en niveau
- `drift.toml`: wat de analist heeft besloten
- `truth.json`: wat er waar is: per maand wat is gepland en wat er van kwam, de afkomst van elke bepaling, de normen,
  of elke storing op tijd was onder elke versie, en wat de rapportages daarvan maakten

Scenario: {story.scenario}; maanden: {story.months}; seed: {relation.seed}. Gemaakt door drift; opnieuw te maken met:

    drift simulate MAP --scenario {story.scenario.replace(" ", "-")} --seed {relation.seed}

Licentie: CC0 1.0 (https://creativecommons.org/publicdomain/zero/1.0/deed.nl).
"""
