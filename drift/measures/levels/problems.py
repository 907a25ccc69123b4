"""A problem: the connected corrective incidents of one object. How many are raised, and what the log says of their way.

Two incidents of one object belong to one problem where the later opens within thirty days of the earlier. What has no
object is no problem that can be followed.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.tables.engine import DAY_S, keep, to_frame
from drift.terms import LEVELS

if TYPE_CHECKING:
    import ibis

CONNECTED_DAYS: Final = 30  # as in measures.work.questions.repeats: what comes back sooner has not been solved
_STEPS: Final = {  # kind of a step in the log -> what it says of the way of a problem
    "pushed_up": "escalated",
    "referred_back": "referred back",
}


def list_problems(numbered: ibis.Table, steps: ibis.Table) -> pd.DataFrame:
    """Return the problems of a log by the moment they were raised.

    Parameters
    ----------
    numbered : as of `number_problems`; steps : as of `build_steps`

    Returns
    -------
    frame : problem (number), object, raised_at and last_at (first and last opening), over_at (the last end; missing: an
        incident of it is still open, or nobody knows), n (incidents), and by the steps in the log: tactical, strategic
        (somebody of that level took one), pushed_up, referred_back
    """
    ways = _tell_ways(steps, numbered)
    groups = numbered.group_by("problem").agg(
        object=numbered["object"].min(),
        raised_at=numbered.opened_at.min(),
        last_at=numbered.opened_at.max(),
        over_at=numbered.ended_at.max(),
        n_open=numbered.ended_at.isnull().sum(),
        n=numbered.count(),
    )
    frame = to_frame(groups.left_join(ways, "problem").drop("problem_right"), "raised_at", "object", "problem")
    flags = [*LEVELS[1:], *_STEPS]
    frame = frame.assign(**{name: frame[name].fillna(value=False).astype(bool) for name in flags})
    frame["over_at"] = frame["over_at"].where(frame["n_open"].eq(0))
    return frame.drop(columns="n_open").reset_index(drop=True)


def number_problems(cases: ibis.Table) -> ibis.Table:
    """Return the cases with an object, each with the number of its problem: that of its first case.

    Parameters
    ----------
    cases : as of `build_cases`
    """
    import ibis

    rows = cases.filter(cases["object"].notnull()).select(
        *("case", "tool", "incident_id", "object", "opened_at", "ended_at", "opened_s")
    )
    by_object = ibis.window(group_by="object", order_by=["opened_s", "case"])
    gap_s = rows.opened_s - rows.opened_s.lag().over(by_object)
    marked = rows.mutate(first=ibis.ifelse((gap_s > CONNECTED_DAYS * DAY_S).fill_null(True), rows["case"], None))
    until_here = ibis.window(group_by="object", order_by=["opened_s", "case"], preceding=None, following=0)
    return keep(marked.mutate(problem=marked["first"].max().over(until_here)).drop("first"))


def _tell_ways(steps: ibis.Table, numbered: ibis.Table) -> ibis.Table:
    """Return per problem with steps which levels took one, and which kinds of steps were taken."""
    rows = steps.select("case", "kind", "level").join(numbered.select("case", "problem"), "case")
    told = {level: (rows.level == level).fill_null(False).max() for level in LEVELS[1:]}
    told |= {name: (rows.kind == kind).fill_null(False).max() for name, kind in _STEPS.items()}
    return rows.group_by("problem").agg(**told)
