"""A made-up relation as tables, and what is true of it."""

from drift.samples.frames import to_tables
from drift.samples.relation import make_relation
from drift.samples.truth import tell_truth


def simulate_relation(scenario="sliding", **settings):
    """Return the tables of a relation that was lived through, and its truth; settings as of make_relation."""
    relation = make_relation(scenario, **settings)
    return to_tables(relation), tell_truth(relation)
