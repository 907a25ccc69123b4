"""The tables of `drift.simulate`: what is measured in them is what was planted in the series."""

import numpy as np
import pandas as pd
import pytest
from operation import measure

import drift
from drift.samples.scenarios import SCENARIOS
from drift.tables.columns import TABLES, to_arrow

pytestmark = pytest.mark.long


def measured(relation):
    """Return the index of engagement of the tables, beside the log series."""
    tables = {name: frame.reindex(columns=[c.name for c in TABLES[name]]) for name, frame in relation.tables.items()}
    index = measure({name: frame.astype(object) for name, frame in tables.items()}).engagement.index
    both = pd.DataFrame({"found": index.values, "planted": relation.log_series["engagement"]}).dropna()
    return both.iloc[12:]  # by then callers have a history


@pytest.mark.parametrize("scenario", SCENARIOS)
def test_every_scenario_has_tables_as_the_store_takes_them(scenario):
    relation = drift.simulate(scenario, months=15, seed=4, n_incidents=20)
    for name in ("clauses", "documents", "incidents", "events", "contacts", "attendees", "people"):
        assert to_arrow(name, relation.tables[name]).num_rows == len(relation.tables[name]) > 0
    opened = relation.tables["incidents"]["opened_at"].dt.to_period("M").value_counts()
    there = relation.log_series["engagement"].notna()
    assert opened.reindex(there.index, fill_value=0).tolist() == relation.n_incidents.where(there, 0).tolist()


def test_equal_seeds_give_equal_tables_made_once():
    one, same, other = (drift.simulate("slide_2", months=15, seed=seed, n_incidents=20) for seed in (3, 3, 4))
    assert one.tables is one.tables
    for name, frame in one.tables.items():
        pd.testing.assert_frame_equal(frame, same.tables[name])
    assert not one.tables["incidents"]["opened_at"].equals(other.tables["incidents"]["opened_at"])


@pytest.mark.parametrize(("scenario", "change"), [("plain", 0.0), ("step_40", np.log(0.6)), ("slide_2", -0.34)])
def test_engagement_measured_in_the_tables_follows_the_series(scenario, change):
    both = measured(drift.simulate(scenario, months=50, seed=1, n_incidents=80))
    assert both["found"].tail(12).mean() == pytest.approx(both["planted"].tail(12).mean(), abs=0.12)
    assert both["found"].tail(12).mean() - both["found"].head(4).mean() == pytest.approx(change, abs=0.25)
    assert (both["found"] - both["planted"]).std() < 0.15


def test_the_paper_grows_in_the_tables_where_the_law_lets_it():
    clauses = {
        name: drift.simulate(name, months=50, seed=1, n_incidents=20).tables["clauses"]
        for name in ("plain", "paper_only")
    }
    n = {
        name: rows.groupby("version").size().loc[["1.0", rows["version"].iloc[-1]]].tolist()
        for name, rows in clauses.items()
    }
    assert n == {"plain": [64, 66], "paper_only": [64, 116]}


def test_a_relation_of_a_month_has_tables_too():
    relation = drift.simulate("plain", months=1, seed=2, n_incidents=20)
    assert len(relation.tables["incidents"]) == relation.n_incidents.iloc[0]
