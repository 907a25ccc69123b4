"""What the supplier reports of each month: what the tickets say in the good years, and more than that later on."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from typing import Final

from drift.samples.contract_text import Paper
from drift.samples.dice import Dice, seed_dice
from drift.samples.norms.restore import MET, UNKNOWN, judge_restores
from drift.samples.relation import Relation
from drift.samples.story import Story, add_months

RESTORE: Final = "restore"
WHOLE: Final = 100.0
SHORT: Final = 0.1  # of the way from a norm to 100 that an honest figure may fall short of it
SPREAD: Final = 0.7  # of that way that such figures are spread over


@dataclass(frozen=True)
class Line:
    """One indicator in the report of one month; all figures but n in percent."""

    month: dt.date  # its first day
    indicator: str  # of those of the scene
    true: float | None  # by the tickets, under the version in force on the day of opening; None: they do not show it
    n: int | None  # incidents that have a verdict
    reported: float | None  # None: nothing to report
    gap: float | None  # planted on top of the true share, as far as 100 lets it
    norm: float | None  # as the report prints it; None: it prints none
    contract_norm: float | None  # in force on the first day; None: no clause has one


def list_reports(relation: Relation) -> list[Line]:
    """Return the lines of all reports, month by month, each indicator in the order of the scene."""
    dice = seed_dice(relation.seed)["reports"]
    verdicts = _list_verdicts(relation)
    lines: list[Line] = []
    unseen = list_indicators(relation.story)[1:]
    for month in range(relation.story.months):
        first = add_months(relation.story.first, month)
        restore = _report_restore(relation, month, verdicts.get(first, []))
        lines.append(_keep_green(relation.story, month, restore, dice))
        for indicator in unseen:
            norm = find_norm(relation.paper, indicator, first)
            told = _tell_unseen(norm, dice, honest=not gap_of(relation.story, month))
            lines.append(Line(first, indicator, None, None, told, None, norm, norm))
    return lines


def list_indicators(story: Story) -> list[str]:
    """Return what is reported: the share restored in time, and what no ticket shows."""
    return [*story.scene.contract["keys"]["indicators"]]


def _list_verdicts(relation: Relation) -> dict[dt.date, list[str]]:
    """Return the verdicts of the incidents of each month under the version in force on their day; unknown left out."""
    judged = judge_restores(relation)
    months: dict[dt.date, list[str]] = {}
    for ticket in relation.tickets:
        day = ticket.opened_at.date()
        told = judged.get(ticket.number, {}).get(relation.paper.in_force(day).name, UNKNOWN)
        if told != UNKNOWN:
            months.setdefault(day.replace(day=1), []).append(told)
    return months


def _report_restore(relation: Relation, month: int, verdicts: list[str]) -> Line:
    first, n = add_months(relation.story.first, month), len(verdicts)
    contract = find_norm(relation.paper, RESTORE, first)
    printed = _keep_norm(relation, month) or contract
    if not n:
        return Line(first, RESTORE, None, 0, None, None, printed, contract)
    true = WHOLE * verdicts.count(MET) / n
    gap = min(gap_of(relation.story, month), WHOLE - true)
    return Line(first, RESTORE, true, n, round(true + gap, 1), gap, printed, contract)


def _keep_green(story: Story, month: int, line: Line, dice: Dice) -> Line:
    """Return a line that is never below the norm it prints, from the month on that the scene tells, if any."""
    since = story.scene.facts["reports"].get("green_from")
    if since is None or not story.slides or month < story.month(since):
        return line
    drawn = dice.share()
    if line.true is None or line.reported is None or line.norm is None:
        return line
    told = round(max(line.reported, line.norm + (WHOLE - line.norm) * (SHORT + SPREAD * drawn / 2)), 1)
    return replace(line, reported=told, gap=told - line.true)


def gap_of(story: Story, month: int) -> float:
    """Return the points that a report adds to the true share in a month, before 100 is reached; 0 without a slide."""
    return next(
        (
            points
            for at, points in reversed(story.scene.facts["reports"]["gaps"])
            if story.slides and month >= story.month(at)
        ),
        0.0,
    )


def _keep_norm(relation: Relation, month: int) -> float | None:
    """Return the restore norm that the reports kept when the contract's moved on; None where they follow it."""
    story = relation.story
    told = story.scene.facts["reports"].get("norm_kept")
    kept = story.months if told is None else story.month(told)
    follows = not story.slides or month < kept
    return None if follows else find_norm(relation.paper, RESTORE, add_months(story.first, kept - 1))


def find_norm(paper: Paper, indicator: str, day: dt.date) -> float | None:
    """Return the norm of an indicator in the version in force on a day, percent; None where no clause has one."""
    clauses, key = paper.clauses[paper.in_force(day).name], paper.scene.contract["keys"]["indicators"][indicator]
    return next((clause.norm for clause in clauses if clause.key == key), None)


def _tell_unseen(norm: float | None, dice: Dice, *, honest: bool) -> float | None:
    """Return a figure that no ticket shows: around its norm, and never short of it once reports are groomed."""
    drawn = dice.share()
    if norm is None:
        return None
    low = -SHORT if honest else SHORT
    return round(norm + (WHOLE - norm) * (low + SPREAD * drawn), 1)
