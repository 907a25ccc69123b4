"""Results that a later KPI report repeats: of one document, indicator and period the later file counts."""

from __future__ import annotations

import datetime as dt
from pathlib import PurePosixPath

import pandas as pd

from drift.errors import Note
from drift.sources.values.filenames import read_name
from drift.sources.values.periods import read_period
from drift.sources.words import normalise


def keep_later_reports(reports: pd.DataFrame) -> tuple[pd.DataFrame, list[Note]]:
    """Return the results without those that a later file has too, and how many these are, how many differ.

    A file is later that reaches a later period, else by the date in its name, else by its name. A file that has the
    period without a result or verdict takes none away; the sheets of one file never repeat each other.
    """
    if reports["file"].nunique() < 2:
        return reports, []
    told = reports[["result", "verdict", "colour"]].notna().any(axis=1)
    order = reports.assign(_told=told, _rank=reports["file"].map(_rank_files(reports[told])))
    order = order.sort_values(["_told", "_rank"], kind="stable")
    key = [order["file"].map(_name_document), order["indicator"].map(normalise), order["period"]]
    winners = order.groupby(key, dropna=False)
    repeated = order["file"].ne(winners["file"].transform("last")).sort_index()
    if not repeated.any():
        return reports, []
    later = winners["result"].transform("last").sort_index()
    differ = repeated & reports["result"].notna() & later.notna() & reports["result"].ne(later)
    values = {"n": int(repeated.sum()), "files": reports["file"][repeated].nunique(), "differ": int(differ.sum())}
    return reports[~repeated], [Note("note.reports_repeated", values)]


def _rank_files(told: pd.DataFrame) -> dict[str, int]:
    """Return the place of each file among those with results, the latest last."""
    last = told.groupby("file")["period"].max()
    dates = {file: read_name(str(file)).effective_on or dt.date.min for file in last.index}
    ordered = sorted(last.index, key=lambda file: (str(last[file]), dates[file], str(file)))
    return {str(file): rank for rank, file in enumerate(ordered)}


def _name_document(file: str) -> str:
    """Return what the reports of one series are called, in their folder: without the month, quarter or year of each."""
    folders = [part for part in PurePosixPath(file).parent.parts if read_period(part, steps="M") is None]
    words = read_name(file).document.split()
    named = [word for word in words if read_period(word) is None]
    return "/".join(map(normalise, (*folders, *(named or words))))


def find_gone(before: pd.DataFrame, after: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of sheets of which no result is left."""
    places = ["file", "sheet", "row"]
    left = pd.MultiIndex.from_frame(after[places])
    rows = before[places].drop_duplicates()
    return rows[~pd.MultiIndex.from_frame(rows).isin(left)]
