"""Verdicts of the made-up relation against the truth that its simulator wrote down."""

import json

import pandas as pd
import pytest
from conftest import ROOT

CENTRE = ROOT / "data" / "samples" / "sorteercentrum"
SIGNS = {"1": True, "0": False}


@pytest.fixture(scope="module")
def truth():
    return json.loads((CENTRE / "truth.json").read_text(encoding="utf-8"))["verdicts"]


@pytest.fixture(scope="module")
def judgements(sorteercentrum):
    return sorteercentrum.tables["judgements"]


def test_every_incident_has_the_verdict_that_was_planted_under_every_version(judgements, truth):
    planted = pd.DataFrame(
        [
            (incident, version, SIGNS.get(sign))
            for incident, signs in truth["restore"].items()
            for version, sign in zip(truth["versions"], signs, strict=True)
            if "concept" not in version
        ],
        columns=["incident_id", "version", "planted"],
    )
    joined = judgements.merge(planted, on=["incident_id", "version"], how="outer", indicator=True)
    assert set(joined["_merge"]) == {"both"}
    assert joined["met"].astype(bool).eq(joined["planted"].astype(bool)).all()
    assert len(joined) == 7 * len(truth["restore"])


def test_the_shares_of_each_year_and_version_are_those_of_the_truth(sorteercentrum, truth):
    found = sorteercentrum.measured.norms.met.set_index(["version", "year"])["share"]
    for version, year in (("1.0", 2018), ("3.1", 2018), ("1.0", 2023), ("3.1", 2023)):
        k = truth["versions"].index(version)
        signs = [signs[k] for incident, signs in truth["restore"].items() if incident[1:3] == str(year)[2:]]
        assert found[version, year] == pytest.approx(signs.count("1") / len(signs), abs=1e-12)
    assert found["1.0", 2018].round(2) == 0.96
    assert found["3.1", 2018].round(2) == 0.92
    assert found["1.0", 2023].round(2) == 0.84
    assert found["3.1", 2023].round(2) == 0.75


def test_a_judgement_names_its_norm_and_what_was_measured(judgements):
    one = judgements[judgements["version"].eq("3.1") & judgements["incident_id"].eq("M1801 0001")].iloc[0]
    assert (one["clause_id"], one["clock"], one["limit"], one["limit_unit"]) == ("3.4", "restore", 4.0, "hour")
    assert one["elapsed"] == pytest.approx(56 / 60)  # 13:27 to 14:23
    assert not one["then"]  # the version came five years later
    assert judgements["then"].mean() == pytest.approx(1 / 7, abs=0.001)


def test_time_of_waiting_left_out_only_helps(judgements):
    assert (judgements["waited"] >= 0).all()
    assert (judgements["waited"] <= judgements["elapsed"]).all()
    assert not (judgements["met"] & ~judgements["met_stopped"]).any()
