"""The verdict: findings of paper, work and outcomes -> one state, with its sentence and its reasons."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from drift.errors import Note
from drift.model.findings import find_findings
from drift.model.grounds import Grounds
from drift.model.reasons import last_of, list_reasons
from drift.model.sentence import tell_sentence
from drift.model.states import Findings, State, find_state
from drift.model.summary import summarise_verdict
from drift.wording.summary import Printed, Summary


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
    findings, fall = find_findings(grounds), grounds.work.current
    state = find_state(findings)
    told = {name: getattr(fall, name, None) for name in ("alarm", "onset", "onset_interval", "shape")}
    return Verdict(
        sentence=tell_sentence(state, findings, grounds),
        state=state,
        findings=findings,
        reasons=list_reasons(state, findings, grounds),
        **told,
        e_value=last_of(fall.e_values) if fall else None,
    )
