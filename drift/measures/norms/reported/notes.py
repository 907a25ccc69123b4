"""Reports beside tickets as sentences: codes of wording with their figures."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

import pandas as pd

from drift.errors import Note
from drift.measures.norms.reported.subject import PERCENT
from drift.wording.values import PointChange, Share, Tenths

RULE: Final = Note("norms.reported.rule")
SHOWN: Final = 3  # digits of a share that a sentence tells: tenths of a point
_STEP: Final = re.compile(r"(\d{4})-(?:(\d\d)|(Q[1-4]))")


def tell_gap(row: Mapping[str, Any]) -> Note:
    """Return what reports and tickets say of an indicator; row: of `indicators` in NormFindings."""
    values = _name(row) | {
        "reported": _figure(row["reported"], row["unit"]),
        "recounted": _figure(row["recounted"], row["unit"]),
        "n": int(row["n"]),
    }
    if not row["periods_both"]:
        return Note("norms.reported.nothing", _name(row))
    if row["unit"] != PERCENT:
        return Note("norms.reported.mean", values)
    gap = {"gap": PointChange(row["gap"])}
    if pd.isna(row["gap_low"]):
        return Note("norms.reported.gap_alone", values | gap)
    is_even = row["gap_low"] <= 0 <= row["gap_high"]
    if not is_even and round(row["gap_low"], SHOWN) == round(row["gap_high"], SHOWN):
        return Note("norms.reported.gap_alike", values | gap)
    bounds = {"low": PointChange(row["gap_low"]), "high": PointChange(row["gap_high"])}
    return Note(f"norms.reported.{'even' if is_even else 'gap'}", values | gap | bounds)


def list_asides(row: Mapping[str, Any]) -> list[Note]:
    """Return what else is to be said of an indicator: its norm, its name, waiting, and where the two read otherwise."""
    notes = []
    if row["unit"] == PERCENT and row["periods_both"] and not pd.isna(row["recounted_stopped"]):
        notes.append(Note("norms.reported.stopped", {"stopped": Share(row["recounted_stopped"])}))
    if row["n_green_under"]:
        notes.append(Note("norms.reported.under", {"n": int(row["n_green_under"]), "of": int(row["n_green"])}))
    if row["n_norm_differs"]:
        values = {
            "n": int(row["n_norm_differs"]),
            "first": show_period(row["differs_first"]),
            "last": show_period(row["differs_last"]),
            "printed": Share(row["norm"]),
            "contract": Share(row["contract_norm"]),
        }
        notes.append(Note("norms.reported.norm_differs", {"indicator": row["indicator"], **values}))
    if row["n_limit_differs"]:
        values = {"indicator": row["indicator"], "n": int(row["n_limit_differs"])}
        notes.append(Note("norms.reported.limit_differs", values))
    return notes


def tell_unjoined(row: Mapping[str, Any]) -> Note:
    """Return why an indicator stands beside no norm; row: of `unjoined` in NormFindings."""
    column = row["column"] if isinstance(row["column"], str) else "–"
    why = Note(f"norms.reported.unjoined.{row['reason']}", {"column": column})
    return Note("norms.reported.left_out", {"indicator": row["indicator"], "n": int(row["n"]), "why": why})


def show_period(text: str) -> pd.Period | str:
    """Return the period of a report as wording writes it: a month, a quarter, else as it stands there."""
    match = _STEP.fullmatch(text)
    return pd.Period(text.replace("-Q", "Q")) if match else text


def _name(row: Mapping[str, Any]) -> dict[str, object]:
    return {
        "indicator": row["indicator"],
        "first": show_period(row["first"]),
        "last": show_period(row["last"]),
    }


def _figure(value: float, unit: str) -> object:
    if unit == PERCENT:
        return Share(value)
    return Note("norms.reported.time", {"value": Tenths(value), "unit": Note(f"compare.unit_{unit}")})
