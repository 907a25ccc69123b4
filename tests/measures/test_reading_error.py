"""How far a count may be off because clauses are misread, and what of that is left in a change."""

import numpy as np
import pandas as pd
import pytest

from drift.measures.catalogue import measures_of
from drift.measures.paper.reading_error import EXACT, change_error, index_error, reading_error, weigh_readings


def test_every_stock_that_is_read_has_a_reading_error():
    read = {measure.name for measure in measures_of("specification")} - {*EXACT, "tightness"}
    errors = reading_error()
    assert set(errors.index) == read
    assert np.allclose(errors["log_ratio"], np.log(errors["counted"] / errors["truth"]), atol=5e-4)
    assert (errors[["log_se", "clause_sd"]] > 0).all().all()


def test_clauses_that_stay_as_they_are_leave_no_error_in_a_change():
    assert change_error("obligations", 0, 100) == 0.0
    assert change_error("words", 50, 100) == 0.0  # counted, not read


def test_the_error_of_a_change_grows_with_the_root_of_what_changed_and_falls_with_the_stock():
    one = change_error("targets", 1, 10)
    assert change_error("targets", 9, 10) == pytest.approx(3 * one)
    assert change_error("targets", 1, 20) == pytest.approx(one / 2)
    gone = change_error("targets", 100, 0)  # may be ten errors of a clause where none was read; none counts as a half
    assert gone == pytest.approx(np.log((0.5 + 10 * reading_error()["clause_sd"]["targets"]) / 0.5))


def test_an_index_of_two_stocks_has_the_error_of_their_mean():
    stocks = {"targets": 10.0, "penalties": 10.0}
    parts = [change_error(name, 4, 10) for name in stocks]
    assert index_error(dict.fromkeys(stocks, 0.25), 4, stocks) == pytest.approx(float(np.hypot(*parts)) / 2)


def test_a_stock_that_is_read_worse_has_less_to_say():
    stocks = pd.Series({"clauses": 100.0, "words": 4000.0, "obligations": 60.0, "targets": 20.0, "penalties": 6.0})
    size = weigh_readings(["clauses", "words", "obligations"], stocks)
    assert size["clauses"] == size["words"] > size["obligations"]
    control = weigh_readings(["targets", "penalties"], stocks)
    assert sum(control.values()) == pytest.approx(1)
    floor = np.log(1.1) / 1.959964
    errors = [10 * reading_error()["clause_sd"][name] / stocks[name] for name in ("targets", "penalties")]
    ratio = (floor**2 + errors[1] ** 2) / (floor**2 + errors[0] ** 2)
    assert control["targets"] / control["penalties"] == pytest.approx(ratio, rel=1e-5)
    assert weigh_readings(["targets"], stocks) == {"targets": 1.0}
