"""Planted contracts whose size is known by construction."""

import numpy as np
import pytest
from builders import make_contract

import drift

DUTY = "The supplier shall answer within {} hours."


def test_doubling_every_clause_is_ln_2(tmp_path):
    make_contract(tmp_path, "SLA 2016-01-01", [DUTY.format(i) for i in range(2, 12)])
    make_contract(tmp_path, "SLA 2018-06-15", [DUTY.format(i) for i in range(2, 12)] * 2)
    indices = drift.analyse(tmp_path).indices
    assert indices["specification"].iloc[-1] == pytest.approx(np.log(2))
    assert indices["control"].iloc[-1] == pytest.approx(np.log(2))
    assert indices.loc["2018-05", "specification"] == pytest.approx(0, abs=1e-12)
    assert indices.loc["2018-06", "specification"] == pytest.approx(np.log(2))


PLAIN = [
    (
        "The supplier shall restart the conveyor within two hours after a jam",
        "record the cause of the jam in the logbook",
    ),
    ("The supplier shall inspect every scanner before the autumn peak", "replace worn lenses without charge"),
    ("The supplier shall keep spare belts on site", "report shortages of belts to the depot manager"),
    ("The supplier shall train new operators in safe lockout", "hand them a certificate of lockout"),
    ("The supplier shall clean the chutes during the night shift", "dispose of the dust in sealed bags"),
    ("The supplier shall answer calls of the control room in Dutch", "pass on urgent calls to the engineer on duty"),
]


def test_a_paper_cut_into_shorter_clauses_has_not_grown_and_joined_again_has_not_shrunk(tmp_path):
    whole = [f"{first}. The supplier shall {second}." for first, second in PLAIN]
    parts = [text for first, second in PLAIN for text in (f"{first}.", f"The supplier shall {second}.")]
    make_contract(tmp_path, "SLA v1 2018-01-01", whole)
    make_contract(tmp_path, "SLA v2 2019-03-01", parts)
    make_contract(tmp_path, "SLA v3 2019-09-01", whole)
    analysis = drift.analyse(tmp_path)
    assert analysis.measured.paper.stocks.versions["clauses"].astype(int).tolist() == [6, 12, 6]
    assert analysis.measured.paper.stocks.total.loc["2019-03", "obligations"] == 12
    assert analysis.measured.paper.stocks.total_units["clauses"].unique().tolist() == [6.0]
    assert analysis.measured.paper.stocks.total_units["obligations"].unique().tolist() == [6.0]
    assert analysis.indices["specification"].abs().max() == pytest.approx(0, abs=1e-12)


def test_clauses_that_are_joined_still_count_each(tmp_path):
    parts = [text for first, second in PLAIN for text in (f"{first}.", f"The supplier shall {second}.")]
    make_contract(tmp_path, "SLA v1 2018-01-01", parts)
    make_contract(tmp_path, "SLA v2 2019-03-01", [f"{first}. The supplier shall {second}." for first, second in PLAIN])
    analysis = drift.analyse(tmp_path)
    assert analysis.measured.paper.stocks.total["obligations"].iloc[-1] == 6
    assert analysis.measured.paper.stocks.total_units["obligations"].unique().tolist() == [12.0]
    assert analysis.measured.paper.specification.size.abs().max() == pytest.approx(0, abs=1e-12)


def test_what_is_new_counts_beside_what_was_split(tmp_path):
    whole = [f"{first}. The supplier shall {second}." for first, second in PLAIN]
    parts = [text for first, second in PLAIN for text in (f"{first}.", f"The supplier shall {second}.")]
    make_contract(tmp_path, "SLA v1 2018-01-01", whole)
    new = ["The customer shall unlock the northern gate at dawn.", "Both parties shall evaluate the parking permits."]
    make_contract(tmp_path, "SLA v2 2019-03-01", [*parts, *new])
    assert drift.analyse(tmp_path).measured.paper.stocks.total_units["clauses"].unique().tolist() == [6.0, 8.0]


def test_a_stock_with_a_base_below_five_is_listed_as_absent_and_size_stands_in(tmp_path):
    make_contract(tmp_path, "SLA 2020-01-01", ["Headings are for convenience only.", DUTY.format(4)] * 3)
    make_contract(tmp_path, "SLA 2021-01-01", ["Headings are for convenience only."] * 12)
    specification = drift.analyse(tmp_path).measured.paper.specification
    assert specification.absent == ("obligations", "targets", "reporting_duties", "penalties", "procedures")
    assert specification.size_stands_in
    assert specification.control.iloc[-1] == pytest.approx(specification.index.values.iloc[-1])


def test_working_agreements_are_the_operations_own_paper(tmp_path):
    make_contract(tmp_path, "SLA 2020-01-01", [DUTY.format(i) for i in range(2, 9)])
    make_contract(tmp_path, "DAP 2020-01-01", ["a"] * 5)
    make_contract(tmp_path, "DAP 2021-01-01", ["a"] * 50)
    analysis = drift.analyse(tmp_path)
    assert analysis.indices["specification"].abs().max() == pytest.approx(0, abs=1e-12)
    assert analysis.measured.paper.specification.by_document["DAP"].iloc[-1] == pytest.approx(np.log(10))


def test_a_draft_is_not_counted(tmp_path):
    make_contract(tmp_path, "SLA def 2020-01-01", [DUTY.format(i) for i in range(2, 9)])
    make_contract(tmp_path, "SLA concept 2020-06-01", ["a"] * 90)
    analysis = drift.analyse(tmp_path)
    assert analysis.measured.paper.stocks.total["clauses"].dropna().unique().tolist() == [7.0]


def test_two_documents_add_up(tmp_path):
    make_contract(tmp_path, "SLA 2020-01-01", [DUTY.format(i) for i in range(2, 9)])
    make_contract(tmp_path, "Bestek 2020-03-01", ["a b c"] * 4)
    total = drift.analyse(tmp_path).measured.paper.stocks.total
    assert total["clauses"].astype(int).tolist() == [7, 7, 11]
    assert total["words"].astype(int).tolist() == [49, 49, 61]


REPORT = "The supplier shall provide a monthly report on the performance of the {} hall."
FINE = "The supplier shall pay a penalty of € 500 for each missed repair {}."
DEDUCT = "The customer may deduct a penalty of € 60 from the invoice {}."
PLAN = "The supplier shall train its staff in accordance with the safety procedure {}."


def test_control_counts_targets_duties_to_report_penalties_and_procedures(tmp_path):
    texts = [
        REPORT.format("northern"),
        REPORT.format("southern"),
        FINE.format("a"),
        DEDUCT.format("a"),
        PLAN.format("a"),
    ]
    make_contract(tmp_path, "SLA 2020-01-01", texts)
    stocks = drift.analyse(tmp_path).measured.paper.stocks
    counted = stocks.total.dropna().iloc[-1].astype(int).to_dict()
    assert counted == {
        "clauses": 5,
        "words": sum(len(text.split()) for text in texts),
        "obligations": 4,
        "targets": 2,
        "reporting_duties": 2,
        "penalties": 2,
        "procedures": 1,  # a right to deduct is a penalty that binds nobody
    }


def test_what_binds_is_told_by_document_month_party_and_kind(tmp_path):
    make_contract(tmp_path, "SLA 2020-01-01", [REPORT.format("northern"), PLAN.format("a")])
    make_contract(tmp_path, "SLA 2020-02-01", [REPORT.format("northern"), REPORT.format("southern"), FINE.format("a")])
    duties = drift.analyse(tmp_path).measured.paper.stocks.duties
    assert duties.astype({"period": str}).to_numpy().tolist() == [
        ["SLA", "2020-01", "supplier", "procedure", 1, 0],
        ["SLA", "2020-01", "supplier", "reporting", 1, 0],
        ["SLA", "2020-02", "supplier", "penalty", 1, 1],
        ["SLA", "2020-02", "supplier", "reporting", 2, 0],
    ]


def test_clauses_in_a_language_that_cannot_be_read_are_told_and_not_silently_free_of_duties(tmp_path):
    german = "Der Auftragnehmer muss die Störung beheben und den Kunden über die Ursache informieren."
    make_contract(tmp_path, "SLA 2020-01-01", [DUTY.format(4)] * 5 + [german] * 3)
    analysis = drift.analyse(tmp_path)
    (caution,) = [caution for caution in analysis.cautions if caution.code == "other_language"]
    assert dict(caution.sentence.values) == {"n": 3, "of": 8, "documents": "SLA"}
    assert caution.effect == "qualify"
    assert analysis.measured.paper.stocks.total["obligations"].dropna().unique().tolist() == [5.0]


def test_a_norm_without_a_number_stands_in_the_targets_without_a_value(tmp_path):
    make_contract(tmp_path, "SLA 2020-01-01", ["P1: responstijd 15 minuten; P4: responstijd n.v.t."] * 5)
    analysis = drift.analyse(tmp_path)
    first = analysis.tables["targets"].iloc[:2]
    assert first["value"].fillna(-1).tolist() == [15.0, -1.0]
    assert first["stated"].fillna("").tolist() == ["", "not applicable"]
    assert first["condition"].tolist() == ["P1", "P4"]
    assert analysis.measured.paper.stocks.total["targets"].dropna().unique().tolist() == [5.0]


def test_tightness_enters_the_index_only_where_the_people_give_it_a_say(tmp_path):
    norms = "The supplier shall repair fault type {} within {} hours."
    for folder, told in (("plain", ""), ("told", "[weights]\ntightness = 1.0\n")):
        make_contract(tmp_path / folder, "SLA 2020-01-01", [norms.format(i, 8) for i in range(6)])
        make_contract(tmp_path / folder, "SLA 2021-01-01", [norms.format(i, 4) for i in range(6)])
        (tmp_path / folder / "drift.toml").write_text(f"schema = 1\n{told}")
    plain, told = (drift.analyse(tmp_path / folder) for folder in ("plain", "told"))
    assert plain.indices["specification"].iloc[-1] == pytest.approx(0, abs=1e-12)
    assert told.indices["specification"].iloc[-1] == pytest.approx(np.log(2) / 3)
    assert plain.verdict.state == told.verdict.state == "paper tightened"


HEADING = "Headings are for convenience only."


def test_control_of_which_nothing_is_left_fell_to_half_a_clause(tmp_path):
    make_contract(tmp_path, "SLA 2020-01-01", [DUTY.format(i) for i in range(2, 12)])
    make_contract(tmp_path, "SLA 2021-06-01", [HEADING] * 10)
    make_contract(tmp_path, "SLA 2022-01-01", [DUTY.format(i) for i in range(2, 12)])
    analysis = drift.analyse(tmp_path)
    control = analysis.indices["control"]
    assert control["2021-05"] == pytest.approx(0, abs=1e-12)
    assert control["2021-06":"2021-12"].to_list() == pytest.approx([np.log(0.5 / 10)] * 7)
    assert control["2022-01"] == pytest.approx(0, abs=1e-12)
    # clauses stay, words go from 7 to 5 a clause, no obligation
    changes = {"clauses": 0.0, "words": np.log(5 / 7), "obligations": np.log(0.5 / 10)}
    specification = analysis.measured.paper.specification
    size = sum(specification.sized[name] * change for name, change in changes.items())
    assert specification.size["2021-06"] == pytest.approx(size)
    (caution,) = [caution for caution in analysis.cautions if caution.code == "stock_gone"]
    assert [str(month) for month in caution.periods] == [f"2021-{m:02}" for m in range(6, 13)]
    assert [name.code for name in caution.sentence.values["measures"]] == ["measure.obligations", "measure.targets"]


def test_a_paper_whose_controlling_clauses_all_went_shrank(tmp_path):
    make_contract(tmp_path, "SLA 2020-01-01", [HEADING] * 4 + [DUTY.format(i) for i in range(2, 12)])
    make_contract(tmp_path, "SLA 2021-06-01", [HEADING] * 14)
    assert drift.analyse(tmp_path).verdict.state == "paper shrank"


def test_a_paper_that_is_emptied_falls_as_far_in_words_as_in_clauses(tmp_path):
    make_contract(tmp_path, "SLA 2020-01-01", [DUTY.format(i) for i in range(2, 12)])
    make_contract(tmp_path, "SLA 2021-06-01", ["Vervallen"] * 3)
    specification = drift.analyse(tmp_path).measured.paper.specification
    assert specification.size.iloc[-1] == pytest.approx(np.log(0.5 / 10))
    assert specification.by_document["SLA"].iloc[-1] == pytest.approx(np.log(0.5 / 10))
