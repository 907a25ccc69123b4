"""Did it harm: the outcomes taken together, by evidence, independent of engagement; and how each stands now.

Evidence tells that outcomes got worse, at whatever time; the interval of the last twelve calendar months tells which
are worse *now* than in the good years. Neither speaks for the other: together they are called worse while the evidence
of all stands, and one that carries it is worse now.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final

import numpy as np
import pandas as pd

from drift.measures.catalogue import measure_named
from drift.model.change import Change
from drift.model.evidence.weigh import Evidence
from drift.model.states import Outcomes
from drift.terms import ALARM_AT

LEAVE_AT: Final = 1.0  # e-value at which nothing speaks for harm any more
GROUPS: Final = ("now", "back", "untold")  # of Harm, in the order in which they are told


@dataclass(frozen=True)
class Harm:
    """What the outcomes show together, and which are worse, back or not to be told; in the order of the catalogue."""

    state: Outcomes
    e_values: pd.Series  # mean of the e-values of the outcomes that have one that month: an e-value itself
    worse: tuple[str, ...]  # outcomes with an alarm of their own
    each: Mapping[str, Evidence] = field(default_factory=dict)  # the evidence that an outcome got worse
    now: tuple[str, ...] = ()  # worse now than in the base, by the interval
    back: tuple[str, ...] = ()  # was worse by evidence of its own, and is back
    untold: tuple[str, ...] = ()  # the last twelve months are not known, or do not tell whether it is back


def weigh_harm(outcomes: Mapping[str, Evidence]) -> Harm:
    """Return whether the outcomes got worse.

    Parameters
    ----------
    outcomes : each the evidence that an outcome rose, in the direction in which it is worse

    Returns
    -------
    Harm : worse from the month in which the mean e-value reaches ALARM_AT until it is down to LEAVE_AT; unknown where
    no outcome can be weighed. A mean of e-values is an e-value, whatever their dependence (Vovk and Wang 2021).
    """
    if not outcomes:
        return Harm("unknown", pd.Series(dtype=float), ())
    table = pd.DataFrame({name: evidence.e_values for name, evidence in outcomes.items()})
    mean = pd.Series(np.nanmean(table.dropna(how="all"), axis=1), index=table.dropna(how="all").index)
    worse = tuple(name for name, evidence in outcomes.items() if evidence.alarm is not None and evidence.ended is None)
    # by evidence alone, until `group_outcomes` has seen the last twelve months
    states = follow_outcomes(mean)
    state: Outcomes = states.iloc[-1] if len(states) else "unknown"
    return Harm(state, mean.reindex(table.index), worse, dict(outcomes), now=worse)


def follow_outcomes(mean: pd.Series) -> pd.Series:
    """Return what the evidence said of the outcomes in each month: worse or held; months without it are left out.

    Parameters
    ----------
    mean : e-values by month, as `e_values` of Harm
    """
    known = mean.dropna()
    states: list[Outcomes] = []
    for value in known:
        stays = bool(states) and states[-1] == "worse" and value > LEAVE_AT
        states.append("worse" if value >= ALARM_AT or stays else "held")
    return pd.Series(states, index=known.index, dtype=object)


def group_outcomes(harm: Harm, changes: Mapping[str, Change | None], names: tuple[str, ...]) -> Harm:
    """Return harm with how each outcome stands now, and the state that both say.

    Parameters
    ----------
    changes : of the last twelve calendar months against the base; None: not known
    names : all outcomes that are told, in order; those that are not weighed apart among them

    Returns
    -------
    Harm : *now*: its interval lies wholly on the worse side. *back*: it had an alarm of its own, is not worse now, and
    either its repair is proved or its level is the base's or better. *untold*: not known, or alarmed and neither.
    The state is worse while the evidence of all stands and one of *now* carries it: by an alarm of its own (or of the
    measure that speaks for its group), or with the largest part in the mean. Where nothing can be told of now it is
    unknown.
    """
    standing = {name: _stand(name, changes.get(name), harm) for name in names}
    now, back, untold = (tuple(name for name in names if standing[name] == group) for group in GROUPS)
    return replace(harm, state=_settle(harm, now, changes), now=now, back=back, untold=untold)


def _stand(name: str, change: Change | None, harm: Harm) -> str:
    """Return how an outcome stands now: now, back, untold, or held."""
    if change is None:
        return "untold"
    worse = -measure_named(name).direction * change.sign
    if worse > 0:
        return "now"
    evidence = harm.each.get(name)
    if evidence is None or evidence.alarm is None:
        return "held"
    told = change.points.value if change.points else change.log
    level = -measure_named(name).direction * told
    return "back" if worse < 0 or level <= 0 or evidence.ended is not None else "untold"


def _settle(harm: Harm, now: tuple[str, ...], changes: Mapping[str, Change | None]) -> Outcomes:
    if harm.state == "unknown" or all(changes.get(name) is None for name in harm.each):
        return "unknown"
    carriers = _list_carriers(harm)
    carried = any(_find_speaker(name, harm) in carriers for name in now)
    return "worse" if harm.state == "worse" and carried else "held"


def _find_speaker(name: str, harm: Harm) -> str | None:
    """Return the outcome whose evidence speaks for this one: of a group that moves together one is weighed."""
    group = measure_named(name).group
    return next((other for other in harm.each if measure_named(other).group == group), None)


def _list_carriers(harm: Harm) -> set[str]:
    """Return the outcomes that carry the evidence of all: those with an alarm, and the largest part of the mean."""
    last = {name: _last(evidence) for name, evidence in harm.each.items()}
    alarmed = {name for name, evidence in harm.each.items() if evidence.alarm is not None}
    return alarmed | {max(last, key=lambda name: last[name])} if last else alarmed


def _last(evidence: Evidence) -> float:
    known = evidence.e_values.dropna()
    return float(known.iloc[-1]) if len(known) else 0.0
