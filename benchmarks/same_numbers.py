"""Random logs, and everything that is found in them to the last digit: to hold two states of the code together.

Run: PYTHONPATH=. python benchmarks/same_numbers.py OUT [LOGS]         (20 logs; in each tree, with an OUT of its own)
     python benchmarks/same_numbers.py --compare OUT OTHER             (names what differs; exit 1 where anything does)
"""

from __future__ import annotations

import dataclasses
import json
import os
import random
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from pydantic import BaseModel

os.environ.setdefault("DRIFT_KEY", "a key that is equal in both trees, of thirty-two signs and more")

# columns that a log may lack, whole or in part
LOOSE = (
    "priority",
    "category",
    "object",
    "title",
    "handler",
    "requester",
    "n_reassigned",
    "n_reopened",
    "responded_at",
)


def make_tables(seed: int) -> dict[str, pd.DataFrame]:
    """Return a made-up relation of which some columns, rows and persons are lost by chance."""
    from drift.samples.frames import to_tables
    from drift.samples.relation import make_relation
    from drift.samples.story import SCENARIOS as KNOWN
    from drift.tables.columns import TABLES

    chance = random.Random(seed)
    scenario = [*KNOWN][seed % len(KNOWN)]
    relation = make_relation(
        scenario, months=chance.choice((24, 36, 48, 60)), seed=seed, a_month=chance.choice((8, 20, 42))
    )
    tables = to_tables(relation)
    tables = {name: frame[[one.name for one in TABLES[name] if one.name in frame]] for name, frame in tables.items()}
    incidents = tables["incidents"]
    for name in chance.sample(LOOSE, chance.randint(0, 3)):
        lost = np.random.default_rng(seed).random(len(incidents)) < chance.choice((0.1, 0.5, 1.0))
        incidents = incidents.assign(**{name: incidents[name].mask(lost)})
    if chance.random() < 0.5:  # numbers that start again
        again = incidents.sample(frac=0.05, random_state=seed)
        moments = {name: again[name] + pd.Timedelta(days=45) for name in again if name.endswith(("_at", "_utc"))}
        incidents = pd.concat([incidents, again.assign(row=again["row"] + 100_000, **moments)], ignore_index=True)
    if chance.random() < 0.3:
        half = incidents["opened_at"] > incidents["opened_at"].median()
        incidents = incidents.assign(tool=np.where(half, "new", "old"))
        tables["events"] = tables["events"].assign(
            tool=tables["events"]["incident_id"].map(
                incidents.drop_duplicates("incident_id").set_index("incident_id")["tool"]
            )
        )
    tables["incidents"] = incidents
    for name in chance.sample(("people", "contacts", "attendees", "events"), chance.randint(0, 2)):
        tables.pop(name)
    return tables


def spell(thing: Any) -> Any:
    """Return a result as JSON, numbers in all their digits."""
    if isinstance(thing, pd.DataFrame):
        return {"index": spell(thing.index), **{str(name): spell(thing[name]) for name in thing}}
    if isinstance(thing, pd.Series | pd.Index | np.ndarray):
        return [spell(one) for one in thing]
    if isinstance(thing, BaseModel):
        return thing.model_dump(mode="json")
    if dataclasses.is_dataclass(thing) and not isinstance(thing, type):
        return {field.name: spell(getattr(thing, field.name)) for field in dataclasses.fields(thing)}
    if isinstance(thing, Mapping):
        return {str(name): spell(part) for name, part in thing.items()}
    if isinstance(thing, tuple | list):
        return [spell(part) for part in thing]
    if isinstance(thing, set | frozenset):
        return sorted(map(repr, thing))
    return repr(thing)


def dump(out: Path, n: int) -> None:
    from drift import analyse_tables
    from drift.errors import DriftError

    out.mkdir(parents=True, exist_ok=True)
    for seed in range(n):
        try:
            found = spell(analyse_tables(make_tables(seed), settings={"relation": "A"}))
        except DriftError as fault:
            found = {"error": str(fault)}
        (out / f"{seed}.json").write_text(json.dumps(found, indent=0), encoding="utf-8")
        print(seed, "error" if "error" in found else found["judgement"]["verdict"]["state"], flush=True)


def compare(one: Any, other: Any, place: str = "") -> Iterator[str]:
    """Yield the places where two results differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        for name in {**one, **other}:
            yield from compare(one.get(name), other.get(name), f"{place}.{name}")
    elif one != other:
        yield f"{place}: {str(one)[:100]} | {str(other)[:100]}"


def main(words: list[str]) -> int:
    if words[0] != "--compare":
        dump(Path(words[0]), int(words[1]) if len(words) > 1 else 20)
        return 0
    one, other = map(Path, words[1:])
    n, paths = 0, sorted(one.glob("*.json"))
    for path in paths:
        both = [json.loads((folder / path.name).read_text(encoding="utf-8")) for folder in (one, other)]
        for line in compare(*both):
            n += 1
            print(path.stem, line)
    print(f"{len(paths)} logs, {n} differences")
    return int(n > 0 or not paths)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
