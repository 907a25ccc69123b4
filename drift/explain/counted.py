"""Counts that are no measure: meetings of a quarter, experts of a year, what held, the round table, declared scope."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.explain.explained import Explained
from drift.explain.number import formula_of, name_of
from drift.measures.work.strengths import ASKED, FALL, FINDINGS, MIN_ROWS
from drift.terms import MIN_PERSONS

if TYPE_CHECKING:
    from collections.abc import Callable

    from drift.analysed import Analysis
    from drift.wording import Wording

Counted = tuple[dict[str, Any], dict[str, pd.DataFrame]]


def explain_counted(analysis: Analysis, name: str, period: pd.Period | None, say: Wording) -> Explained:
    """Tell a count with its rule and what it was counted in; persons and meetings are never listed one by one."""
    facts, tables = COUNTS[name](analysis, period)
    sentences = [formula_of(name, say)]
    if name == "held":
        sentences.append(say("report.works.rule", rows=MIN_ROWS, persons=MIN_PERSONS, fall=round(100 * FALL)))
        sentences.append(say("report.works.back_rule"))
    if period is not None and not len(next(iter(tables.values()))):
        sentences.append(say("explain.no_count"))
    title = say(
        "explain.title_change" if period is None else "explain.title_number",
        name=name_of(name, say),
        period=_name(period),
    )
    facts = {"measure": name, "period": _text(period), **facts}
    return Explained("number", title, facts, sentences, {key: rows for key, rows in tables.items() if len(rows)})


def _text(period: pd.Period | None) -> str | None:
    return None if period is None else str(period)


def _name(period: pd.Period | None) -> object:
    """Return a quarter to be written as the report does; of a year its number."""
    return period if period is not None and period.freqstr.startswith("Q") else _text(period)


def _count_meetings(analysis: Analysis, quarter: pd.Period | None) -> Counted:
    counted = analysis.measured.meetings if analysis.measured.meetings is not None else pd.DataFrame()
    quarters = counted if quarter is None else counted[counted.index == quarter]
    facts = {str(level): int(n) for level, n in quarters.sum().items()} if len(quarters) else {}
    rows = quarters.rename_axis("quarter").reset_index().astype({"quarter": "str"})
    return facts, {"meetings": rows, "files": _files_of(analysis, "contacts", "attendees")}


def _files_of(analysis: Analysis, *tables: str) -> pd.DataFrame:
    """Return the sheets that a count rests on, with the rows accepted."""
    rows = [
        (file.file, sheet.sheet, sheet.table, sheet.accepted)
        for file in analysis.intake.files
        for sheet in file.sheets
        if sheet.table in tables
    ]
    return pd.DataFrame(rows, columns=["file", "sheet", "table", "accepted"])


def _count_experts(analysis: Analysis, year: pd.Period | None) -> Counted:
    counted = analysis.measured.experts if analysis.measured.experts is not None else pd.DataFrame(columns=["year"])
    years = counted if year is None else counted[counted["year"] == year.year]
    rows = years.astype({"year": "str"}).reset_index(drop=True)
    return {}, {"experts": rows, "files": _files_of(analysis, "incidents", "events")}


def _list_held(analysis: Analysis, _: pd.Period | None) -> Counted:
    """Count the findings of both measures over all groups."""
    held = analysis.measured.held
    findings = pd.concat([held[f"{measure}_finding"] for measure in ASKED])
    return {f"held_{finding}": int(findings.eq(finding).sum()) for finding in FINDINGS}, {"held": held}


def _count_table(analysis: Analysis, _: pd.Period | None) -> Counted:
    table = analysis.judgement.problems
    if table is None:
        return {}, {"problems": pd.DataFrame()}
    counts = {name: getattr(table, name) for name in ("n_recent", "n_troubled", "n_known", "n_open")}
    days = {"first_on": str(table.first_on), "last_on": str(table.last_on)}
    chosen: list[tuple[str, ...]] = [(one.incident_id, one.choice.kind, str(one.opened_on)) for one in table.problems]
    return days | counts, {"problems": pd.DataFrame(chosen, columns=["incident_id", "chosen_as", "opened_on"])}


def _list_scope(analysis: Analysis, _: pd.Period | None) -> Counted:
    """Return the months in which the declared scope changed, and the first."""
    if analysis.measured.paper.scope is None:
        return {}, {"scope": pd.DataFrame()}
    amounts = analysis.measured.paper.scope.amounts
    moved = amounts[amounts.ne(amounts.shift()).any(axis=1)]
    rows = moved.rename_axis("period").reset_index().astype({"period": "str"})
    return {"log": analysis.measured.paper.scope.change()}, {"scope": rows, "files": _files_of(analysis, "scope")}


COUNTS: Final[dict[str, Callable[[Analysis, pd.Period | None], Counted]]] = {
    "meetings": _count_meetings,
    "experts": _count_experts,
    "lost": _count_experts,
    "held": _list_held,
    "round_table": _count_table,
    "scope": _list_scope,
}
