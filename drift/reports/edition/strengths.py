"""What still works, as both sides may see it: of groups and months that may be told, shares in steps."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.measures.work.strengths import ASKED, FINDINGS
from drift.reports.edition.steps import DIGITS, round_counts, to_classes
from drift.terms import BASE_MONTHS

if TYPE_CHECKING:
    from collections.abc import Hashable

    from drift.measures.measured import Measured
    from drift.measures.shares import Shares
    from drift.measures.work.operations import Operations

WINDOWS: Final = ("before", "lowest", "after")
UNTOLD: Final = FINDINGS[-1]


def fold_held(measured: Measured, operations: Operations) -> pd.DataFrame:
    """Return what still works of groups and months that may be told.

    Parameters
    ----------
    operations : of the months that are told, in steps. The whole log and its months are made of them, so that no window
        tells more of a month than the month itself does; a category has steps of its own
    """
    held, crowd = measured.held, measured.crowd
    told = held[list(crowd.held)] if len(held) else held
    alone = crowd.blocks.index[crowd.blocks == crowd.blocks.index.astype("str")].astype("str")
    told = told[(told["what"] != "month") | told["name"].isin(alone)].reset_index(drop=True)
    later = pd.PeriodIndex(held.loc[held["what"] == "month", "name"], freq="M")
    for name in ASKED if len(told) else ():
        told = _make_of_months(_put_in_steps(told, name), name, operations.shares_of(name), (measured.base.work, later))
    return told


def _put_in_steps(told: pd.DataFrame, name: str) -> pd.DataFrame:
    """Return the windows of each row in steps of their own."""
    counts = {window: round_counts(told[f"{name}_n_{window}"].astype(float)) for window in WINDOWS}
    shares = {window: to_classes(told[f"{name}_{window}"].astype(float), n) for window, n in counts.items()}
    return told.assign(
        **{f"{name}_n_{window}": n.astype("int64") for window, n in counts.items()},
        **{f"{name}_{window}": share.round(DIGITS) for window, share in shares.items()},
    )


def _make_of_months(
    told: pd.DataFrame, name: str, shares: Shares, windows: tuple[pd.PeriodIndex, pd.PeriodIndex]
) -> pd.DataFrame:
    """Return the rows of the whole log and of its months by what is told of those months; none told, no finding."""
    rows = [
        row if row["what"] == "category" else row | _of_months(row, name, shares, _list_windows(row, name, *windows))
        for row in told.to_dict("records")
    ]
    made = pd.DataFrame(rows, columns=told.columns).astype(told.dtypes.to_dict())
    lost = made[f"{name}_after"].isna()
    return made.assign(**{f"{name}_finding": made[f"{name}_finding"].mask(lost, UNTOLD)})


def _of_months(
    row: dict[Hashable, Any], name: str, shares: Shares, windows: dict[str, pd.PeriodIndex]
) -> dict[Hashable, Any]:
    """Return the share and the incidents of each window, by what is told of its months."""
    told: dict[Hashable, Any] = {}
    for window, months in windows.items():
        inside = pd.PeriodIndex(shares.value.index[shares.value.index.isin(months)])
        there = len(inside) > 0 and pd.notna(row[f"{name}_{window}"])
        told[f"{name}_n_{window}"] = round(float(shares.n[inside].sum()))
        told[f"{name}_{window}"] = round(shares.level(inside), DIGITS) if there else float("nan")
    return told


def _list_windows(
    row: dict[Hashable, Any], name: str, base: pd.PeriodIndex, later: pd.PeriodIndex
) -> dict[str, pd.PeriodIndex]:
    """Return the months of each window of the whole log, or of one month of it."""
    if row["what"] == "month":
        return {"before": base, "after": pd.PeriodIndex([row["name"]], freq="M")}
    year = row[f"{name}_lowest_year"]
    lowest = pd.period_range(f"{year}-01", periods=BASE_MONTHS, freq="M") if pd.notna(year) else base[:0]
    return {"before": base, "lowest": lowest, "after": later}
