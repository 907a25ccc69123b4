"""Word documents: ten of the kinds that people write, each with the account that somebody read and believed."""

import datetime as dt
import io
import zipfile

import pytest
from builders import make_workbook
from documents import add_list, add_rows, add_text_box, nest, number, save, strike, track, wrap_in_control
from docx import Document
from reading import read_contents, read_result, read_rows, write

import drift
from drift.project import open_project
from drift.sources.files import read_files
from drift.sources.opening.child.word.numbers import _figure
from drift.terms import DOCUMENT_BYTES, DOCUMENT_PARAGRAPHS

NAME = "SLA v1.0 01-01-2021.docx"
MATRIX = [
    ["Prioriteit", "Maximale reactietijd", "Oplostijd", "Norm"],
    ["1 - Urgent", "1 kantooruur", "4 uur", "95 %"],
    ["2 - Hoog", "4 kantooruren", "8 uur", "90 %"],
    ["3 - Normaal", "1 werkdag", "3 werkdagen", "90 %"],
]
CARD = [
    ["KPI Attribute", "KPI Attribute Description"],
    ["KPI Id", "KPI-01"],
    ["Indicator", "Availability of the portal"],
    ["Definition", "Minutes available divided by minutes agreed"],
    ["Target", "99.5 %"],
]
ACTIONS = [
    ["Nr", "Actie", "Actiehouder", "Status"],
    ["324/01", "Rapportage aanpassen", "3", "open"],
    ["324/02", "Overleg plannen", "5", "gereed"],
]
VERSIONS = [
    ["Versie", "Datum", "Auteur", "Opmerkingen"],
    ["0.9", "13-01-2021", "1", "Concept"],
    ["1.0", "15-02-2021", "2", "Definitief"],
]
ESCALATION = [
    ["Niveau", "Klant", "Leverancier"],
    ["Operationeel", "Teamleider", "Servicedesk"],
    ["Tactisch", "Contractmanager", "Servicemanager"],
]
CLAUSES = [
    ["Nr", "Omschrijving"],
    *([f"1.{i}", f"De leverancier lost storing {i} op binnen {i} uur."] for i in (1, 2, 3)),
]
ANSWER = "De leverancier reageert binnen {} uur op een melding van de klant."


def account_of(folder):
    """Return the account of the only file of a folder."""
    (file,) = drift.check(folder).files
    assert file.status == "read", file.reason
    return file


def counts_of(folder):
    return {
        sheet.sheet: (sheet.table, sheet.accepted, sheet.note, sheet.heading, sheet.blank)
        for sheet in account_of(folder).sheets
    }


def codes_of(folder):
    return {note.code: note.values.get("n") for note in account_of(folder).notes}


def clauses_of(folder):
    """Return number, section, text and in force of every clause of a folder."""
    readings = read_files(open_project(folder), keep_key=False)
    frames = [frame for frame in readings.frames["clauses"] if len(frame)]
    names = ("clause_id", "section", "text", "in_force", "row", "sheet")
    return [tuple(None if cell != cell else cell for cell in row) for f in frames for row in f[[*names]].to_numpy()]


def of_a_workbook(folder, rows, title):
    """Return the account of the same rows as the sheet of a workbook."""
    make_workbook(folder / "SLA v1.0 01-01-2021.xlsx", {title: rows})
    (sheet,) = account_of(folder).sheets
    return sheet.table, sheet.accepted, sheet.note, sheet.heading, sheet.blank


def numbered():
    document = Document()
    document.add_heading("1 Meldingen", 1)
    for i in range(1, 6):
        document.add_paragraph(f"1.{i} {ANSWER.format(i)}")
    return document


@pytest.mark.parametrize(
    ("rows", "title"),
    [
        (MATRIX, "Servicelevels"),
        (CARD, "KPI"),
        (ACTIONS, "Acties"),
        (VERSIONS, "Versiebeheer"),
        (ESCALATION, "Escalatie"),
        (CLAUSES, "Eisen"),
    ],
)
def test_a_table_is_read_as_the_same_rows_of_a_workbook_whose_sheet_is_called_as_its_caption(tmp_path, rows, title):
    document = Document()
    document.add_paragraph(title)
    add_rows(document, rows)
    save(document, tmp_path / "word", NAME)
    expected = of_a_workbook(tmp_path / "excel", rows, title)
    assert counts_of(tmp_path / "word") == {"Text": (None, 0, 1, 0, 0), "Table 1": expected}
    assert read_rows(tmp_path / "word" / NAME)["Table 1"] == rows


def test_a_version_table_gives_a_document_without_a_date_in_its_name_its_day(tmp_path):
    document = numbered()
    add_rows(document, VERSIONS)
    save(document, tmp_path, "SLA v1.0.docx")
    assert counts_of(tmp_path) == {"Text": ("clauses", 5, 1, 0, 0), "Table 1": ("governance", 2, 0, 1, 0)}
    note = next(note for note in account_of(tmp_path).notes if note.code == "note.date_of_history")
    assert note.values["on"] == dt.date(2021, 2, 15)


def test_typed_numbers_are_the_numbers_of_clauses_and_headings_their_sections(tmp_path):
    save(numbered(), tmp_path, NAME)
    assert counts_of(tmp_path) == {"Text": ("clauses", 5, 1, 0, 0)}
    assert clauses_of(tmp_path)[1] == ("1.2", "1 Meldingen", ANSWER.format(2), True, 3, "Text")


def test_numbers_that_word_reckons_are_the_numbers_of_clauses(tmp_path):
    document = Document()
    ours = add_list(document)
    number(document.add_heading("Meldingen", 1), ours)
    for hours in (1, 2):
        number(document.add_paragraph(ANSWER.format(hours)), ours, 1)
    number(document.add_paragraph("voor locaties buiten Nederland geldt de dubbele tijd;"), ours, 2)
    number(document.add_paragraph("voor feestdagen geldt de eerste werkdag daarna."), ours, 2)
    number(document.add_heading("Rapportage", 1), ours)
    number(document.add_paragraph("De leverancier rapporteert maandelijks over alle meldingen."), ours, 1)
    save(document, tmp_path, NAME)
    assert counts_of(tmp_path) == {"Text": ("clauses", 5, 2, 0, 0)}
    assert [(number_, section) for number_, section, *_ in clauses_of(tmp_path)] == [
        ("1.1", "1 Meldingen"),
        ("1.2", "1 Meldingen"),
        ("1.2.a", "1 Meldingen"),
        ("1.2.b", "1 Meldingen"),
        ("2.1", "2 Rapportage"),
    ]


def test_minutes_hold_no_clauses_and_their_tables_are_accounted_for(tmp_path):
    document = Document()
    document.add_paragraph("Verslag overleg")
    add_rows(document, [["vergaderdatum\n1-9-2021", "aanwezig\n1, 2"], ["afwezig\n-", "Notulist\n3"]])
    for i in range(1, 12):
        document.add_paragraph(f"3.{i} De leverancier meldt dat de storing van week {i} moet worden opgelost.")
    add_rows(document, ACTIONS)
    save(document, tmp_path / "word", "2021-09-01.docx")
    assert counts_of(tmp_path / "word") == {
        "Text": (None, 0, 12, 0, 0),
        "Table 1": ("contacts", 1, 1, 0, 0),
        "Table 2": of_a_workbook(tmp_path / "excel", ACTIONS, "Acties"),
    }
    assert "note.minutes" in codes_of(tmp_path / "word")


def test_a_mixed_document_is_read_part_by_part(tmp_path):
    document = Document()
    document.add_paragraph("Tussen de klant en de leverancier is het volgende overeengekomen.")
    add_rows(document, VERSIONS)
    document.add_heading("Artikel 1 Meldingen", 1)
    for i in range(1, 4):
        document.add_paragraph(f"1.{i} {ANSWER.format(i)}")
    document.add_paragraph("Buiten kantooruren geldt de dubbele tijd voor alle meldingen.")
    document.add_paragraph("")
    document.add_paragraph("Escalatiematrix")
    add_rows(document, ESCALATION)
    save(document, tmp_path, NAME)
    assert counts_of(tmp_path) == {
        "Text": ("clauses", 4, 3, 0, 1),
        "Table 1": ("governance", 2, 0, 1, 0),
        "Table 2": ("governance", 2, 0, 1, 0),
    }
    assert [(number_, section) for number_, section, *_ in clauses_of(tmp_path)][-2:] == [
        ("1.3", "1 Meldingen"),
        (None, "1 Meldingen"),
    ]


def test_tracked_changes_insertions_count_and_deletions_do_not(tmp_path):
    document = numbered()
    paragraph = document.paragraphs[3]
    paragraph.clear()
    for text in ("1.3 De leverancier reageert binnen ", "8", "4", " uur op een melding."):
        paragraph.add_run(text)
    track(paragraph, 1, "del")
    track(paragraph, 1, "ins")  # of the runs that are left, the one that holds the 4
    track(document.paragraphs[5], 0, "del")
    save(document, tmp_path, NAME)
    clauses = clauses_of(tmp_path)
    assert clauses[2][2:4] == ("De leverancier reageert binnen 4 uur op een melding.", True)
    assert clauses[4][:4] == ("1.5", "1 Meldingen", ANSWER.format(5), False)
    assert codes_of(tmp_path)["note.word_tracked"] == 3


def test_struck_text_is_kept_and_not_in_force(tmp_path):
    document = numbered()
    strike(document.paragraphs[2])
    table = add_rows(document, CLAUSES)
    strike(table.cell(2, 1).paragraphs[0])
    save(document, tmp_path, NAME)
    assert {(number_, sheet): in_force for number_, _, _, in_force, _, sheet in clauses_of(tmp_path)} == {
        **{(f"1.{i}", "Text"): i != 2 for i in range(1, 6)},
        **{(f"1.{i}", "Table 1"): i != 2 for i in range(1, 4)},
    }


def test_a_clause_whose_number_alone_is_not_struck_is_struck(tmp_path):
    document = numbered()
    paragraph = document.paragraphs[2]
    paragraph.clear()
    paragraph.add_run("1.2 ")
    paragraph.add_run(ANSWER.format(2)).font.strike = True
    save(document, tmp_path, NAME)
    assert clauses_of(tmp_path)[1][:4] == ("1.2", "1 Meldingen", ANSWER.format(2), False)


def test_words_struck_out_of_a_clause_are_a_remark(tmp_path):
    document = numbered()
    paragraph = document.paragraphs[1]
    paragraph.clear()
    for text in ("1.1 Binnen ", "twee ", "drie uur komt er een monteur."):
        paragraph.add_run(text)
    paragraph.runs[1].font.strike = True
    save(document, tmp_path, NAME)
    cells = read_contents(tmp_path / NAME).sheets[0]
    assert cells.text_at(2, 1) == "Binnen drie uur komt er een monteur."
    assert dict(cells.marks.comments) == {(2, 1): "[- twee -]"}


def test_merged_cells_hold_their_words_once_and_a_table_within_keeps_its_text(tmp_path):
    document = Document()
    rows = [["Onderdeel", "Nr", "Eis"], ["A", "1.1", "Eerste eis."], ["", "1.2", "Tweede eis."], ["Alle", "", ""]]
    table = add_rows(document, rows)
    table.cell(1, 0).merge(table.cell(2, 0))
    table.cell(3, 0).merge(table.cell(3, 2))
    nest(table, 2, 2, [["P1", "4 uur"], ["P2", "8 uur"]])
    save(document, tmp_path, NAME)
    assert read_rows(tmp_path / NAME)["Table 1"] == [
        ["Onderdeel", "Nr", "Eis"],
        ["A", "1.1", "Eerste eis."],
        [None, "1.2", "Tweede eis.\nP1 | 4 uur\nP2 | 8 uur"],
        ["Alle", None, None],
    ]
    assert codes_of(tmp_path)["note.word_nested"] == 1


def test_what_is_not_read_is_counted_and_named(tmp_path):
    document = numbered()
    add_text_box(
        document.add_paragraph("1.6 Zie het kader hieronder voor de openingstijden van de balie."), "los kader"
    )
    document.paragraphs[1].add_run("concept").font.hidden = True
    document.sections[0].header.paragraphs[0].text = "Versie 2"
    document.sections[0].footer.paragraphs[0].text = "Blad 1"
    document.add_paragraph().add_run().add_picture(io.BytesIO(PICTURE))
    save(document, tmp_path, NAME)
    codes = codes_of(tmp_path)
    left_out = {code: n for code, n in codes.items() if code.startswith("note.word_")}
    assert left_out == {
        "note.word_text_boxes": 1,
        "note.word_hidden": 1,
        "note.word_margins": 2,
        "note.word_images": 1,
    }
    assert counts_of(tmp_path)["Text"] == ("clauses", 6, 1, 0, 1)


PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360606060000000050001"
    "a5f645400000000049454e44ae426082"
)


def test_what_stands_in_content_controls_is_read(tmp_path):
    document = numbered()
    table = add_rows(document, CLAUSES)
    wrap_in_control(document.paragraphs[2]._p)
    wrap_in_control(table.rows[1]._tr)
    wrap_in_control(table.rows[2]._tr.tc_lst[1])
    wrap_in_control(table._tbl)
    save(document, tmp_path, NAME)
    assert counts_of(tmp_path) == {"Text": ("clauses", 5, 1, 0, 0), "Table 1": ("clauses", 3, 0, 1, 0)}
    assert read_rows(tmp_path / NAME)["Table 1"] == CLAUSES


def test_rows_of_equally_many_cells_stand_in_columns_however_their_lines_were_drawn(tmp_path):
    document = Document()
    table = add_rows(document, [["Nr", "Omschrijving", ""], ["1.1", "", "Eerste."]])
    table.cell(0, 1).merge(table.cell(0, 2))
    table.cell(1, 0).merge(table.cell(1, 1))
    save(document, tmp_path, NAME)
    assert read_rows(tmp_path / NAME)["Table 1"] == [["Nr", "Omschrijving"], ["1.1", "Eerste."]]


def test_a_column_that_word_numbers_itself_has_its_numbers(tmp_path):
    document = Document()
    ours = add_list(document)
    table = add_rows(document, [["Nr", "Omschrijving"], ["", "Eerste eis."], ["", "Tweede eis."]])
    for row in (1, 2):
        number(table.cell(row, 0).paragraphs[0], ours)
    save(document, tmp_path, NAME)
    assert [clause[:1] + clause[2:3] for clause in clauses_of(tmp_path)] == [("1", "Eerste eis."), ("2", "Tweede eis.")]


def test_a_cell_of_a_table_has_the_address_of_a_cell_of_a_sheet(tmp_path):
    document = Document()
    document.add_paragraph("Logboek")
    add_rows(document, [["Incident", "Title", "Opened", "Resolved"], ["I1", "a", "soon", ""]])
    save(document, tmp_path, "log.docx")
    (problem,) = account_of(tmp_path).problems
    assert str(problem.at) == "log.docx › Table 1 › C2"


@pytest.mark.parametrize(
    ("n", "form", "written"),
    [
        (1, "lowerLetter", "a"),
        (26, "lowerLetter", "z"),
        (27, "upperLetter", "AA"),
        (28, "lowerLetter", "bb"),
        (4, "lowerRoman", "iv"),
        (1994, "upperRoman", "MCMXCIV"),
        (7, "decimalZero", "07"),
        (12, "decimalZero", "12"),
        (3, "cardinalText", "3"),
    ],
)
def test_a_number_is_written_in_the_form_of_its_list(n, form, written):
    assert _figure(n, form) == written


def test_a_list_begins_anew_where_it_says_so_and_goes_on_where_it_shares_its_make(tmp_path):
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    document = Document()
    add_list(document)
    lists = document.part.numbering_part.element
    for list_id, restart in ((71, ""), (72, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="5"/></w:lvlOverride>')):
        make = f'<w:num {nsdecls("w")} w:numId="{list_id}"><w:abstractNumId w:val="70"/>{restart}</w:num>'
        lists.append(parse_xml(make))
    for list_id in ("70", "70", "71", "72", "72", "0"):
        number(document.add_paragraph("tekst"), list_id)
    save(document, tmp_path, "brief.docx")
    assert [row[0] for row in read_rows(tmp_path / "brief.docx")["Text"]] == [
        "1. tekst",
        "2. tekst",
        "3. tekst",
        "5. tekst",
        "6. tekst",
        "tekst",
    ]


@pytest.mark.parametrize(
    "line",
    ["4 uur na de melding komt een monteur ter plaatse.", "99.5 % van de tijd is de dienst te gebruiken door de klant.",
     "1.5 uur is de langste tijd die een storing mag duren.", "2023 was een jaar met weinig storingen in de hallen."],
)  # fmt: skip
def test_an_amount_before_a_text_is_no_number_of_a_clause(tmp_path, line):
    document = numbered()
    document.add_paragraph(line)
    save(document, tmp_path, NAME)
    assert clauses_of(tmp_path)[-1][:3] == (None, "1 Meldingen", line)


@pytest.mark.parametrize(
    ("line", "number_", "text"),
    [
        ("2.1. De leverancier meldt zich.", "2.1", "De leverancier meldt zich."),
        ("2.1) De leverancier meldt zich.", "2.1", "De leverancier meldt zich."),
        ("Artikel 7: De leverancier meldt zich.", "7", "De leverancier meldt zich."),
        ("Clause 7.2 The supplier reports.", "7.2", "The supplier reports."),
        ("SLA-12 De leverancier meldt zich.", "SLA-12", "De leverancier meldt zich."),
        ("7\tDe leverancier meldt zich.", "7", "De leverancier meldt zich."),
        ("a) de leverancier meldt zich;", "1.5.a", "de leverancier meldt zich;"),
    ],
)
def test_a_number_is_taken_out_of_the_text_as_people_type_it(tmp_path, line, number_, text):
    document = numbered()
    document.add_paragraph(line)
    save(document, tmp_path, NAME)
    assert clauses_of(tmp_path)[-1][:3] == (number_, "1 Meldingen", text)


def test_a_table_of_contents_holds_no_clauses(tmp_path):
    from docx.enum.style import WD_STYLE_TYPE

    document = numbered()
    document.styles.add_style("toc 1", WD_STYLE_TYPE.PARAGRAPH)
    for i in range(1, 12):
        document.add_paragraph(f"1.{i} Een lange titel van een hoofdstuk over meldingen\t{i}", style="toc 1")
    save(document, tmp_path, NAME)
    assert counts_of(tmp_path) == {"Text": ("clauses", 5, 12, 0, 0)}


@pytest.mark.parametrize(
    ("heading", "sentence", "words", "account"),
    [
        (
            "Onderwerp",
            "De leverancier {} wat er aan onderwerp {} is gedaan.",
            ("meldt", "moet melden", "dient te melden"),
            ("clauses", 12, 4, 0, 0),
        ),
        (
            "Stap",
            "{} en ga daarna verder met de volgende stap {}.",
            ("Klik op de knop rechts", "Vul het formulier in", "Wacht op de bevestiging"),
            (None, 0, 16, 0, 0),
        ),
    ],
    ids=["what binds somebody is a specification", "a plan or a manual is none"],
)
def test_prose_below_numbered_headings(tmp_path, heading, sentence, words, account):
    document = Document()
    for i in range(1, 5):
        document.add_heading(f"{i}. {heading}", 1)
        for part in words:
            document.add_paragraph(sentence.format(part, i))
    save(document, tmp_path, NAME)
    assert counts_of(tmp_path) == {"Text": account}


def test_a_report_with_numbered_paragraphs_is_no_contract(tmp_path):
    document = numbered()
    save(document, tmp_path, "SLA-rapportage 2023-03.docx")
    assert counts_of(tmp_path) == {"Text": (None, 0, 6, 0, 0)}
    assert "note.report_text" in codes_of(tmp_path)


MACRO_TYPES = {
    "dotx": "application/vnd.openxmlformats-officedocument.wordprocessingml.template.main+xml",
    "docm": "application/vnd.ms-word.document.macroEnabled.main+xml",
    "dotm": "application/vnd.ms-word.template.macroEnabledTemplate.main+xml",
}
MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"


def rewritten(path, change, more=()):
    """Write a document anew with every part changed, and with more parts."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in {**{name: change(name, data) for name, data in parts.items()}, **dict(more)}.items():
            archive.writestr(name, data)
    return path


@pytest.mark.parametrize("kind", MACRO_TYPES)
def test_a_template_or_a_document_with_macros_is_read_as_a_document(tmp_path, kind):
    path = save(numbered(), tmp_path, NAME)
    rewritten(
        path,
        lambda _, data: data.replace(MAIN_TYPE.encode(), MACRO_TYPES[kind].encode()),
        [("word/vbaProject.bin", b"x")],
    )
    assert counts_of(tmp_path) == {"Text": ("clauses", 5, 1, 0, 0)}


def test_a_document_is_read_under_any_name_and_out_of_a_zip(tmp_path):
    path = save(numbered(), tmp_path, "a.txt")
    whole = path.read_bytes()
    assert list(read_rows(path)) == ["Text"]
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as archive:
        archive.writestr("SLA.docx", whole)
    assert [cells.sheet for cells in read_result(tmp_path / "b.zip", 0).sheets] == ["Text"]


def test_a_document_of_the_strict_kind_is_read(tmp_path):
    path = save(numbered(), tmp_path, NAME)

    def to_strict(_, data):
        names = (
            (b"http://schemas.openxmlformats.org/wordprocessingml/2006/main", b"wordprocessingml/main"),
            (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships", b"officeDocument/relationships"),
        )
        for transitional, strict in names:
            data = data.replace(transitional, b"http://purl.oclc.org/ooxml/" + strict)
        return data

    rewritten(path, to_strict)
    assert counts_of(tmp_path) == {"Text": ("clauses", 5, 1, 0, 0)}


def test_a_reference_to_a_part_that_is_not_there_stops_nothing(tmp_path):
    path = save(numbered(), tmp_path, NAME)
    wrong = b'<Relationship Id="r99" Type="http://x/relationships/header" Target="NULL"/></Relationships>'
    rewritten(
        path, lambda name, data: data.replace(b"</Relationships>", wrong) if name.startswith("word/_rels") else data
    )
    assert counts_of(tmp_path) == {"Text": ("clauses", 5, 1, 0, 0)}


def with_body(path, body):
    return rewritten(path, lambda name, data: body(data) if name == "word/document.xml" else data)


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda data: data[:300], "refused.broken_document"),
        (lambda data: data.replace(b"w:body", b"w:nobody"), "refused.broken_document"),
        (lambda data: b"<!DOCTYPE d [<!ENTITY a 'b'>]>" + data.split(b"?>", 1)[1], "refused.broken_document"),
        (
            lambda data: data.replace(b"<w:body>", b"<w:body>" + b"<w:p/>" * (DOCUMENT_PARAGRAPHS + 1)),
            "refused.paragraphs",
        ),
        (lambda data: data.replace(b"<w:body>", b"<w:body>" + b" " * (DOCUMENT_BYTES + 1)), "refused.bomb"),
    ],
)
def test_a_document_that_is_broken_or_enormous_is_refused_with_a_reason(tmp_path, change, code):
    path = with_body(save(numbered(), tmp_path, NAME), change)
    assert read_result(path).code == code


@pytest.mark.long
def test_a_document_that_packs_like_text_but_is_too_long_is_refused(tmp_path):
    noise = "".join(f"{i * 7919 % 1_000_003} " for i in range(200_000)).encode()
    body = b"<!--" + noise * (DOCUMENT_BYTES // len(noise) + 1) + b"-->"
    path = with_body(save(numbered(), tmp_path, NAME), lambda data: data.replace(b"<w:body>", b"<w:body>" + body))
    assert read_result(path).code == "refused.long_document"


def test_half_a_document_is_refused_as_a_document(tmp_path):
    path = save(numbered(), tmp_path, NAME)
    assert read_result(write(tmp_path, "b.docx", path.read_bytes()[:4_000])).code == "refused.broken_document"


@pytest.mark.parametrize(
    "content",
    [
        b"{\\rtf1 \\b Artikel 1\\b0}",
        b'<?xml version="1.0"?><w:wordDocument xmlns:w="http://schemas.microsoft.com/office/word/2003/wordml"/>',
        b'<?xml version="1.0"?><pkg:package xmlns:pkg="http://schemas.microsoft.com/office/2006/xmlPackage"/>',
    ],
)
def test_another_form_of_text_document_is_refused_with_what_to_do(tmp_path, content):
    write(tmp_path, "a.doc", content)
    (file,) = drift.check(tmp_path).files
    assert (file.status, file.reason.code) == ("refused", "refused.old_document")


def test_an_open_document_text_is_refused_with_what_to_do(tmp_path):
    with zipfile.ZipFile(tmp_path / "a.odt", "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
        archive.writestr("content.xml", "<a/>")
    assert read_result(tmp_path / "a.odt").code == "refused.old_document"


def test_two_versions_in_word_are_compared_clause_by_clause(tmp_path):
    old, new = numbered(), numbered()
    new.paragraphs[2].runs[0].text = f"1.2 {ANSWER.format(9)}"
    new.add_paragraph("1.6 De leverancier rapporteert elke maand over de meldingen.")
    save(old, tmp_path, "SLA v1.0 01-01-2021.docx")
    save(new, tmp_path, "SLA v2.0 01-01-2022.docx")
    analysis = drift.analyse(tmp_path)
    documents = analysis.tables["documents"]
    assert sorted(documents["effective_on"].astype(str)) == ["2021-01-01", "2022-01-01"]
    assert analysis.lineage["change"].value_counts().to_dict() == {"same": 4, "reworded": 1, "added": 1}
