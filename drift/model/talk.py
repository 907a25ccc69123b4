"""Where both sides speak: whether contacts went from the floor to the table where the contract is spoken of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.measures.work.meetings import ABOVE
from drift.terms import LEVELS

if TYPE_CHECKING:
    import pandas as pd

LEAST_QUARTERS: Final = 4  # either side of the turn: one of each season
LEVEL: Final = 0.95  # of the intervals that must leave "no change" out
TABLES: Final = (*LEVELS[1:], ABOVE)  # where the contract is spoken of


def has_talk_moved(meetings: pd.DataFrame | None, turn: tuple[pd.Period, pd.Period], until: pd.Period | None) -> bool:
    """Tell whether fewer contacts a quarter are on the floor after a turn than before it, and more above it.

    Both by the exact interval of a ratio of two counts (Przyborowski, Wilenski 1940: given their sum the one is
    binomial, by the number of quarters).

    Parameters
    ----------
    meetings : as `count_meetings`; None: not known
    turn : first and last month in which engagement may have begun to fall; quarters it touches count on neither side
    until : month in which it came back; None: it did not
    """
    if meetings is None or LEVELS[0] not in meetings:
        return False
    known = meetings.dropna()
    first, last = turn[0].asfreq("Q"), turn[1].asfreq("Q")
    before, after = known[known.index < first], known[known.index > last]
    after = after if until is None else after[after.index < until.asfreq("Q")]
    if min(len(before), len(after)) < LEAST_QUARTERS:
        return False
    above = [name for name in known if name in TABLES]
    floor, table = ((int(part[LEVELS[0]].sum()), int(part[above].to_numpy().sum())) for part in (before, after))
    share = len(after) / (len(before) + len(after))
    return _differs(table[0], floor[0] + table[0], share) < 0 and _differs(table[1], floor[1] + table[1], share) > 0


def _differs(after: int, of: int, expected: float) -> int:
    """Return +1 where more than the expected share of some contacts came after, -1 where fewer did, else 0.

    The exact interval of a share leaves out what is expected where the tail beyond the count is below half the rest.
    """
    from scipy.special import bdtr, bdtrc  # scipy.stats takes a third of a second to load

    tail = (1 - LEVEL) / 2
    return int(bdtrc(after - 1, of, expected) < tail) - int(bdtr(after, of, expected) < tail)
