"""The verdict: findings of paper, work and outcomes -> one state, with its sentence and its reasons."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Final

import pandas as pd

from drift.errors import Note
from drift.model.evidence.weigh import Evidence
from drift.model.grounds import Grounds, PaperGrounds, WorkGrounds
from drift.model.harm import GROUPS, Harm
from drift.model.states import Findings, State, Work, find_state
from drift.model.summary import summarise_verdict
from drift.terms import ALARM_AT, INTERVAL_Z
from drift.wording.summary import Printed, Summary
from drift.wording.values import LogChange, Share, Tenths

EXAMPLE_H: Final = 10  # a norm by which a share is made plain: "as if 10 hours had become 6.3"
MOST_ODDS: Final = 1_000_000  # to 1; beyond it more digits say nothing more


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


def judge(grounds: Grounds) -> Verdict:
    """Return the verdict on a relation; every combination of findings has exactly one (drift.model.states)."""
    findings, fall = find_findings(grounds), grounds.work.fall
    state = find_state(findings)
    alarm = fall if findings.alarmed else None
    return Verdict(
        sentence=_tell(state, findings, grounds),
        state=state,
        findings=findings,
        reasons=tuple(_list_reasons(state, findings, grounds)),
        **{name: getattr(alarm, name, None) for name in ("alarm", "onset", "onset_interval", "shape")},
        e_value=_last(fall.e_values) if fall else None,
    )


def find_findings(grounds: Grounds) -> Findings:
    """Return what the state depends on."""
    paper, fall = grounds.paper, grounds.work.fall
    return Findings(
        rung=grounds.rung,
        paper=paper.growth,
        tightened=paper.tightening is not None and paper.tightening > INTERVAL_Z * paper.tightening_error,
        work=_find_work(grounds.work),
        alarmed=fall is not None and fall.alarm is not None,
        outcomes=grounds.work.harm.state,
        withheld=any(caution.effect == "withhold" for caution in grounds.cautions),
    )


def _find_work(work: WorkGrounds) -> Work:
    """Return what engagement does. A fall that was repaired by evidence and left no clear change holds again."""
    if work.fall is None or work.fall.e_values.isna().all():
        return "unknown"
    if work.fall.alarm is not None:
        if work.fall.ended is None:
            return "falls"
        return "rises" if work.change is None or work.change.clear else "holds"
    return "rises" if work.rise is not None and work.rise.alarm is not None else "holds"


def _last(series: pd.Series) -> float | None:
    values = series.dropna()
    return float(values.iloc[-1]) if len(values) else None


def _tell(state: State, findings: Findings, grounds: Grounds) -> Note:
    code = state.casefold().replace(" ", "_")
    if state == "not enough data":
        return Note(f"verdict.{code}", {"why": _why_not(findings, grounds)})
    if state in ("looser", "sliding"):
        code += f"_{findings.outcomes}"
    elif state == "formalising" and findings.work == "falls":
        code += "_falls"
    elif state == "in step" and findings.work == "rises":
        code += "_rises"
    return Note(f"verdict.{code}", _figures(grounds))


def _figures(grounds: Grounds) -> dict[str, object]:
    """Return the figures that the sentence of a state may name."""
    paper, fall = grounds.paper, grounds.work.fall
    values: dict[str, object] = {}
    if paper.control is not None and paper.base:
        values |= {"control": LogChange(paper.control), "base": paper.base[0]}
    if paper.tightening is not None:
        values["tightening"] = Share(math.expm1(abs(paper.tightening)))
    if fall is not None and fall.onset is not None:
        values |= {"onset": fall.onset, "ended": fall.ended}
    return values


def _why_not(findings: Findings, grounds: Grounds) -> Note:
    for caution in grounds.cautions:
        if caution.effect == "withhold":
            return caution.sentence
    if findings.rung is None:
        return Note("verdict.why_contract")
    return Note("verdict.why_paper" if findings.paper == "unknown" else "verdict.why_work")


def _list_reasons(state: State, findings: Findings, grounds: Grounds) -> list[Note]:
    """Return why, since when, how sure, and what would change it."""
    if state == "inventory" or (state == "not enough data" and findings.rung in (None, 0)):
        return []
    reasons = [_tell_paper(grounds.paper), _tell_tightening(findings, grounds.paper)]
    fall = grounds.work.fall
    if findings.work != "unknown" and findings.rung not in (None, 0, 1):
        reasons += [
            _tell_since(fall) if findings.alarmed else None,
            _tell_sure(fall),
            _tell_outcomes(grounds.work.harm),
        ]
    return [reason for reason in [*reasons, _tell_what_would(state, findings)] if reason is not None]


def _tell_paper(paper: PaperGrounds) -> Note | None:
    if paper.control is None or paper.base is None:
        return None
    spread = INTERVAL_Z * paper.control_error
    values = {"control": LogChange(paper.control), "base": paper.base[0]}
    if not math.isfinite(spread):
        return Note("verdict.reason.paper_unread", values)
    return Note("verdict.reason.paper", {**values, "low": LogChange(-spread), "high": LogChange(spread)})


def _tell_tightening(findings: Findings, paper: PaperGrounds) -> Note | None:
    """Tell by what share the norms became stricter or looser, with its interval, and what that is on ten hours."""
    if paper.tightening is None or abs(paper.tightening) <= INTERVAL_Z * paper.tightening_error:
        return None
    log, spread = abs(paper.tightening), INTERVAL_Z * paper.tightening_error
    values = {
        name: Share(math.expm1(x)) for name, x in (("change", log), ("low", log - spread), ("high", log + spread))
    }
    code = "tightening" if findings.tightened else "loosening"
    if not spread:  # every norm moved alike
        code += "_alike"
    hours = {"was": EXAMPLE_H, "now": Tenths(EXAMPLE_H * math.exp(-paper.tightening))}
    return Note(f"verdict.reason.{code}", {**values, **hours})


def _tell_since(fall: Evidence | None) -> Note | None:
    if fall is None or fall.onset_interval is None:
        return None
    first, last = fall.onset_interval
    shape = Note(f"verdict.reason.{fall.shape}")
    return Note("verdict.reason.since", {"onset": fall.onset, "first": first, "last": last, "shape": shape})


def _tell_sure(fall: Evidence | None) -> Note | None:
    if fall is None:
        return None
    threshold = round(fall.threshold)
    if fall.alarm is not None:
        odds = int(min(float(fall.e_values[fall.e_values.index == fall.alarm].iloc[0]), MOST_ODDS))
        return Note("verdict.reason.alarm", {"e": odds, "alarm": fall.alarm, "threshold": threshold})
    odds = int(_last(fall.e_values) or 0)
    return Note(f"verdict.reason.{'quiet' if odds else 'weak'}", {"e": odds, "threshold": threshold})


def _tell_outcomes(harm: Harm) -> Note:
    """Tell what the outcomes show together; and, as far as there are any, which are worse now, back, or untold."""
    unproved = harm.state == "held" and harm.now
    told = Note(f"verdict.reason.outcomes_{'unproved' if unproved else harm.state}")
    for group in GROUPS:
        which = [Note(f"measure.{name}.name") for name in getattr(harm, group)]
        told = Note(f"verdict.reason.outcomes_{group}", {"told": told, "which": which}) if which else told
    return told


def _tell_what_would(state: State, findings: Findings) -> Note:
    if state == "not enough data":
        return Note("verdict.would.data")
    if state == "repairing":
        return Note("verdict.would.repair")
    if findings.rung == 1:
        return Note("verdict.would.paper")
    code = "rise" if findings.work == "falls" else "fall"
    return Note(f"verdict.would.{code}", {"threshold": round(ALARM_AT)})
