"""A law that months follow, lived through as a relation: the same fall, season and swings, in tickets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from drift.samples.plots import GOOD
from drift.samples.relation import Relation, simulate_story
from drift.samples.scenarios import Scenario
from drift.samples.series import Drawn
from drift.samples.story import Story
from drift.tables.columns import schema_of

if TYPE_CHECKING:
    import pandas as pd

# chances before anything happens: below one, so that a good month has room above it
LEVEL: Final = {"same": 0.70, "direct": 0.60}
FLOOR: Final = 0.70  # not pushed up
HIGHEST: Final = 0.98


def realise(relation: Relation) -> dict[str, pd.DataFrame]:
    """Return the tables of a relation, with the columns of tables.columns alone."""
    from drift.samples.frames import to_tables

    return {name: frame[schema_of(name).names] for name, frame in to_tables(relation).items()}


def live_through(law: Scenario, drawn: Drawn, seed: int) -> Relation:
    """Return a relation that follows the first of the drawn series.

    The chance of the caller's own technician, of direct contact and of a solution on the floor is a level times
    exp(work) of the month; the tickets of a month are as many as were drawn, none in a month that is missing. The paper
    is that of the made-up contract: with procurement's versions where the law lets it grow, without where it does not.
    Who meets and who leaves is as in the law's story.
    """
    work, missing = drawn.work[0], np.isnan(drawn.engagement[0])
    planted = tuple(_plant(float(log)) for log in work)
    depths = tuple((1 - np.exp(drawn.effect[0])).tolist())
    onset = int(np.argmax(drawn.effect[0] < 0))
    name = law.story or ("healthy" if law.paper == "none" else "paper only")
    counts = tuple(0 if gap else int(n) for gap, n in zip(missing, drawn.n_incidents[0], strict=True))
    return simulate_story(Story(name, len(work), planted, depths, onset), seed, counts=counts)


def _plant(log: float) -> dict[str, float]:
    factor = float(np.exp(log))
    shares = {name: min(level * factor, HIGHEST) for name, level in LEVEL.items()}
    return GOOD | shares | {"pushed": 1 - min(FLOOR * factor, HIGHEST)}
