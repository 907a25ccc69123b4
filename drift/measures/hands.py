"""The same hands: does who calls still meet the person who knows the installation.

Per incident whose caller had one before: of the caller's incidents of the preceding 8 to 365 days the share handled by
the person who handles this one. Volume, sites and busy callers leave it alone: three fixed duos give 1, a call centre
of 30 gives 1/30. The first week is left out, because one disruption often brings several calls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.measures.cases import DAY_S, FIXED_POINT

if TYPE_CHECKING:
    import ibis

    from drift.tables.store import Store

HANDS: Final = "same_hands"
FROM_DAYS, TO_DAYS = 8, 365  # before this incident
HISTORY_MONTHS: Final = 12  # a caller's year must be in the log before it can be looked back upon


def judge_hands(store: Store, first_month: int) -> ibis.Table:
    """Return per case whether the question can be asked (`asked`) and the share in billionths (`share`, null: unknown).

    Asked of incidents of persons of two sides whose caller had one before, and of those that do not tell the persons;
    of neither in the first HISTORY_MONTHS months of the log.
    """
    import ibis

    cases = store["cases"]
    later = cases.filter(cases.by_people)
    told = later.filter(later.between)
    year = (-TO_DAYS * DAY_S, -FROM_DAYS * DAY_S)
    before = told.mutate(
        n_all=told.count().over(ibis.window(group_by="caller", order_by="opened_s", range=year)),
        n_same=told.count().over(ibis.window(group_by=["caller", "handler"], order_by="opened_s", range=year)),
    )
    from_month = first_month + HISTORY_MONTHS
    met = before.filter((before.n_all > 0) & (before.month >= from_month)).select(
        "case", share=(before.n_same * FIXED_POINT / before.n_all).round().cast("int64")
    )
    untold = later.filter((later.caller.isnull() | later.handler.isnull()) & (later.month >= from_month))
    return met.union(untold.select("case", share=ibis.null("int64"))).mutate(asked=True)
