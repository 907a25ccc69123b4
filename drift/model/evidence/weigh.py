"""Has this monthly series risen: since when, how sure, and has it come down again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
import pandas as pd

from drift.errors import SeriesError
from drift.model.evidence.aftermath import Aftermath, weigh_aftermath
from drift.model.evidence.lines import Axis, Line, join_lines, know_at_once
from drift.model.evidence.looks import Looks, weigh_looks
from drift.model.evidence.monthly import read_series
from drift.model.evidence.noise import Array, NoisePrior, default_noise
from drift.model.evidence.one_look import find_p_value
from drift.model.evidence.onsets import believe_onsets, date_onsets
from drift.model.evidence.repair import weigh_repair
from drift.model.evidence.summary import summarise_evidence
from drift.terms import ALARM_AT
from drift.wording.summary import Printed, Summary

# of the log of what several series believe of an onset: they do not fall along the ramps that are weighed, nor all at
# once. On 21 made-up relations of seven kinds (docs/worlds.md, seeds 2 to 4) 90 % intervals held the onset in 76 %, and
# with half of the belief in 90 %. A series by itself keeps what it believes: there they hold in 92 to 96 %
COARSENED = 0.5
SPEAKS_AT = 3.0  # e-value from which on the months speak for a repair; 1 says nothing either way
SHAPES: tuple[Literal["step", "slide"], ...] = ("step", "slide")


@dataclass(frozen=True, repr=False)
class Evidence(Printed):
    """What a series shows, as a manager who looks every month would have seen it.

    e_values : what each month would have shown, on the index of the series; NaN before month 13. 10 means: the months
        so far are ten times as likely with a rise in them as without one
    alarm : first month with an e-value of `threshold` or more; it stays
    onset, onset_interval, shape : first month of the rise, its 90 % interval, step or slide (it took two months or
        more); from all data, whether or not the series has come down since; None without an alarm
    p_value : of one look, at the last month, as if nobody had looked before; None without twelve months before it, and
        where nobody asked for it
    repair_e_values : the same of a fall after the alarm; NaN until the month after it
    ended : first month in which the fall has an e-value of `threshold` or more
    n_pooled : relations whose data shaped the belief about noise; 0 = this series stands alone
    """

    e_values: pd.Series
    alarm: pd.Period | None
    onset: pd.Period | None
    onset_interval: tuple[pd.Period, pd.Period] | None
    shape: Literal["step", "slide"] | None
    p_value: float | None
    repair_e_values: pd.Series
    ended: pd.Period | None
    threshold: float = ALARM_AT
    n_pooled: int = 0

    @property
    def relapsed(self) -> bool:
        """Whether a fall that the evidence once told is borne out no more: at the last look nothing speaks for it."""
        told = self.repair_e_values.dropna()
        return self.ended is not None and len(told) > 0 and float(told.iloc[-1]) < SPEAKS_AT

    def summarise(self) -> Summary:
        """Return what is printed."""
        return summarise_evidence(self.e_values, self.alarm, self.onset, self.onset_interval, self.ended)


def weigh_evidence(
    log_series: pd.Series,
    sampling_variance: pd.Series | float,
    *,
    known_onsets: Iterable[pd.Period | str] = (),
    noise: NoisePrior | None = None,
) -> Evidence:
    """Weigh at every month whether a monthly series has risen. For engagement pass minus its log.

    Parameters
    ----------
    log_series : natural log, monthly PeriodIndex in any order, NaN = no data; months that are left out have none
    sampling_variance : variance of each month's value, log squared, on the months of the series, or one figure; 0 =
        known exactly; a month whose variance is NaN or infinite says nothing
    known_onsets : months in which something dated happened that a rise may have begun with: versions, milestones
    noise : belief about noise and season pooled over a portfolio (`drift.model.pooling`); the figures then depend on
        the neighbours. Without it the series stands alone

    Returns
    -------
    Evidence

    Raises
    ------
    SeriesTypeError : no Series, no monthly PeriodIndex, no numbers
    SeriesError : a month twice, an infinite value, a negative variance, variances of other months

    Source
    ------
    docs/evidence.md; Ville 1939; Shafer 2021; Ramdas and others 2023 (e-processes).
    """
    if not isinstance(log_series, pd.Series) or not isinstance(log_series.index, pd.PeriodIndex):
        read_series(log_series, sampling_variance)  # it tells what is wrong
    line = know_at_once(log_series, sampling_variance)
    evidence = weigh_together([line], known_onsets=known_onsets, noise=noise, once=True)
    by_month = {name: getattr(evidence, name).reindex(log_series.index) for name in ("e_values", "repair_e_values")}
    return replace(evidence, **by_month)


def weigh_together(
    lines: Sequence[Line],
    *,
    known_onsets: Iterable[pd.Period | str] = (),
    noise: NoisePrior | None = None,
    once: bool = False,
    date: bool = True,
) -> Evidence:
    """Weigh at every month whether any of several series has risen: the mean of their e-values, which is one again.

    A series counts 1 until its first look. Onset, shape and repair are those of the series that had risen by
    themselves when the alarm was given, each with the say that its e-value gives it.

    Parameters
    ----------
    lines : a set fixed beforehand
    known_onsets, noise : as of `weigh_evidence`
    once : whether the p-value is asked for, that of the first; it takes a look of its own
    date : whether onset and shape are asked for; they take four times all the rest. Without them a repair is weighed
        on the rise as the alarm dated it, alone

    Returns
    -------
    Evidence : e-values by the month at whose end somebody looked, onsets by month
    """
    axis, noise = join_lines(lines), default_noise() if noise is None else noise
    dated = axis.months.isin(_read_known(known_onsets))
    belief = believe_onsets(len(axis.months), dated)
    nothing = pd.Series(np.nan, index=axis.looks)
    if not len(axis.months):
        return Evidence(nothing, None, None, None, None, None, nothing, None, n_pooled=noise.n_pooled)
    looks = weigh_looks(axis.values, axis.variances, np.tile(belief, (len(lines), 1)), noise)
    e_values = _mean(axis.see(looks.e_values))
    alarm = _first_at(e_values)
    repair, onset, interval, shape = np.full(len(axis.looks), np.nan), None, None, None
    if alarm is not None:
        risen = _find_risen(axis, looks, alarm)
        repairs = [_weigh_repair(axis, looks, one, noise) for one in risen]
        if date:
            after = [_weigh_after(axis, one, belief, noise) for one in risen]
            # a mean of e-values is one: quick where the alarm dated well
            repairs = [(alone + one.e_values) / 2 for alone, one in zip(repairs, after, strict=True)]
            onset, interval, shape = _date(risen, after, axis.months, COARSENED if len(lines) > 1 else 1.0)
        repair = _mend(axis, risen, repairs, alarm)
    ended = _first_at(repair)
    return Evidence(
        pd.Series(e_values, index=axis.looks, name="e_value"),
        None if alarm is None else axis.looks[alarm],
        onset,
        interval,
        shape,
        _look_once(axis, noise, looks if not dated.any() and len(lines) == 1 else None) if once else None,
        pd.Series(repair, index=axis.looks, name="repair_e_value"),
        None if ended is None else axis.looks[ended],
        n_pooled=noise.n_pooled,
    )


@dataclass(frozen=True)
class _Risen:
    """A series that had risen by itself when the alarm was given.

    line : its place; end : its last month that was known at the alarm
    say_then, say_ever : shares of those that had, by their e-values at the alarm, and by the largest ever since
    """

    line: int
    end: int
    say_then: float
    say_ever: float


def _mean(seen: Array) -> Array:
    """Return the mean over series; 1 is what is told of one that nobody has looked at yet. NaN before any look."""
    looked = np.isfinite(seen)
    return np.where(looked.any(axis=0), np.where(looked, seen, 1.0).mean(axis=0), np.nan)


def _find_risen(axis: Axis, looks: Looks, alarm: int) -> list[_Risen]:
    """Return each series that had risen by itself up to what it knew at the alarm."""
    ends = axis.seen[:, alarm]
    until = np.arange(looks.e_values.shape[1])[None, :] <= ends[:, None]
    e_values = np.nan_to_num(looks.e_values)
    risen = np.flatnonzero((np.where(until, e_values, 0.0) >= ALARM_AT).any(axis=1))
    then = e_values[risen, ends[risen]]
    ever = np.maximum(then, np.where(until[risen], 0.0, e_values[risen]).max(axis=1, initial=0.0))
    each = zip(risen, ends[risen], then / then.sum(), ever, strict=True)
    return [_Risen(int(line), int(end), now, most) for line, end, now, most in each]


def _weigh_repair(axis: Axis, looks: Looks, one: _Risen, noise: NoisePrior) -> Array:
    return weigh_repair(axis.values[one.line], axis.variances[one.line], one.end, looks.dated[one.line], noise)


def _weigh_after(axis: Axis, one: _Risen, belief: Array, noise: NoisePrior) -> Aftermath:
    return weigh_aftermath(axis.values[one.line], axis.variances[one.line], one.end, belief, noise)


def _mend(axis: Axis, risen: list[_Risen], repairs: list[Array], alarm: int) -> Array:
    """Return by look the e-values of a fall after the alarm, weighed by what was known at the alarm."""
    each = np.full(axis.values.shape, np.nan)
    lines = [one.line for one in risen]
    each[lines] = repairs
    seen = axis.see(each)[lines]
    say = np.array([one.say_then for one in risen])
    mixed = (np.where(np.isfinite(seen), seen, 1.0) * say[:, None]).sum(axis=0)
    return np.where(np.isfinite(seen).any(axis=0) & (np.arange(len(axis.looks)) > alarm), mixed, np.nan)


def _date(
    risen: list[_Risen], after: list[Aftermath], months: pd.PeriodIndex, part: float
) -> tuple[pd.Period, tuple[pd.Period, pd.Period], Literal["step", "slide"]]:
    """Return onset, interval and shape: a part of the log beliefs of the series, mixed by their largest e-values."""
    beliefs = np.array([np.exp(part * (one.log_onset - one.log_onset.max())) for one in after])
    beliefs /= beliefs.sum(axis=(1, 2), keepdims=True)
    say = np.array([one.say_ever for one in risen])
    with np.errstate(divide="ignore"):
        mixed = np.log((beliefs * (say / say.sum())[:, None, None]).sum(axis=0))
    onset, low, high, shape = (int(part[0]) for part in date_onsets(mixed[None]))
    return months[onset], (months[low], months[high]), SHAPES[shape]


def _look_once(axis: Axis, noise: NoisePrior, looks: Looks | None) -> float | None:
    """Return the p-value of the first series; one look is calibrated without known dates and without neighbours."""
    values = axis.values[0]
    if looks is None or noise.n_pooled:
        n = len(values)
        looks = weigh_looks(values[None], axis.variances[:1, :n], believe_onsets(n)[None], default_noise())
    return find_p_value(looks, values)


def _read_known(known_onsets: Iterable[pd.Period | str]) -> list[pd.Period]:
    try:
        return [pd.Period(month, freq="M") for month in known_onsets]
    except (TypeError, ValueError) as fault:
        raise SeriesError("error.known_onset", detail=str(fault)) from fault


def _first_at(e_values: Array) -> int | None:
    reached = np.flatnonzero(np.nan_to_num(e_values) >= ALARM_AT)
    return int(reached[0]) if len(reached) else None
