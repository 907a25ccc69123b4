"""Why a state, since when, how sure, and what would change it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.errors import Note
from drift.model.findings import is_tightened, rounds_to_nothing
from drift.model.harm import GROUPS
from drift.terms import ALARM_AT, INTERVAL_Z, MOST_ODDS
from drift.wording.values import LogChange, Share, Tenths

if TYPE_CHECKING:
    from drift.model.callers import CallersLeft
    from drift.model.evidence.weigh import Evidence
    from drift.model.grounds import Grounds, PaperGrounds
    from drift.model.growth import Grown
    from drift.model.harm import Harm
    from drift.model.states import Findings, State

EXAMPLE_H: Final = 10  # a norm by which a share is made plain: "as if 10 hours had become 6.3"


def list_reasons(state: State, findings: Findings, grounds: Grounds) -> tuple[Note, ...]:
    """Return the reasons of a state, in the order in which they are read."""
    if state == "inventory" or (state == "not enough data" and findings.rung in (None, 0)):
        return ()
    paper, work = grounds.paper, grounds.work
    reasons = [*(_tell_stock(name, paper) for name in ("control", "size")), _tell_tightening(paper)]
    if work.fall is not None and findings.rung not in (None, 0, 1):
        fall = work.current or work.fall
        if findings.work != "unknown" or fall.alarm is not None:  # of months that say nothing, nothing is sure
            reasons += [_tell_since(fall), _tell_sure(fall), _tell_ended(fall)]
        reasons += [_tell_outcomes(work.harm), _tell_left(work.callers)]
    return tuple(reason for reason in [*reasons, _tell_what_would(state, findings)] if reason is not None)


def _tell_stock(name: str, paper: PaperGrounds) -> Note | None:
    """Tell how control or size changed, with the interval that misreading leaves."""
    grown: Grown | None = getattr(paper, name)
    if grown is None or paper.base is None:
        return None
    values = {"change": LogChange(grown.log), "base": paper.base[0]}
    if not math.isfinite(grown.error):
        return Note(f"verdict.reason.{name}_unread", values)
    if not grown.error:
        return Note(f"verdict.reason.{name}_counted", values)
    return Note(f"verdict.reason.{name}", {**values, "low": LogChange(grown.low), "high": LogChange(grown.high)})


def _tell_tightening(paper: PaperGrounds) -> Note | None:
    """Tell by what share the norms became stricter or looser, with its interval, and what that is on ten hours."""
    if paper.tightening is None or abs(paper.tightening) <= INTERVAL_Z * paper.tightening_error:
        return None
    log, spread = abs(paper.tightening), INTERVAL_Z * paper.tightening_error
    values = {
        name: Share(math.expm1(x)) for name, x in (("change", log), ("low", log - spread), ("high", log + spread))
    }
    if rounds_to_nothing(log):
        return Note("verdict.reason.norms_unchanged")
    code = "tightening" if is_tightened(paper) else "loosening"
    if not spread:  # every norm moved alike
        code += "_alike"
    hours = {"was": EXAMPLE_H, "now": Tenths(EXAMPLE_H * math.exp(-paper.tightening))}
    return Note(f"verdict.reason.{code}", {**values, **hours})


def _tell_since(fall: Evidence) -> Note | None:
    if fall.onset_interval is None:
        return None
    first, last = fall.onset_interval
    shape = Note(f"verdict.reason.{fall.shape}")
    return Note("verdict.reason.since", {"onset": fall.onset, "first": first, "last": last, "shape": shape})


def _tell_sure(fall: Evidence) -> Note:
    threshold = round(fall.threshold)
    if fall.alarm is not None:
        odds = float(fall.e_values[fall.e_values.index == fall.alarm].iloc[0])
        code = "alarm_most" if odds > MOST_ODDS else "alarm"
        shown = int(min(odds, MOST_ODDS))
        return Note(f"verdict.reason.{code}", {"e": shown, "alarm": fall.alarm, "threshold": threshold})
    odds = int(last_of(fall.e_values) or 0)
    return Note(f"verdict.reason.{'quiet' if odds > 1 else 'weak'}", {"e": odds, "threshold": threshold})


def _tell_ended(fall: Evidence) -> Note | None:
    """Tell whether it is coming back, where it once fell."""
    if fall.alarm is None:
        return None
    if fall.relapsed:
        return Note("verdict.reason.relapsed", {"back": fall.ended})
    if fall.ended is not None:
        return Note("verdict.reason.ended", {"ended": fall.ended})
    odds = int(last_of(fall.repair_e_values) or 0)
    return Note("verdict.reason.repair", {"e": odds}) if odds > 1 else Note("verdict.reason.no_repair")


def _tell_outcomes(harm: Harm) -> Note:
    """Tell what the outcomes show together; and, as far as there are any, which are worse now, back, or untold."""
    unproved = harm.state == "held" and harm.now
    told = Note(f"verdict.reason.outcomes_{'unproved' if unproved else harm.state}")
    for group in GROUPS:
        which = [Note(f"measure.{name}.name") for name in getattr(harm, group)]
        told = Note(f"verdict.reason.outcomes_{group}", {"told": told, "which": which}) if which else told
    return told


def _tell_left(callers: CallersLeft) -> Note | None:
    if callers.state != "left" or callers.now is None or callers.before is None:
        return None
    now, before = callers.now, callers.before
    months = list(pd.period_range(now.first, now.last, freq="M"))
    shares = {"after": Share(now.share), "before": Share(before.share)}
    return Note("verdict.reason.left", {"n": now.n, "months": months, **shares})


def _tell_what_would(state: State, findings: Findings) -> Note:
    if state == "not enough data":
        return Note("verdict.would.data")
    if state in ("repairing", "repaired"):
        return Note(f"verdict.would.{'repair' if state == 'repairing' else 'repaired'}")
    if findings.rung == 1:
        return Note("verdict.would.paper")
    if findings.work == "unknown":
        return Note("verdict.would.work")
    code = "rise" if findings.work == "falls" else "fall"
    return Note(f"verdict.would.{code}", {"threshold": round(ALARM_AT)})


def last_of(series: pd.Series) -> float | None:
    """Return the last value of a series; None where it has none."""
    values = series.dropna()
    return float(values.iloc[-1]) if len(values) else None
