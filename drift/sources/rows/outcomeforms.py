"""The outcome of a round table, from the form that the report comes with: when, what was asked, who visits whom."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from drift.errors import Address, Problem
from drift.project import Project
from drift.project.settings import Milestone
from drift.sources.accounts import FileAccount, SheetAccount
from drift.sources.opening.cells import Cells, address_of
from drift.sources.rows.handwritten import FilledRow, add_sheet, list_rows, texts_of, to_day
from drift.sources.words import normalise
from drift.terms import FUNCTIONS, HEADING_ROWS, LANGUAGES, SIDES, Language
from drift.wording import load_texts

TABLE: Final = "roundtable"
HEADS: Final = (
    *("number", "problem", "asked_for", "possibilities", "visitor_side"),
    *("visitor_function", "host_side", "host_function", "visit_on"),
)
ANSWERS: Final = HEADS[2:]  # what the table fills in; the rest is printed
PRINTED: Final = ("intro", "held_on", "no_names", "back")  # sentences above and below the rows; the title is row 1
ASKED_FOR: Final = ("solution", "direction")
TEXT_LENGTH: Final = 400  # characters of what is possible; as a remark
_CHOICES: Final[dict[str, tuple[str, tuple[str, ...]]]] = {  # column -> section of wording, its words
    "asked_for": ("form", ASKED_FOR),
    "visitor_side": ("side", SIDES),
    "host_side": ("side", SIDES),
    "visitor_function": ("form.function", (*FUNCTIONS, "other")),
    "host_function": ("form.function", (*FUNCTIONS, "other")),
}


@dataclass(frozen=True)
class Agreed:
    """What a round table made of one problem; None where nothing was filled in."""

    problem: str
    asked_for: str | None  # solution, direction
    possibilities: str | None
    visitor_side: str | None
    visitor_function: str | None
    host_side: str | None
    host_function: str | None
    visit_on: dt.date | None


@dataclass(frozen=True)
class RoundTableOutcome:
    """One round table that was held."""

    at: Address
    held_on: dt.date
    what: str  # how it stands in a chart, in the language of the form
    agreed: tuple[Agreed, ...]


def choices_of(column: str, language: Language) -> list[str]:
    """Return the words that a drop-down list of the form offers."""
    section, words = _CHOICES[column]
    texts = load_texts(language)
    return [texts[f"{section}.{word.replace(' ', '_')}"] for word in words]


def is_form(sheets: Iterable[Cells]) -> bool:
    """Whether a file is an outcome form, by its headings in either language."""
    return any(_find_table(texts_of(cells, HEADING_ROWS)) for cells in sheets)


def is_unfilled(sheets: Iterable[Cells]) -> bool:
    """Whether a file is an outcome form on which nobody wrote: every text in it was printed, no cell has a comment."""
    forms = [*sheets]
    return is_form(forms) and all(_is_as_printed(cells, texts_of(cells)) for cells in forms)


def _is_as_printed(cells: Cells, rows: list[list[str]]) -> bool:
    place = _find_table(rows)
    if not place or (cells.marks and cells.marks.comments):
        return False
    top, language, columns = place
    texts = load_texts(language)
    fixed = {texts[f"form.{name}"] for name in PRINTED}
    named = (columns["number"], columns["problem"])

    def printed(i: int, j: int, text: str) -> bool:
        numbered = i > top and j in named and rows[i][named[0]].isdigit()
        return (i, j) == (0, 0) or i == top or text in fixed or numbered

    return all(printed(i, j, text) for i, row in enumerate(rows) for j, text in enumerate(row) if text)


def read_forms(sheets: Iterable[Cells], account: FileAccount) -> tuple[FileAccount, list[RoundTableOutcome]]:
    """Return the round tables that a form tells of, and its account; every row is accounted for."""
    tables: list[RoundTableOutcome] = []
    for cells in sheets:
        rows = texts_of(cells)
        place = _find_table(rows)
        if not place:
            account, _ = add_sheet(account, SheetAccount(cells.sheet), [], rows)
            continue
        top, language, columns = place
        at, held_on = _find_date(rows[:top], Address(account.file, cells.sheet), language)
        undated = None if held_on else Problem(at, "", "expected.table_date")
        entries = list_rows(rows, top, columns, Address(account.file, cells.sheet))
        outcomes = [_judge(row, undated) if row else None for row in entries]
        account, agreed = add_sheet(account, SheetAccount(cells.sheet, TABLE, columns=columns), outcomes, rows, top)
        if held_on:
            tables.append(RoundTableOutcome(at, held_on, load_texts(language)["form.milestone"], tuple(agreed)))
    return account, tables


def _judge(row: FilledRow, undated: Problem | None) -> Agreed | Problem | None:
    """Return what was agreed, or what is wrong; None for a problem that is printed and was not answered."""
    answered = any(row.texts[name] for name in ANSWERS)
    return (_find_fault(row) or undated or _to_agreed(row)) if answered else None


def _find_table(rows: list[list[str]]) -> tuple[int, Language, dict[str, int]] | None:
    """Return the row of the headings, their language, and the column of each."""
    for i, row in enumerate(rows[:HEADING_ROWS]):
        if sum(map(bool, row)) < len(HEADS):  # nearly every row of every file
            continue
        plain = [normalise(text) for text in row]
        for language in LANGUAGES:
            heads = _heads(language)
            if all(head in plain for head in heads.values()):
                return i, language, {name: plain.index(head) for name, head in heads.items()}
    return None


@cache
def _heads(language: Language) -> dict[str, str]:
    return {name: normalise(load_texts(language)[f"form.{name}"]) for name in HEADS}


def _find_date(rows: list[list[str]], sheet: Address, language: Language) -> tuple[Address, dt.date | None]:
    """Return the cell of the date of the table, and the date: the first cell behind its label that is filled."""
    label = normalise(load_texts(language)["form.held_on"])
    for i, row in enumerate(rows, start=1):
        for j, text in enumerate(row):
            if normalise(text) == label:
                behind = next((k for k in range(j + 1, len(row)) if row[k]), j + 1)
                at = address_of(sheet.file, str(sheet.sheet), i, behind)
                return at, to_day(row[behind]) if behind < len(row) else None
    return sheet, None


def _find_fault(row: FilledRow) -> Problem | None:
    for name in _CHOICES:
        if row.texts[name] and normalise(row.texts[name]) not in _codes(name):
            kind = name.rsplit("_", 1)[-1] if name != "asked_for" else name
            return row.problem(name, f"expected.{kind}")
    if row.texts["visit_on"] and to_day(row.texts["visit_on"]) is None:
        return row.problem("visit_on", "expected.moment")
    possibilities = row.texts["possibilities"]
    if len(possibilities) > TEXT_LENGTH:
        return Problem(row.places["possibilities"], possibilities[:40], "expected.remark")
    return None


@cache
def _codes(column: str) -> dict[str, str]:
    codes = _CHOICES[column][1]
    pairs = [zip(choices_of(column, language), codes, strict=True) for language in LANGUAGES]
    return {normalise(word): code for words in pairs for word, code in words}


def _to_agreed(row: FilledRow) -> Agreed:
    texts = row.texts
    codes = {name: _codes(name).get(normalise(texts[name])) for name in _CHOICES}
    possibilities = " ".join(texts["possibilities"].split()) or None
    return Agreed(problem=texts["problem"], possibilities=possibilities, visit_on=to_day(texts["visit_on"]), **codes)


def join_tables(outcomes: Iterable[RoundTableOutcome]) -> tuple[RoundTableOutcome, ...]:
    """Return the round tables in order of their dates, a date once."""
    tables: dict[dt.date, RoundTableOutcome] = {}
    for table in outcomes:
        earlier = tables.get(table.held_on)
        tables[table.held_on] = replace(table, agreed=(*(earlier.agreed if earlier else ()), *table.agreed))
    return tuple(tables[on] for on in sorted(tables))


def add_milestones(project: Project, outcomes: Iterable[RoundTableOutcome]) -> Project:
    """Return the project with the round tables that were held among its milestones."""
    milestones = project.settings.milestone
    days = {entry.on for entry in milestones}
    tables = {table.held_on: Milestone(on=table.held_on, what=table.what) for table in outcomes}
    more = (tables[on] for on in sorted(tables) if on not in days)
    settings = project.settings.model_copy(update={"milestone": (*milestones, *more)})
    return project.model_copy(update={"settings": settings})
