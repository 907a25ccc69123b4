"""Dates that are none: what tools and people write where there is no date, and slips of the pen beyond any calendar."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

EARLY: Final = 1902  # no log is older; 1899 and 1900 are Excel's zero, 1601 and 1753 those of Windows and SQL Server
LATE: Final = 2100  # no ticket is so late
_FAR: Final = tuple(map(pd.Timestamp, ("1969-12-31", "1970-01-01", "2099-12-31")))  # inside, and yet never meant
_WRITTEN_FOR_NONE: Final = frozenset({1, 1601, 1753, 1899, 1900, 1969, 1970, 2099, 2999, 4712, 9999})  # years
REPEATED: Final = 2  # a far day that stands there so often was put there by a rule, not by a hand


@dataclass(frozen=True)
class Never:
    """Cells of a column whose date is none; same index."""

    placeholders: pd.Series  # stand for no date: as good as blank
    strays: pd.Series  # one date that cannot be: what was meant is not known


def find_never(moments: pd.Series) -> Never:
    """Tell the placeholders and the strays of a column of moments.

    A far day is one of a year before EARLY or from LATE on, or one that tools are known to write for no date. It is a
    placeholder where its year is such a one, or where the day repeats; a lone year typed wrong (2203) is a stray.
    """
    if not _reaches_far(moments.to_numpy()):  # nearly every column: pandas costs more than the work
        none = pd.Series(data=False, index=moments.index)
        return Never(none, none)
    years = moments.dt.year
    far = years.lt(EARLY) | years.ge(LATE)
    days = moments.dt.normalize()
    far |= days.isin(_FAR)
    if not far.any():
        return Never(far, far)
    repeated = days.map(days[far].value_counts()).ge(REPEATED)
    placeholders = far & (years.isin(_WRITTEN_FOR_NONE) | repeated)
    return Never(placeholders, far & ~placeholders)


def _reaches_far(moments: np.ndarray) -> bool:
    """Whether any of some moments is of a far day."""
    days = moments[~np.isnat(moments)].astype("datetime64[D]")
    if not len(days):
        return False
    first, last = np.datetime64(f"{EARLY}-01-01"), np.datetime64(f"{LATE - 1}-12-31")
    return bool(days.min() < first or days.max() > last or np.isin(days, np.array(_FAR, dtype="datetime64[D]")).any())


def drop_never(moments: pd.Series) -> pd.Series:
    """Leave out the dates that are none."""
    never = find_never(moments)
    return moments.mask(never.placeholders | never.strays)
