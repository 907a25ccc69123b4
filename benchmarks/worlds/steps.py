"""What happened on the way: calls and visits, tickets pushed up or sent round, reopened ones, and notes."""

from __future__ import annotations

import numpy as np
import pandas as pd

from .catalogue import MONTHS, World, follow
from .crew import Crew
from .tickets import CATEGORIES

VISIT = 0.45  # of direct contacts; the others are calls
REOPENED = 0.05
PASSED_ON = 0.3  # handed over once, from the desk to who does the work: no bounce
UP = 0.5  # of what is pushed: up to a manager; the rest is sent round the groups
OTHER_HANDS = 0.5  # of what is sent round ends with somebody else
HABIT, MATTER = 0.35, 0.4  # standard deviations in log odds of contact: of a person, of a category
NOTES = 0.8  # a ticket, mean


def add_steps(tickets: pd.DataFrame, world: World, crew: Crew, rng: np.random.Generator) -> pd.DataFrame:
    """Add what happened to each ticket: in_contact, visited, escalated, n_reassigned, n_reopened, n_notes."""
    n_tickets = len(tickets)
    by_robot = tickets["handler"] == -1
    pushed = (rng.random(n_tickets) < follow(world.pushed, np.arange(MONTHS))[tickets["month"]]) & ~by_robot
    up = pushed & (rng.random(n_tickets) < (UP if world.contact else 0.0))  # a log without steps shows no push up
    round_ = pushed & ~up
    hand_overs = (rng.random(n_tickets) < PASSED_ON).astype(int)
    hand_overs = np.where(round_, 2 + rng.geometric(0.6, n_tickets) - 1, hand_overs)
    others = round_ & (rng.random(n_tickets) < OTHER_HANDS)
    in_contact = touch(tickets, world, crew, rng) & ~by_robot
    tickets = send_on(tickets, others, crew, rng)
    return tickets.assign(
        in_contact=in_contact,
        visited=in_contact & (rng.random(n_tickets) < VISIT),
        escalated=up,
        n_reassigned=hand_overs,
        n_reopened=(rng.random(n_tickets) < REOPENED).astype(int),
        n_notes=rng.poisson(NOTES, n_tickets),
    )


def touch(tickets: pd.DataFrame, world: World, crew: Crew, rng: np.random.Generator) -> np.ndarray:
    """Return which tickets had a call or a visit: some persons call more than others, some faults ask for it."""
    habits, matters = rng.normal(0, HABIT, crew.n_persons + 1), rng.normal(0, MATTER, len(CATEGORIES))
    matter = pd.Series(matters - matters.mean(), index=CATEGORIES)[tickets["category"]].to_numpy()
    if world.contact is None:
        return np.zeros(len(tickets), dtype=bool)
    level = follow(world.contact, np.arange(MONTHS))[tickets["month"]]
    odds = np.log(level / (1 - level)) + (habits - habits.mean())[tickets["handler"]] + matter
    return rng.random(len(tickets)) < 1 / (1 + np.exp(-odds))


def send_on(tickets: pd.DataFrame, others: np.ndarray, crew: Crew, rng: np.random.Generator) -> pd.DataFrame:
    """Let somebody else at work end these tickets."""
    handler = tickets["handler"].to_numpy(copy=True)
    for at in np.flatnonzero(others):
        day, seat = tickets["handled_day"].iloc[at], tickets["seat"].iloc[at]
        handler[at] = crew.holder[int(rng.choice(crew.present(day, crew.site[seat]))), day]
    return tickets.assign(handler=handler)
