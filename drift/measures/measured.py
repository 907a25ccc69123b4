"""What was measured of a relation, before anything is judged: all of it may be shown once it passed the gate."""

from __future__ import annotations

from dataclasses import dataclass, field

import pandas as pd

from drift.measures.catalogue import ATTENTION, RESTORE
from drift.measures.index import Base
from drift.measures.levels.findings import LevelFindings
from drift.measures.norms.findings import NormFindings
from drift.measures.paper.paper import Paper
from drift.measures.work.crowd import Crowd
from drift.measures.work.endings import Endings
from drift.measures.work.operations import Operations
from drift.measures.work.questions.repeats import Fineness
from drift.tables.calendar import Span


@dataclass(frozen=True)
class Measured:
    """What was measured of a relation, before anything is judged."""

    span: Span | None  # of the log; None without incidents
    months: pd.PeriodIndex  # of both sides
    opened: pd.Series  # incidents a month, all types, uncut
    counted: Endings  # corrective incidents in complete months, by how they ended
    base: Base
    indices: pd.DataFrame  # monthly PeriodIndex; columns as in INDICES, natural logs, 0 in the base
    measures: pd.DataFrame  # period, measure, value, variance (of ln value), n, known
    paper: Paper
    operations: Operations
    weights_hold: float | None  # share of random weights under which the change of engagement keeps its sign
    experts: pd.DataFrame | None  # side, year, experts, lost: counts as text, below five "<5"; None without incidents
    meetings: pd.DataFrame | None  # quarter x level: direct meetings of both sides; None where not known
    held: pd.DataFrame  # how hands and floor did by category, object and month, as drift.measures.work.strengths
    fineness: Fineness | None = None  # of the objects; None where no repeats are known
    norms: NormFindings = field(default_factory=NormFindings)
    levels: LevelFindings = field(default_factory=LevelFindings)
    crowd: Crowd = field(default_factory=Crowd)  # behind what enough persons of both sides stand

    @property
    def components(self) -> tuple[str, ...]:
        """Measures that make the index of engagement."""
        return self.operations.engagement.entered

    @property
    def told(self) -> tuple[str, ...]:
        """Measures of the work that the report tells."""
        return tuple(dict.fromkeys((*self.components, ATTENTION, RESTORE, *self.operations.outcomes)))

    def fewer_than(self, a_month: float) -> bool:
        """Whether the median complete month opened fewer incidents."""
        return self.span is not None and float(self.opened.reindex(self.span.complete).median()) < a_month
