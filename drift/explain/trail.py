"""The walks of the clauses that ever had a number: each followed by its words through renumbering, split and merge."""

from __future__ import annotations

from collections import defaultdict
from typing import Any, Final

import pandas as pd

from drift.contract.lineage.changes import ADDED, DROPPED
from drift.tables.plain import to_rows

FIRST, BACK, WITHDRAWN, ASIDE = "first", "back", "withdrawn", "aside"
# likeness of two texts word by word (0 to 1), below which a row outside the lineage (withdrawn, in a draft) tells of
# another clause. Of 714 changed texts of terms of service 291 lie below 0.2, 262 above 0.9 and 36 between 0.2 and
# 0.4: there the two heaps part.
UNRELATED_BELOW: Final = 0.3
COLUMNS: Final = (
    *("trail", "file", "sheet", "row", "document", "version", "effective_on", "clause_id", "section", "text"),
    *("in_force", "change", "likeness"),
)

Place = tuple[str, str, int]  # file, sheet, row


def walk_clauses(clauses: pd.DataFrame, documents: pd.DataFrame, lineage: pd.DataFrame, clause_id: str) -> pd.DataFrame:
    """Return every clause that ever had a number, through all versions: what it came from and what it became.

    Parameters
    ----------
    clauses, documents, lineage : tables of an Analysis

    Returns
    -------
    frame : COLUMNS; one row a place, in order of time. trail: 1, 2, …, one a clause: a number that was given to another
    clause has two. change: that of the lineage to the version before (same, moved, reworded, split, merged, added);
    first: nothing went before; back: was away for a while; withdrawn: the row is not in force; aside: in a draft or in
    a version without a date; dropped: the first version that lacks it, without text and row. likeness (0 to 1): of the
    words to those it came from, the most alike of several; missing where it came from nowhere.
    """
    rows = {(str(row["file"]), str(row["sheet"]), int(row["row"])): row for row in to_rows(clauses)}
    steps = _Steps(lineage)
    seeds = [place for place, row in rows.items() if row["clause_id"] == clause_id]
    traced = [place for place in seeds if place in steps.change]
    reached = _reach(traced, steps.sources) | _reach(traced, steps.ends)
    order = _order_files(documents)
    walk = [_tell(place, rows, steps) for place in reached if place in rows]
    walk += _tell_dropped(reached, steps, documents, order)
    trails = _number_trails(walk, steps, order)
    walk += _join_aside([place for place in seeds if place not in steps.change], rows, walk, trails)
    frame = pd.DataFrame(walk, columns=["place", *COLUMNS]).drop(columns="place")
    frame["trail"] = [trails[row["place"]] for row in walk]
    frame = frame.assign(when=frame["file"].map(order)).sort_values(["trail", "when", "row"], na_position="last")
    return frame[[*COLUMNS]].reset_index(drop=True)


class _Steps:
    """The lineage by place: what each came from, what each became."""

    def __init__(self, lineage: pd.DataFrame) -> None:
        self.sources: dict[Place, list[Place]] = defaultdict(list)
        self.ends: dict[Place, list[Place]] = defaultdict(list)
        self.change: dict[Place, str] = {}
        self.dropped: list[Place] = []
        unit_left: dict[int, Place] = {}
        added: list[tuple[Place, int]] = []
        for row in lineage.to_dict("records"):
            old, new = _side(row, "old"), _side(row, "new")
            if old and new:
                self.sources[new].append(old)
                self.ends[old].append(new)
                self.change[new] = str(row["change"])
                self.change.setdefault(old, FIRST)
            elif new:
                self.change[new] = ADDED
                added.append((new, int(row["unit"])))
            elif old:
                self.change.setdefault(old, FIRST)
                self.dropped.append(old)
                unit_left[int(row["unit"])] = old
        for place, unit in added:  # what was away and came back in the same words is one clause
            if unit in unit_left and unit_left[unit] != place and unit_left[unit] not in _reach([place], self.ends):
                self.sources[place].append(unit_left[unit])
                self.ends[unit_left[unit]].append(place)
                self.change[place] = BACK


def _side(row: dict[Any, Any], side: str) -> Place | None:
    file = row[f"{side}_file"]
    return (file, str(row[f"{side}_sheet"]), int(row[f"{side}_row"])) if isinstance(file, str) else None


def _reach(seeds: list[Place], links: dict[Place, list[Place]]) -> set[Place]:
    seen, waiting = set(seeds), list(seeds)
    while waiting:
        for place in links.get(waiting.pop(), []):
            if place not in seen:
                seen.add(place)
                waiting.append(place)
    return seen


def _order_files(documents: pd.DataFrame) -> dict[str, int]:
    files = documents.sort_values(["effective_on", "document", "file"], na_position="last")["file"].unique()
    return {str(file): k for k, file in enumerate(files)}


def _tell(place: Place, rows: dict[Place, dict[str, Any]], steps: _Steps) -> dict[str, Any]:
    text, sources = rows[place]["text"], steps.sources.get(place, [])
    before = [measure_likeness(text, rows[old]["text"]) for old in sources if old in rows]
    return _to_row(rows[place], place, steps.change[place], max(before, default=None))


def _to_row(row: dict[str, Any], place: Place, change: str, likeness: float | None) -> dict[str, Any]:
    return {**{name: row.get(name) for name in COLUMNS}, "place": place, "change": change, "likeness": likeness}


def _tell_dropped(
    reached: set[Place], steps: _Steps, documents: pd.DataFrame, order: dict[str, int]
) -> list[dict[str, Any]]:
    """Return a row for the first version that lacks each clause."""
    rows = documents.drop_duplicates("file").set_index("file")
    walk = []
    for place in steps.dropped:
        if place in reached:
            own = documents[documents["document"].eq(str(rows.loc[place[0], "document"]))]
            later = [str(file) for file in own["file"] if order[str(file)] > order[place[0]]]
            file = min(later, key=lambda name: order[name], default=None)
            if file is not None:
                known = {name: rows.loc[file, name] for name in ("document", "version", "effective_on")}
                walk.append({**dict.fromkeys(COLUMNS), **known, "place": ("", *place), "file": file, "change": DROPPED})
    return walk


def _number_trails(walk: list[dict[str, Any]], steps: _Steps, order: dict[str, int]) -> dict[Any, int]:
    """Return the trail of each place: places joined by steps share one; numbered by first appearance."""
    places = {row["place"] for row in walk}
    beside = {
        place: [other for other in (*steps.sources.get(place, ()), *steps.ends.get(place, ())) if other in places]
        for place in places
    }
    trails: dict[Any, int] = {}
    there = [row for row in walk if row["change"] != DROPPED]
    for row in sorted(there, key=lambda row: (order[row["file"]], row["place"])):
        if row["place"] not in trails:
            trails |= dict.fromkeys(_reach([row["place"]], beside), len(set(trails.values())) + 1)
    return trails | {row["place"]: trails[row["place"][1:]] for row in walk if row["change"] == DROPPED}


def _join_aside(
    seeds: list[Place], rows: dict[Place, dict[str, Any]], walk: list[dict[str, Any]], trails: dict[Any, int]
) -> list[dict[str, Any]]:
    """Return rows that stand outside the lineage, each beside the trail whose words are most like its own."""
    outside = []
    for place in seeds:
        row = rows[place]
        likest = max(
            ((measure_likeness(row["text"], other["text"]), trails[other["place"]]) for other in walk if other["text"]),
            default=(0.0, 0),
        )
        near = likest[0] >= UNRELATED_BELOW
        trails[place] = likest[1] if near else max(trails.values(), default=0) + 1
        change = ASIDE if row["in_force"] else WITHDRAWN
        outside.append(_to_row(row, place, change, likest[0] if near else None))
    return outside


def measure_likeness(one: str, other: str) -> float:
    """Return how alike two texts are, word by word and in order: 1 the same words, 0 none in common."""
    from rapidfuzz.distance import Indel

    return float(Indel.normalized_similarity(one.casefold().split(), other.casefold().split()))
