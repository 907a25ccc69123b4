"""Every number of every page is in the first sheet of the workbook, equal, and leads to what it is made of."""

import math
import re
import zipfile
from dataclasses import replace
from types import SimpleNamespace

import numpy as np
import openpyxl
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from openpyxl.utils import range_boundaries
from pypdf import PdfReader

from drift.reports.glyphs import Cleaner
from drift.reports.material import gather
from drift.reports.numbers.pages import list_numbers
from drift.reports.numbers.remembering import Remembering
from drift.reports.numbers.spoken import DIGITS, read_number
from drift.reports.pages.build import build_report
from drift.reports.template_data import to_data
from drift.reports.workbook import write_workbook
from drift.wording import Wording
from drift.wording.months import LONG, SHORT

HEADS = ("page", "title", "label", "told", "value", "computed", "n", "first", "last", "low", "high", "leads_to")
MONTHS = "|".join({name for names in (*LONG.values(), *SHORT.values()) for name in names})
# of the kinds of numbers that a page may have, those that are no number of drift
LEFT_OUT = (
    r"[“„‘][^”’]*(?:[”’]|$)",  # what others wrote; a chart may cut it
    r"\b[A-Z]{1,2}\d+\b",  # cells of files
    r"[0-9a-f]{12}",  # fingerprints of files
    r"<\d+",  # so few are counted no further
    rf"\b\d{{1,2}} (?:{MONTHS})\b(?: \d{{4}})?(?: \d\d:\d\d)?",
    rf"\b(?:{MONTHS}) \d{{4}}",
    r"(?<![\d.,])(?:19|20)\d\d(?:–(?:19|20)\d\d)?(?![\d.,]\d)",  # years
    r"\bdrift \d+\.\d+\.\d+",
    r"\b[QK][1-4] (?=\d)",
)


def build(analysis, language, edition="ours"):
    """Return the pages and their numbers."""
    material = gather(analysis, Wording(language), edition)
    say = Remembering(material.say)
    report = build_report(replace(material, say=say))
    return SimpleNamespace(material=material, report=report, told=list_numbers(report, say.memory))


def write(built, path):
    write_workbook(built.material, path, built.told)
    return path


@pytest.fixture(
    scope="module", params=["sorteercentrum nl", pytest.param("sorteercentrum en", marks=pytest.mark.long), "sample nl"]
)
def case(request, tmp_path_factory):
    """A sample in a language: its pages, its workbook, and what its formulas give, by row, as the file has it."""
    name, language = request.param.split()
    analysis = request.getfixturevalue(name)
    built = build(analysis, language)
    path = write(built, tmp_path_factory.mktemp("numbers") / "book.xlsx")
    built.analysis, built.book = analysis, openpyxl.load_workbook(path)
    with zipfile.ZipFile(path) as archive:
        sheet = archive.read("xl/worksheets/sheet1.xml").decode()
    found = re.findall(r'<c r="F(\d+)"[^>]*><f>[^<]*</f><v>([^<]*)</v></c>', sheet)
    built.given = {int(row): float(value) for row, value in found}
    return built


def read(book):
    """Return the cells of each row of the first sheet."""
    return [SimpleNamespace(**dict(zip(HEADS, row, strict=True))) for row in book.worksheets[0].iter_rows(min_row=2)]


def list_foreign(analysis):
    """Return what the files themselves name: tickets, clauses, versions, files, sheets, titles; the longest first."""
    columns = {
        "incidents": ("incident_id", "title", "object", "priority", "file"),
        "clauses": ("clause_id", "version", "document", "file", "sheet", "text"),
    }
    texts = {str(text) for table, names in columns.items() for name in names for text in analysis.tables[table][name]}
    texts |= {part for file in analysis.intake.files for part in (file.file, file.file.rsplit("/")[-1])}
    texts |= {sheet.sheet for file in analysis.intake.files for sheet in file.sheets if sheet.sheet}
    return sorted((text for text in texts if re.search(r"\d", text)), key=len, reverse=True)


def find_unlisted(text, printed, foreign):
    """Return the numbers of a text that are neither listed nor of a kind that is left out."""
    left = _find_left(text, printed)
    if left:  # only then: there are thousands of names
        for name in foreign:
            named = rf"(?<![\w.])(?<!\d,){re.escape(name)}(?![\w])"  # 85,1 does not name a priority 1
            text = re.sub(named, " ", text) if name in text else text
        left = _find_left(re.sub(r"(?:(?<=[·:] )|^)[^·:]*…\S*", " ", text), printed)  # names that were cut
    return left


def _find_left(text, printed):
    for pattern in LEFT_OUT:
        text = re.sub(pattern, " ", text)
    return [number for number in DIGITS.findall(text) if number not in printed]


def list_texts(part):
    if isinstance(part, str):
        return [part]
    parts = part.items() if isinstance(part, dict) else enumerate(part) if isinstance(part, list) else ()
    return [text for key, one in parts if key not in ("name", "role", "kind", "alt") for text in list_texts(one)]


def list_drawn(chart):
    """Return what is written in a chart, and the ticks of its axes apart."""
    FigureCanvasAgg(chart.figure).draw()
    texts, ticks = [], []
    for axes in chart.figure.axes:
        ticks += [label.get_text() for axis in (axes.xaxis, axes.yaxis) for label in axis.get_ticklabels(which="both")]
        texts += [text.get_text() for text in axes.texts]
    return [text for text in texts if text], ticks


def test_every_number_of_every_page_is_in_the_first_sheet(case):
    foreign, rows = list_foreign(case.analysis), read(case.book)
    for n, page in enumerate(case.report.pages, start=1):
        printed = {number for row in rows if row.page.value == n for number in DIGITS.findall(row.told.value)}
        drawn = [text for chart in case.report.charts for text in list_drawn(chart)[0]] if n == 1 else []
        texts = list_texts(to_data(page, Cleaner()))
        unlisted = {text: left for text in texts if (left := find_unlisted(text, printed, foreign))}
        assert unlisted == {}, page.name
        assert all(row.title.value == page.title for row in rows if row.page.value == n)
    everything = {number for row in rows for number in DIGITS.findall(row.told.value)}
    assert [text for text in drawn if find_unlisted(text, everything, foreign)] == []


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_number_of_the_pdf_is_in_the_first_sheet(quiet_reports, quiet, language):
    built = build(quiet, language)
    ticks = " ".join(tick for chart in built.report.charts for tick in list_drawn(chart)[1])
    footer = Wording(language)("report.page", n="|", total="|").split("|")
    rows = read(openpyxl.load_workbook(quiet_reports[language] / "acme.xlsx", data_only=True))
    foreign = list_foreign(quiet)
    pages = PdfReader(quiet_reports[language] / "acme.pdf").pages
    assert len(pages) == len(built.report.pages)
    for n, page in enumerate(pages, start=1):
        printed = {number for row in rows if row.page.value == n for number in DIGITS.findall(row.told.value)}
        text = re.sub(r"\d+".join(map(re.escape, footer)), " ", " ".join(page.extract_text().split()))
        left = find_unlisted(text, printed | set(DIGITS.findall(ticks)), foreign)
        joined = "|".join(map(re.escape, sorted(printed, key=len, reverse=True)))  # labels of a chart, read as one
        assert [number for number in left if not re.fullmatch(f"(?:{joined}){{2,}}", number)] == []


def test_a_value_is_what_is_printed_with_all_its_digits(case):
    looks = {"percent": 100, "change": 100}
    for row, told in zip(read(case.book), case.told, strict=True):
        value, digits = read_number(DIGITS.search(row.told.value)[0])
        assert digits == told.number.digits
        scale = looks.get(told.number.look, 1)
        assert abs(abs(row.value.value) * scale - value) <= 0.5 * 10**-digits + 1e-9
        assert row.value.number_format.endswith("%") == (scale == 100)
        if row.told.value[0] in "−+":
            assert (row.value.value < 0) == (row.told.value[0] == "−") or value == 0


def test_every_number_leads_to_cells_that_are_there(case):
    book = case.book
    for row in read(book):
        sheet, cells = row.leads_to.hyperlink.location.rsplit("!", 1)
        at = book[sheet.strip("'").replace("''", "'")]
        left, top, right, bottom = range_boundaries(cells.replace("$", ""))
        assert 1 <= left <= right <= at.max_column
        assert 1 <= top <= bottom <= at.max_row
        assert row.leads_to.value.startswith(at.title)


def evaluate(formula, book):
    """Return what a formula of the first sheet gives, by its own rules."""

    def cells(found):
        sheet, first, last = found["sheet"].replace("''", "'"), found["first"], found["last"]
        at = book[sheet][f"{first}:{last or first}".replace("$", "")]
        values = [cell.value for row in at for cell in row]
        return f"at({[float('nan') if value is None else float(value) for value in values]})".replace("nan", "NAN")

    own = re.sub(r"'(?P<sheet>(?:[^']|'')+)'!(?P<first>\$[A-Z]+\$\d+)(?::(?P<last>\$[A-Z]+\$\d+))?", cells, formula)
    functions = {
        "NAN": math.nan,
        "at": lambda values: np.array(values) if len(values) > 1 else values[0],
        "ABS": abs,
        "EXP": math.exp,
        "SUM": lambda values: float(np.nansum(values)),
        "AVERAGE": lambda values: float(np.nanmean(values)),
        "GEOMEAN": lambda values: math.exp(float(np.nanmean(np.log(values)))),
        "SUMPRODUCT": lambda a, b: float(np.nansum(a * b)),
        "ROWS": len,
    }
    return eval(own.removeprefix("="), {"__builtins__": {}}, functions)


def test_a_formula_gives_the_number_beside_it_and_the_file_shows_it_before_it_is_computed(case):
    names = set()
    for row in read(case.book):
        formula = row.computed.value
        if formula is None:
            continue
        assert case.given[row.computed.row] == pytest.approx(row.value.value, rel=1e-6, abs=1e-6)
        if not formula.startswith("=ROWS"):  # of texts
            assert evaluate(formula, case.book) == pytest.approx(case.given[row.computed.row], rel=1e-9, abs=1e-9)
        names.add(re.sub("[^A-Z]", "", formula.partition("'")[0]))
    assert "GEOMEAN" in names
    assert len(case.given) > len(case.told) / 10


@pytest.mark.parametrize("case", ["sorteercentrum en"], indirect=True)
def test_a_change_has_its_window_its_incidents_and_its_interval(case):
    book, change = case.book, case.analysis.judgement.changes["engagement"]
    told = [row for row in read(book) if row.told.value == "−34\u00a0%" and row.low.value is not None]
    assert told
    for row in told:
        assert row.value.value == pytest.approx(math.expm1(change.log))
        assert (row.low.value, row.high.value) == pytest.approx((math.expm1(change.low), math.expm1(change.high)))
        assert row.n.value == change.after.n
        assert f"{row.first.value:%Y-%m} {row.last.value:%Y-%m}" == f"{change.after.first} {change.after.last}"
        months = book["Months"]
        *_, top, _, bottom = (*range_boundaries(row.leads_to.hyperlink.location.rsplit("!")[1].replace("$", "")),)
        assert bottom - top == 11
        assert f"{months.cell(bottom, 1).value:%Y-%m}" == str(change.after.last)


def test_what_is_printed_does_not_depend_on_who_remembers_it(sorteercentrum):
    material = gather(sorteercentrum, Wording("nl"))
    pages = [build_report(replace(material, say=say)).pages for say in (Wording("nl"), Remembering(Wording("nl")))]
    assert to_data(pages[0], Cleaner()) == to_data(pages[1], Cleaner())


def test_the_shared_edition_lists_what_its_pages_print_and_not_a_digit_more(sorteercentrum, tmp_path):
    built = build(sorteercentrum, "nl", "shared")
    sheet = openpyxl.load_workbook(write(built, tmp_path / "b.xlsx")).worksheets[0]
    heads = [cell.value for cell in sheet[1]]
    assert heads == ["pagina", "titel van de pagina", "waar het staat", "zoals gedrukt", "waarde", "leidt naar"]
    for row in sheet.iter_rows(min_row=2):
        printed, _ = read_number(DIGITS.search(row[3].value)[0])
        scale = 100 if row[4].number_format.endswith("%") else 1
        assert abs(row[4].value) * scale == pytest.approx(printed, abs=1e-9)
        assert not str(row[4].value).startswith("=")


@pytest.mark.long
def test_the_same_numbers_are_the_same_bytes(sorteercentrum, tmp_path):
    paths = [write(build(sorteercentrum, "en"), tmp_path / f"{n}.xlsx") for n in (1, 2)]
    assert paths[0].read_bytes() == paths[1].read_bytes()
