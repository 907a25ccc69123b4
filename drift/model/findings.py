"""Grounds -> what the state of a relation depends on."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Final

from drift.measures.catalogue import TEXT_MEASURES, measure_named
from drift.model.evidence.weigh import SPEAKS_AT
from drift.model.states import Findings, Work
from drift.terms import INTERVAL_Z

if TYPE_CHECKING:
    from drift.model.evidence.weigh import Evidence
    from drift.model.grounds import Grounds, PaperGrounds, WorkGrounds

SEVERAL: Final = 2  # groups of outcomes that are worse now, from which on harm carries the gravest state


def find_findings(grounds: Grounds) -> Findings:
    """Return what the state depends on."""
    work = grounds.work
    return Findings(
        rung=grounds.rung,
        paper=grounds.paper.growth,
        tightened=is_tightened(grounds.paper),
        work=find_work(work),
        outcomes=work.harm.state,
        several=_are_several(work.harm.now),
        left=work.left,
        withheld=any(caution.effect == "withhold" for caution in grounds.cautions),
    )


def _are_several(worse: tuple[str, ...]) -> bool:
    """Whether outcomes that got worse are of several groups, and not of what people write alone."""
    groups = {measure_named(name).group for name in worse}
    return len(groups) >= SEVERAL and not set(worse) <= set(TEXT_MEASURES)


def is_tightened(paper: PaperGrounds) -> bool:
    """Whether followed norms became stricter, beyond their error and by more than nothing when rounded."""
    if paper.tightening is None or rounds_to_nothing(paper.tightening):
        return False
    return paper.tightening > INTERVAL_Z * paper.tightening_error


def rounds_to_nothing(log: float) -> bool:
    """Whether a change, in natural logs, is written as 0 %: nobody can tell it from none."""
    return round(100 * math.expm1(abs(log))) == 0


def find_work(work: WorkGrounds) -> Work:
    """Return what engagement does: known only while the last twelve months are."""
    if work.fall is None or work.fall.e_values.isna().all() or not work.live:
        return "unknown"
    if work.current is not None and work.current.alarm is not None:
        return _follow_fall(work.current, work)
    rose = work.rise is not None and work.rise.alarm is not None and work.rise.ended is None
    return "rises" if rose and work.change is not None and work.change.low > 0 else "holds"


def _follow_fall(fall: Evidence, work: WorkGrounds) -> Work:
    """Return what became of a fall: mended where it ended by evidence and nothing clear is left of it.

    Mending where it ended and something is left or cannot be told, or where nothing clear is left and the months speak
    for a repair; falls where something is left and nothing speaks for the repair any more. Where only a part fell and
    the whole stands clearly above its base, nothing is left either.
    """
    change = work.change
    if change is not None and change.low > 0:
        return "mended"
    left = change is None or change.high < 0
    if change is not None and change.high < 0 and fall.relapsed:
        return "falls"
    if fall.ended is not None:
        return "mending" if left else "mended"
    repair = fall.repair_e_values.dropna()
    begun = len(repair) > 0 and float(repair.iloc[-1]) >= SPEAKS_AT
    return "mending" if begun and not left else "falls"
