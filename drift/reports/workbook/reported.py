"""KPI reports beside the tickets, and the kinds of clauses that came beside those that people named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.norms.reported.subject import PERCENT
from drift.reports.workbook.sheet import Sheet

if TYPE_CHECKING:
    from drift.analysed import Analysis
    from drift.wording import Wording

FIGURES: Final = (
    "reported",
    "recounted",
    "recounted_stopped",
    "norm_told",
    "contract_norm",
    "gap",
    "gap_low",
    "gap_high",
)
RENAMED: Final = {
    "window": "which_periods",
    "first": "from_period",
    "last": "to_period",
    "periods": "n_periods",
    "periods_both": "n_periods_both",
    "n_green": "n_within",
    "n_green_under": "n_within_under",
    "norm": "norm_told",
    "levels": "for_levels",
    "untold": "not_counted",
    "limit": "limit_told",
    "limit_unit": "limit_told_unit",
    "green": "within_told",
    "column": "column_needed",
    "n_first": "clauses_first",
    "n_last": "clauses_last",
}
OF_INDICATORS: Final = [
    *("document", "indicator", "which_periods", "from_period", "to_period", "unit", "n_periods", "n_periods_both", "n"),
    *FIGURES[:3],
    *("gap", "gap_low", "gap_high", "n_within", "n_within_under", "n_norm_differs", "norm_told", "contract_norm"),
]
OF_REPORTS: Final = [
    *("document", "indicator", "period", "clause_id", "clock", "for_levels", "unit", *FIGURES[:3], "n", "n_met"),
    *("n_asked", "not_counted", "gap", "gap_low", "gap_high", "norm_told", "contract_norm", "norm_differs"),
    *("limit_told", "limit_told_unit", "contract_limit", "contract_limit_unit", "limit_differs", "verdict"),
    *("within_told", "reason", "column_needed", "n_results", "file", "sheet", "row", "cell"),
]


def list_indicators(analysis: Analysis) -> Sheet:
    """Return two rows an indicator: what reports and tickets say over its last 24 months, and over all."""
    rows = analysis.measured.norms.indicators
    if rows.empty:
        return Sheet("indicators", rows)
    frame = rows.rename(columns=RENAMED)[OF_INDICATORS].reset_index(drop=True)
    return Sheet("indicators", frame, _style(frame), coded=("which_periods", "unit"))


def list_reports(analysis: Analysis, say: Wording) -> Sheet:
    """Return a row a period and indicator, and below these a row an indicator that stands beside no norm, with why."""
    norms = analysis.measured.norms
    told, left_out = (_name(part, say) for part in (norms.reported, norms.unjoined.rename(columns={"n": "n_results"})))
    if told.empty and left_out.empty:
        return Sheet("reports", told)
    frame = pd.DataFrame([*told.to_dict("records"), *left_out.to_dict("records")], columns=OF_REPORTS)
    counts = {name: frame[name].astype("Int64") for name in ("n", "n_met", "n_asked", "n_results", "row")}
    coded = ("clock", "unit", "limit_told_unit", "contract_limit_unit")
    return Sheet("reports", frame.assign(**counts), _style(frame), coded=coded)


def list_lived(analysis: Analysis) -> Sheet:
    """Return a row a kind of clause: how many came, and in how many incidents somebody named one."""
    return Sheet("lived", analysis.measured.norms.lived.rename(columns=RENAMED), coded=("kind",))


def _name(rows: pd.DataFrame, say: Wording) -> pd.DataFrame:
    """Return rows under the names of the sheet, each reason in words."""
    frame = rows.rename(columns=RENAMED)
    for name, section in (("not_counted", "untold"), ("reason", "unjoined")):
        if name in frame:
            needed = frame.get("column_needed", pd.Series(None, frame.index, dtype=object))
            frame[name] = [
                None if pd.isna(code) else say(f"norms.reported.{section}.{code}", column=_name_column(column, say))
                for code, column in zip(frame[name], needed, strict=True)
            ]
    if "column_needed" in frame:
        frame["column_needed"] = [_name_column(name, say) for name in frame["column_needed"]]
    return frame


def _name_column(name: object, say: Wording) -> str | None:
    return say.word(f"column.{name}", default=name) if isinstance(name, str) else None


def _style(frame: pd.DataFrame) -> dict[str, list[str]]:
    """Return how each figure is written: a share, or a mean in the unit of its row."""
    looks = ["share" if unit == PERCENT else "hours" for unit in frame["unit"]]
    return dict.fromkeys(FIGURES, looks)
