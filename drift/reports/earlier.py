"""An earlier report, as far as this one is compared with it."""

from __future__ import annotations

import hashlib
import json
import math
from pathlib import Path
from typing import Any, Final, Literal

import pandas as pd
from pydantic import BaseModel, Field, ValidationError

from drift.errors import UsageError
from drift.wording.case import fold_spelling

MOST_BYTES: Final = 50_000_000  # of a report's JSON; one of ten years has half a million
Numbers = list[float | None]


class ChangeJson(BaseModel):
    """A change against the base as the JSON holds it; of a share with its difference."""

    log: float
    low: float
    high: float
    points: float | None = None
    points_low: float | None = None
    points_high: float | None = None
    before: float = 0.0
    after: float = 0.0


class _Verdict(BaseModel):
    state: str | None = None
    e_value: float | None = None
    alarm: str | None = None
    onset: str | None = None
    shape: str | None = None


class _Caution(BaseModel):
    code: str


class _Problem(BaseModel):
    incident_id: str


class _Held(BaseModel):
    on: str
    months_after: int | None = None
    changes: dict[str, ChangeJson | None] = {}


class TableJson(BaseModel):
    """The round table as the JSON holds it."""

    problems: list[_Problem] = []
    held: list[_Held] = []
    rule: dict[str, int] | None = None


class _Edition(BaseModel):
    name: str = "ours"


class _File(BaseModel):
    file: str
    status: str
    tables: list[dict[str, Any]] = []


class ReportJson(BaseModel):
    """What is needed of a report's JSON, schema 1; lists run along the periods."""

    schema_: Literal[1] = Field(alias="schema")
    relation: str
    rung: int | None
    periods: list[str]
    specification: Numbers
    control: Numbers = []
    engagement: Numbers
    drift: Numbers = []
    incidents: list[int | None] = []
    changes: dict[str, ChangeJson | None] | None = None  # None: of before reports held them
    specification_by_document: dict[str, Numbers]
    measures: dict[str, Numbers]
    verdict: _Verdict
    cautions: list[_Caution]
    intake: list[_File]
    round_table: TableJson = TableJson()
    edition: _Edition = _Edition()

    @property
    def last(self) -> pd.Period | None:
        """The last month with data."""
        return pd.Period(self.periods[-1], "M") if self.periods else None

    def known(self, values: Numbers) -> dict[str, float]:
        """Return a list along the periods as month -> value, without the months that have none; none of no list."""
        pairs = zip(self.periods, values, strict=True) if values else ()
        return {month: value for month, value in pairs if value is not None and math.isfinite(value)}

    def known_of(self, measure: str) -> dict[str, float]:
        """Return the months of a measure that have a value; none of a measure that the report does not have."""
        return self.known(self.measures[measure]) if measure in self.measures else {}

    @property
    def status_of(self) -> dict[str, str]:
        """The files that were opened: read or refused."""
        return {file.file: file.status for file in self.intake if file.status != "skipped"}


def read_earlier(path: Path, relation: str) -> tuple[ReportJson, str]:
    """Read the JSON of an earlier report.

    Returns
    -------
    (report, sha-256 of the file)

    Raises
    ------
    UsageError : there is no such file, it is no report of drift, or one of another relation
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise UsageError("error.since_no_report", path=str(path))
        content = path.read_bytes()
        earlier = ReportJson.model_validate(json.loads(content))
        if any(len(values) != len(earlier.periods) for values in _lists(earlier)):
            raise UsageError("error.since_no_report", path=str(path))
        pd.PeriodIndex(earlier.periods, freq="M")
    except OSError as fault:
        raise UsageError("error.since_unreadable", path=str(path), detail=fault.strerror or str(fault)) from fault
    except (ValidationError, ValueError, RecursionError) as fault:
        raise UsageError("error.since_no_report", path=str(path)) from fault
    if fold_spelling(earlier.relation) != fold_spelling(relation):
        raise UsageError("error.since_relation", path=str(path), relation=relation)  # whose it is may be a person
    return earlier, hashlib.sha256(content).hexdigest()


def _lists(report: ReportJson) -> list[Numbers]:
    own = [report.specification, report.engagement, *(part for part in (report.control, report.drift) if part)]
    return [*own, *report.specification_by_document.values(), *report.measures.values()]
