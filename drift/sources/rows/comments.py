"""The analyst's own words beside the data: one remark a page, and dated quotes (comments.xlsx or comments.toml)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from drift.errors import Address, Note, Problem, UsageError
from drift.project.plain import open_plain
from drift.project.toml import parse_toml
from drift.sources.accounts import FileAccount, SheetAccount
from drift.sources.opening.cells import Cells
from drift.sources.rows.handwritten import FilledRow, add_sheet, find_heads, list_rows, texts_of, to_day
from drift.sources.words import normalise
from drift.terms import HEADING_ROWS, LANGUAGES, PAGE_NAMES
from drift.wording import load_texts

BOOK: Final = "comments.xlsx"
TOML: Final = "comments.toml"
TABLE: Final = "comments"
MOST_BYTES: Final = 40_000  # of comments.toml, twice what every page may take; it is read in this process
TEXT_LENGTH: Final = 400  # characters; four lines below a chart
QUOTES_A_PAGE: Final = 3  # more would push the chart off the page
# pages of earlier reports, and the page on which their remarks stand now
FORMER: Final = {"home": "table", "course": "meet", "people": "meet", "works": "meet"}
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


def holds_comments(file: str, sheets: tuple[Cells, ...]) -> bool:
    """Whether a file of the project's folder holds the analyst's words: by its name and by its headings."""
    return file == BOOK and any(find_heads(texts_of(cells, HEADING_ROWS), _HEADS, _NEEDED) for cells in sheets)


def read_comments(
    sheets: tuple[Cells, ...], account: FileAccount, earlier: Sequence[Comment]
) -> tuple[FileAccount, list[Comment]]:
    """Return what comments.xlsx says, and its account; a page takes only so many, those of comments.toml before it."""
    comments: list[Comment] = []
    for cells in sheets:
        rows = texts_of(cells)
        top, columns = find_heads(rows, _HEADS, _NEEDED) or (None, {})
        entries = list_rows(rows, top, columns, Address(account.file, cells.sheet))
        outcomes = _judge(entries, (*earlier, *comments))
        sheet = SheetAccount(cells.sheet, TABLE if columns else None, columns=columns)
        account, read = add_sheet(account, sheet, outcomes, rows, top)
        comments += read
    return account, comments


def is_written(account: FileAccount) -> bool:
    """Whether a file is comments.toml, which is read without a reader process."""
    return account.status == "read" and account.file == TOML


def read_written(path: Path, account: FileAccount) -> tuple[FileAccount, list[Comment]]:
    """Return what comments.toml says, and its account."""
    try:
        with open_plain(path, follow=True) as stream:
            text = stream.read(MOST_BYTES + 1)
        if len(text) > MOST_BYTES:
            raise ValueError("size")
        entries = parse_toml(text.decode())["comment"]
        rows = [{name: str(entry.get(name, "")) for name in _HEADS} for entry in entries]
    except (OSError, ValueError, KeyError, TypeError, AttributeError, UsageError):
        return account.refuse(Note("refused.comments")), []
    places = (Address(account.file, "comment", str(i + 1)) for i in range(len(rows)))
    filled = [FilledRow(row, dict.fromkeys(_HEADS, at)) for row, at in zip(rows, places, strict=True)]
    return add_sheet(account, SheetAccount("comment", TABLE), _judge(filled))


def _judge(rows: Iterable[FilledRow | None], earlier: Sequence[Comment] = ()) -> list[Comment | Problem | None]:
    """Return each row as a comment, or what is wrong with it; None where a row holds nothing."""
    comments = [*earlier]
    outcomes: list[Comment | Problem | None] = []
    for row in rows:
        outcome = _to_comment(row, comments) if row else None
        if isinstance(outcome, Comment):
            comments.append(outcome)
        outcomes.append(outcome)
    return outcomes


def _to_comment(row: FilledRow, earlier: Sequence[Comment]) -> Comment | Problem:
    text, on = row.texts["text"], row.texts.get("on", "")
    page, day = _names().get(normalise(row.texts["page"])), to_day(on)
    same = [comment for comment in earlier if comment.page == page and (comment.on is None) == (not on)]
    if page is None:
        return row.problem("page", "expected.page")
    if on and day is None:
        return row.problem("on", "expected.moment")
    if not text.strip() or len(text) > TEXT_LENGTH:
        return Problem(row.places["text"], text[:40], "expected.remark")
    n_pages = 1 + [*FORMER.values()].count(page)  # a page that took over another has room for the remarks of both
    if len(same) >= n_pages * (QUOTES_A_PAGE if day else 1):
        return row.problem("page", "expected.fewer_remarks")
    return Comment(row.places["text"], page, day, " ".join(text.split()))


def _names() -> dict[str, str]:
    """Return what each page may be called: its code, or its word in either language."""
    pages = {name: name for name in PAGE_NAMES} | FORMER
    texts = [load_texts(language) for language in LANGUAGES]
    return {normalise(text[f"page.{name}"]): at for text in texts for name, at in pages.items()} | pages
