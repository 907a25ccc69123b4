"""The norms held against the incidents, as JSON for programs."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

from drift.tables.plain import to_plain, to_rows

if TYPE_CHECKING:
    import pandas as pd

    from drift.measures.norms.findings import NormFindings

PLACED: Final = ("document", "version", "clause_id", "file", "sheet", "row")
MET: Final = ("document", "version", "clock", "year", "share", "n", "share_stopped", "estimated", "in_force")
SPLIT: Final = (
    *("document", "clock", "from_year", "from_version", "to_year", "to_version"),
    *("change", "work", "work_low", "work_high", "norm", "norm_low", "norm_high", "n_from", "n_to"),
)
REPORTED: Final = ("period", "indicator", "unit", "reported", "recounted", "n", "gap_low", "gap_high")
IN_UNIT: Final = ("reported", "recounted", "gap_low", "gap_high")
PERCENT: Final = "%"
WHOLE: Final = 100


def build_norms(found: NormFindings) -> dict[str, Any] | None:
    """Return what holding the norms against the incidents gave; None where nothing could be held.

    met : the share of the incidents of a year within the norms of a version; n of those known
    dead, blind : places of norms; silent_share : of the incidents of which no norm in force spoke; reported : as the
        report printed it, in its unit
    """
    if found.met.empty and found.bound.empty:
        return None
    share = found.silent.share if found.silent else math.nan
    return {
        "met": _rows(found.met, MET),
        "splits": _rows(found.splits, SPLIT),
        "dead": _rows(found.dead, PLACED),
        "blind": _rows(found.blind, (*PLACED, "reason", "column")),
        "silent_share": to_plain(share),
        "reported": [_in_unit(row) for row in _rows(found.reported, REPORTED)],
    }


def _rows(frame: pd.DataFrame, columns: tuple[str, ...]) -> list[dict[str, Any]]:
    """Return some columns of a table as records; periods as text, and what is missing as null."""
    return [{name: _plain(row[name]) for name in columns if name in row} for row in to_rows(frame)]


def _in_unit(row: dict[str, Any]) -> dict[str, Any]:
    """Return a result of a report with its figures in its own unit: shares in per cent, as reports print them."""
    if row.get("unit") != PERCENT:
        return row
    scaled = {name: row[name] for name in IN_UNIT if row.get(name) is not None}
    return {**row, **{name: to_plain(value * WHOLE) for name, value in scaled.items()}}


def _plain(value: Any) -> Any:
    return to_plain(value) if not hasattr(value, "freqstr") else str(value)
