"""A problem as a drawn line: every step has its mark, and no words touch, whatever the chain."""

import datetime as dt
import random
from itertools import pairwise

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg

from drift.charts.lanes.draw import draw_lanes
from drift.charts.lanes.parts import Lanes, LaneStep
from drift.charts.lanes.place import TOLD, balance, spread
from drift.charts.style import SMALL, drawing, to_svg
from drift.wording import Wording

NL, EN = Wording("nl"), Wording("en")
BEGIN = dt.datetime(2024, 12, 23, 13, 2)
KINDS = ("opened", "assigned", "comment", "comment", "visit", "escalated", "referred back", "resolved", "again")
WHO = ("Contractmanagement op de vloer", "Iemand van de leverancier", "De uitvoering")


def make_step(at, lane, kind="comment", said="De uitvoering schrijft", text=""):
    when = f"{at:%d} dec {at.year} {at:%H:%M}"
    return LaneStep(at, lane, kind, when, said, [f"{said}: ‘{text[:n]}’" for n in (90, 45)] if text else ())


def make_chain(seed):
    """Return a chain of 1 to 30 steps, within minutes or over 300 days, of one lane or of all three."""
    draw = random.Random(seed)
    n = draw.choice([1, 1, 2, 3, 5, 8, 12, 20, 30, 30])
    spans = draw.choice([0, 5, 600, 60 * 24 * 3, 60 * 24 * 300])
    moments = sorted(draw.randint(0, spans) for _ in range(n))
    lanes = draw.choice([("customer", "supplier", None), ("supplier",), ("customer",), (None,), ("customer", None)])
    words = ["storing", "wi", "Handtekeningenbestand", "volgens", "7.2", "WWWWWWWW", "de"]
    return [
        make_step(
            BEGIN + dt.timedelta(minutes=minute),
            draw.choice(lanes),
            draw.choice(KINDS),
            f"{draw.choice(WHO)} schuift het naar boven",
            " ".join(draw.choices(words, k=draw.randint(0, 16))),
        )
        for minute in moments
    ]


def boxes_of(figure):
    renderer = FigureCanvasAgg(figure).get_renderer()
    texts = [text for axes in figure.axes for text in axes.texts if text.get_text()]
    return {text: text.get_window_extent(renderer) for text in texts}


@pytest.mark.parametrize("seed", range(40))
def test_no_words_of_a_line_touch_none_leaves_the_picture_and_both_ends_have_some(seed):
    steps = make_chain(seed)
    figure = draw_lanes(Lanes(1, steps), NL, "Wissel 2").figure
    with drawing():
        boxes = [*boxes_of(figure).items()]
    for i, (text, box) in enumerate(boxes):
        assert text.get_fontsize() >= SMALL
        assert box.x0 >= -1
        assert box.x1 <= figure.bbox.x1 + 1
        assert box.y0 >= -1
        assert box.y1 <= figure.bbox.y1 + 1
        touched = [other.get_text() for other, its in boxes[i + 1 :] if box.overlaps(its)]
        assert not touched, (text.get_text(), touched)
    assert {steps[0].when, steps[-1].when} <= {text.get_text() for text, _ in boxes}


def test_what_is_no_mere_message_has_words_before_messages_have():
    at = [BEGIN + dt.timedelta(minutes=30 * i) for i in range(24)]
    steps = [make_step(one, "supplier") for one in at]
    steps[0], steps[12], steps[-1] = (
        make_step(at[i], "supplier", kind, said=f"stap {kind}")
        for i, kind in ((0, "opened"), (12, "escalated"), (23, "closed"))
    )
    figure = draw_lanes(Lanes(1, steps), NL, "x").figure
    told = [text.get_text() for text in figure.axes[0].texts]
    assert {"stap opened", "stap escalated", "stap closed"} <= set(told)
    assert sum("uitvoering" in text for text in told) >= 3
    n_bare = 24 - sum(text in {step.when for step in steps} for text in told)
    assert any(f"Stappen zonder woorden hier: {n_bare}." in text for text in told)


def test_every_step_has_its_mark_in_its_lane_from_left_to_right():
    lanes = ("customer", "supplier", None, "supplier", "supplier")
    steps = [make_step(BEGIN + dt.timedelta(minutes=i), lane) for i, lane in enumerate(lanes)]
    figure = draw_lanes(Lanes(1, steps), EN, "x").figure
    marks = [line for line in figure.axes[0].get_lines() if line.get_marker() not in ("None", None, "")]
    x, y = ([line.get_data()[k][0] for line in marks] for k in (0, 1))
    assert len(marks) == 5
    assert x == sorted(set(x))
    assert y[0] > y[2] > y[1]
    assert y[1] == y[3] == y[4]


def test_a_longer_wait_takes_more_room_but_not_in_its_proportion():
    at = [BEGIN, BEGIN, BEGIN + dt.timedelta(hours=1), BEGIN + dt.timedelta(days=300)]
    x = spread([make_step(one, "supplier") for one in at], range(TOLD))
    gaps = [b - a for a, b in pairwise(x)]
    assert 0 < gaps[0] < gaps[1] < gaps[2] < 5 * gaps[0]


def test_a_wait_of_days_is_written_along_the_line():
    steps = [make_step(BEGIN, "supplier"), make_step(BEGIN + dt.timedelta(days=11), "supplier", "closed")]
    told = [text.get_text() for text in draw_lanes(Lanes(1, steps), EN, "x").figure.axes[0].texts]
    assert "11 days" in told


def test_another_incident_on_the_object_is_no_step_of_the_line():
    steps = [make_step(BEGIN, "customer"), make_step(BEGIN + dt.timedelta(days=1), "supplier", "closed")]
    again = make_step(BEGIN + dt.timedelta(days=9), None, "again", "Weer een melding")
    for chain in (steps, [*steps, again]):
        axes = draw_lanes(Lanes(1, chain), NL, "x").figure.axes[0]
        marks = [line for line in axes.get_lines() if line.get_marker() not in ("None", None, "")]
        (path,) = (line for line in axes.get_lines() if line.get_linewidth() == 1.4 and line not in marks)
        key = {"opgelost of afgesloten", "opnieuw"} & {text.get_text() for text in axes.texts}
        assert len(key) == len({step.kind for step in chain} & {"closed", "again"})
        assert len(marks) == len(chain) + len(key)
        assert len(path.get_xdata()) == 2


def test_the_alternative_text_and_the_data_tell_every_step_and_bytes_are_equal():
    steps = [
        make_step(BEGIN, "customer", "opened", "De uitvoering meldt het"),
        make_step(BEGIN + dt.timedelta(hours=2), None, "closed", "Afgesloten", "Automatisch afgemeld na 2 dagen"),
    ]
    one, two = (draw_lanes(Lanes(2, steps, n_more=3), NL, "Wissel 2 staat stil") for _ in "ab")
    assert one.alt == (
        "Wat ervan werd, stap voor stap, de klant boven en de leverancier onder: Wissel 2 staat stil. "
        "23 dec 2024 13:02: De uitvoering meldt het. "
        "23 dec 2024 15:02: Afgesloten: ‘Automatisch afgemeld na 2 dagen’. Stappen die niet getekend zijn: 3."
    )
    assert one.data.to_dict("list") == {
        "when": ["23 dec 2024 13:02", "23 dec 2024 15:02"],
        "lane": ["klant", "niet bekend"],
        "said": ["De uitvoering meldt het", "Afgesloten: ‘Automatisch afgemeld na 2 dagen’"],
    }
    assert one.name == "lanes2"
    assert to_svg(one) == to_svg(two)


@pytest.mark.parametrize(
    "text", ["", "kort", "De uitvoering sluit het af", "een woord Handtekeningenbestandsbeheerder en nog wat"]
)
def test_words_are_broken_into_lines_of_about_one_length(text):
    lines = balance(text, 24)
    assert " ".join(lines).replace(" ", "") == text.replace(" ", "")
    assert all(len(line) <= 24 for line in lines)
    assert len(lines) <= -(-len(text) // 24) + 1
    if text == "De uitvoering sluit het af":
        assert lines == ["De uitvoering", "sluit het af"]
