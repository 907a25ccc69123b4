"""Every table on one page: column, type, unit and meaning. The authority; the store refuses anything else.

One more is made while measuring, because it has a column a measure: ANSWERS in measures.work.answers.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pyarrow as pa

if TYPE_CHECKING:
    import pandas as pd

TEXT, COUNT, FLAG, REAL = pa.string(), pa.int64(), pa.bool_(), pa.float64()
DAY, MOMENT = pa.date32(), pa.timestamp("us")


@dataclass(frozen=True)
class Column:
    """One column: what it is called, its Arrow type, and what it means (unit where it has one)."""

    name: str
    dtype: pa.DataType
    meaning: str


def _columns(*entries: tuple[str, pa.DataType, str]) -> tuple[Column, ...]:
    return tuple(Column(*entry) for entry in entries)


PLACE = (
    ("relation", TEXT, "name of the relation"),
    ("file", TEXT, "path below the project's folder"),
    ("sheet", TEXT, "name of the sheet"),
    ("row", COUNT, "row in the sheet, 1 = first"),
)

TABLES: Final[dict[str, tuple[Column, ...]]] = {
    "clauses": _columns(
        *PLACE,
        ("document", TEXT, "document this clause belongs to"),
        ("version", TEXT, "version as its file calls it"),
        ("effective_on", DAY, "day this version takes effect"),
        ("clause_id", TEXT, "number as text: 4.10 is not 4.1; may repeat or be missing"),
        ("section", TEXT, "heading it stands under"),
        ("text", TEXT, "the clause"),
        ("in_force", FLAG, "false: deleted, withdrawn or struck through"),
        ("remark", TEXT, "explanation beside it and comments on its cells; no part of the clause"),
    ),
    "readings": _columns(
        *PLACE,
        ("words", COUNT, "whitespace-separated words of the text"),
        ("language", TEXT, "nl, en, de, fr, es, it by its commonest words; missing: too short to tell"),
        ("obligation", FLAG, "someone is bound to do or to leave something"),
        ("party", TEXT, "who is bound: supplier, customer, both; none where nobody is"),
        ("modality", TEXT, "obligation, prohibition, permission, soft, none"),
        ("kind", TEXT, "target, outcome, procedure, reporting, governance, penalty, boilerplate"),
        ("n_targets", COUNT, "measured targets in the text"),
    ),
    "targets": _columns(
        *PLACE,
        ("metric", TEXT, "what is measured, in the clause's own words"),
        ("comparator", TEXT, ">=, <=, =, >, <; missing where only stated"),
        ("value", REAL, "in the unit beside it; missing where only stated"),
        (
            "unit",
            TEXT,
            "%, minute, hour, day, working_hour, working_day, week, month, year, count, EUR, GBP, USD, other",
        ),
        ("per", TEXT, "period or thing it holds for: month, shift"),
        ("condition", TEXT, "when it holds: P1, after request"),
        ("stated", TEXT, "a norm without a number: best effort, not applicable, to be agreed, window; else missing"),
        ("quote", TEXT, "the words it was read from"),
        ("cell", TEXT, "cell of a table of norms it stands in; missing: in the text of the clause"),
        ("window", TEXT, "hours it holds in, as a table of norms says: 24x7, kantooruren; else missing"),
    ),
    "norms": _columns(
        *PLACE,
        ("cell", TEXT, "cell it stands in"),
        ("metric", TEXT, "what is measured, in the words of the table"),
        ("tier", TEXT, "level it holds for: P1, Gold; missing: none"),
        ("window", TEXT, "hours it holds in: 24x7; missing: none"),
        ("comparator", TEXT, "as of targets; of a credit ="),
        ("value", REAL, "in the unit beside it; missing where only stated"),
        ("unit", TEXT, "as of targets"),
        ("per", TEXT, "as of targets"),
        ("condition", TEXT, "when it holds besides its level: the service, the share, the band of a credit"),
        ("stated", TEXT, "as of targets, and window: hours alone"),
        ("quote", TEXT, "the cell, or its line"),
        ("kind", TEXT, "target; penalty: a credit, or the band it stands on"),
        ("whole", FLAG, "the row is of a table of norms: its words are names, and are not read"),
    ),
    "lineage": _columns(
        ("relation", TEXT, "name of the relation"),
        ("change", TEXT, "same, moved, reworded, split, merged, added, dropped"),
        ("old_document", TEXT, "document it stood in; missing: added"),
        ("old_file", TEXT, "path below the project's folder"),
        ("old_sheet", TEXT, "name of the sheet"),
        ("old_row", COUNT, "row in the sheet, 1 = first"),
        ("old_clause_id", TEXT, "number it had"),
        ("new_document", TEXT, "document it stands in; missing: dropped"),
        ("new_file", TEXT, "path below the project's folder"),
        ("new_sheet", TEXT, "name of the sheet"),
        ("new_row", COUNT, "row in the sheet, 1 = first"),
        ("new_clause_id", TEXT, "number it has"),
        ("score", REAL, "probability that the two belong together; 1 = equal words, 0 = added or dropped"),
        ("unit", COUNT, "lineage unit, numbered by first appearance"),
    ),
    "units": _columns(
        *PLACE,
        ("unit", COUNT, "lineage unit: what a clause is over all versions; a merged clause has a row for each it was"),
        ("was_file", TEXT, "path of the clause that last was this unit alone: the clause itself, unless merged"),
        ("was_sheet", TEXT, "its sheet"),
        ("was_row", COUNT, "its row in the sheet, 1 = first"),
    ),
    "documents": _columns(
        ("relation", TEXT, "name of the relation"),
        ("file", TEXT, "path below the project's folder"),
        ("document", TEXT, "document"),
        ("version", TEXT, "version as its file calls it"),
        ("effective_on", DAY, "first day in force"),
        ("ends_on", DAY, "first day no longer in force; missing: still in force"),
        ("role", TEXT, "agreement, sla, dap, prices, assets, report, law"),
        ("status", TEXT, "draft, signed, in force; missing: not told"),
        ("author", TEXT, "pseudonym: of the row of its version history that speaks of this version"),
        ("approver", TEXT, "pseudonym, of the same row"),
        ("function", TEXT, "of the author: operations, procurement, contract management, management, or as written"),
    ),
    "governance": _columns(
        *PLACE,
        ("document", TEXT, "document of the file it stands in"),
        ("version", TEXT, "version of that file"),
        ("kind", TEXT, "version history, contact, meeting, escalation, raci, properties (of the file)"),
        ("clause_version", TEXT, "version a row of a version history speaks of"),
        ("on", DAY, "day of that version; of properties: day the file was made or last saved"),
        ("status", TEXT, "draft, signed, in force; missing: not told"),
        ("role", TEXT, "a role of sources.rows.governance_roles; missing: a version of which nobody is named"),
        ("topic", TEXT, "meeting, task or step as written"),
        ("person", TEXT, "pseudonym; missing: a function or side without a name"),
        ("organisation", TEXT, "as written"),
        ("side", TEXT, "customer or supplier; missing: not told"),
        ("function", TEXT, "operations, procurement, contract management, management, other, or as written"),
        ("level", TEXT, "operational, tactical or strategic; missing: not told"),
        ("times_a_year", REAL, "of a meeting; missing: not told, ad hoc, or said in two ways"),
    ),
    "incidents": _columns(
        *PLACE,
        ("incident_id", TEXT, "number of the tool, as text"),
        ("tool", TEXT, "tool the export came from"),
        ("opened_at", MOMENT, "wall time in the project's zone"),
        ("resolved_at", MOMENT, "wall time: the service works again"),
        ("responded_at", MOMENT, "wall time of the first response"),
        ("closed_at", MOMENT, "wall time: the administration is done"),
        ("due_at", MOMENT, "wall time it is to be resolved by"),
        ("updated_at", MOMENT, "wall time of the last change"),
        ("opened_utc", MOMENT, "the same instant in UTC: durations are computed from these"),
        ("resolved_utc", MOMENT, "UTC"),
        ("responded_utc", MOMENT, "UTC"),
        ("closed_utc", MOMENT, "UTC"),
        ("due_utc", MOMENT, "UTC"),
        ("updated_utc", MOMENT, "UTC"),
        ("end_known", FLAG, "false: no end can be read, so that a missing end does not mean open"),
        ("priority", TEXT, "as the tool calls it"),
        ("type", TEXT, "corrective, planned, change, request"),
        ("title", TEXT, "short description"),
        ("category", TEXT, "as the tool calls it"),
        ("object", TEXT, "installation, asset or component concerned"),
        ("requester", TEXT, "pseudonym"),
        ("handler", TEXT, "pseudonym"),
        ("group", TEXT, "team that handled it last"),
        ("status", TEXT, "as the tool calls it, at the time of the export"),
        ("channel", TEXT, "how it came in, as the tool calls it"),
        ("level", TEXT, "line of support, as the tool calls it"),
        ("n_reassigned", COUNT, "times it went to another group or person"),
        ("n_reopened", COUNT, "times it was reopened"),
        ("downtime_min", REAL, "minutes that the installation stood still, as the file says; missing: not told"),
        ("sla_met", FLAG, "as the tool says; missing: not told"),
        ("sla_kind", TEXT, "names of the SLAs that sla_met speaks of"),
    ),
    "events": _columns(
        *PLACE,
        ("incident_id", TEXT, "incident it belongs to"),
        ("tool", TEXT, "tool the export came from"),
        ("at", MOMENT, "wall time in the project's zone"),
        ("at_utc", MOMENT, "the same instant in UTC"),
        ("status", TEXT, "the tool's own word for it"),
        ("kind", TEXT, "see terms.EVENT_KINDS"),
        ("actor", TEXT, "pseudonym"),
        ("group", TEXT, "team that had it then"),
        ("text", TEXT, "what was said"),
    ),
    "contacts": _columns(
        *PLACE,
        ("tool", TEXT, "tool the export came from"),
        ("at", MOMENT, "wall time in the project's zone"),
        ("at_utc", MOMENT, "the same instant in UTC"),
        ("minutes", REAL, "planned or held, minutes"),
        ("topic", TEXT, "what it was about"),
        ("kind", TEXT, "meeting, phone, e-mail, as the file calls it"),
        ("level", TEXT, "operational, tactical, strategic; missing: not told"),
        ("direct", FLAG, "by voice or in person; missing: not told"),
        ("refers_to", TEXT, "tickets or clauses it names"),
    ),
    "attendees": _columns(
        *PLACE,
        ("tool", TEXT, "tool the export came from"),
        ("at", MOMENT, "wall time this person joined; of a calendar entry the start of the meeting"),
        ("at_utc", MOMENT, "UTC"),
        ("person", TEXT, "pseudonym"),
        ("role", TEXT, "organizer, required, optional, presenter, as told"),
        ("told_side", TEXT, "customer or supplier, where minutes tell it beside the name; missing: not told"),
        ("told_function", TEXT, "as of people, told beside the name"),
        ("minutes", REAL, "present; missing: not told"),
    ),
    "decisions": _columns(
        *PLACE,
        ("tool", TEXT, "tool the export came from"),
        ("at", MOMENT, "of the contact it was taken in, wall time in the project's zone"),
        ("at_utc", MOMENT, "the same instant in UTC"),
        ("contact_sheet", TEXT, "sheet of that contact, in the same file"),
        ("contact_row", COUNT, "its row in the sheet, 1 = first"),
        ("topic", TEXT, "item it stands under; missing: that of the contact"),
        ("text", TEXT, "what was decided, or became of an item, as written"),
        ("refers_to", TEXT, "tickets, clauses or objects, as a column of its own tells; missing: not told"),
    ),
    "actions": _columns(
        *PLACE,
        ("tool", TEXT, "tool the export came from"),
        ("at", MOMENT, "of the first list or minutes it stands in; missing: not told"),
        ("at_utc", MOMENT, "UTC"),
        ("seen_at", MOMENT, "of the last one"),
        ("n_seen", COUNT, "lists and minutes it stands in: an action is one row over its life"),
        ("number", TEXT, "as the list numbers it; may be missing, repeat or change"),
        ("text", TEXT, "what is to be done"),
        ("owner", TEXT, "pseudonym, of several the first; missing: not told"),
        ("side", TEXT, "customer or supplier, where a cell tells; missing: not told"),
        ("status", TEXT, "open, done or dropped, as last told; missing: not told"),
        ("due", TEXT, "as written: 2 weeks, next meeting"),
        ("refers_to", TEXT, "as of decisions"),
    ),
    "people": _columns(
        *PLACE,
        ("person", TEXT, "pseudonym"),
        ("side", TEXT, "customer or supplier"),
        ("function", TEXT, "operations, procurement, contract management, management, robot, or as written"),
        ("level", TEXT, "operational, tactical or strategic"),
        ("from_on", DAY, "first day in this function"),
        ("to_on", DAY, "last day in this function; missing: still"),
    ),
    "norm_reports": _columns(
        *PLACE,
        ("cell", TEXT, "cell of the result, else of the verdict; of a month a column a row has several"),
        ("document", TEXT, "report, by the name of its file"),
        ("period", TEXT, "2021-03, 2021-Q1, 2021-H1, 2021-W05 or 2021"),
        ("indicator", TEXT, "what is measured, as the report calls it"),
        ("clause_id", TEXT, "number beside it; missing: not told"),
        ("comparator", TEXT, ">=, <=, =, >, < of the norm; missing: not told"),
        ("norm", REAL, "in the unit beside it; missing: not told or no number"),
        ("result", REAL, "as reported, in the same unit; missing: none yet, or only a verdict"),
        ("unit", TEXT, "as of targets; missing: not told"),
        ("verdict", TEXT, "as the report tells it: met, groen, G, OK; OK is no result yet"),
        (
            "colour",
            TEXT,
            "fill of the cell of the verdict, else of the result: green, amber, red; missing: none of these",
        ),
        ("numerator", REAL, "cases within the norm, where told"),
        ("denominator", REAL, "all cases, where told"),
    ),
    "robots": _columns(
        ("relation", TEXT, "name of the relation"),
        ("person", TEXT, "pseudonym of a robot, a portal or a shared mailbox: nobody, wherever persons count"),
        ("why", TEXT, "told (people.xlsx says robot), name (looks like one), rhythm (a week without a pause)"),
        ("n_rows", COUNT, "rows that name it"),
    ),
    "hands": _columns(
        ("relation", TEXT, "name of the relation"),
        ("person", TEXT, "pseudonym"),
        ("hand", TEXT, "pseudonym of one of the spellings that may be the same person"),
        ("kind", TEXT, "name, short, word, address, login or number: the first that the spellings of the hand have"),
    ),
}
# a calendar holds meetings that are nobody's business but its owner's, and so is what was said in them; who has which
# role is one person a row; of robots the intake tells how many; whose spellings may be one person is for counting;
# norms stand among the targets
NOT_SHOWN: Final = ("contacts", "attendees", "decisions", "actions", "governance", "robots", "hands", "norms")
PERSONS: Final = {
    "incidents": ("requester", "handler"),
    "events": ("actor",),
    "attendees": ("person",),
    "actions": ("owner",),
    "people": ("person",),
    "governance": ("person",),
    "documents": ("author", "approver"),
}


def schema_of(table: str) -> pa.Schema:
    """Return the Arrow schema of a table."""
    return pa.schema([(column.name, column.dtype) for column in TABLES[table]])


def to_arrow(table: str, frame: pd.DataFrame) -> pa.Table:
    """Return a frame as an Arrow table of the declared types; missing values become null, never NaN."""
    return fit_columns(TABLES[table], frame)


def fit_columns(columns: tuple[Column, ...], frame: pd.DataFrame) -> pa.Table:
    """Return columns of a frame as an Arrow table of their types; missing values become null, never NaN."""
    return pa.table({column.name: _to_array(frame[column.name], column.dtype) for column in columns})


def _to_array(values: pd.Series, dtype: pa.DataType) -> pa.Array:
    if dtype == DAY and values.dtype.kind == "f":  # pandas gives days of which none is known as NaN
        values = values.astype("object")
    return pa.array(values, type=dtype, from_pandas=True)
