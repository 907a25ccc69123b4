"""The real relation: facts counted apart from drift, and read off its files by hand."""

import pandas as pd
import pytest

FIRST_LAST = {  # rows and words of the first and last version of each document
    "corporate-terms": ((174, 7_088), (112, 6_360), 39),
    "terms-of-service": ((165, 6_157), (142, 6_446), 27),
    "additional-products": ((36, 1_761), (68, 2_811), 31),
}


def test_every_row_is_accounted_for(sample):
    intake = sample.intake
    assert len(intake.files) == 98
    assert {file.status for file in intake.files} == {"read"}
    assert intake.total("accepted", "clauses") == 11_310
    assert intake.total("accepted", "incidents") == 819
    assert intake.total("accepted", "events") == 4_570
    for sheet in intake.of("clauses", "incidents", "events"):
        assert sheet.read == sheet.accepted + sheet.heading
    assert intake.total("heading") == 99


@pytest.mark.parametrize("document", FIRST_LAST)
def test_first_and_last_version_have_the_rows_and_words_of_the_files(sample, document):
    first, last, n = FIRST_LAST[document]
    versions = sample.measured.paper.stocks.versions[sample.measured.paper.stocks.versions["document"] == document]
    counted = versions[["clauses", "words"]].astype(int).to_numpy().tolist()
    assert (len(versions), tuple(counted[0]), tuple(counted[-1])) == (n, first, last)


def test_between_2022_and_2025_one_document_falls_and_one_rises(sample):
    sizes = {
        name: size[["2022-04", "2025-12"]].tolist()
        for name, size in sample.measured.paper.specification.by_document.items()
    }
    assert sizes["corporate-terms"][1] < sizes["corporate-terms"][0]
    assert sizes["additional-products"][1] > sizes["additional-products"][0]


def test_the_base_is_the_first_year_in_which_both_sides_have_an_index(sample):
    assert sample.measured.base.shared
    assert [str(month) for month in sample.measured.base.paper[[0, -1]]] == ["2022-04", "2023-03"]
    in_base = sample.indices.loc[sample.indices.index.isin(sample.measured.base.paper)]
    assert in_base["specification"].mean() == pytest.approx(0, abs=1e-12)
    assert in_base["engagement"].mean() == pytest.approx(0, abs=1e-12)


def test_attention_per_year_is_as_computed_apart(sample):
    # computed with plain loops over the workbook; incidents of months that are not over are left out here
    rows = sample.measures[sample.measures["measure"] == "attention_while_open"]
    rows = rows.assign(total=rows["value"] * rows["n"], year=[period.year for period in rows["period"]])
    years = rows.groupby("year")[["total", "n"]].sum()
    assert years["n"].to_dict() == {2022: 97, 2023: 164, 2024: 120, 2025: 185, 2026: 136}
    apart = {2022: 0.878, 2023: 0.971, 2024: 0.982, 2025: 0.938, 2026: 0.938}
    # a month is brought to the mix of priorities of the base, which moves a year by less than half a point
    assert (years["total"] / years["n"]).to_dict() == pytest.approx(apart, abs=0.005)
    assert (rows["value"] == 1).sum() == 9
    assert len(rows) == 50


def test_months_are_incomplete_empty_or_counted_as_the_log_allows(sample):
    indices = sample.indices
    assert int(indices["n_incidents"].sum()) == 819
    assert indices["n_incidents"].first_valid_index() == pd.Period("2022-03", "M")
    assert indices["engagement"].first_valid_index() == pd.Period("2022-04", "M")
    assert indices["engagement"].last_valid_index() == pd.Period("2026-05", "M")  # 60 days before 21 August
    assert [str(indices.index[0]), str(indices.index[-1])] == ["2017-06", "2026-08"]
    assert indices["specification"].notna().all()


def test_drift_is_the_distance_of_the_two_indices(sample):
    indices = sample.indices.dropna()
    assert (indices["drift"] - (indices["specification"] - indices["engagement"])).abs().max() < 1e-12
    assert (indices["drift_low"] < indices["drift"]).all()
    assert (indices["drift"] < indices["drift_high"]).all()


def test_it_stands_on_rung_2_and_is_in_step(sample):
    assert sample.rung == 2
    verdict = sample.verdict
    assert verdict.state == "in step"
    assert (verdict.alarm, verdict.onset, verdict.shape) == (None, None, None)
    assert verdict.e_value < 1
    assert "base_after_growth" in [caution.code for caution in sample.cautions]  # 69 targets in 2017, 95 in the base


def test_maintenance_is_planned_and_all_else_corrective(sample):
    assert sample.tables["incidents"]["type"].value_counts().to_dict() == {"corrective": 801, "planned": 18}
