"""A change as the report tells it: the base against the last twelve months, or against the end; a year of the path."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd

from drift.explain.explained import Explained
from drift.explain.number import find_evidence, formula_of, is_stock, made_of, name_of, unit_of
from drift.explain.what import INDEX_NAMES
from drift.terms import BASE_MONTHS, INTERVAL_Z

if TYPE_CHECKING:
    from drift.analysis import Analysis
    from drift.model.change import Change
    from drift.wording import Wording


def explain_change(analysis: Analysis, name: str, say: Wording) -> Explained:
    """Tell how a number changed since the base, with the months (of drift: the parts) it is the change of."""
    facts: dict[str, Any] = {"measure": name, "unit": unit_of(name)}
    told = [formula_of(name, say)]
    if name == "drift":
        return _explain_drift(analysis, facts, told, say)
    values = _values(analysis, name)
    months = pd.PeriodIndex(values.index, freq="M")
    change = analysis.judgement.changes.get(name)
    if change is not None:
        facts |= _tell_change(change)
        told.append(say("explain.twelve"))
        windows = {"base": _span(change.before), "last": _span(change.after)}
    elif is_stock(name):
        facts |= _tell_stock(analysis, name, values)
        told.append(say("explain.stock"))
        windows = {"base": analysis.measured.base.paper, "last": months[-1:]}
    else:
        base = months[months.isin(analysis.measured.base.work)]
        windows = {"base": base, "last": months[-BASE_MONTHS:]}
        apart = len(base) and len(windows["last"]) == BASE_MONTHS and windows["last"][0] > base[-1]
        ends = {"before": windows["base"], "after": windows["last"]}
        facts |= {key: float(values[window].mean()) if apart else None for key, window in ends.items()}
        told.append(say("explain.means" if apart else "explain.no_change"))
    evidence = find_evidence(analysis, name)
    facts |= {"alarm": None, "onset": None} if evidence is None else _tell_evidence(evidence)
    title = say("explain.title_change", name=name_of(name, say))
    tables = {"parts": _list_months(analysis, name, windows)}
    if is_stock(name):
        tables |= _by_document(analysis, name)
    return Explained("number", title, facts, told, {key: rows for key, rows in tables.items() if len(rows)})


def explain_year(analysis: Analysis, name: str, year: pd.Period, say: Wording) -> Explained:
    """Tell a point of the path: the mean of the months of a year in which both sides are known."""
    facts: dict[str, Any] = {"measure": name, "period": str(year), "unit": unit_of(name), "value": None}
    told = [formula_of(name, say)]
    both = analysis.indices[["engagement", "control"]].dropna()
    months = both[pd.PeriodIndex(both.index, freq="M").year == year.year]
    points = {str(one): row for one, row in analysis.judgement.path.iterrows()}
    if str(year) in points:
        point = points[str(year)]
        facts |= {"value": float(point[name]), "n_months": int(point["n_months"])}
        if name == "engagement":
            facts |= {end: float(point[end]) for end in ("low", "high")}
        told.append(say("report.slide.reading"))
    else:
        told.append(say("explain.no_year"))
    rows = months[[name]].rename(columns={name: "value"}).assign(period=months.index.astype(str), measure=name)
    title = say("explain.title_number", name=name_of(name, say), period=str(year))
    return Explained("number", title, facts, told, {"parts": rows[["period", "measure", "value"]]} if len(rows) else {})


def _span(window: Any) -> pd.PeriodIndex:
    return pd.period_range(window.first, window.last, freq="M")


def _tell_change(change: Change) -> dict[str, Any]:
    spans = {key: f"{w.first} – {w.last}" for key, w in (("before_span", change.before), ("after_span", change.after))}
    levels = {"before": change.before.level, "after": change.after.level}
    n = {"n_before": change.before.n, "n_after": change.after.n}
    return {"log": change.log, "low": change.low, "high": change.high, **levels, **spans, **n}


def _tell_stock(analysis: Analysis, name: str, values: pd.Series) -> dict[str, Any]:
    """Return the mean over the base and the state at the end; of control with its reading error."""
    base = values[values.index.isin(analysis.measured.base.paper)]
    last = float(values.iloc[-1]) if len(values) else None
    facts: dict[str, Any] = {"before": float(base.mean()) if len(base) else None, "after": last}
    spread = INTERVAL_Z * analysis.judgement.control_error
    if name == "control" and last is not None and math.isfinite(spread):
        facts |= {"low": last - spread, "high": last + spread}
    return facts


def _values(analysis: Analysis, name: str) -> pd.Series:
    if name in INDEX_NAMES:
        values: pd.Series = analysis.indices["n_incidents" if name == "incidents" else name]
        return values.dropna()
    rows = analysis.measures[analysis.measures["measure"] == name]
    return rows.set_index(pd.PeriodIndex(rows["period"], freq="M"))["value"].astype(float).sort_index()


def _list_months(analysis: Analysis, name: str, windows: dict[str, pd.PeriodIndex]) -> pd.DataFrame:
    """Return the months of both windows: the number itself, and of an index the measures it is made of."""
    rows = analysis.measures[analysis.measures["measure"].isin([name, *made_of(analysis, name)])]
    if name in INDEX_NAMES:
        own = _values(analysis, name)
        rows = pd.concat([pd.DataFrame({"period": own.index, "measure": name, "value": own.to_numpy()}), rows])
    parts = [rows[rows["period"].isin(months)].assign(window=window) for window, months in windows.items()]
    listed = pd.concat(parts, ignore_index=True)
    return listed.assign(period=listed["period"].astype(str))


def _by_document(analysis: Analysis, name: str) -> dict[str, pd.DataFrame]:
    """Return a count of the paper document by document, those that do not count included, at the ends of the report."""
    rows = []
    for document, stock in analysis.measured.paper.stocks.by_document.items():
        known = stock[name].dropna() if name in stock else pd.Series(dtype=float)
        if len(known):
            base = known[known.index >= analysis.measured.base.paper[0]] if len(analysis.measured.base.paper) else known
            before = float(base.iloc[0]) if len(base) else float("nan")
            rows.append((document, float(known.iloc[0]), before, float(known.iloc[-1])))
    return {"by_document": pd.DataFrame(rows, columns=["document", "first", "before", "after"])}


def _tell_evidence(evidence: Any) -> dict[str, Any]:
    return {key: None if (at := getattr(evidence, key)) is None else str(at) for key in ("alarm", "onset")}


def _explain_drift(analysis: Analysis, facts: dict[str, Any], told: list[str], say: Wording) -> Explained:
    """Tell what the drift of its last month is made of."""
    parts = pd.DataFrame(
        [(driver.measure, driver.since_base, driver.since_onset) for driver in analysis.drivers],
        columns=["measure", "since_base", "since_onset"],
    )
    known = analysis.indices["drift"].dropna()
    last = {"period": str(known.index[-1]), "value": float(known.iloc[-1])} if len(known) else {"value": None}
    told.append(say("report.slide.adds_note" if len(parts) else "report.slide.no_drift"))
    title = say("explain.title_change", name=name_of("drift", say))
    return Explained("number", title, facts | last, told, {"parts": parts} if len(parts) else {})
