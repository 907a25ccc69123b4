"""What qualifies a finding: which months it touches, and what it does to the conclusion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drift.measures.work.engagement import find_late
from drift.model.cautions.contract import find_contract_cautions
from drift.model.cautions.coverage import find_calendars, find_few, find_limits, find_short_log, find_uncovered
from drift.model.cautions.engagement import find_arrival_cautions, find_weight_cautions
from drift.model.cautions.log_ends import find_log_ends
from drift.model.cautions.logging_discipline import find_discipline

if TYPE_CHECKING:
    import pandas as pd

    from drift.measures.relation import Measured
    from drift.model.cautions.caution import Caution
    from drift.model.dossier import Dossier
    from drift.project import Settings


def find_cautions(
    measured: Measured, engaged: pd.PeriodIndex, dossier: Dossier, settings: Settings
) -> tuple[Caution, ...]:
    """Return the cautions that apply, the contract first.

    Parameters
    ----------
    engaged : months in which the index of engagement has a value
    """
    span, shape, base = measured.span, dossier.shape, measured.base
    cautions = find_contract_cautions(measured.paper, base)
    if span and shape:
        settled = span.settled(settings.cut_days)
        cautions += find_log_ends(shape.months, settled, base.work)
        cautions += find_discipline(shape)
        cautions += find_short_log(shape.months["n"], settled)
    cautions += find_limits(dossier.intake)
    cautions += find_weight_cautions(measured.weights_hold)
    cautions += find_arrival_cautions(find_late(measured.operations.engagement, settings.weights))
    cautions += find_calendars(dossier.contacts)
    if span:
        cautions += find_uncovered(span, settings.cut_days, engaged)
        cautions += find_few(measured.opened, span.complete)
    return tuple(cautions)
