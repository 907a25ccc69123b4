"""What qualifies a finding: which months it touches, and what it does to the conclusion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drift.measures.work.engagement import find_late
from drift.model.cautions.contract import find_contract_cautions
from drift.model.cautions.coverage import Coverage, find_short_log, find_uncovered
from drift.model.cautions.engagement import find_arrival_cautions, find_weight_cautions
from drift.model.cautions.log_ends import find_log_ends
from drift.model.cautions.logging_discipline import find_discipline
from drift.model.cautions.sampling import find_calendars, find_limits

if TYPE_CHECKING:
    from drift.measures.index import Base
    from drift.measures.measured import Measured
    from drift.measures.work.log_shape import LogShape
    from drift.measures.workings import Workings
    from drift.model.cautions.caution import Caution
    from drift.project import Settings
    from drift.tables.intake import Intake


def find_cautions(
    measured: Measured, coverage: Coverage | None, workings: Workings, intake: Intake, settings: Settings
) -> list[Caution]:
    """Return the cautions that apply; coverage: None without incidents."""
    return [
        *find_contract_cautions(measured.paper, measured.base),
        *(_find_log_cautions(workings.shape, coverage, measured.base) if coverage and workings.shape else ()),
        *find_limits(intake),
        *find_weight_cautions(measured.weights_hold),
        *find_arrival_cautions(find_late(measured.operations.engagement, settings.weights)),
        *find_calendars(workings.tables.contacts.frame),
        *(find_uncovered(coverage) if coverage else ()),
    ]


def _find_log_cautions(shape: LogShape, coverage: Coverage, base: Base) -> list[Caution]:
    return [
        *find_log_ends(shape.months, coverage.settled, base.work),
        *find_discipline(shape),
        *find_short_log(coverage, shape.months["n"]),
    ]
