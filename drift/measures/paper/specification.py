"""What the paper weighs at the end of each month: its size, and how much of it controls."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from drift.measures.catalogue import measures_of, weigh_groups
from drift.measures.index import Index, fit_index
from drift.tables.calendar import states_at_month_ends
from drift.terms import BASE_MONTHS, COUNTED_ROLES, GONE_STOCK, LANGUAGES, MIN_BASE_STOCK

if TYPE_CHECKING:
    import ibis.expr.types as ir

    from drift.measures.paper.scope import Scope
    from drift.measures.paper.tightness import Tightness
    from drift.tables.store import Store
    from drift.terms import Group

SIZE: Final = "size"
CONTROL: Final = "control"
TIGHT: Final = "tightness"
READ: Final = ("obligation", "kind", "modality")  # of a clause's reading, what makes it one of a stock


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
    controlled: tuple[str, ...]  # measures that make the index of control
    size_stands_in: bool  # nothing left to count of control


def count_specification(store: Store, months: pd.PeriodIndex) -> Stocks:
    """Count what is in force at the end of each month."""
    names = [measure.name for measure in measures_of("specification") if measure.group != TIGHT]
    kinds = _count_kinds(store)
    documents = store.fetch("documents").to_pandas().drop(columns=["author", "approver", "function"])
    # a version whose clauses were all withdrawn: 0, not unknown
    counts, units = (
        frame.astype(float).reindex(documents["file"].to_list(), fill_value=0.0) for frame in _count_stocks(store)
    )
    versions = documents.assign(**{name: counts[name].to_numpy() for name in names}).sort_values(
        ["document", "effective_on", "file"]
    )
    states = states_at_month_ends(documents, months)
    by_document, units_by_document = (
        {
            document: pd.DataFrame({name: states[document].map(stock[name]) for name in names}, months, dtype=float)
            for document in states.columns
        }
        for stock in (counts, units)
    )
    roles = documents.groupby("document")["role"].first()
    counted = [document for document in by_document if roles[document] in COUNTED_ROLES]
    return Stocks(
        by_document,
        _add_up([by_document[document] for document in counted], months, names),
        units_by_document,
        _add_up([units_by_document[document] for document in counted], months, names),
        versions.reset_index(drop=True),
        _spread_duties(kinds, states),
        _count_unreadable(store),
    )


def _add_up(frames: list[pd.DataFrame], months: pd.PeriodIndex, names: list[str]) -> pd.DataFrame:
    """Return the sum over documents; missing before the first of them."""
    total = sum((frame.fillna(0) for frame in frames), pd.DataFrame(0.0, index=months, columns=names))
    known = np.any([frame.notna().any(axis=1) for frame in frames], axis=0) if frames else np.zeros(len(months), bool)
    return total.where(pd.Series(known, index=months), axis=0)


def _in_force(store: Store) -> ir.Table:
    clauses, readings = store["clauses"], store["readings"]
    return clauses.filter(clauses.in_force).join(readings, ["file", "sheet", "row"])


def _count_stocks(store: Store) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Count a version's clauses, words and what controls: in rows, and in lineage units.

    A unit counts where a clause that stands for it is of the stock; one that was merged into another must have been of
    it too: a definition within an obligation is no second one. Words and targets are as many in the parts of a split
    as they were before it: they are the same in both counts.
    """
    rows = _in_force(store)
    as_they_are = {"words": rows.words.sum(), "targets": rows.n_targets.sum()}
    belongs = _members(rows)
    counts = rows.group_by("file").agg(**as_they_are, **{name: member.sum() for name, member in belongs.items()})
    here, was = (store["readings"].select("file", "sheet", "row", *READ) for _ in range(2))
    units = store["units"].inner_join(here, ["file", "sheet", "row"])
    was = was.rename({f"was_{name}": name for name in was.columns})
    units = units.inner_join(was, ["was_file", "was_sheet", "was_row"])
    both = zip(_members(units).items(), _members(units, "was_").values(), strict=True)
    stood = {name: units.unit.nunique(where=now & then) for (name, now), then in both}
    frames = [
        table.to_pyarrow().to_pandas().set_index("file") for table in (counts, units.group_by("file").agg(**stood))
    ]
    return frames[0], frames[1].join(frames[0][[*as_they_are]])


def _members(rows: ir.Table, prefix: str = "") -> dict[str, ir.BooleanColumn]:
    """Return which clauses are of each stock; a right to deduct is a penalty as much as a duty to pay."""
    obligation, kind, modality = (rows[f"{prefix}{name}"] for name in READ)
    return {
        "clauses": kind.notnull(),
        "obligations": obligation,
        "reporting_duties": obligation & (kind == "reporting"),
        "penalties": (kind == "penalty") & (obligation | (modality == "permission")),
        "procedures": obligation & (kind == "procedure"),
    }


def _count_kinds(store: Store) -> pd.DataFrame:
    """Return for each version, party and kind how many clauses bind, and how many targets they hold."""
    rows = _in_force(store)
    bound = rows.filter(rows.obligation)
    counts = bound.group_by(["file", "party", "kind"]).agg(clauses=bound.count(), targets=bound.n_targets.sum())
    return counts.order_by(["file", "party", "kind"]).to_pyarrow().to_pandas()  # type: ignore[no-any-return]  # ibis has no types


def _spread_duties(kinds: pd.DataFrame, states: pd.DataFrame) -> pd.DataFrame:
    """Return what binds at the end of each month; a party and kind that has nothing has no row."""
    held = states.rename_axis("period").reset_index().melt("period", var_name="document", value_name="file")
    held = held.dropna(subset="file").assign(file=lambda frame: frame["file"].astype("str"))
    joined = held.merge(kinds, on="file").sort_values(["document", "period", "party", "kind"])
    columns = ["document", "period", "party", "kind", "clauses", "targets"]
    return joined[columns].reset_index(drop=True)


def _count_unreadable(store: Store) -> pd.DataFrame:
    """Return for each document how many clauses in force are in a language whose duties cannot be read."""
    rows = _in_force(store)
    other = rows.language.notnull() & ~rows.language.isin(LANGUAGES)
    counts = rows.group_by("document").agg(unreadable=other.sum(), clauses=rows.count()).order_by("document")
    return counts.to_pyarrow().to_pandas().fillna({"unreadable": 0})  # type: ignore[no-any-return]  # ibis has no types


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
    groups = {measure.name: measure.group for measure in measures_of("specification")}
    control = [name for name in counted if groups[name] == CONTROL]
    size = [name for name in counted if groups[name] == SIZE]
    return Specification(
        index=fit_index(logs, logs * 0, weigh_groups([*logs], weights), base),
        logs=logs,
        size=_fit(stocked, size, base).values,
        control=_fit(stocked, control or size, base).values,
        by_document={name: _size_alone(frame, base) for name, frame in stocks.units.items()},
        counted=tuple(map(str, logs)),
        absent=tuple(name for name in map(str, stocks.total_units) if name not in logs),
        gone=_find_gone(stocks.total_units[counted]),
        controlled=tuple(control or size),
        size_stands_in=not control,
    )


def _large_enough(stock: pd.DataFrame, base: pd.PeriodIndex) -> list[str]:
    means = stock.loc[stock.index.isin(base)].mean()
    return [name for name in map(str, stock) if float(means[name]) >= MIN_BASE_STOCK]


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


def _fit(stocked: pd.DataFrame, names: list[str], base: pd.PeriodIndex) -> Index:
    """Fit the index of some stocks, given all of them in logs."""
    logs = stocked[names]
    return fit_index(logs, logs * 0, weigh_groups(names), base)


def _size_alone(stock: pd.DataFrame, base: pd.PeriodIndex) -> pd.Series:
    there = pd.PeriodIndex(stock.dropna(how="all").index)
    own = there.intersection(base) if len(there.intersection(base)) else there[:BASE_MONTHS]
    groups = {measure.name: measure.group for measure in measures_of("specification")}
    names = [name for name in _large_enough(stock, own) if groups[name] == SIZE]
    return _fit(_log(stock, own), names, own).values
