"""What is concluded, as both sides may see it: of the months that are told alone."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

import pandas as pd

from drift.analysed import Analysis
from drift.errors import Note
from drift.measures.work.operations import Operations
from drift.model.callers import NOT_KNOWN
from drift.model.change import Change
from drift.model.comparing import compare_all, split_drift
from drift.model.drivers import Driver
from drift.model.harm import Harm
from drift.model.judgement import Judgement
from drift.model.path import trace_path
from drift.model.verdict import Verdict
from drift.reports.edition.cautions import share_cautions
from drift.reports.edition.folded import is_folded
from drift.reports.edition.problems import share_problems
from drift.reports.edition.steps import DIGITS, floor_odds
from drift.reports.edition.symmetric import SYMMETRIC, is_of_both, keep_names
from drift.terms import MIN_PERSONS

ONE_SIDED: Final = "edition.one_sided"  # the sentence of a verdict without the work
FEW: Final = "edition.few_persons"  # idem
HIDES: Final = "edition.untold_few"  # why a change is blank that the log itself tells
# tell an e-value
BETS: Final = tuple(f"verdict.reason.{code}" for code in ("alarm", "alarm_most", "quiet", "weak", "repair"))
OF_OUTCOMES: Final = tuple(f"verdict.reason.{code}" for code in ("outcomes_held", "outcomes_unproved"))
SAID_OF_OUTCOMES: Final = tuple(
    f"verdict.says.{code}"
    for code in ("outcomes_worse", "outcomes_held", "left_worse", "left_held", "left_unknown", "calm")
)
NO_HARM: Final = Harm("unknown", pd.Series(dtype=float), ())


def share_judgement(analysis: Analysis, operations: Operations, without: str | None) -> Judgement:
    """Return the judgement.

    Parameters
    ----------
    without : why there is no verdict on the work, a code; None: there is one
    """
    judgement, measured, with_work = analysis.judgement, analysis.measured, without is None
    told = _judge_told(analysis, operations) if measured.span is not None else _Told.of(judgement)
    return Judgement(
        rung=judgement.rung,
        verdict=_share_verdict(judgement.verdict, without, folded=is_folded(measured.crowd)),
        evidence=None,
        harm=NO_HARM,
        callers=NOT_KNOWN,
        control=judgement.control,
        changes=keep_names(told.changes, with_work),
        untold={name: why for name, why in told.untold.items() if is_of_both(name, with_work)},
        cautions=share_cautions(judgement.cautions, of_work=with_work and not is_folded(measured.crowd)),
        drivers=tuple(map(_round_driver, told.drivers)) if with_work else (),
        path=told.path.round(DIGITS) if with_work else told.path.iloc[:0],
        explanations=(),  # their figures are of one side: robots, first response, turnover
        problems=judgement.problems and share_problems(judgement.problems),
    )


@dataclass(frozen=True)
class _Told:
    """What is concluded of the months that are told."""

    changes: dict[str, Change | None]
    untold: dict[str, Note]
    drivers: tuple[Driver, ...]
    path: pd.DataFrame

    @classmethod
    def of(cls, judgement: Judgement) -> _Told:
        return cls(judgement.changes, judgement.untold, judgement.drivers, judgement.path)


def _judge_told(analysis: Analysis, operations: Operations) -> _Told:
    """Conclude anew from the months that are told alone."""
    measured, judgement, weights = analysis.measured, analysis.judgement, analysis.project.settings.weights
    base, specification = measured.base, measured.paper.specification
    names = tuple(name for name in measured.told if name in SYMMETRIC)
    found = compare_all(operations, names, measured.months, base.work, weights)
    changes = dict.fromkeys(judgement.changes) | {
        name: one if isinstance(one, Change) else None for name, one in found.items()
    }
    split = split_drift(specification, operations, base, weights, judgement.verdict.onset) if base.shared else ()
    return _Told(
        changes=changes,
        untold={
            name: why if judgement.changes.get(name) is None else Note(HIDES, {"persons": MIN_PERSONS})
            for name, why in found.items()
            if isinstance(why, Note)
        },
        drivers=split,
        path=trace_path(operations.engagement.index, measured.indices["control"]),
    )


def _round_driver(driver: Driver) -> Driver:
    since = driver.since_onset
    return Driver(driver.measure, round(driver.since_base, DIGITS), None if since is None else round(since, DIGITS))


def _share_verdict(verdict: Verdict, without: str | None, *, folded: bool) -> Verdict:
    """Return the verdict; evidence that weighed a month which is not told is told without its figures."""
    if without is not None:
        return Verdict(sentence=Note(without), state="not enough data", findings=verdict.findings)
    return Verdict(
        sentence=_say_left_out(verdict.sentence),
        state=verdict.state,
        findings=verdict.findings,
        reasons=tuple(_floor(_without_outcomes(one)) for one in verdict.reasons if not (folded and one.code in BETS)),
        alarm=verdict.alarm,
        onset=verdict.onset,
        onset_interval=verdict.onset_interval,
        shape=verdict.shape,
        e_value=None if folded or verdict.e_value is None else floor_odds(verdict.e_value),
    )


def _floor(reason: Note) -> Note:
    """Return a reason with its evidence in steps: the last month has its part in every digit."""
    if reason.code not in BETS or "e" not in reason.values:
        return reason
    return replace(reason, values={**reason.values, "e": int(floor_odds(float(str(reason.values["e"]))))})


def _without_outcomes(reason: Note) -> Note:
    """Return a reason that does not tell which outcomes got worse: most of them measure the work of one side."""
    while isinstance(together := reason.values.get("told"), Note):  # what they show together, without their names
        reason = together
    if reason.code == "verdict.reason.outcomes_worse":
        return Note("edition.outcomes_worse")
    if reason.code == "verdict.reason.left":  # it counts callers of one side
        return Note("edition.outcomes_told", {"told": Note("edition.left")})
    return Note("edition.outcomes_told", {"told": reason}) if reason.code in OF_OUTCOMES else reason


def _say_left_out(sentence: Note) -> Note:
    """Return a sentence in which all that is said of outcomes says too that their figures are left out."""
    if sentence.code == "verdict.says.outcomes_unproved":  # it names them
        return Note("edition.says_unproved")
    if sentence.code in SAID_OF_OUTCOMES:
        return Note("edition.says_left_out", {"what": sentence})
    values = {name: _say_left_out(one) if isinstance(one, Note) else one for name, one in sentence.values.items()}
    return replace(sentence, values=values)
