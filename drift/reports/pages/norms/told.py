"""What the page of the norms tells of, and whether it has anything to tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.reports.pages.norms.parts import Pair, Split, choose_last, list_pairs, list_splits

if TYPE_CHECKING:
    from drift.analysed import Analysis
    from drift.measures.norms.findings import NormFindings
    from drift.wording import Wording

MONTHS_SHOWN: Final = 3  # of what the tool itself says, the latest
MOMENTS: Final = ("due_at", "responded_at", "resolved_at")  # without which nothing can be recounted


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


def say_untold(analysis: Analysis, say: Wording) -> list[str]:
    """Tell why no norm is held against incidents, what that takes, and what the tool says; nothing where one is."""
    norms = analysis.measured.norms
    if norms.reason is None:
        return []
    code = norms.reason.code.rpartition(".")[2]
    needed = say.word(f"norms.page.needed.{code}", default="")
    told = " ".join(filter(None, [say.tell(norms.reason), needed]))
    return [told, *([_say_alone(analysis, code, say)] if len(norms.tool_months) else [])]


def _say_alone(analysis: Analysis, code: str, say: Wording) -> str:
    """Tell what the tool itself says of its last months and of all, and why nobody can recount that."""
    norms = analysis.measured.norms
    rows = norms.tool_months.sort_values("month").tail(MONTHS_SHOWN).to_dict("records")
    months = [
        say("norms.page.alone_month", share=say.percent(float(row["share"])), month=pd.Period(row["month"], "M"))
        for row in rows
    ]
    n = int(norms.tool["n"].sum())
    share = float((norms.tool["share"] * norms.tool["n"]).sum() / n)
    incidents = analysis.tables["incidents"]
    missing = [say(f"norms.page.alone_{name}") for name in MOMENTS if not incidents[name].notna().any()]
    why = [say(f"norms.page.alone_{'bound' if code == 'bound' else 'contract'}")]
    why += [say("norms.page.alone_columns", columns=say.join(missing))] if missing else []
    return say("norms.page.alone", months=", ".join(months), n=n, share=say.percent(share), why=" ".join(why))
