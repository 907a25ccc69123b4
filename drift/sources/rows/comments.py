"""The analyst's own words beside the data: one remark a page, and dated quotes (comments.xlsx or comments.toml)."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

from drift.errors import Address, Note, Problem
from drift.sources.accounts import FileAccount, SheetAccount
from drift.sources.layout.body import address_of
from drift.sources.rows.handwritten import find_heads, texts_of, to_day
from drift.sources.words import normalise
from drift.terms import HEADING_ROWS, LANGUAGES, PAGE_NAMES
from drift.wording import load_texts

if TYPE_CHECKING:
    from pathlib import Path

    from drift.sources.opening.cells import Cells
    from drift.sources.people import People

BOOK: Final = "comments.xlsx"
TOML: Final = "comments.toml"
TABLE: Final = "comments"
MOST_BYTES: Final = 1_000_000  # of comments.toml; it is read in this process
TEXT_LENGTH: Final = 400  # characters; four lines below a chart
QUOTES_A_PAGE: Final = 3  # more would push the chart off the page
_HEADS: Final = {
    "page": ("page", "pagina"),
    "on": ("date", "datum", "on", "op"),
    "text": ("text", "tekst", "comment", "remark", "quote", "opmerking", "citaat"),
}
_NEEDED: Final = ("page", "text")


@dataclass(frozen=True)
class Comment:
    """One remark (no date) or quote (dated) of the analyst, and the page it belongs to."""

    at: Address
    page: str  # one of terms.PAGE_NAMES
    on: dt.date | None
    text: str


@dataclass(frozen=True)
class _Entry:
    page: str
    on: str
    text: str
    places: dict[str, Address]  # of page, on and text


def is_comments(file: str) -> bool:
    """Whether a file of the project's folder holds the analyst's words."""
    return file in (BOOK, TOML)


def holds_comments(sheets: tuple[Cells, ...]) -> bool:
    """Whether a workbook has the headings of the analyst's words: a contract may bear the name of his file."""
    return any(find_heads(texts_of(cells, HEADING_ROWS), _HEADS, _NEEDED) for cells in sheets)


def take_comments(sheets: tuple[Cells, ...], account: FileAccount, comments: list[Comment]) -> None:
    """Add what comments.xlsx says to the comments, and complete its account; every row is accounted for."""
    for cells in sheets:
        rows = texts_of(cells)
        top, columns = find_heads(rows, _HEADS, _NEEDED) or (0, {})
        own = SheetAccount(cells.sheet, TABLE if columns else None, columns=columns)
        account.sheets.append(own)
        above = rows if not columns else rows[:top]
        own.note, own.blank = sum(any(row) for row in above), sum(not any(row) for row in above)
        own.heading = int(bool(columns))
        for i, row in enumerate(rows[top + 1 :] if columns else [], start=top + 2):
            if not any(row):
                own.blank += 1
                continue
            places = {name: address_of(account.file, cells.sheet, i, j) for name, j in columns.items()}
            told = {name: row[j] for name, j in columns.items()}
            entry = _Entry(told["page"], told.get("on", ""), told["text"], places)
            _keep(entry, own, account, comments)


def take_written(path: Path, account: FileAccount, comments: list[Comment]) -> bool:
    """Add what comments.toml says, where a file is that; return whether it was."""
    if account.file != TOML:
        return False
    own = SheetAccount("comment", TABLE)
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ValueError("size")
        entries = tomllib.loads(path.read_text(encoding="utf-8"))["comment"]
        rows = [{name: entry.get(name, "") for name in _HEADS} for entry in entries]
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        account.status, account.reason = "refused", Note("refused.comments")
        return True
    account.sheets.append(own)
    for i, row in enumerate(rows, start=1):
        at = Address(account.file, "comment", str(i))
        page, on, text = (str(row[name]) for name in _HEADS)
        _keep(_Entry(page, on, text, dict.fromkeys(_HEADS, at)), own, account, comments)
    return True


def _keep(entry: _Entry, own: SheetAccount, account: FileAccount, comments: list[Comment]) -> None:
    page, on = _names().get(normalise(entry.page)), to_day(entry.on)
    same = [comment for comment in comments if comment.page == page and (comment.on is None) == (not entry.on)]
    wrong: tuple[str, Any, str] | None = None
    if page is None:
        wrong = ("page", entry.page, "expected.page")
    elif entry.on and on is None:
        wrong = ("on", entry.on, "expected.moment")
    elif not entry.text.strip() or len(entry.text) > TEXT_LENGTH:
        wrong = ("text", entry.text[:40], "expected.remark")
    elif len(same) >= (QUOTES_A_PAGE if on else 1):
        wrong = ("page", entry.page, "expected.fewer_remarks")
    if wrong or page is None:
        name, found, expected = wrong or ("page", entry.page, "expected.page")
        account.reject(own, Problem(entry.places.get(name, entry.places["page"]), found, expected))
    else:
        own.accepted += 1
        comments.append(Comment(entry.places["text"], page, on, " ".join(entry.text.split())))


def _names() -> dict[str, str]:
    """Return what each page may be called: its code, or its word in either language."""
    words = {normalise(load_texts(language)[f"page.{name}"]): name for language in LANGUAGES for name in PAGE_NAMES}
    return words | {name: name for name in PAGE_NAMES}


def mask_comments(comments: list[Comment], people: People) -> tuple[Comment, ...]:
    """Return the comments without the persons that can be recognised."""
    return tuple(replace(comment, text=people.mask(comment.text)) for comment in comments)
