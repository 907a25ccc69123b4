"""Findings -> what the chart of the reports draws: the last 24 months of the first indicators."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.charts.reported import Panel
from drift.measures.norms.reported.gaps import LAST_MONTHS
from drift.measures.norms.reported.subject import PERCENT
from drift.reports.pages.figures import shorten
from drift.reports.pages.reported.said import SHOWN, list_indicators

if TYPE_CHECKING:
    from drift.measures.norms.findings import NormFindings

TITLE_LENGTH: Final = 64  # characters above a chart of half a page
FEWEST: Final = 2  # periods that make a line
COLUMNS: Final = ["period", "begins_on", "ends_on", "reported", "recounted"]


def take_panels(norms: NormFindings) -> list[Panel]:
    """Return the indicators that are drawn; one of which nothing is recounted, or of one period, is not."""
    found = []
    for one in list_indicators(norms)[:SHOWN]:
        rows, share = take_rows(norms.reported, one.last), one.last["unit"] == PERCENT
        if len(rows.dropna(subset=["reported", "recounted"])) >= FEWEST:
            found.append(Panel(shorten(str(one.last["indicator"]), TITLE_LENGTH), rows, share))
    return found


def take_rows(reported: pd.DataFrame, row: Mapping[Any, Any]) -> pd.DataFrame:
    """Return the periods of an indicator that began in its last 24 months; of one told twice the last."""
    own = reported[reported["document"].eq(row["document"]) & reported["indicator"].eq(row["indicator"])]
    since = own["ends_on"].max() - pd.DateOffset(months=LAST_MONTHS)
    recent = own[own["begins_on"] >= since].sort_values("begins_on", kind="stable")
    once: pd.DataFrame = recent.drop_duplicates("begins_on", keep="last")[COLUMNS].reset_index(drop=True)
    return once
