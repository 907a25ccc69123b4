"""Several drafts norm by norm: each under the version in force, the one draft and the other."""

import io

import openpyxl
import pytest
from rehearsed_relations import NOW, make_relation, make_version

from drift.rehearse.flow import rehearse
from drift.rehearse.record import build_rehearsal
from drift.rehearse.words import tell_effort
from drift.reports.rehearsal.beside import ROOMS, build_comparison
from drift.reports.rehearsal.workbook import build_workbook
from drift.wording import Wording

EN = Wording("en")
FIRST = ["Incidents of priority 1 are resolved within 1 hour.", NOW[1], NOW[2]]
SECOND = [NOW[1], "Incidents of priority 1 are resolved within 3 hours."]  # renumbered, and without a norm of a month


@pytest.fixture(scope="module")
def rehearsal(tmp_path_factory):
    folder = make_relation(tmp_path_factory.mktemp("relation"))
    drafts = [make_version(folder / f"SLA v2.{i} concept.xlsx", one) for i, one in enumerate((FIRST, SECOND))]
    return rehearse(folder, drafts, language="en")


def test_a_norm_is_one_row_whatever_its_number_in_each_version(rehearsal):
    beside = build_rehearsal(rehearsal, EN)["beside"]
    assert [(one["document"], one["now"]["version"], len(one["files"])) for one in beside] == [("SLA", "1.0", 2)]
    first, second = beside[0]["norms"]
    assert (first["clock"], first["levels"]) == ("restore", "1")
    assert first["now"] == {"clause_id": "1.1", "value": 8.0, "unit": "hour", "met": 1.0, "n": 96}
    assert [(one["clause_id"], one["value"], one["met"]) for one in first["drafts"]] == [
        ("1.1", 1.0, 0.0),
        ("1.2", 3.0, 1.0),
    ]
    assert [one["clause_id"] for one in (second["now"], *second["drafts"])] == ["1.2", "1.2", "1.1"]


def test_what_a_draft_does_not_set_is_null_in_its_place(rehearsal):
    (month,) = build_rehearsal(rehearsal, EN)["beside"][0]["months_failed"]
    assert month["now"] == {"clause_id": "1.3", "asked": 0.9, "failed": 0, "n_months": 24}
    assert month["drafts"] == [{"clause_id": "1.3", "asked": 0.9, "failed": 24, "n_months": 24}, None]


def test_the_record_of_each_draft_keeps_its_shape_and_one_draft_has_no_table(rehearsal):
    record = build_rehearsal(rehearsal, EN)
    alone = build_rehearsal(rehearse_alone(rehearsal), EN)
    assert "beside" not in alone
    assert alone["norms"] == record["drafts"][0]["norms"]


def rehearse_alone(rehearsal):
    return type(rehearsal)(rehearsal.relation, rehearsal.language, rehearsal.drafts[:1])


def test_the_workbook_has_a_column_a_version(rehearsal):
    book = openpyxl.load_workbook(io.BytesIO(build_workbook(rehearsal, EN)))
    head, *rows = (tuple(map(plain, row)) for row in book["Beside each other"].iter_rows(values_only=True))
    assert head == ("What", "Norm", "In force: 1.0", "SLA 2.0", "SLA 2.1")
    assert rows[0] == (
        *("SLA", "repair, priority 1", "1.1: 8 hours, met 100 % of 96"),
        *("1.1: 1 hour, met 0 % of 96", "1.2: 3 hours, met 100 % of 96"),
    )
    assert rows[2][2:] == ("1.3: 90 % a month, failed 0 of 24", "1.3: 90 % a month, failed 24 of 24", "not set")


def plain(cell):
    return cell.replace("\xa0", " ")


def test_the_page_tells_how_many_could_be_tested_never_none_of_all(rehearsal):
    table = build_comparison(rehearsal, EN, ROOMS[0]).blocks[-2]
    rows = {row[0]: row[1:] for row in table.rows}
    assert rows["never met, of norms with ten incidents or more"] == ["1 of 2", "0 of 2"]
    assert rows["not feasible as they stand, of those that the rule can judge"] == ["–", "–"]
    assert rows["clauses with a norm, shown by the log"] == ["3 of 3", "2 of 2"]


def test_a_full_page_counts_what_does_not_fit(rehearsal):
    table = build_comparison(rehearsal, EN, 1).blocks[0]
    assert (len(table.rows), "and 2 more, in the workbook" in table.caption) == (1, True)


def test_many_drafts_stand_in_several_tables(rehearsal):
    many = type(rehearsal)(
        rehearsal.relation,
        None,
        rehearsal.drafts * 3,
        tuple(
            type(one)(**{**vars(one), "places": (0, 1) * 3, "norms": tuple(map(repeat, one.norms)), "months": ()})
            for one in rehearsal.beside
        ),
    )
    first, second = build_comparison(many, EN, 9).blocks[:2]
    assert [len(table.heads) for table in (first, second)] == [6, 4]
    assert [len(row) for table in (first, second) for row in table.rows] == [6, 6, 4, 4]


def repeat(row):
    return type(row)(**{**vars(row), "drafts": row.drafts * 3})


def test_drafts_that_call_themselves_the_same_are_told_by_their_files(tmp_path):
    make_relation(tmp_path)
    paths = [make_version(tmp_path / f"SLA v2.0 concept {name}.xlsx", FIRST) for name in ("north", "south")]
    rehearsal = rehearse(tmp_path, paths, language="en")
    names = ["SLA v2.0 concept north", "SLA v2.0 concept south"]
    assert [draft.apart for draft in rehearsal.drafts] == names
    table = build_comparison(rehearsal, EN, 9).blocks[0]
    assert table.heads[2:] == names


def test_drafts_of_other_documents_stand_in_tables_of_their_own(tmp_path):
    make_relation(tmp_path)
    make_version(tmp_path / "DAP v1.0 def 2021-01-01.xlsx", [NOW[0]])
    paths = [
        make_version(tmp_path / "SLA v2.0 concept.xlsx", FIRST),
        make_version(tmp_path / "DAP v2.0 concept.xlsx", ["Incidents of priority 1 are resolved within 2 hours."]),
    ]
    beside = rehearse(tmp_path, paths, language="en").beside
    assert [(one.document, one.places, len(one.norms)) for one in beside] == [("SLA", (0,), 2), ("DAP", (1,), 1)]


def test_a_norm_that_binds_no_incident_has_no_share_in_words_or_figures(tmp_path):
    make_relation(tmp_path)
    twice = [
        NOW[0],
        NOW[1],
        "Incidents of priority 2 are resolved within 48 hours.",
        "The supplier reports every month.",
    ]
    paths = [make_version(tmp_path / f"SLA v2.{i} concept.xlsx", one) for i, one in enumerate((FIRST, twice))]
    rehearsal = rehearse(tmp_path, paths, language="en")
    table = build_comparison(rehearsal, EN, 9).blocks[0]
    assert [row[-1] for row in table.rows][2] == "1.3: 48 hours, of no incident is it known"
    assert tell_effort(rehearsal.drafts[1], EN)[0] == "1 duty to report, at least 12 times a year."
