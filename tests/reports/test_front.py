"""Page 1: its sentence says what the verdict found, its numbers are those of the analysis, and it can be read."""

import dataclasses
import re
from itertools import combinations

import pandas as pd
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_hex
from matplotlib.text import Text

from drift.charts.axes import UNTOLD
from drift.errors import Note
from drift.measures.catalogue import CONTACT, HANDS
from drift.model.callers import Awaited, CallersLeft
from drift.reports.front.page import build_front, take_bands
from drift.reports.front.pairs import _floor, _volume, build_pairs, choose_together, count_prescribed, find_levels
from drift.reports.front.title import say_standing, say_title, tells_fall
from drift.reports.front.years import say_since
from drift.reports.material import gather
from drift.wording import Wording, load_texts

EN, NL = Wording("en"), Wording("nl")
LANGUAGES = ("nl", "en")
WORDS = 150
SMALLEST = 9.0  # points


def texts_in(figure):
    """Return the words of a chart with their boxes, in pixels."""
    renderer = FigureCanvasAgg(figure).get_renderer()
    drawn = [one for one in figure.findobj(Text) if one.get_visible() and one.get_text().strip()]
    return [(one.get_text(), one.get_window_extent(renderer), one.get_fontsize()) for one in drawn]


def words_on(page):
    (front,) = page.blocks
    pairs = [text for pair in front.pairs for text in (pair.value, pair.label, pair.detail)]
    drawn = [text for text, _, _ in texts_in(front.chart.figure)] if front.chart else []
    told = [page.title, page.lead, front.unknown, front.title, front.now, *front.fields, front.sure, *pairs, *drawn]
    return [word for text in told for word in text.split() if re.search(r"[^\W\d_]", word)]


def with_verdict(material, **changes):
    """Return the material of an analysis whose verdict is another."""
    analysis = material.analysis
    verdict = dataclasses.replace(analysis.verdict, **changes)
    judgement = dataclasses.replace(analysis.judgement, verdict=verdict)
    return dataclasses.replace(material, analysis=dataclasses.replace(analysis, judgement=judgement))


@pytest.mark.parametrize("language", LANGUAGES)
def test_everything_the_verdict_says_of_work_and_paper_has_plain_words(language):
    texts = load_texts(language)
    said = [code.removeprefix("verdict.says.") for code in texts if code.startswith("verdict.says.")]
    titles = [code for code in said if code.startswith(("work_", "paper_"))]
    assert len(titles) > 15
    assert {f"front.title.{code}" for code in titles} <= texts.keys()
    outcomes = [code for code in said if code.startswith(("outcomes_", "left_"))]
    assert {f"front.harm.{code}" for code in outcomes} <= texts.keys()


@pytest.mark.parametrize("edition", ["ours", "shared"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_page_1_holds_few_words_none_of_them_small(sorteercentrum, quiet, language, edition):
    for analysis in (sorteercentrum, quiet):
        page = build_front(gather(analysis, Wording(language), edition))
        assert len(words_on(page)) <= WORDS
        assert min(size for _, _, size in texts_in(page.blocks[0].chart.figure)) >= SMALLEST


@pytest.mark.parametrize("edition", ["ours", "shared"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_of_the_picture_touch(sorteercentrum, quiet, language, edition):
    for analysis in (sorteercentrum, quiet):
        figure = build_front(gather(analysis, Wording(language), edition)).blocks[0].chart.figure
        # numbers of axes that share their scale are drawn once
        boxes = [(text, box) for text, box, _ in texts_in(figure) if box.width > 0 and box.y0 >= 0]
        touching = [(one, other) for (one, a), (other, b) in combinations(boxes, 2) if a.overlaps(b) and one != other]
        assert not touching


def test_the_sentence_tells_since_when_and_that_talk_moved(sorteercentrum):
    english, dutch = (gather(sorteercentrum, say) for say in (EN, NL))
    assert say_title(english) == (
        "From 2021 on we talked more about the contract and less with each other on the floor; that is turning. "
        "The contract asks more than in 2018–2019"
    )
    assert say_title(dutch).startswith("Vanaf 2021 praatten we meer over het contract en minder met elkaar op de vloer")
    without = dataclasses.replace(
        english, analysis=dataclasses.replace(
            english.analysis, measured=dataclasses.replace(english.analysis.measured, meetings=None)
        ),
    )  # fmt: skip
    assert say_title(without).startswith("From 2021 on we worked together less; that is turning.")


def test_a_beginning_that_may_lie_in_the_good_years_is_told_by_its_end():
    base = pd.period_range("2013-04", "2015-03", freq="M")
    at = pd.Period
    assert say_since(at("2013-04", "M"), at("2016-04", "M"), base, EN) == "2016 or earlier"
    assert say_since(at("2013-04", "M"), at("2016-04", "M"), base, NL) == "uiterlijk 2016"
    assert say_since(at("2015-04", "M"), at("2016-04", "M"), base, EN) == "2015 or 2016"
    assert say_since(at("2015-01", "M"), at("2015-06", "M"), base, EN) == "2015"


def test_what_the_sentence_calls_unknown_now_has_no_number_of_now(sorteercentrum):
    material = gather(sorteercentrum, EN)
    findings = dataclasses.replace(sorteercentrum.verdict.findings, work="unknown")
    unknown = with_verdict(material, findings=findings)
    labels = [{card.label for card in build_pairs(one)} for one in (material, unknown)]
    name = EN(f"front.together.{choose_together(unknown)}")
    assert (name in labels[0] or EN(f"front.together.{HANDS}") in labels[0], name in labels[1]) == (True, False)
    assert take_bands(unknown).together.levels == []


def test_callers_who_left_have_their_two_shares_on_page_1(sorteercentrum):
    before, now = (
        Awaited(pd.Period(f"{year}-01", "M"), pd.Period(f"{year}-12", "M"), share, 0.02, 40)
        for year, share in ((2018, 0.1), (2023, 0.5))
    )
    judgement = dataclasses.replace(sorteercentrum.judgement, callers=CallersLeft("left", before, now))
    material = gather(dataclasses.replace(sorteercentrum, judgement=judgement), EN)
    values = {card.label: (card.value, card.detail) for card in build_pairs(material)}
    assert values["callers who left"] == ("10 → 50\u00a0%", "(2019 and 2024)")


def test_a_log_of_which_nothing_else_can_be_told_has_its_tickets_a_month(sorteercentrum):
    material = gather(sorteercentrum, EN)
    (card,) = _volume(material)
    months = sorteercentrum.measured.span.complete
    first, last = (sorteercentrum.measured.opened[part].mean() for part in (months[:12], months[-12:]))
    assert (card.value, card.label) == (f"{first:.0f} → {last:.0f}", "tickets a month")
    assert not _volume(gather(sorteercentrum, EN, "shared"))


def test_the_pairs_are_numbers_of_the_analysis(sorteercentrum):
    material = gather(sorteercentrum, EN)
    paper, together, outcome = build_front(material).blocks[0].pairs
    name, counts = count_prescribed(sorteercentrum)
    units = sorteercentrum.measured.paper.stocks.total_units.loc["2025-01"]
    assert (name, counts["2025-01"]) == (
        "prescribed", sum(units[one] for one in ("targets", "reporting_duties", "penalties", "procedures")),
    )  # fmt: skip
    assert paper.value == f"57 → {counts['2025-01']:.0f}"
    change = sorteercentrum.judgement.changes[HANDS]
    before, worst, now = find_levels(material, HANDS)
    assert (before.value, now.value) == (change.before.level, change.after.level)
    assert worst.first.year == 2022
    assert worst.value < now.value < before.value
    assert together.value == f"{100 * before.value:.0f} → {100 * worst.value:.0f} → {100 * now.value:.0f}\u00a0%"
    assert outcome.value == "8 → 24 → 14 hours"


def test_the_measure_shown_moved_as_the_title_says(sorteercentrum):
    """A fall that is of direct contact alone is not shown by hands that stayed."""
    material = gather(sorteercentrum, EN)
    assert choose_together(material) == HANDS
    changes = dict(sorteercentrum.judgement.changes)
    hands = changes[HANDS]
    points = dataclasses.replace(hands.points, value=0.03, low=-0.01, high=0.07)
    changes[HANDS] = dataclasses.replace(hands, log=0.04, low=-0.02, high=0.1, points=points)
    judgement = dataclasses.replace(sorteercentrum.judgement, changes=changes)
    held = dataclasses.replace(material, analysis=dataclasses.replace(sorteercentrum, judgement=judgement))
    assert choose_together(held) != HANDS
    assert changes[choose_together(held)].sign < 0


def test_where_it_stands_is_the_change_with_its_interval(sorteercentrum, quiet):
    told = say_standing(gather(sorteercentrum, EN))
    assert "still 34\u00a0% less than in 2018–2019 (likely 29 to 39\u00a0%)" in told
    assert told.endswith("Outcomes are worse.")
    assert "worse" not in say_standing(gather(sorteercentrum, EN, "shared"))
    assert "no clear difference" in say_standing(gather(quiet, EN))


def test_a_log_that_tells_of_attention_alone_is_not_called_working_together(sample):
    material = gather(sample, EN)
    assert material.shown.work_is == "work"
    assert (
        say_title(material)
        == "No sign that open tickets get less attention. The contract hardly changed since Apr 2022 – Mar 2023"
    )


def test_a_verdict_that_is_withheld_is_not_put_in_plain_words(sorteercentrum):
    material = gather(sorteercentrum, EN)
    findings = dataclasses.replace(sorteercentrum.verdict.findings, withheld=True)
    sentence = Note("verdict.not_enough_data", {"why": Note("verdict.why_work")})
    title = say_title(with_verdict(material, findings=findings, sentence=sentence))
    assert title == "Not enough data for a verdict: engagement has no thirteen months that can be judged"


def test_the_alternative_text_tells_what_is_missing(quiet):
    chart = build_front(gather(quiet, EN)).blocks[0].chart
    assert chart.alt.endswith("conversations: not known.")
    assert CONTACT not in chart.data


def test_the_numbers_of_the_picture_are_attached_by_month(sorteercentrum):
    chart = build_front(gather(sorteercentrum, EN)).blocks[0].chart
    data = chart.data.set_index(chart.data["period"].astype("str"))
    assert [*data.columns] == ["period", "paper", "operational", "tactical", "strategic", "together"]
    assert data.loc["2018-01", ["paper", "operational", "tactical", "strategic"]].tolist() == [57, 17, 3, 2]


def test_a_fall_is_marked_only_where_the_sentence_tells_one(sorteercentrum):
    material = gather(sorteercentrum, EN)
    findings = dataclasses.replace(sorteercentrum.verdict.findings, withheld=True)
    withheld = with_verdict(material, findings=findings)
    assert (tells_fall(material), tells_fall(withheld)) == (True, False)
    sure = [build_front(one).blocks[0].sure for one in (material, withheld)]
    assert ["alarm" in one for one in sure] == [True, False]
    assert take_bands(material).marks.onset_interval == sorteercentrum.verdict.onset_interval
    assert take_bands(withheld).marks.onset_interval is None


def test_contacts_of_which_a_quarter_is_left_out_are_no_number_of_page_1(sorteercentrum):
    material = gather(sorteercentrum, EN)
    meetings = sorteercentrum.measured.meetings.astype(float).copy()
    assert _floor(material)[0].value == "16 → 12"
    meetings.iloc[-2, 0] = float("nan")
    measured = dataclasses.replace(sorteercentrum.measured, meetings=meetings)
    assert not _floor(dataclasses.replace(material, analysis=dataclasses.replace(sorteercentrum, measured=measured)))


def test_a_quarter_that_is_not_told_is_grey_and_not_empty(sorteercentrum):
    shared = gather(sorteercentrum, EN, "shared")
    untold = int(shared.analysis.measured.meetings.isna().any(axis=1).sum())
    assert untold > 3
    axes = build_front(shared).blocks[0].chart.figure.axes[1]
    grey = [patch for patch in axes.patches if to_hex(patch.get_facecolor()) == UNTOLD]
    assert len(grey) == untold
