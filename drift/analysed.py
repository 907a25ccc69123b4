"""What was found about one relation: the record that every output reads, without what it takes to find it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drift.model.overview import summarise_analysis
from drift.wording.summary import Printed, Summary

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from drift.measures.measured import Measured
    from drift.model.cautions.caution import Caution
    from drift.model.comparing import AfterTable
    from drift.model.drivers import Driver
    from drift.model.evidence.weigh import Evidence
    from drift.model.judgement import Judgement
    from drift.model.verdict import Verdict
    from drift.project import Project
    from drift.sources.rows.comments import Comment
    from drift.tables.intake import Intake


@dataclass(frozen=True)
class Remarks:
    """What people wrote themselves; names masked."""

    comments: tuple[Comment, ...]  # the analyst's own words
    tables_held: tuple[AfterTable, ...]  # round tables by date, with what happened since


@dataclass(frozen=True, repr=False)
class Analysis(Printed):
    """What was found about one relation. Made by `analyse`; computes nothing itself."""

    relation: str
    project: Project
    intake: Intake
    measured: Measured
    judgement: Judgement
    tables: Mapping[str, pd.DataFrame]  # as an output may show them: persons numbered, free text masked
    remarks: Remarks

    def summarise(self) -> Summary:
        """Return what is printed, in the language of the project."""
        language = self.project.settings.language or "en"
        return summarise_analysis(self.relation, language, self.intake.files, self.measured.months, self.judgement)

    @property
    def rung(self) -> int | None:
        """How far the data reach, 0 to 4; None: operations without a contract."""
        return self.judgement.rung

    @property
    def indices(self) -> pd.DataFrame:
        """Indices of both sides on a monthly PeriodIndex: columns as in INDICES, natural logs, 0 in the base."""
        return self.measured.indices

    @property
    def measures(self) -> pd.DataFrame:
        """Every measure by month: period, measure, value, variance (of ln value), n, known."""
        return self.measured.measures

    @property
    def evidence(self) -> Evidence | None:
        """Evidence that engagement fell; None where it cannot be weighed."""
        return self.judgement.evidence

    @property
    def verdict(self) -> Verdict:
        """The state, its sentence and its reasons."""
        return self.judgement.verdict

    @property
    def drivers(self) -> tuple[Driver, ...]:
        """The shares of the measures in the drift of the last month: they add up to it."""
        return self.judgement.drivers

    @property
    def lineage(self) -> pd.DataFrame:
        """A row a step of a clause, as tables.columns has it, masked."""
        return self.tables["lineage"]

    @property
    def cautions(self) -> tuple[Caution, ...]:
        """What qualifies the findings."""
        return self.judgement.cautions
