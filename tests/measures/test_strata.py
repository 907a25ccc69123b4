"""Strata: what is renamed later moves no month before it, and a month that speaks otherwise loses one column."""

import numpy as np
import pandas as pd

from drift.measures.work.strata import choose_strata

MONTHS = pd.period_range("2020-01", periods=40, freq="M")


def counts(rename_from=None, column="category"):
    rows = [
        (month, category, priority, n)
        for month in MONTHS
        for category, priority, n in (("belt", "1", 20), ("belt", "2", 10), ("scanner", "1", 12), ("desk", "3", 1))
    ]
    frame = pd.DataFrame(rows, columns=["period", "category", "priority", "n"])
    if rename_from is not None:
        later = frame["period"] >= rename_from
        frame.loc[later, column] = "new " + frame.loc[later, column]
    return frame


def means(strata, frame):
    """A share that differs by cell, standardised by month."""
    share = frame["category"].str.endswith("belt") * 0.5 + frame["priority"].str.endswith("1") * 0.2
    placed = strata.place(frame.assign(total=share * frame["n"]))
    sums = placed.groupby(["period", "stratum"])[["n", "total"]].sum().reset_index()
    weight = sums["stratum"].map(strata.mix)
    value = (weight * sums["total"] / sums["n"]).groupby(sums["period"]).sum()
    return value / weight.groupby(sums["period"]).sum()


def test_every_incident_of_every_month_is_in_one_stratum_and_a_mix_adds_up():
    frame = counts(MONTHS[34])
    strata = choose_strata(frame, MONTHS[:12])
    placed = strata.place(frame)
    assert placed["n"].sum() == frame["n"].sum()
    for level, cells in strata.cells.groupby("level"):
        assert np.isclose(strata.mix.reindex(cells["stratum"].unique()).sum(), 1), level


def test_categories_renamed_in_month_34_move_no_month_before():
    plain, renamed = (choose_strata(frame, MONTHS[:12]) for frame in (counts(), counts(MONTHS[34])))
    before = MONTHS[:34]
    assert means(plain, counts())[before].tolist() == means(renamed, counts(MONTHS[34]))[before].tolist()
    assert set(renamed.levels.set_index("period")["level"][MONTHS[34:]]) == {1}
    # the same incidents: without the category the level of the share stays what it was
    assert np.allclose(means(renamed, counts(MONTHS[34])), means(plain, counts()).iloc[0])


def test_priorities_renamed_leave_no_column():
    strata = choose_strata(counts(MONTHS[20], "priority"), MONTHS[:12])
    assert set(strata.levels.set_index("period")["level"][MONTHS[20:]]) == {2}


def test_a_blank_column_is_none():
    frame = counts().assign(category="")
    assert set(choose_strata(frame, MONTHS[:12]).levels["level"]) == {1}
