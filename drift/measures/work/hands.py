"""The same hands: does who calls still meet the person who knows the installation.

Per incident whose caller had one before: of the caller's incidents of the preceding 8 to 365 days the share handled by
the person who handles this one. Volume, sites and busy callers leave it alone: three fixed duos give 1, a call centre
of 30 gives 1/30. The first week is left out, because one disruption often brings several calls.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.measures.work.cases import DAY_S, FIXED_POINT

if TYPE_CHECKING:
    import ibis

    from drift.tables.store import Store

HANDS: Final = "same_hands"
FROM_DAYS, TO_DAYS = 8, 365  # before this incident
HISTORY_MONTHS: Final = 12  # a caller's year must be in the log before it can be looked back upon


def find_hands(store: Store) -> ibis.Table:
    """Return per case between persons of two sides the caller's incidents of the year before: n_met, n_same.

    n_met : by whomever they were handled; n_same : by the person who handles this one
    """
    import ibis

    cases = store["cases"]
    told = cases.filter(cases.by_people & cases.between)
    year = (-TO_DAYS * DAY_S, -FROM_DAYS * DAY_S)
    of_caller = ibis.window(group_by="caller_number", order_by="opened_s", range=year)
    of_both = ibis.window(group_by=["caller_number", "handler_number"], order_by="opened_s", range=year)
    return told.select("case", n_met=told.count().over(of_caller), n_same=told.count().over(of_both))


def judge_hands(told: ibis.Table, first_month: int) -> dict[str, ibis.Value]:
    """Return whether the question can be asked (`hands_asked`) and the share in billionths (`hands`, null: unknown).

    Asked of incidents of persons of two sides whose caller had one before, and of those that do not tell the persons;
    of neither in the first HISTORY_MONTHS months of the log.
    """
    import ibis

    untold = told.by_people & (told.caller.isnull() | told.handler.isnull())
    asked = (told.month >= first_month + HISTORY_MONTHS) & ((told.n_met.fill_null(0) > 0) | untold)
    share = (told.n_same * FIXED_POINT / told.n_met.nullif(0)).round().cast("int64")
    return {"hands_asked": asked, "hands": ibis.ifelse(asked, share, ibis.null("int64"))}
