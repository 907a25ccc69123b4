"""What grew: duties by kind and party, and what each version changed, with the functions that wrote it."""

from __future__ import annotations

from typing import Final

import pandas as pd

from drift.analysed import Analysis
from drift.measures.paper.norm_steps import NORM_STEPS
from drift.reports.pages.blocks import Table
from drift.reports.pages.figures import shorten
from drift.reports.pages.sentences import counted_documents
from drift.terms import COUNTED_ROLES, FUNCTIONS
from drift.wording import NBSP, Wording

KINDS: Final = ("target", "reporting", "penalty", "procedure", "outcome", "governance", "boilerplate")
PARTIES: Final = ("supplier", "customer", "both")
STEPS_SHOWN: Final = 7  # versions; all of them stand in the workbook
CHANGED: Final = ("added", "reworded", "dropped", *NORM_STEPS)
DOCUMENT_LENGTH: Final = 18


def build_duties(analysis: Analysis, say: Wording) -> Table | None:
    """Return how many clauses bind whom to what, at the start of the base and now; None where nothing binds."""
    stocks, base = analysis.measured.paper.stocks, analysis.measured.base.paper
    duties = stocks.duties[stocks.duties["document"].isin(counted_documents(analysis))]
    if duties.empty:
        return None
    begun = base[0] if len(base) and analysis.rung else None
    now = _count(duties, stocks.months[-1])
    then = now if begun is None else _count(duties, begun)
    kinds = [kind for kind in KINDS if now.loc[kind].any() or then.loc[kind].any()]
    parties = [party for party in PARTIES if now[party].any() or then[party].any()]

    def cell(before: float, after: float) -> str:
        if not before and not after:
            return "–"
        return say.number(after) if begun is None else f"{say.number(before)}{NBSP}→{NBSP}{say.number(after)}"

    def row(name: str, before: pd.Series, after: pd.Series) -> list[str]:
        cells = [cell(before[party], after[party]) for party in parties]
        return [say(f"report.growth.{name}"), *cells, cell(before.sum(), after.sum())]

    rows = [row(kind, then.T[kind], now.T[kind]) for kind in kinds]
    caption = say(f"report.growth.{'duties_now' if begun is None else 'duties'}", last=stocks.months[-1], base=begun)
    heads = [say(f"report.growth.{name}") for name in ("kind", *parties, "total")]
    return Table(caption, heads, [*rows, row("total", then.sum(), now.sum())], text_columns=1)


def _count(duties: pd.DataFrame, month: pd.Period) -> pd.DataFrame:
    """Return the clauses in force at the end of a month, shape (n_kinds, n_parties)."""
    rows = duties[duties["period"] == month]
    table = rows.pivot_table(index="kind", columns="party", values="clauses", aggfunc="sum", fill_value=0)
    return table.reindex(index=list(KINDS), columns=list(PARTIES), fill_value=0)


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
    caption = say("report.growth.steps", shown=len(latest), n=len(changed))
    heads = [say(f"report.growth.{name}") for name in ("version", *roles, *CHANGED)]
    return Table(caption, heads, rows, text_columns=1 + len(roles), tight=True)


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
