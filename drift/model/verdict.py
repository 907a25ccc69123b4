"""The verdict: findings of paper, work and outcomes -> one state, with its sentence and its reasons."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import pandas as pd

from drift.errors import Note
from drift.model.cautions.caution import Caution
from drift.model.change import Change
from drift.model.evidence.weigh import Evidence
from drift.model.harm import Harm
from drift.model.states import Findings, Paper, State, Work, find_state
from drift.model.summary import summarise_verdict
from drift.terms import ALARM_AT, INTERVAL_Z
from drift.wording.summary import Printed, Summary
from drift.wording.values import LogChange, Share, Tenths

TOLD_H: Final = 10  # a norm by which a share is made plain: "as if 10 hours had become 6.3"
MOST_ODDS: Final = 1_000_000  # to 1; beyond it more digits say nothing more


@dataclass(frozen=True)
class Weighed:
    """What is known of one relation when it is judged."""

    rung: int | None
    paper: Paper
    control: float | None  # change of control since the base, natural log
    control_error: float  # standard error of that change by reading; infinite: not to be told
    tightened: float | None  # mean log tightening of followed targets; None: nothing could be followed
    tightening_error: float
    fall: Evidence | None  # has engagement fallen: None where it cannot be weighed
    rise: Evidence | None  # has it risen
    change: Change | None  # of engagement, the last twelve months against the base
    harm: Harm
    base: tuple[pd.Period, pd.Period] | None
    cautions: tuple[Caution, ...]


@dataclass(frozen=True, repr=False)
class Verdict(Printed):
    """What may be concluded, why, since when, how sure, and what would change it."""

    sentence: Note
    state: State
    findings: Findings
    reasons: tuple[Note, ...] = ()
    alarm: pd.Period | None = None
    onset: pd.Period | None = None
    onset_interval: tuple[pd.Period, pd.Period] | None = None
    shape: str | None = None
    e_value: float | None = None  # of the last month that can be judged

    def summarise(self) -> Summary:
        """Return what is printed."""
        return summarise_verdict(self.state, self.sentence, self.reasons, self.onset, self.e_value)


def judge(known: Weighed) -> Verdict:
    """Return the verdict on a relation; every combination of findings has exactly one (drift.model.states)."""
    found = find_findings(known)
    state = find_state(found)
    fall = known.fall if found.alarmed else None
    return Verdict(
        sentence=_tell(state, found, known),
        state=state,
        findings=found,
        reasons=tuple(_list_reasons(state, found, known)),
        alarm=fall.alarm if fall else None,
        onset=fall.onset if fall else None,
        onset_interval=fall.onset_interval if fall else None,
        shape=fall.shape if fall else None,
        e_value=_last(known.fall.e_values) if known.fall else None,
    )


def find_findings(known: Weighed) -> Findings:
    """Return what the state depends on."""
    return Findings(
        rung=known.rung,
        paper=known.paper,
        tightened=known.tightened is not None and known.tightened > INTERVAL_Z * known.tightening_error,
        work=_find_work(known),
        alarmed=known.fall is not None and known.fall.alarm is not None,
        outcomes=known.harm.state,
        withheld=any(caution.effect == "withhold" for caution in known.cautions),
    )


def _find_work(known: Weighed) -> Work:
    """Return what engagement does. A fall that was repaired by evidence and left no clear change holds again."""
    if known.fall is None or known.fall.e_values.isna().all():
        return "unknown"
    if known.fall.alarm is not None:
        if known.fall.ended is None:
            return "falls"
        return "rises" if known.change is None or known.change.clear else "holds"
    return "rises" if known.rise is not None and known.rise.alarm is not None else "holds"


def _last(values: pd.Series) -> float | None:
    known = values.dropna()
    return float(known.iloc[-1]) if len(known) else None


def _tell(state: State, found: Findings, known: Weighed) -> Note:
    code = state.casefold().replace(" ", "_")
    if state == "not enough data":
        return Note(f"verdict.{code}", {"why": _why_not(found, known)})
    if state in ("looser", "sliding"):
        code += f"_{found.outcomes}"
    elif state == "formalising" and found.work == "falls":
        code += "_falls"
    elif state == "in step" and found.work == "rises":
        code += "_rises"
    values: dict[str, object] = {}
    if known.control is not None and known.base:
        values |= {"control": LogChange(known.control), "base": known.base[0]}
    if known.tightened is not None:
        values["tightening"] = Share(math.expm1(abs(known.tightened)))
    if known.fall is not None and known.fall.onset is not None:
        values |= {"onset": known.fall.onset, "ended": known.fall.ended}
    return Note(f"verdict.{code}", values)


def _why_not(found: Findings, known: Weighed) -> Note:
    for caution in known.cautions:
        if caution.effect == "withhold":
            return caution.sentence
    if found.rung is None:
        return Note("verdict.why_contract")
    return Note("verdict.why_paper" if found.paper == "unknown" else "verdict.why_work")


def _list_reasons(state: State, found: Findings, known: Weighed) -> list[Note]:
    """Return why, since when, how sure, and what would change it."""
    if state == "inventory" or (state == "not enough data" and found.rung in (None, 0)):
        return []
    reasons = [_tell_paper(known), _tell_tightening(found, known)]
    if found.work != "unknown" and known.rung not in (None, 0, 1):
        reasons += [_tell_since(found, known), _tell_sure(found, known), _tell_outcomes(found, known)]
    return [reason for reason in [*reasons, _tell_what_would(state, found)] if reason is not None]


def _tell_paper(known: Weighed) -> Note | None:
    if known.control is None or known.base is None:
        return None
    spread = INTERVAL_Z * known.control_error
    values = {"control": LogChange(known.control), "base": known.base[0]}
    if not math.isfinite(spread):
        return Note("verdict.reason.paper_unread", values)
    return Note("verdict.reason.paper", {**values, "low": LogChange(-spread), "high": LogChange(spread)})


def _tell_tightening(found: Findings, known: Weighed) -> Note | None:
    """Tell by what share the norms became stricter or looser, with its interval, and what that is on ten hours."""
    if known.tightened is None or abs(known.tightened) <= INTERVAL_Z * known.tightening_error:
        return None
    log, spread = abs(known.tightened), INTERVAL_Z * known.tightening_error
    values = {
        name: Share(math.expm1(x)) for name, x in (("change", log), ("low", log - spread), ("high", log + spread))
    }
    code = "tightening" if found.tightened else "loosening"
    if not spread:  # every norm moved alike
        code += "_alike"
    return Note(f"verdict.reason.{code}", {**values, "was": TOLD_H, "now": Tenths(TOLD_H * math.exp(-known.tightened))})


def _tell_since(found: Findings, known: Weighed) -> Note | None:
    fall = known.fall
    if not found.alarmed or fall is None or fall.onset_interval is None:
        return None
    first, last = fall.onset_interval
    shape = Note(f"verdict.reason.{fall.shape}")
    return Note("verdict.reason.since", {"onset": fall.onset, "first": first, "last": last, "shape": shape})


def _tell_sure(found: Findings, known: Weighed) -> Note | None:
    fall = known.fall
    if fall is None:
        return None
    threshold = round(fall.threshold)
    if found.alarmed and fall.alarm is not None:
        odds = int(min(float(fall.e_values[fall.e_values.index == fall.alarm].iloc[0]), MOST_ODDS))
        return Note("verdict.reason.alarm", {"e": odds, "alarm": fall.alarm, "threshold": threshold})
    odds = int(_last(fall.e_values) or 0)
    return Note(f"verdict.reason.{'quiet' if odds else 'weak'}", {"e": odds, "threshold": threshold})


def _tell_outcomes(found: Findings, known: Weighed) -> Note:
    if found.outcomes == "worse" and not known.harm.worse:
        return Note("verdict.reason.outcomes_worse_all")
    which = [Note(f"measure.{name}.name") for name in known.harm.worse]
    return Note(f"verdict.reason.outcomes_{found.outcomes}", {"which": which})


def _tell_what_would(state: State, found: Findings) -> Note:
    if state == "not enough data":
        return Note("verdict.would.data")
    if state == "repairing":
        return Note("verdict.would.repair")
    if found.rung == 1:
        return Note("verdict.would.paper")
    return Note("verdict.would.rise" if found.work == "falls" else "verdict.would.fall", {"threshold": round(ALARM_AT)})
