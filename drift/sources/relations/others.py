"""The rows of one relation alone: what stands there of others counts as notes."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

import pandas as pd

from drift.errors import Address, Note
from drift.project import Project
from drift.sources.accounts import FileAccount, SheetAccount
from drift.sources.readings import Readings
from drift.sources.relations.columns import RelationColumn, count_names
from drift.sources.relations.find import aliases_of, spell
from drift.sources.words import normalise
from drift.wording.case import fold_spelling


def keep_relation(readings: Readings, heading: str, name: str, project: Project) -> Readings:
    """Return the readings with the rows of one relation alone; what no column tells of belongs to it too."""
    others = _rows_of_others(readings.relation_columns, heading, name, project)
    frames = {table: tuple(_without(frame, others) for frame in parts) for table, parts in readings.frames.items()}
    gone = _ids_gone(readings.frames["incidents"], frames["incidents"])
    frames["events"] = tuple(part[~part["incident_id"].isin(gone)] if len(part) else part for part in frames["events"])
    accounts = tuple(_recount(account, readings.frames, frames) for account in readings.accounts)
    files = {str(file) for part in frames["clauses"] for file in part["file"].unique()}
    had = {str(file) for part in readings.frames["clauses"] for file in part["file"].unique()}
    n_out = sum(new.note - old.note for before, after in zip(readings.accounts, accounts, strict=True)
                for old, new in zip(before.sheets, after.sheets, strict=True))  # fmt: skip
    note = Note("note.other_relations", {"heading": heading, "n": n_out, "name": name})
    return replace(
        readings,
        frames=frames,
        versions=tuple(one for one in readings.versions if one.file in files or one.file not in had),
        accounts=accounts,
        notes=(*readings.notes, note, *_tell_untold(accounts, others, heading, name)),
    )


def _tell_untold(
    accounts: Sequence[FileAccount], others: Collection[tuple[str, str]], heading: str, name: str
) -> list[Note]:
    """Note the sheets of a log without a column that tells whose their rows are: they count for the one chosen.

    The steps of incidents are of whom their incidents are of.
    """
    own = {sheet.table for account in accounts for sheet in account.sheets}
    log = "incidents" if "incidents" in own else "events"
    rows = [
        (Address(account.file, sheet.sheet), sheet.accepted)
        for account in accounts
        for sheet in account.sheets
        if sheet.table == log and sheet.accepted and (account.file, sheet.sheet) not in others
    ]
    return [Note("note.relation_untold", {"heading": heading, "n": n, "name": name}, at) for at, n in rows]


def _rows_of_others(
    columns: Iterable[RelationColumn], heading: str, name: str, project: Project
) -> dict[tuple[str, str], set[int]]:
    """Return the rows of each sheet that another name stands in, or none."""
    others: dict[tuple[str, str], set[int]] = {}
    same = [column for column in columns if column.key == normalise(heading)]
    known = count_names((column for column in same if column.asks), aliases_of(project)).keys()
    for column in same:
        if column.asks or count_names([column], aliases_of(project)).keys() <= known:
            folded = column.names.map(lambda text: fold_spelling(spell(str(text), project)), na_action="ignore")
            rows = column.names.index[~folded.eq(fold_spelling(name)).fillna(value=False)]
            others.setdefault((column.file, column.sheet), set()).update(int(row) for row in rows)
    return others


def _without(frame: pd.DataFrame, others: Mapping[tuple[str, str], set[int]]) -> pd.DataFrame:
    if not len(frame) or "file" not in frame or "row" not in frame:
        return frame
    rows = others.get((str(frame["file"].iloc[0]), str(frame["sheet"].iloc[0])))  # a frame is of one sheet
    return frame[~frame["row"].isin(rows)] if rows else frame


def _ids_gone(before: Sequence[pd.DataFrame], after: Sequence[pd.DataFrame]) -> set[str]:
    """Return the incidents that are all of other relations."""
    all_ids, kept = (
        {str(one) for part in parts if len(part) for one in part["incident_id"].dropna()} for parts in (before, after)
    )
    return all_ids - kept


def _recount(
    account: FileAccount, before: Mapping[str, Sequence[pd.DataFrame]], after: Mapping[str, Sequence[pd.DataFrame]]
) -> FileAccount:
    """Return the account of a file in which the rows of other relations count as notes."""
    return replace(
        account, sheets=tuple(_recount_sheet(account.file, sheet, before, after) for sheet in account.sheets)
    )


def _recount_sheet(
    file: str,
    sheet: SheetAccount,
    before: Mapping[str, Sequence[pd.DataFrame]],
    after: Mapping[str, Sequence[pd.DataFrame]],
) -> SheetAccount:
    if sheet.table is None or sheet.table not in before:
        return sheet
    n_out = len(_rows(file, sheet, before[sheet.table]) - _rows(file, sheet, after[sheet.table]))
    n_out = min(n_out, sheet.accepted)
    return replace(sheet, accepted=sheet.accepted - n_out, note=sheet.note + n_out) if n_out else sheet


def _rows(file: str, sheet: SheetAccount, parts: Sequence[pd.DataFrame]) -> set[int]:
    """Return the rows of a sheet that stand in some frames."""
    rows: set[int] = set()
    for part in parts:
        if len(part) and part["file"].iloc[0] == file and part["sheet"].iloc[0] == sheet.sheet:
            inside = part["row"].between(sheet.first_row, sheet.last_row or float("inf"))
            rows |= set(part.loc[inside, "row"].astype(int))
    return rows
