"""Where a clause comes from: the floor, a desk, or unknown. By rule."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.contract.lineage.likeness import to_stems
from drift.measures.norms.lived import list_named
from drift.rehearse.rehearsal import Origin

if TYPE_CHECKING:
    import ibis

    from drift.rehearse.clauses import DraftClause
    from drift.rehearse.moment import Moment
    from drift.tables.store import Tables

OPERATIONS: Final = "operations"
AGREEMENTS: Final = "dap"
ALIKE: Final = 0.6  # of the stems of two clauses together, that both have
YEAR: Final = pd.DateOffset(years=1)
LEAST_STEMS: Final = 4  # a clause of fewer says too little to be like another


def trace_origins(
    tables: Tables, moment: Moment, clauses: list[DraftClause], named: frozenset[str | None]
) -> tuple[Origin, ...]:
    """Return where each clause of a draft that binds somebody comes from.

    Floor: operations wrote the version in which it first stood; or it is like a clause of the working agreements that
    were in force; or a ticket named it in the year before. Desk: another function wrote that version, and none of
    these. Unknown: nobody is told.
    """
    functions = _first_functions(tables, moment)
    agreed = _list_agreed(tables, moment)
    own = [clause for clause in clauses if clause.obligation]
    return tuple(_trace(clause, functions, agreed, named) for clause in own)


def _trace(
    clause: DraftClause,
    functions: dict[tuple[str, int] | None, str | None],
    agreed: list[frozenset[str]],
    named: frozenset[str | None],
) -> Origin:
    first = clause.was[0] if clause.was else None
    function = functions.get(first)
    if function == OPERATIONS:
        return Origin(clause.clause_id, "floor", "author")
    if clause.clause_id is not None and clause.clause_id in named:
        return Origin(clause.clause_id, "floor", "named")
    stems = frozenset(to_stems(clause.text))
    if len(stems) >= LEAST_STEMS and any(len(stems & one) >= ALIKE * len(stems | one) for one in agreed):
        return Origin(clause.clause_id, "floor", "agreement")
    return Origin(clause.clause_id, "unknown" if function is None else "desk", "function" if function else "unknown")


def _first_functions(tables: Tables, moment: Moment) -> dict[tuple[str, int] | None, str | None]:
    """Return the function of who wrote the version in which each clause in force first stood; None: the draft's own."""
    documents = tables.documents.frame
    dated = documents[documents["status"].ne("draft").fillna(True) & documents["effective_on"].notna()]
    by_file = {str(row.file): row for row in dated.itertuples()}
    units = tables.units.frame
    first: dict[Any, Any] = {}
    for file, unit in units[["file", "unit"]].drop_duplicates().itertuples(index=False):
        row = by_file.get(str(file))
        if row is not None and (unit not in first or row.effective_on < first[unit].effective_on):
            first[unit] = row
    own = units[units["file"].eq(moment.now_file or "")]
    found: dict[tuple[str, int] | None, str | None] = {
        (str(sheet), int(row)): _said(first[unit].function) if unit in first else None
        for sheet, row, unit in own[["sheet", "row", "unit"]].itertuples(index=False)
    }
    found[None] = _said(moment.draft["function"])
    return found


def _said(function: Any) -> str | None:
    return function if isinstance(function, str) and function else None


def _list_agreed(tables: Tables, moment: Moment) -> list[frozenset[str]]:
    """Return the stems of each clause of the working agreements that were in force before the draft."""
    documents = tables.documents.frame
    rows = documents[documents["role"].eq(AGREEMENTS) & documents["file"].ne(moment.file)]
    if moment.day is not None:
        rows = rows[rows["effective_on"].isna() | (pd.to_datetime(rows["effective_on"]) <= pd.Timestamp(moment.day))]
    clauses = tables.clauses.frame
    texts = clauses.loc[clauses["file"].isin(rows["file"]) & clauses["in_force"].eq(True).fillna(False), "text"]
    return [frozenset(to_stems(str(text))) for text in texts.dropna().unique()]


def has_words(tables: Tables) -> bool:
    """Return whether the log or the calendars have words in which somebody could have named a clause."""
    contacts = tables.contacts.frame
    if contacts[["topic", "refers_to"]].notna().to_numpy().any():
        return True
    return any(_has(rows, column) for rows, column in ((tables.incidents.rows, "title"), (tables.events.rows, "text")))


def _has(rows: ibis.Table, column: str) -> bool:
    return bool(len(rows.filter(rows[column].notnull()).select(column).limit(1).to_pyarrow()))


def list_named_clauses(
    tables: Tables, moment: Moment, clauses: list[DraftClause], numbers: dict[tuple[str, int], str | None]
) -> frozenset[str | None]:
    """Return the clauses of a draft that a ticket named by number in the year before, as the version in force has it.

    Parameters
    ----------
    numbers : of the clauses in force, by sheet and row
    """
    until = moment.months[-1].end_time
    said = {number for _, at, number in list_named(tables) if at is not None and until - YEAR < at <= until}
    return frozenset(clause.clause_id for clause in clauses if any(numbers.get(place) in said for place in clause.was))
