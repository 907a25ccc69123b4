"""What truth.json says, computed again from the tables with other code; and what was planted, found back."""

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from made_up import simulate_relation

DAY = pd.Timedelta(days=1)


@pytest.fixture(scope="module")
def sliding():
    return simulate_relation("sliding")


@pytest.fixture(scope="module")
def months(sliding):
    return pd.DataFrame(sliding[1]["by_month"]).set_index("month")


@pytest.fixture(scope="module")
def corrective(sliding):
    incidents = sliding[0]["incidents"]
    kept = incidents[incidents["type"] == "corrective"].sort_values("opened_at", kind="stable")
    return kept.assign(month=kept["opened_at"].dt.strftime("%Y-%m"))


@pytest.fixture(scope="module")
def kinds(sliding):
    """Which kinds of event each incident has."""
    events = sliding[0]["events"]
    return pd.crosstab(events["incident_id"], events["kind"]) > 0


def by_month(corrective, flags):
    return flags.reindex(corrective["incident_id"]).fillna(False).groupby(corrective["month"].to_numpy()).mean()


def assert_same(found, told):
    np.testing.assert_allclose(found.reindex(told.index).astype(float), told.astype(float), atol=1e-6)


def test_the_same_hands_are_those_of_the_callers_earlier_incidents(corrective, months):
    known = corrective.dropna(subset="requester")[["incident_id", "opened_at", "requester", "handler", "month"]]
    pairs = known.merge(known, on="requester", suffixes=("", "_earlier"))
    ago = pairs["opened_at"] - pairs["opened_at_earlier"]
    pairs = pairs[(ago >= 8 * DAY) & (ago <= 120 * DAY)]
    same = pairs["handler"] == pairs["handler_earlier"]
    shares = same.groupby([pairs["month"], pairs["incident_id"]]).mean().groupby("month").agg(["mean", "size"])
    told = months[months["n_same_hands"] > 0]
    assert_same(shares["mean"], told["same_hands"])
    assert shares["size"].to_dict() == told["n_same_hands"].to_dict()


def test_direct_contact_is_a_call_or_a_visit(corrective, kinds, months):
    assert_same(by_month(corrective, kinds["call"] | kinds["visit"]), months["direct"])


@pytest.mark.parametrize(
    ("measure", "kind"), [("pushed_up", "escalated"), ("reopened", "reopened"), ("waiting", "waiting")]
)
def test_a_share_of_incidents_with_an_event_is_as_told(corrective, kinds, months, measure, kind):
    assert_same(by_month(corrective, kinds[kind]), months[measure])


def test_solved_on_the_floor_is_neither_pushed_up_nor_reopened_nor_back_within_30_days(corrective, kinds, months):
    following = corrective.groupby("object")["opened_at"].shift(-1)
    back = (following - corrective["opened_at"] <= 30 * DAY).set_axis(corrective["incident_id"])
    lost = (kinds["escalated"] | kinds["reopened"]).reindex(corrective["incident_id"]).fillna(False)
    assert_same(back.groupby(corrective["month"].to_numpy()).mean(), months["repeated"])
    assert_same((~(back | lost)).groupby(corrective["month"].to_numpy()).mean(), months["floor"])


def test_hours_to_restore_are_the_median_of_the_month(corrective, months):
    hours = (corrective["resolved_at"] - corrective["opened_at"]) / pd.Timedelta(hours=1)
    assert_same(hours.groupby(corrective["month"]).median(), months["restore_h"])


@pytest.mark.parametrize(
    ("planted", "found"),
    [("same", "own_duo"), ("direct", "direct"), ("waiting", "waiting"), ("diagnosis", "diagnosis")],
)
def test_what_came_of_it_is_what_was_planted_up_to_chance(months, planted, found):
    probability = pd.Series([month[planted] for month in months["planted"]], index=months.index)
    n = months["n_corrective"]
    z = (months[found] - probability) / np.sqrt(probability * (1 - probability) / n)
    assert abs(float(z.mean()) * np.sqrt(len(z))) < 3.5
    assert 0.7 < float(z.std()) < 1.3


def test_the_good_years_are_level_and_the_slide_begins_in_its_month(months):
    planted = pd.DataFrame(months["planted"].tolist(), index=months.index)
    assert planted.loc[:"2021-03", "same"].eq(0.88).all()
    assert planted.loc["2021-04":"2022-03", "same"].diff().dropna().lt(0).all()
    assert planted.loc["2022-03", "same"] == pytest.approx(0.1)
    assert planted.loc["2023-12":, "same"].eq(planted.loc["2024-12", "same"]).all()
    assert 0.1 < planted.loc["2024-12", "same"] < 0.88


def test_a_month_has_30_to_60_tickets(months, sliding):
    assert (months["n_tickets"].min(), months["n_tickets"].max()) == (30, 60)
    assert months["n_tickets"].sum() == len(sliding[0]["incidents"])


def test_more_than_five_experts_of_each_side_left_with_a_year_behind_them(sliding):
    tables, truth = sliding
    left = pd.DataFrame(truth["left"])
    assert left["side"].value_counts().to_dict() == {"customer": 6, "supplier": 6}
    assert left["last_day"].between("2021-03-31", "2022-03-31").all()
    people, incidents = tables["people"], tables["incidents"]
    last_seen = incidents.groupby("handler")["opened_at"].max()
    for person, to_on in people.loc[people["to_on"].notna(), ["person", "to_on"]].itertuples(index=False):
        if person in last_seen:
            assert last_seen[person].date() <= to_on


def test_contact_on_the_floor_fades_and_the_tables_above_it_multiply(sliding):
    contacts = sliding[0]["contacts"]
    counts = contacts.groupby([contacts["at"].dt.year, "level"]).size().unstack(fill_value=0)
    assert counts.loc[2022, "operational"] < 0.2 * counts.loc[2019, "operational"]
    assert counts.loc[2022, "tactical"] > 4 * counts.loc[2019, "tactical"]
    assert counts.loc[2024, "operational"] > 3 * counts.loc[2022, "operational"]
    told = pd.DataFrame(sliding[1]["by_month"])
    of_year = pd.DataFrame(told["meetings"].tolist()).groupby(told["month"].str[:4].astype(int)).sum()
    assert of_year.to_dict() == counts[list(of_year)].to_dict()
    round_table = contacts[contacts["topic"].str.startswith("Rondetafel")]
    assert round_table["at"].dt.date.tolist() == [dt.date(2023, 3, 16)]


def test_the_term_is_met_while_the_work_gets_worse(corrective):
    """A watermelon: green by the stamps."""
    met = corrective["sla_met"].astype(float).groupby(corrective["opened_at"].dt.year).mean()
    assert met[2022] > 0.85
    assert met[2022] > met[2019] - 0.1
