"""The worlds: what each of them is, what is planted in it, and from which month on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import pandas as pd

FIRST: Final = pd.Period("2018-01", "M")
MONTHS: Final = 60
TURN: Final = 30  # the month in which a tool, a site, a robot or new words arrive

Course = tuple[tuple[int, float], ...]  # (month, value): straight lines between, level before and after


def follow(course: Course, months: np.ndarray) -> np.ndarray:
    """Return the value of a course in each month."""
    at, values = zip(*course, strict=True)
    return np.interp(months, at, values)


@dataclass(frozen=True)
class World:
    """One kind of relation. Months count from 0: month 24 is January 2020, after 24 whole months."""

    name: str
    plants: str  # what happens in it, a sentence for the page
    onset: int | None = None  # first month of the fall; None: nothing happens to how people work together
    before: bool = False  # the fall began before the log: there is no date to find
    mended: bool = False  # before the log ends
    grows: bool = False  # the contract
    # how many work at the start, and how often a caller's own handler takes the ticket if at work; 0: anyone
    n_handlers: int = 8
    loyalty: Course = ((0, 0.85),)
    losers: Literal["all", "half", "experts"] = "all"  # whose callers lose their handler by that course
    contact: Course | None = ((0, 0.6),)  # share with a call or visit; None: the tool logs no steps
    pushed: Course = ((0, 0.1),)  # share pushed up or sent round between groups
    volume: Course = ((0, 80.0),)  # corrective incidents a month, expected
    # what else is going on
    season: float = 0.15  # of the volume: swing of the year, as a share of its mean
    turnover: float = 0.0  # share of the handlers that leaves in a year, each replaced, callers passed on
    busy: float = 0.0  # share of all tickets that one caller writes; 0: no such caller
    storms: bool = False
    site: bool = False
    robot: bool = False
    portal: bool = False
    cleanups: bool = False
    words: Literal["", "tool", "categories"] = ""  # what is called otherwise from TURN on
    erased: int = 0  # oldest months without names
    imported: tuple[int, ...] = ()  # months in which "Imported User" stands as handler
    n_reassigned: bool = True  # columns of the log
    n_reopened: bool = True


NULLS: Final = (
    World("duos", "each caller has a fixed handler", loyalty=((0, 0.97),)),
    World("team_4", "a team of 4, whoever is free", n_handlers=4, loyalty=((0, 0.0),), grows=True),
    World("team_8", "a team of 8, whoever is free", loyalty=((0, 0.0),)),
    World(
        "call_centre",
        "30 handlers, whoever is free; the tool logs no steps",
        n_handlers=30,
        loyalty=((0, 0.0),),
        contact=None,
        grows=True,
    ),
    World("turnover_8", "8 % of the handlers leave in a year, one by one, callers passed on", turnover=0.08),
    World(
        "turnover_20",
        "20 % of the handlers leave in a year, one by one, callers passed on; no count of reopenings",
        turnover=0.2,
        grows=True,
        n_reopened=False,
    ),
    World("volume_x3", "three times the tickets over months 18 to 42", volume=((18, 80.0), (42, 240.0)), grows=True),
    World(
        "volume_halved",
        "half the tickets over months 24 to 36; a team of 5",
        n_handlers=5,
        loyalty=((0, 0.4),),
        volume=((24, 80.0), (36, 40.0)),
    ),
    World("seasons", "2.5 times the tickets in the busiest month as in the calmest", season=0.45, grows=True),
    World("new_site", "15 callers and 4 handlers of their own join in month 30", site=True, grows=True),
    World("automation", "a robot takes the simple tickets from month 30", robot=True),
    World("portal", "tickets come in under a portal account, from month 20 to 44 a share of 0 to 60 %", portal=True),
    World("cleanups", "a tenth of the tickets lingers until a day of clean-up, every 7 to 11 months", cleanups=True),
    World("storms", "a month in twelve has 4 times the tickets, handled by whoever is there", storms=True, grows=True),
    World("new_tool", "another tool from month 30: columns, numbers, words", words="tool"),
    World("renamed", "other names for the categories from month 30", words="categories", grows=True),
    World("erased", "no names in the 18 oldest months", erased=18),
    World("imported", "months 20 to 22 were all handled by one Imported User", imported=(20, 21, 22), grows=True),
    World("busy_caller", "one caller writes 40 % of the tickets", busy=0.4),
    World("eight_a_month", "8 incidents a month, 4 handlers", volume=((0, 8.0),), n_handlers=4, grows=True),
    World("no_hand_overs", "the log has no count of reassignments", n_reassigned=False, grows=True),
)

DUO: Final = 0.97  # loyalty of a fixed handler who is at work
DRIFTS: Final = (
    World(
        "slow",
        "duos come apart in 24 months",
        onset=24,
        loyalty=((23, DUO), (47, 0.0)),
        grows=True,
    ),
    World("sudden", "duos end in one month", onset=24, loyalty=((23, DUO), (24, 0.0)), grows=True),
    World(
        "half",
        "half of the callers lose their handler in one month",
        onset=24,
        loyalty=((23, DUO), (24, 0.0)),
        losers="half",
        grows=True,
    ),
    World(
        "push_up",
        "pushed up or sent round: 10 to 40 % in 12 months",
        onset=24,
        pushed=((23, 0.1), (35, 0.4)),
        grows=True,
    ),
    World("contact", "direct contact falls from .6 to .2 in 12 months", onset=24, contact=((23, 0.6), (35, 0.2))),
    World(
        "experts",
        "the three with most callers leave in months 24, 29 and 34; their callers get nobody of their own again",
        onset=24,
        loyalty=((0, DUO),),
        losers="experts",
        grows=True,
    ),
    World("month_8", "duos come apart in 18 months, from month 8", onset=8, loyalty=((7, DUO), (25, 0.0)), grows=True),
    World(
        "month_16", "duos come apart in 18 months, from month 16", onset=16, loyalty=((15, DUO), (33, 0.0)), grows=True
    ),
    World(
        "under_way",
        "duos have been coming apart since 12 months before the log, and do until month 36",
        onset=0,
        before=True,
        loyalty=((0, 0.73), (36, 0.0)),
    ),
    World(
        "repaired",
        "duos come apart from month 18, are mended from month 36 and whole again in month 42",
        onset=18,
        mended=True,
        loyalty=((17, DUO), (35, 0.1), (42, DUO)),
        grows=True,
    ),
)

WORLDS: Final = {world.name: world for world in (*NULLS, *DRIFTS)}
QUICK: Final = ("duos", "call_centre", "new_tool", "sudden", "contact")  # one of each kind of files
