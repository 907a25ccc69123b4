"""The monthly numbers: indices, stocks and measures, each with the rows it leads to."""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter

import pandas as pd

from drift.analysed import Analysis
from drift.measures.catalogue import MEASURES
from drift.measures.listed import INDICES
from drift.reports.front.pairs import PRESCRIBED
from drift.reports.workbook.answers import PLAIN
from drift.reports.workbook.rows import sort_versions
from drift.reports.workbook.sheet import Sheet, Target
from drift.reports.workbook.tickets import Tickets
from drift.terms import COUNTED_ROLES

# of a measure's unit; what is counted needs no decimals
UNIT_STYLES = {
    "share": "share",
    "ln": "ln",
    **dict.fromkeys(("hours", "working hours", "persons", "pairs", "updates an incident"), "hours"),
}


def list_months(analysis: Analysis, tickets: Tickets) -> Sheet:
    """Return a row a month: indices (ln), incidents opened, stocks, and the value of every other measure."""
    months = pd.PeriodIndex(analysis.indices.index)
    stocks = analysis.measured.paper.stocks.total.reindex(months)
    units = analysis.measured.paper.stocks.total_units.reindex(months)["clauses"].rename("lineage_units")
    frame = pd.concat([analysis.indices[list(INDICES)], _weigh(analysis, months), stocks, units], axis=1)
    styles = {name: "ln" for name in INDICES if name != "n_incidents"}
    unit_of = {measure.name: measure.unit for measure in MEASURES}
    for name, rows in analysis.measures.groupby("measure", sort=False):
        if name not in frame:
            frame[str(name)] = rows.set_index("period")["value"].reindex(months)
            styles[str(name)] = UNIT_STYLES.get(unit_of.get(str(name), ""), "")
    for name in ("n_incidents", "prescribed", *map(str, stocks), "lineage_units"):
        frame[name] = frame[name].round().astype("Int64")
    work = tickets.find_months(months)
    paper = _to_versions(analysis, months)
    on_paper = {"specification", "control", "prescribed", *map(str, stocks), "lineage_units"}
    links = {
        name: paper if name in on_paper else work
        for name in map(str, frame)
        if not name.startswith(("drift", "engagement_", "e_value"))
    }
    return Sheet("months", _dated(frame), {**styles, "period": "month", "e_value": "number1"}, links, frozen=1)


def _weigh(analysis: Analysis, months: pd.PeriodIndex) -> pd.DataFrame:
    """Return by month the evidence that engagement fell, and how much the contract prescribes in all."""
    evidence = analysis.evidence
    units = analysis.measured.paper.stocks.total_units.reindex(months)
    known = evidence.e_values.reindex(months) if evidence is not None else pd.Series(float("nan"), index=months)
    prescribed = units[[*PRESCRIBED]].sum(axis=1, min_count=1)
    return pd.DataFrame({**({"e_value": known} if known.notna().any() else {}), "prescribed": prescribed})


def _dated(frame: pd.DataFrame) -> pd.DataFrame:
    """Return a frame with its months as dates, so that Excel can filter and chart them by year."""
    return frame.set_axis(pd.PeriodIndex(frame.index).to_timestamp()).rename_axis("period").reset_index()


def _to_versions(analysis: Analysis, months: pd.PeriodIndex) -> list[Target | None]:
    """Return for each month the version that last took effect, of the documents that count."""
    versions = sort_versions(analysis)
    counted = versions["role"].isin(COUNTED_ROLES) & versions["effective_on"].notna()
    dates = sorted((pd.Timestamp(date), int(str(i))) for i, date in versions.loc[counted, "effective_on"].items())
    n_begun = [bisect_right(dates, end, key=itemgetter(0)) for end in months.end_time]
    return [("versions", dates[n - 1][1]) if n else None for n in n_begun]


def list_measures(analysis: Analysis, tickets: Tickets) -> Sheet:
    """Return a row a measure and month: value, variance of its logarithm, n, known share, and what it is."""
    rows = analysis.measures.reset_index(drop=True)
    names, months = rows["measure"], pd.PeriodIndex(rows["period"], freq="M")
    frame = rows.assign(
        period=months.to_timestamp(),
        **{
            what: names.map({one.name: getattr(one, what) for one in MEASURES})
            for what in ("side", "unit", "direction")
        },
    )
    work = dict(zip(months.unique(), tickets.find_months(months.unique()), strict=True))
    paper = dict(zip(months.unique(), _to_versions(analysis, months.unique()), strict=True))
    targets = [
        (paper if side == "specification" else work)[month] for side, month in zip(frame["side"], months, strict=True)
    ]
    frame.insert(3, PLAIN, _as_they_came(analysis, names, months))
    values = [UNIT_STYLES.get(str(unit), "") for unit in frame["unit"]]
    styles = {"period": "month", "value": values, PLAIN: "share", "variance": "real", "known": "known"}
    return Sheet("measures", frame, styles, {"value": targets}, coded=("measure", "side", "unit"))


def _as_they_came(analysis: Analysis, names: pd.Series, months: pd.PeriodIndex) -> pd.Series:
    """Return what each share of a month is of the incidents as they came: a level on a page is a mean of these."""
    plain = pd.Series(float("nan"), index=names.index)
    for name in names.unique():
        shares = analysis.measured.operations.seen_of(name)
        if shares.steadied is not None:
            own = names == name
            plain[own] = shares.plain.reindex(months[own]).to_numpy()
    return plain


def list_documents(analysis: Analysis) -> Sheet:
    """Return the size of each document month by month (ln, 0 in the base)."""
    frame = pd.DataFrame(analysis.measured.paper.specification.by_document, index=analysis.indices.index)
    return Sheet("by_document", _dated(frame), {"period": "month", **dict.fromkeys(map(str, frame), "ln")})
