"""The run of a log's stamps: where it begins and ends, without what a slip of the pen puts years away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pandas as pd

GAP: Final = np.timedelta64(183, "D")  # of silence; no holiday, stop or change of tool is so long
GAPS: Final = 20  # median gaps of the log itself: chance alone makes 10 of them once in a thousand stamps (exponential)
STRAY_SHARE: Final = 0.01  # of the openings, at most so many (or one) lie beyond a gap; more of them are a log


@dataclass(frozen=True)
class Run:
    """The stretch in which a log was kept."""

    first: pd.Timestamp  # first opening
    last: pd.Timestamp  # last opening, update or event
    bound: np.timedelta64  # silence that breaks the run

    def until(self, ends: Sequence[pd.Series]) -> pd.Timestamp:
        """Return how long ends go on after the run, without a gap: what was open is ended after the last opening.

        An end is no proof that the log was kept so long, but a plausible one tells when the log was taken: what was
        resolved in the weeks after the last opening is a real end. Beyond the first gap it is a stray.
        """
        later = np.sort(_join(ends))
        later = np.concatenate([[self.last.to_datetime64()], later[later > self.last.to_datetime64()]])
        breaks = np.flatnonzero(np.diff(later) > self.bound)
        return pd.Timestamp(later[breaks[0] if len(breaks) else -1])


def find_run(openings: pd.Series, others: Sequence[pd.Series]) -> Run | None:
    """Return the run of a log; None without openings.

    The stamps fall apart where a gap is longer than GAP and than GAPS times the median gap. A part with hardly any
    opening is no log, whatever was updated then; where no part has more, the log is thin and all of it counts.

    Parameters
    ----------
    openings, others : datetime64; others are the stamps of work besides openings (updates, events): no ends, no plans
    """
    opened = np.sort(_join([openings]))
    if not len(opened):
        return None
    stamps = np.sort(np.concatenate([opened, _join(others)]))
    gaps = np.diff(stamps)
    bound = max(GAP, GAPS * np.median(gaps.astype("int64")).astype("timedelta64[us]")) if len(gaps) else GAP
    breaks = np.flatnonzero(gaps > bound)
    begins, ends = stamps[[0, *(breaks + 1)]], stamps[[*breaks, -1]]
    sizes = np.searchsorted(opened, ends, side="right") - np.searchsorted(opened, begins)
    logs = np.flatnonzero(sizes > max(1.0, STRAY_SHARE * len(opened)))
    first, last = (logs[0], logs[-1]) if len(logs) else (0, -1)
    return Run(pd.Timestamp(opened[np.searchsorted(opened, begins[first])]), pd.Timestamp(ends[last]), bound)


def _join(columns: Sequence[pd.Series]) -> np.ndarray:
    """Return all stamps that there are, in microseconds."""
    known = [column.dropna().to_numpy(dtype="datetime64[us]") for column in columns]
    return np.concatenate(known) if known else np.array([], dtype="datetime64[us]")
