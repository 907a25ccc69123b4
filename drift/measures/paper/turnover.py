"""How many clauses differ between the base and a month: what a misread clause can change."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pandas as pd

from drift.measures.paper.reading_error import index_error
from drift.tables.calendar import states_at_month_ends
from drift.terms import COUNTED_ROLES

Texts = Counter[str]
State = tuple[str | None, ...]  # the file in force, document by document


def count_changed(
    documents: pd.DataFrame, clauses: pd.DataFrame, months: pd.PeriodIndex, base: pd.PeriodIndex
) -> pd.Series:
    """Return per month the clauses that stand, by their text, in one of two states only: its own and that of the base.

    Parameters
    ----------
    documents, clauses : columns as in tables.columns
    base : the state at the end of its middle month stands for it
    """
    counted = documents[documents["role"].isin(COUNTED_ROLES)]
    states: list[State] = [tuple(state) for state in states_at_month_ends(counted, months).itertuples(index=False)]
    valid = clauses[clauses["in_force"]]
    texts: dict[str, Texts] = {str(file): Counter(part["text"]) for file, part in valid.groupby("file")}
    if not len(base):
        return pd.Series(0, index=months)
    start = _join(states[[*months].index(base[len(base) // 2])], texts)
    differing: dict[State, int] = {}
    for state in set(states):
        now = _join(state, texts)
        differing[state] = ((now - start) + (start - now)).total()
    return pd.Series([differing[state] for state in states], index=months)


def _join(files: State, texts: dict[str, Texts]) -> Texts:
    whole: Texts = Counter()
    for file in files:
        if isinstance(file, str):
            whole += texts.get(file, Counter())
    return whole


def find_reading_error(
    total: pd.DataFrame, weights: dict[str, float], changed: pd.Series, base: pd.PeriodIndex
) -> pd.Series:
    """Return per month the standard error of the change of an index since the base, in natural logs, by misreading.

    Infinite where nothing is in force: such a month has no index either.

    Parameters
    ----------
    total : stocks, months x measures
    weights : of the measures of the index
    changed : of `count_changed`
    """
    names = [*weights]
    start = total.loc[total.index.isin(base), names].mean()
    errors = []
    for n, stocks in zip(changed, total.loc[changed.index, names].to_dict("records"), strict=True):
        smaller = {name: min(float(stocks[name]), float(start[name])) for name in names}
        known = not any(np.isnan(stock) for stock in smaller.values())
        errors.append(index_error(weights, float(n), smaller) if known else np.inf)
    return pd.Series(errors, index=changed.index, dtype=float)
