"""What qualifies a finding: which months it touches, and what it does to the conclusion."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import pandas as pd

from drift.errors import Note
from drift.measures.engagement import ATTENTION
from drift.terms import QUARTERS_BELOW
from drift.wording.values import LogChange

if TYPE_CHECKING:
    from drift.tables.calendar import Span

SMALL_GROWTH = 0.02  # in logs: below it "part of the growth came before" would be a quibble


@dataclass(frozen=True)
class Caution:
    """Something a reader must know before concluding."""

    code: str
    effect: Literal["withhold", "qualify", "inform"]
    periods: tuple[pd.Period, ...]
    sentence: Note


def find_cautions(
    specification: pd.Series,
    base: pd.PeriodIndex,
    span: Span | None,
    cut_days: int,
    engagement_months: pd.PeriodIndex,
    n_incidents: pd.Series,
) -> list[Caution]:
    """Return the cautions that apply, in the order of the months they touch."""
    found = [
        _grown_before(specification, base),
        *_incomplete(span, cut_days),
        _too_few_known(span, cut_days, engagement_months),
    ]
    if span is not None and float(n_incidents.reindex(span.complete).median()) < QUARTERS_BELOW:
        values = {"n": round(float(n_incidents.reindex(span.complete).median()))}
        found.append(Caution("few_incidents", "inform", (), Note("caution.few_incidents", values)))
    return [caution for caution in found if caution is not None]


def _grown_before(specification: pd.Series, base: pd.PeriodIndex) -> Caution | None:
    known = specification.dropna()
    if not len(base) or not len(known) or known.index[0] >= base[0]:
        return None
    at_base = known.loc[known.index >= base[0]]
    earlier = float(at_base.iloc[0] - known.iloc[0]) if len(at_base) else 0.0
    if abs(earlier) < SMALL_GROWTH:
        return None
    periods = tuple(pd.period_range(known.index[0], base[0] - 1, freq="M"))
    values = {"first": known.index[0], "base": base[0], "log": LogChange(earlier)}
    code = "base_after_growth" if earlier > 0 else "base_after_shrinkage"
    return Caution(code, "qualify", periods, Note(f"caution.{code}", values))


def _incomplete(span: Span | None, cut_days: int) -> list[Caution]:
    if span is None:
        return []
    found = []
    partial = span.months.difference(span.complete)
    if len(partial):
        note = Note("caution.incomplete_months", {"months": tuple(partial)})
        found.append(Caution("incomplete_months", "inform", tuple(partial), note))
    young = span.complete.difference(span.settled(cut_days))
    if len(young):
        note = Note("caution.not_over_yet", {"months": tuple(young), "days": cut_days})
        found.append(Caution("not_over_yet", "inform", tuple(young), note))
    return found


def _too_few_known(span: Span | None, cut_days: int, engagement_months: pd.PeriodIndex) -> Caution | None:
    if span is None or not len(engagement_months):
        return None
    missing = tuple(span.settled(cut_days).difference(engagement_months))
    if not missing:
        return None
    return Caution(
        "too_few_known", "inform", missing, Note("caution.too_few_known", {"months": missing, "measure": ATTENTION})
    )
