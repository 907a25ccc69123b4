"""Negotiated against lived: the kinds of clauses that came, beside the kinds of those that people named in the log."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final, NamedTuple

import pandas as pd

from drift.contract.numbers import NAMED, NUMBER, find_numbers
from drift.tables.plain import to_rows
from drift.terms import COUNTED_ROLES

if TYPE_CHECKING:
    import ibis

    from drift.tables.store import Tables

FOREVER: Final = pd.Timestamp.max
PLACE: Final = ["file", "sheet", "row"]
_SAID: Final = (("incidents", "title", "opened_at"), ("events", "text", "at"))


class Span(NamedTuple):
    """From when until when a lineage unit had a number."""

    begin: pd.Timestamp
    end: pd.Timestamp
    unit: int


def tell_lived(tables: Tables) -> pd.DataFrame:
    """Return what came and what was named, by kind of clause: kind, n_first, n_last, came, named.

    came : clauses of the last version in force that the first did not have, by lineage; of the documents that count
    named : incidents in which somebody named a clause of the kind by its number, each incident once a clause; a number
        that several documents in force have names none
    """
    clauses = _list_clauses(tables)
    ends = [part[part["file"].isin(files)] for part, files in ((clauses, files) for files in _ends(tables))]
    first, last = (part.drop_duplicates("unit") for part in ends)
    came = last[~last["unit"].isin(first["unit"])]
    counts = {
        "n_first": first["kind"].value_counts(),
        "n_last": last["kind"].value_counts(),
        "came": came["kind"].value_counts(),
        "named": _count_named(tables, clauses),
    }
    frame = pd.DataFrame(counts).fillna(0).astype("int64")
    return frame.rename_axis("kind").sort_index().reset_index()


def _list_clauses(tables: Tables) -> pd.DataFrame:
    """Return the clauses in force of the documents that count: place, number, kind, unit, from and until when."""
    dated = _list_dated(tables)
    rows = tables.clauses.frame
    rows = rows[rows["in_force"].eq(True).fillna(False) & rows["text"].notna()]
    joined = rows[[*PLACE, "clause_id"]].merge(dated[["file", "document", "effective_on", "ends_on"]], on="file")
    units = tables.units.frame.drop_duplicates(PLACE)[[*PLACE, "unit"]]
    return joined.merge(tables.readings.frame[[*PLACE, "kind"]], on=PLACE).merge(units, on=PLACE)


def _list_dated(tables: Tables) -> pd.DataFrame:
    """Return the versions, of the documents that count, that were ever in force."""
    documents = tables.documents.frame
    counted = documents["role"].isin(COUNTED_ROLES) & documents["status"].ne("draft").fillna(True)
    return documents[counted & documents["effective_on"].notna()]


def _ends(tables: Tables) -> tuple[list[str], list[str]]:
    """Return the files of the first and of the last version of each document that counts."""
    ordered = _list_dated(tables).sort_values(["document", "effective_on", "file"])
    grouped = ordered.groupby("document")["file"]
    return grouped.first().tolist(), grouped.last().tolist()


def _count_named(tables: Tables, clauses: pd.DataFrame) -> pd.Series:
    """Return how many incidents name a clause of each kind."""
    spans = _list_spans(clauses)
    named = ((key, _unit_of(spans.get(number, []), at)) for key, at, number in list_named(tables))
    pairs = {(key, unit) for key, unit in named if unit is not None}
    kinds = clauses.drop_duplicates("unit").set_index("unit")["kind"]
    return pd.Series([kinds[unit] for _, unit in sorted(pairs)], dtype="str").value_counts()


def _list_spans(clauses: pd.DataFrame) -> dict[str, list[Span]]:
    """Return by number of a clause from when until when which lineage unit had it."""
    spans: dict[str, list[Span]] = {}
    named = clauses.dropna(subset=["clause_id"])
    begins, ends = (pd.to_datetime(named[name]) for name in ("effective_on", "ends_on"))
    for number, begin, end, unit in zip(named["clause_id"], begins, ends, named["unit"], strict=True):
        spans.setdefault(str(number), []).append(Span(begin, FOREVER if pd.isna(end) else end, int(unit)))
    return spans


def list_named(tables: Tables) -> Iterator[tuple[tuple[str, str], pd.Timestamp, str]]:
    """Yield the incident, the moment and the number of every clause that somebody named."""
    for table, column, at in _SAID:
        rows: ibis.Table = getattr(tables, table).rows
        those = rows.filter(rows[column].re_search(NAMED + NUMBER)).select("tool", "incident_id", column, at=rows[at])
        for row in to_rows(those.to_pyarrow().to_pandas()):
            for number in find_numbers(row[column]):
                yield (str(row["tool"]), str(row["incident_id"])), row["at"], number


def _unit_of(spans: list[Span], at: pd.Timestamp) -> int | None:
    """Return the lineage unit that had a number on a day; None where no clause or several had it."""
    units = {span.unit for span in spans if span.begin <= at < span.end}
    return units.pop() if len(units) == 1 else None
