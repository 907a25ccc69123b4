"""Norms that decided nothing: in force for two years, and no incident came near them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final

import numpy as np
import pandas as pd

from drift.measures.norms.chains import Chain, count_in_force, list_chains
from drift.measures.norms.tally import COUNTED
from drift.measures.norms.told import tell_norm

if TYPE_CHECKING:
    from drift.measures.norms.judged import Judged

DEAD_MONTHS: Final = 24  # in force within the log; two years have each season twice
MONTH_DAYS: Final = 30.44

Named = Callable[[str], bool]  # whether anybody named a clause by its number


def find_dead(judged: Judged, is_named: Named) -> pd.DataFrame:
    """Return the norms that decided nothing; columns as in NormFindings.

    In force for 24 months of the log up to its end, no incident that opened in that time took half of the limit or
    more, and nobody named the clause.
    """
    rows = [row for chain in list_chains(judged.binding.norms) if (row := _tell(judged, chain, is_named))]
    return pd.DataFrame(rows)


def _tell(judged: Judged, chain: Chain, is_named: Named) -> dict[str, Any] | None:
    where = np.logical_or.reduce([judged.in_force(norm.source) for norm in chain.forms])
    if not where[-1] or _months(judged, where) < DEAD_MONTHS:
        return None
    counts = sum(count_in_force(judged, norm) for norm in chain.forms)
    sums = dict(zip(COUNTED, map(int, np.asarray(counts).sum(axis=0)), strict=True))
    numbers = {norm.source.clause_id for norm in chain.forms if norm.source.clause_id}
    if sums["near"] or any(is_named(number) for number in sorted(numbers)):
        return None
    return {**tell_norm(chain.last), "months": round(_months(judged, where)), "n": sums["n"]}


def _months(judged: Judged, where: np.ndarray) -> float:
    """Return how many months some stretches of days last."""
    return float(np.diff(judged.bench.incidents.edges)[where].sum() / MONTH_DAYS)
