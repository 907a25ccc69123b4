"""The three levels on made-up relations with a known truth: who met first, who spoke when, what became of problems.

    python -m benchmarks.levels [SEEDS] [SCENARIO ...]

Each relation is lived through by drift.samples and read back as tables; what was planted stands in its truth. A flag is
right where it equals the truth; a problem is found where one that was planted is followed to a table that it reached.
"""

from __future__ import annotations

import sys
from collections import Counter
from typing import Any

import pandas as pd

import drift
from drift.samples.frames import to_tables
from drift.samples.relation import Relation, make_relation
from drift.samples.truth import tell_truth
from drift.tables.columns import TABLES, schema_of
from drift.terms import LEVELS

SCENARIOS = ("sliding", "top-down", "bottom-up", "leaving", "denied", "healthy")
FLAGS = ("tactical", "strategic", "denied", "parked", "referred_back")
LATE = 3  # months that a level's first word may be off, as the fall itself is dated with doubt


def main() -> None:
    """Print a line a scenario, then the sums."""
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    totals: Counter[str] = Counter()
    for scenario in sys.argv[2:] or SCENARIOS:
        counts: Counter[str] = Counter()
        for seed in range(seeds):
            counts += Counter(check(make_relation(scenario, seed=seed)))
        print(tell(scenario, counts), flush=True)
        totals += counts
    print(tell("all", totals))


def check(relation: Relation) -> dict[str, int]:
    """Return counts of what was right, of one relation."""
    truth, analysis = tell_truth(relation), read(relation)
    found = analysis.measured.levels
    return {**_order(truth, found), **_aware(truth, analysis), **_problems(truth, found), **_swaps(truth, found)}


def read(relation: Relation) -> drift.Analysis:
    """Analyse a relation from its tables."""
    tables = {name: frame for name, frame in to_tables(relation).items() if name in TABLES}
    tables = {name: frame[[one for one in schema_of(name).names if one in frame]] for name, frame in tables.items()}
    return drift.analyse_tables(tables, settings={"relation": "Verzonnen"})


def _order(truth: dict[str, Any], found: Any) -> dict[str, int]:
    told = {one.version: one for one in found.first}
    rows = [
        (row, told[row["version"].split()[0]]) for row in truth["first_contact"] if row["version"].split()[0] in told
    ]
    known = [(row, one) for row, one in rows if one.top_down is not None]
    return {
        "versions": len(rows),
        "known": len(known),
        "flag": sum(row["top_down"] == one.top_down for row, one in known),
        "wrong_raised": sum(one.top_down and not row["top_down"] for row, one in known),
        "order": sum(tuple(row["order"]) == one.order for row, one in rows),
    }


def _aware(truth: dict[str, Any], analysis: drift.Analysis) -> dict[str, int]:
    planted, told = truth["awareness"], {one.level: one.month for one in analysis.judgement.aware}
    both = [level for level in LEVELS if planted[level] and told.get(level) is not None]
    near = [abs((pd.Period(planted[level]) - told[level]).n) <= LATE for level in both]
    return {"aware": len(near), "aware_near": sum(near)}


def _problems(truth: dict[str, Any], found: Any) -> dict[str, int]:
    """Count problems at tables: of contacts alone, as tickets tell of others that were not planted."""
    above = found.lines[found.lines["level"].isin(LEVELS[1:])]
    ids = dict(found.fates.set_index("problem").iterrows())
    at_table = set(above["problem"])
    planted = {row["object"]: row for row in truth["problems"] if row["tactical"] or row["strategic"]}
    objects = {ids[problem]["object"] for problem in at_table}
    counts = {"planted": len(planted), "found": len(at_table), "right": len(objects & set(planted))}
    for flag in FLAGS:
        told = {ids[problem]["object"] for problem in at_table if ids[problem][flag]}
        true = {row["object"] for row in truth["problems"] if row[flag]}
        counts |= {f"{flag}_told": len(told), f"{flag}_true": len(true), f"{flag}_right": len(told & true)}
    return counts


def _swaps(truth: dict[str, Any], found: Any) -> dict[str, int]:
    planted = {(row["quarter"], row["side"], row["level"]): (row["left"], row["joined"]) for row in truth["swaps"]}
    told = {
        (f"{row.quarter.year}Q{row.quarter.quarter}", row.side, row.level): (row.left, row.joined)
        for row in found.swaps.itertuples()
    }
    return {"swaps": len(planted), "swaps_right": sum(told.get(key) == value for key, value in planted.items())}


def tell(name: str, n: Counter[str]) -> str:
    """Return a line of figures."""
    parts = [f"{flag} {n[f'{flag}_right']}/{n[f'{flag}_told']} of {n[f'{flag}_true']}" for flag in FLAGS]
    return (
        f"{name}: flag {n['flag']}/{n['known']} of {n['versions']} (raised wrongly {n['wrong_raised']}), "
        f"order {n['order']}/{n['versions']}; aware {n['aware_near']}/{n['aware']}; "
        f"problems at tables right {n['right']}, found {n['found']}, planted {n['planted']}; {'; '.join(parts)}; "
        f"swaps {n['swaps_right']}/{n['swaps']}"
    )


if __name__ == "__main__":
    main()
