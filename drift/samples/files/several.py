"""Made-up relations of all scenarios, a folder each, and what is true of which."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

import numpy as np

from drift.samples.files.folder import TRUTH, claim_folder, write_relation
from drift.samples.plots import GOOD
from drift.samples.relation import make_relation
from drift.samples.story import SCENARIOS, plan_story
from drift.writing.faults import tell_fault
from drift.writing.placing import write_file

FOLDER: Final = "relation-{n:04}"
NAME: Final = "Relatie {n:04} (verzonnen)"
TOGETHER: Final = ("same", "direct", "pushed")  # what people of both operations do with each other


def write_several(folder: Path, n: int, *, months: int, seed: int) -> list[Path]:
    """Write so many relations, each whole, and truth.json beside them; return the folders and it.

    The scenarios come in turn, in an order of the seed; equal seeds give equal bytes.

    Raises
    ------
    UsageError : the folder holds files that are no made-up relations
    OutputError : the folder cannot be written
    """
    claim_folder(folder)
    plans = plan_several(n, months=months, seed=seed)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        # first: by it a run that was cut off is known as ours, and may be written again
        content = {"made_up": True, "seed": seed, "months": months, "relations": plans}
        write_file(folder / TRUTH, (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode())
    except OSError as fault:
        raise tell_fault(fault, folder) from fault
    for plan in plans:
        relation = make_relation(plan["scenario"], months=months, seed=plan["seed"])
        write_relation(relation, folder / plan["folder"], plan["relation"])
    return [folder / TRUTH, *(folder / plan["folder"] for plan in plans)]


def plan_several(n: int, *, months: int, seed: int) -> list[dict[str, Any]]:
    """Return what is planted in each: folder, relation, scenario, seed, paper_grows, and from when people part."""
    draws = np.random.default_rng(seed)
    order = draws.permutation(np.arange(n) % len(SCENARIOS))
    seeds = draws.integers(0, 2**31, size=n)
    return [
        {
            "folder": FOLDER.format(n=i),
            "relation": NAME.format(n=i),
            "scenario": SCENARIOS[which],
            "seed": int(own),
            "paper_grows": plan_story(SCENARIOS[which], months).paper_grows,
            "onset": _find_onset(SCENARIOS[which], months),
        }
        for i, (which, own) in enumerate(zip(order, seeds, strict=True), start=1)
    ]


def _find_onset(scenario: str, months: int) -> str | None:
    """Return the month from which people of both operations have less to do with each other; None: they do not."""
    story = plan_story(scenario, months)
    changed = story.plot.work
    if all(changed.get(name, GOOD[name]) == GOOD[name] for name in TOGETHER):
        return None
    return f"{story.day(story.schedule.onset):%Y-%m}"
