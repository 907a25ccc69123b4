"""Clusters just inside a limit: false calls among calm logs of many shapes, and clusters found where they were planted.

    python benchmarks/heaping.py [N]      N: relations a line (200: 12 minutes, the tables of docs/heaping.md)

A relation has three norms, seven years and 100 to 1,000 incidents a norm a year. A planted cluster: of the incidents
of one norm (or of all three) in one year that ended at up to 1.5 times the limit, a share is written down at a moment
within 5 % inside it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

import numpy as np
from scipy.stats import norm, poisson

from drift.measures.norms.heaping import RISES, Heap, join_heaps, weigh_heap
from drift.terms import ALARM_AT

SEED = 2103
N_YEARS = 7
LIMITS_H = (4.0, 8.0, 24.0)
SHARES = (0.1, 0.2, 0.3)
WORK_DAY = (8.0, 17.0)
Draw = Callable[[int, float, np.random.Generator], np.ndarray]


def lognormal(n: int, limit: float, rng: np.random.Generator) -> np.ndarray:
    """Draw hours of which 75 to 96 % lie within the limit, as of norms."""
    sigma, z = rng.uniform(0.6, 1.3), rng.uniform(0.67, 1.75)
    return limit * np.exp(sigma * (rng.standard_normal(n) - z))


def mixture(n: int, limit: float, rng: np.random.Generator) -> np.ndarray:
    """Draw quick ones, ordinary ones and a narrow hump near the limit."""
    kind = rng.choice(3, n, p=(0.4, 0.4, 0.2))
    centre = np.log(limit * np.array([0.1, 0.5, rng.uniform(0.8, 1.3)]))
    return np.exp(centre[kind] + np.array([0.7, 0.6, 0.25])[kind] * rng.standard_normal(n))


def far_inside(n: int, limit: float, rng: np.random.Generator) -> np.ndarray:
    return limit * np.exp(0.8 * (rng.standard_normal(n) - 2.2))


def far_outside(n: int, limit: float, rng: np.random.Generator) -> np.ndarray:
    return limit * np.exp(0.9 * (rng.standard_normal(n) + 0.8))


def rhythm(n: int, limit: float, rng: np.random.Generator) -> np.ndarray:
    """Add nights: what is opened by day and not done at five waits until eight."""
    opened = WORK_DAY[0] + 9 * rng.beta(1.6, 1.8, n)
    work = lognormal(n, limit, rng) * np.where(limit >= 24, 9 / 24, 1)
    nights = np.floor((opened - WORK_DAY[0] + work) / 9)
    return work + 15 * nights


def mornings(n: int, limit: float, rng: np.random.Generator) -> np.ndarray:
    """Open around the clock; close a half on a following morning between eight and eleven."""
    opened, quick = rng.uniform(0, 24, n), rng.random(n) < 0.5
    days = 1 + rng.geometric(0.6, n)
    closed = 24 * days + 8 + 3 * rng.beta(1.5, 3, n)
    return np.where(quick, lognormal(n, limit, rng), closed - opened - 24)


def rounded(*steps: tuple[float, float]) -> Callable[[np.ndarray, np.random.Generator], np.ndarray]:
    """Write to the minute, and shares of it to coarser steps, in minutes."""

    def round_some(elapsed: np.ndarray, rng: np.random.Generator) -> np.ndarray:
        minutes, draw, before = np.round(elapsed * 60), rng.random(len(elapsed)), 0.0
        for share, step in steps:
            chosen = (draw >= before) & (draw < before + share)
            minutes[chosen] = np.round(elapsed[chosen] * 60 / step) * step
            before += share
        return minutes / 60

    return round_some


def typed_ends(elapsed: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Open to the second, as a tool does; four in ten type the end on a quarter of an hour."""
    opened = rng.uniform(0, 24, len(elapsed))
    ends = opened + elapsed
    ends = np.where(rng.random(len(ends)) < 0.4, np.round(ends * 4) / 4, ends)
    return np.round((ends - opened) * 3600) / 3600


def hourly_tool(elapsed: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Close a quarter of the tickets at the first whole hour after opening, a little early."""
    checked = rng.random(len(elapsed)) < 0.25
    return np.where(checked, np.ceil(elapsed) - rng.uniform(0.2, 3, len(elapsed)) / 60, elapsed)


def decimals(n: int) -> Callable[[np.ndarray, np.random.Generator], np.ndarray]:
    """Type a half, and export hours with so many decimals."""
    half_typed = rounded((0.15, 5), (0.15, 15), (0.1, 30), (0.1, 60))
    return lambda elapsed, rng: np.round(half_typed(elapsed, rng), n)


def no_hurry(n: int, limit: float, rng: np.random.Generator) -> np.ndarray:
    """Let a fifth of what passes the limit lie for a day: a step of the density at the limit."""
    elapsed = lognormal(n, limit, rng)
    return np.where((elapsed > limit) & (rng.random(n) < 0.2), elapsed + 24, elapsed)


def shifts(n: int, limit: float, rng: np.random.Generator) -> np.ndarray:
    """Start three in ten clocks with the shift; a part of those ends in the half hour before the limit."""
    elapsed = lognormal(n, limit, rng)
    ended = (rng.random(n) < 0.3) & (elapsed > 0.6 * limit) & (elapsed < 1.1 * limit) & (rng.random(n) < 0.3)
    return np.where(ended, limit - 0.5 * rng.beta(1, 2, n), elapsed)


def as_is(elapsed: np.ndarray, rng: np.random.Generator) -> np.ndarray:  # noqa: ARG001
    return elapsed


SHAPES: dict[str, tuple[Draw, Callable[[np.ndarray, np.random.Generator], np.ndarray]]] = {
    "lognormal, exact": (lognormal, as_is),
    "lognormal, minutes": (lognormal, rounded()),
    "mixture, minutes": (mixture, rounded()),
    "limit far in the tail": (far_inside, rounded()),
    "limit below the mode": (far_outside, rounded()),
    "rhythm of days": (rhythm, rounded()),
    "mornings": (mornings, rounded()),
    "half typed: 5, 15, 30, 60 min": (lognormal, rounded((0.15, 5), (0.15, 15), (0.1, 30), (0.1, 60))),
    "half typed, rhythm": (rhythm, rounded((0.15, 5), (0.15, 15), (0.1, 30), (0.1, 60))),
    "most typed: hours": (
        lognormal,
        rounded(
            (0.7, 60),
        ),
    ),
    "all on 5 min, some hours": (lognormal, rounded((0.3, 60), (0.7, 5))),
    "all on 10 min": (lognormal, rounded((0.2, 60), (0.8, 10))),
    "all on 15 min": (lognormal, rounded((0.2, 60), (0.8, 15))),
    "all whole hours": (
        lognormal,
        rounded(
            (1, 60),
        ),
    ),
    "end typed on quarters": (lognormal, typed_ends),
    "half typed, hours with 2 decimals": (lognormal, decimals(2)),
    "half typed, hours with 1 decimal": (lognormal, decimals(1)),
    "a tool that looks hourly": (lognormal, hourly_tool),
    "no hurry beyond the limit": (no_hurry, rounded()),
    "a shift that ends at the limit": (shifts, rounded()),
}
PLANTED = (
    "lognormal, exact",
    "lognormal, minutes",
    "mixture, minutes",
    "rhythm of days",
    "half typed: 5, 15, 30, 60 min",
    "all on 5 min, some hours",
    "end typed on quarters",
)


def draw_relation(
    shape: str, rng: np.random.Generator, share: float = 0.0, n_norms: int = 1, n: int | None = None
) -> list[Heap | None]:
    """Weigh 21 norms and years; a share is planted in year 3 of the first `n_norms` norms."""
    draw, write = SHAPES[shape]
    heaps = []
    for number, limit in enumerate(LIMITS_H):
        size = n or int(np.exp(rng.uniform(np.log(100), np.log(1000))))
        for year in range(N_YEARS):
            elapsed = draw(size, limit, rng)
            if share and year == 3 and number < n_norms:
                elapsed = plant(elapsed, limit, share, rng)
            heaps.append(weigh_heap(write(elapsed, rng), limit))
    return heaps


def plant(elapsed: np.ndarray, limit: float, share: float, rng: np.random.Generator) -> np.ndarray:
    moved = (elapsed > limit) & (elapsed <= 1.5 * limit) & (rng.random(len(elapsed)) < share)
    return np.where(moved, limit * (1 - 0.05 * rng.random(len(elapsed))), elapsed)


def print_calm(n: int) -> None:
    print(f"{'calm':34}{'false calls':>12}{'mean e':>8}{'told':>7}")
    for number, shape in enumerate(SHAPES):
        rng = np.random.default_rng([SEED, number])
        relations = [draw_relation(shape, rng) for _ in range(n)]
        e_values = [heap.e_value for heaps in relations for heap in heaps if heap]
        calls = sum(join_heaps(heaps) >= ALARM_AT for heaps in relations)
        mean, told = (np.mean(e_values) if e_values else np.nan), len(e_values) / (n * N_YEARS * len(LIMITS_H))
        print(f"{shape:34}{calls:>5} of {n:<4}{mean:>8.2f}{told:>7.0%}", flush=True)


def find_most(size: int, share: float, n: int) -> float:
    """Found of 100 by who knows the density of "lognormal, exact": one norm of 21, whose e-value must be 21 times."""
    rng, found = np.random.default_rng([SEED, size]), 0
    for _ in range(n):
        sigma, z = rng.uniform(0.6, 1.3), rng.uniform(0.67, 1.75)
        elapsed = plant(np.exp(sigma * (rng.standard_normal(size) - z)), 1.0, share, rng)
        expected = size * (norm.cdf(z) - norm.cdf(z + np.log(0.95) / sigma))
        inside = np.sum((elapsed > 0.95) & (elapsed <= 1))
        e_value = poisson.pmf(inside, RISES * expected).mean() / poisson.pmf(inside, expected)
        found += e_value >= ALARM_AT * N_YEARS * len(LIMITS_H)
    return 100 * found / n


def print_found(n: int) -> None:
    heads = [f"{share:.0%}, {norms}" for norms in (1, 3) for share in SHARES]
    print(f"\n{'planted in 1 or 3 norms; of 100':34}{'n a year':>10}" + "".join(f"{head:>9}" for head in heads))
    for size in (300, 1000):
        line = [find_most(size, share, 10 * n) for share in SHARES]
        print(f"{'the density known, exact':34}{size:>10}" + "".join(f"{found:>9.0f}" for found in line))
    for number, shape in enumerate(PLANTED):
        for size in (300, 1000):
            line = []
            for n_norms in (1, 3):
                for share in SHARES:
                    rng = np.random.default_rng([SEED, 99, number])
                    joined = [join_heaps(draw_relation(shape, rng, share, n_norms, size)) for _ in range(n)]
                    line.append(100 * np.mean(np.array(joined) >= ALARM_AT))
            print(f"{shape:34}{size or '100-1000':>10}" + "".join(f"{found:>9.0f}" for found in line), flush=True)


if __name__ == "__main__":
    n_relations = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    print_calm(n_relations)
    print_found(max(20, n_relations // 2))
