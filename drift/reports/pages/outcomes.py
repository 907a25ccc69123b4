"""What it led to: every outcome with its own evidence, shares on one scale."""

from __future__ import annotations

from typing import Final

import pandas as pd

from drift.analysed import Analysis
from drift.charts.course import Frame, draw_course
from drift.charts.inputs import take_course
from drift.errors import Note
from drift.measures.catalogue import HOURS, measure_named
from drift.model.change import Change
from drift.model.evidence.weigh import Evidence
from drift.model.harm import GROUPS
from drift.reports.material import Material
from drift.reports.pages.blocks import Notes, Page, Row, Table
from drift.reports.pages.figures import interval_values, name_measures
from drift.terms import ALARM_AT
from drift.wording import UNKNOWN, Wording
from drift.wording.case import capitalise

COLUMNS: Final = 3  # charts beside each other
WIDTH: Final = 3.3  # inches
HEIGHTS: Final = (1.85, 1.85, 1.28)  # inches, by the number of rows: a third would leave the table no room
MOST_ODDS: Final = 1000  # to 1; more digits say nothing more beside a chart
MOST_CHANGE: Final = 2.398  # in logs, +1,000 %; beyond it a share that was nearly 0 makes the number
AIR: Final = 1.08  # of the highest end of an interval
UNSURE: Final = Note("untold.unsure")  # known, and neither worse nor back
LEAST_TOP, WHOLE_SCALE = 0.05, 1.03  # of a scale of shares: below the first every tick would read 0 %


def build_outcomes(material: Material) -> Page | None:
    """Build the page: small multiples, the levels before and after, and the rule."""
    analysis, shown, say = material.analysis, material.shown, material.say
    names = [name for name in analysis.measured.operations.outcomes if len(shown.points(name))]
    if not names:
        return None
    title = capitalise(say_outcomes(analysis, say))
    if analysis.judgement.callers.state == "left":
        title = say("report.outcomes.title_left", title=title)
    shares = [name for name in names if name not in HOURS]
    highest = max((float(shown.frames[name]["high"].max()) for name in shares), default=0.0)
    top = min(WHOLE_SCALE, max(LEAST_TOP, AIR * highest))
    drawn = [name for name in names if name in analysis.judgement.harm.each or measure_named(name).apart] or names
    height = HEIGHTS[min((len(drawn) - 1) // COLUMNS, len(HEIGHTS) - 1)]
    charts = []
    for name in drawn:
        frame = Frame(WIDTH, height, None if name in HOURS else top, say_evidence(analysis, name, say))
        charts.append(draw_course(take_course(analysis, shown, name), say, title, frame))
    notes = Notes(_notes(analysis, several_shares=len(shares) > 1, say=say))
    return Page("outcomes", title, (Row(COLUMNS, charts), _table(analysis, say), notes))


def _notes(analysis: Analysis, *, several_shares: bool, say: Wording) -> list[str]:
    strata = analysis.measured.operations.strata
    return [
        say("report.outcomes.rule", threshold=round(ALARM_AT)),
        *(_tell_unknown(analysis, say)),
        *([say("report.outcomes.scale")] if several_shares else []),
        say("report.course.restore_note", days=analysis.project.settings.cut_days),
        say("report.course.restore_adjusted" if strata and strata.n > 1 else "report.course.unadjusted"),
    ]


def say_outcomes(analysis: Analysis, say: Wording) -> str:
    """Tell which outcomes are worse now than in the base, which were and are back, and of which neither can be told."""
    harm, names = analysis.judgement.harm, analysis.measured.operations.compared
    groups = {group: name_measures(getattr(harm, group), say) for group in GROUPS}
    if not names or len(harm.untold) == len(names):
        return say("report.outcomes.title_unknown")
    parts = [say(f"report.outcomes.title_{'now' if harm.now else 'none'}", which=groups["now"])]
    if harm.now and harm.state != "worse":
        parts.append(say("report.outcomes.title_unproved", threshold=round(ALARM_AT)))
    parts += [say(f"report.outcomes.title_{group}", which=groups[group]) for group in GROUPS[1:] if groups[group]]
    return "; ".join(parts)


def say_evidence(analysis: Analysis, name: str, say: Wording) -> str:
    """Tell what the evidence says of one outcome."""
    if measure_named(name).apart:
        return say(f"report.outcomes.callers_{analysis.judgement.callers.state}")
    each = analysis.judgement.harm.each
    evidence = each.get(name)
    if evidence is None:
        group = measure_named(name).group
        first = next((other for other in each if measure_named(other).group == group), None)
        return say("report.outcomes.along", name=say(f"measure.{first}.name")) if first else ""
    if evidence.alarm is None:
        odds = _odds(evidence, say)
        return say("report.outcomes.none", e=odds) if odds != "0" else say("report.outcomes.nothing")
    alarm = say.short(evidence.alarm)
    if evidence.ended is None:
        return say("report.outcomes.since", alarm=alarm, e=_odds(evidence, say, at=evidence.alarm))
    return say("report.outcomes.was", alarm=alarm, ended=say.short(evidence.ended))


def _odds(evidence: Evidence, say: Wording, *, at: pd.Period | None = None) -> str:
    """Write the e-value of a month, else of the last month that has one, whole and bounded."""
    known = evidence.e_values.dropna()
    if at is not None:
        known = known[known.index == at]
    odds = float(known.iloc[-1]) if len(known) else 0.0
    return f"> {say.number(MOST_ODDS)}" if odds > MOST_ODDS else say.number(int(odds))


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
    spans = [say.span(change.after.first, change.after.last) for change in changes.values() if change]
    last = max(spans, key=spans.count, default=UNKNOWN)  # an outcome with another clock has its own months
    rows = [_row(name, changes[name], standing.get(name, "held"), last, say) for name in names]
    heads = [say(f"report.outcomes.{head}") for head in ("outcome", "before", "after", "n", "change")]
    caption = say("report.outcomes.table", base=say.span(base[0], base[-1]) if len(base) else UNKNOWN, last=last)
    return Table(caption, [*heads, "95 %", say("report.outcomes.now")], rows, text_columns=1)


def _row(name: str, change: Change | None, standing: str, last: str, say: Wording) -> list[str]:
    of = measure_named(name).of if name not in HOURS else "incidents"
    label = capitalise(say(f"measure.{name}.name"))
    label += "" if of == "incidents" else say("report.outcomes.aside", text=say(f"of.{of}"))
    if change is None:
        return [label, *[UNKNOWN] * 5, say(f"report.outcomes.is_{standing}")]
    own = say.span(change.after.first, change.after.last)
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
