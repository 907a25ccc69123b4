"""Logs that look like drift and are not: each must be told by its months, its effect and its figure."""

import numpy as np
import pandas as pd
import pytest

from drift.errors import Address, Note
from drift.measures.work.log_shape import FIELDS, LogShape
from drift.model.cautions.coverage import find_calendars, find_few, find_limits, find_short_log, find_uncovered
from drift.model.cautions.log_ends import find_log_ends
from drift.model.cautions.logging_discipline import find_discipline
from drift.sources.accounts import FileAccount
from drift.tables.calendar import span_log
from drift.tables.intake import Intake
from drift.wording import Wording


def shape(n, short=0.5, ended=1.0, first="2018-01", instant=0.05):
    months = pd.period_range(first, periods=len(n), freq="M", name="period")
    n = pd.Series(n, index=months)
    parts = {"n": n, "n_ended": (n * ended).round(), "n_short": (n * short).round(), "n_instant": (n * instant).round()}
    corrective = {"n_corrective": n, "n_timed": n, "n_timeless": 0 * n}
    return pd.DataFrame(parts | corrective | dict.fromkeys(FIELDS, n)).astype(int)


def ends(rows, base=None, settled=None):
    settled = settled if settled is not None else rows.index[:-3]
    base = base if base is not None else settled[:12]
    return {caution.code: caution for caution in find_log_ends(rows, settled, base)}


def names(caution):
    return [str(month) for month in caution.periods]


def test_cases_chosen_by_closing_date_are_withheld():
    rows = shape([3, 2, 6, 62, 238, 2177, 7551, 7600], short=np.r_[np.zeros(5), 0.2, 0.6, 0.6])
    found = ends(rows)
    assert found["long_runners"].effect == "withhold"
    assert names(found["long_runners"]) == ["2018-01", "2018-02", "2018-03", "2018-04", "2018-05", "2018-06"]
    assert found["long_runners"].sentence.values["n"] == 2488


def test_a_log_that_begins_with_what_was_still_open_is_withheld():
    found = ends(shape([4, 9, 20] + [60] * 40, short=np.r_[0.0, 0.0, 0.1, np.full(40, 0.55)]))
    assert (found["long_runners"].effect, len(found["long_runners"].periods)) == ("withhold", 3)


def test_a_steady_log_has_no_caution_and_neither_has_one_that_grows_or_gets_quicker_over_years():
    rng = np.random.default_rng(3)
    assert ends(shape(rng.poisson(45, 60))) == {}
    assert ends(shape(rng.poisson(np.linspace(20, 60, 96)), short=np.linspace(0.4, 0.6, 96))) == {}


def test_a_log_that_came_into_use_slowly_says_so():
    found = ends(shape([5, 10, 20] + [60] * 40))
    assert [(caution.code, caution.effect) for caution in found.values()] == [("ramp_up", "qualify")]
    assert names(found["ramp_up"]) == ["2018-01", "2018-02", "2018-03"]


def test_tickets_not_closed_yet_are_not_slow():
    rows = shape([60] * 40, ended=np.r_[np.full(38, 0.99), 0.9, 0.63])
    assert ends(rows)["open_at_end"].effect == "inform"  # months that are not over are empty anyway
    assert names(ends(rows)["open_at_end"]) == ["2021-04"]
    assert ends(rows, settled=rows.index)["open_at_end"].effect == "withhold"


def test_months_without_an_incident_are_never_told_of():
    rows = shape([60] * 38 + [0] * 6)  # a real log: "April to September 2025: 0 % of the incidents have ended"
    assert ends(rows, settled=rows.index) == {}
    rows = shape([60] * 38 + [0, 0, 60, 0], ended=np.r_[np.full(38, 0.99), 0, 0, 0.4, 0])
    assert names(ends(rows, settled=rows.index)["open_at_end"]) == ["2021-05"]
    assert names(ends(shape([5, 0, 0, 20] + [60] * 40))["ramp_up"]) == ["2018-01", "2018-04"]
    thin = np.r_[0.0, 0.0, 0.0, 0.1, np.full(40, 0.55)]
    assert names(ends(shape([9, 0, 0, 20] + [60] * 40, short=thin))["long_runners"]) == ["2018-01", "2018-04"]


def test_two_stray_rows_that_stretch_a_log_by_four_years_are_told():
    rows = shape([1, 0, 0, 0] + [0] * 44 + [50] * 30 + [0] * 20 + [1])
    caution = ends(rows)["stray_dates"]
    assert (names(caution), caution.sentence.values["n"]) == (["2018-01", "2026-03"], 2)


def changes(months, tools=None, categories=None):
    every = tools if tools is not None else pd.DataFrame({"a": months["n"]})
    words = categories if categories is not None else pd.DataFrame(columns=["period", "category", "n"])
    nobody = pd.DataFrame(columns=["period", "field", "known", "top"]), pd.DataFrame(columns=["period", "handler", "n"])
    return {caution.code: caution for caution in find_discipline(LogShape(months, every, words, *nobody))}


def test_a_new_tool_and_new_categories_are_told_with_their_month():
    months = shape([50] * 48)
    half = months["n"].where(np.arange(48) < 24, 0)
    words = pd.DataFrame({"period": months.index, "category": ["old"] * 24 + ["new"] * 24, "n": 50})
    found = changes(months, pd.DataFrame({"x": half, "y": months["n"] - half}), words)
    assert names(found["tool_change"]) == names(found["category_change"]) == ["2020-01"]
    assert float(found["category_change"].sentence.values["known"]) == 0.0


def test_a_field_that_is_filled_in_from_some_month_on_is_told():
    months = shape([50] * 48)
    months["object"] = np.r_[np.full(30, 10), np.full(18, 45)]
    found = changes(months)
    assert [caution.code for caution in found.values()] == ["fields_filled"]
    assert (names(found["fields_filled"]), float(found["fields_filled"].sentence.values["before"])) == (
        ["2020-07"],
        0.2,
    )


def test_names_erased_after_a_time_are_no_change_of_discipline():
    months = shape([50] * 48)
    months["requester"] = np.r_[np.zeros(20, int), np.full(28, 49)]
    found = changes(months)
    assert [*found] == ["names_erased"]
    assert len(found["names_erased"].periods) == 20


def test_tickets_written_after_the_fact_are_told():
    months = shape([50] * 48, instant=np.r_[np.full(24, 0.05), np.full(24, 0.6)])
    assert names(changes(months)["after_the_fact"]) == ["2020-01"]
    assert changes(shape([50] * 48)) == {}


@pytest.mark.parametrize(("n", "effect"), [(24, None), (25, "inform"), (240, "inform"), (241, "qualify")])
def test_incidents_that_end_as_they_open_are_counted(n, effect):
    months = shape([50] * 48, instant=0)
    months["n_timeless"] = np.r_[np.zeros(24, int), np.full(24, n // 24)]
    months.iloc[-1, months.columns.get_loc("n_timeless")] += n % 24
    caution = changes(months).get("zero_durations")
    assert (caution and caution.effect) == effect
    if caution:
        assert (caution.sentence.values["n"], caution.sentence.values["of"]) == (n, 2400)
        assert set(caution.periods) == set(months.index[months["n_timeless"] > 0])


def test_an_export_at_its_limit_may_miss_rows():
    note = Note("note.limit", {"n": 10_000, "tool": "servicenow"}, Address("a.xlsx"))
    (caution,) = find_limits(Intake((FileAccount("a.xlsx", "read", notes=(note,)),)))
    assert (caution.code, caution.effect, caution.sentence.values["n"]) == ("export_limit", "qualify", 10_000)


@pytest.mark.parametrize(("later", "code"), [("2020-01", "calendars"), ("2021-06", "calendars_change")])
def test_whose_calendars_were_read_is_told(later, code):
    at = [pd.Timestamp("2020-01-05"), pd.Timestamp("2022-05-05")]
    other = [pd.Timestamp(later + "-07"), pd.Timestamp("2022-05-09")]
    contacts = pd.DataFrame({"at": at + other, "file": ["a.ics", "a.ics", "b.ics", "b.ics"], "tool": "outlook"})
    contacts = contacts.assign(sheet="Blad1")
    (caution,) = find_calendars(contacts)
    assert (caution.code, caution.sentence.values["sources"]) == (code, Note("caution.sources.calendars", {"n": 2}))
    assert find_calendars(contacts.assign(tool="generic")) == []


def test_lists_of_contacts_are_counted_beside_calendars():
    at = pd.to_datetime(["2020-01-05", "2022-05-05", "2020-09-01", "2020-10-01", "2021-01-01"])
    files, sheets = ["a.ics", "a.ics", "b.xlsx", "b.xlsx", "b.xlsx"], ["", "", "Notulen", "Notulen", "Bezoeken"]
    tools = ["ics", "ics", "generic", "generic", "generic"]
    (caution,) = find_calendars(pd.DataFrame({"at": at, "file": files, "sheet": sheets, "tool": tools}))
    assert caution.code == "calendars"
    assert (
        Wording("en").tell(caution.sentence).startswith("Contacts come from 1 calendar and 2 lists (January 2020 – May")
    )
    assert (
        Wording("nl").tell(caution.sentence).startswith("De contacten komen uit 1 agenda en 2 lijsten (januari 2020 –")
    )


def test_what_a_log_covers_is_told_by_its_months():
    span = span_log(pd.Series(pd.date_range("2020-01-10", "2022-03-20", freq="2D")), pd.Timestamp("2022-03-20"))
    settled, n = span.settled(60), pd.Series(15, index=span.months)
    found = {caution.code: caution for caution in find_uncovered(span, 60, settled[2:], n)}
    assert {code: (names(caution)[0], names(caution)[-1]) for code, caution in found.items()} == {
        "incomplete_months": ("2020-01", "2022-03"),
        "not_over_yet": ("2022-01", "2022-02"),
        "too_few_known": ("2020-02", "2020-03"),
    }
    n["2020-03":"2020-06"], n["2022-02":] = 0, 0
    found = {caution.code: names(caution) for caution in find_uncovered(span, 60, settled[2:], n)}
    assert found == {
        "incomplete_months": ["2020-01"],
        "not_over_yet": ["2022-01"],
        "too_few_known": ["2020-02"],
        "no_incidents": ["2020-03", "2020-04", "2020-05", "2020-06"],
    }
    months = shape([15] * 20, first="2020-01")["n"]
    (short,) = find_short_log(months, settled)
    assert (short.effect, short.sentence.values["n"], short.sentence.values["needed"]) == ("withhold", 19, 24)
    assert [caution.sentence.values["n"] for caution in find_few(months, settled[:12])] == [15]
    assert find_few(months * 2, settled[:12]) == []
