"""Minutes among the sheets of a document: what they tell is read, the other tables are left to their own readers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Final

import pandas as pd

from drift.errors import Address, Note
from drift.project import Project
from drift.sources.accounts import SheetAccount
from drift.sources.layout.find import Layout
from drift.sources.layout.unread.otherlists import NOT_OF_MINUTES
from drift.sources.people import People
from drift.sources.rows.actions.headings import ActionHeading, find_heading
from drift.sources.rows.actions.read import ActionList, date_actions, read_actions
from drift.sources.rows.minutes.contact import make_contact, to_frames
from drift.sources.rows.minutes.decisions import (
    Decision,
    find_decision_heading,
    list_decisions,
    read_decision_cells,
    read_decision_column,
)
from drift.sources.rows.minutes.fates import account_for_sheet
from drift.sources.rows.minutes.page import Page, Sheet, open_sheets, read_labels
from drift.sources.rows.minutes.when import When, settle_moment
from drift.sources.rows.minutes.who import list_attendees
from drift.sources.rows.minutes.words import says

TEXTS: Final = ("talk", "minutes")  # what the cells of minutes are
_WORDS: Final = 4  # of a line that tells something, besides who was there


@dataclass(frozen=True)
class Minutes:
    """What one document of minutes tells: its rows, their accounts, and the sheets that nobody else is to read."""

    frames: tuple[tuple[str, pd.DataFrame], ...] = ()
    accounts: tuple[SheetAccount, ...] = ()
    notes: tuple[Note, ...] = ()
    taken: tuple[Layout, ...] = ()


@dataclass(frozen=True)
class _Lists:
    """The tables of minutes that have a heading of ours: of actions, of decisions, or of both."""

    actions: dict[str, ActionHeading]  # sheet -> heading
    decisions: frozenset[str]  # sheets with a column for them
    others: frozenset[str]  # sheets that other readers know: a version history, a list of persons

    @property
    def sheets(self) -> frozenset[str]:
        """All of them, by name."""
        return self.decisions | self.others | self.actions.keys()


def take_minutes(
    file: str, layouts: Sequence[Layout], project: Project, people: People
) -> tuple[list[Layout], Minutes]:
    """Take the minutes out of the sheets of a file, and read them; the analyst's word goes first."""
    own = [one for one in layouts if one.cells.text in TEXTS and one.source is None and one.wanted]
    if not own:
        return [*layouts], Minutes(notes=tuple(_tell_agenda(file, layouts)))
    sheets = open_sheets([layout.cells for layout in own])
    lists = _find_lists(sheets, frozenset(layout.cells.sheet for layout in own if not _is_free(layout)))
    page = read_labels(sheets, lists.sheets)
    code = _why_no_contact(file, page)
    if code:
        list_attendees(page, people)  # nobody's contact, and yet names
        return [*layouts], Minutes(notes=(Note(code, {}, Address(file)),))
    minutes = _read(file, page, lists, project, people)
    gone = {account.sheet for account in minutes.accounts}
    taken = tuple(layout for layout in own if layout.cells.sheet in gone)
    return [layout for layout in layouts if layout.cells.sheet not in gone], replace(minutes, taken=taken)


def _find_lists(sheets: Sequence[Sheet], others: frozenset[str]) -> _Lists:
    tables = [sheet for sheet in sheets if not sheet.talk and sheet.cells.sheet not in others]
    headings = {sheet.cells.sheet: find_heading(sheet.rows, sheet.cells.titles, minutes=True) for sheet in tables}
    actions = {name: heading for name, heading in headings.items() if heading}
    return _Lists(actions, frozenset(sheet.cells.sheet for sheet in tables if find_decision_heading(sheet)), others)


def _tell_agenda(file: str, layouts: Sequence[Layout]) -> Iterator[Note]:
    """Yield the note of a document that is called an agenda: what was planned is no contact."""
    prose = any(layout.cells.text == "prose" for layout in layouts)
    if prose and says("agenda", PurePosixPath(file).stem):
        yield Note("note.agenda", {}, Address(file))


def _why_no_contact(file: str, page: Page) -> str | None:
    """Return the code of why a document tells of no meeting that was held; None where it does."""
    stem = PurePosixPath(file).stem
    if any(says("planned", part) for part in PurePosixPath(file).parts):
        return "note.minutes_planned"
    heads = (stem, *page.titles)
    if any(says("cancelled", head) for head in heads):
        return "note.minutes_cancelled"
    if any(says("agenda", head) for head in (stem, *page.titles[:1])) and not list_decisions(page, _label_rows(page)):
        return "note.agenda"
    if not page.of("present", "absent", "office", "date") and not any(says("meets", head) for head in heads):
        return "note.minutes_no_meeting"
    if any(says("attendance", head) for head in heads) or not any(_tells(page)):
        return "note.attendance_list"
    return None


def _tells(page: Page) -> Iterator[bool]:
    """Yield whether each line and table tells something besides who was there and when."""
    labels = _label_rows(page)
    named = {sheet for sheet, _ in labels}
    for sheet in page.sheets:
        if sheet.talk:
            rows = [(number, row[0]) for number, row in enumerate(sheet.rows, start=1)]
            lines = [line for number, line in rows if line and (sheet.cells.sheet, number) not in labels]
            yield any(len(line.split()) >= _WORDS for line in lines[1:])  # behind the title
        else:
            yield sheet.cells.sheet not in named


def _label_rows(page: Page) -> frozenset[tuple[str, int]]:
    """Return sheet and row of every label, and of the lines below one that it tells."""
    return frozenset(
        (one.sheet, one.row + i)
        for one in page.told
        for i in range(1 + (len(one.value.split("\n")) if one.below else 0))
    )


def _read(file: str, page: Page, lists: _Lists, project: Project, people: People) -> Minutes:
    when = settle_moment(file, page)
    actions = _read_lists(file, page, lists, when, project, people)
    notes = (*when.notes, *(note for one in actions for note in one.notes))
    accounts = {one.account.sheet: one.account for one in actions}
    frames = tuple(("actions", one.frame) for one in actions)
    attendees = list_attendees(page, people)
    if when.at is None:
        return Minutes(frames, tuple(accounts.values()), (*notes, Note("note.minutes_no_day", {}, Address(file))))
    decisions = _read_decisions(page, lists)
    taken = _choose_taken(page, lists, decisions)
    if not taken:  # tables of persons and versions, and no word
        return Minutes(notes=(*notes, Note("note.attendance_list", {}, Address(file))))
    contact = make_contact(file, page, when, taken)
    own = [sheet for sheet in page.sheets if sheet.cells.sheet in taken]
    told = [
        one for sheet in own for one in account_for_sheet(sheet, contact, decisions, accounts.get(sheet.cells.sheet))
    ]
    return Minutes((*to_frames(contact, attendees, decisions, project.zone), *frames), tuple(told), notes)


def _is_free(layout: Layout) -> bool:
    """Whether a table of minutes is none that minutes may have besides: a version history, a list of persons."""
    return all(heading.table in NOT_OF_MINUTES for heading in layout.tables)


def _read_lists(file: str, page: Page, lists: _Lists, when: When, project: Project, people: People) -> list[ActionList]:
    seen = None if when.at is None else pd.Timestamp(when.at)
    read = [
        read_actions(file, sheet.cells, sheet.rows, lists.actions[sheet.cells.sheet], people)
        for sheet in page.sheets
        if sheet.cells.sheet in lists.actions
    ]
    return [replace(one, frame=date_actions(one.frame, seen, project.zone)) for one in read]


def _read_decisions(page: Page, lists: _Lists) -> list[Decision]:
    """Return what was decided: in the paragraphs, in columns for it, and in the cells of tables without headings."""
    labelled = _label_rows(page)
    named = {sheet for sheet, _ in labelled}
    decisions = list_decisions(page, labelled)
    for sheet in (one for one in page.sheets if not one.talk):
        if sheet.cells.sheet in lists.decisions:
            decisions += read_decision_column(sheet)
        elif sheet.cells.sheet not in named | lists.sheets:
            decisions += read_decision_cells(sheet)
    return decisions


def _choose_taken(page: Page, lists: _Lists, decisions: Sequence[Decision]) -> set[str]:
    """Return the names of the sheets that are read here: text, lists, labels and decisions; else the first free one."""
    told = {one.sheet for one in page.told} | {one.sheet for one in decisions}
    taken = {sheet.cells.sheet for sheet in page.sheets if sheet.talk} | told | lists.decisions | lists.actions.keys()
    return taken or {*[sheet.cells.sheet for sheet in page.sheets if sheet.cells.sheet not in lists.others][:1]}
