"""What qualifies a finding: which months it touches, and what it does to the conclusion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drift.measures.catalogue import FLOOR
from drift.measures.work.engagement import find_late
from drift.model.cautions.callers import find_leavers
from drift.model.cautions.contract import find_contract_cautions
from drift.model.cautions.coverage import find_calendars, find_few, find_limits, find_short_log, find_uncovered
from drift.model.cautions.engagement import find_arrival_cautions, find_flat_cautions, find_weight_cautions
from drift.model.cautions.log_ends import find_log_ends
from drift.model.cautions.logging_discipline import find_discipline
from drift.model.cautions.objects import find_coarse_objects

if TYPE_CHECKING:
    from drift.measures.measured import Measured
    from drift.measures.workings import Workings
    from drift.model.callers import CallersLeft
    from drift.model.cautions.caution import Caution
    from drift.project.settings import Settings
    from drift.tables.intake import Intake


def find_cautions(
    measured: Measured, workings: Workings, intake: Intake, settings: Settings, callers: CallersLeft
) -> tuple[Caution, ...]:
    """Return the cautions that apply, the contract first."""
    span, shape, base = measured.span, workings.shape, measured.base
    cautions = find_contract_cautions(measured.paper, base)
    if span and shape:
        settled = span.settled(settings.cut_days)
        cautions += find_log_ends(shape.months, settled, base.work)
        cautions += find_discipline(shape)
        cautions += find_short_log(shape.months["n"], settled)
    cautions += find_leavers(callers)
    cautions += find_limits(intake)
    cautions += find_weight_cautions(measured.weights_hold)
    cautions += find_arrival_cautions(find_late(measured.operations.engagement, settings.weights))
    cautions += find_flat_cautions(measured.operations.engagement)
    cautions += find_coarse_objects(measured.fineness, with_floor=FLOOR in measured.operations.measures)
    cautions += find_calendars(workings.tables.contacts.frame)
    if span:
        cautions += find_uncovered(span, settings.cut_days, workings.engaged)
        cautions += find_few(measured.opened, span.complete)
    return tuple(cautions)
