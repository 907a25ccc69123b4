"""The chain of a problem -> what its drawn line shows: who did what and when, in a few words."""

from __future__ import annotations

import datetime as dt
import re
from typing import Final

from drift.charts.lanes.parts import Lanes, LaneStep
from drift.charts.lanes.place import order_steps
from drift.model.roundtable.chains import Chain, Step
from drift.reports.pages.roundtable.problem import cut
from drift.reports.pages.roundtable.seats import say_seat
from drift.wording import Wording
from drift.wording.case import capitalise
from drift.wording.months import SHORT

DRAWN: Final = 40  # steps; marks of more could not be told apart
QUOTES: Final = (90, 45, 24)  # characters of what somebody wrote: as much as there is room for
TELLING: Final = 3  # words; a shorter message ("closed.") says what the step says
_WORD: Final = re.compile(r"[^\W_]+")


def take_lanes(number: int, chain: Chain, say: Wording) -> Lanes:
    """Return what is drawn of a chain; of a very long one what tells most."""
    told = [_tell_step(step, chain.steps[0], say) for step in chain.steps]
    chosen = sorted(order_steps(told)[:DRAWN])
    return Lanes(number, [told[i] for i in chosen], len(told) - len(chosen))


def _tell_step(step: Step, first: Step, say: Wording) -> LaneStep:
    if step.seat:
        said = say(f"roundtable.did.{step.kind}", who=say_seat(step.seat, say))
    else:
        said = say(f"roundtable.step.{step.kind}")
    said, text = capitalise(said), step.text or ""
    telling = len(_WORD.findall(text)) >= TELLING
    quotes = dict.fromkeys(cut(text, length) for length in QUOTES) if telling else ()
    return LaneStep(
        at=step.at,
        lane=step.seat.side if step.seat else None,
        kind=step.kind,
        when=_write_moment(step.at, first.at, say),
        said=said,
        quoted=[say("roundtable.lane.quoted", said=said, text=quote) for quote in quotes],
    )


def _write_moment(at: dt.datetime, first: dt.datetime, say: Wording) -> str:
    """Write day and hour; no hour where the day alone is told, the year where it is another than that of the first."""
    year = f" {at.year}" if at.year != first.year else ""
    hour = f" {at:%H:%M}" if at.time() != dt.time() else ""
    return f"{at.day} {SHORT[say.language][at.month - 1]}{year}{hour}"
