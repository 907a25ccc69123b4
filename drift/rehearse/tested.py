"""How many norms of a draft could be looked at, so that "none" is never read as "none of all"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drift.rehearse.norms import list_enough
from drift.rehearse.rehearsal import Tested

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drift.contract.norms.norm import Place
    from drift.rehearse.rehearsal import HeldNorm


def count_tested(
    shown: Iterable[Place], unshown: Iterable[Place], reported: Iterable[Place], norms: tuple[HeldNorm, ...]
) -> Tested:
    """Count the clauses of a draft that set a norm, and how many of them the log or only a report shows.

    Parameters
    ----------
    shown, unshown, reported : where the norms stand that incidents are held against, that nothing shows, and that only
        a report tells; a clause of several norms counts once, as shown where one of them is
    norms : those held against the incidents
    """
    by_log = set(shown)
    by_report = set(reported) - by_log
    return Tested(
        clauses=len(by_log | by_report | set(unshown)),
        shown=len(by_log),
        reported=len(by_report),
        enough=len(list_enough(norms)),
    )
