"""Clauses that are rows of a table of norms: read by the role of their cells, in place of by their words."""

from __future__ import annotations

from typing import Final

import pandas as pd

PLACE: Final = ["relation", "file", "sheet", "row"]
TARGET: Final = [
    *("metric", "comparator", "value", "unit", "per", "condition", "stated", "quote", "cell", "window"),
]
IDLE: Final = "not applicable"  # stated of every norm of a row: nobody is bound
EFFORT: Final = "best effort"


def settle_norms(
    readings: pd.DataFrame, targets: pd.DataFrame, norms: pd.DataFrame | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return readings and targets in which rows with norms have these.

    A row that says nothing else (`whole`) binds the supplier by its role; of another one the words tell who is bound,
    and what else its text holds stays.

    Parameters
    ----------
    norms : as in columns.py; None: no tables of norms
    """
    targets = targets.reindex(columns=[*PLACE, *TARGET])
    norms = None if norms is None else norms.merge(readings[PLACE], on=PLACE)  # clauses of others are not read
    if norms is None or norms.empty:
        return readings, targets
    of_row = dict(iter(norms.groupby(PLACE, sort=False)))
    roles = [_read_row(of_row.get(place)) for place in zip(*(readings[name] for name in PLACE), strict=True)]
    places = pd.MultiIndex.from_frame(targets[PLACE])
    replaced = [_is_replaced(of_row.get(place), value) for place, value in zip(places, targets["value"], strict=True)]
    gone = pd.Series(replaced, index=targets.index, dtype="bool")
    told = _to_targets(norms)
    told["per"] = told["per"].where(told["per"].ne(""), _find_periods(told, targets[gone]))
    kept = targets[~gone]
    joined = pd.concat([kept, told], ignore_index=True) if len(kept) else told
    order = {place: i for i, place in enumerate(zip(*(readings[name] for name in PLACE), strict=True))}
    at = [order[place] for place in zip(*(joined[name] for name in PLACE), strict=True)]
    joined = joined.iloc[pd.Series(at, dtype="int64").argsort(kind="stable")].reset_index(drop=True)
    numbers = joined.dropna(subset="value").groupby(PLACE, sort=False).size().to_dict()
    rows = readings.to_dict("records")
    for row, own in zip(rows, roles, strict=True):
        if own is not None:
            by_role = own["whole"] or not row["obligation"]
            row |= {name: own[name] for name in ("obligation", "party", "modality", "kind") if by_role}
            row["n_targets"] = numbers.get(tuple(row[name] for name in PLACE), 0)
    return pd.DataFrame(rows, columns=list(readings.columns)), joined


def _read_row(norms: pd.DataFrame | None) -> dict[str, object] | None:
    """Return what a row binds to by the role of its cells; None where it has no norms."""
    if norms is None:
        return None
    numbers, stated = norms["value"].notna().any(), set(norms["stated"].dropna())
    kind = (
        "penalty" if norms["kind"].eq("penalty").all() else "target" if numbers or "window" not in stated else "outcome"
    )
    bound = bool(numbers) or stated != {IDLE}
    modality = "soft" if not numbers and EFFORT in stated and "window" not in stated else "obligation"
    return {
        "whole": bool(norms["whole"].iloc[0]),
        "obligation": bound,
        "party": "supplier" if bound else "none",
        "modality": modality if bound else "none",
        "kind": kind if bound else "boilerplate",
    }


def _is_replaced(norms: pd.DataFrame | None, value: float) -> bool:
    """Whether a target read from the words of a row is one of its cells, or its words are but names."""
    if norms is None:
        return False
    return bool(norms["whole"].iloc[0]) or pd.isna(value) or bool(norms["value"].eq(value).any())


def _find_periods(norms: pd.DataFrame, targets: pd.DataFrame) -> pd.Series:
    """Return the period that the words of a row give to the number of a norm: 99 % per maand; blank where none."""
    said = targets.dropna(subset="value").drop_duplicates([*PLACE, "value"]).set_index([*PLACE, "value"])["per"]
    return said.reindex(pd.MultiIndex.from_frame(norms[[*PLACE, "value"]])).fillna("").set_axis(norms.index)


def _to_targets(norms: pd.DataFrame) -> pd.DataFrame:
    """Return norms as targets: the level goes before what else is the condition."""
    both = zip(norms["tier"].fillna(""), norms["condition"].fillna(""), strict=True)
    conditions = ["; ".join(filter(None, parts)) for parts in both]
    frame = norms.assign(condition=conditions, per=norms["per"].fillna(""))
    frame["window"] = frame["window"].where(frame["window"].fillna("").ne(""))
    return frame[[*PLACE, *TARGET]]
