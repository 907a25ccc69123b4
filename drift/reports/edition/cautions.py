"""The cautions as both sides may see them: those of the paper and the calendar as they are, the others by their kind.

A caution tells a figure: how many incidents, whose calendars, how many handlers. Such a figure may be of one person.
"""

from __future__ import annotations

from typing import Final

from drift.errors import Note
from drift.measures.catalogue import CALLERS_LEFT
from drift.model.cautions.caution import Caution

TOLD: Final = (  # of the paper, and of the calendar
    *("other_language", "base_after_growth", "base_after_shrinkage", "stock_gone", "base_cut", "sides_not_covered"),
    *("no_late_version", "version_in_base", "too_few_months", "incomplete_months", "not_over_yet", "too_few_known"),
    *("no_incidents", "mix_unlike", "tool_change"),
)
# of the whole of the work: told where every month of it is
OF_WORK: Final = (
    "weights_differ",
    "component_flat",
    "component_chance",
    "component_arrived",
    "under_way_at_start",
    "category_change",
)
LEFT_OUT: Final = (CALLERS_LEFT, "one_hand_fills")  # an outcome; about one handler


def share_cautions(cautions: tuple[Caution, ...], *, of_work: bool) -> tuple[Caution, ...]:
    """Return what qualifies the findings; a caution that is named nowhere is told without months and figures."""
    told = (*TOLD, *OF_WORK) if of_work else TOLD
    return tuple(
        caution if caution.code in told else Caution(caution.code, caution.effect, (), Note("edition.caution"))
        for caution in cautions
        if caution.code not in LEFT_OUT
    )
