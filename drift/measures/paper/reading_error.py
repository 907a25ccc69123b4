"""How far a count of clauses may be off because clauses are misread, and what of that is left in a change.

The figures come from cross-validation on labelled clauses of real contracts (benchmarks/labels.py --write).
"""

from __future__ import annotations

import math
from functools import lru_cache
from pathlib import Path
from typing import Final

import numpy as np
import pandas as pd

from drift.contract import reading
from drift.terms import GONE_STOCK, GROWTH_MATTERS, INTERVAL_Z

TABLE: Final = Path(reading.__file__).with_name("reading_error.csv")
EXACT: Final = ("clauses", "words")  # counted, not read


@lru_cache(maxsize=1)
def reading_error() -> pd.DataFrame:
    """Return the reading error of each stock.

    Returns
    -------
    frame, index measure: n_clauses (labelled), truth and counted (of the stock among them), log_ratio (ln of counted
    over true), log_se (its standard error), clause_sd (standard deviation of the error a clause, in the stock's unit)
    """
    return pd.read_csv(TABLE).set_index("measure")


def change_error(measure: str, n_changed: float, stock: float) -> float:
    """Return the standard error of the natural log of a stock's change that misreading leaves.

    A clause whose text stands in both states is read alike in both, and a bias shared by all clauses is a factor that
    falls out of a ratio. What is left is the error of the clauses that differ: independent ones, so that their
    variances add up.

    Parameters
    ----------
    measure : name of a stock; clauses and words are counted without reading, their error is 0
    n_changed : clauses that stand in one of both states only
    stock : the count in the smaller state

    Returns
    -------
    standard error in logs. A stock of 0 counts as GONE_STOCK and may be more than was read, never less: how far its
    log would rise by one standard error of the count
    """
    if measure in EXACT or not n_changed:
        return 0.0
    spread = float(reading_error()["clause_sd"][measure]) * float(np.sqrt(n_changed))
    return spread / stock if stock else float(np.log1p(spread / GONE_STOCK))


def index_error(weights: dict[str, float], n_changed: float, stocks: dict[str, float]) -> float:
    """Return the standard error of the change of an index that misreading leaves: of a weighted mean of logs.

    Parameters
    ----------
    weights : a stock's weight in the index, as `weigh_groups` gives them
    n_changed : clauses that stand in one of both states only
    stocks : the count of each stock in its smaller state
    """
    total = sum(weights.values())
    spread = [(weights[name] / total * change_error(name, n_changed, stocks[name])) ** 2 for name in weights]
    return float(np.sqrt(sum(spread)))


def weigh_readings(names: list[str], stocks: pd.Series) -> dict[str, float]:
    """Return how much each stock of a group has to say: less, the less sure it is read. They sum to 1.

    Each weighs as the inverse of its variance by reading if every clause of the base were replaced, over that of a
    change that does not matter (GROWTH_MATTERS at the end of a 95 % interval): what is surer than that gains nothing.

    Parameters
    ----------
    stocks : each stock and `clauses` over the base
    """
    floor = math.log1p(GROWTH_MATTERS) / INTERVAL_Z
    errors = {name: change_error(name, float(stocks["clauses"]), float(stocks[name])) for name in names}
    trust = {name: 1 / (floor**2 + error**2) for name, error in errors.items()}
    return {name: part / sum(trust.values()) for name, part in trust.items()}
