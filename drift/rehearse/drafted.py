"""One draft held against its months: all that is told of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from drift.errors import DriftError
from drift.measures.norms.bound import list_unbound
from drift.rehearse.asked import tell_asked
from drift.rehearse.changes import set_beside, tell_changes
from drift.rehearse.effort import count_effort, list_could_go
from drift.rehearse.feasible import list_infeasible
from drift.rehearse.monthly import count_failed
from drift.rehearse.norms import hold_drafted, list_decided
from drift.rehearse.origin import has_words, list_named_clauses, trace_origins
from drift.rehearse.penalties import touch_penalties
from drift.rehearse.rehearsal import Drafted
from drift.rehearse.reported import read_reported
from drift.rehearse.tested import count_tested
from drift.rehearse.unshown import find_clashes, find_hidden

if TYPE_CHECKING:
    from drift.contract.parties import Names
    from drift.measures.norms.bound import Bound
    from drift.measures.norms.judged import Judged
    from drift.measures.work.casebook import CaseRows
    from drift.project import Project
    from drift.rehearse.changes import Beside
    from drift.rehearse.moment import Moment
    from drift.rehearse.unshown import Hidden
    from drift.sources.people import People
    from drift.tables.store import Tables
    from drift.wording import Wording


@dataclass(frozen=True)
class Ground:
    """What every draft is held against."""

    project: Project
    people: People
    tables: Tables
    rows: CaseRows
    bound: Bound
    downtime: pd.Series  # seconds by month; empty: not logged
    names: Names
    say: Wording

    @property
    def judged(self) -> Judged | None:
        """The incidents under each norm; None: no norm of any version can be held against one."""
        return self.bound.judged


def rehearse_draft(ground: Ground, moment: Moment) -> Drafted:
    """Hold a draft against the months before it, and tell what can be told of it.

    Raises
    ------
    DriftError : there is no norm in the draft
    """
    file = moment.file
    tables, judged = ground.tables, ground.judged
    beside = set_beside(tables, ground.people, ground.names, (file, moment.now_file))
    norms = hold_drafted(judged, moment, beside.steps) if judged else ()
    monthly = count_failed(judged, moment, ground.downtime) if judged else ()
    hidden = _find_hidden(ground, file, beside)
    unshown = hidden.told
    always, never = list_decided(norms)
    if not (norms or monthly or unshown):
        raise DriftError("rehearse.none.norms", file=file)
    numbers = {clause.place: clause.clause_id for clause in beside.now}
    named = list_named_clauses(tables, moment, beside.clauses, numbers)
    origins = trace_origins(tables, moment, beside.clauses, named)
    asked = tell_asked(tables, moment)
    own = [one.source.place for one in judged.binding.norms if one.source.place.file == file] if judged else []
    shares = [one.source.place for one in judged.binding.shares if one.source.place.file == file] if judged else []
    without = [place for place, _ in hidden.unshown]
    shown = {*own, *(place for place in shares if place not in {*without, *hidden.reported})}
    others = _others_in_force(ground, moment)
    effort = ground.project.settings.effort
    return Drafted(
        file=file,
        document=str(moment.draft["document"]),
        version=_say_version(moment.draft),
        now_version=_say_version(moment.now) if moment.now else None,
        now_file=moment.now_file,
        first=str(moment.months[0]),
        last=str(moment.months[-1]),
        n_months=len(moment.months),
        n_incidents=int(moment.where[judged.bench.incidents.bin].sum()) if judged else None,
        tested=count_tested(shown, without, hidden.reported, norms),
        norms=norms,
        monthly=monthly,
        penalties=touch_penalties(beside.clauses, monthly),
        changes=tell_changes(beside, {(place.sheet, place.row) for place in own}, ground.say),
        cannot_be_shown=unshown,
        contradicts=find_clashes(judged.binding, moment, others) if judged else (),
        decides_nothing=always,
        never_met=never,
        asked=asked,
        effort=count_effort(beside.clauses, beside.now, effort.report_hours),
        could_go=list_could_go(beside.clauses, norms, unshown, origins, named if has_words(tables) else None),
        origin=origins,
        infeasible=list_infeasible(norms, asked),
    )


def _find_hidden(ground: Ground, file: str, beside: Beside) -> Hidden:
    tables, bound = ground.tables, ground.bound
    reported = read_reported(tables.norm_reports.frame, bound.binding, bound.names)
    targets = tables.targets.frame
    return find_hidden(list_unbound(bound.binding), file, beside.clauses, targets[targets["file"].eq(file)], reported)


def _say_version(row: dict[str, Any]) -> str:
    """Return what a version calls itself, else the day it takes effect."""
    version, day = row["version"], row["effective_on"]
    if isinstance(version, str):
        return version
    return "" if day is None or day != day else pd.Timestamp(day).date().isoformat()


def _others_in_force(ground: Ground, moment: Moment) -> set[str]:
    """Return the files of the other documents that are in force at the end of the months."""
    documents = ground.tables.documents.frame
    day = moment.months[-1].end_time
    own = documents["document"].eq(moment.draft["document"]) | documents["status"].eq("draft").fillna(False)
    others = documents[~own & documents["effective_on"].notna()]
    begun = others["effective_on"].map(lambda one: _before(one, day))
    ended = others["ends_on"].map(lambda one: _before(one, day))
    return set(others.loc[begun & ~ended, "file"].astype(str)) if len(others) else set()


def _before(day: Any, moment: pd.Timestamp) -> bool:
    return day is not None and day == day and pd.Timestamp(day) <= moment
