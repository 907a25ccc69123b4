"""Where marks and their words stand, in points: each label takes the first place that is free.

Words stand like flags: right of a thin line to their mark. So they are put from right to left, and where several are
close, those further left hang lower. First every step gets the shortest words that tell it; where that is too much, the
least of them goes without. Then those with room to spare get more: what somebody wrote.

The lane of the supplier lies at height 0, that of the customer above it at the height of the band. Words of the
customer stand above its lane, those of the supplier below, those of nobody in between; a thin line leads from a mark to
words that stand further off.
"""

from __future__ import annotations

import math
import textwrap
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise
from typing import Final

from drift.charts.lanes.parts import LaneStep

WIDTH: Final = 734.0  # of the page between its margins
LEFT, RIGHT = 88.0, 96.0  # before the first mark, for the names of the lanes; after the last, for its words
SIZE: Final = 9.5  # of the words: 9 and a little, so that a page that is printed smaller stays above 9
LINE: Final = 11.6  # from line to line
AIR: Final = 3.0  # between words above each other
ASIDE: Final = 9.0  # and beside each other
NEAR: Final = 7.0  # from a lane to the words beside it
NARROW, WIDE = 44.0, 64.0  # of the band between the lanes; with words in it
OUTSIDE: Final = 200.0  # for the words above and below the lanes together
QUOTED: Final = 66.0  # of it on one side, for what was written, where no shorter words reach further already
LEAST: Final = 4 * LINE + NEAR  # of it for one side
SHORT: Final = (24, 18, 36)  # letters a line of who did what
LONG: Final = (36, 28, 20, 16)  # and of what was written
WIDEST: Final = 190.0  # between two marks of one unit
TOLD: Final = 12  # steps that get room for words; what comes after these is given less
HOUR_S: Final = 3600.0
Measure = Callable[[str, str], float]


@dataclass(frozen=True)
class Box:
    """Room that is taken."""

    left: float
    bottom: float
    right: float
    top: float

    def touches(self, other: Box, aside: float) -> bool:
        """Whether two boxes are nearer than `aside`, beside each other, and AIR, above each other."""
        across = self.left < other.right + aside and other.left < self.right + aside
        return across and self.bottom < other.top + AIR and other.bottom < self.top + AIR


@dataclass(frozen=True)
class Label:
    """The words of one step: where they stand, and where the line to their mark ends."""

    lines: Sequence[str]
    box: Box
    align: str  # left, right
    leader: Box | None


@dataclass(frozen=True)
class Layout:
    """Marks and labels of all steps."""

    at: Sequence[tuple[float, float]]  # a mark a step
    labels: dict[int, Label]  # step -> label; a step without room has none
    band: float  # height of the lane of the customer
    bottom: float
    top: float


@dataclass
class _Space:
    """What is taken so far: by names, by lines that words must not lie on, by the words of steps."""

    names: Sequence[Box]
    lines: Sequence[Box]
    labels: dict[int, Label] = field(default_factory=dict)

    def put(self, i: int, tries: Iterable[Label]) -> bool:
        """Give a step the first of some places that is free; what it has stays where none is, and that is told."""
        others = [label for k, label in self.labels.items() if k != i]
        words = [*self.names, *(label.box for label in others)]
        lines = [*self.lines, *(label.leader for label in others if label.leader)]
        for one in tries:
            if one.box.left < 0 or one.box.right > WIDTH:
                continue
            if _touch(one.box, words, ASIDE) or _touch(one.box, lines, AIR):
                continue
            if one.leader is None or not _touch(one.leader, words, AIR):
                self.labels[i] = one
                return True
        return False


def _touch(box: Box, others: Sequence[Box], aside: float) -> bool:
    return any(box.touches(other, aside) for other in others)


def lay_out(steps: Sequence[LaneStep], measure: Measure, names: Sequence[str]) -> Layout:
    """Return where everything stands.

    Parameters
    ----------
    measure : text, and normal or bold -> width in points
    names : of the lanes, from above to below: customer, nobody (blank where there are none), supplier
    """
    band = WIDE if any(step.lane is None for step in steps) else NARROW
    heights = {"customer": band, None: band / 2, "supplier": 0.0}
    order = order_steps(steps)
    at = [(x, heights[step.lane]) for x, step in zip(spread(steps, order[:TOLD]), steps, strict=True)]
    taken = [_name_box(name, y, measure) for name, y in zip(names, (band, band / 2, 0), strict=True) if name]
    space = _Space(taken, [*_cross(steps, at), *(Box(x - 4, y - 4, x + 4, y + 4) for x, y in at)])

    def list_tries(i: int, texts: Sequence[str], wraps: Sequence[int], room: dict[bool, float]) -> Iterator[Label]:
        return _list_tries(steps[i].lane, _wrap(steps[i].when, texts, wraps), at[i], (band, room), measure)

    room = _share_room(steps)
    tries = {i: [*list_tries(i, [steps[i].said], SHORT, room)] for i in order}
    space.labels.update(_place_short(space, steps, order, tries))
    bottom, top = _find_edges(space.labels, band)
    room = {True: max(top - band, min(QUOTED, room[True])), False: max(-bottom, min(QUOTED, room[False]))}
    for i in order:
        if i in space.labels:
            space.put(i, list_tries(i, steps[i].quoted, LONG, room))
    return Layout(at, space.labels, band, *_find_edges(space.labels, band))


def _find_edges(labels: dict[int, Label], band: float) -> tuple[float, float]:
    """Return how far down and up lanes and words reach."""
    edges = [edge for label in labels.values() for edge in (label.box.bottom, label.box.top)]
    return min([-NEAR, *edges]), max([band + NEAR, *edges])


def _place_short(
    space: _Space, steps: Sequence[LaneStep], order: Sequence[int], tries: dict[int, list[Label]]
) -> dict[int, Label]:
    """Return the shortest words of as many steps as there is room for, the first and the last among them."""
    chosen = [*order[:TOLD]]
    while True:
        placed = replace(space, labels={})
        missed = next((i for i in sorted(chosen, reverse=True) if not placed.put(i, tries[i])), None)
        lesser = [i for i in chosen[2:] if missed is not None and steps[i].lane in (steps[missed].lane, None)]
        if missed is None or not lesser:
            break
        chosen.remove(lesser[-1])
    for i in order:
        if i not in placed.labels:
            placed.put(i, tries[i])
    return placed.labels


def order_steps(steps: Sequence[LaneStep]) -> list[int]:
    """Return the steps in the order in which they get room: the first, the last, what is no mere message, the rest."""
    ends = (0, len(steps) - 1)
    return sorted(range(len(steps)), key=lambda i: (i not in ends, steps[i].kind == "comment", i))


def spread(steps: Sequence[LaneStep], told: Sequence[int]) -> list[float]:
    """Return where each step stands from left to right: further from the one before the longer it took, in logs."""
    gaps = [max((b.at - a.at).total_seconds(), 0) / HOUR_S for a, b in pairwise(steps)]
    weights = [(1.0 if i in told else 0.3) * (1 + 0.25 * math.log2(1 + gap)) for i, gap in enumerate(gaps, start=1)]
    unit = min((WIDTH - LEFT - RIGHT) / max(sum(weights), 1.0), WIDEST)
    places = [LEFT]
    for weight in weights:
        places.append(places[-1] + unit * weight)
    return places


def _name_box(name: str, y: float, measure: Measure) -> Box:
    return Box(0, y - LINE / 2, measure(name, "bold"), y + LINE / 2)


def _cross(steps: Sequence[LaneStep], at: Sequence[tuple[float, float]]) -> Iterator[Box]:
    """Return the room that lines between lanes take, in small pieces."""
    path = [place for step, place in zip(steps, at, strict=True) if step.joined]
    for (x0, y0), (x1, y1) in pairwise(path):
        if y0 != y1:
            pieces = max(int(math.hypot(x1 - x0, y1 - y0) / 4), 1)
            for k in range(pieces + 1):
                x, y = x0 + (x1 - x0) * k / pieces, y0 + (y1 - y0) * k / pieces
                yield Box(x - 1, y - 1, x + 1, y + 1)


def _share_room(steps: Sequence[LaneStep]) -> dict[bool, float]:
    """Return how high words may stand above the upper lane (True) and below the lower one, by the steps of each."""
    above, below = (sum(step.lane == side for step in steps) for side in ("customer", "supplier"))
    share = above / max(above + below, 1)
    upper = LEAST + (OUTSIDE - 2 * LEAST) * share
    return {True: upper, False: OUTSIDE - upper}


def _list_tries(
    lane: str | None,
    forms: Iterable[list[str]],
    at: tuple[float, float],
    heights: tuple[float, dict[bool, float]],
    measure: Measure,
) -> Iterator[Label]:
    """Return the places of a label, the best first: right of the line to its mark before left of it.

    Parameters
    ----------
    heights : of the band, and of the room above and below it
    """
    band, room = heights
    for lines in forms:
        width = max([measure(lines[0], "bold"), *(measure(line, "normal") for line in lines[1:])])
        height = LINE * len(lines)
        spans: list[tuple[float, float, Box | None]] = [] if lane else [*_inside(at[1], height, band)]
        for up in {"customer": (True,), "supplier": (False,)}.get(lane or "", (True, False)):
            edge, far = (band + NEAR, band + room[True]) if up else (-NEAR, -room[False])
            for k in range(int((abs(far - edge) - height) // (LINE / 2)) + 1):
                near = edge + (k if up else -k) * LINE / 2
                leader = _lead(at, near) if k or lane is None else None
                spans.append((*((near, near + height) if up else (near - height, near)), leader))
        for align, left in (("left", at[0] - 3), ("right", at[0] + 3 - width)):
            for bottom, top, leader in spans:
                yield Label(lines, Box(left, bottom, left + width, top), align, leader)


def _lead(at: tuple[float, float], near: float) -> Box:
    return Box(at[0] - 0.5, min(at[1], near), at[0] + 0.5, max(at[1], near))


def _inside(y: float, height: float, band: float) -> Iterator[tuple[float, float, Box | None]]:
    """Return where words between the lanes stand: above or below their mark, if they do not reach a lane."""
    if height + NEAR <= band / 2:
        yield (y + NEAR - 2, y + NEAR - 2 + height, None)
        yield (y - NEAR + 2 - height, y - NEAR + 2, None)


def _wrap(when: str, texts: Sequence[str], wraps: Sequence[int]) -> Iterator[list[str]]:
    """Return what may be written of a step, as lines, the best first."""
    for text in texts:
        for letters in wraps:
            yield [when, *balance(text, letters)]


def balance(text: str, letters: int) -> list[str]:
    """Return a text in as few lines as there must be, none of them much shorter than the others."""
    lines = textwrap.wrap(text, letters)
    narrower = (textwrap.wrap(text, n) for n in range(max(map(len, lines), default=1) - 1, 0, -1))
    for fewer in narrower:
        if len(fewer) > len(lines):
            break
        lines = fewer
    return lines
