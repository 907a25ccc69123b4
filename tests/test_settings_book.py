"""Settings in drift.xlsx say what drift.toml says, cell by cell, and are never read as data."""

import datetime as dt
import os
import shutil
import subprocess
import tempfile
import tomllib
from pathlib import Path
from typing import get_args

import openpyxl
import pytest
import xlsxwriter
from builders import make_contract, make_log
from commands import run
from hypothesis import HealthCheck, given
from hypothesis import settings as how
from hypothesis import strategies as st
from pydantic import BaseModel, ValidationError

import drift
from drift.errors import UsageError
from drift.project import make_project, open_project
from drift.project.book import read_book
from drift.project.settings import EPOCH_FORMATS, Document, HandNorm, Milestone, Parties, Scope, Settings, Source
from drift.project.sheets import NAMES, PARTIES, SHEETS, SIDES, SINGLE
from drift.setup.book.evidence import read_evidence
from drift.setup.book.new import make_book
from drift.setup.overrule import name_relation
from drift.terms import DocumentRole, Group
from drift.wording import Wording

# signs that XML has, without the blanks around that no cell shows, and not as Excel escapes signs (_x0041_)
signs = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Co", "Cn", "Zl", "Zp"))
texts = st.text(signs, min_size=1, max_size=20).filter(lambda text: text.strip() == text and "_x" not in text.lower())
days = st.dates(dt.date(1900, 3, 1), dt.date(2199, 12, 31))  # Excel has a 29 February 1900 that never was
months = st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)).map(lambda day: f"{day:%Y-%m}")
amounts = st.one_of(st.integers(1, 10**6), st.floats(0.01, 1e3).map(lambda one: round(one, 9)))  # Excel has 15 digits
sides = st.sampled_from(("customer", "supplier"))
words = {name: get_args(kind) for name, kind in {"role": DocumentRole, "group": Group}.items()}
table = st.sampled_from(get_args(get_args(Source.model_fields["table"].annotation)[0]))
clock = st.sampled_from(get_args(HandNorm.model_fields["clock"].annotation))
names = st.lists(texts, max_size=3)
CONTENTS = st.fixed_dictionaries(
    {},
    optional={
        "schema": st.just(1),
        "relation": texts,
        "relation_column": texts,
        "alias": texts,
        "language": st.sampled_from(("nl", "en")),
        "zone": st.sampled_from(("Europe/Amsterdam", "UTC")),
        "base": st.tuples(months, months).map(list),
        "cut_days": st.integers(1, 366),
        "own_side": sides,
        "sides": sides.map(lambda caller: {"caller": caller}),
        "weights": st.dictionaries(st.sampled_from(words["group"]), amounts),
        "working_time": st.just({"country": "DE", "days": "mon-sat", "hours": "07:30-16:00"}),
        "effort": st.fixed_dictionaries({"report_hours": amounts.filter(lambda one: one <= 1000)}),
        "document": st.lists(
            st.fixed_dictionaries(
                {"files": texts},
                optional={
                    "name": texts,
                    "role": st.sampled_from(words["role"]),
                    "effective_on": st.one_of(days, texts.map(lambda text: f"kop {text}")),
                },
            ),
            max_size=3,
        ),
        "source": st.lists(
            st.fixed_dictionaries(
                {"files": texts},
                optional={
                    "sheet": texts,
                    "table": table,
                    "tool": texts,
                    "heading_row": st.integers(1, 1_048_576),
                    "day_first": st.booleans(),
                    "nulls": names,
                    "format": st.sampled_from((*EPOCH_FORMATS, "%d|%m|%Y")),
                    "zone": st.sampled_from(("wall", "UTC")),
                    "columns": st.dictionaries(texts, texts, max_size=4),
                },
            ),
            max_size=3,
        ),
        "milestone": st.lists(st.fixed_dictionaries({"on": days, "what": texts}), max_size=2),
        "scope": st.lists(st.fixed_dictionaries({"on": days, "unit": texts, "amount": amounts}), max_size=2),
        "norm": st.lists(
            st.fixed_dictionaries(
                {"clause": st.one_of(texts, st.just("4.10")), "clock": clock},
                optional={
                    "document": texts,
                    "working": st.booleans(),
                    "stops": st.booleans(),
                    "where": st.dictionaries(st.sampled_from(("priority", "category", "object")), texts),
                },
            ),
            max_size=2,
        ),
        "parties": st.fixed_dictionaries({}, optional={"supplier": names, "customer": names}),
        "aliases": st.dictionaries(texts, names, max_size=3),
    },
)


@pytest.fixture
def folder(tmp_path):
    make_contract(tmp_path, "SLA v1 2022-01-01", ["Leverancier dient te leveren."] * 6)
    make_log(tmp_path, dt.datetime(2022, 1, 1), 3)
    return tmp_path


def write(path, sheets):
    """Write sheets of cells as they are typed in Excel."""
    with xlsxwriter.Workbook(path) as book:
        day = book.add_format({"num_format": "dd-mm-yyyy"})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            for i, row in enumerate(rows):
                for j, value in enumerate(row):
                    sheet.write(i, j, value, day if isinstance(value, dt.date) else None)


def settings_of(tmp_path, sheets):
    write(tmp_path / "drift.xlsx", sheets)
    return open_project(tmp_path).settings


@pytest.mark.filterwarnings("ignore::UserWarning")
@how(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(content=CONTENTS, language=st.sampled_from(("nl", "en")))
def test_what_drift_toml_says_drift_xlsx_says(content, language):
    try:
        meant = Settings.model_validate(content)
    except ValidationError:  # two relations of one spelling
        return
    evidence = read_evidence("")
    evidence = type(evidence)(content, {}, {}, (), ())
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "drift.xlsx").write_bytes(make_book(evidence, Wording(language)))
        assert open_project(Path(folder)).settings == meant


def test_every_key_has_a_cell():
    told = {key.partition(".")[0] for key in SINGLE} | {*NAMES[1:]}
    assert told == {info.alias or name for name, info in Settings.model_fields.items()}
    models: dict[str, type[BaseModel]] = {
        "document": Document, "source": Source, "milestone": Milestone, "scope": Scope, "norm": HandNorm,
    }  # fmt: skip
    for name, model in models.items():
        layout = SHEETS[name]
        assert {*layout.columns, *layout.several, *layout.pairs} == {*model.model_fields}
    for name in ("sides", "working_time", "effort"):
        own = {key.partition(".")[2] for key in SINGLE if key.startswith(f"{name}.")}
        assert own == {*type(getattr(Settings(), name)).model_fields}
    assert set(Parties.model_fields) == {"supplier", "customer"} == {*SIDES}


def test_cells_are_read_as_a_person_types_them(tmp_path):
    settings = settings_of(
        tmp_path,
        {
            "settings": [KEY, ["cut_days", "90"], ["base.first", DAY], ["base.last", "2021-12"],
                         ["language", " nl "], ["relation", 2024], ["zone", ""], ["sides.handler", None]],
            "source": [["files", "table", "day_first", "heading_row"], ["a", "events", "Nee", 3], ["b", None, True]],
            "document": [["effective_on", "files"], [DAY, "a"], ["2023-08-01", "b"], ["Blad1!B3", "c"]],
            "Eigen blad": [["files", "x"], ["#", "y"]],
        },
    )  # fmt: skip
    assert (settings.cut_days, settings.base, settings.language) == (90, ("2021-01", "2021-12"), "nl")
    assert (settings.relation, settings.zone) == ("2024", "Europe/Amsterdam")
    assert [one.day_first for one in settings.source] == [False, True]
    assert settings.source[0].heading_row == 3
    assert [one.effective_on for one in settings.document] == [DAY, dt.date(2023, 8, 1), "Blad1!B3"]


def test_what_goes_on_below_belongs_to_the_row_above(tmp_path):
    rows = [
        ["mijn notitie"],
        ["files", "eigen kolom", "field", "heading", "nulls"],
        ["a", "x", "at", "Tijd", "leeg"],
        [None, None, "text", "Tekst", None],
        [None, "y", None, None, "onbekend"],
        [],
        ["b"],
    ]
    source = settings_of(tmp_path, {"source": rows}).source
    assert [(one.files, one.columns, one.nulls) for one in source] == [
        ("a", {"at": "Tijd", "text": "Tekst"}, ("leeg", "onbekend")),
        ("b", {}, ()),
    ]


DAY = dt.date(2021, 1, 1)
KEY = ["key", "value"]
FILES = ["files", "table", "field", "heading"]
WRONG = {
    "a value": ({"source": [FILES, ["a", "incidentz"]]}, "error.toml_value", "source", "B2"),
    "a key": ({"settings": [KEY, ["relatoin", "x"]]}, "error.toml_key_near", "settings", "A2"),
    "a strange key": ({"settings": [KEY, ["#", "x"]]}, "error.toml_key", "settings", "A2"),
    "a key twice": ({"settings": [KEY, ["zone", "UTC"], ["zone", "UTC"]]}, "error.book_twice", "settings", "A3"),
    "a sheet": ({"sources": [FILES]}, "error.book_sheet", "sources", None),
    "a heading": ({"source": [["files", "tabel"]]}, "error.book_heading_near", "source", "B1"),
    "a heading twice": ({"source": [["files", "files"]]}, "error.book_twice", "source", "B1"),
    "no heading": ({"source": [["a", "events"]]}, "error.book_heading", "source", None),
    "no sheet of ours": ({"Blad1": [["files"]]}, "error.book_sheets", None, None),
    "no files": ({"source": [FILES, [None, "events"]]}, "error.toml_value", "source", "A2"),
    "half a pair": ({"source": [FILES, ["a", None, "at", None]]}, "error.book_pair", "source", "C2"),
    "a field twice": (
        {"source": [FILES, ["a", None, "at", "x"], [None, None, "at", "y"]]}, "error.book_twice", "source", "C3",
    ),
    "a number for a clause": (
        {"norm": [["clause", "clock"], [4.1, "restore"]]}, "error.toml_value", "norm", "A2",
    ),
    "half a base": ({"settings": [KEY, ["base.last", "2021-12"]]}, "error.toml_value", "settings", "B2"),
    "a month": ({"settings": [KEY, ["base.first", "j"], ["base.last", "i"]]}, "error.toml_value", "settings", "B2"),
    "a day": ({"milestone": [["on", "what"], ["gisteren", "x"]]}, "error.toml_value", "milestone", "A2"),
    "an amount": ({"scope": [["on", "unit", "amount"], [DAY, "x", -1]]}, "error.toml_value", "scope", "C2"),
    "an error": ({"settings": [KEY, ["zone", "=NA()"]]}, "error.toml_value", "settings", "B2"),
    "a spelling of nobody": ({"aliases": [["name", "spelling"], [None, "x"]]}, "error.book_pair", "aliases", "B2"),
    "a party too long": ({"parties": [["customer"], ["x" * 2000]]}, "error.toml_value", "parties", "A2"),
    "too many": ({"source": [FILES, *([f"a{i}", "events"] for i in range(1_001))]}, "error.toml_value", None, None),
    "too many rows": ({"settings": [KEY, *[["zone", None]] * 20_000, ["#", 1]]}, "error.book_rows", "settings", None),
}  # fmt: skip


@pytest.mark.parametrize("name", WRONG)
def test_what_cannot_be_meant_is_told_with_its_cell(tmp_path, name):
    sheets, code, sheet, cell = WRONG[name]
    with pytest.raises(UsageError) as refused:
        settings_of(tmp_path, sheets)
    note = refused.value.note
    at = note.at
    assert (note.code, at.file, at.sheet, at.cell) == (code, "drift.xlsx", sheet, cell)
    for language in ("nl", "en"):
        assert len(Wording(language).tell(note)) < 700


def test_an_error_of_excel_is_told_with_its_cell(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "drift.xlsx") as book:
        sheet = book.add_worksheet("settings")
        sheet.write_row(0, 0, KEY)
        sheet.write_string(1, 0, "zone")
        sheet.write_formula(1, 1, "=NA()", None, "#N/A")
        sheet.write_formula(1, 5, "=NA()", None, "#N/A")  # a column of his own
    with pytest.raises(UsageError) as refused:
        open_project(tmp_path)
    assert (refused.value.note.code, refused.value.note.at.cell) == ("error.book_formula", "B2")


def test_a_field_that_no_table_has_is_told_with_its_cell(folder):
    write(folder / "drift.xlsx", {"source": [FILES, ["*", "incidents", "opend_at", "Geopend"]]})
    done = run("check", folder, "--lang", "nl")
    assert (done.exit_code, done.stdout) == (2, "")
    assert done.stderr == "drift: drift.xlsx › source › C2: onbekende sleutel columns.opend_at; is opened_at bedoeld?\n"


def test_a_setting_that_fits_nothing_is_told_with_its_cell(folder):
    write(folder / "drift.xlsx", {"document": [["files", "name"], ["*", "SLA"], ["weg*.xlsx", "x"]]})
    note = next(one for one in drift.check(folder).notes if one.code == "note.unmatched")
    assert (note.at.sheet, note.at.cell, note.values["value"]) == ("document", "A3", "weg*.xlsx")


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04 no zip", b"relation = 'x'", b"x" * (1 << 21)])
def test_what_is_no_workbook_is_refused_in_one_line(tmp_path, content):
    (tmp_path / "drift.xlsx").write_bytes(content)
    done = run("check", tmp_path)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert "drift.xlsx" in done.stderr


@pytest.mark.parametrize("kind", ["folder", "pipe", "link", "link to nothing", "link to itself"])
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_what_is_no_file_is_no_workbook_of_settings(tmp_path, kind):
    book = tmp_path / "relation" / "drift.xlsx"
    book.parent.mkdir()
    write(tmp_path / "other.xlsx", {"settings": [KEY]})
    targets = {"link": tmp_path / "other.xlsx", "link to nothing": "nowhere", "link to itself": book}
    if kind in targets:
        book.symlink_to(targets[kind])
    else:
        (os.mkfifo if kind == "pipe" else os.mkdir)(book)
    with pytest.raises(UsageError) as refused:
        open_project(book.parent)
    assert (refused.value.note.code, refused.value.note.at.file) == ("error.toml_no_file", "drift.xlsx")


def test_two_files_of_settings_are_refused(folder):
    (folder / "drift.toml").write_text('relation = "A"\n')
    write(folder / "drift.xlsx", {"settings": [KEY, ["relation", "B"]]})
    done = run("check", folder, "--lang", "en")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "drift.toml stands in this folder as well" in done.stderr


def test_settings_are_no_data_here_or_below(folder):
    before = [file.file for file in drift.check(folder).files]
    write(folder / "drift.xlsx", {"settings": [KEY, ["relation", "Noord"]]})
    (folder / "oud").mkdir()
    shutil.copy(folder / "drift.xlsx", folder / "oud" / "drift.xlsx")
    after = {file.file: file for file in drift.check(folder).files}
    assert [*after] == [*before, "oud/drift.xlsx"]
    assert (after["oud/drift.xlsx"].status, after["oud/drift.xlsx"].reason.code) == ("skipped", "skipped.settings")
    assert open_project(folder).name == open_project(folder / "drift.xlsx").name == "Noord"


def test_init_proposes_in_a_workbook_what_it_proposes_in_toml(folder, tmp_path_factory):
    other = tmp_path_factory.mktemp("other") / folder.name
    shutil.copytree(folder, other)
    assert run("init", folder, "--lang", "nl").exit_code == 0
    assert run("init", other, "--lang", "nl", "--xlsx").exit_code == 0
    assert not (other / "drift.toml").exists()
    assert open_project(other).settings == open_project(folder).settings
    assert open_project(other).settings.document[0].role == "sla"
    remarks = [cell.value for cell in openpyxl.load_workbook(other / "drift.xlsx")["document"]["E"] if cell.value]
    assert "1 versie" in remarks[-1]


TOML = """# mine
schema = 1
relation = "Zuid"  # as they say

[[source]]
files = "*.xlsx"   # mine too
day_first = false
columns = { title = "Onderwerp", opened_at = "Geopend" }

# [[source]]
# columns = "nonsense"

[aliases]
"Zuid" = ["zuid 2"]
"""


def test_a_drift_toml_goes_over_and_is_kept(folder):
    (folder / "drift.toml").write_text(TOML, encoding="utf-8")
    (folder / "drift.toml.old").write_text("first")
    before = open_project(folder).settings
    done = run("init", folder, "--lang", "en", "--xlsx")
    assert done.exit_code == 0
    assert "the former file is kept as drift.toml.old2 and is not read" in done.stdout
    assert not (folder / "drift.toml").exists()
    assert (folder / "drift.toml.old").read_text() == "first"
    assert (folder / "drift.toml.old2").read_text(encoding="utf-8") == TOML
    after = open_project(folder).settings
    assert after.source[0] == before.source[0]
    assert (after.relation, after.aliases) == ("Zuid", {"Zuid": ("zuid 2",)})
    skipped = {file.file for file in drift.check(folder).files if file.status == "skipped"}
    assert {"drift.toml.old", "drift.toml.old2"} <= skipped


def test_what_no_cell_can_hold_stays_in_toml(folder):
    text = 'relation = "a"\n[[source]]\nfiles = "*"\ntool = "_x005F_x0041_"\n'
    (folder / "drift.toml").write_text(text)
    done = run("init", folder, "--lang", "en", "--xlsx")
    assert done.exit_code == 2
    assert "source holds something that no cell of a workbook can hold" in done.stderr
    assert (folder / "drift.toml").read_text() == text
    assert not (folder / "drift.xlsx").exists()


def test_the_sample_says_the_same_in_both(tmp_path):
    sample = Path(__file__).parents[1] / "data" / "samples" / "sorteercentrum" / "drift.toml"
    evidence = read_evidence(sample.read_text(encoding="utf-8"))
    (tmp_path / "drift.xlsx").write_bytes(make_book(evidence, Wording("nl")))
    told = tomllib.loads(sample.read_text(encoding="utf-8"))
    assert open_project(tmp_path).settings == make_project(told, None).settings
    assert {*read_book(tmp_path / "drift.xlsx").content} >= {*told} - {PARTIES}


OFFICE = shutil.which("soffice")
ODD = [
    "=1+1",
    "007",
    "TRUE",
    "1e5",
    "2024-01-01",
    "4.10",
    "07:30",
    "12,5",
    "5 %",
    "'x",
    "é“ü”",
]  # texts that look like others


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice")
def test_settings_that_libreoffice_saved_say_the_same(tmp_path):
    """Saved again by another program, twice: from what we wrote, and from what it wrote itself."""
    told = {
        "schema": 1,
        "relation": "0012",
        "language": "nl",
        "zone": "UTC",
        "base": ["2018-01", "2018-12"],
        "cut_days": 61,
        "own_side": "customer",
        "sides": {"caller": "customer"},
        "weights": {words["group"][0]: 0.123456789},
        "working_time": {"country": "DE", "days": "mon-sat", "hours": "07:30-16:00"},
        "effort": {"report_hours": 2.5},
        "document": [
            {"files": "x.xlsx", "effective_on": "Blad1!B3"},
            *({"files": odd, "name": odd, "role": "sla", "effective_on": dt.date(2021, 2, 3)} for odd in ODD),
        ],
        "source": [
            {"files": "log.xlsx", "sheet": "2024", "table": "incidents", "heading_row": 4, "day_first": True,
             "nulls": ["-", "0", "n.v.t."], "format": "%d|%m|%Y", "zone": "UTC",
             "columns": {"incident_id": "1", "opened_at": "=A1", "title": "TRUE"}},
        ],
        "milestone": [{"on": dt.date(1999, 12, 31), "what": odd} for odd in ODD],
        "scope": [{"on": dt.date(2020, 2, 29), "unit": "liften", "amount": 1234567.25}],
        "norm": [{"clause": "4.10", "clock": "restore", "working": False, "where": {"priority": "1"}}],
        "parties": {"supplier": ODD, "customer": ["3.0"]},
        "aliases": {"1.0": ["1", "01"]},
    }  # fmt: skip
    meant = make_project(told, None).settings
    book = tmp_path / "drift.xlsx"
    book.write_bytes(make_book(type(read_evidence(""))(told, {}, {}, (), ()), Wording("nl")))
    assert open_project(tmp_path).settings == meant
    for saved in ("once", "twice"):
        (tmp_path / saved).mkdir()
        command = [OFFICE, "--headless", f"-env:UserInstallation={(tmp_path / 'office').as_uri()}", "--convert-to"]
        subprocess.run(
            [*command, "xlsx", "--outdir", tmp_path / saved, book], check=True, capture_output=True, timeout=120
        )
        book = tmp_path / saved / "drift.xlsx"
        assert open_project(tmp_path / saved).settings == meant
    name_relation(tmp_path / "twice", "Noord", None)
    assert open_project(tmp_path / "twice").settings == meant.model_copy(update={"relation": "Noord"})
