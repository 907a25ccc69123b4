"""What it led to: every outcome with its own evidence, shares on one scale."""

from __future__ import annotations

from typing import Final

from drift.analysis import Analysis
from drift.charts.course import Frame, draw_course
from drift.measures.catalogue import HOURS, measure_named
from drift.measures.shown import show_measures
from drift.model.evidence.weigh import Evidence
from drift.reports.pages.blocks import Block, Report, to_notes
from drift.terms import ALARM_AT
from drift.wording import Wording
from drift.wording.case import capitalise

COLUMNS: Final = 3  # charts beside each other
WIDTH = 3.3  # inches
HEIGHTS: Final = (1.85, 1.85, 1.28)  # inches, by the number of rows: a third would leave the table no room
MOST_TOLD: Final = 1000  # to 1; more digits say nothing more beside a chart
AIR: Final = 1.08  # of the highest end of an interval
LEAST_TOP: Final = 0.05  # of a scale of shares: below it every tick would read 0 %


def list_outcomes(analysis: Analysis) -> list[str]:
    """Return the outcomes that have something to show."""
    return [
        name
        for name in analysis.measured.operations.outcomes
        if len(show_measures(analysis.measured).frames[name].dropna())
    ]


def build_outcomes(analysis: Analysis, report: Report, say: Wording) -> Block:
    """Build the page: small multiples, the levels before and after, and the rule."""
    names = list_outcomes(analysis)
    title = capitalise(say_outcomes(analysis, say))
    shares = [float(show_measures(analysis.measured).frames[name]["high"].max()) for name in names if name not in HOURS]
    top = min(1.03, max(LEAST_TOP, AIR * max(shares))) if shares else None
    charts = []
    drawn = [name for name in names if name in analysis.judgement.harm.each] or names
    height = HEIGHTS[min((len(drawn) - 1) // COLUMNS, len(HEIGHTS) - 1)]
    for name in drawn:
        frame = Frame(WIDTH, height, None if name in HOURS else top, say_evidence(analysis, name, say))
        charts.append(report.chart(draw_course(analysis, name, say, title, frame)))
    notes = [say("report.outcomes.rule", threshold=round(ALARM_AT))]
    if analysis.judgement.harm.worse:
        notes.append(say("report.outcomes.since_back"))
    if len(shares) > 1:
        notes.append(say("report.outcomes.scale"))
    notes += [
        say("report.course.restore_note", days=analysis.project.settings.cut_days),
        say("report.course.unadjusted"),
    ]
    blocks: list[Block] = [{"kind": "row", "columns": COLUMNS, "blocks": charts}, _table(analysis, names, say)]
    return {"title": title, "blocks": [*blocks, to_notes(notes)]}


def say_outcomes(analysis: Analysis, say: Wording) -> str:
    """Tell which outcomes got worse by evidence of their own; those that are weighed alone count."""
    harm = analysis.judgement.harm
    which = [say(f"measure.{name}.name") for name in harm.worse]
    n = len(harm.each)
    if harm.state == "unknown" or not n:
        return say("report.outcomes.title_unknown")
    if which:
        code = "title_worse_one" if len(which) == 1 else "title_worse_all" if len(which) == n else "title_worse"
        told = say(f"report.outcomes.{code}", n=n, worse=len(which), which=say.join(which))
        back = [
            name for name in harm.worse if (change := analysis.judgement.changes[name]) is not None and change.log <= 0
        ]
        names = say.join([say(f"measure.{name}.name") for name in back])
        return say("report.outcomes.title_back", title=told, back=names) if back else told
    return say("report.outcomes.title_together" if harm.state == "worse" else "report.outcomes.title_held", n=n)


def say_evidence(analysis: Analysis, name: str, say: Wording) -> str:
    """Tell what the evidence says of one outcome."""
    found = analysis.judgement.harm.each.get(name)
    if found is None:
        group = measure_named(name).group
        first = next((other for other in analysis.judgement.harm.each if measure_named(other).group == group), None)
        return say("report.outcomes.along", name=say(f"measure.{first}.name")) if first else ""
    if found.alarm is not None and found.ended is None:
        return say("report.outcomes.since", alarm=say.short(found.alarm), e=_odds(found, say, at_alarm=True))
    if found.alarm is not None and found.ended is not None:
        return say("report.outcomes.was", alarm=say.short(found.alarm), ended=say.short(found.ended))
    odds = _odds(found, say)
    return say("report.outcomes.none", e=odds) if odds != "0" else say("report.outcomes.nothing")


def _odds(found: Evidence, say: Wording, *, at_alarm: bool = False) -> str:
    """Write the e-value in the month of the alarm, else in the last month that has one, whole and bounded."""
    known = found.e_values.dropna()
    if at_alarm:
        known = known[known.index == found.alarm]
    odds = float(known.iloc[-1]) if len(known) else 0.0
    return f"> {say.number(MOST_TOLD)}" if odds > MOST_TOLD else say.number(int(odds))


def _table(analysis: Analysis, names: list[str], say: Wording) -> Block:
    rows = []
    for name in names:
        change = analysis.judgement.changes[name]
        if change is None:
            continue

        def level(x: float, name: str = name) -> str:
            return say("report.outcomes.hours", x=say.number(x, 1)) if name in HOURS else say.percent(x, 1)

        far = change.low > MOST_CHANGE
        spread = (
            "–" if far else say("report.outcomes.range", low=_bounded(change.low, say), high=_bounded(change.high, say))
        )
        n = f"{say.number(change.before.n)} → {say.number(change.after.n)}"
        label = capitalise(say(f"measure.{name}.name"))
        rows.append(
            [label, level(change.before.level), level(change.after.level), n, _bounded(change.log, say), spread]
        )
    heads = [say(f"report.outcomes.{head}") for head in ("outcome", "before", "after", "n", "change")]
    return {
        "kind": "table",
        "caption": say("report.outcomes.table"),
        "heads": [*heads, "95 %"],
        "rows": rows,
        "text_columns": 1,
    }


MOST_CHANGE: Final = 2.398  # in logs, +1,000 %; beyond it a share that was nearly 0 makes the number


def _bounded(log: float, say: Wording) -> str:
    """Write a change; one beyond MOST_CHANGE is told as such."""
    return f"> {say.change(MOST_CHANGE)}" if log > MOST_CHANGE else say.change(log)
