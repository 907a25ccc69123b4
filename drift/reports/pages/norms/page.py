"""The page of the norms: a grid of versions by years, what the figures say beside it, and three counters."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.charts.norms import draw_norms
from drift.reports.pages.blocks import Beside, Block, Cards, Items, Lists, Notes, Page
from drift.reports.pages.norms.beside import list_beside
from drift.reports.pages.norms.counters import count_norms
from drift.reports.pages.norms.grid import say_clock, take_grids
from drift.reports.pages.norms.sentences import say_split
from drift.reports.pages.norms.told import Told, gather_told
from drift.reports.pages.norms.unheld import list_rules, list_unheld
from drift.wording.case import capitalise

if TYPE_CHECKING:
    from drift.reports.material import Material
    from drift.wording import Wording

WIDTHS: Final = (1.36, 1)  # the grid, the sentences
TALL: Final = 9  # rows of all grids, from which on there is more room beside them than below
LINES: Final = 10  # of sentences on the page, the lead among them
LEAST: Final = 2  # of them about the years: the waiting and the tool are always told


def build_norms(material: Material) -> Page | None:
    """Build the page; None where no norm is held against incidents: the page of the method says why."""
    norms, say = material.analysis.measured.norms, material.say
    if norms.bound.empty:
        return None
    told = gather_told(material.analysis)
    title = _title(told, say)
    grids = take_grids(norms, told.pairs, say)
    rules = list_rules(told, grids, say)
    lists = _list_lists(told, LINES - len(rules) - bool(told.last), say)
    cards = Cards(count_norms(material.analysis, say))
    blocks: list[Block] = [cards, *lists, Notes(rules)]
    if grids:
        chart = draw_norms(grids, say, title)
        tall = sum(grid.lines for grid in grids) > TALL
        left, right = ([], [Notes(rules)]) if tall else ([Notes(rules)], [])
        blocks = [Beside(WIDTHS, ([chart, *left], [*lists, *right])), cards]
    return Page("norms", title, blocks, lead=say_split(told.last, say) if told.last else "", annex=True)


def _list_lists(told: Told, most: int, say: Wording) -> list[Block]:
    """Return what is said beside the grid, at most so many lines."""
    unheld = list_unheld(told, say)
    lines = {"beside": list_beside(told, say)[: max(most - len(unheld), LEAST)], "unheld": unheld}
    return [Lists([Items(say(f"norms.page.{name}"), own)]) for name, own in lines.items() if own]


def _title(told: Told, say: Wording) -> str:
    """Return the finding; it never says more than the intervals do."""
    if told.last is None:
        return say("norms.page.title_one" if told.pairs else "norms.page.title_none")
    work, norm = told.last.standings
    clock = say_clock(told.last.pair.clock, say)
    return capitalise(say(f"norms.page.title.{work}_{norm}", clock=clock))
