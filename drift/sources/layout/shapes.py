"""What makes a table of ours: the fields without which its rows say nothing."""

from collections.abc import Collection, Iterable, Mapping
from typing import Final

REQUIRED: Final = {
    "clauses": (("text", "indicator"), ("clause_id", "section", "target")),
    "incidents": (("opened_at",),),
    "events": (("incident_id",), ("at",), ("text", "status", "lifecycle")),
    "contacts": (("at",), ("topic",), ("required", "optional", "organizer", "kind", "minutes", "level", "refers_to")),
    "people": (("person",), ("side",), ("function", "level")),
    "attendees": (("person",), ("at",), ("minutes", "left_at")),
    "governance": (),  # of several kinds: see governance_kinds
}  # for each table: groups of fields of which one must be there
NEEDED: Final = {
    **REQUIRED,
    "clauses": (("text", "indicator"),),
    "events": (("incident_id",), ("at",)),
    "contacts": (("at",),),
    "people": (("person",),),
    "attendees": (("person",), ("at",)),
}  # what a table that the analyst declared cannot do without: his word goes before every other rule
_OF_A_LOG: Final = frozenset(
    {"title", "category", "object", "requester", "handler", "group", "resolved_at", "closed_at", "duration_min",
     "downtime_min"}
)  # fmt: skip
WITHOUT_NUMBER: Final = 3  # so many of these make a log of rows that have no number
_WORK: Final = _OF_A_LOG - {"title", "category"} | {"opened_time", "priority", "type", "due_at", "channel"}
BARE_DAYS: Final = frozenset({"datum", "date", "start time", "starttijd", "begintijd", "start"})


def is_complete(table: str, columns: Mapping[str, int], names: Mapping[str, str]) -> bool:
    """Whether the fields found make a table; names: the normalised heading of each.

    A row of a log has a number, or three other columns of a log. A column that is only called Date is the opening of
    an incident where another column speaks of work; else it may be the date of a version or of an action.
    """
    if not all(any(name in columns for name in group) for group in REQUIRED[table]):
        return False
    if table == "clauses":  # an indicator alone is a heading of a form; with its norm it is agreed
        return "text" in columns or "target" in columns
    if table != "incidents":
        return True
    if "incident_id" not in columns and len(_OF_A_LOG & columns.keys()) < WITHOUT_NUMBER:
        return False
    return names["opened_at"] not in BARE_DAYS or bool(_WORK & columns.keys())


def is_enough(table: str, columns: Collection[str]) -> bool:
    """Whether the fields found are those that a declared table cannot do without."""
    return table in NEEDED and not find_missing(NEEDED[table], columns)


def find_missing(groups: Iterable[tuple[str, ...]], columns: Collection[str]) -> tuple[str, ...]:
    """Return the first field of each group of which none is there."""
    return tuple(group[0] for group in groups if not any(name in columns for name in group))
