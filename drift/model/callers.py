"""Callers who left: whether more of them do than in the base, by interval and by evidence, and what may be why.

A share of one year lasts twelve months in the next: months are no samples of their own, and neither base nor present is
taken as surer than one of them.
"""

from __future__ import annotations

import math
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
    once: Awaited | None = None  # of those before `now` the year in which most clearly more left; None: in none
    n_silent: int = 0  # callers of `told` that did not call once more, gone or not
    evidence: Evidence | None = None  # that the share that leaves rose; None where it has no months
    portal: Portal | None = None  # None: as many calls as before come from people
    milestones: tuple[dt.date, ...] = ()  # from a year before the rise to its alarm
    scope_fell: tuple[pd.Period, ...] = ()  # months in that time in which the declared scope fell
    tool_turns: tuple[pd.Period, ...] = ()  # months of `told` from which on people may bear other names

    @property
    def rise(self) -> tuple[float, float]:
        """The 95 % interval of the rise of the share up to now; without both sides it has no ends."""
        return _find_rise(self.before, self.now)

    @property
    def rise_told(self) -> tuple[float, float]:
        """The same of what is told."""
        return _find_rise(self.before, self.told)

    @property
    def told(self) -> Awaited | None:
        """Of whom it is told that more left than in the base: those of now, else those of an earlier year."""
        return self.now if self.risen else self.once

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
    use: people may bear other names in it, and all of them seem gone; of an earlier year nothing is told then
    """
    before, now = found.before, found.now
    if before is None or now is None:
        return found
    told = found.told or now
    silent = waits[(waits["period"] == told.then[-1]) & (waits["first"] == 0)]
    found = replace(found, n_silent=int(silent["n"].sum()))
    if found.told is None:
        return found
    portal = _find_portal(operations.shares_of(AUTOMATIC), before, told)
    enough = portal is not None and portal.after - portal.before >= found.rise_told[0]
    turns = tuple(month for month in happened.tool_turns if told.first < month <= told.then[-1])
    if not found.risen:
        return replace(found, once=None) if enough or turns else _date_reasons(found, happened, portal, turns)
    found = replace(found, state="unknown" if enough or turns else "left")
    return _date_reasons(found, happened, portal, turns)


def _date_reasons(
    found: CallersLeft, happened: Happened, portal: Portal | None, turns: tuple[pd.Period, ...]
) -> CallersLeft:
    return replace(
        found,
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
    before, now = _await(shares, first), _await(shares, months[months == last])
    found = CallersLeft("stayed", before, now, _find_once(shares, before, evidence), evidence=evidence)
    return replace(found, state="left") if found.risen else found


def _find_once(shares: Shares, before: Awaited, evidence: Evidence) -> Awaited | None:
    """Return of the years since the rise the one whose interval lies farthest above the base; None without an alarm.

    Who left does not call again, but after two years he is no caller of a year before: the share is low again. The
    highest of several years is high by chance too: all their intervals hold together (Bonferroni).
    """
    if evidence.alarm is None or evidence.onset is None:
        return None
    from scipy.special import ndtr, ndtri  # scipy.stats takes a third of a second to load

    months = pd.PeriodIndex(shares.value.index)
    z = -float(ndtri(ndtr(-INTERVAL_Z) / math.ceil(len(months) / YEAR)))
    years = [_await(shares, months[months == month]) for month in months[months >= evidence.onset]]
    most = max(years, key=lambda year: _find_rise(before, year, z)[0])
    return most if _find_rise(before, most, z)[0] > 0 else None


def _find_rise(before: Awaited | None, after: Awaited | None, z: float = INTERVAL_Z) -> tuple[float, float]:
    if before is None or after is None:
        return (float("nan"), float("nan"))
    rise, spread = after.share - before.share, z * np.hypot(after.error, before.error)
    return (float(rise - spread), float(rise + spread))


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
