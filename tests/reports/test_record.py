import dataclasses
import hashlib
import json
import math
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

import drift
from drift.errors import OutputError
from drift.project import Settings
from drift.reports.material import gather
from drift.reports.pdf import to_csv
from drift.reports.run_record import SHARED_OPTIONS, build_run
from drift.reports.writing import to_slug
from drift.wording import Wording

NUMBERS = ["specification", "control", "engagement", "engagement_low", "engagement_high"]
NUMBERS += ["drift", "drift_low", "drift_high", "incidents"]
KEYS = ["schema", "relation", "rung", "periods", *NUMBERS, "specification_by_document", "measures", "changes"]
KEYS += [
    "verdict",
    "drivers",
    "cautions",
    "round_table",
    "norms",
    "levels",
    "problems",
    "handovers",
    "reasons",
    "intake",
]


@pytest.fixture(scope="module")
def record(reports):
    return json.loads((reports["en"] / "sorteercentrum-zuid-verzonnen.json").read_text(encoding="utf-8"))


def test_the_record_has_these_keys_in_this_order(record):
    assert list(record) == KEYS
    told = ["state", "sentence", "alarm", "onset", "onset_interval", "shape", "e_value", "reasons"]
    assert list(record["verdict"]) == told


def test_every_list_runs_along_the_periods(record):
    n = len(record["periods"])
    lists = [record[key] for key in NUMBERS] + list(record["measures"].values())
    lists += list(record["specification_by_document"].values())
    assert {len(values) for values in lists} == {n}
    assert (n, record["periods"][0], record["periods"][-1]) == (85, "2018-01", "2025-01")


def test_the_changes_are_those_of_the_report_with_both_levels_and_their_difference(record, sorteercentrum):
    changes = sorteercentrum.judgement.changes
    assert list(record["changes"]) == list(changes)
    told, change = record["changes"]["attention_while_open"], changes["attention_while_open"]
    assert told["points"] == pytest.approx(told["after"] - told["before"], abs=2e-9)
    assert [told[end] for end in ("points_low", "points_high")] == pytest.approx(
        [change.points.low, change.points.high], abs=1e-9
    )
    assert "points" not in record["changes"]["time_to_restore"]


def test_incidents_sum_to_the_log(record):
    assert sum(n for n in record["incidents"] if n is not None) == 3630


def test_the_record_is_the_golden_one(reports, compare_golden):
    text = (reports["en"] / "sorteercentrum-zuid-verzonnen.json").read_text(encoding="utf-8")
    content = json.loads(text)
    content["intake"] = [entry for entry in content["intake"] if entry["file"].startswith("tickets/")]
    compare_golden("sorteercentrum.json", json.dumps(content, ensure_ascii=False, indent=1) + "\n")


def test_the_other_party_sees_the_options_that_are_named_and_no_others(sorteercentrum):
    update = {"aliases": {"Hall 7": ("the difficult ones",)}, "own_side": "supplier"}
    project = sorteercentrum.project.model_copy(
        update={"settings": sorteercentrum.project.settings.model_copy(update=update)}
    )
    analysis = dataclasses.replace(sorteercentrum, project=project)
    options = {
        edition: build_run(gather(analysis, Wording("en"), edition), [])["options"] for edition in ("ours", "shared")
    }
    hidden = {"aliases", "effort", "own_side", "milestone", "norm", "parties", "relation_column", "source"}
    assert set(options["ours"]) - set(options["shared"]) == hidden
    assert hidden | {name.rstrip("_") for name in SHARED_OPTIONS} | {"language"} == {
        field.alias or name for name, field in Settings.model_fields.items()
    }


def test_the_run_record_has_hashes_and_neither_clock_nor_path(reports):
    text = (reports["en"] / "run.json").read_text(encoding="utf-8")
    run = json.loads(text)
    assert len(run["inputs"]) == 31
    read = [entry for entry in run["inputs"] if entry["status"] == "read"]
    assert len(read) == 29
    assert all(len(entry["sha256"]) == 64 for entry in read)
    assert run["rows"] == {
        "read": 5_838, "accepted": 5_352, "rejected": 0, "repeated": 5, "blank": 91, "heading": 94, "note": 296
    }  # fmt: skip
    assert str(reports["en"].parent) not in text
    assert [output["file"] for output in run["outputs"]] == [
        *(f"sorteercentrum-zuid-verzonnen{end}" for end in (".pdf", ".html", ".xlsx", ".json", "-roundtable.xlsx"))
    ]
    for output in run["outputs"]:
        assert hashlib.sha256((reports["en"] / output["file"]).read_bytes()).hexdigest() == output["sha256"]


@pytest.mark.parametrize(
    ("relation", "slug"),
    [
        ("Sorteercentrum Zuid", "sorteercentrum-zuid"),
        ("../../etc/passwd", "etc-passwd"),
        ("Café René", "cafe-rene"),
        *(("", "relation"), ("[…]", "relation"), ("...", "relation"), ("run.json", "run-json")),
        *(("con", "relation-con"), ("Aux.", "relation-aux"), (" NUL ", "relation-nul"), ("com¹", "relation-com1")),
        *(("LPT9", "relation-lpt9"), ("prn", "relation-prn"), ("CONIN$", "relation-conin"), ("Console", "console")),
        *(('a<b>:"c/d\\e|f?g*', "a-b-c-d-e-f-g"), ("Noord. ", "noord"), ("x\x00\ny", "x-y"), ("Straße", "strasse")),
        *(("漢", "relation-fc9f0d"), ("字", "relation-c55038"), ("Łódź", "odz-61b873")),
    ],
)
def test_a_file_name_is_a_slug_and_never_a_path(relation, slug):
    assert to_slug(relation) == slug


@given(st.text(max_size=300))
def test_a_file_of_any_relation_can_exist_on_every_system(relation):
    slug = to_slug(relation)
    assert re.fullmatch(r"[a-z0-9](?:[a-z0-9-]{0,85}[a-z0-9])?", slug)
    assert slug not in {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(10))}
    assert to_slug(relation.upper().lower()) == to_slug(relation.upper())


def test_long_names_that_end_otherwise_are_two_files_and_case_makes_none():
    names = [f"{'Sorteercentrum ' * 8}{end}" for end in ("Noord", "Zuid")]
    assert len({to_slug(name) for name in names}) == 2
    assert to_slug(names[0].upper()) == to_slug(names[0])
    assert {len(to_slug(name)) for name in names} == {len("sorteercentrum-" * 5) + 5 + 7}


def test_a_folder_that_cannot_be_written_is_one_clear_error_and_leaves_nothing(sorteercentrum, tmp_path):
    (tmp_path / "file").write_text("x")
    with pytest.raises(OutputError) as refused:
        drift.write_report(sorteercentrum, tmp_path / "file" / "out", language="en")
    assert refused.value.note.code == "error.output_folder"
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def test_outputs_are_written_whole_or_not_at_all(sorteercentrum, tmp_path, monkeypatch):
    import drift.reports.workbook as workbook

    def disk_full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(workbook, "write_workbook", disk_full)
    with pytest.raises(OutputError, match="no room left"):
        drift.write_report(sorteercentrum, tmp_path, language="en")
    assert list(tmp_path.iterdir()) == []


def test_csv_text_is_never_a_formula_but_numbers_stay_numbers():
    import pandas as pd

    text = to_csv(pd.DataFrame({"a": ["=1+1", "-x", "@y", "plain"], "b": [-1.5, math.nan, 2.0, -1e-16]})).decode()
    assert text == "a,b\r\n'=1+1,-1.5\r\n'-x,\r\n'@y,2.0\r\nplain,0.0\r\n"
