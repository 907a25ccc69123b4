"""The page of the reports: what they said beside the tickets, and what came beside what people named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.charts.lived import draw_lived
from drift.charts.reported import draw_reported
from drift.reports.pages.blocks import Beside, Block, Items, Lists, Page
from drift.reports.pages.reported.lines import take_panels
from drift.reports.pages.reported.lived import list_lived, list_lived_notes, say_lived
from drift.reports.pages.reported.said import list_indicators, list_said

if TYPE_CHECKING:
    from drift.analysed import Analysis
    from drift.measures.norms.findings import NormFindings
    from drift.reports.material import Material
    from drift.wording import Wording

WIDTHS: Final = (1, 1)  # the chart, the sentences


def build_reported(material: Material) -> Page | None:
    """Build the page; None where there are no reports, and nothing came or nobody named a clause."""
    analysis, say = material.analysis, material.say
    norms = analysis.measured.norms
    said, lived = list_said(analysis, say), list_lived(norms, say)
    if not said and not lived:
        return None
    title = say_title(norms, say) if said else say_lived(norms, say)
    blocks = [*_show_said(norms, said, title, say), *(_show_lived(norms, say) if lived else [])]
    return Page("reported", title, blocks, annex=True)


def _show_said(norms: NormFindings, said: list[str], title: str, say: Wording) -> list[Block]:
    if not said:
        return []
    lists, panels = Lists([Items(say("norms.said.heading"), said)]), take_panels(norms)
    return [Beside(WIDTHS, ([draw_reported(panels, say, title)], [lists]))] if panels else [lists]


def _show_lived(norms: NormFindings, say: Wording) -> list[Block]:
    title = say_lived(norms, say)
    chart, notes = draw_lived(list_lived(norms, say), say, title), list_lived_notes(norms, say)
    return [Beside(WIDTHS, ([chart], [Lists([Items(title, notes)])]))]


def say_title(norms: NormFindings, say: Wording) -> str:
    """Return the finding: whether reports give more or less than the tickets, as far as intervals tell."""
    standings = {one.standing for one in list_indicators(norms)}
    apart = sorted(code for code in standings if code in ("more", "less"))
    if not apart and "stopped" in standings:
        return say("norms.said.title.stopped")
    if not apart:
        return say("norms.said.title.even" if standings == {"even"} else "norms.said.title.none")
    if len(apart) > 1:
        return say("norms.said.title.both")
    return say(f"norms.said.title.{'' if standings == {*apart} else 'some_'}{apart[0]}")


def is_apart(analysis: Analysis) -> bool:
    """Whether reports clearly give other figures than the tickets."""
    return any(one.standing in ("more", "less") for one in list_indicators(analysis.measured.norms))
