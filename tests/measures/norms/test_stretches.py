"""Incidents by stretch of days: a month is cut off from the one before it, wherever in it the log ends."""

import pandas as pd
import pytest
from small_relations import analyse, make_clauses, make_incidents

SHARE = "Ten minste 95 % van de storingen is binnen 8 uur hersteld."


@pytest.mark.parametrize("last", ["2020-06-05", "2020-06-29", "2020-06-30", "2020-07-01"])
def test_every_month_has_its_own_incidents(last):
    days = pd.date_range("2020-01-01 09:00", f"{last} 12:00", freq="D")
    monthly = analyse(make_clauses(v1=[SHARE]), make_incidents(days, [2.0] * len(days))).measured.norms.monthly
    counted = monthly.set_index("month")["n"]
    assert counted.to_dict() == days.to_period("M").value_counts().to_dict()
