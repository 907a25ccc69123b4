"""What is right and what is wrong in rows, given what was planted."""

from __future__ import annotations

from collections.abc import Sequence

from .catalogue import World
from .judging import Row

Rows = Sequence[Row]
Judged = list[tuple[World, Rows]]

NOW_FALLEN = ("looser", "let go", "drifting apart", "sliding", "spreadsheets and KPIs")
FALLEN = (*NOW_FALLEN, "repairing", "repaired")  # states that say engagement fell, now or once


def pair_up(worlds: Sequence[World], rows: Rows) -> Judged:
    """Return each world that has rows, with them."""
    own = {world.name: [row for row in rows if row["world"] == world.name] for world in worlds}
    return [(world, own[world.name]) for world in worlds if own[world.name]]


def fitting(world: World) -> tuple[str, ...]:
    """Return the states that fit what was planted; outcomes get worse only where tickets are pushed."""
    if world.mended:
        return ("repaired",)
    if world.onset is None:
        return ("formalising",) if world.grows else ("in step",)
    return ("sliding", "drifting apart", "spreadsheets and KPIs") if world.grows else ("looser", "let go")


def find_faults(world: World, row: Row) -> list[str]:
    """Return what is wrong in a verdict, in words."""
    faults = []
    if world.onset is None and row["alarm"] is not None:
        faults.append(f"alarm in month {row['alarm']}, nothing fell")
    if world.onset is not None and row["alarm"] is None:
        faults.append("no alarm")
    if world.onset is not None and find_early(world, [row], "alarm")[0]:
        faults.append(f"alarm in month {row['alarm']}, before the onset in {world.onset}")
    if world.onset is not None and (told := row["onset_interval"]) and not told[0] <= world.onset <= told[1]:
        true = "before the log" if world.before else f"{world.onset}"
        faults.append(f"onset told between {told[0]} and {told[1]}, true {true}")
    if row["state"] not in fitting(world):
        faults.append(f"{row['state']}, not {' or '.join(fitting(world))}")
    return faults


def list_delays(world: World, rows: Rows, key: str) -> list[int]:
    """Return months from the onset to the first cry, of those that did not cry before it."""
    assert world.onset is not None
    return [row[key] - world.onset for row in rows if row[key] is not None and row[key] >= world.onset]


def find_early(world: World, rows: Rows, key: str) -> list[bool]:
    """Return which cried before the onset."""
    assert world.onset is not None
    return [row[key] is not None and row[key] < world.onset for row in rows]


def list_errors(world: World, rows: Rows) -> list[int]:
    """Return months by which the onset is told too late; nothing where the fall began before the log."""
    assert world.onset is not None
    return [row["onset"] - world.onset for row in rows if row["onset"] is not None and not world.before]


def find_held(world: World, rows: Rows) -> list[bool]:
    """Return whether each interval of an onset holds the month; nothing where the fall began before the log."""
    assert world.onset is not None
    intervals = [] if world.before else [row["onset_interval"] for row in rows if row["onset_interval"]]
    return [low <= world.onset <= high for low, high in intervals]
