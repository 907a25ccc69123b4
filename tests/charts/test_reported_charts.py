"""What reports said and what came: words that do not touch, lines that break, bars that say their numbers."""

import pandas as pd
import pytest
from test_norms_chart import boxes, touching_of

from drift.charts.lived import LivedKind, draw_lived
from drift.charts.reported import Panel, draw_reported
from drift.wording import Wording


def panel(reported, recounted, *, as_share=True, title="Storingen hersteld binnen de hersteltijd", skip=()):
    begins = pd.Series(pd.period_range("2023-01", periods=len(reported), freq="M").start_time)
    rows = pd.DataFrame({"begins_on": begins, "ends_on": begins + pd.offsets.MonthBegin(1)})
    rows = rows.assign(period=begins.dt.strftime("%Y-%m"), reported=reported, recounted=recounted)
    return Panel(title, rows.drop(index=[*skip]).reset_index(drop=True), as_share)


WAVE = [0.9 + 0.04 * (i % 3) for i in range(24)]
CLOSE = panel(WAVE, [value - 0.002 for value in WAVE])
HOURS = panel([4.0 + i / 10 for i in range(24)], [9.5] * 24, as_share=False)


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("panels", [[CLOSE], [CLOSE, HOURS], [panel([0.9, 0.95], [0.9, 0.95])]])
def test_no_words_of_the_lines_touch_or_fall_off(language, panels):
    figure = draw_reported(panels, Wording(language), "Higher").figure
    touching, outside = touching_of(figure)
    assert (touching, outside) == ([], [])
    names = {"nl": ("de rapportages", "de meldingen"), "en": ("the reports", "the tickets")}[language]
    assert [text for text, _ in boxes(figure)].count(names[0]) == len(panels)
    assert [text for text, _ in boxes(figure)].count(names[1]) == len(panels)


def test_lines_are_told_apart_without_colour_and_break_where_a_period_is_missing():
    solid, dashed = draw_reported([panel(WAVE, WAVE, skip=(5,))], Wording("en"), "Higher").figure.axes[0].lines
    assert (solid.get_linestyle(), dashed.get_linestyle()) == ("-", "--")
    for line in (solid, dashed):
        assert len(set(matplotlib_rgb(line.get_color()))) == 1  # grey: neither says good or bad
        drawn = pd.Series(line.get_ydata())
        assert drawn.isna().tolist() == [False] * 5 + [True] + [False] * 18


def matplotlib_rgb(colour):
    from matplotlib.colors import to_rgb

    return to_rgb(colour)


def test_a_small_difference_is_drawn_small():
    axes = draw_reported([panel([0.95, 0.96], [0.94, 0.95])], Wording("en"), "Higher").figure.axes[0]
    low, high = axes.get_ylim()
    assert high - low >= 0.2 - 1e-9


def test_the_lines_say_what_the_rows_say_and_what_is_not_known_is_left_out():
    chart = draw_reported([panel([0.9, 0.8, 0.7], [0.6, None, None])], Wording("en"), "Higher figures")
    assert chart.alt == (
        "Higher figures. Storingen hersteld binnen de hersteltijd. "
        "the reports: 90\u00a0% in 2023-01, 70\u00a0% in 2023-03; lowest 70\u00a0%, highest 90\u00a0%. "
        "the tickets: 60\u00a0% in 2023-01, 60\u00a0% in 2023-01; lowest 60\u00a0%, highest 60\u00a0%."
    )
    assert chart.data["reported"].tolist() == [0.9, 0.8, 0.7]
    assert chart.data["recounted"].isna().tolist() == [False, True, True]


KINDS = [LivedKind("meetings and roles", 12_345, 0), LivedKind("procedure", 1, 98_765), LivedKind("other", 0, 2)]


@pytest.mark.parametrize("language", ["nl", "en"])
def test_each_kind_has_two_bars_with_their_numbers_in_the_same_order(language):
    say = Wording(language)
    chart = draw_lived(KINDS, say, "What came")
    assert touching_of(chart.figure) == ([], [])
    came, named = chart.figure.axes
    assert [bar.get_width() for bar in came.patches] == [12_345, 1, 0]
    assert [bar.get_width() for bar in named.patches] == [0, 98_765, 2]
    assert [text.get_text() for text in came.texts] == [say.number(n) for n in (12_345, 1, 0)]
    assert [text.get_text() for text in named.texts] == [say.number(n) for n in (0, 98_765, 2)]
    assert came.get_ylim()[0] > came.get_ylim()[1]  # the first kind stands at the top
    assert chart.data[["came", "named"]].to_numpy().tolist() == [[12_345, 0], [1, 98_765], [0, 2]]
