"""What somebody chose for persons on the page, put into their list: cell by cell, all else as it was."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

from drift.errors import OutputError
from drift.setup.people_edit import Earlier, open_earlier, save_list
from drift.setup.people_list import LISTS, Listing
from drift.wording import Wording
from drift.wording.shorten import fit_cell
from drift.writing.faults import tell_fault
from drift.writing.placing import put_in_place
from drift.writing.temporary import TemporaryFolder

COLUMNS: Final = tuple(LISTS)  # side, function, level
Chosen = Mapping[str, str]  # column -> word of drift, another function, or "" for none; a column left out stays


def choose_people(listing: Listing, chosen: Mapping[str, Chosen], folder: Path, say: Wording) -> int:
    """Put choices into the lists of persons and return how many persons have another choice now.

    Parameters
    ----------
    chosen : by pseudonym

    Raises
    ------
    OutputError : a list is open elsewhere, was changed since it was read, or cannot be written without a loss
    """
    written: list[str] = []
    changed: set[str] = set()
    try:
        with TemporaryFolder(folder) as beside:
            for earlier in listing.lists:
                wanted = {key: one for key, one in chosen.items() if key in earlier.rows}
                if not wanted:
                    continue
                book = open_earlier(earlier)
                if book is None:
                    raise OutputError("people.not_now", file=earlier.path.name)
                touched = _fill_in(book[earlier.sheet.sheet], earlier, wanted, say)
                if touched:
                    save_list(book, earlier.path, beside / earlier.path.name)
                    written.append(earlier.path.name)
                    changed |= touched
            if written:
                put_in_place(beside, folder, written)
    except OSError as fault:
        raise tell_fault(fault, folder) from fault
    return len(changed)


def _fill_in(sheet: Any, earlier: Earlier, wanted: Mapping[str, Chosen], say: Wording) -> set[str]:
    touched = set()
    for key, choice in wanted.items():
        for name, word in choice.items():
            if name not in earlier.sheet.columns:
                continue
            cell = sheet.cell(earlier.rows[key], earlier.sheet.columns[name] + 1)
            text = say.word(f"{name}.{word}", default=fit_cell(word)) if word else None
            if (cell.value or None) != text:
                cell.value = text
                if text:
                    cell.data_type = "s"  # a text is a text, whatever it begins with
                touched.add(key)
    return touched
