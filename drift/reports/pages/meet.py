"""Where people of both sides still meet and where no longer: shares, contacts by level, experts, what returned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.charts.course import Frame, draw_course
from drift.charts.inputs import take_course
from drift.charts.meetings import draw_meetings
from drift.measures.catalogue import HANDS
from drift.reports.front.pairs import WITH_WORST, find_levels
from drift.reports.front.title import say_change
from drift.reports.front.years import say_years
from drift.reports.pages.blocks import Beside, Block, Items, Lists, Page, Row, Table
from drift.reports.pages.figures import direction_of
from drift.reports.pages.people import say_agreed, tabulate_experts
from drift.reports.pages.returned import say_halfway, say_held
from drift.terms import LEVELS, MIN_PERSONS
from drift.wording.case import as_title, capitalise

if TYPE_CHECKING:
    from drift.reports.material import Material

WIDTH, ALONE, HEIGHT = 3.26, 10.2, 2.05  # inches: one of several charts, a chart by itself
MEETINGS_HEIGHT: Final = 1.7  # inches
WHOLE_SCALE: Final = 1.03  # shares of one page have one scale
ARROW: Final = " → "


def build_meet(material: Material) -> Page | None:
    """Build the page; None where the log tells nothing of who meets whom, and no calendar does."""
    analysis, shown, say = material.analysis, material.shown, material.say
    names = [name for name in analysis.measured.components if len(shown.points(name))]
    meetings, experts = analysis.measured.meetings, tabulate_experts(analysis, say)
    if not names and meetings is None and experts is None:
        return None
    title = as_title(_title(material))
    blocks: list[Block] = []
    if names:
        width = WIDTH if len(names) > 1 else ALONE
        charts = [
            draw_course(
                take_course(analysis, shown, name),
                say,
                title,
                Frame(width, HEIGHT, WHOLE_SCALE, _tell_ends(material, name)),
            )
            for name in names
        ]
        blocks.append(Row(len(charts), charts))
    if meetings is not None:
        blocks.append(draw_meetings(meetings, say, title, MEETINGS_HEIGHT))
    told = Items(say("report.meet.returned"), [sentence for sentence in _list_told(material) if sentence])
    return Page("meet", title, [*blocks, *_beside(told, experts)])


def _beside(told: Items, experts: Table | None) -> list[Block]:
    parts: list[list[Block]] = [[Lists((told,))]] if told.items else []
    parts += [[experts]] if experts is not None else []
    return [Beside((1,) * len(parts), parts)] if parts else []


def _title(material: Material) -> str:
    """Tell who meets whom, then and now: the same person, else contacts on the floor, else the work together."""
    analysis, say = material.analysis, material.say
    change, meetings = analysis.judgement.changes.get(HANDS), analysis.measured.meetings
    if change is not None:
        before, after = change.before, change.after
        return say(
            f"report.meet.title_hands_{direction_of(change)}",
            before=say.percent(before.level),
            after=say.percent(after.level),
            then=say_years(before.first, before.last, say),
            now=say_years(after.first, after.last, say),
        )
    if analysis.measured.components:
        return say_change(material)
    if meetings is None:
        return say("report.people.title_experts")
    floor = meetings[meetings.columns[0]].dropna()
    if meetings.columns[0] != LEVELS[0] or floor.empty:
        return say("report.people.title_above")
    first, last = int(floor.iloc[0]), int(floor.iloc[-1])
    return say("report.people.title_meetings", first=first, start=floor.index[0], last=last, end=floor.index[-1])


def _tell_ends(material: Material, name: str) -> str:
    """Write the share in the base, in the worst year and now, as page 1 does."""
    say = material.say
    levels = find_levels(material, name)
    if not levels:
        return say("report.card.unknown")
    texts = [say.percent(level.value) for level in levels]
    if len(levels) == WITH_WORST:
        texts[1] = say("report.meet.level", level=texts[1], when=say_years(levels[1].first, levels[1].last, say))
    return ARROW.join(texts)


def _list_told(material: Material) -> list[str]:
    analysis, say, meetings = material.analysis, material.say, material.analysis.measured.meetings
    names = [name for name in analysis.measured.components if len(material.shown.points(name))]
    counted = [
        say("report.meet.counts", name=say(f"measure.{name}.name"), what=say(f"front.together.{name}"))
        for name in names
    ]
    told = [capitalise("; ".join(counted)) + "." if counted else "", say_halfway(material), say_held(material)]
    told += say_agreed(analysis, say)
    if meetings is not None:
        told.append(say("report.meet.contacts"))
        if material.edition == "shared" and (meetings.isna().any(axis=None) or len(meetings.columns) < len(LEVELS)):
            told.append(say("report.people.meetings_few", persons=MIN_PERSONS))
    return told
