"""How settings lie in a workbook, drift.xlsx: which sheet, column and row each key of drift.toml has."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import zip_longest
from typing import Any, Final, Literal, get_args

from drift.terms import Group

# what a cell may hold: text as it stands, a code, a number, a whole one, yes or no, a day, a month
Kind = Literal["text", "word", "number", "whole", "bool", "day", "month"]
Row = dict[str, Any]  # heading -> value
KEYS: Final = "settings"  # the sheet of the keys that have one value: a row a key
KEY, VALUE, WHY = "key", "value", "explanation"
REMARK: Final = "remark"  # a column of what drift saw; it is not read
PROPOSED: Final = "proposed"  # a sheet of entries that somebody may take over; it is not read


@dataclass(frozen=True)
class Sheet:
    """A sheet of entries: a row each. What an entry has several of goes on in the rows below it."""

    columns: Mapping[str, Kind]  # heading -> what its cells hold; the first says where an entry begins
    several: tuple[str, ...] = ()  # headings of lists
    pairs: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # key -> headings of its keys and its values

    @property
    def first(self) -> str:
        """The heading without which a row is no entry."""
        return next(iter(self.columns))

    @property
    def headings(self) -> tuple[str, ...]:
        """All headings, in their order."""
        return (*self.columns, *self.several, *(heading for pair in self.pairs.values() for heading in pair))


SHEETS: Final[dict[str, Sheet]] = {
    "document": Sheet({"files": "text", "name": "text", "role": "word", "effective_on": "day"}),
    "source": Sheet(
        {
            "files": "text",
            "sheet": "text",
            "table": "word",
            "tool": "text",
            "heading_row": "whole",
            "day_first": "bool",
            "format": "text",
            "zone": "word",
        },
        ("nulls",),
        {"columns": ("field", "heading")},
    ),
    "milestone": Sheet({"on": "day", "what": "text"}),
    "scope": Sheet({"on": "day", "unit": "text", "amount": "number"}),
    "norm": Sheet(
        {"clause": "text", "document": "text", "clock": "word", "working": "bool", "stops": "bool"},
        pairs={"where": ("where", "is")},
    ),
}
PARTIES: Final = "parties"  # a column of names a side
SIDES: Final = ("supplier", "customer")
ALIASES: Final = "aliases"  # a name, and below each other its other spellings
NAME, SPELLING = "name", "spelling"
SINGLE: Final[dict[str, Kind]] = {
    "schema": "whole",
    "relation": "text",
    "relation_column": "text",
    "alias": "text",
    "language": "word",
    "zone": "word",
    "base.first": "month",
    "base.last": "month",
    "cut_days": "whole",
    "own_side": "word",
    "logo": "text",
    "sides.caller": "word",
    "sides.handler": "word",
    "working_time.country": "word",
    "working_time.days": "word",
    "working_time.hours": "word",
    "effort.report_hours": "number",
    **{f"weights.{group}": "number" for group in get_args(Group)},
}
NAMES: Final = (KEYS, *SHEETS, PARTIES, ALIASES)  # of all sheets that are read
_MONTHS: Final = ("first", "last")


def list_headings(sheet: str) -> tuple[str, ...]:
    """Return the headings of a sheet that are read."""
    if sheet in SHEETS:
        return SHEETS[sheet].headings
    return {KEYS: (KEY, VALUE), PARTIES: SIDES, ALIASES: (NAME, SPELLING)}[sheet]


def lay_out(content: Mapping[str, Any]) -> dict[str, list[Row]]:
    """Return the rows of every sheet for settings as drift.toml has them, without their headings."""
    return {
        KEYS: [{KEY: key, VALUE: value} for key, value in list_single(content)],
        **{name: [row for one in content.get(name, ()) for row in lay_entry(name, one)] for name in SHEETS},
        PARTIES: _lay_lists(SIDES, [content.get(PARTIES, {}).get(side, ()) for side in SIDES]),
        ALIASES: [
            row
            for name, spellings in content.get(ALIASES, {}).items()
            for row in _lay_lists((NAME, SPELLING), ([name], spellings))
        ],
    }


def list_single(content: Mapping[str, Any]) -> Iterator[tuple[str, Any]]:
    """Yield every key of one value that is given, in the order of SINGLE; a key of a table has its name in front."""
    for key in SINGLE:
        table, _, name = key.rpartition(".")
        if table == "base":
            value = content["base"][_MONTHS.index(name)] if "base" in content else None
        else:
            value = (content.get(table, {}) if table else content).get(name)
        if value is not None:
            yield key, value


def lay_entry(sheet: str, entry: Mapping[str, Any]) -> list[Row]:
    """Return the rows of one entry."""
    layout = SHEETS[sheet]
    own = {heading: entry[heading] for heading in layout.columns if heading in entry}
    lists = {heading: list(entry.get(heading, ())) for heading in layout.several}
    for key, headings in layout.pairs.items():
        for place, heading in enumerate(headings):
            lists[heading] = [pair[place] for pair in entry.get(key, {}).items()]
    first, *others = _lay_lists(tuple(lists), list(lists.values())) or [{}]
    return [own | first, *others]


def _lay_lists(headings: tuple[str, ...], lists: Any) -> list[Row]:
    """Return lists beside each other, a row a place."""
    rows = zip_longest(*lists)
    return [{heading: value for heading, value in zip(headings, row, strict=True) if value is not None} for row in rows]
