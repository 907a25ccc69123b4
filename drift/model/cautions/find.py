"""What qualifies a finding: which months it touches, and what it does to the conclusion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from drift.measures.catalogue import FLOOR, HANDS
from drift.measures.work.engagement import find_late
from drift.model.cautions.base import find_under_way, find_versions_in_base
from drift.model.cautions.callers import find_leavers
from drift.model.cautions.contract import find_contract_cautions
from drift.model.cautions.coverage import find_calendars, find_few, find_limits, find_short_log, find_uncovered
from drift.model.cautions.engagement import (
    find_arrival_cautions,
    find_flat_cautions,
    find_mix_cautions,
    find_weight_cautions,
)
from drift.model.cautions.hands import find_one_hand, find_storm_months, find_turnover
from drift.model.cautions.log_ends import find_log_ends, find_stray
from drift.model.cautions.logging_discipline import find_discipline
from drift.model.cautions.objects import find_coarse_objects
from drift.model.cautions.sides import find_uncovered_sides

if TYPE_CHECKING:
    from drift.measures.measured import Measured
    from drift.measures.workings import Workings
    from drift.model.cautions.caution import Caution
    from drift.model.grounds import WorkGrounds
    from drift.project.settings import Settings
    from drift.tables.intake import Intake


def find_cautions(
    measured: Measured, workings: Workings, intake: Intake, settings: Settings, work: WorkGrounds
) -> tuple[Caution, ...]:
    """Return the cautions that apply: what is known of both sides, the contract, the log.

    Parameters
    ----------
    work : by evidence; a caution about a direction speaks only where one is claimed
    """
    span, shape, base = measured.span, workings.shape, measured.base
    documents, engagement = workings.tables.documents.frame, measured.operations.engagement
    n = shape.months["n"] if shape else pd.Series(dtype=int, index=pd.PeriodIndex([], freq="M"))
    cautions = find_uncovered_sides(documents, _whole(n).intersection(span.complete) if span else _whole(n))
    cautions += find_contract_cautions(measured.paper, base)
    cautions += find_versions_in_base(documents, measured.paper.specification, base.paper)
    if span and shape:
        settled = span.settled(settings.cut_days)
        cautions += find_log_ends(shape.months, settled, base.work)
        cautions += find_discipline(shape)
        cautions += find_one_hand(shape)
        cautions += find_short_log(n, settled)
    cautions += find_leavers(work.callers)
    cautions += find_limits(intake)
    cautions += find_under_way(engagement.index, base.work)
    cautions += find_weight_cautions(measured.weights_hold, work)
    cautions += find_arrival_cautions(find_late(engagement, settings.weights))
    cautions += find_flat_cautions(engagement)
    cautions += find_mix_cautions(measured.operations.strata)
    cautions += find_coarse_objects(measured.fineness, with_floor=FLOOR in measured.operations.measures)
    cautions += find_calendars(workings.tables.contacts.frame)
    if span and shape:
        if HANDS in measured.components:
            cautions += find_storm_months(shape)
            cautions += find_turnover(shape.handlers, base.work, span.complete)
        cautions += find_uncovered(span, settings.cut_days, workings.engaged, n)
        cautions += find_few(measured.opened, span.complete)
    return tuple(cautions)


def _whole(n: pd.Series) -> pd.PeriodIndex:
    """Return the months with incidents, but for those that a wrong date put far away."""
    return pd.PeriodIndex(n.index[n > 0]).difference(pd.PeriodIndex(find_stray(n), freq="M"))
