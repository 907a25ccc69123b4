"""Callers who left: whether more of them do than in the base, by interval and by evidence, and what may be why.

A share of one year lasts twelve months in the next: months are no samples of their own, and neither base nor present is
taken as surer than one of them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final, Literal

import numpy as np
import pandas as pd

from drift.measures.catalogue import AUTOMATIC, CALLERS_LEFT
from drift.measures.work.callers import YEAR
from drift.model.evidence.lines import know_at_once
from drift.model.evidence.weigh import Evidence, weigh_together
from drift.terms import BASE_MONTHS, INTERVAL_Z

if TYPE_CHECKING:
    import datetime as dt

    from drift.measures.measured import Measured
    from drift.measures.paper.scope import Scope
    from drift.measures.shares import Shares
    from drift.measures.work.casebook import Casebook
    from drift.measures.work.operations import Operations

Leaving = Literal["left", "stayed", "unknown"]


@dataclass(frozen=True)
class Awaited:
    """Callers of some months, awaited in the twelve that followed; of several years taken together their mean."""

    first: pd.Period  # in which they called
    last: pd.Period
    share: float  # left, by the gaps between their own calls
    error: float  # standard error of it
    n: int  # callers

    @property
    def then(self) -> pd.PeriodIndex:
        """The months in which they were awaited."""
        return pd.period_range(self.first + YEAR, self.last + YEAR, freq="M")


@dataclass(frozen=True)
class Happened:
    """What is dated and may be why callers leave."""

    months: Sequence[pd.Period] = ()  # in which something dated happened, as of `list_known_onsets`
    milestones: tuple[dt.date, ...] = ()
    scope: Scope | None = None  # as declared
    tool_turns: tuple[pd.Period, ...] = ()  # from which on most incidents come from another tool

    @property
    def scope_fell(self) -> tuple[pd.Period, ...]:
        """The months in which the declared scope fell."""
        if self.scope is None:
            return ()
        steps = self.scope.log.diff()
        return tuple(steps.index[steps < 0])


@dataclass(frozen=True)
class Portal:
    """Share of the incidents that a robot, a portal or a shared mailbox reported or handled: it clearly rose."""

    before: float
    after: float


@dataclass(frozen=True)
class CallersLeft:
    """Whether callers left: the base against the last twelve complete months."""

    state: Leaving
    before: Awaited | None = None
    now: Awaited | None = None
    n_silent: int = 0  # callers of `now` that did not call once more, gone or not
    evidence: Evidence | None = None  # that the share that leaves rose; None where it has no months
    portal: Portal | None = None  # None: as many calls as before come from people
    milestones: tuple[dt.date, ...] = ()  # from a year before the rise to its alarm
    scope_fell: tuple[pd.Period, ...] = ()  # months in that time in which the declared scope fell
    tool_turns: tuple[pd.Period, ...] = ()  # months of `now` from which on people may bear other names

    @property
    def rise(self) -> tuple[float, float]:
        """The 95 % interval of the rise of the share; without both sides it has no ends."""
        if self.before is None or self.now is None:
            return (float("nan"), float("nan"))
        rise, spread = self.now.share - self.before.share, INTERVAL_Z * np.hypot(self.now.error, self.before.error)
        return (float(rise - spread), float(rise + spread))

    @property
    def risen(self) -> bool:
        """Whether more callers fall silent than in the base, by evidence that stands and by interval."""
        evidence = self.evidence
        return evidence is not None and evidence.alarm is not None and evidence.ended is None and self.rise[0] > 0


NOT_KNOWN: Final = CallersLeft("unknown")


def judge_callers(casebook: Casebook | None, measured: Measured, happened: Happened) -> CallersLeft:
    """Judge whether callers left, and name what may be why.

    Parameters
    ----------
    casebook : None without incidents
    """
    if casebook is None or not len(casebook.span.complete):
        return CallersLeft("unknown")
    operations, last = measured.operations, casebook.span.complete[-1]
    found = weigh_leaving(operations.shares_of(CALLERS_LEFT), measured.base.work, last, happened.months)
    return name_reasons(found, casebook.counts.sums[CALLERS_LEFT], operations, happened)


def name_reasons(found: CallersLeft, waits: pd.DataFrame, operations: Operations, happened: Happened) -> CallersLeft:
    """Return a finding with how many fell silent and what may be why.

    Parameters
    ----------
    waits : as of `count_waits`

    Returns
    -------
    CallersLeft : unknown where robots and portals may hold the calls of all who fell silent, or another tool came into
    use: people may bear other names in it, and all of them seem gone
    """
    before, now = found.before, found.now
    if before is None or now is None:
        return found
    silent = waits[(waits["period"] == now.then[-1]) & (waits["first"] == 0)]
    found = replace(found, n_silent=int(silent["n"].sum()))
    if not found.risen:
        return found
    portal = _find_portal(operations.shares_of(AUTOMATIC), before, now)
    enough = portal is not None and portal.after - portal.before >= found.rise[0]
    turns = tuple(month for month in happened.tool_turns if now.first < month <= now.then[-1])
    return replace(
        found,
        state="unknown" if enough or turns else "left",
        portal=portal,
        tool_turns=turns,
        milestones=tuple(day for day in happened.milestones if _in_reach(pd.Period(day, "M"), found.evidence)),
        scope_fell=tuple(month for month in happened.scope_fell if _in_reach(month, found.evidence)),
    )


def weigh_leaving(shares: Shares, base: pd.PeriodIndex, last: pd.Period, dated: Sequence[pd.Period]) -> CallersLeft:
    """Weigh whether more callers leave now than in the base, whatever may be why.

    Parameters
    ----------
    shares : of the measure `callers_left`
    base : of the work; a measure without months in it has its own first twelve
    last : last complete month of the log; without a value there nothing is told
    dated : months in which something dated happened
    """
    months = pd.PeriodIndex(shares.value.index)
    if not len(months):
        return CallersLeft("unknown")
    evidence = _weigh(shares, dated)
    early = months[months <= last - YEAR]  # of which none was awaited in the last twelve months
    first = early[early.isin(base)] if early.isin(base).any() else early[:BASE_MONTHS]
    if last not in months or not len(first):
        return CallersLeft("unknown", evidence=evidence)
    found = CallersLeft("stayed", _await(shares, first), _await(shares, months[months == last]), evidence=evidence)
    return replace(found, state="left") if found.risen else found


def _weigh(shares: Shares, dated: Sequence[pd.Period]) -> Evidence:
    months = pd.PeriodIndex(shares.value.index)
    span = pd.period_range(months[0], months[-1], freq="M")
    onsets = [month for month in dated if span[0] <= month <= span[-1]]
    line = know_at_once(shares.alone.reindex(span), shares.variance.reindex(span))
    return weigh_together([line], known_onsets=onsets)


def _await(shares: Shares, months: pd.PeriodIndex) -> Awaited:
    variance = shares.variance[months] * np.exp(2 * shares.log[months])
    return Awaited(
        first=months[0] - 2 * YEAR + 1,
        last=months[-1] - YEAR,
        share=float(shares.value[months].mean()),
        error=float(variance.mean()) ** 0.5,
        n=round(float(shares.n[months].mean())),
    )


def _find_portal(automatic: Shares, before: Awaited, now: Awaited) -> Portal | None:
    """Return what robots and portals reported or handled then and now, where it clearly rose."""
    ends = [automatic.value.index.intersection(side.then) for side in (before, now)]
    if not all(map(len, ends)):
        return None
    shares = [float((automatic.value[part] * automatic.n[part]).sum() / automatic.n[part].sum()) for part in ends]
    variances = [p * (1 - p) / float(automatic.n[part].sum()) for p, part in zip(shares, ends, strict=True)]
    return Portal(*shares) if shares[1] - shares[0] > INTERVAL_Z * sum(variances) ** 0.5 else None


def _in_reach(month: pd.Period, evidence: Evidence | None) -> bool:
    """Whether a rise may have come from what happened in a month: a year before it at most, and not after its alarm."""
    if evidence is None or evidence.onset is None or evidence.alarm is None:
        return False
    return bool(evidence.onset - YEAR <= month <= evidence.alarm)
