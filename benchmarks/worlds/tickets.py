"""The tickets: who called when about what, who took it, and when it was over. One row a ticket, as it happened."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .callers import Callers
from .catalogue import FIRST, MONTHS, TURN, World, follow
from .crew import Crew

CATEGORIES = ("Conveyor", "Scanner", "Printer", "Access control", "Climate", "Network")
SIMPLE = ("Scanner", "Printer")  # what a robot can do
FAULTS = ("stands still", "gives an error", "makes a noise", "is slow", "drops out", "leaks", "blocks")
CATEGORY_SHARES = (0.3, 0.22, 0.16, 0.12, 0.12, 0.08)
PRIORITY_SHARES = (0.05, 0.2, 0.45, 0.3)  # 1 is most urgent
PATIENCE_DAYS = (0, 2, 6, 10)  # a caller waits so long for their own handler, by priority
HOURS = (3.0, 8.0, 26.0, 60.0)  # median from start to restored, by priority
REQUESTS = 0.12  # of all rows: asked for, not broken
AGAIN = 0.05  # about the installation of the caller's last ticket
FULL_DAY = 6  # tickets of one seat in one day: who has so many leaves the next to others; more where volume grew
SIMPLE_BY_ROBOT = 0.75


def write_tickets(
    world: World, crew: Crew, callers: Callers, starts: np.ndarray, rng: np.random.Generator
) -> pd.DataFrame:
    """Return the tickets in order of opening.

    Returns
    -------
    frame : month, day, opened_at, caller, seat, handler (number of the person, -1: robot), object, category,
        priority (0 to 3), corrective, title, started_at, restored_at, lingers
    """
    tickets = call(callers, rng)
    n_tickets = len(tickets)
    tickets["month"] = np.searchsorted(starts, tickets["day"], side="right") - 1
    tickets["category"] = rng.choice(CATEGORIES, n_tickets, p=CATEGORY_SHARES)
    tickets["priority"] = rng.choice(4, n_tickets, p=PRIORITY_SHARES)
    tickets["corrective"] = rng.random(n_tickets) >= REQUESTS
    tickets["object"] = point_at_objects(tickets, callers, rng)
    faults = rng.choice(FAULTS, n_tickets)
    tickets["title"] = tickets["category"] + " " + tickets["object"] + " " + faults
    grown = follow(world.volume, tickets["month"].to_numpy()) / world.volume[0][1]
    full = FULL_DAY * np.maximum(grown, 1.0)  # other work makes room: nothing else changes with the volume
    tickets = pd.concat([tickets, hand_out(tickets.assign(full=full), crew, callers, rng)], axis=1)
    tickets["handler"] = crew.holder[tickets["seat"], tickets["handled_day"]]
    if world.robot:
        by_robot = (tickets["month"] >= TURN) & tickets["category"].isin(SIMPLE)
        tickets.loc[by_robot & (rng.random(n_tickets) < SIMPLE_BY_ROBOT), "handler"] = -1
    return close(tickets, world, rng)


def call(callers: Callers, rng: np.random.Generator) -> pd.DataFrame:
    """Return caller and moment of each ticket, in order: Poisson by caller and day, most of them in working hours."""
    counts = rng.poisson(callers.expected / (1 - REQUESTS))
    caller, day = (np.repeat(at, counts[counts > 0]) for at in np.nonzero(counts))
    minute = np.clip(rng.normal(11.5 * 60, 200, len(day)), 5, 1435).astype(int)
    tickets = pd.DataFrame({"caller": caller, "day": day, "minute": minute})
    tickets = tickets.sort_values(["day", "minute", "caller"], ignore_index=True)
    moments = pd.to_timedelta(tickets["day"] * 1440 + tickets.pop("minute"), unit="m")
    return tickets.assign(opened_at=FIRST.to_timestamp() + moments)


def point_at_objects(tickets: pd.DataFrame, callers: Callers, rng: np.random.Generator) -> list[str]:
    """Return the installation of each ticket: one of the caller's own, now and then that of the ticket before."""
    drawn = (rng.random(len(tickets)) * callers.n_objects[tickets["caller"]]).astype(int)
    again = rng.random(len(tickets)) < AGAIN
    last: dict[int, int] = {}
    objects = []
    for caller, number, repeat in zip(tickets["caller"], drawn, again, strict=True):
        last[caller] = last.get(caller, number) if repeat else number
        objects.append(f"A{caller:02d}-{last[caller]:03d}")
    return objects


def hand_out(tickets: pd.DataFrame, crew: Crew, callers: Callers, rng: np.random.Generator) -> pd.DataFrame:
    """Return seat and day of handling: the caller's own if it comes in time, else their deputy, else any at work."""
    loyal = rng.random(len(tickets)) < callers.loyalty[tickets["caller"], tickets["month"]]
    load: dict[tuple[int, int], int] = {}
    last_day = crew.at_work.shape[1] - 1
    handed = []
    for row, is_loyal in zip(tickets.itertuples(), loyal, strict=True):
        home, day, seat = callers.home[row.caller, row.month], row.day, -1
        if is_loyal:
            coming = np.flatnonzero(crew.at_work[home, day : day + PATIENCE_DAYS[row.priority] + 1])
            if len(coming) and load.get((home, day + coming[0]), 0) < row.full:
                seat, day = home, day + int(coming[0])
            elif crew.at_work[crew.deputy[home], day]:
                seat = int(crew.deputy[home])
        if seat < 0:
            seat = int(rng.choice(crew.present(day, callers.site[row.caller])))
        load[seat, day] = load.get((seat, day), 0) + 1
        handed.append((seat, min(day, last_day)))
    return pd.DataFrame(handed, columns=["seat", "handled_day"])


def close(tickets: pd.DataFrame, world: World, rng: np.random.Generator) -> pd.DataFrame:
    """Add when work began and when it was over; in a world of clean-ups some linger until the next."""
    wait = (tickets["handled_day"] - tickets["day"]) * 24 + rng.exponential(2.0, len(tickets))
    hours = np.array(HOURS)[tickets["priority"]] * rng.lognormal(0, 1.1, len(tickets))
    started = tickets["opened_at"] + pd.to_timedelta((wait * 60).round(), unit="m")
    restored = started + pd.to_timedelta((hours * 60).round() + 5, unit="m")
    lingers = (rng.random(len(tickets)) < 0.1) & world.cleanups
    days = np.cumsum(rng.integers(210, 330, MONTHS))  # every 7 to 11 months
    next_day = days[np.searchsorted(days, tickets["day"] + 10)]
    swept = FIRST.to_timestamp() + pd.to_timedelta(next_day * 1440 + rng.integers(600, 900, len(tickets)), unit="m")
    restored = restored.where(~lingers, pd.Series(swept, index=tickets.index))
    return tickets.assign(started_at=started, restored_at=restored, lingers=lingers)
