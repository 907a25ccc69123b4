"""Who handles: seats with the persons who hold them one after another, and the days on which they are at work."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .catalogue import TURN, World

SITE_SEATS = 4
APART_DAYS = 21  # nobody leaves within so many days of the last leaver: one by one
EXPERTS_LEAVE = (24, 29, 34)


@dataclass(frozen=True)
class Crew:
    """Seats by days. A seat is a place in the rota; a person who leaves is followed by the next in the same seat."""

    holder: np.ndarray  # (n_seats, n_days): number of the person
    at_work: np.ndarray  # (n_seats, n_days): yes or no
    site: np.ndarray  # (n_seats,): 0, or 1 at the new site
    deputy: np.ndarray  # (n_seats,): the seat that stands in
    n_persons: int

    def present(self, day: int, site: int) -> np.ndarray:
        """Return the seats of a site at work on a day; all of them where nobody is."""
        seats = np.flatnonzero(self.site == site)
        there = seats[self.at_work[seats, day]]
        return there if len(there) else seats


def form_crew(world: World, starts: np.ndarray, rng: np.random.Generator) -> Crew:
    """Return the crew of a world.

    Parameters
    ----------
    starts : day on which each month starts, and the day after the last, shape (MONTHS + 1,)
    """
    n_seats = world.n_handlers + (SITE_SEATS if world.site else 0)
    n_days = int(starts[-1])
    site = (np.arange(n_seats) >= world.n_handlers).astype(int)
    at_work = np.array([draw_days(n_days, rng) for _ in range(n_seats)])
    at_work[site == 1, : starts[TURN]] = False
    holder = np.tile(np.arange(n_seats)[:, None], (1, n_days))
    leaves = draw_leavers(world, n_days, rng)
    if world.losers == "experts":
        leaves = [(int(starts[month]), seat) for seat, month in enumerate(EXPERTS_LEAVE)]
    for number, (day, seat) in enumerate(leaves):
        holder[seat, day:] = n_seats + number
    follows = np.arange(n_seats) + 1
    deputy = np.where(site, world.n_handlers + follows % SITE_SEATS, follows % world.n_handlers)
    return Crew(holder, at_work, site, deputy, n_seats + len(leaves))


def draw_days(n_days: int, rng: np.random.Generator) -> np.ndarray:
    """Return the days one seat is at work: a rota that turns by the week, holidays in summer and winter, illness."""
    day = np.arange(n_days)
    free = (day // 7 * int(rng.integers(1, 4)) + int(rng.integers(7))) % 7
    at_work = ~np.isin((day - free) % 7, (0, 1))  # two days off in a row, others next week
    for year in range(n_days // 365 + 1):
        for middle, spread, length in ((205, 25, 16), (360, 8, 7), (120, 40, 6)):
            start = int(365 * year + rng.normal(middle, spread))
            at_work[max(start, 0) : max(start + length, 0)] = False
    ill = np.flatnonzero(rng.random(n_days) < 2.5 / 365)
    for start, length in zip(ill, np.ceil(rng.pareto(1.5, len(ill)) * 2 + 1), strict=True):
        at_work[start : start + int(min(length, 60))] = False
    return at_work


def draw_leavers(world: World, n_days: int, rng: np.random.Generator) -> list[tuple[int, int]]:
    """Return (day, seat) of each who leaves, in order of time."""
    if not world.turnover:
        return []
    days = np.cumsum(APART_DAYS + rng.exponential(365 / (world.turnover * world.n_handlers) - APART_DAYS, 200))
    return [(int(day), int(rng.integers(world.n_handlers))) for day in days[days < n_days - 1]]
