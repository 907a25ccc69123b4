"""Nothing happened: what moved within its doubt, on one page, and when this report may stop."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drift.measures.catalogue import HOURS
from drift.measures.work.engagement import ENGAGEMENT
from drift.reports.front.pairs import count_prescribed, find_begin
from drift.reports.front.years import say_years
from drift.reports.pages.blocks import Items, Lists, Page, Table
from drift.reports.pages.figures import interval_values
from drift.reports.pages.method import STOPS
from drift.reports.pages.otherwise import list_limits
from drift.wording import UNKNOWN
from drift.wording.case import capitalise

if TYPE_CHECKING:
    from drift.model.change import Change
    from drift.reports.material import Material
    from drift.wording import Wording

IN_STEP = "in step"  # the state in which nothing fell, grew or got worse


def is_quiet(material: Material) -> bool:
    """Whether nothing happened: one page tells it in the place of all others."""
    verdict = material.analysis.verdict
    return verdict.state == IN_STEP and verdict.findings.paper != "shrank"


def build_quiet(material: Material) -> Page:
    """Build the page."""
    say = material.say
    stops = Items(say("report.method.stop"), [say(f"report.method.stop_{code}") for code in STOPS])
    return Page("quiet", say("report.quiet.title"), [_table(material), Lists([*list_limits(material), stops])])


def _table(material: Material) -> Table:
    """Return what the paper prescribes, and every measure with its two levels and their difference."""
    analysis, say = material.analysis, material.say
    name, counts = count_prescribed(analysis)
    rows = []
    begun = find_begin(analysis, counts)
    if begun is not None:
        before, now = int(counts.iloc[begun]), int(counts.iloc[-1])
        difference = say(f"report.quiet.{'more' if now > before else 'alike'}", n=say.number(now - before))
        label = capitalise(say(f"front.pair.{name}"))
        rows.append([label, say.number(before), say.number(now), difference, UNKNOWN])
    names = (ENGAGEMENT, *analysis.measured.components, *analysis.measured.operations.compared)
    changes = {name: analysis.judgement.changes.get(name) for name in dict.fromkeys(names)}
    rows += [_row(name, change, say) for name, change in changes.items() if change is not None]
    known = [change for change in changes.values() if change is not None]
    ends = [known[0].before, known[0].after] if known else []
    spans = [say_years(one.first, one.last, say) for one in ends] or [UNKNOWN, UNKNOWN]
    heads = [say("report.quiet.what"), *spans, say("report.outcomes.change"), say("report.quiet.between")]
    return Table(say("report.quiet.caption"), heads, rows, text_columns=1)


def _row(name: str, change: Change, say: Wording) -> list[str]:
    def level(x: float) -> str:
        return say.percent(x) if name not in HOURS else say("report.outcomes.hours", x=say.number(x, 1))

    values = interval_values(change, say)
    ends = [level(change.before.level), level(change.after.level)]
    label = say("report.quiet.together") if name == ENGAGEMENT else capitalise(say(f"measure.{name}.name"))
    return [label, *ends, values["change"], say("report.outcomes.range", **values)]
