"""Lineage units: what a clause is over all versions."""

from __future__ import annotations

from itertools import count

from drift.contract.lineage.changes import MOVED, SAME
from drift.contract.lineage.versions import History, Link, Place, find_root, find_sources


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
