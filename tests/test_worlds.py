"""The worlds of docs/worlds.md: their files hold what was planted, counted here apart, and drift can read them all."""

from dataclasses import replace
from operator import attrgetter

import numpy as np
import pandas as pd
import pytest
from scipy.stats import kendalltau
from worlds.baselines import trend_down, watch_chart, watch_trend
from worlds.catalogue import FIRST, MONTHS, WORLDS
from worlds.files import write_world
from worlds.happening import let_happen
from worlds.page import write_page
from worlds.running import read_rows
from worlds.truth import change_truly, count_shares

import drift

pytestmark = pytest.mark.long


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    """Files of a world under seed 5, once a module."""
    folders = {}

    def write(name):
        if name not in folders:
            folders[name] = tmp_path_factory.mktemp(name)
            write_world(let_happen(WORLDS[name], 5), folders[name])
        return folders[name]

    return write


def read_log(folder):
    log = pd.read_csv(folder / "incidents.csv", parse_dates=["Opened", "Resolved"], keep_default_na=False)
    month = (log["Opened"].dt.year - FIRST.year) * 12 + log["Opened"].dt.month - FIRST.month
    return log[log["Task type"] == "Incident"].assign(month=month)


def count_hands(log):
    """Return month and share of the caller's incidents 8 to 120 days before that the same person handled."""
    columns = log[["Number", "Caller", "Opened", "Assigned to", "month"]]
    pairs = columns.merge(columns, on="Caller", suffixes=("", " before"))
    age = pairs["Opened"] - pairs["Opened before"]
    pairs = pairs[(age >= pd.Timedelta(days=8)) & (age <= pd.Timedelta(days=120))]
    pairs["hands"] = pairs["Assigned to"] == pairs["Assigned to before"]
    return pairs.groupby(["Number", "month"])["hands"].mean().reset_index()


def test_duos_keep_their_hands_and_a_call_centre_has_thirty(written):
    duos, centre = (count_hands(read_log(written(name)))["hands"].mean() for name in ("duos", "call_centre"))
    assert 0.75 < duos < 0.95  # holidays, illness and urgent tickets are the rest
    assert centre == pytest.approx(1 / 30, abs=0.006)


def test_sudden_falls_in_its_month_and_as_deep_as_its_truth_says(written):
    hands = count_hands(read_log(written("sudden")))
    by_month = hands.groupby("month")["hands"].mean()
    onset = WORLDS["sudden"].onset
    assert by_month[onset - 6 : onset - 1].min() > 0.6
    assert by_month[onset : onset + 5].max() < 0.35
    truth = change_truly(let_happen(WORLDS["sudden"], 5))
    first, last = (
        hands[hands["month"].isin(months)]["hands"].mean() for months in (range(12), range(MONTHS - 12, MONTHS))
    )
    assert truth["hands"] == pytest.approx(np.log(last / first), abs=1e-12)
    assert truth["index"] == pytest.approx(np.mean([truth["hands"], truth["contact"], truth["floor"]]))


def test_contact_falls_as_planted_in_the_updates_and_in_the_truth(written):
    log, updates = read_log(written("contact")), pd.read_csv(written("contact") / "updates.csv")
    met = set(updates.loc[updates["Action"].isin(["Phone call", "Site visit"]), "Incident number"])
    share = log["Number"].isin(met).groupby(log["month"]).mean()
    assert share[:23].mean() == pytest.approx(0.6, abs=0.06)
    assert share[36:57].mean() == pytest.approx(0.2, abs=0.05)
    assert change_truly(let_happen(WORLDS["contact"], 5))["contact"] == pytest.approx(np.log(0.2 / 0.6), abs=0.25)


def test_push_up_rises_from_a_tenth_to_four_tenths():
    floor = count_shares(let_happen(replace(WORLDS["push_up"], n_reopened=False), 5)).groupby("month")["floor"].mean()
    assert floor[:24].mean() == pytest.approx(0.9, abs=0.02)
    assert floor[36:].mean() == pytest.approx(0.6, abs=0.03)


def test_names_are_gone_where_planted_and_only_there(written):
    erased, imported = read_log(written("erased")), read_log(written("imported"))
    for column in ("Caller", "Assigned to"):
        assert sorted(erased.loc[erased[column] == "", "month"].unique()) == list(range(18))
        assert (erased.loc[erased["month"] < 18, column] == "").all()
    assert sorted(imported.loc[imported["Assigned to"] == "Imported User", "month"].unique()) == [20, 21, 22]
    assert set(imported.loc[imported["month"].isin((20, 21, 22)), "Assigned to"]) == {"Imported User"}


def test_a_new_tool_begins_in_its_month_with_words_of_its_own(written):
    calls = pd.read_csv(written("new_tool") / "calls.csv", parse_dates=["Call date"])
    log = read_log(written("new_tool"))
    assert log["month"].max() == 29
    assert str(calls["Call date"].min())[:7] == "2020-07"
    assert not set(calls["Category"]) & set(log["Category"])
    assert set(calls["Operator"]) == set(log["Assigned to"])


def test_equal_seeds_give_equal_bytes_and_others_do_not(written, tmp_path):
    write_world(let_happen(WORLDS["contact"], 5), tmp_path)
    first, second = (
        {path.name: path.read_bytes() for path in folder.iterdir()} for folder in (written("contact"), tmp_path)
    )
    assert first == second
    assert let_happen(WORLDS["contact"], 6).tickets["caller"].head(50).tolist() != (
        let_happen(WORLDS["contact"], 5).tickets["caller"].head(50).tolist()
    )


def test_every_kind_of_files_is_read_to_the_last_row(tmp_path):
    """A tenth of the tickets; worlds whose files have the same form go by one (`judge_world` sees to each of them)."""
    form = attrgetter("words", "erased", "imported", "robot", "portal", "site", "n_reassigned", "n_reopened")
    worlds = {(form(world), world.contact is None): world for world in WORLDS.values()}
    n_tickets = 0
    for world in worlds.values():
        few = replace(world, volume=tuple((month, value / 10) for month, value in world.volume))
        happening = let_happen(few, 1)
        n_tickets += len(happening.tickets)
        (tmp_path / world.name).mkdir()
        write_world(happening, tmp_path / world.name)
    intake = drift.check(sorted(tmp_path.iterdir()))
    assert len(worlds) == 11
    assert {file.status for file in intake.files} == {"read"}
    assert intake.all_read
    assert intake.total("accepted", "incidents") == n_tickets
    assert intake.total("rejected") == intake.total("repeated") == intake.total("note") == 0


def test_a_trend_is_judged_as_kendall_does():
    values = np.random.default_rng(1).normal(size=40) - 0.02 * np.arange(40)
    tau = kendalltau(np.arange(40), values, alternative="less", method="asymptotic")
    assert trend_down(values) == pytest.approx(tau.pvalue, abs=0.01)  # theirs has no correction for continuity
    assert trend_down(np.ones(20)) == 1.0


def test_both_watchers_cry_at_a_fall_and_keep_still_without_one():
    calm = np.tile([0.0, 0.1], 30)
    fallen = np.where(np.arange(60) >= 40, calm - 1.0, calm)
    fallen[20] = np.nan
    assert watch_chart(calm) is None
    assert watch_trend(calm) is None
    assert watch_chart(fallen) == 40
    assert 40 <= watch_trend(fallen) <= 48


def row_of(world, seed, **claims):
    row = {"world": world, "seed": seed, "state": "in step", "alarm": None, "onset": None, "onset_interval": None}
    row |= {
        "chart": None,
        "trend": None,
        "sentence": "As said.",
        "cautions": [],
        "true": {"index": -0.5, "hands": -1.5},
        "told": {"index": -0.4},
    }
    return row | claims


def test_the_page_counts_claims_delays_and_misses():
    rows = [
        row_of("duos", 0, alarm=30, state="looser", chart=14),
        row_of("duos", 1, cautions=["tool_change"]),
        row_of("sudden", 0, alarm=26, onset=25, onset_interval=[23, 27], state="sliding", chart=20, trend=30),
        row_of("sudden", 1, alarm=30, onset=27, onset_interval=[25, 29], state="sliding", told={"index": -0.7}),
        {"world": "slow", "seed": 0, "error": "DriftError: nothing"},
    ]
    page = write_page(rows)
    assert "| duos | 2 | 50 % | 50 % | 50 % | looser 1, in step 1 | – | -0.50 | 50 % | 0 % |" in page
    assert (
        "| sudden | 2 | 24 | 100 % | 0 % | 4 | +2 | 50 % | – (0, 1 early) | 6 (1, 0 early) | 100 % | sliding 2 |"
        in page
    )
    assert "| sudden | -0.50, -0.55, 0.15 | – | – | – |" in page
    assert "- drift: false claims in 50 % of them; most in duos, 50 %." in page
    assert "- duos 0 (alarm in month 30, nothing fell, looser, not in step): As said." in page
    assert "- sudden 1 (onset told between 25 and 29, true 24): As said." in page
    assert "- sudden 0 (" not in page
    assert "- slow 0: DriftError: nothing" in page
    assert "| slow |" not in page


def test_a_run_that_was_cut_goes_on_behind_its_last_whole_row(tmp_path):
    path = tmp_path / "worlds.jsonl"
    path.write_text('{"world": "duos", "seed": 0}\n{"world": "duos", "se')
    assert read_rows(path) == [{"world": "duos", "seed": 0}]
    assert path.read_text() == '{"world": "duos", "seed": 0}\n'
    assert read_rows(tmp_path / "none.jsonl") == []
