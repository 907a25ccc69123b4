"""Whether a document is a specification of numbered paragraphs, and its paragraphs as rows of a sheet.

In a specification number or heading stand in column A, the text of a clause in B, all else in C; in any other text
everything stands in A. The row is the place of the paragraph among those outside tables.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice
from statistics import median
from typing import Final

from drift.sources.opening.child.word.paragraphs import Paragraph, is_title, split_numbers

MIN_CLAUSES: Final = 10  # numbered 1, 2, 3; fewer are a list of instructions, as in a sheet of one column
MIN_NESTED: Final = 3  # of those numbered 4.1, 4.2: nobody numbers instructions so
MIN_LENGTH: Final = 25  # letters, median of the clauses; shorter lines are a list of names
DUTY_SHARE: Final = 0.3  # of paragraphs below numbered headings that bind somebody; a plan or manual tells
_DUTY = re.compile(
    r"\b(?:shall|must|will|is (?:to be|required|obliged)|moet(?:en)?|dient|dienen|zal|zullen|mag|mogen|verplicht"
    r"|draagt zorg|zorgt|garandeert|guarantees?|binnen \d|within \d)\b",
    re.I,
)
# what a text is called that tells what was said or reached, and agrees nothing
_MINUTES = re.compile(
    r"(?:concept|draft|definitie[fv]e?)?[\s:_-]*(?:notulen|(?:vergader|bespreking|gespreks?|overleg)s?[- ]?verslag"
    r"|verslag|minutes|mom|meeting (?:minutes|notes)|aanwezig(?:en)?|afwezig(?:en)?|attendees|apologies|deelnemers"
    r"|agenda)(?![^\W_])",
    re.I,
)
# what only minutes are called, by the name of the file or a title; and who was there, by a line or a cell of its own
_CALLED_MINUTES = re.compile(
    r"(?:concept|draft|ontwerp|entwurf|projet|definitie[fv]e?)?[\W\d_]*(?:(?:[^\W\d_]+[\s_-]+)?(?:notulen|mom"
    r"|(?:vergader|bespreking|gespreks?|overleg|mt)s?[\s_-]?verslag|meeting[\s_-](?:minutes|notes)"
    r"|(?:sitzungs|besprechungs|gesprächs)protokoll|compte[\s_-]rendu|proc[eè]s[\s_-]verbal)|protokoll"
    r"|(?:(?:board|project|steering|team)[\s_-])?minutes|verslag(?![\s_-](?:van[\s_-])?(?:de[\s_-])?"
    r"(?:storing|melding|incident|kpi|prestatie)))(?![^\W_])",
    re.I,
)
_PRESENT = re.compile(
    r"\W*(?:aanwezige?n?|afwezige?n?|aan-? ?(?:/|en) ?afwezige?n?|attendees|attendance|present|absent|apologies"
    r"|notulist|teilnehmer|anwesende?|abwesende?|protokollführer|présents|absents|excusés)(?: *[:(\n].*|\W*)",
    re.I | re.S,
)
_REPORT = re.compile(
    r"(?:^|[^\W_]*[\s_-])(?:[^\W\d_]*rapportages?|maandrapport|kwartaalrapport|jaarverslag|(?:service|kpi|sla|monthly"
    r"|quarterly|annual|performance)[- ](?:level )?report)(?![^\W_])",
    re.I,
)
_FIRST_LINES: Final = 15
_TITLE_LINES: Final = 3
_ABOVE_BODY: Final = 100  # letters of a line that says what the text is


@dataclass(frozen=True)
class TextRows:
    """The paragraphs as rows of three cells, and what was decided of them."""

    rows: list[list[str]]
    specification: bool
    told: str | None = None  # what the text is that agrees nothing though its paragraphs are numbered: a code


def lay_out(paragraphs: Sequence[Paragraph], stem: str, cells: Sequence[str] = ()) -> TextRows:
    """Return the rows of the paragraphs; stem: the name of the file, cells: those of the first table."""
    split = split_numbers(paragraphs)
    titles = _find_titles(split)
    if not _is_specification(split, titles):
        return TextRows([[paragraph.line] for paragraph in split], specification=False)
    told = _what_else(split, stem, cells)
    if told:
        return TextRows([[paragraph.line] for paragraph in split], specification=False, told=told)
    first = next(i for i, paragraph in enumerate(split) if paragraph.number is not None)
    rows = [_row(p, title=titles[i], before=i < first) for i, p in enumerate(split)]
    return TextRows(rows, specification=True)


def are_minutes(paragraphs: Sequence[Paragraph], stem: str, cells: Sequence[str]) -> bool:
    """Whether a document says in its name, its titles or by who was there that it tells what was said.

    cells: the first row and column of its first table. One word of presence may be the heading of a table of meetings
    in a contract: among cells it takes two.
    """
    lines = [*islice((text for p in paragraphs if (text := p.words.shown.strip())), _FIRST_LINES)]
    heads = [line for line in (stem, *lines[:_TITLE_LINES]) if len(line) <= _ABOVE_BODY]
    if any(_CALLED_MINUTES.match(head) for head in heads) or any(map(_PRESENT.fullmatch, lines)):
        return True
    return len({cell.casefold() for cell in cells if _PRESENT.fullmatch(cell.strip())}) > 1


def _find_titles(split: Sequence[Paragraph]) -> list[bool]:
    titles, following = [], None
    for paragraph in reversed(split):
        titles.append(is_title(paragraph, following))
        following = paragraph.number or following
    return titles[::-1]


def _is_specification(split: Sequence[Paragraph], titles: Sequence[bool]) -> bool:
    both = [*zip(split, titles, strict=True)]
    clauses = [paragraph for paragraph, title in both if paragraph.number and not title]
    nested = sum("." in (paragraph.number or "") for paragraph in clauses)
    if len(clauses) >= MIN_CLAUSES or nested >= MIN_NESTED:
        return median(len(paragraph.text) for paragraph in clauses) >= MIN_LENGTH
    heads = [i for i, (paragraph, title) in enumerate(both) if title and paragraph.number]
    if len(heads) < MIN_NESTED:
        return False
    below = [p for p, title in both[heads[0] :] if p.text and not title and not p.contents and len(p.text) > MIN_LENGTH]
    return len(below) >= MIN_CLAUSES and sum(bool(_DUTY.search(p.text)) for p in below) >= DUTY_SHARE * len(below)


def _what_else(split: Sequence[Paragraph], stem: str, cells: Sequence[str]) -> str | None:
    """Return the code of what a text is by its name, its first lines and its first table, that agrees nothing."""
    lines = [p.text for p in islice((p for p in split if p.text and not p.contents and not p.number), _FIRST_LINES)]
    short = [line for line in (stem, *lines, *cells) if len(line) <= _ABOVE_BODY]
    if any(_MINUTES.match(line) for line in short):
        return "note.minutes"
    heads = [line for line in (stem, *lines[:_TITLE_LINES]) if len(line) <= _ABOVE_BODY]
    return "note.report_text" if any(_REPORT.match(line) for line in heads) else None


def _row(paragraph: Paragraph, *, title: bool, before: bool) -> list[str]:
    """Return one row: a heading, a clause, or what is neither; before: above the first number."""
    if not paragraph.text:
        return ["", "", paragraph.line]  # a number before nothing
    if paragraph.contents:
        return ["", "", paragraph.line]
    if title:
        return [" ".join(filter(None, (paragraph.number, paragraph.text))), "", ""]
    if paragraph.number is None and (before or (len(paragraph.text) < MIN_LENGTH and not paragraph.bullet)):
        return ["", "", paragraph.text]  # who agrees with whom, a signature, a date
    return [paragraph.number or "", paragraph.text, ""]
