"""How a meeting that takes up a problem is written down: its topic, what it refers to, what came of it."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from drift.samples.dice import Dice
from drift.samples.levels.problems import Problem, Step
from drift.samples.meetings import Meeting
from drift.samples.scenes.scene import Scene

KEEPS_TOPIC: Final = 0.6  # of the meetings with a standing topic; others are called after the problem
BY: Final = {"numbers": 0.70, "object": 0.10, "both": 0.20}  # how people refer to a problem
_NUMBERS: Final = 3  # the latest, at most


def write_minutes(
    scene: Scene, meetings: tuple[Meeting, ...], problems: list[Problem], dice: Dice
) -> tuple[Meeting, ...]:
    """Return the meetings, those that take up a problem with its words; moment, persons and the rest stay."""
    written = [*meetings]
    for problem in problems:
        for step in problem.steps:
            written[step.meeting] = _write(scene, meetings[step.meeting], problem, step, dice)
    return tuple(written)


def _write(scene: Scene, meeting: Meeting, problem: Problem, step: Step, dice: Dice) -> Meeting:
    words, numbers = scene.phrases["fate"], problem.named(meeting.at)
    named = dice.pick(words["topic"][step.level]).format(
        said=problem.tickets[0].thing.said, code=problem.code, number=numbers[-1]
    )
    return replace(
        meeting,
        topic=meeting.topic
        if dice.chance(KEEPS_TOPIC) and meeting.topic in scene.phrases["meeting"]["standing"]
        else named,
        outcome=dice.pick(words["outcome"][step.level][step.step]),
        refers_to=_refer(problem, meeting, dice.weigh([*BY], [*BY.values()])),
        about=problem.code,
    )


def _refer(problem: Problem, meeting: Meeting, way: str) -> str:
    """Return the reference: a number there is direct contact about that ticket, so only of one that had it before."""
    listed = ", ".join(problem.spoken_of(meeting.at)[-_NUMBERS:])
    if not listed or way == "object":
        return problem.code
    return listed if way == "numbers" else f"{problem.code}, {listed}"
