"""Did the targets of a clause become stricter: targets of two versions paired, with size and direction of the step."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from drift.sources.values.quantities.units import MONEY
from drift.wording.case import fold_spelling

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TIGHTENED, RELAXED, REDEFINED, KEPT = "tightened", "relaxed", "redefined", "kept"
NEW, GONE = "new", "gone"

# clock time in hours; working hours and days only compare among themselves, for a working day is as long as agreed
CLOCK_HOURS: Final = {"minute": 1 / 60, "hour": 1.0, "day": 24.0, "week": 168.0, "month": 730.5, "year": 8766.0}
DIRECTION: Final = {">=": 1, ">": 1, "<=": -1, "<": -1}  # +1: higher is stricter; = has no direction
WHOLE: Final = 100.0  # per cent
NEAR_WHOLE: Final = 50.0  # per cent; from here on what may fail says more than what must succeed


@dataclass(frozen=True)
class Step:
    """What became of one target."""

    change: str  # tightened, relaxed, redefined, kept, new, gone
    old: int | None  # position in the lists given
    new: int | None
    log_tightening: float | None  # natural log; above 0 stricter; None where the size of the step has no log


def compare_targets(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> list[Step]:
    """Pair the targets of a clause with those it had before, and tell which became stricter.

    Targets pair within their quantity: per cent, clock time, working hours, working days, each currency; tiers first by
    condition where both have one, then by equal value, then in their order. What is left without a partner of
    its quantity is redefined in order (4 hours became 4 working hours), and the rest is new or gone.

    Parameters
    ----------
    old, new : targets in the order of the text: comparator, value, unit, and where known condition

    Returns
    -------
    steps in the order of the new targets, then what is gone. log_tightening is ln(old / new) of a limit (4 hours
    became 2: ln 2), ln(new / old) of a minimum; of shares of 50 % and over it is the log of the failure that is
    allowed (98 % became 99 %: 2 % became 1 %, ln 2), because 99.9 to 99.95 % is a doubling of effort and not a change
    of a two-thousandth.
    """
    pairs = _pair(old, new)
    steps = [_judge(old, new, i, j) for i, j in sorted(pairs, key=lambda pair: pair[1])]
    steps += [Step(NEW, None, j, None) for j in range(len(new)) if j not in {b for _, b in pairs}]
    steps.sort(key=lambda step: -1 if step.new is None else step.new)
    return steps + [Step(GONE, i, None, None) for i in range(len(old)) if i not in {a for a, _ in pairs}]


def _pair(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> list[tuple[int, int]]:
    """Return pairs of positions: rounds that ask less and less of what two targets share."""
    pairs: list[tuple[int, int]] = []
    rounds = (
        lambda target: (_quantity(target), _condition(target), target["comparator"], _amount(target)),
        lambda target: (_quantity(target), _condition(target), target["comparator"]) if _condition(target) else None,
        lambda target: (_quantity(target), target["comparator"], _amount(target)),
        lambda target: (_quantity(target), target["comparator"]),
        lambda target: (_quantity(target),),
        lambda target: (_dimension(target),),
    )
    for likeness in rounds:
        left_new = [j for j in range(len(new)) if j not in {b for _, b in pairs}]
        for i in (i for i in range(len(old)) if i not in {a for a, _ in pairs}):
            wanted = likeness(old[i])
            match = next((j for j in left_new if wanted is not None and likeness(new[j]) == wanted), None)
            if match is not None:
                pairs.append((i, match))
                left_new.remove(match)
    return pairs


def _judge(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]], i: int, j: int) -> Step:
    before, after = old[i], new[j]
    directions = {DIRECTION.get(str(target["comparator"])) for target in (before, after)}
    direction = directions.pop() if len(directions) == 1 else None
    if _quantity(before) == _quantity(after):
        if _amount(before) == _amount(after) and before["comparator"] == after["comparator"]:
            return Step(KEPT, i, j, 0.0)
        if _amount(before) != _amount(after) and direction is not None:
            stricter = direction * (_amount(after) - _amount(before)) > 0
            size = _log_tightening(_quantity(before), _amount(before), _amount(after), direction)
            return Step(TIGHTENED if stricter else RELAXED, i, j, size)
    return Step(REDEFINED, i, j, None)


def _log_tightening(quantity: str, before: float, after: float, direction: int) -> float | None:
    """Return the log of the step, above 0 where it is stricter; None where a value has no log (100 %, 0 hours)."""
    if quantity == "%" and min(before, after) >= NEAR_WHOLE:
        before, after, direction = WHOLE - before, WHOLE - after, -direction
    return direction * math.log(after / before) if min(before, after) > 0 else None


def _quantity(target: Mapping[str, Any]) -> str:
    unit = str(target["unit"])
    return "clock" if unit in CLOCK_HOURS else unit


def _dimension(target: Mapping[str, Any]) -> str:
    """Return what kind of thing is measured, whatever the unit."""
    unit = str(target["unit"])
    if unit in CLOCK_HOURS or unit in ("working_hour", "working_day"):
        return "time"
    return "money" if unit in MONEY else unit


def _amount(target: Mapping[str, Any]) -> float:
    return float(target["value"]) * CLOCK_HOURS.get(str(target["unit"]), 1.0)


def _condition(target: Mapping[str, Any]) -> str:
    said = target.get("condition")
    return fold_spelling(said) if isinstance(said, str) else ""
