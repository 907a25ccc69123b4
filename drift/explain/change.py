"""A change as the report tells it: the base against the last twelve months, or against the end; a year of the path."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from drift.errors import Note
from drift.explain.explained import Explained
from drift.explain.number import find_evidence, formula_of, is_stock, made_of, name_of, unit_of, values_of
from drift.explain.what import INDEX_NAMES
from drift.model.change import Change
from drift.model.comparing import compare_alone
from drift.terms import BASE_MONTHS

if TYPE_CHECKING:
    from drift.analysed import Analysis
    from drift.model.change import Window
    from drift.model.evidence.weigh import Evidence
    from drift.wording import Wording


def explain_change(analysis: Analysis, name: str, say: Wording) -> Explained:
    """Tell how a number changed since the base, with the months (of drift: the parts) it is the change of."""
    if name == "drift":
        return _explain_drift(analysis, say)
    told, figures, windows = _compare(analysis, name)
    facts = {"measure": name, "unit": unit_of(name), **figures, **_tell_evidence(find_evidence(analysis, name))}
    tables = {"parts": _list_months(analysis, name, windows)}
    if is_stock(name):
        tables |= _by_document(analysis, name)
    sentences = [formula_of(name, say), say.tell(told)]
    title = say("explain.title_change", name=name_of(name, say))
    return Explained("number", title, facts, sentences, {key: rows for key, rows in tables.items() if len(rows)})


def _compare(analysis: Analysis, name: str) -> tuple[Note, dict[str, Any], dict[str, pd.PeriodIndex]]:
    """Return how a number was compared or why it cannot be, the figures, and the months of both windows."""
    base, change = analysis.measured.base, _find_change(analysis, name)
    if isinstance(change, Change):
        windows = {"base": _span(change.before), "last": _span(change.after)}
        return Note("explain.points" if change.points else "explain.twelve"), _tell_change(change), windows
    values = values_of(analysis, name)
    months = pd.PeriodIndex(values.index, freq="M")
    if is_stock(name):
        return Note("explain.stock"), _tell_stock(analysis, name, values), {"base": base.paper, "last": months[-1:]}
    ends = {"before": base.work, "after": _last_year(months)}
    windows = {"base": ends["before"], "last": ends["after"]}
    if isinstance(change, Note):
        return Note("explain.unknown_change", {"why": change}), dict.fromkeys(ends), windows
    apart = len(base.work) and len(ends["after"]) and ends["after"][0] > base.work[-1]
    means = {key: float(values[values.index.isin(window)].mean()) if apart else None for key, window in ends.items()}
    return Note("explain.means" if apart else "explain.no_change"), means, windows


def _find_change(analysis: Analysis, name: str) -> Change | Note | None:
    """Return the change of an index or a measure of the work, or why it is not known; None of what is neither."""
    judgement, measured = analysis.judgement, analysis.measured
    told = judgement.changes.get(name) or judgement.untold.get(name)
    if told is None and name in measured.operations.measures:  # context: the report tells no change of it
        return compare_alone(measured.operations.seen_of(name), measured.months, measured.base.work)
    return told


def _last_year(months: pd.PeriodIndex) -> pd.PeriodIndex:
    """Return the twelve calendar months up to the last one that has a value."""
    return pd.period_range(end=months[-1], periods=BASE_MONTHS, freq="M") if len(months) else months


def explain_year(analysis: Analysis, name: str, year: pd.Period, say: Wording) -> Explained:
    """Tell a point of the path: the mean of the months of a year in which both sides are known."""
    facts: dict[str, Any] = {"measure": name, "period": str(year), "unit": unit_of(name), "value": None}
    both = analysis.indices[["engagement", "control"]].dropna()
    months = both[pd.PeriodIndex(both.index, freq="M").year == year.year]
    point = next((row for one, row in analysis.judgement.path.iterrows() if str(one) == str(year)), None)
    if point is not None:
        facts |= {"value": float(point[name]), "n_months": int(point["n_months"])}
        if name == "engagement":
            facts |= {end: float(point[end]) for end in ("low", "high")}
    sentences = [formula_of(name, say), say("explain.no_year" if point is None else "report.slide.reading")]
    rows = months[[name]].rename(columns={name: "value"}).assign(period=months.index.astype(str), measure=name)
    title = say("explain.title_number", name=name_of(name, say), period=str(year))
    tables = {"parts": rows[["period", "measure", "value"]]} if len(rows) else {}
    return Explained("number", title, facts, sentences, tables)


def _span(window: Window) -> pd.PeriodIndex:
    return pd.period_range(window.first, window.last, freq="M")


def _tell_change(change: Change) -> dict[str, Any]:
    spans = {key: f"{w.first} – {w.last}" for key, w in (("before_span", change.before), ("after_span", change.after))}
    levels = {"before": change.before.level, "after": change.after.level}
    n = {"n_before": change.before.n, "n_after": change.after.n}
    points = change.points
    told = {"points": points.value, "points_low": points.low, "points_high": points.high} if points else {}
    return {"log": change.log, "low": change.low, "high": change.high, **told, **levels, **spans, **n}


def _tell_stock(analysis: Analysis, name: str, values: pd.Series) -> dict[str, Any]:
    """Return the mean over the base and the state at the end; of control with its reading error."""
    base = values[values.index.isin(analysis.measured.base.paper)]
    last = float(values.iloc[-1]) if len(values) else None
    facts: dict[str, Any] = {"before": float(base.mean()) if len(base) else None, "after": last}
    grown = analysis.judgement.control
    if name == "control" and grown is not None and math.isfinite(grown.error):
        facts |= {"low": grown.low, "high": grown.high}
    return facts


def _list_months(analysis: Analysis, name: str, windows: dict[str, pd.PeriodIndex]) -> pd.DataFrame:
    """Return the months of both windows: the number itself, and of an index the measures it is made of."""
    rows = analysis.measures[analysis.measures["measure"].isin([name, *made_of(analysis, name)])]
    if name in INDEX_NAMES:
        own = values_of(analysis, name)
        rows = pd.concat([pd.DataFrame({"period": own.index, "measure": name, "value": own.to_numpy()}), rows])
    parts = [rows[rows["period"].isin(months)].assign(window=window) for window, months in windows.items()]
    listed = pd.concat(parts, ignore_index=True)
    return listed.assign(period=listed["period"].astype(str))


def _by_document(analysis: Analysis, name: str) -> dict[str, pd.DataFrame]:
    """Return a count of the paper document by document, those that do not count included, at the ends of the report."""
    rows, months = [], analysis.measured.base.paper
    for document, stock in analysis.measured.paper.stocks.by_document.items():
        values = stock[name].dropna() if name in stock else pd.Series(dtype=float)
        if len(values):
            begun = values[values.index >= months[0]] if len(months) else values
            before = float(begun.iloc[0]) if len(begun) else float("nan")
            rows.append((document, float(values.iloc[0]), before, float(values.iloc[-1])))
    return {"by_document": pd.DataFrame(rows, columns=["document", "first", "before", "after"])}


def _tell_evidence(evidence: Evidence | None) -> dict[str, Any]:
    months = {"alarm": evidence and evidence.alarm, "onset": evidence and evidence.onset}
    return {key: None if month is None else str(month) for key, month in months.items()}


def _explain_drift(analysis: Analysis, say: Wording) -> Explained:
    """Tell what the drift of its last month is made of."""
    parts = pd.DataFrame(
        [(driver.measure, driver.since_base, driver.since_onset) for driver in analysis.drivers],
        columns=["measure", "since_base", "since_onset"],
    )
    values = analysis.indices["drift"].dropna()
    last = {"period": str(values.index[-1]), "value": float(values.iloc[-1])} if len(values) else {"value": None}
    facts = {"measure": "drift", "unit": unit_of("drift"), **last}
    note = say("report.slide.adds_note" if len(parts) else "report.slide.no_drift")
    title = say("explain.title_change", name=name_of("drift", say))
    return Explained("number", title, facts, [formula_of("drift", say), note], {"parts": parts} if len(parts) else {})
