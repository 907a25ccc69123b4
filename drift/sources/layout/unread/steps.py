"""Whether the rows of an unrecognised table are steps: numbers that come back, each with a course of states."""

from dataclasses import dataclass
from typing import Final

import pandas as pd

from drift.errors import Note
from drift.sources.layout.table import pick_cells
from drift.sources.layout.unread.blocks import Block
from drift.sources.layout.unread.guessing import MOSTLY, NEARLY, ColumnGuess, is_number
from drift.sources.layout.unread.profile import HALF, SAMPLE, SHORT, Profile
from drift.sources.opening.cells import Cells

RETURNS: Final = 2  # rows of a case, on average; of tickets each has its own number
STATES: Final = 30  # different steps of a process; more are texts
CASES: Final = 3


@dataclass(frozen=True)
class Steps:
    """The columns of a log of steps."""

    case: Profile
    at: Profile
    state: Profile

    def guess(self) -> tuple[ColumnGuess, ...]:
        """Return the columns proposed, with their evidence."""
        counts = {"n": self.case.n, "cases": self.case.n_different, "states": self.state.n_different}
        columns = (("incident_id", self.case, "proposal.by_cases"), ("at", self.at, "proposal.by_step"),
                   ("status", self.state, "proposal.by_states"))  # fmt: skip
        return tuple(ColumnGuess(name, one.column, one.heading, Note(code, counts)) for name, one, code in columns)


def find_steps(cells: Cells, block: Block) -> Steps | None:
    """Return the columns of the case, the moment and the state where rows are steps; None where they are not.

    A case has other moments and other states in each of its rows, and nearly all cases begin with one state: machines
    or rooms come back in a log of tickets as well, with no course of their own.
    """
    full = [one for one in block.profiles if one.heading and one.filled >= NEARLY]
    dated = [one for one in full if one.dated >= MOSTLY]
    if len(dated) != 1 or any(is_number(one) for one in full if one is not dated[0]):
        return None
    rest = [one for one in full if one.dated < HALF and one.longest <= SHORT and one.n >= RETURNS * one.n_different]
    cases = [one for one in rest if one.numbered >= MOSTLY and one.n_different >= CASES]
    states = [one for one in rest if one.numbered < HALF and 2 <= one.n_different <= STATES]
    pairs = (Steps(case, dated[0], state) for case in cases for state in states)
    return next((steps for steps in pairs if _is_course(steps, cells, block)), None)


def _is_course(steps: Steps, cells: Cells, block: Block) -> bool:
    rows = block.rows[:SAMPLE]
    frame = pd.DataFrame(
        {
            "case": pick_cells(cells, steps.case.column, rows).texts,
            "at": steps.at.moments,
            "state": pick_cells(cells, steps.state.column, rows).texts,
        }
    ).dropna()
    if len(frame) < HALF * len(rows):
        return False
    firsts = frame.sort_values("at", kind="stable").groupby("case")["state"].first()
    repeated = max(float(frame.duplicated(["case", name]).mean()) for name in ("at", "state"))
    return repeated <= 1 - MOSTLY and float(firsts.value_counts(normalize=True).max()) >= MOSTLY
