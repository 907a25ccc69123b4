import datetime as dt

import numpy as np
import pandas as pd
import pytest

from drift.measures.paper.reading_error import reading_error
from drift.measures.paper.turnover import count_changed, find_reading_error

MONTHS = pd.period_range("2020-01", periods=24, freq="M")


def tables(*versions):
    """Documents and clauses of one SLA: (day, texts) a version."""
    days = [dt.date.fromisoformat(day) for day, _ in versions]
    documents = pd.DataFrame(
        {
            "file": [f"v{i}" for i in range(len(versions))],
            "document": "SLA",
            "role": "sla",
            "status": pd.Series([None] * len(versions), dtype="str"),
            "effective_on": days,
            "ends_on": [*days[1:], None],
        }
    )
    rows = [(f"v{i}", text, True) for i, (_, texts) in enumerate(versions) for text in texts]
    return documents, pd.DataFrame(rows, columns=["file", "text", "in_force"])


def test_a_clause_counts_as_changed_in_both_states_and_a_repeated_text_each_time():
    documents, clauses = tables(("2020-01-01", ["a", "b", "b", "c"]), ("2021-01-01", ["a", "b", "d", "e", "e"]))
    changed = count_changed(documents, clauses, MONTHS, MONTHS[:12])
    assert changed[:12].eq(0).all()
    assert changed[12:].eq(5).all()  # one b and c went, d and two e came


def test_papers_that_do_not_count_and_withdrawn_clauses_change_nothing():
    documents, clauses = tables(("2020-01-01", ["a", "b"]), ("2021-01-01", ["a", "x"]))
    clauses.loc[clauses["text"].isin(["b", "x"]), "in_force"] = False
    assert count_changed(documents, clauses, MONTHS, MONTHS[:12]).eq(0).all()
    documents["role"] = "dap"
    assert count_changed(documents, clauses, MONTHS, MONTHS[:12]).eq(0).all()


def test_the_error_of_control_is_that_of_the_changed_clauses_over_the_smaller_stock():
    total = pd.DataFrame({"targets": [20.0] * 12 + [40.0] * 12}, index=MONTHS)
    changed = pd.Series([0] * 12 + [25] * 12, index=MONTHS)
    error = find_reading_error(total, {"targets": 1.0}, changed, MONTHS[:12])
    assert error[:12].eq(0).all()
    expected = float(reading_error()["clause_sd"]["targets"]) * 5 / 20
    assert error[12:].to_list() == pytest.approx([expected] * 12)


def test_a_stock_that_is_gone_may_be_more_than_was_read_and_without_a_paper_nothing_can_be_told():
    total = pd.DataFrame({"targets": [20.0] * 12 + [40.0] * 12, "penalties": [6.0] * 12 + [0.0] * 12}, index=MONTHS)
    changed = pd.Series([0] * 12 + [25] * 12, index=MONTHS)
    sd = reading_error()["clause_sd"]
    error = find_reading_error(total, {"penalties": 1.0}, changed, MONTHS[:12])
    gone = np.log1p(5 * sd["penalties"] / 0.5)
    assert error.to_list() == pytest.approx([0.0] * 12 + [gone] * 12)
    assert 1.96 * gone < np.log(6 / 0.5)  # six penalties of 25 clauses that changed: a fall beyond misreading
    both = find_reading_error(total, {"targets": 0.5, "penalties": 0.5}, changed, MONTHS[:12])
    assert both.iloc[-1] == pytest.approx(np.hypot(5 * sd["targets"] / 20, gone) / 2)
    total.iloc[20:] = np.nan
    assert np.isinf(find_reading_error(total, {"penalties": 1.0}, changed, MONTHS[:12])[20:]).all()
