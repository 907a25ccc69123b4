"""One world and seed: its files, `drift.analyse`, and what was claimed beside what was planted, as a row."""

from __future__ import annotations

import tempfile
import time
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

import drift

from .baselines import watch_chart, watch_trend
from .catalogue import FIRST, MONTHS, WORLDS
from .files import write_world
from .happening import let_happen
from .truth import change_truly

Row = dict[str, Any]
# measures of drift beside the components of the truth
MEASURES = {"hands": "same_hands", "contact": "direct_contact", "floor": "solved_on_the_floor", "index": "engagement"}


def judge_world(name: str, seed: int) -> Row:
    """Return what drift claims about a world, with its truth; months count from the first of the log."""
    happening = let_happen(WORLDS[name], seed)
    with tempfile.TemporaryDirectory(prefix="world") as folder:
        write_world(happening, Path(folder))
        start = time.perf_counter()
        analysis = drift.analyse(folder)
        seconds = time.perf_counter() - start
    accepted = analysis.intake.total("accepted", "incidents")
    if not analysis.intake.all_read or accepted != len(happening.tickets):
        raise ValueError(f"{accepted} of {len(happening.tickets)} tickets were read")
    row = {"world": name, "seed": seed, "seconds": round(seconds, 2), "true": change_truly(happening)}
    return row | read_claims(analysis) | watch_otherwise(analysis)


def read_claims(analysis: drift.Analysis) -> Row:
    """Return the verdict, the changes and the cautions."""
    verdict, changes = analysis.verdict, analysis.judgement.changes
    interval = verdict.onset_interval
    found = {ours: change for ours, theirs in MEASURES.items() if (change := changes.get(theirs)) is not None}
    return {
        "state": verdict.state,
        "rung": analysis.rung,
        "alarm": number_month(verdict.alarm),
        "onset": number_month(verdict.onset),
        "onset_interval": None if interval is None else [number_month(month) for month in interval],
        "ended": number_month(analysis.evidence.ended) if analysis.evidence else None,
        "told": {name: float(change.log) for name, change in found.items() if np.isfinite(change.log)},
        "cautions": sorted({caution.code for caution in analysis.cautions}),
        "sentence": read_sentence(str(analysis)),
    }


def read_sentence(summary: str) -> str:
    """Return the verdict out of a printed summary, on one line."""
    return " ".join(summary.split("Verdict", 1)[1].split("\n  Rung", 1)[0].split())


def number_month(month: pd.Period | None) -> int | None:
    return None if month is None else int((month - FIRST).n)


def watch_otherwise(analysis: drift.Analysis) -> Row:
    """Return the first month in which a user's own charts would cry, on the same index."""
    months = pd.period_range(FIRST, periods=MONTHS, freq="M")
    values = analysis.indices["engagement"].reindex(months).to_numpy(dtype=float)
    if np.isfinite(values).sum() <= 12:
        return {"chart": None, "trend": None}
    return {"chart": watch_chart(values), "trend": watch_trend(values)}
