"""The page for a browser: the words and numbers of the other files, nothing from elsewhere, and no text that acts."""

import base64
import hashlib
import json
import re
from dataclasses import fields, is_dataclass, make_dataclass, replace
from html.parser import HTMLParser
from itertools import pairwise

import pandas as pd
import pytest

from drift.charts.style import Chart
from drift.explain.number import name_of
from drift.reports.front.page import take_bands
from drift.reports.glyphs import Cleaner
from drift.reports.html.blocks import Place, write_block
from drift.reports.html.clauses import SHOWN, write_step
from drift.reports.html.document import build_document, name_pages
from drift.reports.html.explore import to_script
from drift.reports.html.face import write_faces
from drift.reports.html.markup import Markup, join, tag
from drift.reports.html.months import tell_months
from drift.reports.html.numbers import write_measure
from drift.reports.html.picture import embed
from drift.reports.html.steps import ClauseStep, VersionStep, list_steps
from drift.reports.logo import Logo
from drift.reports.material import gather, translate
from drift.reports.pages.blocks import Beside, Card, Notes
from drift.reports.pages.blocks import Page as SheetPage
from drift.reports.pdf import draw_report
from drift.reports.record import build_record
from drift.terms import OWN_MARK
from drift.wording import Wording, load_texts

EN, NL = Wording("en"), Wording("nl")
LANGUAGES = ("nl", "en")
HOSTILE = '</script><img src=x onerror=alert(1)> "><svg onload=alert(1)> <!-- &lt;b&gt; \u2028\u202e'
MOST_BYTES = 4_000_000
VOID = ("meta", "input", "img", "br")


class Page(HTMLParser):
    """What a browser makes of a page: elements with their attributes, and the text within each kind."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.elements, self.open, self.texts, self.within, self.faults = [], [], [], {}, []
        self.language = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, name, attributes):
        self.elements.append((name, dict(attributes)))
        if name not in VOID:
            self.open.append((name, self.language))
        self.language = dict(attributes).get("lang", self.language)

    def handle_startendtag(self, name, attributes):
        self.elements.append((name, dict(attributes)))

    def handle_endtag(self, name):
        begun, self.language = self.open.pop()
        if begun != name:
            self.faults.append((begun, name))

    def handle_data(self, data):
        kind = self.open[-1][0] if self.open else ""
        self.within.setdefault((kind, self.language), []).append(data)
        if kind not in ("script", "style"):
            self.texts.append(data)

    @property
    def text(self):
        return squeeze(" ".join(self.texts))

    def attributes(self, name):
        return [attributes for kind, attributes in self.elements if kind == name]


def squeeze(text):
    return " ".join(text.split())


def draw(analysis, edition="ours"):
    material = gather(analysis, NL, edition)
    return [(one, draw_report(one)) for one in (material, translate(material, "en"))]


KEYS = [("sorteercentrum", "ours"), ("sorteercentrum", "shared"), ("acme", "ours")]


@pytest.fixture(scope="module")
def tellings(sorteercentrum, quiet):
    """The report in both languages, by relation and edition."""
    analyses = {"sorteercentrum": sorteercentrum, "acme": quiet}
    return {(name, edition): draw(analyses[name], edition) for name, edition in KEYS}


@pytest.fixture(scope="module")
def pages(tellings):
    texts = {key: build_document(one) for key, one in tellings.items()}
    return {key: (text, Page(text)) for key, text in texts.items()}


def data_of(page, language):
    """Return what the script is given in one language."""
    return json.loads(page.within["script", language][0])


# --- the same sentences and numbers


def texts_in(part):
    """Yield every text of a report that a reader is shown; where the problems stand is a link here."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, Chart):
        yield part.alt
    elif isinstance(part, list | tuple):
        for one in part:
            yield from texts_in(one)
    elif is_dataclass(part):
        for one in fields(part):
            if one.name not in ("kind", "name", "role", "where", "left_out"):
                yield from texts_in(getattr(part, one.name))


@pytest.mark.parametrize("at", [0, 1])
@pytest.mark.parametrize("key", KEYS)
def test_every_sentence_and_number_of_the_pdf_stands_in_it(pages, tellings, key, at):
    _, page = pages[key]
    _, drawn = tellings[key][at]
    alts = [one.get("aria-label") or "" for one in page.attributes("svg")]
    told = f"{page.text} {squeeze(' '.join(alts))}"
    asked = [text for text in texts_in(drawn.report) if text.strip()]
    assert len(asked) > 100
    assert [text for text in asked if squeeze(text) not in told] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_months_tell_the_numbers_of_the_json(pages, sorteercentrum, language):
    say = Wording(language)
    record = build_record(sorteercentrum, say)
    page = data_of(pages["sorteercentrum", "ours"][1], language)
    assert [month["month"] for month in page["months"]] == record["periods"]
    names = [*tell_months(gather(sorteercentrum, say)).measures]
    for name, values in record["measures"].items():
        at = names.index(name_of(name, say))
        told = [month["numbers"][at][0] for month in page["months"]]
        assert told == [write_measure(name, float("nan") if value is None else value, say) for value in values], name


def test_a_band_tells_value_n_and_window_of_its_month(sorteercentrum):
    months = {str(one.period): one for one in tell_months(gather(sorteercentrum, EN)).months}
    bands = take_bands(gather(sorteercentrum, EN))
    paper, talk, together = months["2021-03"].bands
    assert paper == ("87", "", "as it stands since 1 January 2021")
    floor, table, board = bands.talk.contacts.loc[pd.Period("2021Q1")]
    n = floor + table + board
    assert talk == (
        f"floor {EN.percent(floor / n)}, contract table {EN.percent(table / n)}, board {EN.percent(board / n)}",
        f"{n} conversations",
        "Q1 2021",
    )
    point, rows = bands.together.points.loc["2021-03"], sorteercentrum.measures
    n = rows.loc[(rows["measure"] == "same_hands") & (rows["period"] == "2021-03"), "n"].item()
    ends = f"likely {EN.percent(point['low'])} to {EN.percent(point['high'])}"
    assert together == (f"{EN.percent(point['value'])} ({ends})", f"{n:.0f} incidents", "March 2021")
    assert months["2025-01"].bands[2] == ("not told", "", "")


def test_a_band_without_data_says_so_in_its_place(quiet):
    months = tell_months(gather(quiet, EN))
    assert {month.bands[1] for month in months.months} == {("conversations: not known", "", "")}


def test_the_shared_edition_tells_of_no_month_how_many_incidents(pages):
    page, ours = (data_of(pages["sorteercentrum", edition][1], "nl") for edition in ("shared", "ours"))
    assert {n for month in page["months"] for _, n, _ in (*month["numbers"], month["bands"][2])} == {""}
    assert len(page["months"][0]["numbers"]) < len(ours["months"][0]["numbers"])


# --- the steps of the paper


def test_a_step_counts_what_the_page_of_documents_counts(sorteercentrum):
    steps = sorteercentrum.measured.paper.steps
    sla = steps[steps["document"] == "SLA"].set_index("version")
    for step in list_steps(sorteercentrum):
        row = sla.loc[step.version]
        kinds = ("added", "reworded", "dropped", "tightened", "relaxed")
        assert step.counts == {name: row[name] for name in kinds if row[name]}
        shown = {name: sum(name in one.changes for one in step.clauses) for name in ("added", "dropped")}
        assert shown == {name: row[name] for name in shown}
        assert all(one.new and not one.old for one in step.clauses if one.changes == ("added",))
        assert all(one.old and not one.new for one in step.clauses if "dropped" in one.changes)


def test_what_became_stricter_comes_first_and_its_clauses_stand_whole(sorteercentrum):
    step = next(one for one in list_steps(sorteercentrum) if "tightened" in one.clauses[0].changes)
    first = step.clauses[0]
    page = Page(write_step(step, "nl-step-0", NL))
    assert squeeze(first.old) in page.text
    assert squeeze(first.new) in page.text
    assert [attributes["id"] for attributes in page.attributes("details")] == ["nl-step-0"]


def test_what_went_and_what_came_is_marked_in_place():
    step = ClauseStep(("reworded",), "4.1", "Reactie binnen 4 uur.", "4.2", "Reactie binnen 2 uur.")
    told = write_step(VersionStep("SLA", "2", pd.Timestamp("2021-01-01"), {"reworded": 1}, (step,)), "x", NL)
    assert "<b>4.1</b> Reactie binnen <del>4</del> uur." in told
    assert "<b>4.2</b> Reactie binnen <ins>2</ins> uur." in told
    assert "SLA, versie 2, 1 januari 2021" in told


@pytest.mark.parametrize(
    ("n", "rest"), [(SHOWN, None), (SHOWN + 1, "1 more clause;"), (SHOWN + 30, "30 more clauses;")]
)
def test_a_long_step_is_cut_and_the_rest_counted(n, rest):
    clauses = tuple(ClauseStep(("added",), "", "", str(i), f"Clause {i}") for i in range(n))
    page = Page(write_step(VersionStep("SLA", "2", None, {"added": n}, clauses), "x", EN))
    assert sum(kind == "tr" for kind, _ in page.elements) == SHOWN + 1
    assert (rest in page.text) if rest else ("more clause" not in page.text)


# --- no text acts


def test_a_strangers_text_stays_text_in_an_element_and_an_attribute():
    page = Page(tag("p", HOSTILE, title=HOSTILE))
    seen = Cleaner()(HOSTILE)
    assert [name for name, _ in page.elements] == ["p"]
    assert ("".join(page.texts), page.elements[0][1]["title"]) == (seen, seen)
    assert join(Markup("<b>"), "<i>") == "<b>&lt;i&gt;"


def test_a_strangers_text_ends_no_script():
    written = to_script({HOSTILE: [HOSTILE]})
    assert not re.search(r"[<>&\u2028]", written)
    assert json.loads(written) == {HOSTILE: [HOSTILE]}


def test_hostile_titles_and_clauses_stay_text_in_a_whole_page(sorteercentrum):
    tables = {
        **sorteercentrum.tables,
        "clauses": sorteercentrum.tables["clauses"].assign(text=HOSTILE, clause_id='"><i>'),
    }
    paper = replace(
        sorteercentrum.measured.paper,
        steps=sorteercentrum.measured.paper.steps.assign(document=HOSTILE, version=HOSTILE),
    )
    measured = replace(sorteercentrum.measured, paper=paper)
    text = build_document(draw(replace(sorteercentrum, relation=HOSTILE, tables=tables, measured=measured)))
    page = Page(text)
    assert not re.search("\u202e|u202e", text)
    assert "onerror=alert(1)" in data_of(page, "en")["steps"][0]["name"]
    kinds = {name for name, _ in page.elements}
    assert kinds.isdisjoint({"img", "iframe", "object", "link", "i"})
    assert not [name for _, attributes in page.elements for name in attributes if name.startswith("on")]
    assert sum(name == "script" for name, _ in page.elements) == len(LANGUAGES) + 1
    assert "<img src=x onerror=alert(1)>" in page.text
    assert page.faults == []


# --- pictures


def svg_with(clip):
    """Return an SVG as matplotlib writes one, with an id of its own."""
    return f"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
      viewBox="0 0 529.2 99">
      <metadata>who and when</metadata><defs><style type="text/css">*{{stroke-linejoin: round}}</style></defs>
      <g id="figure_1"><g id="text_1"><!-- <b> --><text style="font-size: 9px; font-family: 'Source Sans Pro'"
      transform="rotate(-0 1 2)" x="39.581902">&lt;/svg&gt; 57</text></g>
      <path d="M 1.00001 2.5
L 3 4" clip-path="url(#{clip})" style="fill: none; stroke: red"/><use xlink:href="#{clip}x" y="7"/></g>
      <defs><clipPath id="{clip}"><rect x="1"/></clipPath><path id="{clip}x" d="z"/></defs></svg>""".encode()


def test_a_chart_is_the_same_whatever_names_are_in_it_and_holds_no_style():
    told = embed(svg_with("p6ff0560435"), "nl-bands", 'The "paper" <grew>')
    assert told == embed(svg_with("pa"), "nl-bands", 'The "paper" <grew>')
    assert told == (
        '<svg viewBox="0 0 529.2 99" class="w5" role="img" aria-label="The &quot;paper&quot; &lt;grew&gt;"'
        ' stroke-linejoin="round" stroke-linecap="butt">'
        '<text font-size="9px" x="39.58">&lt;/svg&gt; 57</text>'
        '<path d="M 1 2.5 L 3 4" clip-path="url(#nl-bands-0)" fill="none" stroke="red"></path>'
        '<use href="#nl-bands-1" y="7"></use>'
        '<defs><clipPath id="nl-bands-0"><rect x="1"></rect></clipPath><path id="nl-bands-1" d="z"></path></defs></svg>'
    )


# --- nothing from elsewhere


@pytest.mark.parametrize("key", KEYS)
def test_nothing_is_fetched_and_what_runs_is_told_by_its_hash(pages, key):
    text, page = pages[key]
    assert "http" not in " ".join(str(value) for _, one in page.elements for value in one.values())
    references = [value for _, one in page.elements for name, value in one.items() if name in ("src", "href", "data")]
    ids = [one["id"] for _, one in page.elements if "id" in one]
    assert len(ids) == len(set(ids))
    assert {value.removeprefix("#") for value in references} <= set(ids)
    targets = re.findall(r"url\(([^)]*)\)", re.sub(r"<style>.*?</style>", "", text, flags=re.S))
    assert {target.removeprefix("#") for target in targets} <= set(ids)
    (policy,) = [
        one["content"] for one in page.attributes("meta") if one.get("http-equiv") == "Content-Security-Policy"
    ]
    rules = dict(rule.split(" ", 1) for rule in policy.split("; "))
    (style,), (script,) = (re.findall(rf"<{name}>(.*?)</{name}>", text, re.S) for name in ("style", "script"))
    assert rules["script-src"] == f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
    assert rules["style-src"] == f"'sha256-{base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()}'"
    assert (rules["default-src"], rules["form-action"], rules["base-uri"]) == ("'none'",) * 3
    assert not [name for name, one in page.elements if "style" in one]
    assert len(text.encode()) < MOST_BYTES


def test_the_logo_stands_inside_the_file(tellings):
    told = [(material, replace(drawn, logo=Logo("logo.jpg", b"JPG"))) for material, drawn in tellings["acme", "ours"]]
    pictures = Page(build_document(told)).attributes("img")
    assert [one["src"] for one in pictures] == ["data:image/jpeg;base64,SlBH"] * 2
    assert [one["alt"] for one in pictures] == [say("report.logo", relation="acme") for say in (NL, EN)]


def test_the_file_is_known_as_ours_by_its_head(pages):
    text, _ = pages["acme", "ours"]
    assert f'<meta name="generator" content="{OWN_MARK}">' in text[:200]


def test_the_typeface_is_the_same_every_time_and_bears_no_name_that_is_not_ours(tmp_path):
    from fontTools.ttLib import TTFont

    first = write_faces()
    write_faces.cache_clear()
    assert write_faces() == first
    faces = [base64.b64decode(one) for one in re.findall(r"base64,([^)]*)\)", first)]
    assert len(faces) == 2
    for face in faces:
        (tmp_path / "face.woff").write_bytes(face)
        with TTFont(tmp_path / "face.woff") as font:
            assert {one.nameID for one in font["name"].names} <= {0, 13}
            signs = font.getBestCmap()
            assert {*map(ord, "aé→−…€")} <= signs.keys()
            assert len({font["hmtx"][signs[ord(figure)]][0] for figure in "0123456789"}) == 1


# --- the page as software sees it


def contrast_with_white(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [x / 12.92 if x <= 0.03928 else ((x + 0.055) / 1.055) ** 2.4 for x in channels]
    return 1.05 / (sum(part * x for part, x in zip((0.2126, 0.7152, 0.0722), linear, strict=True)) + 0.05)


@pytest.mark.parametrize("key", KEYS)
def test_every_word_of_a_chart_stands_out_from_white(pages, key):
    colours = {one["fill"] for one in pages[key][1].attributes("text")}
    assert len(colours) > 3
    assert {colour for colour in colours if contrast_with_white(colour) < 4.5} == set()


@pytest.mark.parametrize("key", KEYS)
def test_it_is_well_formed_and_each_language_has_its_landmarks_and_headings_in_order(pages, key):
    _, page = pages[key]
    assert (page.faults, page.open) == ([], [])
    assert page.attributes("html") == [{"lang": "nl"}]
    tellings = [one for one in page.attributes("div") if one.get("class") == "telling"]
    assert [(one["lang"], one["id"], "hidden" in one) for one in tellings] == [("nl", "nl", False), ("en", "en", True)]
    assert tellings[0]["data-title"] == "".join(page.within["title", "nl"])
    for name in ("header", "nav", "main", "footer", "h1"):
        assert len(page.attributes(name)) == 2, name
    levels = [int(name[1]) for name, _ in page.elements if re.fullmatch(r"h[1-6]", name)]
    assert all(later <= before + 1 for before, later in pairwise(levels))
    assert all(one.get("role") == "img" and len(one["aria-label"]) > 40 for one in page.attributes("svg"))
    assert all(one["scope"] in ("col", "row") for one in page.attributes("th"))
    assert len(page.attributes("table")) == len(page.attributes("caption"))


def test_a_kind_of_block_that_has_no_writer_loses_no_word():
    place = Place(EN, {}, 3)
    tomorrow = make_dataclass("Tomorrow", ["title", "items", "cards", "role", "fields"])
    card = Card("57 → 125", "things", "(2018)", "outcome")
    page = Page(write_block(tomorrow("A <problem>", ["one", "two"], [card], "engagement", ["When:"]), place))
    assert page.text == "A <problem> one two 57 → 125 things (2018) When:"
    assert [name for name, _ in page.elements if name in ("h3", "li", "textarea")] == ["h3", "li", "li", "textarea"]


@pytest.mark.parametrize(
    ("widths", "kind"), [((1, 1.75), "beside right"), ((1.35, 1), "beside left"), ((1, 1), "beside")]
)
def test_a_column_that_is_much_wider_stays_so(widths, kind):
    page = Page(write_block(Beside(widths, ([Notes(["one"])], [Notes(["two"])])), Place(EN, {}, 3)))
    assert (page.attributes("div")[0]["class"], page.text) == (kind, "one two")


def test_pages_of_one_name_have_names_of_their_own():
    pages = [SheetPage(name, name, ()) for name in ("front", "problem", "problem", "sources", "problem")]
    names = ["nl-front", "nl-problem", "nl-problem-2", "nl-sources", "nl-problem-3"]
    assert name_pages(pages, "nl") == names


@pytest.mark.parametrize("language", LANGUAGES)
def test_all_its_words_stand_in_the_texts(language):
    codes = {code for code in load_texts(language) if code.startswith("html.")}
    assert {f"html.became.{change}" for change in ("added", "reworded", "split", "merged", "dropped")} <= codes
    assert {f"html.count.{change}" for change in ("added", "reworded", "dropped", "tightened", "relaxed")} <= codes
