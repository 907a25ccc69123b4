"""The page of the levels: what becomes of problems, who met first, who knew when, who has the say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.charts.river import draw_river
from drift.reports.pages.blocks import Beside, Block, Items, Lists, Notes, Page
from drift.reports.pages.levels.fates import list_fates, list_handovers, list_rules, say_title, tabulate_fates
from drift.reports.pages.levels.order import tabulate_order
from drift.reports.pages.levels.voices import list_aware, list_people, list_voices

if TYPE_CHECKING:
    from drift.reports.material import Material
    from drift.wording import Wording

FEW: Final = 5  # problems above the floor, all together, below which a table says more than a river
WIDTHS: Final = (1, 1)
LINE: Final = 80  # letters of a line of half a page: a row of the table is one
HIGHER: Final = ["tactical", "strategic"]


def build_levels(material: Material) -> Page | None:
    """Build the page; None where no problem can be followed and no contact of both sides has a level."""
    analysis, say = material.analysis, material.say
    found = analysis.measured.levels
    if found.no_levels is not None and found.no_problems is not None:
        return None
    title = say_title(analysis, say)
    blocks: list[Block] = []
    if len(found.problems):
        few = int(found.problems[HIGHER].to_numpy().sum()) < FEW
        blocks.append(tabulate_fates(found.problems, say) if few else draw_river(found.problems, say, title))
    order = tabulate_order(found.first, say)
    sentences = {"fates": list_fates, "aware": list_aware, "people": list_people}
    beside = {"teams": list_handovers, "voices": list_voices}
    lines = [{name: tell(analysis, say) for name, tell in column.items()} for column in (sentences, beside)]
    left, right = (_lists(told, say) for told in lines)
    right = [order, *right] if order else right
    first, *others = list_rules(analysis, say)
    long, short = (sum(len(line) for told in column.values() for line in told) for column in lines)
    # whether the right column has room for all rules and stays the shorter one
    full = long > short + LINE * len(found.first) + sum(map(len, (first, *others)))
    if full:
        right.append(Notes([first, *others]))
    else:
        left, right = [*left, Notes([first])], [*right, Notes(others)]
    blocks.append(Beside(WIDTHS, (left, right)))
    return Page("levels", title, blocks, annex=True)


def _lists(told: dict[str, list[str]], say: Wording) -> list[Block]:
    """Return the sentences that there are, each group under its heading."""
    return [Lists([Items(say(f"levels.heading.{name}"), lines)]) for name, lines in told.items() if lines]
