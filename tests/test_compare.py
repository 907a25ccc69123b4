import dataclasses
import json
from pathlib import Path

import openpyxl
import pytest
from builders import make_workbook
from click.testing import CliRunner

from drift.cli.comparison import print_comparison
from drift.cli.main import cli
from drift.compare.versions import build_comparison, compare_versions
from drift.compare.words import write_target
from drift.compare.workbook import write_comparison
from drift.contract.lineage.redline import mark_changes, write_plain
from drift.wording import Wording

OLD = [
    ["4.1", "De leverancier herstelt storingen met prioriteit 1 binnen 4 uur na de melding."],
    ["4.2", "De beschikbaarheid van het systeem is ten minste 98 % per maand, gemeten over 24 uur per dag."],
    ["4.3", "=HYPERLINK(evil) de leverancier rapporteert maandelijks over alle meldingen aan de klant."],
    ["4.4", "De klant geeft toegang tot de technische ruimten na aankondiging door de leverancier."],
    ["4.5", "Overleg vindt plaats op verzoek van een van beide partijen en wordt genotuleerd."],
]
NEW = [
    ["4.1", "De leverancier herstelt storingen met prioriteit 1 binnen 2 uur na de melding."],
    ["5.1", "De beschikbaarheid van het systeem is ten minste 99 % per maand, gemeten over 24 uur per dag."],
    ["5.2", "=HYPERLINK(evil) de leverancier rapporteert wekelijks over alle meldingen aan de klant."],
    ["5.3", "De klant geeft toegang tot de technische ruimten na aankondiging door de leverancier."],
    ["5.4", "Boetes worden verrekend met de eerstvolgende kwartaalfactuur van de opdrachtnemer."],
]


@pytest.fixture
def versions(tmp_path):
    return [
        str(make_workbook(tmp_path / name, {"Eisen": [["Nr", "Omschrijving"], *rows]}))
        for name, rows in (("SLA v1 01-01-2021.xlsx", OLD), ("SLA v2 01-01-2023.xlsx", NEW))
    ]


def run(*arguments):
    return CliRunner(env={"COLUMNS": None}).invoke(cli, ["compare", *map(str, arguments)])


def test_what_the_contract_does_otherwise_comes_first_then_targets_words_and_places(versions):
    done = run(*versions, "--lang", "nl")
    assert done.exit_code == 0
    told = [" ".join(line.split()) for line in done.output.splitlines()]
    assert told[1] == "verplaatst 1, anders verwoord 3, erbij 1, weg 1"
    assert told[3:5] == ["Wat het contract anders doet (1)", "4.3 → 5.2 strenger"]
    assert "[-maandelijks-] {+wekelijks+}" in told[5]
    parts = ["Erbij (1)", "Weg (1)", "Gemeten normen (2)", "Anders verwoord (2)", "Verplaatst (1)"]
    assert [line for line in told if line in parts] == parts
    assert "4.5 plicht weg" in told
    assert "strenger 4.1 ≤ 4 uur ≤ 2 uur storingen met prioriteit 1 binnen 2 uur" in told
    assert any(line.startswith("strenger 4.2 → 5.1 ≥ 98 % ≥ 99 %") for line in told)
    assert "gebonden: beide 1 0 −1" in told
    assert "Boetes worden verrekend met de eerstvolgende kwartaalfactuur van de opdrachtnemer." in told
    redline = "4.2 → 5.1 strenger De beschikbaarheid van het systeem is ten minste [-98-] {+99+} % per maand"
    assert redline in " ".join(told)
    assert told.index("4.4 → 5.3") > told.index("Anders verwoord (2)")


def test_json_holds_every_clause_with_its_place(versions):
    record = json.loads(run(*versions, "--json").output)
    assert record["changes"] == {
        "same": 0,
        "moved": 1,
        "reworded": 3,
        "split": 0,
        "merged": 0,
        "added": 1,
        "dropped": 1,
    }
    assert [target["change"] for target in record["targets"]] == ["tightened", "tightened"]
    assert record["targets"][0]["log_tightening"] == pytest.approx(0.693147181)
    assert record["clauses"][0]["old_text"] == OLD[0][1]
    assert [clause["new_row"] for clause in record["clauses"]] == [2, 3, 4, 5, None, 6]
    assert [(row["measure"], row["old"], row["new"]) for row in record["growth"][:1]] == [("clauses", 5, 5)]


def test_the_workbook_holds_the_redline_and_no_formula(versions, tmp_path):
    out = tmp_path / "out.xlsx"
    assert run(*versions, "--out", out, "--lang", "en").exit_code == 0
    first = out.read_bytes()
    assert run(*versions, "--out", out, "--lang", "en").exit_code == 0
    assert out.read_bytes() == first
    book = openpyxl.load_workbook(out, rich_text=True)
    assert book.sheetnames == ["Clauses", "Targets", "Outside the clauses", "Growth"]
    sheet = book["Clauses"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref
    assert (sheet["A2"].value, sheet["C2"].value, sheet["D2"].value) == ("stricter", "4.3", "5.2")
    runs = sheet["E2"].value
    marked = [(str(part), bool(part.font.strike), bool(part.font.b)) for part in runs[1:3]]
    assert marked == [("maandelijks ", True, False), ("wekelijks ", False, True)]
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert all(cell.data_type != "f" for cell in cells)
    assert any("=HYPERLINK(evil)" in str(cell.value) for cell in cells)


@pytest.mark.parametrize(
    ("turn", "said"),
    [
        (lambda old, _: (old, "nowhere.xlsx"), "there is no such file or folder"),
        (lambda old, new: (old, new, "--out", "x.pdf"), "ends in .xlsx"),
        (lambda old, new: (old, new, "--out", old), "one of the versions compared"),
        (lambda old, _: (old, "tests"), "is a folder"),
    ],
)
def test_wrong_use_is_one_clear_error(versions, turn, said):
    done = run(*turn(*versions), "--lang", "en")
    assert done.exit_code == 2
    assert said in done.output
    assert len(done.output.strip().splitlines()) == 1


def test_a_file_without_clauses_is_said_so(versions, tmp_path):
    other = make_workbook(tmp_path / "other.xlsx", {"Blad1": [["a", "b"], [1, 2]]})
    done = run(versions[0], other, "--lang", "en")
    assert done.exit_code == 1
    assert "no clause was found" in done.output


def test_nothing_is_written_beside_the_versions(versions, tmp_path):
    compare_versions(*(tmp_path / path for path in versions))
    assert sorted(path.name for path in tmp_path.iterdir()) == ["SLA v1 01-01-2021.xlsx", "SLA v2 01-01-2023.xlsx"]


def test_a_split_and_a_merge_are_told_whole(tmp_path):
    report, discuss = (
        "De leverancier rapporteert elke maand alle meldingen aan de klant voor de tiende werkdag.",
        "De contractmanager bespreekt de openstaande acties en het geplande onderhoud in het werkoverleg.",
    )
    parts = ["Reserveonderdelen van kritieke transportbanden liggen op voorraad bij de installatie.", OLD[3][1]]
    old = [["1.1", f"{report} {discuss}"], ["1.2", parts[0]], ["1.3", parts[1]], ["1.4", OLD[4][1]]]
    new = [["2.1", report], ["2.2", discuss], ["2.3", " ".join(parts)], ["2.4", OLD[4][1]]]
    paths = [
        str(make_workbook(tmp_path / f"SLA v{k} 01-01-202{k}.xlsx", {"Eisen": [["Nr", "Omschrijving"], *rows]}))
        for k, rows in ((1, old), (2, new))
    ]
    told = [" ".join(line.split()) for line in run(*paths, "--lang", "en").output.splitlines()]
    assert told[told.index("Split (1)") + 1] == "1.1 → 2.1 + 2.2"
    assert told[told.index("Merged (1)") + 1] == "1.2 + 1.3 → 2.3"


def test_a_clause_without_a_number_is_named_by_its_first_words(tmp_path):
    parts = [
        "De leverancier houdt een logboek bij van al het werk.",
        "De klant geeft na aankondiging toegang tot de hal.",
    ]
    frames = [[*OLD[:3], [None, " ".join(parts)]], [*OLD[:3], *([None, part] for part in parts)]]
    paths = [
        str(make_workbook(tmp_path / f"SLA v{k} 01-01-202{k}.xlsx", {"Eisen": [["Nr", "Omschrijving"], *rows]}))
        for k, rows in enumerate(frames, start=1)
    ]
    told = run(*paths, "--lang", "nl").output
    first, second = "De leverancier houdt een logboek bij va…", "De klant geeft na aankondiging toegang …"
    assert f"“{first}” → “{first}” + “{second}”" in told


@pytest.mark.parametrize(("value", "said"), [(1, "= 1 hour"), (2, "= 2 hours"), (1.5, "= 1.5 hours")])
def test_a_target_is_written_as_one_reads_it(value, said):
    row = {"new_comparator": "=", "new_value": value, "new_unit": "hour"}
    assert write_target(row, "new", Wording("en")) == said


def test_a_target_of_another_base_is_written_with_it():
    sides = {f"{side}_{name}": said for side in ("old", "new") for name, said in (("value", 99.5), ("unit", "%"))}
    row = {**sides, "old_comparator": ">=", "new_comparator": ">=", "old_per": "month", "new_per": "year"}
    written = [write_target(row, side, Wording("en")) for side in ("old", "new")]
    assert written == ["≥ 99.5 % / month", "≥ 99.5 % / year"]
    assert write_target({**row, "new_per": "month"}, "new", Wording("en")) == "≥ 99.5 %"


def test_the_redline_reads_as_the_new_text_without_what_was_deleted():
    runs = mark_changes("within 4 hours\nof the call", "within 2 working hours of the call")
    assert "".join(text for kind, text in runs if kind != "deleted") == "within 2 working hours of the call"
    assert write_plain(runs) == "within [-4-] {+2 working+} hours of the call"


SHARED = Path(__file__).parents[2] / "shared" / "cases" / "small" / "edits"
needs_shared = pytest.mark.skipif(not SHARED.is_dir(), reason="the edits of ../shared are not here")


@needs_shared
@pytest.mark.parametrize(
    ("edit", "changes", "effects", "targets"),
    [
        ("01", {"moved": 16}, (), ()),
        ("03", {"same": 15, "split": 2}, (), ()),
        ("04", {"same": 14, "merged": 2}, (), ()),
        ("06", {"same": 15, "reworded": 1}, ("prohibition_added",), ()),
        ("08", {"same": 15, "reworded": 1}, ("relaxed",), ("relaxed",)),
        ("10", {"same": 15, "reworded": 1}, (), ()),
        ("12", {"same": 15, "reworded": 1}, ("stricter",), ("tightened",)),
        ("14", {"same": 15, "reworded": 1}, ("party_changed",), ()),
        ("15", {"same": 15, "reworded": 1}, ("stricter",), ("tightened",)),
        ("16", {"same": 15, "reworded": 1}, ("clock_changed", "relaxed"), ("relaxed",)),
        ("18", {"same": 15, "reworded": 1}, (), ()),
        ("19", {"same": 15, "reworded": 1}, ("clock_changed", "relaxed"), ()),
        ("22", {"same": 15, "added": 1, "dropped": 1}, ("duty_lifted", "duty_added"), ()),
        ("23", {"same": 15, "dropped": 1}, ("duty_lifted",), ()),
        ("25", {"same": 15, "reworded": 1}, ("exception_added",), ()),
        ("26", {"reworded": 16}, (), ()),
        ("27", {"same": 10, "moved": 6}, (), ()),
    ],
)
def test_an_edit_of_sixteen_clauses_is_told_as_what_it_is(edit, changes, effects, targets):
    compared = compare_versions(SHARED / "old.xlsx", SHARED / f"new_{edit}.xlsx")
    assert {change: n for change, n in compared.counts.items() if n} == changes
    assert {effect for told in compared.clauses["effects"] for effect in told} == set(effects)
    assert tuple(compared.targets["change"]) == targets


@needs_shared
def test_a_matrix_that_changed_is_told_as_a_target_or_by_its_cell():
    compared = compare_versions(SHARED / "old_28.xlsx", SHARED / "new_28.xlsx")
    cells = [(cell.sheet, cell.cell, cell.old, cell.new) for cell in compared.cells]
    targets = list(compared.targets["change"])
    assert (cells, targets) in (([("Servicelevels", "B3", "4 uur", "2 uur")], []), ([], ["tightened"]))


def test_a_pair_with_a_low_score_is_marked_to_be_checked(tmp_path, versions):
    compared = compare_versions(*(tmp_path / path for path in versions))
    doubted = dataclasses.replace(compared, clauses=compared.clauses.assign(to_check=True))
    assert [clause["to_check"] for clause in build_comparison(compared)["clauses"]] == [False] * 6
    out = tmp_path / "out.xlsx"
    write_comparison(doubted, out, Wording("en"))
    sheet = openpyxl.load_workbook(out)["Clauses"]
    assert [cell.value for cell in sheet[1]][5] == "Check"
    assert sheet["F2"].value == "to check"
    assert "Check" not in [cell.value for cell in openpyxl.load_workbook(_write(compared, out))["Clauses"][1]]


def _write(compared, out):
    write_comparison(compared, out, Wording("en"))
    return out


def test_the_screen_marks_what_is_to_be_checked(tmp_path, versions, capsys):
    compared = compare_versions(*(tmp_path / path for path in versions))
    print_comparison(dataclasses.replace(compared, clauses=compared.clauses.assign(to_check=True)), Wording("en"))
    assert "4.3 → 5.2  stricter; to check" in capsys.readouterr().out


def test_a_duty_that_changed_hands_is_told_whatever_the_parties_are_called(tmp_path):
    names = '[parties]\nsupplier = ["Zonnevelt"]\ncustomer = ["Oosterdam"]\n'
    (tmp_path / "drift.toml").write_text(names, encoding="utf-8")
    rest = [["1.2", "Zonnevelt levert elke maand een rapport."], ["1.3", "Oosterdam geeft toegang tot de hal."]]
    paths = [
        make_workbook(
            tmp_path / f"SLA v{k} 01-01-202{k}.xlsx",
            {"Eisen": [["Nr", "Omschrijving"], ["1.1", f"{name} moet back-ups dagelijks controleren."], *rest]},
        )
        for k, name in ((1, "Zonnevelt"), (2, "Oosterdam"))
    ]
    clauses = compare_versions(*paths).clauses.set_index("old_id")
    assert clauses.loc["1.1", "effects"] == ["party_changed"]
    assert clauses.loc["1.1", "new_text"] == "Oosterdam moet back-ups dagelijks controleren."
    assert clauses["effects"].map(len).sum() == 1


def test_a_clause_that_looks_like_the_markup_of_a_workbook_is_a_text_of_it(tmp_path):
    dropped, files = "<r>De leverancier & de klant overleggen.</r>", [tmp_path / "a.xlsx", tmp_path / "b.xlsx"]
    for file, rows in zip(files, ([["1.1", dropped]], []), strict=True):
        book = openpyxl.Workbook()
        for row in (["Nr", "Eis"], *rows, ["1.2", "Leverancier dient te leveren."]):
            book.active.append(row)
        book.save(file)
    done = CliRunner().invoke(cli, ["compare", *map(str, files), "--out", str(tmp_path / "out.xlsx")])
    assert done.exit_code == 0, done.output
    sheets = openpyxl.load_workbook(tmp_path / "out.xlsx").worksheets
    cells = {str(cell.value).strip() for sheet in sheets for row in sheet.iter_rows() for cell in row}
    assert dropped in cells
