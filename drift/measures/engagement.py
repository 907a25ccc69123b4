"""Do the people of both operations still work together: the components, and their index."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from drift.measures.attention import ATTENTION, judge_attention
from drift.measures.cases import count_cells, put_strata, to_months
from drift.measures.catalogue import measure_named, weigh_groups
from drift.measures.contact import CONTACT, judge_contact
from drift.measures.floor import FLOOR, Criteria, judge_floor, judge_lull
from drift.measures.hands import HANDS, judge_hands
from drift.measures.index import Index, draw_weights, fit_index
from drift.measures.repeats import take_off
from drift.measures.shares import Shares, count_shares, measure_shares, usable_months
from drift.measures.strata import Strata, choose_strata

if TYPE_CHECKING:
    import ibis

    from drift.tables.calendar import Span
    from drift.tables.store import Store
    from drift.terms import Group


WEIGHTS_DRAWN = 200  # a share of 0.9 is then known to within 0.04
WEIGHTS_SEED = 1


@dataclass(frozen=True)
class Engagement:
    """The components, which of them make the index, and the index."""

    shares: dict[str, Shares]  # every component that has months
    entered: tuple[str, ...]  # those in the index
    index: Index


def judge_components(store: Store, span: Span, cut_days: int, criteria: Criteria) -> dict[str, ibis.Table]:
    """Return per component a table of cases: share, asked."""
    judged = {
        HANDS: judge_hands(store, span.months[0].ordinal),
        CONTACT: judge_contact(store, cut_days).select("case", "share", "asked"),
    }
    if criteria.enough:
        judged[FLOOR] = judge_floor(store, criteria)
    if store.fetch("events").num_rows:  # without updates nobody can tell whether there was attention
        judged[ATTENTION] = judge_attention(store)
    for name, table in judged.items():  # asked of twice, for the months and for the shares
        store.derive(name, table)
    return {name: store[name] for name in judged}


def find_usable(store: Store, judged: dict[str, ibis.Table], settled: pd.PeriodIndex) -> dict[str, pd.PeriodIndex]:
    """Return per component the months that may be judged."""
    cases = store["cases"].select("case", "month")
    months = {}
    for name, table in judged.items():
        rows = table.filter(table.asked).join(cases, "case")
        counts = rows.group_by("month").agg(n=rows.count(), known=rows.share.count()).to_pyarrow().to_pandas()
        months[name] = usable_months(counts.assign(period=to_months(counts["month"])), settled)
    return months


def choose_components(store: Store, usable: dict[str, pd.PeriodIndex]) -> tuple[str, ...]:
    """Return the components that make the index.

    Attention to a log is not contact between people, and rises when a ticket is bounced: it stands in where the log
    names no person at all, or nothing else can be measured.
    """
    there = tuple(name for name in usable if len(usable[name]))
    others = tuple(name for name in there if name != ATTENTION)
    return others if others and _names_persons(store) else there


def _names_persons(store: Store) -> bool:
    cases, steps = store["cases"], store["steps"]
    told = cases.agg(n=cases.caller.count() + cases.handler.count()).to_pyarrow().to_pylist()[0]["n"]
    acted = steps.agg(n=steps.actor.count()).to_pyarrow().to_pylist()[0]["n"]
    return bool(told or acted)


def stratify(store: Store, base: pd.PeriodIndex, settled: pd.PeriodIndex) -> Strata:
    """Choose the strata of corrective incidents and put them where the engine counts."""
    counts = count_cells(store)
    strata = choose_strata(counts.assign(period=to_months(counts["month"])), base, settled)
    put_strata(store, strata.cells)
    return strata


def measure_engagement(
    store: Store,
    judged: dict[str, ibis.Table],
    usable: dict[str, pd.PeriodIndex],
    base: pd.PeriodIndex,
    mix: pd.Series,
    criteria: Criteria,
) -> dict[str, Shares]:
    """Count and standardise every component that has months; what repeats by chance alone is taken off the floor."""
    shares = {
        name: measure_shares(count_shares(store, judged[name]), months, base, mix, bound=name == ATTENTION)
        for name, months in usable.items()
        if len(months)
    }
    if FLOOR in shares and "repeated" in criteria.used:
        counts = count_shares(store, judge_lull(store, criteria))
        shares[FLOOR] = take_off(shares[FLOOR], measure_shares(counts, usable[FLOOR], base, mix), base)
    return shares


def try_weights(engagement: Engagement, base: pd.PeriodIndex) -> float | None:
    """Return under which share of random weights of the groups the change keeps its sign; None with one group."""
    groups = {name: str(measure_named(name).group) for name in engagement.entered}
    if len(set(groups.values())) < 2:
        return None
    months = engagement.index.values.index
    logs = pd.DataFrame({name: engagement.shares[name].log for name in groups}, index=months)
    return draw_weights(logs, logs * 0, base, groups, draws=WEIGHTS_DRAWN, seed=WEIGHTS_SEED)


def fit_engagement(
    shares: dict[str, Shares],
    entered: tuple[str, ...],
    months: pd.PeriodIndex,
    base: pd.PeriodIndex,
    weights: dict[Group, float],
) -> Index:
    """Return the index of engagement over `months`; `weights` by group, as drift.toml has them."""
    logs = pd.DataFrame({name: shares[name].log for name in entered}, index=months)
    variances = pd.DataFrame({name: shares[name].variance for name in entered}, index=months)
    return fit_index(logs, variances, weigh_groups(list(entered), weights), base)
