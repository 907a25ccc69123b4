"""Text tables: csv, tsv and their kin; every cell stays text."""

import csv
import io
import re
from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, Literal

import pyarrow as pa
import pyarrow.csv

from drift.sources.opening.child import BLANK, TEXT
from drift.sources.opening.child.content import Content
from drift.sources.opening.child.encoding import Notes, decode
from drift.sources.opening.child.kernels import compute
from drift.sources.opening.child.refused import RefusedError
from drift.sources.opening.child.sheets import PackedFile, PackedSheet, pack_rows, pack_table, pad_rows, schema_of
from drift.terms import COLUMNS

SEPARATORS: Final = (";", ",", "\t", "|")  # in this order where nothing tells them apart
SAMPLE_CHARS: Final = 200_000  # enough to know the separator of a long export
MALFORMED: Final = 0.9  # what a separator is worth by which quotation marks end amid a cell
MIN_SHARE: Final = 0.5  # of rows as wide as most; below it the commas belong to sentences
SENTENCE_WIDTH: Final = 3  # so few commas a line, and a blank behind nearly each: sentences
_LOOSE = re.compile(r",\s")
_HINT = re.compile(r'"?sep=([^\r\n"])"?\r?\n?', re.I)
_SECTION = re.compile(r'^"?(\d{1,2})\. [^\t;,|"]{1,60}"?[\t;,| ]*\r?$', re.M)

csv.field_size_limit(2**31 - 1)  # a memo field may be long; the memory limit guards the rest


def read_delimited(content: Content) -> PackedFile:
    """Read a text table; one with numbered sections (an attendance report of Teams) becomes a sheet a section.

    Raises RefusedError (refused.text) where no separator makes a table of it.
    """
    text, notes = decode(content.read())
    hint = _HINT.match(text)
    if hint:
        text = text[hint.end() :]
    sections = _split_sections(text)
    separator = hint.group(1) if hint else _find_separator(sections[0][1] if len(sections) > 1 else text, len(sections))
    sheets = []
    for name, part in sections:
        sheet, own = _read_table(name or content.stem, part, separator)
        sheets.append(sheet)
        notes += own
    return PackedFile(sheets, notes)


def _split_sections(text: str) -> list[tuple[str, str]]:
    """Return (title, text) of sections `1. Summary`, `2. Participants`, …; without them the whole under no title."""
    first = len(text) - len(text.lstrip())
    titles = [*_SECTION.finditer(text, first)] if _SECTION.match(text, first) else []
    if len(titles) < 2 or [int(title.group(1)) for title in titles] != [*range(1, len(titles) + 1)]:
        return [("", text)]
    ends = [*(title.start() for title in titles[1:]), len(text)]
    return [
        (title.group().strip('"\t;,| \r'), text[title.start() : end]) for title, end in zip(titles, ends, strict=True)
    ]


def _find_separator(text: str, n_sections: int) -> str:
    """Return the separator that gives most rows one width; the text is refused where none gives a table."""
    sample = text if len(text) <= SAMPLE_CHARS else text[: text.rfind("\n", 0, SAMPLE_CHARS) + 1] or text[:SAMPLE_CHARS]
    best, rank = None, (MIN_SHARE if n_sections == 1 else 0.0, False, 0)
    for separator in SEPARATORS:
        if separator in sample:
            share, width = _constancy(sample, separator)
            if width > 1 and (share, separator == ";", width) > rank:
                best, rank = separator, (share, separator == ";", width)
    if best is None:
        raise RefusedError("refused.text")
    return best


def _constancy(text: str, separator: str) -> tuple[float, int]:
    """Return how constant the width of the rows is, 0 to 1, and the width of most of them."""
    share, width, _ = _share(text, separator)
    if separator == "," and width <= SENTENCE_WIDTH and len(_LOOSE.findall(text)) > 0.8 * text.count(","):
        return 0.0, 0
    malformed = '"' in text and _quoting_fault(text, separator) is not None
    return (share * MALFORMED if malformed else share), width


def _share(text: str, separator: str, *, quoted: bool = True) -> tuple[float, int, int]:
    """Return the share of rows that are as wide as most rows, that width, and how many rows there are."""
    widths = Counter(len(row) for row in _rows(text, separator, quoted=quoted) if any(row))
    if not widths:
        return 0.0, 0, 0
    width, n = max(widths.items(), key=lambda item: (item[1], item[0]))
    return n / widths.total(), width, widths.total()


def _quoting_fault(text: str, separator: str) -> str | None:
    try:
        deque(_rows(text, separator, strict=True), maxlen=0)
    except csv.Error as fault:
        return str(fault)
    return None


def _rows(text: str, separator: str, *, quoted: bool = True, strict: bool = False) -> Iterator[list[str]]:
    lines = io.StringIO(text, newline="")
    quoting: Literal[0, 3] = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    return csv.reader(lines, delimiter=separator, quoting=quoting, strict=strict)


def _read_table(name: str, text: str, separator: str) -> tuple[PackedSheet, Notes]:
    table = _read_fast(text, separator) if len(text) > SAMPLE_CHARS and separator in SEPARATORS else None
    # a row a line, all of one width: no quotation mark can have swallowed anything, so none needs a second look
    n_lines = text.count("\n") + (not text.endswith("\n"))
    quoted = (table is not None and table.num_rows == n_lines) or _are_quotes_meant(text, separator)
    if quoted and table is not None:
        return pack_table(name, table), []
    rows = [*_rows(text, separator, quoted=quoted)]
    _check_width(max(map(len, rows), default=0))
    width, uneven = _list_uneven(rows)
    sheet = replace(pack_rows(name, *pad_rows(rows)), width=width, uneven=uneven)
    return sheet, [] if quoted else [("note.quotes", {"sheet": name})]


def _list_uneven(rows: list[list[str]]) -> tuple[int, list[tuple[int, int]]]:
    """Return how many cells most rows have, and (row, cells) of those with another number; blank rows left out."""
    widths = [(number, len(row)) for number, row in enumerate(rows, 1) if any(row)]
    usual = _most_common([n for _, n in widths])
    return usual, [(number, n) for number, n in widths if n != usual]


def _most_common(widths: list[int]) -> int:
    return max(Counter(widths).items(), key=lambda item: (item[1], item[0]), default=(0, 0))[0]


def _check_width(width: int) -> int:
    """Refuse a text table wider than any spreadsheet: a made one could have a million columns in a megabyte."""
    if width > COLUMNS:
        raise RefusedError("refused.columns", n=width, most=COLUMNS)
    return width


def _are_quotes_meant(text: str, separator: str) -> bool:
    """Whether quotation marks hold cells together; a stray one (`"5 inch`) would swallow the rows up to the next."""
    if '"' not in text or _quoting_fault(text, separator) is None:
        return True
    quoted_share, plain = (_share(text, separator, quoted=quoted) for quoted in (True, False))
    return quoted_share[0] > plain[0] or (quoted_share[0] == plain[0] and quoted_share[2] == plain[2])


def _read_fast(text: str, separator: str) -> pa.Table | None:
    """Read a long table in columns; None where rows differ in width, which takes the patient way."""
    schema = schema_of(_check_width(len(next(_rows(text[:SAMPLE_CHARS], separator), []))))
    names = schema.names[1::2]
    try:
        table = pa.csv.read_csv(
            pa.py_buffer(text.encode()),
            pa.csv.ReadOptions(column_names=names, block_size=16 << 20),
            pa.csv.ParseOptions(delimiter=separator, newlines_in_values=chr(34) in text, ignore_empty_lines=False),
            pa.csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=True, null_values=[""]
            ),
        )
    except pa.ArrowInvalid:
        return None
    blank, text_kind = pa.scalar(BLANK, pa.uint8()), pa.scalar(TEXT, pa.uint8())
    kinds = [compute("if_else", [compute("is_null", [texts]), blank, text_kind]) for texts in table.columns]
    columns = [part for pair in zip(kinds, table.columns, strict=True) for part in pair]
    return pa.table(columns, schema=schema)
