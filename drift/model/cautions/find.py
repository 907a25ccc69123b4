"""What qualifies a finding: which months it touches, and what it does to the conclusion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from drift.measures.work.engagement import find_late
from drift.model.cautions.contract import find_contract_cautions
from drift.model.cautions.coverage import find_calendars, find_few, find_limits, find_short_log, find_uncovered
from drift.model.cautions.engagement import find_arrival_cautions, find_weight_cautions
from drift.model.cautions.log_ends import find_log_ends
from drift.model.cautions.logging_discipline import find_discipline

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
    engagement = measured.operations.engagement
    n = shape.months["n"] if shape else pd.Series(dtype=int, index=pd.PeriodIndex([], freq="M"))
    cautions = find_contract_cautions(measured.paper, base)
    if span and shape:
        settled = span.settled(settings.cut_days)
        cautions += find_log_ends(shape.months, settled, base.work)
        cautions += find_discipline(shape)
        cautions += find_short_log(n, settled)
    cautions += find_limits(intake)
    cautions += find_weight_cautions(measured.weights_hold, work)
    cautions += find_arrival_cautions(find_late(engagement, settings.weights))
    cautions += find_calendars(workings.tables.contacts.frame)
    if span and shape:
        cautions += find_uncovered(span, settings.cut_days, workings.engaged, n)
        cautions += find_few(measured.opened, span.complete)
    return tuple(cautions)
