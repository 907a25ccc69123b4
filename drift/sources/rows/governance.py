"""Who has the say, from the workbook itself: version history, contacts, meetings, escalation, RACI; a row each role."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from typing import Any, Final

import pandas as pd

from drift.sources.layout.raci import letter_columns, read_letters
from drift.sources.opening.child import NUMBER
from drift.sources.rows.context import Context
from drift.sources.rows.numbering import show_number
from drift.sources.rows.reading import Counts, TableReading
from drift.sources.values.frequencies import UNKNOWN, times_a_year
from drift.sources.values.roles import Holder, function_of, level_of, read_holders, side_of
from drift.sources.values.statuses import status_of

COLUMNS: Final = (
    *("file", "sheet", "row", "kind", "clause_version", "on", "status", "role", "topic"),
    *("person", "organisation", "side", "function", "level", "times_a_year"),
)
_AUTHORS: Final = {
    "author": ("author", None),
    "reviewer": ("reviewer", None),
    "approver": ("approver", None),
    "approver_customer": ("approver", "customer"),
    "approver_supplier": ("approver", "supplier"),
}  # field -> role, side
_GROUPS: Final = {
    "participants": None,
    "chair": None,
    "escalation": None,
    "of_customer": "customer",
    "of_supplier": "supplier",
}  # field -> side
_LETTERS: Final = ("responsible", "accountable", "consulted", "informed")
_ABOUT: Final = ("person", "function", "side", "organisation", "level", "topic")
USED: Final = frozenset(
    {*_AUTHORS, *_GROUPS, *_LETTERS, *_ABOUT}
    | {"clause_version", "on", "status", "change", "meeting", "frequency", "times_a_year", "task", "phone", "mail"}
)
_VERSION = re.compile(
    r"(?:v|ver|versie|version|rev|revisie|revision|release)?[ .]*\d+(?:[.,]\d+)*[ .]?[a-z]{0,10}", re.I
)
Cells = Mapping[str, str]  # field -> text, of one row; blank cells left out
Row = dict[str, Any]


def read_governance(context: Context) -> TableReading:
    """Read one table; what stands below it and is no row of it is a note.

    Returns
    -------
    frames : governance, a row for each role of each person, function or side named; a meeting has a row of its own.
    Phone numbers and addresses are not kept, nor is what changed in a version.
    """
    body, kind = context.body, context.body.heading.kind
    days = context.moments("on").wall.dt.date if body.has("on") else pd.Series(None, index=body.rows, dtype="object")
    columns = _columns_of_letters(context) if kind == "raci" else []
    made: list[Row] = []
    n_accepted = 0
    for row, cells in _rows(context):
        on = days[row] if pd.notna(days[row]) else None
        found = list(_READERS[kind](cells, on, made[-1] if made else None))
        found += _by_letters(context, columns, cells, row)
        n_accepted += bool(found)
        made += [{"row": row, **one} for one in found]
    _tell_lost_days(context, days, {one["row"] for one in made})
    frame = pd.DataFrame(made, columns=[name for name in COLUMNS if name not in ("file", "sheet", "kind")])
    frame["person"] = context.people.hide(frame["person"].astype("str"), "governance")
    frame = frame.assign(file=body.file, sheet=body.cells.sheet, kind=kind)
    return context.close({"governance": frame}, Counts(n_accepted, note=len(body.rows) - n_accepted))


def _rows(context: Context) -> Iterator[tuple[int, Cells]]:
    """Yield the texts of each row; a level that stands once for several rows (merged cells) goes for all of them."""
    body = context.body
    texts = {name: context.texts(name) for name in body.heading.columns if name in USED}
    if "clause_version" in texts:
        texts["clause_version"] = _shown(context, texts["clause_version"])
    if "level" in texts:
        texts["level"] = _fill_down(context, texts["level"])
    for row in body.rows:
        yield int(row), {name: str(column[row]) for name, column in texts.items() if pd.notna(column[row])}


def _shown(context: Context, texts: pd.Series) -> pd.Series:
    """Return version numbers as Excel shows them: 1 in the format 0.0 is 1.0."""
    marks, i = context.body.cells.marks, context.body.heading.columns["clause_version"]
    kinds = context.body.column("clause_version").kinds
    formats = marks.formats if marks else {}
    shown = [
        (show_number(text, formats.get((int(row), i), "")) or text)
        if kind == NUMBER and isinstance(text, str)
        else text
        for row, text, kind in zip(texts.index, texts, kinds, strict=True)
    ]
    return pd.Series(shown, index=texts.index, dtype="str")


def _fill_down(context: Context, levels: pd.Series) -> pd.Series:
    blank = levels.isna()
    if not blank.any() or blank.all() or blank.iloc[0]:
        return levels
    context.tell("note.filled_down", heading=context.body.title("level"), n=int(blank.sum()))
    return levels.ffill()


def _tell_lost_days(context: Context, days: pd.Series, rows: set[int]) -> None:
    told = context.texts("on")
    lost = told.index[told.notna() & days.isna() & told.index.isin(rows)]
    if len(lost):
        cells = context.body.name_cells(lost, "on")
        context.tell("note.no_day", heading=context.body.title("on"), n=len(lost), cells=cells)


def _about(cells: Cells) -> Row:
    """Return what a row says of everyone in it."""
    side = cells.get("side")
    organisation = cells.get("organisation")
    return {
        "topic": cells.get("topic"),
        "organisation": organisation,
        "side": side_of(side or "") or side_of(organisation or ""),
        "level": level_of(cells.get("level"), cells.get("topic"), cells.get("meeting")),
        "times_a_year": UNKNOWN,
    }


def _holding(role: str | None, holder: Holder, about: Row, *, side: str | None = None, title: str | None = None) -> Row:
    """Return the row of one holder of a role; title: the job title that a column of its own gives."""
    function = function_of(title) if title else holder.function
    told = side or holder.side or side_of(title or "") or about["side"]
    return {**about, "role": role, "person": holder.person, "function": function, "side": told}


def _versions(cells: Cells, on: object, _: Row | None) -> Iterator[Row]:
    version = cells.get("clause_version")
    if on is None and not (version and _VERSION.fullmatch(version.strip())):
        return  # a line below the table
    about = {
        **_about(cells),
        "topic": None,
        "clause_version": version,
        "on": on,
        "status": status_of(cells.get("status"), version),
    }
    found = [
        _holding(role, holder, about, side=side, title=cells.get("function") if role == "author" else None)
        for name, (role, side) in _AUTHORS.items()
        for holder in read_holders(cells.get(name, ""), named=True)
        if holder != Holder()
    ]
    yield from found or [_holding(None, Holder(), about)]


def _contacts(cells: Cells, _on: object, _above: Row | None) -> Iterator[Row]:
    return _named(cells, "contact")


def _escalations(cells: Cells, _on: object, _above: Row | None) -> Iterator[Row]:
    return _named(cells, "escalation")


def _named(cells: Cells, role: str) -> Iterator[Row]:
    """Yield the persons or functions of a row: its own columns, and those a side."""
    about = _about(cells)
    step = cells.get("level")
    about["topic"] = about["topic"] or (step if level_of(step) is None else None)
    title = cells.get("function")
    holders = read_holders(cells.get("person", ""), named=True)
    if title and not holders:
        holders = [Holder()]
    yield from (_holding(role, holder, about, title=title) for holder in holders if title or holder != Holder())
    yield from _grouped(cells, role, about)


def _grouped(cells: Cells, role: str, about: Row) -> Iterator[Row]:
    for name, side in _GROUPS.items():
        for holder in read_holders(cells.get(name, ""), named=False):
            yield _holding(role, holder, about, side=side)


def _meetings(cells: Cells, _on: object, above: Row | None) -> Iterator[Row]:
    """Yield a meeting and who takes part; a row without meeting and frequency goes on with the one above."""
    about = _about(cells)
    meeting = cells.get("meeting") or cells.get("topic") or cells.get("level")
    goes_on = above is not None and not {"meeting", "frequency", "times_a_year"} & cells.keys()
    if goes_on and above is not None:
        about |= {"topic": above["topic"], "level": about["level"] or above["level"]}
    else:
        about["topic"] = meeting
        if not meeting or len(cells) < 2:
            return  # a line below the table
        times = _times(cells)
        yield {**_holding("meeting", Holder(), about), "times_a_year": times}
    yield from (_holding("participant", holder, about, title=cells.get("function")) for holder in _person(cells))
    yield from _grouped(cells, "participant", about)


def _person(cells: Cells) -> list[Holder]:
    return [holder for holder in read_holders(cells.get("person", ""), named=True) if holder != Holder()]


def _times(cells: Cells) -> float:
    """Return times a year: the number where a column is for it, else what the words say."""
    number = cells.get("times_a_year", "").replace(",", ".")
    if re.fullmatch(r"\d+(?:\.\d+)?", number):
        return float(number)
    return times_a_year(cells.get("frequency") or cells.get("times_a_year", ""))


def _tasks(cells: Cells, _on: object, _above: Row | None) -> Iterator[Row]:
    about = {**_about(cells), "topic": cells.get("task"), "level": level_of(cells.get("level"))}
    for role in _LETTERS:
        for holder in read_holders(cells.get(role, ""), named=False):
            if cells.get("task"):
                yield _holding(role, holder, about)


def _by_letters(context: Context, columns: list[tuple[int, Holder]], cells: Cells, row: int) -> Iterator[Row]:
    """Yield the roles of a task where a column stands for a function, a side or a person."""
    if "task" not in cells:
        return
    about = {**_about(cells), "topic": cells["task"], "level": level_of(cells.get("level"))}
    for i, holder in columns:
        text = context.body.cells.table.column(2 * i + 1)[row - 1].as_py()
        yield from (_holding(role, holder, about) for role in read_letters(text or ""))


def _columns_of_letters(context: Context) -> list[tuple[int, Holder]]:
    """Return the columns of a RACI table with whom each stands for: its heading, and the group heading above it."""
    cells, heading = context.body.cells, context.body.heading
    taken = set(heading.columns.values())
    found, group = [], ""
    for i in letter_columns(cells, heading.row + 1, heading.last):
        title = cells.table.column(2 * i + 1)[heading.row - 1].as_py() or ""
        if heading.n_rows == 2:
            group = cells.table.column(2 * i + 1)[heading.row - 2].as_py() or group
        holders = read_holders(title, named=False)
        if i not in taken and holders:
            found.append((i, replace(holders[0], side=holders[0].side or side_of(group))))
    return found


_READERS: Final[Mapping[str, Callable[[Cells, object, Row | None], Iterator[Row]]]] = {
    "version history": _versions,
    "contact": _contacts,
    "escalation": _escalations,
    "meeting": _meetings,
    "raci": _tasks,
}
