"""Charts say what they show: titles, units, alternative texts and the numbers behind them."""

import datetime as dt
import re

import numpy as np
import pandas as pd
import pytest
from matplotlib.figure import Figure

from drift.charts.axes import add_stairs
from drift.charts.course import draw_course
from drift.charts.documents import draw_documents
from drift.charts.inputs import take_course, take_marks
from drift.charts.scissors import draw_scissors
from drift.charts.shown import show_measures
from drift.charts.style import COLOUR, gives_way, to_svg
from drift.charts.volume import draw_volume
from drift.wording import Wording

EN, NL = Wording("en"), Wording("nl")


def words(chart):
    return re.sub(r"<[^>]+>", " ", to_svg(chart).decode())


def draw(analysis, say, title):
    return draw_scissors(analysis.indices, show_measures(analysis.measured), take_marks(analysis), say, title)


def documents(analysis):
    paper, base = analysis.measured.paper, analysis.measured.base.paper
    return draw_documents(paper.specification.by_document, paper.stocks.versions, base, EN, "T")


@pytest.fixture(scope="module")
def scissors(sample):
    return draw(sample, EN, "Title.")


def test_text_in_a_chart_stays_text(scissors):
    text = words(scissors)
    for expected in ("specification", "attention while open", "base", "2018", "2026", "+10"):
        assert expected in text


def test_a_chart_speaks_one_language(sample):
    text = words(draw(sample, NL, "Titel."))
    assert "aandacht tijdens de storing" in text
    assert "attention" not in text


def test_the_alternative_text_tells_first_last_and_extremes(scissors, sample):
    paper = sample.indices["specification"]
    assert scissors.alt.startswith("Title. Specification against the base: −12\u00a0% at the end of June 2017")
    for value in (paper.iloc[0], paper.iloc[-1], paper.min(), paper.max()):
        assert EN.change(value) in scissors.alt


def test_the_lines_drawn_are_the_indices(scissors, sample):
    axes = scissors.figure.axes[0]
    lines = {
        line.get_color(): line for line in axes.get_lines() if len(line.get_xdata()) > 10 and line.get_marker() != "|"
    }
    paper = np.asarray(lines[COLOUR.specification].get_ydata(), dtype=float)
    states = sample.indices["specification"].to_numpy()
    assert paper == pytest.approx([*states, states[-1]])  # the last one holds until the end of its month
    work = np.asarray(lines[COLOUR.engagement].get_ydata(), dtype=float)
    assert work == pytest.approx(show_measures(sample.measured).frames["engagement"]["value"].to_numpy())


def test_a_step_of_the_paper_lies_on_the_day_of_its_version():
    """What holds at the end of May began on 12 May, or, where no version says when, on its first day."""
    months = pd.period_range("2023-03", "2023-06", freq="M")
    states = pd.Series([0.0, 0.0, 0.4, 0.7], index=months)
    days = pd.Series([dt.date(2023, 3, 9), dt.date(2023, 5, 2), dt.date(2023, 5, 12), None])
    axes = Figure().subplots()
    assert add_stairs(axes, states, days) == pd.Timestamp("2023-06-30")
    at = [str(pd.Timestamp(day).date()) for day in axes.get_lines()[0].get_xdata()]
    assert at == ["2023-03-09", "2023-04-01", "2023-05-12", "2023-06-01", "2023-06-30"]
    assert [*axes.get_lines()[0].get_ydata()] == [0.0, 0.0, 0.4, 0.7, 0.7]
    assert axes.get_lines()[0].get_drawstyle() == "steps-post"


def test_each_version_that_changes_a_document_has_its_tick_at_the_foot_of_a_step(sorteercentrum):
    """In the scissors the step lies where the mark of the version lies."""
    axes = draw(sorteercentrum, EN, "T").figure.axes[0]
    line = next(one for one in axes.get_lines() if one.get_color() == COLOUR.specification and one.get_marker() != "|")
    ticks = next(one for one in axes.get_lines() if one.get_marker() == "|")
    at, values = pd.to_datetime(line.get_xdata()), np.asarray(line.get_ydata(), dtype=float)
    steps = {at[i] for i in range(1, len(at)) if abs(values[i] - values[i - 1]) > 1e-9}
    assert len(steps) > 5
    assert steps <= {*pd.to_datetime(ticks.get_xdata())}


def test_equal_charts_give_equal_bytes(sample):
    assert to_svg(documents(sample)) == to_svg(documents(sample))


def test_every_document_is_named_at_the_end_of_its_line(sample):
    text = words(documents(sample))
    for document in sample.measured.paper.specification.by_document:
        assert document in text


def test_a_measure_is_drawn_in_its_own_unit(sample):
    chart = draw_course(take_course(sample, show_measures(sample.measured), "time_to_restore"), NL, "T")
    assert "Hersteltijd, uren (meetkundig gemiddelde)" in words(chart)
    assert chart.data["value"].between(0.5, 2).all()
    assert (chart.data["low"] < chart.data["value"]).all()


def test_volume_counts_every_incident(sample):
    chart = draw_volume(sample.indices["n_incidents"], sample.measured.span.complete, EN)
    assert "819 in all" in chart.alt
    assert chart.data["n_incidents"].sum() == 819


@pytest.mark.parametrize("role", ["specification", "engagement", "outcome", "drift", "quiet"])
def test_a_colour_that_carries_words_is_legible_on_white(role):
    channels = [int(getattr(COLOUR, role)[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    luminance = sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    assert 1.05 / (luminance + 0.05) >= 4.5  # WCAG 2.1, contrast of text


def test_roles_are_told_apart_in_grey():
    def grey(colour):
        return sum(w * int(colour[i : i + 2], 16) for w, i in zip((0.299, 0.587, 0.114), (1, 3, 5), strict=True))

    assert abs(grey(COLOUR.specification) - grey(COLOUR.engagement)) > 40


def test_a_chart_drawn_lower_keeps_its_size(scissors):
    size, whole = tuple(scissors.figure.get_size_inches()), to_svg(scissors)
    lower = to_svg(scissors, 0.7)
    heights = [float(re.search(rb'height="([0-9.]+)pt"', svg)[1]) for svg in (whole, lower)]
    assert heights[1] == pytest.approx(0.7 * heights[0])
    assert tuple(scissors.figure.get_size_inches()) == size
    assert gives_way(scissors)
