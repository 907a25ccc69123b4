"""The sentence of a state: what the paper did, what engagement does, and what it led to, each as it was found."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from drift.errors import Note
from drift.wording.values import LogChange, Share

if TYPE_CHECKING:
    from drift.model.grounds import Grounds, PaperGrounds, WorkGrounds
    from drift.model.harm import Harm
    from drift.model.states import Findings, State

PAPER_ALONE: Final = ("paper grew", "paper held", "paper shrank")


def tell_sentence(state: State, findings: Findings, grounds: Grounds) -> Note:
    """Return the sentence of a state: its word, then each finding as it is."""
    code = f"verdict.{state.casefold().replace(' ', '_')}"
    if state == "inventory":
        return Note(code)
    if state == "not enough data":
        return Note(code, {"why": _why_not(findings, grounds)})
    if state == "paper tightened":
        return Note(code, {"tightening": Share(math.expm1(abs(grounds.paper.tightening or 0.0)))})
    paper = _tell_paper(findings, grounds.paper)
    work = Note("verdict.says.no_work") if findings.rung == 1 else _tell_work(findings, grounds.work)
    if state in PAPER_ALONE:
        return Note(code, {**paper.values, "work": work})
    harm = _tell_harm(findings, grounds.work.harm)
    calm = findings.work == "holds" and harm.code == "verdict.says.outcomes_held"
    found = Note("verdict.says.calm") if calm else Note("verdict.says.both", {"work": work, "harm": harm})
    return Note(code, {"paper": paper, "work": work, "harm": harm, "found": found})


def _tell_paper(findings: Findings, paper: PaperGrounds) -> Note:
    what = tell_changes(paper)
    if what is None or paper.base is None:
        return Note("verdict.says.paper_none")
    tighter = "_tighter" if findings.tightened and findings.paper != "grew" else ""
    return Note(f"verdict.says.paper_{findings.paper}{tighter}", {"what": what, "base": paper.base[0]})


def tell_changes(paper: PaperGrounds) -> Note | None:
    """Return how control and size changed, as far as they can be counted."""
    parts = {name: LogChange(part.log) for name in ("control", "size") if (part := getattr(paper, name)) is not None}
    return Note(f"verdict.says.{'_'.join(parts)}", parts) if parts else None


def _tell_work(findings: Findings, work: WorkGrounds) -> Note:
    code, fall, change = f"verdict.says.work_{findings.work}", work.current, work.change
    if findings.work == "unknown":
        return Note(f"{code}_now", {"until": work.until}) if work.until is not None else Note(code)
    if fall is None or fall.alarm is None:
        return Note(code)
    if findings.work == "falls" and fall.relapsed:
        return Note(f"{code}_again", {"onset": fall.onset, "back": fall.ended})
    if findings.work == "falls" and change is not None and change.high >= 0:
        code += "_unclear"
    elif findings.work == "falls" and fall.shape == "step":
        code += "_step"
    elif findings.work == "mending" and fall.ended is None:
        code += "_begun"
    elif findings.work == "mended" and fall.ended is None:
        code += "_part"
    return Note(code, {"onset": fall.onset, "ended": fall.ended})


def _tell_harm(findings: Findings, harm: Harm) -> Note:
    if findings.left:
        return Note(f"verdict.says.left_{findings.outcomes}")
    if findings.outcomes == "held" and harm.now:
        return Note("verdict.says.outcomes_unproved", {"which": [Note(f"measure.{name}.name") for name in harm.now]})
    return Note(f"verdict.says.outcomes_{findings.outcomes}")


def _why_not(findings: Findings, grounds: Grounds) -> Note:
    for caution in grounds.cautions:
        if caution.effect == "withhold":
            return caution.sentence
    if findings.rung is None:
        return Note("verdict.why_contract")
    if findings.rung == 1 or findings.work != "unknown":
        what = tell_changes(grounds.paper)
        return Note("verdict.why_paper") if what is None else Note("verdict.why_paper_untold", {"what": what})
    until = grounds.work.until
    return Note("verdict.why_work") if until is None else Note("verdict.why_work_now", {"until": until})
