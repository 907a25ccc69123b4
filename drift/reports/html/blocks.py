"""Blocks of a page -> HTML: one function a kind of block, chosen in one place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, is_dataclass
from typing import TYPE_CHECKING, Any, Final

from drift.charts.style import Chart
from drift.reports.html.markup import Markup, join, tag
from drift.reports.html.picture import embed
from drift.reports.html.tables import lay_table, scroll, write_data
from drift.reports.pages.blocks import AtHome, Beside, Block, Card, Cards, Front, Items, Lists, Notes, Quiet, Row, Table

if TYPE_CHECKING:
    from drift.wording import Wording

NOTHING: Final = Markup("")
MUCH: Final = 1.3  # times the other column's width, from where a column is wider on the page too


@dataclass(frozen=True)
class Place:
    """Where a block stands, and what the page knows of it."""

    say: Wording
    pictures: Mapping[str, bytes]  # SVG of each chart
    level: int  # of the headings of its parts
    explore: str = ""  # what a reader can ask of the picture of page 1
    table: str = ""  # id of the page of the round table

    @property
    def language(self) -> str:
        """The language, which stands before every id."""
        return self.say.language


def write_block(block: Any, place: Place) -> Markup:
    """Return a block; of a kind that has no function of its own every text and chart in it."""
    return WRITERS.get(type(block), _write_unknown)(block, place)


def write_blocks(blocks: Iterable[Block], place: Place) -> Markup:
    """Return blocks after each other."""
    return join(*(write_block(block, place) for block in blocks))


def draw(chart: Chart, place: Place) -> Markup:
    """Return a chart with its words and the numbers behind it."""
    return tag("figure", draw_alone(chart, place), write_data(chart, place.say))


def draw_alone(chart: Chart, place: Place) -> Markup:
    """Return a chart in a frame that scrolls where it would become too small to read."""
    picture = embed(place.pictures[chart.name], f"{place.language}-{chart.name}", chart.alt)
    return scroll(picture, place.say("html.picture"))


def _row(block: Row, place: Place) -> Markup:
    return tag("div", *(draw(chart, place) for chart in block.blocks), class_=f"row of{block.columns}")


def _cards(block: Cards, place: Place) -> Markup:
    return tag("div", *(_card(card, place) for card in block.cards), class_="cards")


def _card(card: Card, _: Place) -> Markup:
    value = tag("p", card.value, class_="value")
    detail = tag("p", card.detail, class_="quiet") if card.detail else NOTHING
    return tag("div", value, tag("p", card.label, class_="label"), detail, class_=f"card {card.role}")


def _items(block: Items, place: Place) -> Markup:
    return tag("div", tag(f"h{place.level}", block.heading), _list(block.items))


def _list(texts: Iterable[str], **attributes: str) -> Markup:
    return tag("ul", *(tag("li", text) for text in texts), **attributes)


def _lists(block: Lists, place: Place) -> Markup:
    return tag("div", *(_items(one, place) for one in block.lists), class_="row")


def _table(block: Table, _: Place) -> Markup:
    table = lay_table(block.caption, block.heads, block.rows, block.text_columns)
    return tag("div", table, class_="roomy") if block.roomy else table


def _notes(block: Notes, _: Place) -> Markup:
    return _list(block.notes, class_="notes")


def _quiet(block: Quiet, _: Place) -> Markup:
    return tag("p", " ".join(block.lines), class_="quiet")


def _beside(block: Beside, place: Place) -> Markup:
    """Return columns beside each other; of two the one that is much wider stays so."""
    ratio = block.widths[-1] / block.widths[0]
    wider = " right" if ratio > MUCH else " left" if ratio < 1 / MUCH else ""
    columns = (tag("div", write_blocks(column, place)) for column in block.blocks)
    return tag("div", *columns, class_=f"beside{wider if len(block.blocks) == 2 else ''}")


def _front(block: Front, place: Place) -> Markup:
    """Return page 1: the picture with what can be asked of it, the pairs, what now."""
    say = place.say
    picture = tag("figure", place.explore, write_data(block.chart, say)) if block.chart else NOTHING
    pairs = tag("div", *(_card(pair, place) for pair in block.pairs), class_="cards")
    where = tag("a", say("html.to_table"), href=f"#{place.table}") if block.where and place.table else NOTHING
    now = tag("p", block.now, " ", where)
    named = [tag("label", name, " ", tag("input", type="text", autocomplete="off")) for name in block.fields]
    room = tag("p", *named, class_="fields") if named else NOTHING
    asked = tag("div", tag(f"h{place.level}", block.title), now, room, class_="now")
    return join(picture, pairs, tag("p", block.unknown), asked, tag("p", block.sure, class_="quiet"))


def _at_home(block: AtHome, _: Place) -> Markup:
    """Return a row a problem and a column a side, and below it what each side answers."""
    rows = [[join(tag("p", one.title), tag("p", one.about, class_="quiet")), *one.told] for one in block.problems]
    table = [lay_table(block.heads[0], block.heads, rows, len(block.heads))] if rows else []
    return join(*table, _fields(block.questions), _list(block.notes, class_="notes"))


def _write_unknown(block: Any, place: Place) -> Markup:
    """Return every text, list and chart of a block, in the order of its fields, by what its fields are called."""
    if isinstance(block, str):
        return tag("p", block)
    if isinstance(block, list | tuple):
        return _list(block) if block and all(isinstance(one, str) for one in block) else write_blocks(block, place)
    if not is_dataclass(block):
        return NOTHING
    told = [(one.name, getattr(block, one.name)) for one in fields(block) if one.name not in CODES]
    return tag("div", *(_write_field(name, value, place) for name, value in told if value), class_="block")


def _write_field(name: str, value: Any, place: Place) -> Markup:
    if isinstance(value, str) and name.endswith(HEADINGS):
        return tag(f"h{place.level}", value)
    if isinstance(value, str) and name.endswith(ASIDES):
        return tag("p", value, class_="quiet")
    return _fields(value) if name == "fields" else write_block(value, place)


def _fields(names: Iterable[str]) -> Markup:
    """Return room to write, on the screen too; nothing of it is kept."""
    return tag("p", *(tag("label", name, " ", tag("textarea", rows="2")) for name in names), class_="fields")


HEADINGS: Final = ("title", "heading")  # what a field is called that stands above others
ASIDES: Final = ("why", "note", "about")  # and one that is said beside them
CODES: Final = ("kind", "name", "role")  # fields of a block that choose how it looks
WRITERS: Final[dict[type, Callable[[Any, Place], Markup]]] = {
    Chart: draw,
    Row: _row,
    Cards: _cards,
    Card: _card,
    Items: _items,
    Lists: _lists,
    Table: _table,
    Notes: _notes,
    Quiet: _quiet,
    Beside: _beside,
    Front: _front,
    AtHome: _at_home,
}
