"""What a rehearsal found: the record that every output of it reads."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, field


@dataclass(frozen=True)
class HeldNorm:
    """A norm of the draft held against the incidents of the months looked at.

    met_now, met_draft : share of its incidents within the norm now in force and within that of the draft; None: no norm
        holds for them now, or under 80 % are known
    n : incidents known under the draft
    low, high : of the difference, draft less now, 95 % by blocks of a month
    p90 : time within which nine of ten incidents ended, in the written unit; best_p90, best_quarter: the lowest of any
        quarter of the log before the draft
    three_of_four : time within which three of four ended, in the written unit
    met_years : share met in the first and in the last twelve months; None: too few incidents
    """

    clause_id: str | None
    clock: str
    levels: str
    scope: str | None
    value: float
    unit: str
    share: float | None
    change: str  # new, stricter, relaxed, same
    was_value: float | None = None
    was_unit: str | None = None
    met_now: float | None = None
    met_draft: float | None = None
    n: int = 0
    low: float | None = None
    high: float | None = None
    p90: float | None = None
    best_p90: float | None = None
    best_quarter: str | None = None
    three_of_four: float | None = None
    met_years: tuple[float | None, float | None] = (None, None)
    near: bool = True  # an incident took half of the limit or more


@dataclass(frozen=True)
class MonthlyNorm:
    """A share of a month: the months in which it would have failed; now is None where nothing like it is in force."""

    clause_id: str | None
    clock: str
    asked: float
    asked_now: float | None
    n_months: int  # of which the share is known
    failed_draft: int
    failed_now: int | None
    months: tuple[str, ...] = ()  # that fail under the draft
    levels: str = ""  # of the incidents it is a share of; empty: all
    scope: str | None = None


@dataclass(frozen=True)
class PenaltyClause:
    """A clause of penalties, and in how many months a monthly norm it speaks of would have failed; None: of none."""

    clause_id: str | None
    months: int | None


@dataclass(frozen=True)
class Unshown:
    """A norm of the draft that neither the log nor its reports can show."""

    clause_id: str | None
    reason: str
    column: str | None = None  # that would be needed


@dataclass(frozen=True)
class Clash:
    """Two clauses that set two limits to one thing."""

    clause_id: str | None
    other_id: str | None
    other_document: str
    clock: str
    levels: str
    value: float
    unit: str
    other_value: float
    other_unit: str


@dataclass(frozen=True)
class TargetChange:
    """A norm that came, went or changed, as a comparison of the two versions tells."""

    clause_id: str | None
    change: str  # new, stricter, relaxed, gone, redefined
    old: str
    new: str
    shown: bool  # whether its effect stands among the norms


@dataclass(frozen=True)
class Asked:
    """Who was asked: functions of those who wrote and approved; contacts at each level since the draft."""

    authors: tuple[str, ...] = ()
    approvers: tuple[str, ...] = ()
    operations: str = "unknown"  # named, not_named; unknown: neither version sheet nor calendars can show it
    shown_by: str | None = None  # where they are not named, what could have shown them: sheet, calendars
    contacts: dict[str, int] | None = None
    since: dt.date | None = None
    until: dt.date | None = None


@dataclass(frozen=True)
class Effort:
    """Duties to report, how often a year, and hours where drift.toml says how long one takes."""

    clauses: tuple[str | None, ...] = ()
    times_a_year: float = 0.0  # of those that say how often
    untold: int = 0  # duties that do not say how often
    daily: int = 0  # more than twice a week: kept up, and not counted in the times
    now_times_a_year: float | None = None
    hours: float | None = None


@dataclass(frozen=True)
class CouldGo:
    """A clause to keep or drop, and why: dead, blind, desk, unnamed; of a duty, how often a year it is due."""

    clause_id: str | None
    why: tuple[str, ...]
    times_a_year: float | None = None


@dataclass(frozen=True)
class Origin:
    """Where a clause comes from: floor, desk, unknown."""

    clause_id: str | None
    origin: str
    why: str  # author, named, agreement, function; unknown


@dataclass(frozen=True)
class Infeasible:
    """A norm that is not feasible as it stands, and the limit that three of four incidents met."""

    clause_id: str | None
    clock: str
    value: float
    unit: str
    met_years: tuple[float, float]
    would_be: float | None


@dataclass(frozen=True)
class Tested:
    """How many clauses set a norm, of how many incidents or only reports tell, and norms of enough incidents to judge.

    enough : norms of ten incidents or more: those that could have been always met, or never
    """

    clauses: int = 0
    shown: int = 0
    reported: int = 0
    enough: int = 0


@dataclass(frozen=True)
class Drafted:
    """One draft, rehearsed."""

    file: str
    document: str
    version: str
    now_version: str | None  # None: the document is new
    now_file: str | None
    first: str  # months looked at
    last: str
    n_months: int
    n_incidents: int | None  # corrective, opened in them; None: the log can show no norm at all
    tested: Tested = field(default_factory=Tested)
    norms: tuple[HeldNorm, ...] = ()
    monthly: tuple[MonthlyNorm, ...] = ()
    penalties: tuple[PenaltyClause, ...] = ()
    changes: tuple[TargetChange, ...] = ()
    cannot_be_shown: tuple[Unshown, ...] = ()
    contradicts: tuple[Clash, ...] = ()
    decides_nothing: tuple[str | None, ...] = ()
    never_met: tuple[str | None, ...] = ()
    asked: Asked = field(default_factory=Asked)
    effort: Effort = field(default_factory=Effort)
    could_go: tuple[CouldGo, ...] = ()
    origin: tuple[Origin, ...] = ()
    infeasible: tuple[Infeasible, ...] = ()
    apart: str | None = None  # name of its file, where another draft calls itself the same


@dataclass(frozen=True)
class Across:
    """One norm, by what it binds, under the version in force and under each draft; None: that one does not set it."""

    clock: str
    levels: str
    scope: str | None
    now: HeldNorm | MonthlyNorm | None
    drafts: tuple[HeldNorm | MonthlyNorm | None, ...]


@dataclass(frozen=True)
class Beside:
    """Drafts of one document held against the same months and the same version in force, norm by norm.

    places : which of the drafts of the rehearsal they are, in the order of each row
    """

    document: str
    now_version: str | None
    now_file: str | None
    first: str
    last: str
    places: tuple[int, ...]
    norms: tuple[Across, ...]
    months: tuple[Across, ...]


@dataclass(frozen=True)
class Rehearsal:
    """One or more drafts of a relation, held against its last months; beside: empty where there is one."""

    relation: str
    language: str | None  # of drift.toml
    drafts: tuple[Drafted, ...]
    beside: tuple[Beside, ...] = ()
