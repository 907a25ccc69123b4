"""drift explain PATH norm 3.4: its versions, years and incidents, or why it is held against none."""

import pytest

from drift.errors import UsageError
from drift.explain import explain
from drift.explain.explained import build_explained
from drift.wording import Wording


def test_a_norm_is_told_with_its_versions_its_years_and_its_incidents(sorteercentrum):
    told = build_explained(explain(sorteercentrum, "norm 3.5", Wording("en")))
    assert told["kind"] == "norm"
    first = told["norms"][0]
    assert (first["version"], first["value"], first["unit"]) == ("1.0", 24.0, "hour")
    judged = sorteercentrum.tables["judgements"]
    own = judged[judged["clause_id"].eq("3.5") & judged["then"]]
    assert (told["n_incidents"], told["n_met"]) == (len(own), int(own["met"].sum()))
    years = {(one["year"], one["version"]): one for one in told["years"]}
    assert years["2018", "1.0"]["n"] == own["version"].eq("1.0").sum()
    assert years["2018", "1.0"]["share_met"] == pytest.approx(own.loc[own["version"].eq("1.0"), "met"].mean())
    assert len(told["judgements"]) == len(own)
    assert not told["judgements"][0]["met"]  # what missed it stands first


def test_a_norm_that_nothing_is_held_against_says_why_and_what_is_needed(sorteercentrum):
    told = build_explained(explain(sorteercentrum, "norm 3.1", Wording("nl")))
    assert "norms" not in told
    assert any("responded_at" in sentence for sentence in told["told"])
    assert {one["column_needed"] for one in told["unbound"]} == {"responded_at"}


def test_a_clause_without_a_norm_is_refused_with_norms_that_are_near(sorteercentrum):
    with pytest.raises(UsageError) as refused:
        explain(sorteercentrum, "norm 3.44", Wording("en"))
    assert "norm 3.4" in str(refused.value)
