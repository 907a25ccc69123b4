"""The same hands: does who calls still meet the person who knows the installation.

Per incident whose caller had one before: of the caller's incidents of the preceding 8 to 120 days the share handled by
the person who handles this one. Volume, sites and busy callers leave it alone: three fixed duos give 1, a call centre
of 30 gives 1/30. The first week is left out, because one disruption often brings several calls. A look-back of a year
would remember everybody who left for a year: 19 % false alarms on calm logs, 6 % with 120 days (STATISTICS).
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.measures.catalogue import HANDS
from drift.measures.work.questions.ask import ask
from drift.tables.engine import DAY_S, FIXED_POINT

if TYPE_CHECKING:
    import ibis
    import pandas as pd

FROM_DAYS, TO_DAYS = 8, 120  # before this incident
HISTORY_MONTHS: Final = 4  # so many days must be in the log before they can be looked back upon


def find_hands(cases: ibis.Table, spoiled: pd.PeriodIndex) -> ibis.Table:
    """Return per case between persons of two sides what the caller had within these days: n_met, n_same.

    Parameters
    ----------
    spoiled : months that say nothing of who works with whom, nor do they later

    Returns
    -------
    table : case, n_met (by whomever they were handled), n_same (by the person who handles this one)
    """
    import ibis

    rows = cases.filter(cases.by_people & cases.between)
    if len(spoiled):
        rows = rows.filter(~rows.month.isin([*map(int, spoiled.asi8)]))
    days = (-TO_DAYS * DAY_S, -FROM_DAYS * DAY_S)
    of_caller = ibis.window(group_by="caller_number", order_by="opened_s", range=days)
    of_both = ibis.window(group_by=["caller_number", "handler_number"], order_by="opened_s", range=days)
    return rows.select("case", n_met=rows.count().over(of_caller), n_same=rows.count().over(of_both))


def flag_hands(rows: ibis.Table, first_month: int) -> dict[str, ibis.Value]:
    """Ask for the share of what the caller had before in the same hands.

    Asked of incidents of persons of two sides whose caller had one before, and of those that do not tell the persons;
    of neither in the first HISTORY_MONTHS months of the log.
    """
    untold = rows.by_people & (rows.caller.isnull() | rows.handler.isnull())
    asked = (rows.month >= first_month + HISTORY_MONTHS) & ((rows.n_met.fill_null(0) > 0) | untold)
    share = (rows.n_same * FIXED_POINT / rows.n_met.nullif(0)).round().cast("int64")
    return ask(HANDS, share, asked)
