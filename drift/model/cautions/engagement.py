"""How far the index of engagement rests on a choice: of weights, and of the measures that came on the way."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.errors import Note
from drift.measures.work.strata import DIMENSIONS
from drift.model.cautions.caution import Caution, caution_of
from drift.model.evidence.looks import STEP_SIZES
from drift.terms import BASE_MONTHS, INTERVAL_Z
from drift.wording.values import LogChange, Share

if TYPE_CHECKING:
    from drift.measures.work.arrivals import Arrival
    from drift.measures.work.engagement import Engagement
    from drift.measures.work.strata import Strata
    from drift.model.grounds import WorkGrounds

WEIGHTS_AGREE: Final = 0.9  # of random weights; below it the direction depends on what one finds important
ARRIVAL_STEP: Final = STEP_SIZES[0] / 2  # of the index, in logs: half of the smallest step that evidence looks for


def find_weight_cautions(weights_hold: float | None, work: WorkGrounds) -> list[Caution]:
    """Tell by what share of random weights engagement keeps its direction, where that is not nearly all of them.

    Only where a direction is claimed: of what did not clearly move, weights turn the sign as they like.
    """
    if weights_hold is None or weights_hold >= WEIGHTS_AGREE or not _claims(work):
        return []
    return [caution_of("weights_differ", "qualify", share=Share(weights_hold))]


def find_flat_cautions(engagement: Engagement) -> list[Caution]:
    """Tell components that were 0, or 1, or no more than chance, in their first year: they enter no index."""
    first = {name: engagement.shares[name].value[:BASE_MONTHS] for name in engagement.flat if name in engagement.shares}
    return [
        caution_of(
            "component_flat" if values.isin((0.0, 1.0)).all() else "component_chance",
            "inform",
            measure=Note(f"measure.{name}.name"),
            level=Share(values.mean()),
            months=tuple(values.index),
        )
        for name, values in first.items()
    ]


def find_mix_cautions(strata: Strata | None) -> list[Caution]:
    """Tell the months that are brought to the mix of the base by fewer columns than the base: one speaks otherwise."""
    if strata is None or not len(strata.levels):
        return []
    finest = int(strata.levels["level"].min())
    cautions = []
    for level, rows in strata.levels.groupby("level")["period"]:
        lost = [name for name in DIMENSIONS[finest] if name not in DIMENSIONS[int(str(level))]]
        months = tuple(sorted(rows))
        fields = tuple(Note(f"caution.field.{name}") for name in lost)
        if lost:
            cautions.append(caution_of("mix_unlike", "inform", months, months=months, fields=fields))
    return cautions


def _claims(work: WorkGrounds) -> bool:
    """Whether an alarm stands, of a fall or a rise, or the change since the base is clear."""
    alarmed = any(evidence is not None and evidence.alarm is not None for evidence in (work.fall, work.rise))
    return alarmed or (work.change is not None and work.change.clear)


def find_arrival_cautions(arrivals: Iterable[Arrival]) -> list[Caution]:
    """Tell components that moved on their own in the year that links them: a step there may be of their making."""
    return [
        caution_of(
            "component_arrived",
            "qualify",
            pd.period_range(arrival.month, periods=BASE_MONTHS, freq="M"),
            measure=Note(f"measure.{arrival.measure}.name"),
            month=arrival.month,
            log=LogChange(arrival.apart),
        )
        for arrival in arrivals
        if abs(arrival.step) >= ARRIVAL_STEP and abs(arrival.apart) >= INTERVAL_Z * arrival.error
    ]
