"""docs/worlds.md: a fixed introduction around figures from rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np

from .catalogue import DRIFTS, NULLS, World
from .judging import Row

FALLEN = (  # states that say engagement fell, now or once
    *("looser", "let go", "drifting apart", "sliding", "spreadsheets and KPIs"),
    *("repairing", "repaired"),
)
INTRODUCTION = Path(__file__).parent / "introduction.md"
WATCHERS = {"drift": "alarm", "chart": "chart", "trend": "trend"}  # name -> first month in which it cries
Rows = Sequence[Row]


def write_page(rows: Rows) -> str:
    """Return the page for rows as `judge_world` makes them; worlds without rows are left out."""
    judged = [row for row in rows if "error" not in row]
    nulls, drifts = (pair_up(worlds, judged) for worlds in (NULLS, DRIFTS))
    failed = "".join(f"- {row['world']} {row['seed']}: {row['error']}\n" for row in rows if "error" in row)
    parts = [
        INTRODUCTION.read_text(encoding="utf-8"),
        f"## In short\n\n{sum_up(nulls, drifts)}",
        f"## Worlds in which nothing happens\n\n{tell_nulls(nulls)}",
        f"## Worlds that fall: when it is told\n\n{tell_times(drifts)}",
        f"## Worlds that fall: how much is told\n\n{tell_sizes(drifts)}",
        f"## What each world plants\n\n{tell_plants([world for world, _ in [*nulls, *drifts]])}",
    ]
    return "\n".join([*parts, f"## Not analysed\n\n{failed}"] if failed else parts)


def pair_up(worlds: Sequence[World], rows: Rows) -> list[tuple[World, Rows]]:
    """Return each world that has rows, with them."""
    own = {world.name: [row for row in rows if row["world"] == world.name] for world in worlds}
    return [(world, own[world.name]) for world in worlds if own[world.name]]


def sum_up(nulls: list[tuple[World, Rows]], drifts: list[tuple[World, Rows]]) -> str:
    calm = [row for _, own in nulls for row in own]
    lines = [f"{len(calm)} relations in which nothing happens, {sum(len(own) for _, own in drifts)} that fall."]
    for name, key in WATCHERS.items():
        if calm:
            shares = {world.name: np.mean([row[key] is not None for row in own]) for world, own in nulls}
            worst = max(shares, key=lambda world: shares[world])
            cries = share([row[key] is not None for row in calm])
            lines.append(f"{TITLES[name]}: false claims in {cries} of them; most in {worst}, {percent(shares[worst])}.")
    if calm:
        claimed = share([row["state"] in FALLEN for row in calm])
        lines.append(f"A state that claims a fall at the end: {claimed}.")
    for name, key in WATCHERS.items():
        waited = [month for world, own in drifts if not world.before for month in delays(world, own, key)]
        if drifts:
            lines.append(
                f"{TITLES[name]}: months from onset to claim, median over all falls with an onset: {middle(waited)}."
            )
    inside = [held for world, own in drifts for held in hold(world, own)]
    if inside:
        lines.append(f"Onset intervals of 90 % that hold the month: {share(inside)} of {len(inside)}.")
    return "".join(f"- {line}\n" for line in lines)


TITLES = {"drift": "drift", "chart": "Chart of individuals", "trend": "Mann-Kendall each month"}


def tell_nulls(nulls: list[tuple[World, Rows]]) -> str:
    heads = ["world", "n", "alarm", "state claims a fall", "states", "cautions in more than half", "true change"]
    rows = []
    for world, own in nulls:
        row = [world.name, str(len(own)), share([row["alarm"] is not None for row in own])]
        row += [share([row["state"] in FALLEN for row in own]), count_states(own), list_cautions(own)]
        row += [f"{np.median([row['true']['index'] for row in own]):+.2f}"]
        rows.append([*row, *(share([row[key] is not None for row in own]) for key in ("chart", "trend"))])
    return table([*heads, "chart cries", "trend cries"], rows)


def tell_times(drifts: list[tuple[World, Rows]]) -> str:
    heads = ["world", "n", "onset", "alarm", "too early", "delay", "error of the onset", "interval holds it"]
    rows = []
    for world, own in drifts:
        errors = [row["onset"] - world.onset for row in own if row["onset"] is not None and not world.before]
        row = [world.name, str(len(own)), "before" if world.before else str(world.onset)]
        row += [share([row["alarm"] is not None for row in own]), share(early(world, own, "alarm"))]
        row += [middle(delays(world, own, "alarm")), middle(errors, "+.0f"), share(hold(world, own))]
        for key in ("chart", "trend"):
            waited = delays(world, own, key)
            row.append(f"{middle(waited)} ({len(waited)}, {sum(early(world, own, key))} early)")
        rows.append([*row, count_states(own)])
    return table([*heads, "chart: delay", "trend: delay", "state at the end"], rows)


def tell_sizes(drifts: list[tuple[World, Rows]]) -> str:
    heads = ["world", *(f"{name}: true, told, off" for name in ("index", "hands", "contact", "floor"))]
    rows = []
    for world, own in drifts:
        cells = [size(own, name) for name in ("index", "hands", "contact", "floor")]
        rows.append([world.name, *cells])
    return table(heads, rows)


def size(rows: Rows, name: str) -> str:
    """Return median of the truth, median of what was told, median absolute error."""
    both = [(row["true"][name], row["told"][name]) for row in rows if name in row["true"] and name in row["told"]]
    if not both:
        return "–"
    true, told = np.array(both).T
    return f"{np.median(true):+.2f}, {np.median(told):+.2f}, {np.median(np.abs(told - true)):.2f}"


def tell_plants(worlds: list[World]) -> str:
    rows = [[world.name, world.plants, "grows" if world.grows else "unchanged"] for world in worlds]
    return table(["world", "what happens", "contract"], rows)


def delays(world: World, rows: Rows, key: str) -> list[int]:
    """Return months from the onset to the first cry, of those that did not cry before it."""
    assert world.onset is not None
    return [row[key] - world.onset for row in rows if row[key] is not None and row[key] >= world.onset]


def early(world: World, rows: Rows, key: str) -> list[bool]:
    assert world.onset is not None
    return [row[key] is not None and row[key] < world.onset for row in rows]


def hold(world: World, rows: Rows) -> list[bool]:
    """Return whether each interval of an onset holds the month; none where the fall began before the log."""
    assert world.onset is not None
    intervals = [] if world.before else [row["onset_interval"] for row in rows if row["onset_interval"]]
    return [low <= world.onset <= high for low, high in intervals]


def count_states(rows: Rows) -> str:
    return ", ".join(f"{state} {n}" for state, n in Counter(row["state"] for row in rows).most_common())


def list_cautions(rows: Rows) -> str:
    counts = Counter(code for row in rows for code in row["cautions"])
    return ", ".join(sorted(code for code, n in counts.items() if n > len(rows) / 2)) or "–"


def share(values: Sequence[bool]) -> str:
    return percent(float(np.mean(values))) if len(values) else "–"


def percent(value: float) -> str:
    return f"{100 * value:.0f} %"


def middle(values: Sequence[float], form: str = ".0f") -> str:
    return format(np.median(values), form) if len(values) else "–"


def table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = [" | ".join(heads), " | ".join("---" for _ in heads)]
    lines += [" | ".join(row) for row in rows]
    return "".join(f"| {line} |\n" for line in lines)
