"""A few clauses in words, as they stood at the start of the base and as they stand now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, zip_longest
from typing import Any, Final

import pandas as pd

from drift.analysed import Analysis
from drift.contract.lineage.tightening import compare_targets
from drift.measures.paper.norm_steps import Place, list_norms
from drift.tables.calendar import states_at_month_ends
from drift.tables.plain import to_rows
from drift.tables.shown import pick_shown
from drift.terms import COUNTED_ROLES

SHOWN: Final = 5
TIGHTENED, NEW, RELAXED, GONE = "tightened", "new", "relaxed", "gone"
ORDER: Final = (TIGHTENED, NEW, RELAXED, GONE)  # in which they are shown
PRESCRIBING: Final = {
    "target": "targets",
    "reporting": "reporting_duties",
    "penalty": "penalties",
    "procedure": "procedures",
}
SHORT, LONG = 40, 220  # characters of a clause that a reader takes in at once; others only where there is none
_PLACE: Final = ["file", "sheet", "row"]


@dataclass(frozen=True)
class ThenNow:
    """A clause at the start of the base and now; an empty text: it was not there."""

    what: str  # one of ORDER
    old_id: str = ""
    old: str = ""
    new_id: str = ""
    new: str = ""
    size: float = 0.0  # how much stricter, as the sum of natural logs; below 0 more relaxed


def choose_clauses(analysis: Analysis) -> list[ThenNow]:
    """Return a few clauses that show what became of the contract: stricter, new, more relaxed, gone.

    Those that changed most in their norms come first; new ones are of the kinds that grew most, one a kind. What was
    relaxed or went is shown too, where there is any. None where no version was in force at the start of the base.
    """
    units = _list_units(analysis)
    if units is None:
        return []
    old, new, norms = units
    changed = sorted(_compare(old, new, norms), key=lambda one: -abs(one.size))
    stricter = [one for one in changed if one.size > 0]
    eased = [one for one in changed if one.size < 0]
    gone = [ThenNow(GONE, old_id=_id(row), old=row["text"]) for row in _only(old, new)]
    other = (eased or _readable(gone))[:1]
    came = _choose_new(analysis, _only(new, old))
    mixed = chain.from_iterable(zip_longest(stricter, came))
    chosen = [one for one in mixed if one is not None][: SHOWN - len(other)]
    return sorted([*chosen, *other], key=lambda one: ORDER.index(one.what))


Units = dict[int, list[dict[str, Any]]]  # unit -> its clauses: several where it was split, or is yet to be merged


def _list_units(analysis: Analysis) -> tuple[Units, Units, dict[Place, list[dict[str, Any]]]] | None:
    """Return the clauses in force at the start of the base and now by lineage unit, and the norms of both."""
    base, months = analysis.measured.base.paper, analysis.measured.paper.stocks.months
    if not len(base) or base[0] >= months[-1]:
        return None
    documents = analysis.tables["documents"]
    counted = documents[documents["role"].isin(COUNTED_ROLES)]
    states = states_at_month_ends(counted, pd.PeriodIndex([base[0], months[-1]]))
    files = [set(state.dropna()) for _, state in states.iterrows()]
    if not files[0]:
        return None
    clauses = pick_shown(analysis.tables, "clauses", [*_PLACE, "clause_id", "text", "in_force"])
    clauses = clauses[clauses["file"].isin(files[0] | files[1]) & clauses["in_force"]]
    readings = analysis.tables["readings"]
    known = clauses.merge(readings[[*_PLACE, "kind", "obligation"]], on=_PLACE)
    known = known.merge(analysis.tables["units"][[*_PLACE, "unit"]], on=_PLACE)
    targets = analysis.tables["targets"]
    norms = list_norms(targets[targets["file"].isin(files[0] | files[1])], readings)
    old, new = (_by_unit(known[known["file"].isin(part)]) for part in files)
    return old, new, norms


def _by_unit(rows: pd.DataFrame) -> Units:
    """Return the clauses of each unit, in the order of the contract."""
    units: Units = {}
    for row in to_rows(rows):
        units.setdefault(int(row["unit"]), []).append(row)
    return units


def _compare(old: Units, new: Units, norms: dict[Place, list[dict[str, Any]]]) -> Iterator[ThenNow]:
    """Yield the clauses of both whose norms became stricter or more relaxed, with their texts."""
    for unit in sorted(old.keys() & new.keys()):
        for before, after in _pair(old[unit], new[unit]):
            if before["text"] == after["text"]:
                continue
            steps = compare_targets(norms.get(_place(before), []), norms.get(_place(after), []))
            size = sum(step.log_tightening or 0.0 for step in steps)
            if size:
                what = TIGHTENED if size > 0 else RELAXED
                yield ThenNow(what, _id(before), before["text"], _id(after), after["text"], size)


def _pair(olds: list[dict[str, Any]], news: list[dict[str, Any]]) -> Iterator[tuple[dict[str, Any], dict[str, Any]]]:
    """Yield the clauses of a unit that belong together: of several each with the one most like it, where both agree."""
    if len(olds) == len(news) == 1:
        yield olds[0], news[0]
        return
    alike = [[_likeness(old["text"], new["text"]) for new in news] for old in olds]
    for i, row in enumerate(alike):
        j = row.index(max(row))
        if row[j] and row[j] == max(other[j] for other in alike):
            yield olds[i], news[j]


def _likeness(one: str, other: str) -> float:
    """Return the share of the words of both that both have."""
    first, second = set(one.casefold().split()), set(other.casefold().split())
    return len(first & second) / max(len(first | second), 1)


def _only(these: Units, those: Units) -> list[dict[str, Any]]:
    """Return of each unit of one side alone its first clause, where that prescribes something."""
    first = [rows[0] for unit, rows in these.items() if unit not in those]
    return [row for row in first if row["kind"] in PRESCRIBING and row["obligation"]]


def _choose_new(analysis: Analysis, rows: list[dict[str, Any]]) -> list[ThenNow]:
    """Return what came, the kinds that grew most first and in turn."""
    units = analysis.measured.paper.stocks.total_units.dropna(how="all")
    grown = units.iloc[-1] - units.loc[units.index >= analysis.measured.base.paper[0]].iloc[0]
    kinds = sorted(PRESCRIBING, key=lambda kind: -grown[PRESCRIBING[kind]])
    of_kind = [
        [ThenNow(NEW, new_id=_id(row), new=row["text"]) for row in rows if row["kind"] == kind] for kind in kinds
    ]
    turns = zip_longest(*map(_readable, of_kind))
    return [one for turn in turns for one in turn if one is not None]


def _readable(clauses: Iterable[ThenNow]) -> list[ThenNow]:
    """Return clauses with those first that a reader takes in at once."""
    return sorted(clauses, key=lambda one: not SHORT <= len(one.old or one.new) <= LONG)


def _place(row: dict[str, Any]) -> Place:
    return str(row["file"]), str(row["sheet"]), int(row["row"])


def _id(row: dict[str, Any]) -> str:
    return str(row["clause_id"]) if pd.notna(row["clause_id"]) else ""
