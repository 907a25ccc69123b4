"""A world as it happened: one generator, seeded by the name of the world and a number."""

from __future__ import annotations

import zlib
from dataclasses import dataclass

import numpy as np
import pandas as pd

from .callers import gather_callers
from .catalogue import FIRST, MONTHS, World
from .crew import form_crew
from .names import name_persons
from .steps import add_steps
from .tickets import write_tickets

N_MANAGERS = 3  # the first two of the supplier, the last of the customer


@dataclass(frozen=True)
class Happening:
    """What happened in one world."""

    world: World
    tickets: pd.DataFrame  # a row a ticket; persons by number
    callers: list[str]  # names by number
    handlers: list[str]
    managers: list[str]
    rng: np.random.Generator  # goes on to the files


def let_happen(world: World, seed: int) -> Happening:
    """Draw a world; equal seeds give equal worlds."""
    rng = np.random.default_rng([zlib.crc32(world.name.encode()), seed])
    months = pd.period_range(FIRST, periods=MONTHS + 1, freq="M")
    starts = (months.start_time - FIRST.start_time).days.to_numpy()
    crew = form_crew(world, starts, rng)
    callers = gather_callers(world, crew, starts, rng)
    tickets = add_steps(write_tickets(world, crew, callers, starts, rng), world, crew, rng)
    n_callers = len(callers.site)
    names = name_persons(n_callers + crew.n_persons + N_MANAGERS, rng)
    handlers = names[n_callers : n_callers + crew.n_persons]
    return Happening(world, tickets, names[:n_callers], handlers, names[-N_MANAGERS:], rng)
