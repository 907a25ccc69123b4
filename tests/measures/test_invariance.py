"""What must change nothing: other names, one robot more, another order of rows; a column gone makes no step."""

from functools import cache

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from operation import Plan, measure, simulate

SMALL = Plan(months=32, a_month=25, loyal=0.7, callers=8)


@cache
def log():
    return simulate(SMALL, 2)


@cache
def plain():
    return summary(measure(log()))


def summary(operations):
    parts = {f"{name}.{part}": getattr(shares, part) for name, shares in operations.measures.items() for part in PARTS}
    return pd.DataFrame(parts | {"index": operations.engagement.index.values})


PARTS = ("value", "log", "variance", "n", "known")


def same(frame):
    pd.testing.assert_frame_equal(frame, plain(), check_exact=False, rtol=1e-12, atol=1e-12)


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=2)
def test_renaming_every_person_changes_nothing(seed):
    rng = np.random.default_rng(seed)
    persons = sorted({*log()["incidents"]["requester"], *log()["incidents"]["handler"], *log()["events"]["actor"]})
    names = dict(zip(persons, rng.permutation([f"{i:032x}" for i in range(len(persons))]), strict=True))
    incidents = log()["incidents"].assign(**{c: log()["incidents"][c].map(names) for c in ("requester", "handler")})
    same(
        summary(
            measure(
                {"incidents": incidents, "events": log()["events"].assign(actor=log()["events"]["actor"].map(names))}
            )
        )
    )


@given(st.integers(0, 2**32 - 1))
@settings(max_examples=2)
def test_shuffling_rows_changes_nothing(seed):
    shuffled = {name: frame.sample(frac=1, random_state=seed) for name, frame in log().items()}
    same(summary(measure(shuffled)))


@given(st.integers(1, 4000), st.sampled_from(["call", "escalated", "comment", "reopened", "waiting"]))
@settings(max_examples=2)
def test_adding_a_robot_changes_nothing(n, kind):
    events = log()["events"]
    robots = events.head(n).assign(actor="robot", kind=kind, text="automatic")
    same(summary(measure({**log(), "events": pd.concat([events, robots], ignore_index=True)})))


@pytest.mark.long
@given(st.sampled_from(["object", "n_reassigned", "n_reopened", "requester", "handler"]), st.integers(20, 27))
@settings(max_examples=4)
def test_a_column_that_disappears_makes_no_step(column, month):
    """Months before stay as they were; months after lose a component and go on from the same level."""
    incidents = log()["incidents"].copy()
    gone = pd.PeriodIndex(incidents["opened_at"], freq="M") >= pd.Period("2016-01", "M") + month
    incidents[column] = incidents[column].mask(gone)
    index = measure({**log(), "incidents": incidents}).engagement.index
    whole = plain()["index"].dropna()
    before = index.values[whole.index[: month - 2]]
    assert np.allclose(before, whole[before.index], atol=0.02)
    after = index.values.dropna()
    after = after[after.index >= whole.index[month - 1]]
    assert len(after)
    assert abs(float(after.mean() - whole[after.index].mean())) < 0.25
