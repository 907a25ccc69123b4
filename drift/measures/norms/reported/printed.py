"""What a report says of its own norm: within it or not, and whether the contract asks the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.contract.norms.clocks import AVAILABILITY
from drift.measures.norms.reported.stretches import EPOCH, Stretch
from drift.measures.norms.reported.subject import PERCENT
from drift.sources.values.amounts import tell_verdict

if TYPE_CHECKING:
    import datetime as dt

    from drift.contract.norms.norm import Binding, Norm, ShareNorm, Source
    from drift.measures.norms.reported.subject import Subject

ROUNDING: Final = 1e-9  # of a figure that is as its norm
GREEN: Final = {"met": True, "missed": False, "between": False}  # of a verdict; open is none yet
ASKS_LESS: Final = ("<", "<=")


def is_green(row: Mapping[str, Any], unit: str) -> bool | None:
    """Return whether a report calls a period within its norm: by its own word, else its figure against its norm.

    Parameters
    ----------
    row : verdict, result, norm, comparator, colour, as of norm_reports
    unit : % or that of a mean

    Where it has neither, by the colour of the cell: a fill may be of the layout alone. None where it says nothing, or
    that the period is open still. A share without a comparator is to be reached, a time is to be kept under.
    """
    told = tell_verdict(row["verdict"]) if isinstance(row["verdict"], str) else None
    if told is not None:
        return GREEN.get(told)
    result, norm, comparator = (row[name] for name in ("result", "norm", "comparator"))
    if pd.isna(result) or pd.isna(norm):
        return row["colour"] == "green" if isinstance(row["colour"], str) else None
    less = comparator in ASKS_LESS if isinstance(comparator, str) else unit != PERCENT
    within = norm - result if less else result - norm
    return bool(within >= -ROUNDING if comparator not in ("<", ">") else within > 0)


def list_asked(binding: Binding, subject: Subject, stretch: Stretch) -> list[float]:
    """Return the shares that the contract in force asks in a period, that of its first day first.

    A share over all cases is none of the cases of one level, and a mean has none.
    """
    if subject.unit != PERCENT:
        return []
    shares = [(one.source, one.share) for one in binding.shares if _speaks_of(one, subject)]
    shares += [(one.source, one.share) for one in binding.norms if one.share is not None and subject.takes(one)]
    held = sorted((str(source.effective_on), share) for source, share in shares if _holds_in(source, stretch))
    return [*dict.fromkeys(share for _, share in held)]


def _speaks_of(one: ShareNorm, subject: Subject) -> bool:
    if one.clock != subject.clock or (subject.number is not None and subject.number != one.source.clause_id):
        return False
    return one.clock == AVAILABILITY or not (subject.levels or subject.scope)


def find_clause(binding: Binding, subject: Subject, stretch: Stretch) -> str | None:
    """Return the number of the one clause in force that an indicator speaks of, a share before its times."""
    shares = [one.source for one in binding.shares if _speaks_of(one, subject)]
    for sources in (shares, [norm.source for norm in binding.norms if subject.takes(norm)]):
        numbers = {source.clause_id for source in sources if _holds_in(source, stretch)}
        if numbers:
            return numbers.pop() if len(numbers) == 1 else None
    return None


def list_limits_in_force(norms: Iterable[Norm], subject: Subject, stretch: Stretch) -> list[Norm]:
    """Return the norms in force in a period of which an indicator speaks."""
    return [norm for norm in norms if subject.takes(norm) and _holds_in(norm.source, stretch)]


def _holds_in(source: Source, stretch: Stretch) -> bool:
    """Return whether a version is in force on some day of a period; a draft never is."""
    if source.draft or source.effective_on is None:
        return False
    begins, ends = _count(source.effective_on), None if source.ends_on is None else _count(source.ends_on)
    return begins < stretch.end and (ends is None or ends > stretch.begin)


def _count(day: dt.date) -> int:
    return (day - EPOCH).days
