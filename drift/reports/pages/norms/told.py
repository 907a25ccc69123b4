"""What the page of the norms tells of, and whether it has anything to tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from drift.reports.pages.norms.parts import Pair, Split, choose_last, list_pairs, list_splits

if TYPE_CHECKING:
    from drift.analysed import Analysis
    from drift.measures.norms.findings import NormFindings
    from drift.wording import Wording


@dataclass(frozen=True)
class Told:
    """What the page tells of."""

    analysis: Analysis
    pairs: list[Pair]
    splits: list[Split]  # of the first pair
    last: Split | None  # that the title is about
    whole: frozenset[int]  # years that are over in the log

    @property
    def norms(self) -> NormFindings:
        """The findings."""
        return self.analysis.measured.norms

    @property
    def met(self) -> pd.DataFrame:
        """The shares of the first pair."""
        return self.pairs[0].pick(self.norms.met) if self.pairs else self.norms.met


def gather_told(analysis: Analysis) -> Told:
    """Return what the page tells of: documents and clocks, and the change that its title is about."""
    norms = analysis.measured.norms
    pairs, whole = list_pairs(norms), list_whole(analysis)
    splits = list_splits(norms, pairs[0]) if pairs else []
    return Told(analysis, pairs, splits, choose_last(splits, whole), whole)


def list_whole(analysis: Analysis) -> frozenset[int]:
    """Return the years of which the log has the first month and the last, complete."""
    span = analysis.measured.span
    months = pd.PeriodIndex(span.complete if span else [], freq="M")
    first, last = (set(months[months.month == month].year) for month in (1, 12))
    return frozenset(int(year) for year in first & last)


def is_moved(analysis: Analysis) -> bool:
    """Whether the work or the norms can be told to have changed the verdict, by any clock."""
    norms, whole = analysis.measured.norms, list_whole(analysis)
    splits = (choose_last(list_splits(norms, pair), whole) for pair in list_pairs(norms))
    return any(split.moved for split in splits if split is not None)


def say_untold(norms: NormFindings, say: Wording) -> list[str]:
    """Tell why no norm is told to be held against incidents, and what that takes; nothing where one is."""
    if norms.reason is None:
        return []
    needed = say.word(f"norms.page.needed.{norms.reason.code.rpartition('.')[2]}", default="")
    return [" ".join(filter(None, [say.tell(norms.reason), needed]))]
