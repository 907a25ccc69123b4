"""The three passes over the flags: against logs written by hand, and against sums by numpy."""

import numpy as np
import pandas as pd
import pytest
from handmade import incident, make_casebook, rows_of, step
from operation import Plan, measure, simulate

from drift.measures.catalogue import measure_named
from drift.measures.work.counts import (
    count_cells,
    count_residuals,
    count_sums,
    pick_share,
    pick_sums,
)
from drift.measures.work.questions.ask import ask
from drift.tables.engine import FIXED_POINT

JANUARY, MARCH = pd.Period("2020-01", "M"), pd.Period("2020-03", "M")
MARCH_H = 24 * 60  # hours after the tenth of January: in March
PEOPLE = {"requester": "C1", "handler": "H1"}


@pytest.fixture(scope="module")
def small():
    """Five incidents in two months and two cells; of one nobody knows whether it was handed over or reopened."""
    incidents = [
        incident("I1", n_reopened=1, open_h=1.0, **PEOPLE),
        incident("I2", after_h=1, n_reopened=0, open_h=4.0, **PEOPLE),
        incident("I3", after_h=2, n_reopened=0, open_h=16.0, priority="P1", handler="H2"),
        incident("I4", after_h=MARCH_H, n_reopened=2, open_h=0.0),
        incident("I5", after_h=MARCH_H + 1, open_h=8.0, **PEOPLE),
    ]
    steps = [step("I1", 0.5), step("I1", 0.75, "waiting"), step("I2", 1), step("I5", MARCH_H + 2, actor=None)]
    with make_casebook(incidents, steps) as casebook:
        yield casebook.flags


def test_a_question_is_counted_by_month_and_cell(small):
    cells = count_cells(small, ["reopened", "repeated", "waiting"])
    assert cells[["period", "category", "priority", "n"]].to_numpy().tolist() == [
        [JANUARY, "band", "P1", 1],
        [JANUARY, "band", "P2", 2],
        [MARCH, "band", "P2", 2],
    ]
    assert cells[["reopened_n", "reopened_known", "reopened_total"]].to_numpy().tolist() == [
        [1, 1, 0],
        [2, 2, 1],
        [2, 1, 1],
    ]
    # a quarter of the hour that I1 was open; I4 has no open time
    assert cells[["waiting_known", "waiting_total"]].to_numpy().tolist() == [[1, 0], [2, 0.25], [1, 0]]


def test_a_question_that_is_asked_of_few_is_counted_among_these(small):
    quick = small.mutate(**ask("quick", small.open_s <= 3600, small.priority == "P2"))
    picked = pick_share(count_cells(quick, ["quick"]), "quick")
    assert picked[["period", "n", "known", "total"]].to_numpy().tolist() == [[JANUARY, 2, 2, 1], [MARCH, 2, 1, 0]]


def test_months_add_up_hours_in_logs_persons_and_steps(small):
    months = count_sums(small).set_index("period")
    assert months["n"].tolist() == [3, 2]
    assert months["named"].tolist() == [2 + 3 + 3, 1 + 1]  # callers, handlers, steps with an actor
    assert months[["updates_total", "updates_squares"]].to_numpy().tolist() == [[3, 2**2 + 1], [1, 1]]
    hours = pick_sums(months.reset_index(), measure_named("time_to_restore")).set_index("period")
    assert hours[["n", "known"]].to_numpy().tolist() == [[3, 3], [2, 1]]
    logs = np.log([4, 16])
    assert hours.loc[JANUARY, ["total", "squares"]].tolist() == pytest.approx([logs.sum(), (logs**2).sum()], abs=1e-8)
    assert hours.loc[MARCH, ["total", "squares"]].tolist() == pytest.approx([np.log(8), np.log(8) ** 2], abs=1e-8)


def expect(flags, names, rng):
    """Return strata, and for each share a weight and a centre by month and stratum."""
    cells = flags[["category", "priority"]].drop_duplicates().sort_values(["category", "priority"], ignore_index=True)
    months = pd.PeriodIndex(flags["month"].unique().astype("datetime64[M]").astype("datetime64[s]"), freq="M")
    grid = pd.MultiIndex.from_product([months, range(len(cells))], names=["period", "stratum"]).to_frame(index=False)
    drawn = {name: grid.assign(weight=rng.random(len(grid)), centre=rng.random(len(grid))) for name in names}
    strata = cells.assign(stratum=range(len(cells))).merge(pd.DataFrame({"period": months}), how="cross")
    return strata, drawn


def test_what_is_left_of_a_share_by_caller_is_the_sum_by_numpy():
    frames = simulate(Plan(months=14, a_month=30), 4)
    names = ("reopened", "same_hands")
    with make_casebook(frames["incidents"].to_dict("records"), frames["events"].to_dict("records")) as casebook:
        rows = rows_of(casebook, casebook.flags).reset_index()
        strata, expected = expect(rows, names, np.random.default_rng(7))
        residuals = count_residuals(casebook.flags, strata, expected)
    counted = residuals.set_index(["period", "cluster"]).sort_index()
    rows["period"] = pd.PeriodIndex(rows["month"].to_numpy().astype("datetime64[M]").astype("datetime64[s]"), freq="M")
    rows = rows.merge(strata, on=["period", "category", "priority"])
    rows["reopened"] = rows["reopened"].astype(float)
    rows["same_hands"] = (rows["same_hands"] / FIXED_POINT).where(rows["same_hands_asked"])
    for name in names:
        told = rows.merge(expected[name], on=["period", "stratum"])
        left = (told["weight"] * (told[name] - told["centre"])).groupby([told["period"], told["cluster"]])
        assert counted[name].to_numpy() == pytest.approx(left.sum().to_numpy(), abs=1e-12)
        known = told[name].notna().groupby([told["period"], told["cluster"]]).sum()
        assert counted[f"{name}_known"].to_numpy().tolist() == known.tolist()
    assert counted["same_hands_known"].sum() < counted["reopened_known"].sum() == len(rows)


def every_number(frames):
    operations = measure(frames)
    parts = {f"{name}.{part}": getattr(shares, part) for name, shares in operations.measures.items() for part in PARTS}
    index = operations.engagement.index
    return pd.DataFrame(parts | {"index": index.values})


PARTS = ("value", "log", "variance", "n", "known")


def test_another_order_of_rows_changes_no_number_in_its_last_bit():
    frames = simulate(Plan(months=26, a_month=25, callers=8, loyal=0.7), 6)
    shuffled = {name: frame.sample(frac=1, random_state=3) for name, frame in frames.items()}
    pd.testing.assert_frame_equal(every_number(frames), every_number(shuffled), check_exact=True)
