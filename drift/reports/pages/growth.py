"""What grew: whom the clauses bind, and what each version changed, with the functions that wrote it."""

from __future__ import annotations

from typing import Final

import pandas as pd

from drift.analysed import Analysis
from drift.measures.paper.norm_steps import NORM_STEPS
from drift.reports.pages.blocks import Table
from drift.reports.pages.figures import shorten
from drift.reports.pages.sentences import counted_documents
from drift.terms import COUNTED_ROLES, FUNCTIONS
from drift.wording import Wording

PARTIES: Final = ("supplier", "customer", "both")
STEPS_SHOWN: Final = 6  # versions; all of them stand in the workbook
CHANGED: Final = ("added", "reworded", "dropped", *NORM_STEPS)
DOCUMENT_LENGTH: Final = 18
VERSION_WIDTH, ROLE_WIDTH = 1.35, 2.0  # of a column, against one of numbers


def say_parties(analysis: Analysis, begun: pd.Period | None, say: Wording) -> str:
    """Tell how many clauses bind each party, then and now; nothing where none binds anybody."""
    stocks = analysis.measured.paper.stocks
    duties = stocks.duties[stocks.duties["document"].isin(counted_documents(analysis))]
    now = _count(duties, stocks.months[-1])
    then = now if begun is None else _count(duties, begun)
    parts = [
        say(
            f"report.growth.binds{'_now' if begun is None else ''}",
            party=say(f"report.growth.{party}"),
            before=int(then[party]),
            after=int(now[party]),
        )
        for party in PARTIES
        if then[party] or now[party]
    ]
    return say("report.growth.parties", parts=say.join(parts)) if parts else ""


def _count(duties: pd.DataFrame, month: pd.Period) -> pd.Series:
    """Return the clauses in force at the end of a month that bind a party to something, by party."""
    rows = duties[duties["period"] == month]
    return rows.groupby("party")["clauses"].sum().reindex(list(PARTIES), fill_value=0)


def build_steps(analysis: Analysis, say: Wording) -> Table | None:
    """Return what the latest versions changed, and which functions wrote and approved them; None without versions."""
    steps = analysis.measured.paper.steps
    steps = steps[steps["role"].isin(COUNTED_ROLES)]
    changed = steps[steps[list(CHANGED)].any(axis=1)]
    if changed.empty:
        return None
    latest = changed.tail(STEPS_SHOWN)
    several = latest["document"].nunique() > 1
    wrote = {role: list_functions(analysis, role, say) for role in ("author", "approver")}
    roles = [role for role in wrote if any(file in wrote[role] for file in latest["file"])]
    rows = [
        [
            _name(step, several, say),
            *(wrote[role].get(str(step.file), say("report.growth.untold")) for role in roles),
            *(say.number(getattr(step, name)) for name in CHANGED),
        ]
        for step in latest.itertuples()
    ]
    all_shown = len(latest) == len(changed)
    caption = say(f"report.growth.steps{'' if all_shown else '_latest'}", shown=len(latest), n=len(changed))
    heads = [say(f"report.growth.{name}") for name in ("version", *roles, *CHANGED)]
    widths = (VERSION_WIDTH, *[ROLE_WIDTH] * len(roles), *[1.0] * len(CHANGED))
    return Table(caption, heads, rows, text_columns=1 + len(roles), widths=widths)


def _name(step: object, several: bool, say: Wording) -> str:
    """Name a version by its day; by its document too where there are several, else by its own number."""
    document, version, day = (getattr(step, name) for name in ("document", "version", "effective_on"))
    since = say.short(pd.Period(day, "M")) if pd.notna(day) else "–"
    if several:
        return f"{shorten(document, DOCUMENT_LENGTH)}, {since}"
    return f"{version}, {since}" if pd.notna(version) else since


def list_functions(analysis: Analysis, role: str, say: Wording) -> dict[str, str]:
    """Return per file the functions that have a role in it; a function as written may point at one person."""
    authors = analysis.measured.paper.governance.authors
    rows = authors[authors["role"].eq(role) & authors["function"].notna()]
    return {
        str(file): say.join(sorted({_function(name, say) for name in names}))
        for file, names in rows.groupby("file")["function"]
    }


def _function(name: str, say: Wording) -> str:
    return say(f"function.{name}") if name in FUNCTIONS else say("report.growth.other_function")
