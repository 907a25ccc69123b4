"""What the paper weighs at the end of each month: its size, and how much of it controls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from drift.measures.catalogue import STOCKS, weigh_groups
from drift.measures.index import Index, fit_index
from drift.measures.paper.reading_error import weigh_readings
from drift.tables.calendar import states_at_month_ends
from drift.terms import BASE_MONTHS, COUNTED_ROLES, GONE_STOCK, LANGUAGES, MIN_BASE_STOCK

if TYPE_CHECKING:
    from drift.measures.paper.scope import Scope
    from drift.measures.paper.tightness import Tightness
    from drift.terms import Group

SIZE: Final = "size"
TIGHT: Final = "tightness"
PLACE: Final = ("file", "sheet", "row")
ADDS: Final = {name: f"adds_{name}" for name, _, _ in STOCKS}  # stock -> column with what a clause adds to it
# as many in the parts of a split as before it: the same in rows and in lineage units
IN_ROWS: Final = ("words", "targets")


@dataclass(frozen=True)
class Stocks:
    """Counts at the end of each month, per document and together; missing before a document's first version."""

    by_document: dict[str, pd.DataFrame]  # months x measures: rows of the sheets, as people count them
    total: pd.DataFrame  # months x measures, over the documents whose role counts
    units: dict[str, pd.DataFrame]  # by_document in lineage units, as the indices count: a split adds nothing
    total_units: pd.DataFrame  # total in lineage units
    versions: pd.DataFrame  # one row a version: document, file, effective_on, ends_on, role, clauses, words, …
    duties: pd.DataFrame  # one row a document, month, party and kind: clauses that bind, and the targets in them
    unreadable: pd.DataFrame  # one row a document: clauses in another language than nl and en, and clauses in all

    @property
    def months(self) -> pd.PeriodIndex:
        """Months in which something is in force."""
        return pd.PeriodIndex(self.total.dropna(how="all").index)


@dataclass(frozen=True)
class Specification:
    """Indices of the paper: natural logs, 0 in the base; no sampling noise."""

    index: Index
    logs: pd.DataFrame  # months x measures that entered, natural logs, before the fit
    size: pd.Series
    control: pd.Series  # size stands in where nothing is left to count of control
    by_document: dict[str, pd.Series]  # size alone
    counted: tuple[str, ...]  # measures that entered
    absent: tuple[str, ...]  # measures whose base is too small
    gone: dict[str, pd.PeriodIndex]  # measure that entered -> months in which nothing of it is in force
    weights: dict[str, float]  # of the measures that entered, in the index
    controlled: dict[str, float]  # weights of the measures that make the index of control
    sized: dict[str, float]  # of those that make the index of size
    size_stands_in: bool  # nothing left to count of control


def add_clauses(clauses: pd.DataFrame, readings: pd.DataFrame) -> pd.DataFrame:
    """Return what each clause in force adds to each stock; columns of both tables, and one a stock of STOCKED.

    A right to deduct is a penalty as much as a duty to pay.
    """
    rows = clauses[clauses["in_force"].astype(bool)].merge(readings.drop(columns="relation"), on=[*PLACE], how="left")
    bound, kind = rows["obligation"].eq(True), rows["kind"]
    return rows.assign(
        adds_clauses=1,
        adds_words=rows["words"],
        adds_obligations=bound,
        adds_targets=rows["n_targets"],
        adds_reporting_duties=bound & kind.eq("reporting"),
        adds_penalties=kind.eq("penalty") & (bound | rows["modality"].eq("permission")),
        adds_procedures=bound & kind.eq("procedure"),
    ).astype(dict.fromkeys(ADDS.values(), "int64"))


def count_specification(
    clauses: pd.DataFrame, units: pd.DataFrame, documents: pd.DataFrame, months: pd.PeriodIndex
) -> Stocks:
    """Count what is in force at the end of each month.

    Parameters
    ----------
    clauses : with what each adds, as of `add_clauses`; units, documents : as in columns.py
    """
    names = [*ADDS]
    documents = documents.drop(columns=["author", "approver", "function"])
    files = documents["file"].to_list()
    rows = clauses.groupby("file")[[*ADDS.values()]].sum().set_axis(names, axis=1).astype(float)
    rows = rows.reindex(files, fill_value=0.0)  # as people count them; a version whose clauses were all withdrawn: 0
    stood = _count_units(clauses, units).reindex(files, fill_value=0.0)
    stood[[*IN_ROWS]] = rows[[*IN_ROWS]]
    versions = documents.assign(**{name: rows[name].to_numpy() for name in names}).sort_values(
        ["document", "effective_on", "file"]
    )
    states = states_at_month_ends(documents, months)
    by_document, units_by_document = (
        {
            document: pd.DataFrame({name: states[document].map(stock[name]) for name in names}, months, dtype=float)
            for document in states.columns
        }
        for stock in (rows, stood)
    )
    roles = documents.groupby("document")["role"].first()
    counted = [document for document in by_document if roles[document] in COUNTED_ROLES]
    return Stocks(
        by_document,
        _add_up([by_document[document] for document in counted], months, names),
        units_by_document,
        _add_up([units_by_document[document] for document in counted], months, names),
        versions.reset_index(drop=True),
        _spread_duties(clauses, states),
        _count_unreadable(clauses),
    )


def _add_up(frames: list[pd.DataFrame], months: pd.PeriodIndex, names: list[str]) -> pd.DataFrame:
    """Return the sum over documents; missing before the first of them."""
    total = sum((frame.fillna(0) for frame in frames), pd.DataFrame(0.0, index=months, columns=names))
    known = np.any([frame.notna().any(axis=1) for frame in frames], axis=0) if frames else np.zeros(len(months), bool)
    return total.where(pd.Series(known, index=months), axis=0)


def _count_units(clauses: pd.DataFrame, units: pd.DataFrame) -> pd.DataFrame:
    """Return the stocks of each version in lineage units, but for those of IN_ROWS.

    A unit counts where a clause that stands for it is of the stock; one that was merged into another must have been of
    it too: a definition within an obligation is no second one.
    """
    stocks = {name: adds for name, adds in ADDS.items() if name not in IN_ROWS}
    here = clauses[[*PLACE, *stocks.values()]]
    was = here.rename(columns={name: f"was_{name}" for name in here})
    both = units.merge(here, on=[*PLACE]).merge(was, on=[f"was_{name}" for name in PLACE])
    counts = {}
    for name, adds in stocks.items():
        stands = both[both[adds].gt(0) & both[f"was_{adds}"].gt(0)]
        counts[name] = stands.groupby("file")["unit"].nunique()
    return pd.DataFrame(counts, dtype=float).fillna(0.0)


def _spread_duties(clauses: pd.DataFrame, states: pd.DataFrame) -> pd.DataFrame:
    """Return what binds at the end of each month; a party and kind that has nothing has no row."""
    bound = clauses[clauses["adds_obligations"].gt(0)]
    kinds = bound.groupby(["file", "party", "kind"], as_index=False, dropna=False).agg(
        clauses=("adds_obligations", "sum"), targets=("adds_targets", "sum")
    )
    valid = states.rename_axis("period").reset_index().melt("period", var_name="document", value_name="file")
    valid = valid.dropna(subset="file").assign(file=lambda frame: frame["file"].astype("str"))
    joined = valid.merge(kinds, on="file").sort_values(["document", "period", "party", "kind"])
    columns = ["document", "period", "party", "kind", "clauses", "targets"]
    return joined[columns].reset_index(drop=True)


def _count_unreadable(clauses: pd.DataFrame) -> pd.DataFrame:
    """Return for each document how many clauses in force are in a language whose duties cannot be read."""
    other = clauses["language"].notna() & ~clauses["language"].isin(LANGUAGES)
    rows = clauses[["document"]].assign(unreadable=other, clauses=1)
    return rows.groupby("document")[["unreadable", "clauses"]].sum().reset_index()


def measure_specification(
    stocks: Stocks,
    base: pd.PeriodIndex,
    weights: dict[Group, float] | None = None,
    tightness: Tightness | None = None,
    scope: Scope | None = None,
) -> Specification:
    """Turn stocks into indices: a measure enters when its base is MIN_BASE_STOCK or more; `weights` by group.

    Parameters
    ----------
    tightness : of the followed targets; enters as a group of its own where enough of them are followed and `weights`
        gives it a say: by itself it would halve what a paper that doubles reads as
    scope : taken off the logs of every stock, but not off those of a document alone, nor off tightness
    """
    counted = _large_enough(stocks.total_units, base)
    stocked = _log(stocks.total_units, base)
    if scope is not None:
        stocked = stocked.sub(scope.log, axis=0)
    logs = stocked[counted]
    if tightness is not None and tightness.enters and (weights or {}).get(TIGHT, 0.0) > 0:
        logs = logs.assign(**{TIGHT: tightness.values})
    control, size = (_of_group(counted, group) for group in ("control", SIZE))
    told = _weigh(list(map(str, logs)), stocks.total_units, base, weights)
    controlled, sized = (_weigh(names, stocks.total_units, base) for names in (control or size, size))
    return Specification(
        index=fit_index(logs, logs * 0, told, base),
        logs=logs,
        size=_fit(stocked, sized, base).values,
        control=_fit(stocked, controlled, base).values,
        by_document={name: _size_alone(frame, base) for name, frame in stocks.units.items()},
        counted=tuple(map(str, logs)),
        absent=tuple(name for name in map(str, stocks.total_units) if name not in logs),
        gone=_find_gone(stocks.total_units[counted]),
        weights=told,
        controlled=controlled,
        sized=sized,
        size_stands_in=not control,
    )


def _weigh(
    names: list[str], stock: pd.DataFrame, base: pd.PeriodIndex, told: dict[Group, float] | None = None
) -> dict[str, float]:
    """Return the weights of measures: groups as they are told, the stocks of a group by how sure they are read."""
    weights, means = weigh_groups(names, told), stock.loc[stock.index.isin(base)].mean()
    for group in ("control", SIZE):
        inside = _of_group(names, group)
        whole = sum(weights[name] for name in inside)
        weights |= {name: whole * part for name, part in weigh_readings(inside, means).items()}
    return weights


def _large_enough(stock: pd.DataFrame, base: pd.PeriodIndex) -> list[str]:
    means = stock.loc[stock.index.isin(base)].mean()
    return [name for name in map(str, stock) if float(means[name]) >= MIN_BASE_STOCK]


def _of_group(names: list[str], group: str) -> list[str]:
    return [name for name, own, _ in STOCKS if own == group and name in names]


def _log(stock: pd.DataFrame, base: pd.PeriodIndex) -> pd.DataFrame:
    """Return logs of stocks; one of which nothing is left counts as GONE_STOCK clauses, and their words in the base."""
    least = pd.Series(GONE_STOCK, index=stock.columns)
    means = stock.loc[stock.index.isin(base)].mean()
    if means["clauses"] > 0:
        least["words"] *= means["words"] / means["clauses"]
    logs = np.log(np.where(stock == 0, least, stock))
    return pd.DataFrame(logs, index=stock.index, columns=stock.columns)


def _find_gone(stock: pd.DataFrame) -> dict[str, pd.PeriodIndex]:
    return {name: pd.PeriodIndex(stock.index[stock[name] == 0]) for name in map(str, stock) if (stock[name] == 0).any()}


def _fit(stocked: pd.DataFrame, weights: dict[str, float], base: pd.PeriodIndex) -> Index:
    """Fit the index of some stocks, given all of them in logs."""
    logs = stocked[[*weights]]
    return fit_index(logs, logs * 0, weights, base)


def _size_alone(stock: pd.DataFrame, base: pd.PeriodIndex) -> pd.Series:
    there = pd.PeriodIndex(stock.dropna(how="all").index)
    own = there.intersection(base) if len(there.intersection(base)) else there[:BASE_MONTHS]
    names = _of_group(_large_enough(stock, own), SIZE)
    return _fit(_log(stock, own), _weigh(names, stock, own), own).values
