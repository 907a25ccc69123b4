"""Did the targets of a clause become stricter: targets of two versions paired, with size and direction of the step."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from drift.contract.lineage.alike import (
    WORKING,
    amount_of,
    are_other_bases,
    are_other_tiers,
    condition_of,
    dimension_of,
    is_paid,
    is_recurring,
    metric_of,
    quantity_of,
    tier_of,
    times_a_year,
)
from drift.sources.values.quantities.units import MONEY

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

TIGHTENED, RELAXED, REDEFINED, KEPT = "tightened", "relaxed", "redefined", "kept"
NEW, GONE = "new", "gone"

DIRECTION: Final = {">=": 1, ">": 1, "<=": -1, "<": -1}  # +1: higher is stricter; = has none of its own
WHOLE: Final = 100.0  # per cent
NEAR_WHOLE: Final = 50.0  # per cent; from here on what may fail says more than what must succeed
# clock hours that working time lasts at least: a limit of as many clock hours is no longer than one of working time;
# beside days a working day counts as a day, beside hours as the shortest that is usually agreed
SHORTEST_H: Final = {"working_hour": 1.0, "working_day": 6.0}
DAY_H: Final = 24.0
SAME: Final = 1e-9  # of two amounts a year


@dataclass(frozen=True)
class Step:
    """What became of one target."""

    change: str  # tightened, relaxed, redefined, kept, new, gone
    old: int | None  # position in the lists given
    new: int | None
    log_tightening: float | None  # natural log; above 0 stricter; None where the size of the step has no log


def compare_targets(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> list[Step]:
    """Pair the targets of a clause with those it had before, and tell which became stricter.

    Targets pair within their quantity: per cent, clock time, working hours, working days, each currency; first by
    metric and condition, then by equal value, then in their order, and never one tier (P1) with another (P2). Those of
    several clauses, of a split or a merge, pair on the same metric and condition alone; where no metric is named, on
    the same unit and condition. What is left without a partner of its quantity is compared in order (4 hours became 4
    working hours), and the rest is new or gone.

    Parameters
    ----------
    old, new : targets in the order of the text: comparator, value, unit; where known metric, condition, per, quote, the
        clause's party, modality and kind, and the place (sheet, row) it stands

    Returns
    -------
    steps in the order of the new targets, then what is gone. Stricter is what asks more of who is bound: a shorter
    limit, a higher minimum, a duty done more often, a higher penalty, also where it is capped, and one that starts
    sooner; what the customer may do more often asks more of the supplier, what the supplier may do more often asks
    less. Clock hours that became as many working hours are relaxed. A price has no direction.
        log_tightening is ln(old / new) of a limit (4 hours became 2: ln 2), ln(new / old) of a minimum; of shares of
    50 % and over it is the log of the failure that is allowed (98 % became 99 %: 2 % became 1 %, ln 2), because 99.9 to
    99.95 % is a doubling of effort and not a change of a two-thousandth.
    """
    pairs = _pair(old, new)
    came = {j: i for i, j in pairs.items()}
    steps = [_judge(old, new, came[j], j) if j in came else Step(NEW, None, j, None) for j in range(len(new))]
    return steps + [Step(GONE, i, None, None) for i in range(len(old)) if i not in pairs]


def _kin(target: Mapping[str, Any]) -> tuple[str, str]:
    """Return metric and condition; the unit in the place of a metric that is not named."""
    return metric_of(target) or f"in {target['unit']}", condition_of(target)


# rounds that ask less and less of what two targets share; None pairs with nothing
KIN_ROUNDS: Final = (
    lambda target: (quantity_of(target), _kin(target), target["comparator"], amount_of(target)),
    lambda target: (quantity_of(target), _kin(target), target["comparator"]),
    lambda target: (quantity_of(target), _kin(target)),
    lambda target: (dimension_of(target), _kin(target)),
)
ROUNDS: Final = (
    lambda target: (quantity_of(target), condition_of(target), target["comparator"], amount_of(target)),
    lambda target: (quantity_of(target), _kin(target), target["comparator"]) if condition_of(target) else None,
    lambda target: (quantity_of(target), condition_of(target), target["comparator"]) if condition_of(target) else None,
    lambda target: (quantity_of(target), target["comparator"], amount_of(target)),
    lambda target: (quantity_of(target), metric_of(target), target["comparator"]) if metric_of(target) else None,
    lambda target: (quantity_of(target), target["comparator"]),
    lambda target: (quantity_of(target),),
    lambda target: (dimension_of(target),),
)


def _pair(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]]) -> dict[int, int]:
    """Return positions, old to new; where only the names of levels changed, those of one place belong together."""
    if [_figure(target) for target in old] == [_figure(target) for target in new]:
        return {i: i for i in range(len(old))}
    pairs: dict[int, int] = {}
    for likeness in KIN_ROUNDS if _of_several(old) or _of_several(new) else ROUNDS:
        taken = {*pairs.values()}
        shelves = _shelve(new, [j for j in range(len(new)) if j not in taken], likeness)
        for i in (i for i in range(len(old)) if i not in pairs):
            shelf = _first_shelf(shelves.get(likeness(old[i]), {}), old[i], new)
            if shelf:
                pairs[i] = shelf.popleft()
    return pairs


Shelves = dict[Any, dict[str, deque[int]]]  # what targets share -> tier -> positions in order


def _shelve(targets: Sequence[Mapping[str, Any]], left: list[int], likeness: Callable[..., Any]) -> Shelves:
    shelves: Shelves = {}
    for j in left:
        if (shared := likeness(targets[j])) is not None:
            shelves.setdefault(shared, {}).setdefault(tier_of(targets[j]), deque()).append(j)
    return shelves


def _first_shelf(
    tiers: dict[str, deque[int]], target: Mapping[str, Any], new: Sequence[Mapping[str, Any]]
) -> deque[int] | None:
    """Return the positions of the tier that holds the first target which may be this one."""
    open_ = [shelf for shelf in tiers.values() if shelf and not are_other_tiers(target, new[shelf[0]])]
    return min(open_, key=lambda shelf: shelf[0], default=None)


def _figure(target: Mapping[str, Any]) -> tuple[Any, ...]:
    return metric_of(target), quantity_of(target), target["comparator"], amount_of(target)


def _of_several(targets: Sequence[Mapping[str, Any]]) -> bool:
    """Return whether targets stand in several clauses."""
    return len({(target["sheet"], target["row"]) for target in targets if "row" in target}) > 1


def _judge(old: Sequence[Mapping[str, Any]], new: Sequence[Mapping[str, Any]], i: int, j: int) -> Step:
    before, after = old[i], new[j]
    directions = {_direction(target) for target in (before, after)}
    direction = directions.pop() if len(directions) == 1 else None
    if quantity_of(before) != quantity_of(after):
        change = _judge_working(before, after, direction)
        return Step(change, i, j, None)
    amounts = _amounts(before, after)
    if amounts is None:
        return Step(REDEFINED, i, j, None)
    if math.isclose(*amounts, rel_tol=SAME):
        kept = before["comparator"] == after["comparator"]
        return Step(KEPT, i, j, 0.0) if kept else Step(REDEFINED, i, j, None)
    if direction is None:
        return Step(REDEFINED, i, j, None)
    stricter = direction * (amounts[1] - amounts[0]) > 0
    return Step(TIGHTENED if stricter else RELAXED, i, j, _log_tightening(quantity_of(before), *amounts, direction))


def _amounts(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[float, float] | None:
    """Return the amounts; a year where they hold for other periods.

    None for shares, and for other amounts of which one holds for a period, one for each event: these are another
    measure; where the amount stayed, the words alone tell it.
    """
    if are_other_bases(before, after) and amount_of(before) != amount_of(after):
        return None
    was, now, often, oftener = amount_of(before), amount_of(after), times_a_year(before), times_a_year(after)
    if often is None or oftener is None or often == oftener:
        return was, now
    return None if quantity_of(before) == "%" else (was * often, now * oftener)


def _direction(target: Mapping[str, Any]) -> int | None:
    """Return 1 where higher asks more of who is bound, -1 where lower does, None where that cannot be told."""
    sign, unit, metric = DIRECTION.get(str(target["comparator"])), str(target["unit"]), metric_of(target)
    if metric == "penalty" or target.get("kind") == "penalty":
        share = unit == "%" and (metric == "penalty" or target["comparator"] in ("=", "<="))
        if unit in MONEY or share:  # what is due, or its cap
            return 1
        starts = sign is not None and target["comparator"] in ("<", ">")  # from where on a penalty is due
        return -sign if starts and sign else sign
    if metric in ("liability", "insurance") and unit in MONEY:
        return 1
    if sign is None and unit in MONEY and is_paid(target) and target.get("party") in ("supplier", "customer"):
        return 1
    if sign is None and unit == "count" and times_a_year(target) and "modality" in target:
        sign = -1 if target["modality"] == "permission" else 1
    if is_recurring(target):
        sign = 1 if target.get("modality") == "permission" else -1
    held = target.get("modality") == "permission" and target.get("party") == "customer"
    return -sign if held and sign is not None else sign


def _judge_working(before: Mapping[str, Any], after: Mapping[str, Any], direction: int | None) -> str:
    """Return what became of clock time that is working time now, or the other way: as much of it lasts longer."""
    units = str(before["unit"]), str(after["unit"])
    working = [unit in WORKING for unit in units]
    if direction is None or sum(working) != 1 or dimension_of(before) != "time":
        return REDEFINED
    clock, other = (after, before) if working[0] else (before, after)
    days = amount_of(clock) >= DAY_H and other["unit"] == "working_day"
    least = float(other["value"]) * (DAY_H if days else SHORTEST_H[str(other["unit"])])
    if amount_of(clock) > least:
        return REDEFINED
    longer = working[1]
    return TIGHTENED if longer == (direction > 0) else RELAXED


def _log_tightening(quantity: str, before: float, after: float, direction: int) -> float | None:
    """Return the log of the step, above 0 where it is stricter; None where a value has no log (100 %, 0 hours)."""
    if quantity == "%" and min(before, after) >= NEAR_WHOLE:
        before, after, direction = WHOLE - before, WHOLE - after, -direction
    return direction * math.log(after / before) if min(before, after) > 0 else None
