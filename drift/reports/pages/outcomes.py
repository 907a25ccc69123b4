"""What it led to: every outcome with its own evidence, shares on one scale."""

from __future__ import annotations

from typing import Final

import pandas as pd

from drift.analysis import Analysis
from drift.charts.course import Frame, draw_course
from drift.charts.inputs import take_course
from drift.measures.catalogue import HOURS, measure_named
from drift.model.change import Change
from drift.model.evidence.weigh import Evidence
from drift.reports.material import Material
from drift.reports.pages.blocks import Notes, Page, Row, Table
from drift.terms import ALARM_AT
from drift.wording import Wording
from drift.wording.case import capitalise

COLUMNS: Final = 3  # charts beside each other
WIDTH: Final = 3.3  # inches
HEIGHTS: Final = (1.85, 1.85, 1.28)  # inches, by the number of rows: a third would leave the table no room
MOST_ODDS: Final = 1000  # to 1; more digits say nothing more beside a chart
MOST_CHANGE: Final = 2.398  # in logs, +1,000 %; beyond it a share that was nearly 0 makes the number
AIR: Final = 1.08  # of the highest end of an interval
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
    return Page("outcomes", title, (Row(COLUMNS, charts), _table(analysis, names, say), notes))


def _notes(analysis: Analysis, *, several_shares: bool, say: Wording) -> list[str]:
    strata = analysis.measured.operations.strata
    return [
        say("report.outcomes.rule", threshold=round(ALARM_AT)),
        *([say("report.outcomes.since_back")] if analysis.judgement.harm.worse else []),
        *([say("report.outcomes.scale")] if several_shares else []),
        say("report.course.restore_note", days=analysis.project.settings.cut_days),
        say("report.course.restore_adjusted" if strata and strata.n > 1 else "report.course.unadjusted"),
    ]


def say_outcomes(analysis: Analysis, say: Wording) -> str:
    """Tell which outcomes got worse by evidence of their own; those that are weighed alone count."""
    harm, changes = analysis.judgement.harm, analysis.judgement.changes
    n, n_worse = len(harm.each), len(harm.worse)
    if harm.state == "unknown" or not n:
        return say("report.outcomes.title_unknown")
    if not n_worse:
        return say("report.outcomes.title_together" if harm.state == "worse" else "report.outcomes.title_held", n=n)
    code = "title_worse_one" if n_worse == 1 else "title_worse_all" if n_worse == n else "title_worse"
    title = say(f"report.outcomes.{code}", n=n, worse=n_worse, which=_names(harm.worse, say))
    back = [name for name in harm.worse if (change := changes[name]) is not None and change.log <= 0]
    return say("report.outcomes.title_back", title=title, back=_names(back, say)) if back else title


def _names(measures: list[str] | tuple[str, ...], say: Wording) -> str:
    return say.join([say(f"measure.{name}.name") for name in measures])


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


def _table(analysis: Analysis, names: list[str], say: Wording) -> Table:
    changes = {name: change for name in names if (change := analysis.judgement.changes[name]) is not None}
    heads = [say(f"report.outcomes.{head}") for head in ("outcome", "before", "after", "n", "change")]
    rows = [_row(name, change, say) for name, change in changes.items()]
    return Table(say("report.outcomes.table"), [*heads, "95 %"], rows, text_columns=1)


def _row(name: str, change: Change, say: Wording) -> list[str]:
    def level(x: float) -> str:
        return say("report.outcomes.hours", x=say.number(x, 1)) if name in HOURS else say.percent(x, 1)

    interval = say("report.outcomes.range", low=_bounded(change.low, say), high=_bounded(change.high, say))
    return [
        capitalise(say(f"measure.{name}.name")),
        level(change.before.level),
        level(change.after.level),
        f"{say.number(change.before.n)} → {say.number(change.after.n)}",
        _bounded(change.log, say),
        "–" if change.low > MOST_CHANGE else interval,
    ]


def _bounded(log: float, say: Wording) -> str:
    """Write a change; one beyond MOST_CHANGE is told as such."""
    return f"> {say.change(MOST_CHANGE)}" if log > MOST_CHANGE else say.change(log)
