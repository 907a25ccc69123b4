"""What a portfolio keeps of one relation: codes, months, changes and counts; no clause, no ticket, no person."""

from __future__ import annotations

import hashlib
import math
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING, Any, Final

from drift.measures.work.crowd import is_told
from drift.measures.work.engagement import ENGAGEMENT
from drift.terms import COUNTED_ROLES, DECIMALS, GROWTH_MATTERS
from drift.version import __version__

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from drift.analysed import Analysis
    from drift.wording import Wording

QUALIFYING: Final = ("withhold", "qualify")  # effects of a caution that say what cannot be concluded


@dataclass(frozen=True)
class Row:
    """One relation of a portfolio; what is not known of it is None.

    Changes are natural logs against the base, with the ends of their 95 % interval; months are written 2021-04.
    """

    folder: str | None  # of a folder of folders: the folder it was read from
    relation: str
    state: str | None = None
    code: str | None = None  # of the sentence of the verdict
    sentence: str | None = None  # in the language that was asked for
    rung: int | None = None  # of the ladder, 0 to 4; None with a state: operations without a contract
    paper: str | None = None  # grew, held, shrank, unknown
    tightened: bool | None = None
    work: str | None = None  # falls, mending, mended, holds, rises, unknown
    outcomes: str | None = None  # worse, held, unknown
    callers_left: bool | None = None
    alarm: str | None = None  # first month with an e-value of 10 or more
    onset: str | None = None
    onset_from: str | None = None
    onset_to: str | None = None
    shape: str | None = None
    e_value: float | None = None  # of the last month that can be judged: one look
    engagement_change: float | None = None
    engagement_low: float | None = None
    engagement_high: float | None = None
    specification_change: float | None = None  # of the last month; this one and control know no sampling
    control_change: float | None = None
    cautions: tuple[str, ...] = ()
    withheld: bool | None = None  # a caution forbids a conclusion
    few_persons: bool | None = None  # in half of the months or more: boards are told nothing of the work
    first: str | None = None  # months of both sides
    last: str | None = None
    n_incidents: int | None = None
    n_versions: int | None = None  # dated, of the contract
    n_clauses: int | None = None  # in force in the last version
    kinds: tuple[str, ...] = ()  # stocks of the paper of which there was something in the first or the last month
    kinds_grown: tuple[str, ...] = ()  # of which there is more by a tenth, in lineage units: a split adds nothing
    clocks: tuple[str, ...] = ()  # that norms are held against
    clocks_dead: tuple[str, ...] = ()  # of which at least one norm in force decided nothing
    inputs: str | None = None  # SHA-256 of the digests of the files
    version: str = __version__
    reason: str | None = None  # why it could not be analysed; None: it was


NAMES: Final = tuple(field.name for field in fields(Row))


def to_row(analysis: Analysis, say: Wording) -> Row:
    """Return what is kept of an analysis; `say` has the language of its sentence."""
    verdict, measured, norms = analysis.verdict, analysis.measured, analysis.measured.norms
    change = analysis.judgement.changes.get(ENGAGEMENT)
    interval = verdict.onset_interval or (None, None)
    indices, months = analysis.indices, analysis.indices.index
    stocks = measured.paper.stocks.total_units.dropna(how="all")
    return Row(
        folder=None,
        relation=analysis.relation,
        state=verdict.state,
        code=verdict.sentence.code,
        sentence=say.tell(verdict.sentence),
        rung=analysis.rung,
        paper=verdict.findings.paper,
        tightened=verdict.findings.tightened,
        work=verdict.findings.work,
        outcomes=verdict.findings.outcomes,
        callers_left=verdict.findings.left,
        alarm=_month(verdict.alarm),
        onset=_month(verdict.onset),
        onset_from=_month(interval[0]),
        onset_to=_month(interval[1]),
        shape=verdict.shape,
        e_value=_number(verdict.e_value),
        engagement_change=_number(change.log if change else None),
        engagement_low=_number(change.low if change else None),
        engagement_high=_number(change.high if change else None),
        specification_change=_last(indices["specification"]),
        control_change=_last(indices["control"]),
        cautions=_codes(one.code for one in analysis.cautions if one.effect in QUALIFYING),
        withheld=verdict.findings.withheld,
        few_persons=measured.span is not None and not is_told(measured.crowd),
        first=_month(months[0]) if len(months) else None,
        last=_month(months[-1]) if len(months) else None,
        n_incidents=int(measured.opened.sum()),
        n_versions=_count_versions(analysis.tables["documents"]),
        n_clauses=_count_clauses(measured.paper.stocks.total),
        kinds=_codes(stocks.columns[(stocks.iloc[[0, -1]] > 0).any()]) if len(stocks) else (),
        kinds_grown=_codes(stocks.columns[have_grown(stocks)]) if len(stocks) else (),
        clocks=_codes(norms.bound["clock"]) if len(norms.bound) else (),
        clocks_dead=_codes(norms.dead["clock"]) if len(norms.dead) else (),
        inputs=digest_inputs((file.file, file.sha256) for file in analysis.intake.files),
    )


def _month(period: pd.Period | None) -> str | None:
    return None if period is None else str(period)


def _number(value: float | None) -> float | None:
    """Return a number with the digits that all outputs have; what is none is not known."""
    return None if value is None or not math.isfinite(value) else round(float(value), DECIMALS) + 0.0


def _last(values: pd.Series) -> float | None:
    known = values.dropna()
    return _number(float(known.iloc[-1])) if len(known) else None


def _codes(codes: Iterable[object]) -> tuple[str, ...]:
    return tuple(sorted({str(code) for code in codes}))


def _count_versions(documents: pd.DataFrame) -> int:
    """Return the dated versions, no drafts, of the documents that count."""
    counted = documents["role"].isin(COUNTED_ROLES) & documents["status"].ne("draft").fillna(True)
    return int((counted & documents["effective_on"].notna()).sum())


def _count_clauses(total: pd.DataFrame) -> int:
    known = total["clauses"].dropna().tolist() if "clauses" in total else []
    return int(known[-1]) if known else 0


def have_grown(stocks: pd.DataFrame) -> pd.Series:
    """Whether there is more of each at the end, by so much that it counts as growth in a verdict too."""
    first, last = stocks.iloc[0].fillna(0), stocks.iloc[-1].fillna(0)
    return (last > first) & (last >= (1 + GROWTH_MATTERS) * first)


def digest_inputs(files: Iterable[tuple[str, str | None]]) -> str | None:
    """Return one digest of files by name and content; None where no file was read."""
    read = sorted((name, digest) for name, digest in files if digest is not None)
    return hashlib.sha256(repr(read).encode()).hexdigest() if read else None


def to_plain(row: Row) -> dict[str, Any]:
    """Return a row as JSON has it."""
    return {name: [*value] if isinstance(value, tuple) else value for name, value in asdict(row).items()}


def from_plain(content: dict[str, Any]) -> Row:
    """Return the row that `to_plain` wrote; TypeError where it is none."""
    values: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in content.items()
    }
    return Row(**values)
