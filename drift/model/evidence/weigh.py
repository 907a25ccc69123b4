"""Has this monthly series risen: since when, how sure, and has it come down again."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import numpy as np
import pandas as pd

from drift.errors import SeriesError
from drift.model.evidence.aftermath import weigh_aftermath
from drift.model.evidence.looks import weigh_looks
from drift.model.evidence.monthly import read_series
from drift.model.evidence.noise import Array, NoisePrior, default_noise
from drift.model.evidence.one_look import find_p_value
from drift.model.evidence.onsets import believe_onsets, date_onsets
from drift.model.evidence.repair import weigh_repair
from drift.model.evidence.summary import summarise_evidence
from drift.terms import ALARM_AT
from drift.wording.summary import Printed, Summary

SHAPES: tuple[Literal["step", "slide"], ...] = ("step", "slide")


@dataclass(frozen=True, repr=False)
class Evidence(Printed):
    """What a series shows, as a manager who looks every month would have seen it.

    e_values : what each month would have shown, on the index of the series; NaN before month 13. 10 means: the months
        so far are ten times as likely with a rise in them as without one
    alarm : first month with an e-value of `threshold` or more; it stays
    onset, onset_interval, shape : first month of the rise, its 90 % interval, step or slide (it took two months or
        more); from all data, whether or not the series has come down since; None without an alarm
    p_value : of one look, at the last month, as if nobody had looked before; None without twelve months before it
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
    months, values, variances = read_series(log_series, sampling_variance)
    dated = months.isin(_read_known(known_onsets))
    noise = default_noise() if noise is None else noise
    if not len(months):
        nothing = log_series.astype("float64")
        return Evidence(nothing, None, None, None, None, None, nothing, None, n_pooled=noise.n_pooled)
    belief = believe_onsets(len(months), dated)
    looks = weigh_looks(values[None], variances[None], belief[None], noise)
    plain = looks
    if dated.any() or noise.n_pooled:  # one look is calibrated without known dates and without neighbours
        plain = weigh_looks(values[None], variances[None], believe_onsets(len(months))[None], default_noise())
    alarm = _first_at(looks.e_values[0])
    repair = np.full(len(months), np.nan)
    onset, interval, shape = None, None, None
    if alarm is not None:
        aftermath = weigh_aftermath(values, variances, alarm, belief, noise)
        as_alarmed = weigh_repair(values, variances, alarm, looks.dated[0], noise)
        repair = (as_alarmed + aftermath.e_values) / 2  # a mean of e-values is one: quick where the alarm dated well
        onset, interval, shape = _date(aftermath.log_onset, months)
    ended = _first_at(repair)
    return Evidence(
        pd.Series(looks.e_values[0], index=months, name="e_value").reindex(log_series.index),
        None if alarm is None else months[alarm],
        onset,
        interval,
        shape,
        find_p_value(plain, values),
        pd.Series(repair, index=months, name="repair_e_value").reindex(log_series.index),
        None if ended is None else months[ended],
        n_pooled=noise.n_pooled,
    )


def _read_known(known_onsets: Iterable[pd.Period | str]) -> list[pd.Period]:
    try:
        return [pd.Period(month, freq="M") for month in known_onsets]
    except (TypeError, ValueError) as fault:
        raise SeriesError("error.known_onset", detail=str(fault)) from fault


def _first_at(e_values: Array) -> int | None:
    reached = np.flatnonzero(np.nan_to_num(e_values) >= ALARM_AT)
    return int(reached[0]) if len(reached) else None


def _date(
    log_onset: Array, months: pd.PeriodIndex
) -> tuple[pd.Period, tuple[pd.Period, pd.Period], Literal["step", "slide"]]:
    onset, low, high, shape = (int(part[0]) for part in date_onsets(log_onset[None]))
    return months[onset], (months[low], months[high]), SHAPES[shape]
