"""Nothing is passed over: sheets that look like a table and are not read, declared tables, headings read by words."""

import datetime as dt
import json
import string

import pytest
from builders import CLAUSES, make_workbook
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shared_cases import small_case

import drift
from drift.cli.main import cli
from drift.project import open_project
from drift.reports.pages.where_from import tell_rows, tell_unread
from drift.sources.files import read_files
from drift.sources.layout.parts import read_parts
from drift.sources.layout.unread.profile import is_quantity
from drift.sources.vocabulary import list_words, words_of
from drift.sources.words import normalise
from drift.wording import Wording

DAY = dt.datetime(2024, 1, 2, 9)
SAY = Wording("en")
# quantities by column of which no word tells what they are norms of
MATRIX = [
    ["Zaak", "Aa", "Bb", "Cc"],
    ["Noord", "15 min", "1 uur", "2 uur"],
    ["Zuid", "4 uur", "8 uur", "2 dagen"],
]
BY_ROWS = [["Zaak", "Begin", "Eind"], ["Noord", "15 min", "4 uur"], ["Zuid", "30 min", "8 uur"]]
SHARES = [["Maandelijks", "Deel"], ["≥ 99.9%", "0%"], ["99.0% - 99.9%", "10%"], ["< 99.0%", "25%"]]


def log(n=12, heads=("Wanneer ontdekt", "Wat er was", "Voorbij")):
    """Return a log that no vocabulary knows: a row a fault, each begun two days later and ended after 5 hours."""
    days = (DAY + dt.timedelta(days=2 * i) for i in range(n))
    return [list(heads), *([day, f"Deur {i} sluit niet", day + dt.timedelta(hours=5)] for i, day in enumerate(days))]


def look(folder, sheets, toml=None, name="x.xlsx"):
    """Return problems as (sheet, found, expected) and the rows accepted by table."""
    make_workbook(folder / name, sheets)
    if toml is not None:
        (folder / "drift.toml").write_text(f"schema = 1\n[[source]]\n{toml}\n", encoding="utf-8")
    return tell(drift.check(folder))


def tell(intake):
    problems = [
        (problem.at.sheet, problem.found, SAY(problem.expected, **problem.values))
        for file in intake.files
        for problem in file.problems
    ]
    rows = {}
    for sheet in intake.of():
        if sheet.table:
            rows[sheet.table] = rows.get(sheet.table, 0) + sheet.accepted
    return problems, rows


# folder -> rows accepted, headings found of each problem; as its README says
FOLDERS = {
    "control_list": ({"clauses": 20}, []),
    "status_stages": ({"incidents": 60}, []),
    "jira_rest_flat": ({"incidents": 60}, []),
    "veto": ({"incidents": 2}, []),
    "sla_matrix": ({"norms": 9}, []),
    "norms_B_matrix_prio_columns": ({"norms": 3}, []),
    "norms_C_matrix_prio_rows": ({"norms": 4}, []),
    "norms_E_kpi": ({"clauses": 4}, []),
    "norms_F_credits": ({"norms": 4}, []),
    "norms_I_full": ({"clauses": 5, "norms": 2, "governance": 10}, []),
}


@pytest.mark.parametrize("folder", FOLDERS)
def test_a_small_case_is_read_or_named_with_its_headings(folder):
    intake = drift.check(small_case(folder))
    problems, rows = tell(intake)
    assert (rows, [found for _, found, _ in problems]) == FOLDERS[folder]
    assert intake.all_read == (not problems)


def test_the_flattened_fields_of_a_tracker_give_number_end_and_persons():
    (frame,) = read_files(open_project(small_case("jira_rest_flat")), keep_key=False).frames["incidents"]
    assert frame["incident_id"].str.startswith("SD-").all()
    assert (frame["resolved_at"].notna().sum(), frame["requester"].nunique(), frame["handler"].nunique()) == (60, 5, 3)


@pytest.mark.parametrize("rows", [MATRIX, BY_ROWS, SHARES], ids=["columns", "rows", "shares"])
def test_quantities_that_nothing_names_are_a_problem_whatever_their_number(tmp_path, rows):
    clauses = [CLAUSES, *([f"1.{i}", "Leverancier dient te leveren."] for i in range(3))]
    problems, read = look(tmp_path, {"Eisen": clauses, "Niveaus": rows})
    ((sheet, found, expected),) = problems
    assert (sheet, found) == ("Niveaus", ", ".join(rows[0]))
    assert "no heading for: text" in expected
    assert read == {"clauses": 3}


UNMEASURED = {
    "levels as rows": [["Prioriteit", "Reactietijd", "Oplostijd"], ["P1", 15, 4], ["P2", 30, 8]],
    "levels as columns": [["Servicelevel", "P1", "P2"], ["Reactietijd", 15, 30]],
    "labels": [["Wat", "Aa"], ["Temperatuur", 18], ["Beschikbaarheid", 99]],
    "below a title": [["Afspraken"], ["Nr", "Wat", "Aa", "Bb"], ["4.1", "Response time", 15, 30]],
}


@pytest.mark.parametrize("name", UNMEASURED)
def test_numbers_of_a_metric_without_a_unit_are_a_problem_however_few(tmp_path, name):
    rows = UNMEASURED[name]
    problems, read = look(tmp_path, {"Blad": rows})
    heads = rows[1] if len(rows[0]) == 1 else rows[0]
    assert problems == [("Blad", ", ".join(heads), SAY("expected.known_units"))]
    assert read == {}
    done = CliRunner().invoke(cli, ["check", str(tmp_path), "--lang", "en"], catch_exceptions=False)
    assert done.exit_code == 1


def test_numbers_without_a_unit_beside_norms_that_are_read_are_a_problem(tmp_path):
    norms = [["Dienst", "Beschikbaarheid"], ["Mail", "99 %"], ["Rekenen", "98 %"]]
    problems, read = look(tmp_path, {"Blad": [*UNMEASURED["levels as rows"], [None], *norms]})
    assert problems == [("Blad", "Prioriteit, Reactietijd, Oplostijd", SAY("expected.known_units"))]
    assert read == {"norms": 2}


NO_MEASURES = {
    "prices of services": [["Dienst", "Tarief"], ["Storingsdienst", 85], ["Backup", 90], ["Herstel", 120]],
    "volumes": [["Dienst", "Volume 2024", "Volume 2025"], ["Herstel", 120, 140], ["Levering", 10, 12]],
    "counts": [["Prioriteit", "Aantal storingen", "Aantal klachten"], ["P1", 12, 3], ["P2", 13, 4]],
    "results": [["Prioriteit", "Gemiddelde oplostijd"], ["P1", 4.2], ["P2", 7.1]],
    "contents": [["Nr", "Hoofdstuk", "Pagina"], ["1", "Reactietijd", 4], ["2", "Beschikbaarheid", 6]],
    "contents without headings": [["Reactietijd", 4], ["Beschikbaarheid", 6]],
    "history": [["Versie", "Datum", "Wijziging"], ["1.0", DAY, "Reactietijd 15"], ["1.1", DAY, "Uptime 99"]],
    "impact": [["Impact / Urgentie", "Hoog", "Laag"], ["Hoog", 1, 2], ["Laag", 2, 3]],
    "raci": [["Taak", "Opdrachtgever", "Opdrachtnemer"], ["Herstel", "R", "I"], ["Reactietijd", "I", "R/A"]],
}


@pytest.mark.parametrize("name", NO_MEASURES)
def test_prices_volumes_results_and_contents_are_no_norms_without_a_unit(tmp_path, name):
    problems, _ = look(tmp_path, {"Blad": NO_MEASURES[name]})
    assert problems == []


@pytest.mark.parametrize("title", [[], [["Niveaus"]]], ids=["bare", "titled"])
def test_such_quantities_below_a_version_history_or_above_the_clauses_are_a_problem_too(tmp_path, title):
    history = [["Versie", "Datum", "Auteur"], ["1.0", DAY, "a"], ["1.1", DAY, "b"]]
    clauses = [CLAUSES, ["1.1", "Leverancier dient te leveren."], ["1.2", "Leverancier dient te melden."]]
    sheets = {"Een": [*history, [None], *title, *MATRIX], "Twee": [*title, *MATRIX, [None], *clauses]}
    problems, rows = look(tmp_path, sheets)
    assert [(sheet, found) for sheet, found, _ in problems] == [
        ("Een", ", ".join(MATRIX[0])),
        ("Twee", ", ".join(MATRIX[0])),
    ]
    assert rows == {"governance": 2, "clauses": 2}


def test_the_sum_of_check_and_the_last_page_name_what_was_not_recognised(tmp_path):
    clauses = [CLAUSES, *([f"1.{i}", "Leverancier dient te leveren."] for i in range(3))]
    make_workbook(tmp_path / "SLA 01-01-2024.xlsx", {"Eisen": clauses, "Niveaus": MATRIX, "Boek": log()})
    done = CliRunner().invoke(cli, ["check", str(tmp_path), "--lang", "en"], catch_exceptions=False)
    told = " ".join(done.output.split())
    assert told.endswith("3 accepted, 0 rejected. Not recognised: 2 sheets (16 rows).")
    intake = drift.check(tmp_path)
    assert [(file, sheet.sheet) for file, sheet in intake.unrecognised] == [
        ("SLA 01-01-2024.xlsx", "Niveaus"),
        ("SLA 01-01-2024.xlsx", "Boek"),
    ]
    title, gaps = tell_rows(intake, SAY), tell_unread(intake, SAY)
    assert title == "Of the 20 rows of 1 file, 16 stand in 2 sheets that were not recognised; 0 were rejected"
    assert gaps == [
        "2 sheets were not recognised, and nothing of them counts: SLA 01-01-2024.xlsx › Niveaus, "
        "SLA 01-01-2024.xlsx › Boek. Why stands in the workbook, sheet “Problems”."
    ]


def test_a_log_that_is_not_recognised_is_one_problem_with_what_is_missing(tmp_path):
    make_workbook(tmp_path / "x.xlsx", {"Boek": log()})
    done = CliRunner().invoke(cli, ["check", str(tmp_path), "--lang", "en"], catch_exceptions=False)
    assert done.exit_code == 1
    told = " ".join(done.output.split())
    assert "x.xlsx › Boek: found “Wanneer ontdekt, Wat er was, Voorbij”, expected a table that drift knows" in told
    assert "no heading for: opened" in told
    done = CliRunner().invoke(cli, ["check", str(tmp_path), "--lang", "en", "--json"], catch_exceptions=False)
    (problem,) = json.loads(done.output)["files"][0]["problems"]
    assert {name: problem[name] for name in ("sheet", "cell", "found")} == {
        "sheet": "Boek",
        "cell": None,
        "found": "Wanneer ontdekt, Wat er was, Voorbij",
    }


def test_long_texts_that_are_not_recognised_are_a_problem(tmp_path):
    texts = [[f"A{i}", f"De leverancier levert elke maand onderdeel {i} af bij de poort.", "ja"] for i in range(12)]
    ((_, found, expected),), rows = look(tmp_path, {"Blad": [["Xa", "Wat er moet", "Mag"], *texts]})
    assert (found, rows) == ("Xa, Wat er moet, Mag", {})
    assert "no heading for: text and number" in expected


WORDS = ["beheer", "dienst", "fout", "haven", "kade", "lijn", "melding", "norm", "partij", "ronde", "storing", "werk"]
GLOSSARY = [[word, f"wat men in deze overeenkomst onder het woord {word} verstaat"] for word in WORDS]
NO_TABLES = {
    "cover": [["Service Level Agreement"], [None], ["Klant", "Acme"], ["Versie", "1.0"], ["Datum", DAY]],
    "glossary": [["Begrip", "Betekenis"], *GLOSSARY],
    "words": [["Wat", "Hoe"], *GLOSSARY],
    "colophon": [["Uitgave", DAY], ["Looptijd", "3 jaar"], ["Opzegtermijn", "6 maanden"], ["Drukker", "Acme"]],
    "labels": [["Naam", "Acme"], ["Looptijd", "3 jaar"], ["Verlenging", "1 jaar"], ["Vestiging", "Zwolle"]],
    "pivot": [["Rijlabels", "Aantal van melding"], *([f"hal {i}", i] for i in range(12)), ["Eindtotaal", 66]],
    "legend": [["Kleur", "Betekenis"], ["rood", "stil"], ["geel", "hinder"], ["groen", "goed"]],
    "prices": [["Tarief", "Per", "Euro"], ["Monteur", "stuk", 78.5], ["Rit", "keer", 65.0], ["Klus", "keer", 12.0]],
    "shares": [["Hal", "Deel"], ["Noord", "50%"], ["Zuid", "30%"], ["Oost", "20%"], ["Samen", "100%"]],
    "counts": [["Maand", "Aantal"], *([f"maand {i}", 7] for i in range(1, 13))],
    "few": log(n=6),
}


@pytest.mark.parametrize("name", NO_TABLES)
def test_what_explains_sums_up_or_labels_stays_a_note(tmp_path, name):
    problems, rows = look(tmp_path, {"Blad": NO_TABLES[name]})
    assert (problems, rows) == ([], {})


def test_a_hidden_sheet_stays_a_note_that_is_told(tmp_path):
    import xlsxwriter

    with xlsxwriter.Workbook(str(tmp_path / "x.xlsx")) as book:
        book.add_worksheet("Voor").write(0, 0, "x")
        hidden = book.add_worksheet("Achter")
        for i, row in enumerate(MATRIX):
            hidden.write_row(i, 0, row)
        hidden.hide()
    intake = drift.check(tmp_path)
    assert tell(intake) == ([], {})
    assert [note.code for note in intake.files[0].notes] == ["note.hidden_table"]


UNKNOWN_WORD = st.text(string.ascii_lowercase, min_size=5, max_size=9).filter(
    lambda word: normalise(word) not in list_words() and read_parts(word) is None
)


@given(
    heads=st.lists(UNKNOWN_WORD, min_size=3, max_size=3, unique=True),
    order=st.permutations(range(3)),
    n=st.integers(10, 14),
)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_table_with_dates_is_never_passed_over_whatever_its_headings(tmp_path, heads, order, n):
    rows = [[row[i] for i in order] for row in log(n=n, heads=heads)]
    problems, read = look(tmp_path, {"Boek": rows})
    assert [found for _, found, _ in problems] == [", ".join(heads[i] for i in order)]
    assert read == {}


@pytest.mark.parametrize(
    ("text", "is_one"),
    [
        ("4 uur", True), ("≥ 99,5 %", True), ("binnen 2 werkdagen", True), ("24x7", True), ("< 15 min", True),
        ("at least 99.9%", True), ("2 Arbeitstage", True), ("5 jours ouvrés", True), ("30", False), ("P1", False),
        ("kantooruren", False), ("€ 500", False), ("4 uurtjes", False), ("Deur 3 sluit niet binnen 4 uur", False),
    ],
)  # fmt: skip
def test_a_quantity_is_a_number_with_the_unit_of_a_norm(text, is_one):
    assert is_quantity(text) is is_one


# --- what the analyst declares goes before every guess


def test_a_declared_table_needs_only_what_it_cannot_do_without(tmp_path):
    heads = ["lift", "reden", "uit", "schatting"]
    rows = [heads, ["L1", "kapot", DAY, DAY], ["L2", "keuring", DAY, DAY]]
    toml = 'files = "*.xlsx"\ntable = "incidents"\ncolumns = { object = "lift", opened_at = "uit" }'
    assert look(tmp_path, {"Boek": rows}, toml) == ([], {"incidents": 2})


@pytest.mark.parametrize(
    ("table", "columns", "rows"),
    [
        ("clauses", 'text = "wat"', [["wat", "q"], ["Leverancier dient te leveren.", "z"]]),
        ("events", 'incident_id = "k", at = "w"', [["k", "w"], ["M1", DAY]]),
        ("contacts", 'at = "w"', [["w", "q"], [DAY, "z"]]),
        ("incidents", 'opened_at = "w"', [["w", "q"], [DAY, "z"]]),
    ],
)
def test_each_declared_table_is_read_with_its_least(tmp_path, table, columns, rows):
    toml = f'files = "*.xlsx"\ntable = "{table}"\ncolumns = {{ {columns} }}'
    assert look(tmp_path, {"Boek": rows}, toml) == ([], {table: 1})


def test_a_declared_table_without_columns_needs_no_number_either(tmp_path):
    rows = [["Datum", "Omschrijving"], [DAY, "kapot"], [DAY, "stuk"]]
    assert look(tmp_path, {"Boek": rows}) == ([], {})
    assert look(tmp_path, {"Boek": rows}, 'files = "*.xlsx"\ntable = "incidents"') == ([], {"incidents": 2})


def test_each_mapped_heading_that_is_not_there_is_named_with_the_nearest_and_the_rest_works(tmp_path):
    heads = ["nummer", "begin", "afloop", "wie", "wat", "waar"]
    rows = [heads, *([f"M{i}", DAY, DAY, "a", "kapot", "hal"] for i in range(3))]
    toml = (
        'files = "*.xlsx"\ntable = "incidents"\ncolumns = { incident_id = "nummer", opened_at = "begin", '
        'resolved_at = "aflop", handler = "wie", title = "wat", object = "zolder" }'
    )
    problems, read = look(tmp_path, {"Boek": rows}, toml)
    assert read == {"incidents": 3}
    assert problems == [
        ("Boek", ", ".join(heads), SAY("expected.heading_near", heading="aflop", field="resolved_at", near="afloop")),
        ("Boek", ", ".join(heads), SAY("expected.heading", heading="zolder", field="object")),
    ]
    assert [sheet.n_problems for sheet in drift.check(tmp_path).of("incidents")] == [2]


def test_the_heading_a_log_cannot_do_without_is_named_where_it_is_misspelt(tmp_path):
    toml = 'files = "*.xlsx"\ntable = "incidents"\ncolumns = { opened_at = "Wanner ontdekt", title = "Wat er was" }'
    problems, read = look(tmp_path, {"Boek": log()}, toml)
    expected = SAY("expected.heading_near", heading="Wanner ontdekt", field="opened_at", near="Wanneer ontdekt")
    assert ([text for _, _, text in problems], read) == ([expected], {})
    assert not any(note.code == "note.unmatched" for note in drift.check(tmp_path).every_note)


def test_a_setting_for_a_file_speaks_of_the_sheet_that_holds_its_headings(tmp_path):
    toml = 'files = "*.xlsx"\ntable = "incidents"\ncolumns = { opened_at = "Wanneer ontdekt" }'
    sheets = {"Voorblad": [["Boek", "2024"], ["van", "Acme"]], "Boek": log()}
    assert look(tmp_path, sheets, toml) == ([], {"incidents": 12})


def test_a_sheet_that_is_left_out_because_another_is_named_is_told(tmp_path):
    toml = 'files = "*.xlsx"\nsheet = "Boek"\ntable = "incidents"\ncolumns = { opened_at = "Wanneer ontdekt" }'
    clauses = [CLAUSES, ["1.1", "Leverancier dient te leveren."]]
    assert look(tmp_path, {"Eisen": clauses, "Boek": log()}, toml) == ([], {"incidents": 12})
    notes = [dict(note.values) for note in drift.check(tmp_path).every_note if note.code == "note.left_out"]
    assert notes == [{"sheet": "Eisen"}]
    named = toml + '\n[[source]]\nfiles = "*.xlsx"\nsheet = "Eisen"'
    assert look(tmp_path, {"Eisen": clauses, "Boek": log()}, named) == ([], {"clauses": 1, "incidents": 12})


def test_a_sheet_that_the_analyst_calls_none_is_left_out(tmp_path):
    sheets = {"Eisen": [CLAUSES, ["1.1", "Leverancier dient te leveren."]], "Niveaus": MATRIX}
    toml = 'files = "*.xlsx"\nsheet = "Niveaus"\ntable = "none"'
    assert look(tmp_path, sheets, toml) == ([], {"clauses": 1})
    assert not any(note.code == "note.unmatched" for note in drift.check(tmp_path).every_note)


def test_of_two_settings_for_the_same_files_each_file_takes_the_one_with_its_headings(tmp_path):
    later = ("Ontdekt op", "Wat er was", "Klaar op")
    make_workbook(tmp_path / "log 2023.xlsx", {"Boek": log()})
    toml = "\n[[source]]\n".join(
        f'files = "log *.xlsx"\ntable = "incidents"\ncolumns = {{ opened_at = "{a}", resolved_at = "{b}" }}'
        for a, b in (("Wanneer ontdekt", "Voorbij"), (later[0], later[2]))
    )
    rows = log(n=24, heads=later)
    problems, read = look(tmp_path, {"Boek": [rows[0], *rows[13:]]}, toml, "log 2024.xlsx")
    assert (problems, read) == ([], {"incidents": 24})
    frames = read_files(open_project(tmp_path), keep_key=False).frames["incidents"]
    assert [int(frame["resolved_at"].notna().sum()) for frame in frames] == [12, 12]


def test_a_heading_keeps_its_words_and_a_roster_shows_no_name(tmp_path):
    days = [[DAY + dt.timedelta(days=i), "vroeg", "laat"] for i in range(11)]
    problems, _ = look(tmp_path, {"Rooster": [["Day Of Duty", "Piet Jansen", "Response Time"], *days]})
    ((_, found, _),) = problems
    assert "Piet" not in found
    assert "Response Time" in found


# --- headings put together from words


@pytest.mark.parametrize(
    ("heading", "field"),
    [
        ("created_ts", "opened_at"), ("Date of report", "opened_at"), ("Gemeld d.d. tijdstip", "opened_at"),
        ("Meldingsdatum", "opened_at"), ("Openingsdatum", "opened_at"), ("Date de clôture", "closed_at"),
        ("Lösungsdatum", "resolved_at"), ("Erstellungszeitpunkt", "opened_at"), ("closeTime", "closed_at"),
        ("Ticket ref", "incident_id"), ("Störungsnr.", "incident_id"), ("N° d'intervention", "incident_id"),
        ("Incident date", "opened_at"), ("Vervaldatum", "due_at"), ("Planned start date", None), ("Birth date", None),
        ("Requester id", None), ("Parent ticket id", None), ("Datum", None), ("Tijd", None), ("Status", None),
    ],
)  # fmt: skip
def test_a_heading_is_read_by_the_words_it_is_made_of(heading, field):
    part = read_parts(heading)
    assert (part and part.field) == field


def test_headings_read_by_their_words_are_told(tmp_path):
    heads = ["ticket_ref_no", "created_dt", "close_dt", "what"]
    rows = [heads, *([f"T{i}", DAY, DAY + dt.timedelta(hours=i), "x"] for i in range(5))]
    assert look(tmp_path, {"Boek": rows}) == ([], {"incidents": 5})
    (note,) = (note for note in drift.check(tmp_path).every_note if note.code == "note.by_words")
    assert note.values["headings"] == "ticket_ref_no, created_dt, close_dt"


def test_words_without_the_cells_to_match_are_no_reading(tmp_path):
    heads = ["ticket_ref_no", "created_dt", "close_dt", "what"]
    rows = [heads, *([f"T{i}", "often", "seldom", "x"] for i in range(5))]
    assert look(tmp_path, {"Boek": rows})[1] == {}


def test_a_plan_with_start_and_end_is_no_log(tmp_path):
    heads = ["Nr", "Activiteit", "Startdatum", "Einddatum"]
    rows = [heads, *([i, "bouwen", DAY, DAY + dt.timedelta(days=i)] for i in range(12))]
    problems, read = look(tmp_path, {"Planning": rows})
    assert read == {}
    assert len(problems) == 1


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("PM01", "corrective"), ("PM02", "planned"), ("Bug", "corrective"), ("Service Request", "request"),
        ("Task", "request"), ("Change", "change"), ("Störung", "corrective"), ("Wartung", "planned"),
        ("Maintenance préventive", "planned"), ("Demande", "request"), ("Änderung", "change"),
    ],
)  # fmt: skip
def test_the_usual_words_for_kinds_of_work_are_known_without_a_tool(word, kind):
    assert words_of("type", "generic")[normalise(word)] == kind


@pytest.mark.parametrize(
    ("heads", "row", "fields"),
    [
        (["Störungsnr.", "Gemeldet am", "Behoben am", "Techniker"], ["S1", DAY, DAY, "a"],
         {"incident_id", "opened_at", "resolved_at", "handler"}),
        (["N° demande", "Date de signalement", "Clôturé le", "Demandeur"], ["D1", DAY, DAY, "a"],
         {"incident_id", "opened_at", "closed_at", "requester"}),
        (["Ticket ref", "Start timestamp", "Close timestamp", "Headline"], ["T1", DAY, DAY, "a"],
         {"incident_id", "opened_at", "closed_at", "title"}),
        (["Maßnahmen-Nr.", "Kapitel", "Maßnahme"], ["1.2", "Netz", "Das Netz ist zu trennen."],
         {"clause_id", "section", "text"}),
        (["Réf. exigence", "Thème", "Exigence"], ["E1", "Réseau", "Le titulaire doit répondre."],
         {"clause_id", "section", "text"}),
        (["Control ID", "Control Domain", "Recommendation"], ["C1", "Net", "Keep nets apart."],
         {"clause_id", "section", "text"}),
    ],
)  # fmt: skip
def test_general_words_of_four_languages_are_read(tmp_path, heads, row, fields):
    make_workbook(tmp_path / "x 2024-01-01.xlsx", {"Blad": [heads, row]})
    ((_, _, heading),) = read_files(open_project(tmp_path), keep_key=False).recognised
    assert set(heading.columns) == fields


def test_a_title_is_no_number_because_some_tool_calls_its_number_so(tmp_path):
    heads = ["Kenmerk van de bon", "Naam", "Melder", "Datum aangemeld", "Datum gereed", "Behandelaar"]
    rows = [heads, *([f"W{i}", f"Deur {i} sluit niet", "a", DAY, DAY, "b"] for i in range(5))]
    make_workbook(tmp_path / "x.xlsx", {"Blad": rows})
    ((_, _, heading),) = read_files(open_project(tmp_path), keep_key=False).recognised
    assert "Naam" not in heading.titles.values()
    rows = [heads, *([f"W{i}", f"M2401 00{i}", "a", DAY, DAY, "b"] for i in range(5))]
    make_workbook(tmp_path / "x.xlsx", {"Blad": rows})
    ((_, _, heading),) = read_files(open_project(tmp_path), keep_key=False).recognised
    assert heading.titles["incident_id"] == "Naam"
