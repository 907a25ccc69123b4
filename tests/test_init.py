"""drift init and drift forget: what they propose, keep, notice and delete."""

import ast
import datetime as dt
import stat
import sys
import tomllib
from itertools import product
from pathlib import Path
from typing import get_args

import openpyxl
import pikepdf
import pytest
from builders import make_contract, make_workbook
from click.testing import CliRunner

import drift
from drift.cli.main import cli
from drift.errors import UsageError
from drift.project import open_project
from drift.setup import language as folder_language
from drift.setup import people_list, purpose
from drift.setup.folder import forget_folder
from drift.setup.proposal import cover
from drift.setup.toml_text import wildcard
from drift.sources.layout.unread.unknown import Kind
from drift.sources.readers import READERS
from drift.sources.robots import tell_robot
from drift.wording import Wording, load_texts

DAY = dt.datetime(2024, 1, 2, 9)
HEADS = ["Meldingnummer", "Korte omschrijving", "Aanmelddatum", "Gereed", "Aanmelder", "Behandelaar"]


def incidents(months=3, a_month=4, handler="Piet de Vries"):
    for i in range(months * a_month):
        opened = dt.datetime(2024, 1 + i // a_month, 2 + i % a_month * 5, 9)
        yield [f"M{i}", f"kapot {i}", opened, opened + dt.timedelta(hours=2), "Jan Jansen", handler]


def make_relation(folder, rows=None):
    make_contract(folder, "SLA v1 2023-01-01", ["Leverancier dient te leveren."] * 6)
    make_contract(folder, "SLA v2 2024-01-01", ["Leverancier dient te leveren."] * 8)
    make_workbook(folder / "meldingen 2024-03.xlsx", {"Log": [HEADS, *(rows or incidents())]})
    return folder


def init(folder, lang="nl"):
    done = CliRunner().invoke(cli, ["init", str(folder), "--lang", lang], catch_exceptions=False)
    assert done.exit_code == 0
    return done.output


@pytest.fixture
def relation(tmp_path):
    return make_relation(tmp_path / "Acme")


def test_the_proposal_is_a_drift_toml_that_reads_the_same(relation):
    before = drift.check(relation)
    init(relation)
    settings = open_project(relation).settings
    assert (settings.relation, settings.language) == ("Acme", "nl")
    assert [(entry.files, entry.name) for entry in settings.document] == [("SLA v*.xlsx", "SLA")]
    (source,) = settings.source
    assert (source.files, source.table) == ("meldingen *.xlsx", "incidents")
    assert source.columns["opened_at"] == "Aanmelddatum"
    after = {file.file: file for file in drift.check(relation).files}
    for file in before.files:
        assert [vars(sheet) for sheet in after[file.file].sheets] == [vars(sheet) for sheet in file.sheets]


def test_a_proposal_for_any_tool_is_read_again_without_a_fault(tmp_path):
    heads = [
        "number",
        "opened_at",
        "resolved_at",
        "caller_id",
        "assigned_to",
        "reassignment_count",
        "made_sla",
        "u_symptom",
    ]
    rows = [[f"INC{i:07}", DAY, DAY, "Caller 1", "Resolver 2", i, "true", "x"] for i in range(9)]
    make_workbook(tmp_path / "incident.xlsx", {"Page 1": [heads, *rows]})
    make_workbook(tmp_path / "agenda.xlsx", {"Agenda": [["Subject", "Start Date", "Start Time", "Required Attendees"]]})
    before = drift.check(tmp_path).total("accepted", "incidents")
    init(tmp_path)
    assert drift.check(tmp_path).total("accepted", "incidents") == before == 9


def test_run_again_it_keeps_every_choice_and_adds_only_what_is_new(relation):
    init(relation)
    config = relation / "drift.toml"
    chosen = config.read_text(encoding="utf-8").replace('relation = "Acme"', 'relation = "Zuid"')
    config.write_text(chosen, encoding="utf-8")
    init(relation)
    assert config.read_text(encoding="utf-8") == chosen
    make_contract(relation, "Bijlage C 2024-02-01", ["a"] * 5)
    init(relation)
    grown = config.read_text(encoding="utf-8")
    assert grown.startswith(chosen)
    assert [entry["name"] for entry in tomllib.loads(grown)["document"]] == ["SLA", "Bijlage C"]


def test_the_persons_found_are_listed_most_frequent_first_and_choices_are_kept(relation):
    init(relation)
    book = openpyxl.load_workbook(relation / "people.xlsx")
    sheet = book.active
    assert [row[0].value for row in sheet.iter_rows(min_row=2)] == ["Jan Jansen", "Piet de Vries"]
    assert [cell.value for cell in sheet[1]][:4] == ["Naam", "Partij", "Functie", "Niveau"]
    sheet["B2"], sheet["C2"], sheet["D2"], sheet["E2"] = "klant", "uitvoering", "operationeel", DAY
    book.save(relation / "people.xlsx")
    rows = [*incidents(), ["M99", "x", DAY, None, "Nieuw Iemand", "Servicedesk IT"]]
    make_relation(relation, rows)
    assert "2 personen zijn nieuw" in init(relation)
    rows = list(openpyxl.load_workbook(relation / "people.xlsx").active.iter_rows(min_row=2, values_only=True))
    told = {row[0]: row for row in rows}
    assert told["Jan Jansen"][1:5] == ("klant", "uitvoering", "operationeel", DAY)
    assert told["Nieuw Iemand"][8] == "nieuw sinds de vorige keer"
    assert told["Servicedesk IT"][2] == "robot"


def test_the_list_of_persons_is_read_as_pseudonyms(relation):
    init(relation)
    people = drift.analyse(relation).tables["people"]
    assert people["person"].tolist() == [1, 2]


def test_what_changed_in_the_past_is_told(relation):
    init(relation)
    assert "er is niets veranderd" in init(relation)
    rows = list(incidents())
    rows[0][1] = "iets anders"
    make_relation(relation, rows[:5] + rows[6:])
    told = init(relation)
    assert "1 melding die er was, is weg (geopend 2024-02 tot en met 2024-02)" in told
    assert "1 melding die gesloten was, is veranderd (geopend 2024-01 tot en met 2024-01)" in told
    assert "1 maand uit het verleden heeft een ander aantal meldingen: 2024-02" in told


def test_an_incident_that_was_open_may_change(relation):
    rows = list(incidents())
    rows[-1][3] = None
    make_relation(relation, rows)
    init(relation)
    make_relation(relation)
    assert "er is niets veranderd" in init(relation)


def test_new_and_vanished_headings_are_told(relation):
    init(relation)
    heads = [*HEADS[:4], "Aanmelder", "Afhandelaar"]
    make_workbook(relation / "meldingen 2024-03.xlsx", {"Log": [heads, *incidents()]})
    (relation / "drift.toml").unlink()
    told = init(relation)
    assert "nieuwe kolommen: Afhandelaar" in told
    assert "verdwenen kolommen: Behandelaar" in told


def test_what_is_kept_holds_no_name_and_no_text(relation):
    init(relation)
    for path in (relation / ".drift").iterdir():
        content = path.read_bytes().decode("latin-1")
        assert "Jansen" not in content
        assert "kapot" not in content


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_what_holds_names_is_for_who_made_it_alone(relation):
    init(relation)
    assert stat.S_IMODE((relation / "people.xlsx").stat().st_mode) == 0o600
    assert stat.S_IMODE((relation / ".drift").stat().st_mode) == 0o700
    modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in (relation / ".drift").iterdir()}
    assert modes == dict.fromkeys(("key", "last.json", "last.parquet"), 0o600)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no modes")
def test_what_a_former_run_left_open_to_all_is_so_no_more(relation):
    init(relation)
    kept = [relation / ".drift" / name for name in ("last.json", "last.parquet")]
    for path in kept:
        path.chmod(0o644)
    init(relation)
    assert [stat.S_IMODE(path.stat().st_mode) for path in kept] == [0o600, 0o600]


def test_the_purpose_statement_is_one_accessible_page_in_each_language(relation):
    init(relation)
    for language in ("nl", "en"):
        with pikepdf.open(relation / f"purpose-{language}.pdf") as pdf:
            assert len(pdf.pages) == 1
            assert str(pdf.Root.Lang) == language
    statuses = {file.file: file.status for file in drift.check(relation).files}
    assert statuses["purpose-nl.pdf"] == "skipped"


def test_forget_deletes_the_key_and_the_fingerprints_and_nothing_else(relation):
    init(relation)
    (relation / ".drift" / "mine.txt").write_text("x")
    assert forget_folder(relation) == 3
    assert [path.name for path in (relation / ".drift").iterdir()] == ["mine.txt"]
    (relation / ".drift" / "mine.txt").unlink()
    assert "hier was niets bewaard" in CliRunner().invoke(cli, ["forget", str(relation), "--lang", "nl"]).output
    assert not (relation / ".drift").exists()
    assert (relation / "drift.toml").exists()


def test_forget_in_a_folder_that_is_not_there_is_wrong_use(tmp_path):
    with pytest.raises(UsageError):
        forget_folder(tmp_path / "nothing")


def test_what_would_raise_the_rung_is_told(tmp_path):
    make_contract(tmp_path, "SLA 2023-01-01", ["a"])
    assert "rung 0 of 4" in init(tmp_path, "en")
    make_contract(tmp_path, "SLA 2024-01-01", ["a"])
    assert "The tickets or work orders of the operation would reach rung 2." in init(tmp_path, "en")


@pytest.mark.parametrize(
    ("files", "pattern"),
    [
        (["a/SLA 2023-01-01.xlsx", "a/SLA 2024-01-01.xlsx"], "a/SLA *.xlsx"),
        (["SLA def 2023-01-01.xlsx", "SLA concept 2024-01-01.xlsx"], "SLA *"),
        (["x[1].xlsx"], "x[[]*[]].xlsx"),
    ],
)
def test_a_pattern_covers_the_files_it_was_made_from(files, pattern):
    from fnmatch import fnmatch

    assert cover(files) == pattern
    assert all(fnmatch(file, pattern) for file in files)


def test_a_pattern_covers_next_month():
    assert wildcard("tickets/export 2024-05.xlsx") == wildcard("tickets/export 2024-06.xlsx") == "tickets/export *.xlsx"


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Siebel", "robot"), ("svc_monitoring", "robot"), ("Klantportaal", "portal"), ("Portal web", "portal"),
        ("no-reply@acme.nl", "shared mailbox"), ("Servicedesk IT", "shared mailbox"), ("Jan Jansen", None),
        ("Team Noord", "shared mailbox"), ("Ada Lovelace", None),
    ],
)  # fmt: skip
def test_a_name_that_is_no_person_is_suggested_as_such(name, kind):
    assert tell_robot(name) == kind


def test_a_governance_sheet_is_proposed_and_takes_no_clause_away(tmp_path):
    history = [["Versie", "Datum", "Auteur"], ["1.0", DAY, "Jan Jansen"]]
    clauses = [["Nr", "Eis"], *([f"1.{i}", "Leverancier dient te leveren."] for i in range(3))]
    meetings = [["Overleg", "Niveau", "Frequentie"], ["Werkoverleg", "operationeel", "wekelijks"]]
    sheets = {"Versiebeheer": history, "Eisen": clauses, "Rest": [*clauses, [None], *meetings]}
    make_workbook(tmp_path / "SLA v1.0 2024-01-01.xlsx", sheets)
    before = drift.check(tmp_path)
    assert "rollen en overleg" in init(tmp_path)
    text = (tmp_path / "drift.toml").read_text(encoding="utf-8")
    settings = open_project(tmp_path).settings
    assert [(entry.sheet, entry.table) for entry in settings.source] == [("Versiebeheer", "governance")]
    assert '# table = "governance"' in text  # beside the clauses of the last sheet: shown, not set
    after = drift.check(tmp_path)
    for name, n in (("clauses", 6), ("governance", 2)):
        assert before.total("accepted", name) == after.total("accepted", name) == n


def test_documents_that_are_called_alike_are_proposed_apart(tmp_path):
    for number in (38, 62):
        for year in (2018, 2019):
            make_contract(tmp_path, f"perceel {number} {year}-07-10", [f"The supplier shall repair belt {number}."] * 6)
    init(tmp_path)
    assert [(entry.files, entry.name) for entry in open_project(tmp_path).settings.document] == [
        ("perceel 38 2018-07-10.xlsx", "perceel 38"),
        ("perceel 38 2019-07-10.xlsx", "perceel 38"),
        ("perceel 62 2018-07-10.xlsx", "perceel 62"),
        ("perceel 62 2019-07-10.xlsx", "perceel 62"),
    ]
    again = drift.check(tmp_path)
    assert again.total("accepted", "clauses") == 24


RUNGS = range(5)
# every code that init puts together, with all the words that may come in its gaps
PUT_TOGETHER = {
    "init.unknown_{}": [get_args(Kind)],
    "proposal.table_{}": [("incidents", "events", "clauses", "none")],
    "init.raise_{}": [RUNGS],
    "report.rung.name_{}": [RUNGS],
    "report.sources.kind_{}": [READERS],
    "proposal.words_{}": [folder_language.WEIGHTS],
    "people.{}": [(*people_list.WIDTHS, "robot", "portal", "shared mailbox", "rhythm")],
    "{}.{}": [(f"{kind}.{word}".split(".") for kind, words in people_list.LISTS.items() for word in words)],
    "function.{}": [people_list.LISTS["function"]],
    "seen.{}": [("requester", "handler")],  # others are passed over, see say.knows
    "purpose.{}.heading": [purpose.PARTS],
    "purpose.{}.{}": [((part, item) for part, items in purpose.PARTS.items() for item in items)],
}


def codes_put_together():
    """Return the codes that init asks of wording and does not write out: f-strings with {} for each gap."""
    home = Path(drift.__file__).parent
    found = set()
    for path in (*(home / "setup").glob("*.py"), home / "cli" / "init.py"):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not call.args:
                continue
            name = getattr(call.func, "id", getattr(call.func, "attr", ""))
            if name in ("say", "word", "Note") and not isinstance(call.args[0], ast.Constant):
                assert isinstance(call.args[0], ast.JoinedStr), f"{path.name}: line {call.lineno}"
                parts = call.args[0].values
                found.add("".join(part.value if isinstance(part, ast.Constant) else "{}" for part in parts))
    return found


def test_every_code_that_init_puts_together_has_a_text_in_both_languages():
    assert codes_put_together() == set(PUT_TOGETHER)
    for pattern, gaps in PUT_TOGETHER.items():
        for words in product(*gaps):
            code = pattern.format(*(words[0] if isinstance(words[0], tuple | list) else words)).replace(" ", "_")
            assert code in load_texts("nl"), code
            assert code in load_texts("en"), code


def test_a_folder_with_people_and_no_calendar_is_told_what_would_raise_it(relation):
    init(relation)
    book = openpyxl.load_workbook(relation / "people.xlsx")
    for row, side in zip(book.active.iter_rows(min_row=2), ("klant", "leverancier"), strict=True):
        row[1].value, row[2].value, row[3].value = side, "uitvoering", "operationeel"
    book.save(relation / "people.xlsx")
    told = init(relation, "en")
    assert "rung 3 of 4" in told
    assert Wording("en")("init.raise_3") in told


# layouts as people keep them, with headings of no list; what their columns hold is told by the rows alone
DUTY = "De aannemer moet onderdeel {} elke maand nazien en daarvan een verslag sturen."
STRANGE = {
    "lift": (
        ["Storing doorgegeven", "Lift weer vrijgegeven", "Wat de huismeester zei"],
        lambda i: [DAY + dt.timedelta(days=i), DAY + dt.timedelta(days=i, hours=i % 7), f"Deur {i} blijft hangen"],
        ("incidents", {"opened_at": 0, "resolved_at": 1, "title": 2}),
    ),
    "bouwboek": (
        ["Bladzijde", "Gezien op", "Voor elkaar op", "Bijzonderheden"],
        lambda i: [
            f"B-{i:03}",
            DAY + dt.timedelta(days=i),
            DAY + dt.timedelta(days=i, hours=3),
            f"Lekkage in kamer {i}",
        ],
        ("incidents", {"incident_id": 0, "opened_at": 1, "resolved_at": 2, "title": 3}),
    ),
    "wachbuch": (
        ["Seite", "Bemerkt", "Wieder gut", "Was war los"],
        lambda i: [f"S{i}", DAY + dt.timedelta(days=i), DAY + dt.timedelta(days=i, hours=1), f"Tor {i} klemmt sehr"],
        ("incidents", {"incident_id": 0, "opened_at": 1, "resolved_at": 2, "title": 3}),
    ),
    "bonboek": (
        ["Volgnr. bon", "Ingelegd", "Afgehecht", "Verhaal"],
        lambda i: [i + 1, DAY + dt.timedelta(days=i), DAY + dt.timedelta(days=i, hours=2), f"Rits {i} klemt alweer"],
        ("incidents", {"incident_id": 0, "opened_at": 1, "resolved_at": 2, "title": 3}),
    ),
    "dossiers": (
        ["Dossier", "Handeling", "Wanneer"],
        lambda i: [f"D{i // 3}", ["ontvangen", "ter plaatse", "klaar"][i % 3], DAY + dt.timedelta(hours=i)],
        ("events", {"incident_id": 0, "at": 2, "status": 1}),
    ),
    "regels": (
        ["Plek", "Wat er moet gebeuren", "Wie"],
        lambda i: [f"{i // 4 + 1}.{i % 4 + 1}.1", DUTY.format(i), "aannemer"],
        ("clauses", {"clause_id": 0, "text": 1}),
    ),
    "consignes": (
        ["Repère", "Ce que doit faire le titulaire", "Lot"],
        lambda i: [f"R-{i}", f"Le titulaire doit vérifier la pièce {i} chaque mois et rendre compte.", "A"],
        ("clauses", {"clause_id": 0, "text": 1}),
    ),
}


def take_away(text):
    """Return a drift.toml with one # fewer before each line of the proposals for unrecognised sheets."""
    blocks = text.split("\n\n")
    return "\n\n".join(
        "\n".join(line.removeprefix("# ") for line in block.split("\n")) if "\n# [[source]]" in block else block
        for block in blocks
    )


@pytest.mark.parametrize("name", STRANGE)
def test_a_proposal_for_a_strange_sheet_is_read_when_its_signs_are_taken_away(tmp_path, name):
    heads, row, (table, columns) = STRANGE[name]
    make_workbook(tmp_path / "boek 2024-02-01.xlsx", {"Blad": [heads, *map(row, range(12))]})
    assert not drift.check(tmp_path).all_read
    assert "drift.toml has a proposal behind #" in init(tmp_path, "en")
    config = tmp_path / "drift.toml"
    assert open_project(tmp_path).settings.source == ()
    config.write_text(take_away(config.read_text(encoding="utf-8")), encoding="utf-8")
    (source,) = open_project(tmp_path).settings.source
    assert (source.table, source.columns) == (table, {field: heads[i] for field, i in columns.items()})
    intake = drift.check(tmp_path)
    assert (intake.total("accepted", table), intake.all_read) == (12, True)


def test_a_proposal_tells_its_evidence_a_guess_and_is_not_repeated(tmp_path):
    heads, row, _ = STRANGE["bouwboek"]
    make_workbook(tmp_path / "boek.xlsx", {"Blad": [heads, *map(row, range(12))]})
    init(tmp_path, "en")
    config = tmp_path / "drift.toml"
    text = config.read_text(encoding="utf-8")
    assert '# opened_at = "Gezien op"  # 12 of 12 cells are dates, 12 different' in text
    assert '# resolved_at = "Voor elkaar op"  # 12 of 12 cells are dates, nearly none before “Gezien op”' in text
    init(tmp_path, "en")
    assert config.read_text(encoding="utf-8") == text


def test_a_due_moment_or_the_last_change_is_not_proposed_as_the_end(tmp_path):
    heads = ["Gezien op", "Streefdatum", "Voor elkaar op", "Laatst gewijzigd", "Afspraak", "Wat"]
    rows = []
    for i in range(20):
        opened = DAY + dt.timedelta(days=i)
        end = opened + dt.timedelta(hours=1 + i)
        after = (dt.timedelta(days=9, minutes=i), dt.timedelta(days=3))
        rows.append([opened, opened + after[0], end, end + after[0], opened + after[1], f"Lekkage in kamer {i}"])
    make_workbook(tmp_path / "boek.xlsx", {"Blad": [heads, *rows]})
    init(tmp_path)
    text = (tmp_path / "drift.toml").read_text(encoding="utf-8")
    assert '# opened_at = "Gezien op"' in text
    assert '# resolved_at = "Voor elkaar op"' in text


def test_quantities_that_nothing_names_are_told_and_proposed_to_be_left_out(tmp_path):
    rows = [["Zaak", "Aa", "Bb"], ["Noord", "15 min", "1 uur"], ["Zuid", "4 uur", "2 werkdagen"]]
    make_contract(tmp_path, "SLA 2023-01-01", ["Leverancier dient te leveren."] * 3)
    make_workbook(tmp_path / "Niveaus.xlsx", {"Blad": rows, "Uitleg": [["zo", "dus"]]})
    told = init(tmp_path, "en")
    assert "Niveaus.xlsx › Blad: looks like norms and no heading, label or title tells of what (Zaak, Aa, Bb)" in told
    assert "Niveaus.xlsx › Uitleg: no table of drift; 1 row passed over" in told
    config = tmp_path / "drift.toml"
    config.write_text(take_away(config.read_text(encoding="utf-8")), encoding="utf-8")
    intake = drift.check(tmp_path)
    assert (intake.total("accepted", "clauses"), intake.all_read) == (3, True)


@pytest.mark.parametrize("known", [True, False])
def test_a_proposal_for_a_log_takes_no_clauses_of_the_same_workbook_away(tmp_path, known):
    heads, row, _ = STRANGE["bouwboek"]
    heads = ["Meldingnummer", "Gemeld op", "Opgelost op", "Omschrijving"] if known else heads
    clauses = [["Nr", "Eis"], *([f"1.{i}", "Leverancier dient te leveren."] for i in range(3))]
    make_workbook(tmp_path / "SLA 2024-02-01.xlsx", {"Eisen": clauses, "Boek": [heads, *map(row, range(12))]})
    init(tmp_path, "en")
    config = tmp_path / "drift.toml"
    config.write_text(take_away(config.read_text(encoding="utf-8")), encoding="utf-8")
    intake = drift.check(tmp_path)
    assert (intake.total("accepted", "clauses"), intake.total("accepted", "incidents")) == (3, 12)
    assert intake.all_read


def test_a_name_that_looks_like_the_markup_of_a_workbook_is_a_text_of_it(tmp_path):
    rows = [[*row[:5], "<r>Piet & de Vries</r>"] for row in incidents()]
    book = openpyxl.Workbook()
    for row in [HEADS, *rows]:
        book.active.append(row)
    book.save(tmp_path / "meldingen.xlsx")
    init(tmp_path)
    names = [row[0].value for row in openpyxl.load_workbook(tmp_path / "people.xlsx").active.iter_rows(min_row=2)]
    assert "<r>Piet & de Vries</r> " in names


def test_nothing_is_written_or_deleted_where_a_link_leads(relation, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "key").write_bytes(b"of another relation, 32 bytes or more")
    (relation / ".drift").symlink_to(elsewhere)
    init(relation)
    drift.analyse(relation)
    assert forget_folder(relation) == 0
    assert [path.name for path in elsewhere.iterdir()] == ["key"]
    assert (elsewhere / "key").read_bytes() == b"of another relation, 32 bytes or more"
