"""What a line of two lanes draws."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import datetime as dt


@dataclass(frozen=True)
class LaneStep:
    """One step, and what may be written beside it."""

    at: dt.datetime
    lane: str | None  # customer, supplier; None: nobody known
    kind: str  # one of terms.EVENT_KINDS, or again
    when: str
    said: str  # who did what
    quoted: Sequence[str] = ()  # the same with what was written, the longest first

    @property
    def joined(self) -> bool:
        """Whether it is a step of this problem: another incident on the object is none."""
        return self.kind != "again"


@dataclass(frozen=True)
class Lanes:
    """The steps of one problem, in order of time."""

    number: int  # of the problem on the page, for the name of the files
    steps: Sequence[LaneStep]
    n_more: int = 0  # steps that are not drawn
