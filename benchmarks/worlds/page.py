"""docs/worlds.md: a fixed introduction around figures from rows."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from .catalogue import DRIFTS, NULLS
from .scoring import FALLEN, Judged, Rows, find_held, list_delays, pair_up
from .tables import middle, share, tell_nulls, tell_plants, tell_sizes, tell_times, tell_wrongs

INTRODUCTION = Path(__file__).parent / "introduction.md"
WATCHERS = {  # first month in which it cries -> its name
    "alarm": "drift",
    "chart": "Chart of individuals",
    "trend": "Mann-Kendall each month",
}


def write_page(rows: Rows) -> str:
    """Return the page for rows as `judge_world` makes them; worlds without rows are left out."""
    judged = [row for row in rows if "error" not in row]
    nulls, drifts = (pair_up(worlds, judged) for worlds in (NULLS, DRIFTS))
    failed = "".join(f"- {row['world']} {row['seed']}: {row['error']}\n" for row in rows if "error" in row)
    sections = {
        "In short": sum_up(nulls) + sum_up_falls(drifts),
        "Worlds in which nothing happens": tell_nulls(nulls) if nulls else "",
        "Worlds that fall: when it is told": tell_times(drifts) if drifts else "",
        "Worlds that fall: how much is told": tell_sizes(drifts) if drifts else "",
        "What was said wrongly": tell_wrongs([*nulls, *drifts]),
        "What each world plants": tell_plants([world for world, _ in [*nulls, *drifts]]),
        "Not analysed": failed,
    }
    told = [f"## {title}\n\n{text}" for title, text in sections.items() if text]
    return "\n".join([INTRODUCTION.read_text(encoding="utf-8"), *told])


def sum_up(nulls: Judged) -> str:
    """Return how often each watcher cries where nothing happens."""
    calm = [row for _, own in nulls for row in own]
    if not calm:
        return ""
    lines = [f"{len(calm)} relations of {len(nulls)} worlds in which nothing happens."]
    for key, name in WATCHERS.items():
        shares = {world.name: float(np.mean([row[key] is not None for row in own])) for world, own in nulls}
        worst = max(shares, key=lambda world: shares[world])
        cries = share([row[key] is not None for row in calm])
        most = f"; most in {worst}, {100 * shares[worst]:.0f} %" if shares[worst] else ""
        lines.append(f"{name}: false claims in {cries} of them{most}.")
    lines.append(f"A state that claims a fall at the end: {share([row['state'] in FALLEN for row in calm])}.")
    return "".join(f"- {line}\n" for line in lines)


def sum_up_falls(drifts: Judged) -> str:
    """Return how soon each watcher tells a fall, and whether its date is held."""
    dated = [(world, own) for world, own in drifts if not world.before]
    if not dated:
        return ""
    n_relations = sum(len(own) for _, own in dated)
    lines = [f"{n_relations} relations of {len(dated)} worlds that fall from a month within the log."]
    for key, name in WATCHERS.items():
        waited = [month for world, own in dated for month in list_delays(world, own, key)]
        lines.append(f"{name}: told after the onset in {len(waited)} of them; median {middle(waited)} months after.")
    held = [is_held for world, own in dated for is_held in find_held(world, own)]
    lines.append(f"90 % intervals of the onset that hold the month: {share(held)} of {len(held)}.")
    return "".join(f"- {line}\n" for line in lines)
