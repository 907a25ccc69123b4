import openpyxl
import pytest

from drift.reports.material import gather
from drift.reports.workbook import write_workbook
from drift.tables.columns import TABLES
from drift.wording import Wording, load_texts


@pytest.fixture(scope="module")
def books(real_reports):
    return {language: openpyxl.load_workbook(folder / "github.xlsx") for language, folder in real_reports.items()}


@pytest.fixture(scope="module")
def quiet_books(quiet_reports):
    return {language: openpyxl.load_workbook(folder / "acme.xlsx") for language, folder in quiet_reports.items()}


@pytest.fixture(scope="module")
def centre_book(sorteercentrum, tmp_path_factory):
    path = tmp_path_factory.mktemp("sorteercentrum") / "sorteercentrum.xlsx"
    write_workbook(gather(sorteercentrum, Wording("nl")), path)
    return openpyxl.load_workbook(path)


def rows(sheet):
    heads, *body = sheet.iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in body]


def test_every_table_is_a_sheet_with_all_its_rows(books, sample):
    book = books["en"]
    counts = {name: book[title].max_row - 1 for name, title in [("clauses", "Clauses"), ("incidents", "Incidents")]}
    assert counts == {"clauses": 11_310, "incidents": 819}
    assert book["Updates"].max_row - 1 == 4_570
    assert book["Months"].max_row - 1 == len(sample.indices)
    assert book["Versions"].max_row - 1 == 97
    assert book["Intake"].max_row - 1 == 99


def test_every_row_names_file_sheet_and_row(books):
    first = rows(books["en"]["Incidents"])[0]
    assert (first["file"], first["sheet"], first["row"]) == (
        "operations/github-incidents-2022-2026.xlsx",
        "Incidents",
        2,
    )
    assert first["incident"] == "9622130"
    assert str(first["opened"]) == "2022-03-24 19:11:00"


def test_every_heading_is_a_word_of_the_language_and_no_code(centre_book):
    words = set(load_texts("nl").values())
    sheets = [sheet for sheet in centre_book if sheet.title not in ("Per document", "Grafieken")]  # names; pictures
    heads = {str(cell.value) for sheet in sheets for cell in sheet[1]}
    assert sorted({head.removesuffix(", in %") for head in heads} - words - {head[:-5] for head in words}) == []


def test_headings_and_sheets_are_in_the_language_of_the_reader(quiet_books):
    assert "Meldingen" in quiet_books["nl"].sheetnames
    assert quiet_books["nl"]["Meldingen"]["D1"].value == "melding"
    assert quiet_books["nl"]["Meldingen"]["F2"].number_format.startswith("dd-mm-yyyy")


def test_every_column_of_every_table_has_a_heading_in_wording():
    missing = {
        column.name
        for columns in TABLES.values()
        for column in columns
        if not any(Wording("nl").knows(code.format(column.name)) for code in ("column.{}", "measure.{}.name"))
        and column.name != "relation"
        and not column.name.endswith("_asked")  # of answers; no output shows them
    }
    assert missing == set()


def test_nothing_but_the_first_sheet_has_a_formula_and_every_heading_row_is_frozen(quiet_books):
    frozen = {"Charts": None, **dict.fromkeys(("Numbers of the report", "Months", "Outcomes"), "B2")}
    for sheet in quiet_books["en"]:
        assert sheet.freeze_panes == frozen.get(sheet.title, "A2")
        formulas = {cell.column_letter for row in sheet.iter_rows() for cell in row if cell.data_type == "f"}
        assert formulas == ({"F"} if sheet.title == "Numbers of the report" else set())


def test_a_month_leads_to_the_first_incident_opened_in_it(quiet_books):
    book = quiet_books["en"]
    months, incidents = book["Months"], book["Incidents"]
    heads = [cell.value for cell in months[1]]
    opened = [cell.value for cell in incidents[1]].index("opened")
    n = 0
    for row in months.iter_rows(min_row=2):
        link = row[heads.index("incidents opened")].hyperlink
        if link:
            place = int(link.location.rsplit("A", 1)[1])
            assert f"{incidents[place][opened].value:%Y-%m}" == f"{row[0].value:%Y-%m}"
            before = incidents[place - 1][opened].value
            assert place == 2 or f"{before:%Y-%m}" < f"{row[0].value:%Y-%m}"
            n += 1
    assert n == 48  # months of the log


def test_a_version_leads_to_its_clauses_and_an_incident_to_its_updates(books):
    book = books["nl"]
    cases = (("Versies", "Bepalingen", 1, 1), ("Meldingen", "Berichten", 4, 4), ("Normen", "Bepalingen", 5, 7))
    for sheet, target, place, column in cases:
        row = book[sheet][40]
        cell = next(cell for cell in row if cell.hyperlink)
        name, at = cell.hyperlink.location.split("!A")
        assert name == f"'{target}'"
        assert book[target][int(at)][column - 1].value == cell.value
        assert place == cell.column or sheet == "Versies"


def test_every_link_stays_in_the_workbook(reports):
    import zipfile

    with zipfile.ZipFile(reports["nl"] / "sorteercentrum-zuid-verzonnen.xlsx") as archive:
        assert not [
            name for name in archive.namelist() if "worksheets/_rels" in name and b"hyperlink" in archive.read(name)
        ]


def test_the_overview_leads_to_every_sheet(quiet_books):
    book = quiet_books["en"]
    linked = [row[0].hyperlink.location for row in book["Overview"].iter_rows(min_row=2) if row[0].hyperlink]
    assert linked == [f"'{name}'!A1" for name in book.sheetnames[3:] if name != "Charts"]
    assert book.sheetnames[:3] == ["Numbers of the report", "How to read", "Overview"]


def test_an_incident_says_in_which_measures_it_counts_or_why_not(quiet_books, quiet):
    told = rows(quiet_books["en"]["Incidents"])
    counted = [row for row in told if "time to restore" in row["counts in"].split("; ")]
    measured = quiet.measures[quiet.measures["measure"] == "time_to_restore"]
    assert len(counted) == int(measured["n"].sum())
    assert all(row["why not"] is None for row in counted)
    assert all(row["why not"] for row in told if row["counts in"] == "no")


def plain_of(analysis, name, month):
    """A share of the incidents of a month as they came."""
    return analysis.measured.operations.seen_of(name).plain[month]


def test_the_flags_of_incidents_add_up_to_the_measures(centre_book, sorteercentrum):
    told = rows(centre_book["Meldingen"])
    rows_of = sorteercentrum.measures.set_index(["measure", "period"])
    month = [row for row in told if row["maand"] == "2023-03" and row["soort"] == "storing"]
    flags = {"pushed_up": "omhoog geschoven", "reopened": "heropend", "direct_contact": "direct contact"}
    for name, head in flags.items():
        known = [row[head] for row in month if row[head] is not None]
        assert len(known) == rows_of.loc[(name, "2023-03"), "n"]
        assert sum(known) / len(known) == pytest.approx(plain_of(sorteercentrum, name, "2023-03"))
    waiting = [row["wachten"] for row in month if row["wachten"] is not None]
    assert sum(waiting) / len(waiting) == pytest.approx(plain_of(sorteercentrum, "waiting", "2023-03"))
    assert "heen en weer (twee keer of vaker overgedragen)" not in told[0]  # this log tells of no hand-overs


def test_a_sheet_a_page_of_the_report_and_none_without_rows(centre_book, sorteercentrum):
    expected = {
        "Rollen": len(sorteercentrum.measured.paper.governance.roles)
        + len(sorteercentrum.measured.paper.governance.authors),
        "Overleg afgesproken": len(sorteercentrum.measured.paper.governance.meetings),
        "Overleg gehouden": len(sorteercentrum.measured.meetings),
        "Stappen": len(sorteercentrum.measured.paper.steps),
        "Plichten": len(sorteercentrum.measured.paper.stocks.duties),
        "Wat nog werkt": len(sorteercentrum.measured.held),
        "Ervaren mensen": len(sorteercentrum.measured.experts),
        "Waaruit drift bestaat": len(sorteercentrum.drivers),
        "Ronde tafel": len(sorteercentrum.judgement.problems.problems),
    }
    assert {name: centre_book[name].max_row - 1 for name in expected} == expected
    assert [sheet.title for sheet in centre_book if sheet.title != "Grafieken" and sheet.max_row == 1] == []
    last = rows(centre_book["Overzicht"])[-1]
    assert (last["wat"], last["in woorden"]) == (
        "zonder rijen, weggelaten",
        "Doorgeven tussen teams, Acties, Afspraken aan tafel, Sinds de tafel, Woorden van de analist, Problemen",
    )


def test_roles_tell_no_number_of_persons_below_five(centre_book):
    persons = [row["personen (onder vijf: <5)"] for row in rows(centre_book["Rollen"])]
    assert "<5" in persons
    assert not {1, 2, 3, 4} & set(persons)
    assert all(row["rijen"] is None for row in rows(centre_book["Rollen"]) if row["personen (onder vijf: <5)"] == "<5")


def test_our_codes_are_in_the_language_of_the_reader(centre_book):
    assert {row["kant"] for row in rows(centre_book["Maten"])} == {
        *("specificatie", "betrokkenheid", "uitkomst", "achtergrond"),
    }
    assert {row["rol"] for row in rows(centre_book["Versies"])} == {"SLA", "DAP"}
    assert {row["wie gebonden is"] for row in rows(centre_book["Lezing"])} == {
        *("leverancier", "klant", "beide", "niemand"),
    }


def test_a_problem_for_the_table_leads_to_its_incident(centre_book, sorteercentrum):
    cell = centre_book["Ronde tafel"]["A2"]
    place = int(cell.hyperlink.location.rsplit("A", 1)[1])
    assert cell.hyperlink.location.startswith("'Meldingen'")
    assert (
        centre_book["Meldingen"].cell(place, 4).value
        == cell.value
        == sorteercentrum.judgement.problems.problems[0].incident_id
    )


def test_the_shared_edition_has_no_sheet_and_no_column_of_one_side(sorteercentrum, tmp_path):
    write_workbook(gather(sorteercentrum, Wording("nl"), "shared"), tmp_path / "b.xlsx")
    book = openpyxl.load_workbook(tmp_path / "b.xlsx", read_only=True)
    assert {"Wat het ook kan zijn", "Problemen", "Rollen", "Meldingen", "Berichten"} & set(book.sheetnames) == set()
    heads = {cell.value for cell in next(book["Maten"].iter_rows(max_row=1))}
    assert {"n", "bekend deel"} & heads == set()
    overview = [*book["Overzicht"].iter_rows(values_only=True)]
    assert not any("open was" in str(cell) for row in overview for cell in row)
    told = {row[0] for row in overview}
    assert {"Bepalingen", "Maanden", "Ronde tafel"} <= told
    assert {"Meldingen", "Berichten"} & told == set()


def test_the_place_of_a_row_is_file_sheet_and_cell_as_text(books):
    assert rows(books["en"]["Clauses"])[0]["place (file!sheet!cell)"] == (
        "contract/additional-products_2019-11-13.xlsx!clauses!C2"
    )
    assert rows(books["nl"]["Meldingen"])[0]["plaats (bestand!blad!cel)"].endswith("!Incidents!A2")


def test_cautions_name_their_months_and_effect(books, sample):
    told = rows(books["nl"]["Voorbehouden"])
    codes = [caution.code for caution in sample.cautions]
    effects = {code: (row["maanden"], row["gevolg"]) for code, row in zip(codes, told, strict=True)}
    assert effects["incomplete_months"] == ("maart 2022 en augustus 2026", "goed om te weten")
    assert effects["coarse_objects"] == ("het geheel", "goed om te weten")
    assert effects["sides_not_covered"] == ("juni 2017 – maart 2022", "goed om te weten")


def test_the_charts_follow_the_months_and_leave_gaps(real_reports):
    import zipfile

    with zipfile.ZipFile(real_reports["en"] / "github.xlsx") as archive:
        charts = [archive.read(name).decode() for name in archive.namelist() if name.startswith("xl/charts/")]
        drawing = archive.read("xl/drawings/drawing1.xml").decode()
    assert len(charts) == 3
    assert "attention while open: 62\u00a0% in April 2022, 97\u00a0% in" in drawing
    assert "<c:f>Months!$B$2:$B$112</c:f>" in charts[0]
    assert all("dispBlanksAs" not in chart or 'dispBlanksAs val="gap"' in chart for chart in charts)
    assert "engagement (ln): -0.30 in April 2022" in drawing.replace("−", "-")


def test_numbers_have_formats_that_every_excel_writes_in_its_own_way(books):
    formats = {cell.number_format for cell in books["nl"]["Maanden"][60] if cell.value is not None}
    assert formats == {"yyyy-mm", "0.000", "#,##0", "0.0%", "#,##0.00", "+0.0%;-0.0%;0.0%"}


def test_a_series_of_one_contract_has_no_work_to_chart(tmp_path):
    from builders import make_contract

    import drift

    make_contract(tmp_path / "in", "SLA 2020-01-01", ["a"] * 6)
    make_contract(tmp_path / "in", "SLA 2020-06-01", ["a"] * 9)
    written = drift.write_report(drift.analyse(tmp_path / "in"), tmp_path / "out", language="en")
    book = openpyxl.load_workbook(written[2])
    assert book["Months"].max_row == 7
    assert {"Incidents", "Updates", "Round table"} & set(book.sheetnames) == set()
