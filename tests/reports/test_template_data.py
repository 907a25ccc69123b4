"""Pages as the template reads them: every block has its kind, what is not set is left out, text is cleaned."""

import pandas as pd
from matplotlib.figure import Figure

from drift.charts.style import Chart
from drift.reports.glyphs import Cleaner
from drift.reports.pages.blocks import Beside, Items, Lists, Notes, Page, Row, Table, find_charts
from drift.reports.template_data import to_data

CHART = Chart("volume", Figure(), "in words", pd.DataFrame())


def test_a_page_leaves_out_what_is_not_set():
    page = Page("course", "Title", (Notes(["a"]),))
    notes = {"kind": "notes", "notes": ["a"]}
    assert to_data(page, Cleaner()) == {"name": "course", "title": "Title", "blocks": [notes]}


def test_a_chart_is_told_by_its_name_and_its_words():
    chart = {"kind": "chart", "name": "volume", "alt": "in words"}
    assert to_data(Row(2, [CHART]), Cleaner()) == {"kind": "row", "columns": 2, "blocks": [chart]}


def test_what_is_set_stays():
    table = to_data(Table("c", ["h"], [["1"]], text_columns=0, tight=True), Cleaner())
    assert table == {"kind": "table", "caption": "c", "heads": ["h"], "rows": [["1"]], "text_columns": 0, "tight": True}
    lists = to_data(Lists((Items("h", ["i"], 1.4), Items("h", ["i"]))), Cleaner())
    assert [part.get("width") for part in lists["lists"]] == [1.4, None]


def test_text_is_cleaned_wherever_it_stands():
    clean = Cleaner()
    data = to_data({"pages": (Page("works", "\U0001f680", (Lists((Items("h", ["\U0001f680"]),)),)),)}, clean)
    assert (data["pages"][0]["title"], clean.replaced) == ("\ufffd", 2)


def test_the_charts_of_a_page_are_found_in_order_wherever_they_stand():
    other = Chart("plane", Figure(), "", pd.DataFrame())
    assert find_charts([Beside([1], [[Notes([]), other]]), Row(1, [CHART]), CHART]) == [other, CHART, CHART]
