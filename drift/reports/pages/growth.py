"""What grew: duties by kind and party, and what each version changed, with the functions that wrote it."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from drift.analysis import Analysis
from drift.measures.paper.norm_steps import NORM_STEPS
from drift.reports.pages.blocks import Block, counted_documents
from drift.terms import COUNTED_ROLES, FUNCTIONS
from drift.wording import NBSP, Wording
from drift.wording.shorten import shorten_middle

KINDS: Final = ("target", "reporting", "penalty", "procedure", "outcome", "governance", "boilerplate")
PARTIES: Final = ("supplier", "customer", "both")
STEPS_SHOWN: Final = 7  # versions; all of them stand in the workbook
CHANGED: Final = ("added", "reworded", "dropped", *NORM_STEPS)
DOCUMENT_LENGTH: Final = 18


def build_duties(analysis: Analysis, say: Wording) -> Block | None:
    """Return how many clauses bind whom to what, at the start of the base and now; None where nothing binds."""
    duties = analysis.measured.paper.stocks.duties
    duties = duties[duties["document"].isin(counted_documents(analysis))]
    if duties.empty:
        return None
    last = analysis.measured.paper.stocks.months[-1]
    base = analysis.measured.base.paper[0] if len(analysis.measured.base.paper) and analysis.rung else None
    now = _count(duties, last)
    then = _count(duties, base) if base is not None else now
    kinds = [kind for kind in KINDS if now.loc[kind].any() or then.loc[kind].any()]
    parties = [party for party in PARTIES if now[party].any() or then[party].any()]

    def cell(before: Any, after: Any) -> str:
        if not before and not after:
            return "–"
        return say.number(after) if base is None else f"{say.number(before)}{NBSP}→{NBSP}{say.number(after)}"

    rows = [
        [
            say(f"report.growth.{kind}"),
            *(cell(then.loc[kind, party], now.loc[kind, party]) for party in parties),
            cell(then.loc[kind].sum(), now.loc[kind].sum()),
        ]
        for kind in kinds
    ]
    sums = [cell(then[party].sum(), now[party].sum()) for party in parties]
    rows.append([say("report.growth.total"), *sums, cell(then.to_numpy().sum(), now.to_numpy().sum())])
    heads = ["kind", *parties, "total"]
    code = "duties_now" if base is None else "duties"
    return {
        "kind": "table",
        "caption": say(f"report.growth.{code}", last=last, base=base),
        "heads": [say(f"report.growth.{name}") for name in heads],
        "rows": rows,
        "text_columns": 1,
    }


def _count(duties: pd.DataFrame, month: pd.Period) -> pd.DataFrame:
    rows = duties[duties["period"] == month]
    table = rows.pivot_table(index="kind", columns="party", values="clauses", aggfunc="sum", fill_value=0)
    return table.reindex(index=list(KINDS), columns=list(PARTIES), fill_value=0)


def build_steps(analysis: Analysis, say: Wording) -> Block | None:
    """Return what the latest versions changed, and which functions wrote and approved them; None without versions."""
    steps = analysis.measured.paper.steps[analysis.measured.paper.steps["role"].isin(COUNTED_ROLES)]
    changed = steps[steps[list(CHANGED)].any(axis=1)]
    if changed.empty:
        return None
    shown = changed.tail(STEPS_SHOWN)
    several = shown["document"].nunique() > 1
    wrote = {role: _functions(analysis, role, say) for role in ("author", "approver")}
    told = [role for role in wrote if any(file in wrote[role] for file in shown["file"])]
    rows = [
        [
            _name(step, several, say),
            *(wrote[role].get(str(step.file), say("report.growth.untold")) for role in told),
            *(say.number(getattr(step, name)) for name in CHANGED),
        ]
        for step in shown.itertuples()
    ]
    return {
        "kind": "table",
        "caption": say("report.growth.steps", shown=len(shown), n=len(changed)),
        "heads": [say(f"report.growth.{name}") for name in ("version", *told, *CHANGED)],
        "rows": rows,
        "text_columns": 1 + len(told),
        "tight": True,
    }


def _name(step: object, several: bool, say: Wording) -> str:
    """Name a version by its day; by its document too where there are several, else by its own number."""
    document, version, day = (getattr(step, name) for name in ("document", "version", "effective_on"))
    since = say.short(pd.Period(day, "M")) if pd.notna(day) else "–"
    if several:
        return f"{shorten_middle(document, DOCUMENT_LENGTH)}, {since}"
    return f"{version}, {since}" if pd.notna(version) else since


def _functions(analysis: Analysis, role: str, say: Wording) -> dict[str, str]:
    """Return per file the functions that have a role in it; a function as written may point at one person."""
    authors = analysis.measured.paper.governance.authors
    rows = authors[authors["role"].eq(role) & authors["function"].notna()]
    return {
        str(file): say.join(sorted({_function(name, say) for name in names}))
        for file, names in rows.groupby("file")["function"]
    }


def _function(name: str, say: Wording) -> str:
    return say(f"function.{name.replace(' ', '_')}") if name in FUNCTIONS else say("report.growth.other_function")
