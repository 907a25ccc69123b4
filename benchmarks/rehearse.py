"""How often the interval of a rehearsal covers the difference that the two norms make in the long run.

    python benchmarks/rehearse.py [N]      N: simulated relations a line (2,000: the table of docs/rehearse.md)

A relation has months with a level of their own (good and bad ones; in the last rows one remembers the one before), a
number of incidents each by chance, and lognormal hours. Both limits are held against the same incidents. True is
the difference over 20,000 such months.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass

import numpy as np

from drift.rehearse.intervals import bound_difference

SEED = 2235
TRUE_MONTHS = 20_000
RELATIONS = 200


@dataclass(frozen=True)
class World:
    """What a relation is like: months, incidents a month, spread of the months (sd of ln hours), memory, limits."""

    months: int
    a_month: float
    spread: float
    memory: float
    limits: tuple[float, float]  # now, draft: hours; the median incident takes 4


WORLDS = (
    World(24, 30, 0.2, 0.0, (8, 4)),
    World(24, 30, 0.2, 0.0, (24, 12)),
    World(24, 5, 0.2, 0.0, (8, 4)),
    World(24, 30, 0.5, 0.0, (8, 4)),
    World(12, 30, 0.3, 0.0, (8, 4)),
    World(24, 30, 0.3, 0.5, (8, 4)),
    World(24, 30, 0.5, 0.8, (8, 4)),
)
MEDIAN_H, SIGMA = 4.0, 1.0


def count_months(world: World, months: int, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Return met and known of each month under both limits, each of shape (months, 2)."""
    level = np.zeros(months)
    fresh = rng.standard_normal(months) * world.spread
    level[0] = fresh[0]
    for i in range(1, months):
        level[i] = world.memory * level[i - 1] + np.sqrt(1 - world.memory**2) * fresh[i]
    n = rng.poisson(world.a_month, months)
    month = np.repeat(np.arange(months), n)
    hours = MEDIAN_H * np.exp(level[month] + SIGMA * rng.standard_normal(len(month)))
    met = [np.bincount(month[hours <= limit], minlength=months) for limit in world.limits]
    now, draft = (np.column_stack([counts, n]) for counts in met)
    return now, draft


def difference(now: np.ndarray, draft: np.ndarray) -> float:
    """Return the share met under the draft less that under the norm in force."""
    return float(draft[:, 0].sum() / draft[:, 1].sum() - now[:, 0].sum() / now[:, 1].sum())


def measure_coverage(world: World, relations: int, seed: int = SEED) -> tuple[float, float]:
    """Return how often the interval holds the true difference, and how wide it is on average."""
    rng = np.random.default_rng(seed)
    truth = difference(*count_months(world, TRUE_MONTHS, rng))
    bounds = [bound_difference(*count_months(world, world.months, rng)) for _ in range(relations)]
    known = [one for one in bounds if one is not None]
    covered = np.mean([low <= truth <= high for low, high in known])
    return float(covered), float(np.mean([high - low for low, high in known]))


def main() -> None:
    """Print a line a world."""
    relations = int(sys.argv[1]) if len(sys.argv) > 1 else RELATIONS
    print("| months | incidents a month | spread | memory | limits | covered | width |")
    print("|---|---|---|---|---|---|---|")
    for world in WORLDS:
        covered, width = measure_coverage(world, relations)
        now, draft = world.limits
        print(
            f"| {world.months} | {world.a_month} | {world.spread} | {world.memory} | {now} -> {draft} h"
            f" | {covered:.1%} | {100 * width:.1f} points |"
        )


if __name__ == "__main__":
    main()
