"""The clauses of a draft with what was read in them, and the clause in force that each continues."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drift.compare.pairs import list_pairs

if TYPE_CHECKING:
    import pandas as pd

    from drift.compare.version import Version
    from drift.tables.store import Tables


@dataclass(frozen=True)
class DraftClause:
    """A clause of a draft in force of its version, and those of the present version that it continues."""

    clause_id: str | None
    text: str
    kind: str
    party: str
    obligation: bool
    place: tuple[str, int]
    was: tuple[tuple[str, int], ...] = ()  # places in the present version


def list_draft_clauses(version: Version, pairs: pd.DataFrame | None, now: Version | None) -> list[DraftClause]:
    """Return the clauses of a draft.

    Parameters
    ----------
    pairs : as of align_clauses, with those of the version in force; None: there is none
    """
    was: dict[int, list[tuple[str, int]]] = {}
    for pair in list_pairs(pairs) if pairs is not None and now is not None else []:
        if pair.old is not None and pair.new is not None and now is not None:
            was.setdefault(pair.new, []).append(now.places[pair.old])
    return [
        DraftClause(
            clause_id=version.numbers[i],
            text=said.text,
            kind=said.kind,
            party=said.party,
            obligation=said.obligation,
            place=version.places[i],
            was=tuple(was.get(i, ())),
        )
        for i, said in enumerate(version.said)
    ]


def rows_of(tables: Tables, file: str) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Return the clauses of a file, what was read in each, in their order, and their targets."""
    clauses, readings, targets = (
        getattr(tables, name).frame.loc[lambda rows: rows["file"].eq(file)].reset_index(drop=True)
        for name in ("clauses", "readings", "targets")
    )
    return clauses, readings, targets
