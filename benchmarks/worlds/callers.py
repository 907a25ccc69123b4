"""Who calls, how often and when: rates of their own, quiet spells, seasons, and the handler each calls by default."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from .catalogue import MONTHS, TURN, World, follow
from .crew import Crew

SITE_CALLERS = 15
STORM_ODDS, STORM = 1 / 12, 4.0  # a month; times the tickets
WEEKEND = 0.35  # of a working day
SWAPS_A_YEAR = 1.0  # two callers change handlers between two seats, for no reason that anyone wrote down


@dataclass(frozen=True)
class Callers:
    """Callers by days."""

    expected: np.ndarray  # (n_callers, n_days): corrective incidents
    site: np.ndarray  # (n_callers,)
    home: np.ndarray  # (n_callers, MONTHS): the seat that is their own
    loyalty: np.ndarray  # (n_callers, MONTHS): how often that seat takes the ticket, if at work
    n_objects: np.ndarray  # (n_callers,): the installations each of them looks after
    stormy: np.ndarray  # (MONTHS,): yes or no


def gather_callers(world: World, crew: Crew, starts: np.ndarray, rng: np.random.Generator) -> Callers:
    """Return the callers of a world, with the tickets to be expected of them."""
    n_here = int(rng.integers(28, 48)) if follow(world.volume, np.zeros(1))[0] > 20 else 10
    n_callers = n_here + (SITE_CALLERS if world.site else 0)
    site = (np.arange(n_callers) >= n_here).astype(int)
    weights = rng.lognormal(0, 0.8, n_callers)
    if world.busy:
        weights[0] = weights[1:].sum() * world.busy / (1 - world.busy)
    stormy = (rng.random(MONTHS) < STORM_ODDS) & world.storms
    home = assign_homes(weights, site, crew, rng)
    loyalty = follow_loyalty(world, home, crew, rng) * ~stormy
    month = np.repeat(np.arange(MONTHS), np.diff(starts))
    expected = weights[:, None] * draw_presence(n_callers, len(month), rng)
    expected /= expected[site == 0].sum(axis=0).mean()
    expected[site == 1] *= month >= TURN
    expected = expected * draw_calendar(world, month, stormy, rng)
    return Callers(expected, site, home, loyalty, rng.integers(40, 140, n_callers), stormy)


def draw_presence(n_callers: int, n_days: int, rng: np.random.Generator) -> np.ndarray:
    """Return how ready each caller is to call on each day, mean about 1: quiet spells, busy weeks."""
    weeks = rng.gamma(1.5, 1 / 1.5, (n_callers, n_days // 7 + 1))
    presence = np.repeat(weeks, 7, axis=1)[:, :n_days]
    for row in presence:
        day = 0.0
        while day < n_days:
            day += rng.exponential(110)
            quiet = min(4 + 6 * rng.pareto(1.6), 150)
            row[int(day) : int(day + quiet)] = 0
            day += quiet
    return presence


def draw_calendar(world: World, month: np.ndarray, stormy: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Return corrective incidents expected of all callers together on each day."""
    day = np.arange(len(month))
    days_a_month = len(day) / MONTHS
    season = 1 + world.season * np.cos(2 * np.pi * (day / 365.25 - rng.random()))
    week = np.where(day % 7 < 5, 1.0, WEEKEND)  # the first day of the log is a Monday
    weather = rng.gamma(8, 1 / 8, len(day)) * np.repeat(rng.gamma(60, 1 / 60, MONTHS), np.bincount(month))
    volume = follow(world.volume, np.arange(MONTHS)) * np.where(stormy, STORM, 1.0)
    return volume[month] / days_a_month * season * week / week.mean() * weather


def assign_homes(weights: np.ndarray, site: np.ndarray, crew: Crew, rng: np.random.Generator) -> np.ndarray:
    """Return the seat of each caller in each month: seats of more and of fewer callers, now and then a swap."""
    home = np.zeros((len(weights), MONTHS), dtype=int)
    for place in np.unique(site):
        seats = np.flatnonzero(crew.site == place)
        shares = np.sort(rng.dirichlet(np.full(len(seats), 6.0)))[::-1]  # seat 0 has most
        home[site == place] = rng.choice(seats, (site == place).sum(), p=shares)[:, None]
    for month in np.flatnonzero(rng.random(MONTHS) < SWAPS_A_YEAR / 12):
        one, other = rng.choice(np.flatnonzero(site == 0), 2, replace=False)
        home[[one, other], month:] = home[[other, one], month:]
    return home


def follow_loyalty(world: World, home: np.ndarray, crew: Crew, rng: np.random.Generator) -> np.ndarray:
    """Return how often each caller's own handler takes the ticket, by month."""
    months = np.arange(MONTHS)
    loyalty = np.tile(follow(world.loyalty, months), (len(home), 1))
    if world.losers == "half":
        kept = rng.permutation(len(home)) < len(home) // 2
        loyalty[kept] = loyalty[kept, :1]
    if world.losers == "experts":
        middle = ((months + 0.5) * crew.holder.shape[1] / MONTHS).astype(int)
        loyalty *= crew.holder[home, middle] == home  # whose holder is not the first one has nobody
    return loyalty
