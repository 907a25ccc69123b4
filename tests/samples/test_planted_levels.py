"""Who met first, who knew when, who came and went: told in truth.json, and counted again from the tables."""

import pandas as pd
import pytest
from made_up import simulate_relation

from drift.samples.scenes.scene import load_scene
from drift.terms import LEVELS

DAY = pd.Timedelta(days=1)
SCENE = load_scene()
TROUBLE = SCENE.phrases["meeting"]["trouble"]
NAMES = r"M\d{4} \d{4}|\b[A-Z]{2}-\d{3}\b|" + "|".join((*TROUBLE, *(thing.said for thing in SCENE.things[0])))


@pytest.fixture(scope="module", params=["sliding", "top down", "bottom up", "denied"])
def lived(request):
    """Return the truth, and the direct contacts of both sides with their persons."""
    tables, truth = simulate_relation(request.param, seed=4)
    people = tables["people"].set_index("person")
    attendees = tables["attendees"].assign(side=tables["attendees"]["person"].map(people["side"]))
    sides = attendees.groupby("row")["side"].nunique()
    contacts = tables["contacts"]
    both = contacts["row"].map(sides).eq(2) & contacts["direct"].astype(bool)
    return truth, contacts[both].sort_values("at", kind="stable"), tables


def test_the_order_of_levels_around_each_version_is_that_of_their_meetings(lived):
    truth, contacts, _ = lived
    signed = [version for version in truth["versions"] if not version["draft"]]
    assert [row["version"] for row in truth["first_contact"]] == [version["version"] for version in signed]
    for row, version in zip(truth["first_contact"], signed, strict=True):
        assert pd.Timestamp(version["effective_on"]) - pd.Timestamp(row["signed_on"]) == 20 * DAY
        away = contacts["at"].dt.normalize() - pd.Timestamp(row["signed_on"])
        near = contacts[away.abs() <= 90 * DAY]
        assert row["order"] == near.drop_duplicates("level")["level"].tolist()
        before = {*contacts.loc[(away >= -90 * DAY) & (away < 0 * DAY), "level"]}
        assert row["top_down"] == (before == {"tactical", "strategic"})


def test_a_level_knows_from_its_first_meeting_that_names_what_went_wrong(lived):
    truth, contacts, _ = lived
    if truth["dates"]["onset"] is None:
        assert truth["awareness"] == dict.fromkeys(LEVELS)
        return
    since = contacts[contacts["at"] >= pd.Timestamp(truth["dates"]["onset"])]
    said = since["topic"].str.casefold() + " " + since["topic"] + " " + since["refers_to"].fillna("")
    first = since[said.str.contains(NAMES)].drop_duplicates("level").set_index("level")["at"].dt.strftime("%Y-%m")
    assert truth["awareness"] == {level: first.get(level) for level in LEVELS}


def test_the_top_knows_last_where_the_relation_slides():
    _, truth = simulate_relation("sliding")
    assert truth["awareness"] == {"operational": "2021-04", "tactical": "2021-06", "strategic": "2022-01"}


def test_who_left_and_came_adds_up_to_the_people(lived):
    truth, _, tables = lived
    people = tables["people"]
    swaps = pd.DataFrame(truth["swaps"])
    quarters = {
        name: pd.PeriodIndex(pd.to_datetime(people[column].dropna()), freq="Q").astype(str)
        for name, column in (("left", "to_on"), ("joined", "from_on"))
    }
    for name, column in (("left", "to_on"), ("joined", "from_on")):
        known = people[people[column].notna()].assign(quarter=quarters[name])
        known = known[pd.to_datetime(known[column]) > pd.Timestamp("2018-01-01")]
        told = swaps[swaps[name] > 0].set_index(["quarter", "side", "level"])[name]
        assert known.groupby(["quarter", "side", "level"]).size().to_dict() == told.to_dict()
