"""The rows of a list of actions, with the account of the sheet they stand in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final
from zoneinfo import ZoneInfo

import pandas as pd

from drift.errors import Address, Note
from drift.sources.accounts import SheetAccount
from drift.sources.opening.cells import Cells
from drift.sources.opening.columns import NULLS
from drift.sources.people import People
from drift.sources.rows.actions.headings import ActionHeading
from drift.sources.rows.actions.owners import Owners, read_owners
from drift.sources.rows.actions.statuses import find_status_column, read_status
from drift.sources.values.days import find_day
from drift.sources.values.moments import to_utc
from drift.sources.vocabulary import GENERIC
from drift.sources.words import normalise

TABLE: Final = "actions"
_TEXTS: Final = ("number", "text", "status", "due", "refers_to", "owner", "side")


@dataclass(frozen=True)
class ActionList:
    """The actions of one sheet, the account of its rows and what is to be told of them."""

    frame: pd.DataFrame
    account: SheetAccount
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True)
class _Action:
    row: int
    texts: dict[str, str | None]
    owners: Owners


def read_actions(
    file: str, cells: Cells, rows: Sequence[Sequence[str]], heading: ActionHeading, people: People
) -> ActionList:
    """Return one row an action; a row without one is a note, and so is what stands above the heading.

    rows : texts of the whole sheet; when each action was seen is told afterwards, by `date_actions`
    """
    columns = dict(heading.columns)
    below = rows[heading.row :]
    if "status" not in columns and (found := find_status_column(below, [*columns.values()])) is not None:
        columns["status"] = found
    fates = {number: "note" if any(row) else "blank" for number, row in enumerate(rows, start=1)}
    fates[heading.row] = "heading"
    actions = []
    for number, row in enumerate(below, start=heading.row + 1):
        if _repeats(row, heading):
            fates[number] = "heading"
        elif action := _read_row(cells, number, row, columns):
            fates[number] = "accepted"
            actions.append(action)
    n = Counter(fates.values())
    account = SheetAccount(
        cells.sheet,
        TABLE,
        GENERIC,
        accepted=n["accepted"],
        blank=n["blank"],
        heading=n["heading"],
        note=n["note"],
        columns={name: column for name, column in columns.items() if name != "remark"},
    )
    return ActionList(_to_frame(file, cells, actions, people), account, _tell_several(file, cells, actions, heading))


def _repeats(row: Sequence[str], heading: ActionHeading) -> bool:
    """Whether a row is the heading again, as at the top of a page."""
    return all(normalise(row[column]) == normalise(heading.titles[name]) for name, column in heading.columns.items())


def _read_row(cells: Cells, number: int, row: Sequence[str], columns: dict[str, int]) -> _Action | None:
    texts = {name: row[column] or None for name, column in columns.items()}
    texts = {name: None if text and text.casefold() in NULLS else text for name, text in texts.items()}
    if not texts["text"] or not any(sign.isalpha() for sign in texts["text"]):
        return None
    status = read_status(texts.get("status") or "")
    if status is None and cells.marks and (number, columns["text"]) in cells.marks.struck:
        status = "dropped"  # struck through, and nothing says that it was done
    owners = read_owners(texts.get("owner") or "", texts.get("side") or "")
    return _Action(number, texts | {"status": status}, owners)


def _to_frame(file: str, cells: Cells, actions: Sequence[_Action], people: People) -> pd.DataFrame:
    frame = pd.DataFrame(
        [
            {**action.texts, "row": action.row, "owner": next(iter(action.owners.persons), None),
             "side": action.owners.side}
            for action in actions
        ],
        columns=["row", *_TEXTS, "at"],
    )  # fmt: skip
    others = pd.Series([name for action in actions for name in action.owners.persons[1:]], dtype="str")
    people.hide(others, "owner")  # masked wherever they stand, though the first alone counts
    frame = frame.assign(file=file, sheet=cells.sheet, tool=GENERIC, n_seen=1)
    frame = frame.astype(dict.fromkeys((*_TEXTS, "at"), "str"))
    return frame.assign(owner=people.hide(frame["owner"], "owner").astype("str"))


def _tell_several(file: str, cells: Cells, actions: Sequence[_Action], heading: ActionHeading) -> tuple[Note, ...]:
    n = sum(len(action.owners.persons) > 1 for action in actions)
    if not n:
        return ()
    title = heading.titles.get("owner", "")
    return (Note("note.several_persons", {"heading": title, "n": n}, Address(file, cells.sheet)),)


def date_actions(frame: pd.DataFrame, seen: pd.Timestamp | None, zone: ZoneInfo) -> pd.DataFrame:
    """Return actions with the moment of the list they stand in; an earlier day that a row itself tells begins its life.

    Parameters
    ----------
    seen : wall time of the list or the meeting; None: not told
    zone : of that wall time
    """
    last = pd.Series(pd.NaT if seen is None else seen, index=frame.index, dtype="datetime64[us]")
    days = pd.Series([find_day(text) if isinstance(text, str) else None for text in frame["at"]], index=frame.index)
    told = pd.to_datetime(days.astype("object"), errors="coerce").astype("datetime64[us]")
    at = told.where(told.notna() & ~(told > last), last)
    return frame.assign(
        at=at, at_utc=to_utc(at, pd.Series(pd.NaT, index=at.index, dtype="timedelta64[us]"), zone), seen_at=last
    )
