"""Where clauses stand: moved to another sheet, struck through or withdrawn where they stood, hidden from the eye."""

from __future__ import annotations

from collections import Counter
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.compare.pairs import list_pairs
from drift.contract.lineage.changes import MOVED, SAME
from drift.contract.lineage.clausetable import tidy_number
from drift.contract.lineage.likeness import normalise_text
from drift.tables.plain import to_rows
from drift.wording.case import fold_spelling

if TYPE_CHECKING:
    from drift.compare.version import Version

ENDED, REVIVED, HIDDEN, SHOWN = "ended", "revived", "hidden", "shown"
ALIKE: Final = 0.5  # of the letters, from which a withdrawn clause of the same number is the one that was in force


def tell_standings(pairs: pd.DataFrame, before: Version, after: Version) -> pd.DataFrame:
    """Return, a row a pair, what its formatting did, and where a clause that is no longer in force stands.

    Returns
    -------
    frame : standing (ended: struck through or withdrawn in the new version; revived: it was in the old one; hidden,
        shown: its row or sheet), sheet and row of the clause that is not in force
    """
    ended, revived = _Withdrawn(after), _Withdrawn(before)
    hidden = [_list_hidden(version) for version in (before, after)]
    rows: list[tuple[str | None, str | None, int | None]] = []
    for pair in list_pairs(pairs):
        if pair.new is None:
            place = None if pair.old is None else ended.find(before.words.iloc[pair.old])
            rows.append((ENDED, *place) if place else (None, None, None))
            continue
        place = revived.find(after.words.iloc[pair.new]) if pair.old is None else None
        now = after.places[pair.new] in hidden[1]
        was = pair.old is not None and before.places[pair.old] in hidden[0]
        seen = HIDDEN if now and not was else SHOWN if was and not now else None
        rows.append((REVIVED, *place) if place else (seen, None, None))
    return pd.DataFrame(rows, columns=["standing", "sheet", "row"], index=pairs.index, dtype=object)


class _Withdrawn:
    """Clauses of a version that are not in force, each found once."""

    def __init__(self, version: Version) -> None:
        self._rows = [
            (_bare(row["text"]), _number(row["clause_id"]), (str(row["sheet"]), int(row["row"])))
            for row in to_rows(version.withdrawn)
        ]

    def find(self, clause: Any) -> tuple[str, int] | None:
        """Return where a clause stands withdrawn: by its words, else by its number and like words."""
        text, number = _bare(clause["text"]), _number(clause["clause_id"])
        found = next((row for row in self._rows if row[0] == text), None)
        found = found or next((row for row in self._rows if number and row[1] == number and _alike(row[0], text)), None)
        if found is None:
            return None
        self._rows.remove(found)
        return found[2]


def _bare(text: Any) -> str:
    return normalise_text(str(text))


def _number(number: Any) -> str:
    return tidy_number(number) if isinstance(number, str) else ""


def _alike(withdrawn: str, text: str) -> bool:
    """Return whether a withdrawn clause may be a text: it holds it, is like it, or only says that it is gone."""
    short = len(withdrawn.split()) <= 2
    return short or text in withdrawn or SequenceMatcher(None, withdrawn, text).ratio() >= ALIKE


def _list_hidden(version: Version) -> set[tuple[str, int]]:
    """Return the rows that the reader of the workbook does not see."""
    rows: set[tuple[str, int]] = set()
    for sheet in version.sheets.cells:
        hidden = range(1, sheet.n_rows + 1) if sheet.hidden else sheet.marks.hidden_rows if sheet.marks else ()
        rows |= {(sheet.sheet, row) for row in hidden}
    return rows


def name_sheets(pairs: pd.DataFrame, before: Version, after: Version) -> dict[str, str]:
    """Return which sheet of clauses became which, by the clauses that kept their words."""
    kept = [
        (before.places[pair.old][0], after.places[pair.new][0])
        for pair in list_pairs(pairs)
        if pair.change in (SAME, MOVED) and pair.old is not None and pair.new is not None
    ]
    sheets = (
        {sheet.sheet for sheet in version.sheets.cells} | {sheet for sheet, _ in version.places}
        for version in (before, after)
    )
    return match_sheets(kept, *sheets)


def move_between_sheets(pairs: pd.DataFrame, before: Version, after: Version, sheets: dict[str, str]) -> pd.DataFrame:
    """Return the pairs, what kept its number and words on another sheet as moved; a sheet renamed moves nothing."""
    moved = [
        pair.change == SAME
        and pair.old is not None
        and pair.new is not None
        and sheets.get(before.places[pair.old][0]) != after.places[pair.new][0]
        for pair in list_pairs(pairs)
    ]
    return pairs.assign(change=pairs["change"].mask(pd.Series(moved, index=pairs.index, dtype=bool), MOVED))


def match_sheets(pairs: list[tuple[str, str]], old: set[str], new: set[str]) -> dict[str, str]:
    """Return which sheet became which: of the same name, else the new one that most of its clauses stand in.

    Parameters
    ----------
    pairs : old and new sheet of each clause that kept its words
    """
    spelt = {fold_spelling(name): name for name in new}
    names = {name: spelt[fold_spelling(name)] for name in sorted(old) if fold_spelling(name) in spelt}
    free = new - set(names.values())
    for name in sorted(old - names.keys()):
        went = Counter(to for start, to in pairs if start == name and to in free)
        if went:
            names[name] = went.most_common(1)[0][0]
            free.discard(names[name])
    return names
