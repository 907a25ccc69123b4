"""What became of each problem: where it was spoken of, what was decided there, how long it lay at each level.

A problem is solved where it was raised when every incident of it ended, nobody above the floor took a step in it, no
table above the floor spoke of it and it was not pushed up. It is parked where a table had it on the agenda three times
running without a decision.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.levels.links import LINKED_DAYS, link_contacts, list_names, names_in
from drift.measures.levels.problems import list_problems, number_problems
from drift.tables.calendar import find_quarters
from drift.tables.engine import to_frame
from drift.terms import LEVELS, STEPS

if TYPE_CHECKING:
    import ibis

    from drift.measures.work.casebook import Casebook
    from drift.tables.calendar import Span
    from drift.tables.store import Tables

# an incident or object of which a name leaves out more than blanks and capitals, as `plain_name` does
ALTERED: Final = r"[;,|()\[\]\"'!?]|(^|\s)[.:–—/-]|[.:–—/-](\s|$)"
PARKED_TIMES: Final = 3  # on the agenda without a decision
TOLD: Final = ("pushed_up", "denied", "referred_back")  # steps that one line above the floor tells
FLAGS: Final = ("solved", "went_up", *LEVELS[1:], "pushed_up", "parked", "denied", "referred_back")
_LINE: Final = {"problem": "int64", "line": "int64", "at": "datetime64[us]", "level": "str", "by": "str"}
DECIDED: Final = ("solved", "decided", "pushed_up", "referred_back", "denied")


@dataclass(frozen=True)
class Fates:
    """Every problem of a log with what became of it, and what was said of it; for judging and explaining."""

    # of `list_problems`, with FLAGS, n_lines (lines of contacts that speak of it), trips (times it came back from a
    # higher level to a lower), days_LEVEL (days it lay there; missing: it is not over)
    problems: pd.DataFrame = field(default_factory=pd.DataFrame)
    # problem, line, at, level, by (ticket, object, clause), and a column for each of terms.STEPS
    lines: pd.DataFrame = field(default_factory=lambda: no_lines())


def follow_problems(casebook: Casebook, tables: Tables, said: pd.DataFrame) -> Fates:
    """Return what became of every problem of a log; where objects are too coarse to tell one from another, of none.

    Parameters
    ----------
    said : as of `list_said`
    """
    numbered = number_problems(casebook.cases.limit(0) if casebook.coarse else casebook.cases)
    problems = list_problems(numbered, casebook.steps)
    lines = no_lines() if said.empty or problems.empty else _find_lines(casebook, tables, numbered, said, problems)
    return Fates(_tell_fates(problems, lines), lines)


def _find_lines(
    casebook: Casebook, tables: Tables, numbered: ibis.Table, said: pd.DataFrame, problems: pd.DataFrame
) -> pd.DataFrame:
    asked = frozenset().union(*map(names_in, said["text"]))
    named = list_names(_find_named(numbered, asked), _list_argued(casebook, tables, numbered, said))
    links = link_contacts(said, named, problems)
    return links.merge(said, on="line").sort_values(["problem", "at", "line"], ignore_index=True)[[*_LINE, *STEPS]]


def _find_named(numbered: ibis.Table, asked: frozenset[str]) -> pd.DataFrame:
    """Return the cases that contacts may name: problem, incident_id, object; of a log a small part."""
    import ibis

    names = ibis.memtable(pd.DataFrame({"name": sorted(asked)}), schema={"name": "string"})
    rows = numbered.select("case", "problem", "incident_id", "object")
    columns = ("incident_id", "object")
    plain = [rows[name].lower().re_replace(r"\s+", "").isin(names.name) for name in columns]
    altered = [rows[name].re_search(ALTERED) for name in columns]
    return to_frame(rows.filter(plain[0] | plain[1] | altered[0] | altered[1]), "case").drop(columns="case")


def no_lines() -> pd.DataFrame:
    """Return that no contact speaks of a problem."""
    types = _LINE | dict.fromkeys(STEPS, "bool")
    return pd.DataFrame({name: pd.Series(dtype=dtype) for name, dtype in types.items()})


def tell_lines(lines: pd.DataFrame) -> pd.DataFrame:
    """Return what contacts said of problems, by quarter: a day would tell which meeting it was."""
    quarters = pd.PeriodIndex(lines["at"], freq="Q")
    return lines.assign(quarter=quarters)[["problem", "quarter", "level", "by", *STEPS]]


def _list_argued(casebook: Casebook, tables: Tables, numbered: ibis.Table, said: pd.DataFrame) -> pd.DataFrame:
    """Return the clauses that incidents argue by, where contacts name any: problem, clause_id."""
    from drift.contract.numbers import find_numbers

    asked = {number for text in said["text"] for number in find_numbers(text)}
    if not asked or not tables.events.n_rows:
        return pd.DataFrame({"problem": pd.Series(dtype="int64"), "clause_id": pd.Series(dtype="str")})
    steps = casebook.steps
    arguing = steps.filter(steps.clause == 1).select("case").distinct()
    keys = arguing.join(numbered.select("case", "problem", "tool", "incident_id"), "case")
    events = tables.events.rows
    texts = (
        events.filter(events.text.notnull()).select("tool", "incident_id", "text").join(keys, ["tool", "incident_id"])
    )
    rows = to_frame(texts.select("problem", "text").distinct(), "problem", "text")
    found = [(problem, number) for problem, text in rows.itertuples(index=False) for number in find_numbers(text)]
    named = pd.DataFrame(found, columns=["problem", "clause_id"]).drop_duplicates()
    return named[named["clause_id"].isin(asked)]


def _tell_fates(problems: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    frame = problems.set_index("problem", drop=False)
    above = lines[lines["level"].isin(LEVELS[1:])]
    for level in LEVELS[1:]:
        frame[level] |= frame.index.isin(above.loc[above["level"].eq(level), "problem"])
    # a ticket that is sent from group to group on the floor has not come back from anywhere
    frame["referred_back"] &= frame[["pushed_up", *LEVELS[1:]]].any(axis=1)
    for step in TOLD:
        here = lines if step == "pushed_up" else above
        frame[step] = frame.get(step, pd.Series(data=False, index=frame.index)) | frame.index.isin(
            here.loc[here[step], "problem"]
        )
    frame["parked"] = frame.index.isin(_find_parked(above))
    frame["went_up"] = frame[["pushed_up", *LEVELS[1:]]].any(axis=1)
    frame["solved"] = frame["over_at"].notna() & ~frame["went_up"]
    frame["n_lines"] = lines.groupby("problem").size().reindex(frame.index, fill_value=0)
    return frame.join(_lie(frame, lines)).reset_index(drop=True)


def _find_parked(above: pd.DataFrame) -> set[int]:
    """Return the problems that a table had on its agenda three times running without a decision."""
    undecided = ~above[[*DECIDED]].any(axis=1)
    runs = (~undecided).groupby([above["problem"], above["level"]]).cumsum()
    open_lines = above[undecided].assign(run=runs[undecided])
    meetings = open_lines.groupby(["problem", "level", "run"])["at"].nunique()
    return set(meetings[meetings >= PARKED_TIMES].index.get_level_values("problem"))


def _lie(problems: pd.DataFrame, lines: pd.DataFrame) -> pd.DataFrame:
    """Return how long each problem lay at each level, and how often it came back from a higher one.

    It lies where it was last spoken of: on the floor from the day it was raised on, until its last end or, where it
    was spoken of after that, until then.
    """
    heights = {level: i for i, level in enumerate(LEVELS)}
    raised = problems[["raised_at"]].rename(columns={"raised_at": "at"}).assign(height=0).reset_index()
    spoken = lines[["problem", "at"]].assign(height=lines["level"].map(heights))
    stops = pd.concat([raised, spoken], ignore_index=True).sort_values(["problem", "at"], kind="stable")
    by_problem = stops.groupby("problem")
    ends = problems["over_at"].reindex(stops["problem"]).set_axis(stops.index)
    until = by_problem["at"].shift(-1).fillna(ends)
    days = ((until - stops["at"]).dt.total_seconds() / 86_400).clip(lower=0)
    lain = days.groupby([stops["problem"], stops["height"]]).sum().unstack()
    lain = lain.reindex(columns=range(len(LEVELS)), index=problems.index).fillna(0.0)
    told = lain.where(problems["over_at"].notna())
    told.columns = pd.Index([f"days_{level}" for level in LEVELS])
    back = stops["height"] < by_problem["height"].shift(1)
    return told.assign(trips=back.groupby(stops["problem"]).sum().reindex(problems.index, fill_value=0).astype("int64"))


def count_quarters(problems: pd.DataFrame, span: Span | None) -> pd.DataFrame:
    """Return by the quarter in which problems were raised how many there were and what became of them.

    Only quarters that the log covers whole, and that had ninety days since: until then tables may still speak of them.

    Returns
    -------
    frame : quarter, raised, a count for each of FLAGS, trips (together), days_LEVEL (median of the problems that are
        over and lay there at all; missing: none did)
    """
    days = [f"days_{level}" for level in LEVELS]
    counts = ["raised", *FLAGS, "trips"]
    if problems.empty or span is None:
        return pd.DataFrame(columns=["quarter", *counts, *days])
    rows = problems.assign(quarter=pd.PeriodIndex(problems["raised_at"], freq="Q"), raised=1)
    rows = rows.assign(**{name: rows[name].where(rows[name] > 0) for name in days})
    groups = rows.groupby("quarter")
    counted = groups[counts].sum().astype("int64").join(groups[days].median())
    whole = counted.reindex(_settled(span))
    whole[counts] = whole[counts].fillna(0).astype("int64")
    return whole.rename_axis("quarter").reset_index()[["quarter", *counts, *days]]


def _settled(span: Span) -> pd.PeriodIndex:
    quarters = find_quarters(span.complete)
    return quarters[quarters.end_time + pd.Timedelta(days=LINKED_DAYS) <= span.last]
