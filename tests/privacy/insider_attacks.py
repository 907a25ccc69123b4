"""What somebody who has the ticket tool would try on a report: join its rows, count, subtract, compare two reports."""

import datetime as dt
import itertools
import json
import re
import zipfile

import openpyxl
import pikepdf
from pypdf import PdfReader

PAPER = (  # sheets of the contract, by their title in English; both sides signed what they count
    *("By document", "Versions", "Steps", "Duties", "Clauses", "Readings", "Targets", "Lineage", "Meetings agreed"),
    "Kinds of clauses",
)
NO_COUNTS = {"Overview", "How to read", "Intake", "Notes", "Cautions"}  # numbers of rows of the paper, and codes
OF_THE_PAPER = {  # columns of the sheets of months
    *("clauses", "words", "binding clauses", "measured targets", "duties to report", "penalties", "procedures"),
    *("what the contract prescribes", "page"),  # a page of the report
    *("lineage units", "year", "direction (+1, −1)", "value", "variance of ln", "steps"),
}


def read_sheets(path):
    """Return every sheet, hidden ones too: title -> rows of cells, the heading first."""
    book = openpyxl.load_workbook(path)
    assert not book.defined_names
    assert not [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.comment]
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def read_text(path):
    """Return all text of a file, whatever it is packed in: parts of a workbook, pages, attachments, alt texts, XMP."""
    if path.suffix == ".xlsx":
        with zipfile.ZipFile(path) as book:
            return "\n".join(book.read(name).decode() for name in book.namelist())
    if path.suffix != ".pdf":
        return path.read_text(encoding="utf-8")
    told = [page.extract_text() for page in PdfReader(path).pages]
    with pikepdf.open(path) as pdf:
        told += [part.get_file().read_bytes().decode() for part in pdf.attachments.values()]
        told += [str(thing.Alt) for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and "/Alt" in thing]
        told.append(pdf.Root.Metadata.read_bytes().decode())
    return "\n".join(told)


def read_attached(path):
    """Return the files that a PDF carries: name -> text."""
    with pikepdf.open(path) as pdf:
        return {name: part.get_file().read_bytes().decode() for name, part in pdf.attachments.items()}


def find_joined(sheets, tool):
    """Return the incidents of the tool that some row of some sheet is the only match of.

    By any one cell (number, title, object, moment), and by any two of day, category, priority and group.
    """
    keys = {}
    for row in tool.to_dict("records"):
        moment = row["opened_at"].to_pydatetime()
        single = (row["incident_id"], row["title"], row["object"], moment)
        traits = (moment.date(), row["category"], row["priority"], row["group"])
        for key in (*((one,) for one in single), *itertools.combinations(traits, 2)):
            keys.setdefault(frozenset(key), set()).add(row["incident_id"])
    joined = set()
    for cells in (row for rows in sheets.values() for row in rows[1:]):
        values = {_plain(cell) for cell in cells if cell is not None}
        singles = [frozenset((value,)) for value in values]
        for key in (*singles, *map(frozenset, itertools.combinations(values, 2))):
            if len(found := keys.get(key, ())) == 1:
                joined |= found
    return joined


def _plain(cell):
    """Return a moment at midnight as its day: an export may have either."""
    return cell.date() if isinstance(cell, dt.datetime) and cell.time() == dt.time() else cell


def find_as_long(sheets, *tables):
    """Return the sheets that have as many rows as a table of the tool: sorted alike they would join by their order."""
    lengths = {len(table) for table in tables}
    return [name for name, rows in sheets.items() if name not in PAPER and len(rows) - 1 in lengths]


def find_hours(sheets):
    """Return the cells that tell a moment finer than a day."""
    cells = (cell for rows in sheets.values() for row in rows for cell in row)
    return [cell for cell in cells if isinstance(cell, dt.datetime) and cell.time() != dt.time()]


def find_small_counts(sheets, least=5):
    """Return the counts of work that tell fewer than `least`: themselves, or as the difference of two of a column."""
    small = []
    for name, rows in sheets.items():
        if name in PAPER or name in NO_COUNTS or not rows:
            continue
        for head, *cells in zip(*rows, strict=True):
            counts = {n for n in cells if isinstance(n, int) and not isinstance(n, bool)}
            if head in OF_THE_PAPER or any(isinstance(cell, float) and cell % 1 for cell in cells):
                continue
            apart = {abs(a - b) for a, b in itertools.combinations(counts, 2)}
            small += [(name, head, n) for n in {*counts, *apart} if 0 < n < least]
    return small


def find_fitting(told, n):
    """Return the counts of n incidents that a share told in steps leaves open; n as the report tells it."""
    return [
        {x for x in range(of + 1) if abs(x / of - told) <= 0.5 / ((n - 2) // 5) + 1e-3} for of in range(n - 2, n + 3)
    ]


def flatten(value, at=""):
    """Return the numbers of a JSON by their path."""
    if isinstance(value, dict):
        return dict(pair for name, part in value.items() for pair in flatten(part, f"{at}.{name}").items())
    if isinstance(value, list):
        return dict(pair for i, part in enumerate(value) for pair in flatten(part, f"{at}[{i}]").items())
    return {at: value} if isinstance(value, int | float) and not isinstance(value, bool) else {}


def find_small_steps(before, after, least=5):
    """Return the whole numbers of two JSONs that differ by fewer than `least`, by path."""
    old, new = flatten(json.loads(before)), flatten(json.loads(after))
    both = {at: (old[at], new[at]) for at in old.keys() & new.keys() if not re.search(r"\.(rung|schema|intake)", at)}
    return {
        at: pair
        for at, pair in both.items()
        if all(isinstance(n, int) for n in pair) and 0 < abs(pair[0] - pair[1]) < least
    }
