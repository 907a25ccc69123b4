"""The clauses of a relation followed through all versions of its documents: steps, and units that outlive them."""

from __future__ import annotations

from functools import cache
from itertools import count

import pandas as pd

from drift.contract.lineage.changes import MOVED, SAME
from drift.contract.lineage.clausetable import encode
from drift.contract.lineage.comparison import Words
from drift.contract.lineage.moves import link_clauses
from drift.contract.lineage.versions import History, Link, Place, find_root, find_sources, order_versions
from drift.tables.columns import TABLES

_PLACE = ("file", "sheet", "row")
_CELLS = (*_PLACE, "clause_id", "document")
_STEP = ["relation", "change", *(f"{side}_{name}" for side in ("old", "new") for name in _CELLS), "score", "unit"]


def trace_lineage(clauses: pd.DataFrame, documents: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Follow every clause through the versions of its document.

    Versions of a document follow each other by the day they take effect; drafts and versions without a date stand
    outside the steps. A clause that leaves one document and stands, in the same or nearly the same words, in another
    within APART_DAYS is one clause that moved.

    A unit is what a clause is over all versions: the clause it became keeps it, all parts of a split share it, and a
    clause that was dropped and comes back in the same words takes up the unit it had. A merged clause continues the one
    it resembles most, by which lineage calls it, and stands for all it was merged from: it has a row in units for each,
    with the clause that last was that unit alone. One that kept its words took in nothing. So the distinct units of
    a version neither grow by a split nor shrink by a merge.

    Returns
    -------
    (lineage, units) : a row a step of a clause; a row a clause and unit it stands for, both as in columns.py
    """
    in_force = clauses["in_force"].astype(bool)
    groups = {str(file): rows for file, rows in clauses[in_force].groupby("file", sort=False)}
    order = order_versions(documents, groups)
    frames, gone = [groups[version.file] for version in order], clauses[~in_force]
    codes = encode(frames, [gone[gone["file"].eq(version.file)] for version in order])
    history = History(order, codes.versions, cache(lambda: Words(codes)))
    links = link_clauses(history)
    units = number_units(history, links)
    return _list_steps(links, units, frames), _list_units(carry_units(units, links), frames)


def _list_steps(links: list[Link], units: dict[Place, int], frames: list[pd.DataFrame]) -> pd.DataFrame:
    cells = [[*zip(*(frame[name].tolist() for name in ("relation", *_CELLS)), strict=True)] for frame in frames]
    nowhere = (None,) * len(_CELLS)
    rows = []
    # by document and time: what was there first, then what came
    for link in sorted(links, key=lambda link: (link.new or link.old or (0, 0), link.old or (-1, -1))):
        here = link.new or link.old
        if here is None:
            continue
        old, new = (cells[place[0]][place[1]][1:] if place else nowhere for place in (link.old, link.new))
        rows.append((cells[here[0]][here[1]][0], link.change, *old, *new, link.score, units[here]))
    return pd.DataFrame(rows, columns=_STEP)[[column.name for column in TABLES["lineage"]]]


def _list_units(carried: dict[Place, dict[int, Place]], frames: list[pd.DataFrame]) -> pd.DataFrame:
    cells = [[*zip(*(frame[name].tolist() for name in ("relation", *_PLACE)), strict=True)] for frame in frames]
    rows = [
        (*cells[version][row], unit, *cells[was[0]][was[1]][1:])
        for (version, row), stands_for in carried.items()
        for unit, was in stands_for.items()
    ]
    return pd.DataFrame(rows, columns=[column.name for column in TABLES["units"]])


def number_units(history: History, links: list[Link]) -> dict[Place, int]:
    """Give every clause its unit, numbered by first appearance."""
    sources, numbers = find_sources(links), count(1)
    units: dict[Place, int] = {}
    latest: dict[tuple[str, int], int] = {}  # document and words -> the unit that had them last
    for version, clauses in enumerate(history.clauses):
        document, keys = history.order[version].document, clauses.keys.tolist()
        roots = [find_root((version, row), sources) for row in range(clauses.n)]
        continued = {row: units[root] for row, root in enumerate(roots) if root in units}
        units |= {(version, row): unit for row, unit in continued.items()}
        present = set(continued.values())
        for row in (row for row in range(clauses.n) if row not in continued):
            again = latest.get((document, keys[row])) if keys[row] >= 0 else None
            back = None if again in present else again  # dropped for a while, back in the same words
            unit = units.get(roots[row]) or back or next(numbers)
            units[roots[row]] = units[version, row] = unit
            present.add(unit)
        latest |= {(document, key): units[version, row] for row, key in enumerate(keys)}
    return units


def carry_units(units: dict[Place, int], links: list[Link]) -> dict[Place, dict[int, Place]]:
    """Return what each clause stands for: its own unit, then those merged into it, each with the clause it was."""
    kept = {link.new for link in links if link.change in (SAME, MOVED)}  # in its own words: it took nothing in
    sources: dict[Place, list[Place]] = {}
    for link in links:
        if link.old is not None and link.new is not None and (link.change in (SAME, MOVED) or link.new not in kept):
            sources.setdefault(link.new, []).append(link.old)
    carried: dict[Place, dict[int, Place]] = {}
    for place in sorted(units):  # versions by time: what a clause came from is known before it, a move back apart
        carried[place] = {units[place]: place}
        for old in sources.get(place, []):
            carried[place] = carried.get(old, {units[old]: old}) | carried[place]
    return carried
