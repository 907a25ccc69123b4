"""A manager can read it: few pages and words, nothing small, no words of a chart that touch or fall off it."""

import re
from functools import cache
from itertools import combinations

import pikepdf
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text
from test_pages import words_of

from drift.charts.style import Chart
from drift.reports.material import gather
from drift.reports.pdf import draw_report, write_drawn
from drift.wording import Wording

LANGUAGES = ("nl", "en")
EDITIONS = ("ours", "shared")
SMALLEST = 9.0  # points
STORY = ("asks", "meet", "outcomes", "otherwise", "quiet")
WORDS = {"asks": 480, "meet": 300, "outcomes": 460, "otherwise": 420, "quiet": 330}  # on a page, its charts left out
SLACK = 0.75  # pixels that two boxes may share: they hold room above and below the letters


@pytest.fixture(scope="module", params=["sorteercentrum", "sample"])
def analysis(request):
    return request.getfixturevalue(request.param)


@pytest.fixture(scope="module")
def drawn(analysis):
    """Return a report in a language and an edition as all its files show it, drawn once."""
    return cache(lambda language, edition: draw_report(gather(analysis, Wording(language), edition)))


def words_in(figure):
    """Return the words of a chart that are seen, with their boxes in pixels and their size in points."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()
    renderer = canvas.get_renderer()
    beyond = _list_beyond(figure)
    texts = [one for one in figure.findobj(Text) if one.get_visible() and one.get_text().strip()]
    boxes = [(one, one.get_window_extent(renderer)) for one in texts if id(one) not in beyond]
    return [(one.get_text(), box, one.get_fontsize()) for one, box in boxes if box.width > 0]


def _list_beyond(figure):
    """Return the numbers of axes beyond their ends: they are not drawn."""
    beyond = set()
    for axis in (axis for axes in figure.axes for axis in (axes.xaxis, axes.yaxis)):
        low, high = sorted(axis.get_view_interval())
        ticks = [tick for tick in (*axis.majorTicks, *axis.minorTicks) if not low <= tick.get_loc() <= high]
        beyond |= {id(label) for tick in ticks for label in (tick.label1, tick.label2)}
    return beyond


def touch(a, b):
    return min(a.x1, b.x1) - max(a.x0, b.x0) > SLACK and min(a.y1, b.y1) - max(a.y0, b.y0) > SLACK


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_words_of_any_chart_touch_fall_off_or_are_small(drawn, language, edition):
    for chart in drawn(language, edition).report.charts:
        words = words_in(chart.figure)
        touching = [(a[0], b[0]) for a, b in combinations(words, 2) if touch(a[1], b[1])]
        width, height = chart.figure.get_size_inches() * chart.figure.dpi
        off = [
            text for text, box, _ in words if box.x0 < -1 or box.x1 > width + 1 or box.y0 < -1 or box.y1 > height + 1
        ]
        small = [text for text, _, size in words if size < SMALLEST]
        assert (chart.name, touching, off, small) == (chart.name, [], [], [])


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_page_holds_what_a_manager_reads(analysis, drawn, language, edition):
    pages = drawn(language, edition).report.pages
    story = [page for page in pages if page.name in STORY]
    assert len(story) <= (1 if analysis.verdict.state == "in step" and edition == "ours" else 4)
    for page in story:
        told = [text for block in page.blocks for text in words_of(block) if not isinstance(block, Chart)]
        words = [
            word for text in [page.title, page.lead, *told] for word in text.split() if re.search(r"[^\W\d_]", word)
        ]
        assert len(words) <= WORDS[page.name], (page.name, len(words))
    annex = [page.annex for page in pages]
    assert annex == sorted(annex)  # all of it at the end


@pytest.mark.parametrize("edition", EDITIONS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_of_content_is_one_of_paper_and_no_type_is_small(drawn, tmp_path, language, edition):
    write_drawn(drawn(language, edition), tmp_path / "r.pdf")
    with pikepdf.open(tmp_path / "r.pdf") as pdf:
        assert len(pdf.pages) == len(drawn(language, edition).report.pages)
        for number, page in enumerate(pdf.pages, start=1):
            assert min(sizes_on(page)) >= SMALLEST - 0.01, (number, sorted(sizes_on(page))[:3])


def sizes_on(page):
    """Return the sizes of type on a page, in points, charts included."""
    return {*_sizes(page, 1.0)}


def _sizes(content, scale):
    stack, size = [scale], 0.0
    for operands, operator in pikepdf.parse_content_stream(content):
        match str(operator):
            case "q":
                stack.append(stack[-1])
            case "Q":
                stack.pop()
            case "cm":
                a, b = float(operands[0]), float(operands[1])
                stack[-1] *= (a * a + b * b) ** 0.5
            case "Tf":
                size = float(operands[1])
            case "Tm":
                c, d = float(operands[2]), float(operands[3])
                yield size * (c * c + d * d) ** 0.5 * stack[-1]
            case "Do":
                form = content.Resources.XObject[operands[0]]
                if form.get("/Subtype") == "/Form":
                    yield from _sizes(form, stack[-1])
