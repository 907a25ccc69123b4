"""A number of the report: value, formula in words, doubt, the measures it is made of and the rows behind it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.charts.shown import show_measures
from drift.explain.explained import Explained
from drift.explain.places import Places
from drift.explain.rows import rows_of, side_of
from drift.explain.what import INDEX_NAMES
from drift.measures.catalogue import MEASURES
from drift.terms import COUNTED_ROLES, INTERVAL_Z

if TYPE_CHECKING:
    from drift.analysed import Analysis
    from drift.model.evidence.weigh import Evidence
    from drift.wording import Wording

MONTHS_A_QUARTER: Final = 3
SUMMED: Final = ("incidents", "volume")  # counts, of which months add up
UNITS: Final = {measure.name: measure.unit for measure in MEASURES}


def explain_number(analysis: Analysis, name: str, period: pd.Period, say: Wording) -> Explained:
    """Walk a number of a month or a quarter back to its rows."""
    months = _months_of(period)
    facts: dict[str, Any] = {
        "measure": name,
        "period": str(period),
        "side": side_of(name) if name != "drift" else None,
        "unit": unit_of(name),
        **_value(analysis, name, period),
        **_e_value(analysis, name, period),
    }
    sentences = [formula_of(name, say)]
    if facts["value"] is None:
        sentences.append(say("explain.no_quarter" if period.freqstr.startswith("Q") else "explain.no_value"))
    sentences += [say.tell(caution.sentence) for caution in analysis.cautions if set(months) & set(caution.periods)]
    tables = _rows(analysis, name, months)
    facts["n_rows"] = {table: len(rows) for table, rows in tables.items()}
    parts = _count_duties(analysis, months[-1]) if name == "obligations" else _parts(analysis, name, months)
    title = say("explain.title_number", name=name_of(name, say), period=period)
    return Explained("number", title, facts, sentences, {**({"parts": parts} if len(parts) else {}), **tables})


def unit_of(name: str) -> str:
    """Return the unit of a measure or an index."""
    return UNITS.get(name, "incidents" if name == "incidents" else "ln")


def formula_of(name: str, say: Wording) -> str:
    """Return what a number is, in words."""
    return say.word(f"explain.formula.{name}", default="") or say(f"explain.side.{side_of(name)}")


def find_evidence(analysis: Analysis, name: str) -> Evidence | None:
    """Return the evidence that engagement fell, or that an outcome got worse; None where none is weighed."""
    return analysis.evidence if name == "engagement" else analysis.judgement.harm.each.get(name)


def _e_value(analysis: Analysis, name: str, period: pd.Period) -> dict[str, Any]:
    """Return the evidence of a month, in odds to 1; nothing where none is weighed."""
    evidence = find_evidence(analysis, name)
    if evidence is None or not period.freqstr.startswith("M"):
        return {}
    value = _or_none(evidence.e_values.get(period))
    return {} if value is None else {"e_value": value}


def name_of(name: str, say: Wording) -> str:
    """Return what the report calls a number."""
    return say.word(f"measure.{name}.name", f"measure.{name}", f"explain.name.{name}", default=name)


def _months_of(period: pd.Period) -> list[pd.Period]:
    if period.freqstr.startswith("M"):
        return [period]
    return list(pd.period_range(period.asfreq("M", "start"), period.asfreq("M", "end"), freq="M"))


def _value(analysis: Analysis, name: str, period: pd.Period) -> dict[str, Any]:
    """Return value, n, variance (of ln value) and interval; a quarter has them only where the report speaks in them."""
    if period.freqstr.startswith("Q") and name in SUMMED:
        opened = values_of(analysis, name).reindex(_months_of(period)).sum(min_count=MONTHS_A_QUARTER)
        return {"value": _or_none(opened), "n": None, "variance": 0.0}
    if period.freqstr.startswith("Q") and not is_stock(name):
        return _quarter_value(analysis, name, period)
    month = period.asfreq("M", "end")
    if name in INDEX_NAMES:
        return _index_value(analysis, name, month)
    rows = analysis.measures
    rows = rows[(rows["measure"] == name) & (rows["period"] == month)]
    row = rows.iloc[0] if len(rows) else dict.fromkeys(("value", "n", "variance", "known"))
    return {key: _or_none(row[key]) for key in ("value", "n", "variance", "known")}


def values_of(analysis: Analysis, name: str) -> pd.Series:
    """Return the months of a measure or an index that have a value."""
    if name in INDEX_NAMES:
        values: pd.Series = analysis.indices["n_incidents" if name == "incidents" else name]
        return values.dropna()
    rows = analysis.measures[analysis.measures["measure"] == name]
    return rows.set_index(pd.PeriodIndex(rows["period"], freq="M"))["value"].astype(float).sort_index()


def is_stock(name: str) -> bool:
    """Whether a number is a state at the end of a period, so that a quarter has the one of its last month."""
    return name in ("specification", "control") or (name in UNITS and side_of(name) == "specification")


def _index_value(analysis: Analysis, name: str, month: pd.Period) -> dict[str, Any]:
    indices = analysis.indices
    value = _or_none(indices["n_incidents" if name == "incidents" else name].get(month))
    if value is None:
        return {"value": None, "n": None, "variance": None}
    if f"{name}_low" not in indices:
        return {"value": value, "n": None, "variance": 0.0}
    low, high = (float(indices[f"{name}_{end}"].get(month, math.nan)) for end in ("low", "high"))
    return {"value": value, "n": None, "variance": ((high - low) / (2 * INTERVAL_Z)) ** 2, "low": low, "high": high}


def _quarter_value(analysis: Analysis, name: str, quarter: pd.Period) -> dict[str, Any]:
    content = show_measures(analysis.measured)
    frame = content.frames.get(name)
    if not content.quarterly or frame is None or quarter not in frame.index:
        return {"value": None, "n": None, "variance": None, "low": None, "high": None}
    value, low, high = (_or_none(frame[key].get(quarter, math.nan)) for key in ("value", "low", "high"))
    rows = analysis.measures[analysis.measures["measure"] == name]
    n = rows.loc[rows["period"].isin(_months_of(quarter)), "n"].sum(min_count=1)
    return {"value": value, "n": _or_none(n), "variance": None, "low": low, "high": high}


def _or_none(value: Any) -> float | None:
    return None if pd.isna(value) else float(value)


def _parts(analysis: Analysis, name: str, months: list[pd.Period]) -> pd.DataFrame:
    """Return the measures an index is made of, month by month; of a measure the months of its quarter."""
    rows = analysis.measures
    names = made_of(analysis, name) or ([name] if len(months) > 1 else [])
    kept = rows[rows["measure"].isin(names) & rows["period"].isin(months)]
    return kept.assign(period=kept["period"].astype(str)).reset_index(drop=True)


def _count_duties(analysis: Analysis, month: pd.Period) -> pd.DataFrame:
    """Return how many clauses bind whom to what at the end of a month, as the page on what grew has it."""
    stocks = analysis.measured.paper.stocks
    duties, versions = stocks.duties, stocks.versions
    counted = versions.loc[versions["role"].isin(COUNTED_ROLES), "document"]
    inside = duties[(duties["period"] == month) & duties["document"].isin(counted) & duties["clauses"].gt(0)]
    return inside.groupby(["kind", "party"])["clauses"].sum().reset_index()


def made_of(analysis: Analysis, name: str) -> list[str]:
    """Return the measures that entered an index; nothing of what is no index."""
    paper, work = analysis.measured.paper.specification, analysis.measured.components
    entered = {"specification": paper.counted, "control": paper.controlled, "engagement": work}
    return [*(paper.counted + work if name == "drift" else entered.get(name, ()))]


def _rows(analysis: Analysis, name: str, months: list[pd.Period]) -> dict[str, pd.DataFrame]:
    """Return the rows behind a number, by table, each with its cell."""
    names = ("specification", "engagement") if name == "drift" else (name,)
    places = Places(analysis.intake)
    tables = {}
    for part in names:
        by_month = [rows_of(analysis, part, month) for month in (months[-1:] if is_stock(part) else months)]
        table, rows = by_month[0][0], pd.concat([rows for _, rows in by_month], ignore_index=True)
        rows.insert(3, "cell", places.cells(table, rows))
        tables[table] = rows
    return tables
