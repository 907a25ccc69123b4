"""What it led to: every outcome with its own evidence, on its own scale."""

from __future__ import annotations

from typing import Final

from drift.analysed import Analysis
from drift.charts.course import Frame, draw_course
from drift.charts.inputs import take_course
from drift.charts.shown import Shown
from drift.errors import Note
from drift.measures.catalogue import HOURS, measure_named
from drift.model.callers import CallersLeft
from drift.model.change import Change
from drift.model.harm import GROUPS
from drift.reports.front.years import say_years
from drift.reports.material import Material
from drift.reports.pages.blocks import Notes, Page, Row, Table
from drift.reports.pages.figures import interval_values, name_measures
from drift.terms import ALARM_AT
from drift.wording import UNKNOWN, Wording
from drift.wording.case import capitalise

COLUMNS: Final = 3  # charts beside each other
WIDTH: Final = 3.26  # inches: three and the room between them
MOST_DRAWN: Final = 6  # the others stand in the table; a third row would leave it no room
HEIGHTS: Final = (1.85, 1.6)  # inches, by the number of rows
MOST_CHANGE: Final = 2.398  # in logs, +1,000 %; beyond it a share that was nearly 0 makes the number
AIR: Final = 1.08  # of the highest end of an interval
UNSURE: Final = Note("untold.unsure")  # known, and neither worse nor back
LEAST_TOP, WHOLE_SCALE = 0.05, 1.03  # of a scale of shares: below the first every tick would read 0 %


def build_outcomes(material: Material) -> Page | None:
    """Build the page: small multiples, the levels before and after, and how they are called."""
    analysis, shown, say = material.analysis, material.shown, material.say
    names = [name for name in analysis.measured.operations.outcomes if len(shown.points(name))]
    if not names:
        return None
    title = capitalise(say_outcomes(analysis, say))
    if analysis.judgement.callers.state == "left":
        title = say("report.outcomes.title_left", title=title)
    drawn = _choose_drawn(analysis, names)
    height = HEIGHTS[(len(drawn) - 1) // COLUMNS]
    charts = []
    for name in drawn:
        frame = Frame(WIDTH, height, None if name in HOURS else _top(shown, name), say_evidence(analysis, name, say))
        charts.append(draw_course(take_course(analysis, shown, name), say, title, frame))
    notes = Notes([say("report.outcomes.rule"), *_tell_unknown(analysis, say)])
    return Page("outcomes", title, (Row(COLUMNS, charts), _table(analysis, say), notes))


def _choose_drawn(analysis: Analysis, names: list[str]) -> list[str]:
    """Return the outcomes that are drawn: those that are weighed, worse now first, in the order of the catalogue."""
    harm = analysis.judgement.harm
    weighed = [name for name in names if name in harm.each or measure_named(name).apart] or names
    first = sorted(weighed, key=lambda name: (name not in harm.now, name not in harm.back))[:MOST_DRAWN]
    return [name for name in weighed if name in first]


def _top(shown: Shown, name: str) -> float:
    """Return the end of the own scale of a share."""
    return min(WHOLE_SCALE, max(LEAST_TOP, AIR * float(shown.frames[name]["high"].max())))


def tell_outcomes(analysis: Analysis, say: Wording) -> list[str]:
    """Tell of the annex how outcomes are counted and judged; nothing where there is none."""
    if not analysis.measured.operations.compared:
        return []
    strata = analysis.measured.operations.strata
    return [
        say("report.outcomes.judged", threshold=round(ALARM_AT)),
        say("report.course.restore_note", days=analysis.project.settings.cut_days),
        say("report.course.restore_adjusted" if strata and strata.n > 1 else "report.course.unadjusted"),
    ]


def say_outcomes(analysis: Analysis, say: Wording) -> str:
    """Tell which outcomes are worse now than in the base, which were and are back, and of which neither can be told."""
    harm, names = analysis.judgement.harm, analysis.measured.operations.compared
    groups = {group: name_measures(getattr(harm, group), say) for group in GROUPS}
    months = analysis.measured.base.work
    base = say_years(months[0], months[-1], say) if len(months) else UNKNOWN
    if not names or len(harm.untold) == len(names):
        return say("report.outcomes.title_unknown")
    parts = [say(f"report.outcomes.title_{'now' if harm.now else 'none'}", which=groups["now"], base=base)]
    if harm.now and harm.state != "worse":
        parts.append(say("report.outcomes.title_unproved"))
    parts += [say(f"report.outcomes.title_{group}", which=groups[group]) for group in GROUPS[1:] if groups[group]]
    return "; ".join(parts)


def say_evidence(analysis: Analysis, name: str, say: Wording) -> str:
    """Tell what the evidence says of one outcome."""
    if measure_named(name).apart:
        return _say_callers(analysis.judgement.callers, say)
    each = analysis.judgement.harm.each
    evidence = each.get(name)
    if evidence is None:
        group = measure_named(name).group
        first = next((other for other in each if measure_named(other).group == group), None)
        return say("report.outcomes.along", name=say(f"measure.{first}.name")) if first else ""
    if evidence.alarm is None:  # the table below holds two intervals against each other, which may tell it all the same
        harm = analysis.judgement.harm
        code = "no_since" if name in harm.now else "no_saying" if name in harm.untold else "none"
        return say(f"report.outcomes.{code}")
    ended = None if evidence.ended is None else say.short(evidence.ended)
    code = "was" if ended else "untold" if name in analysis.judgement.harm.untold else "since"
    return say(f"report.outcomes.{code}", alarm=say.short(evidence.alarm), ended=ended)


def _say_callers(callers: CallersLeft, say: Wording) -> str:
    """Tell whether more callers leave than in the base, with both shares where they are known."""
    told = callers.told or callers.now
    if callers.state == "unknown" or callers.before is None or told is None:
        return say("report.outcomes.callers_unknown")
    code = "left" if callers.risen else "stayed" if callers.once is None else "once"
    values = {"before": say.percent(callers.before.share), "after": say.percent(told.share), "n": told.n}
    return say(f"report.outcomes.callers_{code}", when=say_years(told.then[0], told.then[-1], say), **values)


def _tell_unknown(analysis: Analysis, say: Wording) -> list[str]:
    """Tell of each outcome of which nothing can be told now, why."""
    judgement = analysis.judgement
    return [
        say("report.outcomes.unknown", name=say(f"measure.{name}.name"), why=judgement.untold.get(name, UNSURE))
        for name in judgement.harm.untold
    ]


def _table(analysis: Analysis, say: Wording) -> Table:
    """Return a row an outcome, by how it stands now: worse, back, not to be told, not clearly worse."""
    judgement, base = analysis.judgement, analysis.measured.base.work
    standing = {name: group for group in GROUPS for name in getattr(judgement.harm, group)}
    order = [*GROUPS, "held"]
    names = sorted(analysis.measured.operations.compared, key=lambda name: order.index(standing.get(name, "held")))
    changes = {name: judgement.changes[name] for name in names}
    spans = [say_years(change.after.first, change.after.last, say) for change in changes.values() if change]
    last = max(spans, key=spans.count, default=UNKNOWN)  # an outcome with another clock has its own months
    rows = [_row(name, changes[name], standing.get(name, "held"), last, say) for name in names]
    ends = [say_years(base[0], base[-1], say) if len(base) else UNKNOWN, last]
    heads = [say(f"report.outcomes.{head}") for head in ("outcome", "n", "change", "between", "now")]
    return Table(say("report.outcomes.table"), [heads[0], *ends, *heads[1:]], rows, text_columns=1)


def _row(name: str, change: Change | None, standing: str, last: str, say: Wording) -> list[str]:
    of = measure_named(name).of if name not in HOURS else "incidents"
    label = capitalise(say(f"measure.{name}.name"))
    label += "" if of == "incidents" else say("report.outcomes.aside", text=say(f"of.{of}"))
    if change is None:
        return [label, *[UNKNOWN] * 5, say(f"report.outcomes.is_{standing}")]
    own = say_years(change.after.first, change.after.last, say)
    label += "" if own == last else say("report.outcomes.aside", text=own)

    def level(x: float) -> str:
        return say.percent(x, 1) if change.points else say("report.outcomes.hours", x=say.number(x, 1))

    values = interval_values(change, say)
    far = change.points is None and change.log > MOST_CHANGE
    return [
        label,
        level(change.before.level),
        level(change.after.level),
        f"{say.number(change.before.n)} → {say.number(change.after.n)}",
        f"> {say.change(MOST_CHANGE)}" if far else values["change"],
        UNKNOWN if change.points is None and change.low > MOST_CHANGE else say("report.outcomes.range", **values),
        say(f"report.outcomes.is_{standing}"),
    ]
