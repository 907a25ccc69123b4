"""The tables of docs/worlds.md, a row a world."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np

from .catalogue import World
from .scoring import FALLEN, Judged, Rows, find_early, find_faults, find_held, fitting, list_delays, list_errors

SHOWN = 60  # sentences that are wrong; the others are counted
SIZES = ("index", "hands", "contact", "floor")


def tell_nulls(nulls: Judged) -> str:
    heads = ["world", "n", "alarm", "state claims a fall", "state fits", "states", "cautions in more than half"]
    rows = []
    for world, own in nulls:
        row = [world.name, str(len(own)), share([row["alarm"] is not None for row in own])]
        row += [share([row["state"] in FALLEN for row in own]), share([row["state"] in fitting(world) for row in own])]
        row += [count_states(own), list_cautions(own), f"{np.median([row['true']['index'] for row in own]):+.2f}"]
        rows.append([*row, *(share([row[key] is not None for row in own]) for key in ("chart", "trend"))])
    return table([*heads, "true change", "chart cries", "trend cries"], rows)


def tell_times(drifts: Judged) -> str:
    heads = ["world", "n", "onset", "alarm", "too early", "delay", "error of the onset", "interval holds it"]
    rows = []
    for world, own in drifts:
        row = [world.name, str(len(own)), "before" if world.before else str(world.onset)]
        row += [share([row["alarm"] is not None for row in own]), share(find_early(world, own, "alarm"))]
        row += [middle(list_delays(world, own, "alarm")), middle(list_errors(world, own), "+.0f")]
        row += [share(find_held(world, own))]
        for key in ("chart", "trend"):
            waited = list_delays(world, own, key)
            row.append(f"{middle(waited)} ({len(waited)}, {sum(find_early(world, own, key))} early)")
        rows.append([*row, share([row["state"] in fitting(world) for row in own]), count_states(own)])
    return table([*heads, "chart: delay", "trend: delay", "state fits", "state at the end"], rows)


def tell_sizes(drifts: Judged) -> str:
    rows = [[world.name, *(compare(own, name) for name in SIZES)] for world, own in drifts]
    return table(["world", *(f"{name}: true, told, off" for name in SIZES)], rows)


def compare(rows: Rows, name: str) -> str:
    """Return median of the truth, median of what was told, median absolute error."""
    both = [(row["true"][name], row["told"][name]) for row in rows if name in row["true"] and name in row["told"]]
    if not both:
        return "–"
    true, told = np.array(both).T
    return f"{np.median(true):+.2f}, {np.median(told):+.2f}, {np.median(np.abs(told - true)):.2f}"


def tell_wrongs(judged: Judged) -> str:
    """Return each sentence with a fault; months count from the first of the log."""
    faulty = [(world, row, faults) for world, own in judged for row in own if (faults := find_faults(world, row))]
    lines = [
        f"- {world.name} {row['seed']} ({', '.join(faults)}): {row['sentence']}\n" for world, row, faults in faulty
    ]
    more = f"- … and {len(lines) - SHOWN} more\n" if len(lines) > SHOWN else ""
    return "".join(lines[:SHOWN]) + more or "Nothing.\n"


def tell_plants(worlds: list[World]) -> str:
    rows = [[world.name, world.plants, "grows" if world.grows else "unchanged"] for world in worlds]
    return table(["world", "what happens", "contract"], rows)


def count_states(rows: Rows) -> str:
    return ", ".join(f"{state} {n}" for state, n in Counter(row["state"] for row in rows).most_common())


def list_cautions(rows: Rows) -> str:
    counts = Counter(code for row in rows for code in row["cautions"])
    return ", ".join(sorted(code for code, n in counts.items() if n > len(rows) / 2)) or "–"


def share(values: Sequence[bool]) -> str:
    return f"{100 * np.mean(values):.0f} %" if len(values) else "–"


def middle(values: Sequence[float], form: str = ".0f") -> str:
    return format(np.median(values), form) if len(values) else "–"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [" | ".join(heads), " | ".join("---" for _ in heads), *(" | ".join(row) for row in rows)]
    return "".join(f"| {line} |\n" for line in lines)
