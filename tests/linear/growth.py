"""How the cost of a call grows with the length of a text, in CPU of this process alone."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

SIZES = (4_000, 8_000, 16_000)  # characters
GROWTH = 2.5  # of CPU a doubling, at most; linear is 2, quadratic 4
FLOOR_S = 0.002  # of CPU: what takes less at the largest size needs no proof, and below it clocks are coarse
LADDER = tuple(int(12 * 1.2**rung) for rung in range(22))  # characters, to 550: an exponential cost shows on few
LADDER_S = 0.2  # of CPU, at most, on any of these: honest work takes a quarter of it on a busy machine
HOPELESS_S = 0.1  # of CPU, at a quarter of the smallest size: nobody need wait for the rest
CERTAIN_S, CERTAIN = 0.3, 3.5  # of CPU, and its growth: so long and so steep is no chance
TRIES = 4  # measured again where it looks too steep: a busy machine fails nobody


@dataclass(frozen=True)
class Cost:
    """CPU of a call by size, in seconds."""

    token: str
    seconds: tuple[float, ...]

    @property
    def is_linear(self) -> bool:
        """Whether no doubling cost more than GROWTH, or the largest size next to nothing."""
        pairs = zip(self.seconds, self.seconds[1:], strict=False)
        return self.seconds[-1] < FLOOR_S or all(b <= GROWTH * max(a, FLOOR_S / 8) for a, b in pairs)

    def __str__(self) -> str:
        return f"{self.token[:40]!r}: " + ", ".join(f"{1000 * one:.1f}" for one in self.seconds) + " ms"


def repeat(token: str, size: int, *, prefix: str = "", end: str = "\x00") -> str:
    """Return a text of a size: a prefix, a token again and again, a sign that nothing matches at the end."""
    return (prefix + token * (size // len(token) + 1))[: size - 1] + end


def clock(call: Callable[[str], object], text: str) -> float:
    """Return the CPU of a call in seconds."""
    begun = time.process_time()
    call(text)
    return time.process_time() - begun


def measure(call: Callable[[str], object], token: str, *, prefix: str = "", sizes: tuple[int, ...] = SIZES) -> Cost:
    """Return the cost of a call on a token repeated to each size.

    One look at the smallest and the largest size settles most; where that looks too steep each size is measured again,
    and the least of several counts.
    """
    climbed = (repeat(token, size, prefix=prefix) for size in LADDER)
    if any(all(clock(call, text) > LADDER_S for _ in range(TRIES)) for text in climbed):
        return Cost(token, (LADDER_S, float("inf")))
    texts = [repeat(token, size, prefix=prefix) for size in sizes]
    small = clock(call, repeat(token, sizes[0] // 4, prefix=prefix))
    if (
        small > HOPELESS_S
        and min(clock(call, repeat(token, sizes[0] // 4, prefix=prefix)) for _ in range(2)) > HOPELESS_S
    ):
        return Cost(token, (small, float("inf")))
    ends = clock(call, texts[0]), float("inf")
    if ends[0] < 16 * max(small, FLOOR_S / 8):
        ends = ends[0], clock(call, texts[-1])
    if ends[1] < FLOOR_S or ends[1] <= 2 ** (len(sizes) - 1) * 1.2 * ends[0]:
        return Cost(token, (ends[1] / 2, ends[1]))
    best = [float("inf")] * len(texts)
    for _ in range(TRIES):
        best = [min(least, clock(call, text)) for least, text in zip(best, texts, strict=True)]
        cost = Cost(token, tuple(best))
        if cost.is_linear or (best[-1] > CERTAIN_S and best[-1] > CERTAIN * best[-2]):
            break
    return cost
