"""What the pages of the report show of the relation, whole: versions, roles, meetings, experience, what still works."""

from __future__ import annotations

from typing import Final

import pandas as pd

from drift.analysed import Analysis
from drift.contract.governance import WRITING
from drift.measures.catalogue import FLOOR, HANDS, measure_named
from drift.reports.workbook.rows import to_clauses
from drift.reports.workbook.sheet import Sheet
from drift.terms import FUNCTIONS
from drift.wording import Wording

_ROLE: Final = ("document", "version", "effective_on", "role", "side", "function", "level", "n_rows", "n_persons")


def list_steps(analysis: Analysis) -> Sheet:
    """Return a row a version: how many clauses it added, reworded, moved, dropped; its file leads to its clauses."""
    steps = analysis.measured.paper.steps.reset_index(drop=True)
    return Sheet("steps", steps, {}, {"file": to_clauses(analysis, steps["file"])}, coded=("role",))


def list_duties(analysis: Analysis) -> Sheet:
    """Return a row a document, month, party and kind: clauses that bind, and the measured targets in them."""
    duties = analysis.measured.paper.stocks.duties
    months = pd.PeriodIndex(duties["period"], freq="M")
    frame = duties.assign(period=months.to_timestamp())
    return Sheet("duties", frame, {"period": "month"}, coded=("party", "kind"))


def list_roles(analysis: Analysis, say: Wording, *, with_authors: bool = True) -> Sheet:
    """Return a row a version, role, side, function and level: how many persons, below five "<5"; nobody's name.

    Parameters
    ----------
    with_authors : who wrote and approved each version; not in what the other party gets
    """
    governance = analysis.measured.paper.governance
    parts = [governance.roles, *([governance.authors] if with_authors else [])]
    rows = pd.concat([part.reindex(columns=list(_ROLE)).astype(object) for part in parts], ignore_index=True)
    if not with_authors:
        rows = rows[~rows["role"].isin(WRITING)]
    functions = pd.Series([_name_function(name, say) for name in rows["function"]], index=rows.index, dtype=object)
    roles = rows.assign(function=functions, n_rows=rows["n_rows"].astype("Int64")).rename(columns={"level": "on_level"})
    roles = roles.sort_values(["document", "effective_on"], kind="stable", ignore_index=True)
    few = roles["n_persons"].astype("str").str.startswith("<")  # rows would tell what "<5" hides
    roles = roles.assign(n_persons=_as_numbers(roles["n_persons"]), n_rows=roles["n_rows"].mask(few))
    return Sheet("roles", roles, {"n_persons": "few"}, coded=("role", "side", "on_level"))


def _as_numbers(counts: pd.Series) -> pd.Series:
    """Return counts of persons as numbers, where they are not "<5"."""
    numbers = [int(count) if str(count).isdigit() else count for count in counts]
    return pd.Series(numbers, index=counts.index, dtype=object)


def _name_function(name: object, say: Wording) -> str | None:
    """Return a function in words; one that is no common one may point at a single person, and is not told."""
    if not isinstance(name, str):
        return None
    return say(f"function.{name}") if name in FUNCTIONS else say("form.function.other")


def list_agreed(analysis: Analysis) -> Sheet:
    """Return a row a version and level: the meetings that the workbooks agree on, and how often."""
    meetings = analysis.measured.paper.governance.meetings.drop(columns="file", errors="ignore")
    return Sheet("agreed", meetings.rename(columns={"level": "on_level"}), coded=("on_level",))


def list_meetings(analysis: Analysis) -> Sheet:
    """Return a row a quarter: direct meetings of both sides by level."""
    if analysis.measured.meetings is None:
        return Sheet("meetings", pd.DataFrame())
    frame = analysis.measured.meetings.rename_axis("quarter").rename_axis(columns=None).reset_index()
    levels = [name for name in frame if name != "quarter"]
    return Sheet("meetings", frame.astype(dict.fromkeys(levels, "Int64") | {"quarter": "str"}))


def list_experts(analysis: Analysis) -> Sheet:
    """Return a row a side and year: how many experienced persons there were, how many fell silent; below five "<5"."""
    if analysis.measured.experts is None:
        return Sheet("experts", pd.DataFrame())
    counts = {name: _as_numbers(analysis.measured.experts[name]) for name in ("experts", "lost")}
    styles = {"year": "year", "experts": "few", "lost": "few"}
    return Sheet("experts", analysis.measured.experts.assign(**counts), styles, coded=("side",))


def list_held(analysis: Analysis) -> Sheet:
    """Return a row a group: the same hands and the floor in the base, their lowest year, the last twelve months."""
    styles = {f"{name}_{part}": "share" for name in (HANDS, FLOOR) for part in ("before", "lowest", "after")}
    styles |= {f"{name}_lowest_year": "year" for name in (HANDS, FLOOR)}
    return Sheet(
        "held", analysis.measured.held, styles, coded=("what", *(f"{name}_finding" for name in (HANDS, FLOOR)))
    )


def list_drivers(analysis: Analysis) -> Sheet:
    """Return a row a component: what it adds to the drift of the last month, in natural logs."""
    rows = [
        (driver.measure, measure_named(driver.measure).side, driver.since_base, driver.since_onset)
        for driver in analysis.drivers
    ]
    frame = pd.DataFrame(rows, columns=["measure", "side", "since_base", "since_onset"])
    return Sheet("drivers", frame, {"since_base": "ln", "since_onset": "ln"}, coded=("measure", "side"))


def tell_otherwise(analysis: Analysis, say: Wording) -> Sheet:
    """Return what else could explain it, each with its figure, and whether the data leave it open."""
    rows = [(say.tell(one.sentence), one.open) for one in analysis.judgement.explanations]
    return Sheet("otherwise", pd.DataFrame(rows, columns=["sentence", "open"]))
