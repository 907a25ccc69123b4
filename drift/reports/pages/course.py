"""The engagement, component by component, each with its interval; raw volume below."""

from __future__ import annotations

from typing import Final

from drift.analysed import Analysis
from drift.charts.course import Frame, draw_course
from drift.charts.inputs import take_course
from drift.charts.volume import draw_volume
from drift.measures.work.endings import Endings
from drift.reports.edition.tell import say_steps
from drift.reports.material import Material
from drift.reports.pages.blocks import Notes, Page, Row
from drift.reports.pages.figures import change_values
from drift.reports.pages.sentences import say_work
from drift.tables.shown import pick_shown
from drift.wording import Wording
from drift.wording.case import capitalise

WIDTH, ALONE, HEIGHT = 3.35, 10.2, 2.7  # inches: one of several charts, a chart by itself
WHOLE_SCALE: Final = 1.03  # shares of one page have one scale


def build_course(material: Material) -> Page | None:
    """Build the page: a chart a component, raw volume, and what each of them counts."""
    analysis, shown, say = material.analysis, material.shown, material.say
    names = [name for name in analysis.measured.components if len(shown.points(name))]
    if not names:
        return None
    title = capitalise(say_work(material))
    several = len(names) > 1
    charts = []
    for name in names:
        frame = Frame(WIDTH, HEIGHT, WHOLE_SCALE, _say_change(analysis, name, say)) if several else Frame(ALONE, HEIGHT)
        charts.append(draw_course(take_course(analysis, shown, name), say, title, frame))
    span = analysis.measured.span
    volume = draw_volume(analysis.indices["n_incidents"], set(span.complete) if span else (), say)
    return Page("course", title, (Row(len(charts), charts), volume, Notes(_notes(material))))


def _say_change(analysis: Analysis, name: str, say: Wording) -> str:
    change = analysis.judgement.changes[name]
    if change is None:
        return say("report.card.unknown")
    return say("report.course.change", **change_values(change, say.percent, say))


def _tell_windows(analysis: Analysis, say: Wording) -> list[str]:
    """Tell which months are compared, of each measure those that are over by its own clock; or why they are not."""
    names, base = analysis.measured.components, analysis.measured.base.work
    changes = {name: change for name in names if (change := analysis.judgement.changes[name]) is not None}
    spans: dict[str, list[str]] = {}
    for name, change in changes.items():
        counts = {"n_before": change.before.n, "n_after": change.after.n}
        told = say("report.course.window_of", measure=say(f"measure.{name}.name"), **counts)
        spans.setdefault(say.span(change.after.first, change.after.last), []).append(told)
    parts = [say("report.course.window", span=span, which=say.join(which)) for span, which in spans.items()]
    compared = (
        [say("report.course.windows", base=say.span(base[0], base[-1]), windows="; ".join(parts))] if parts else []
    )
    unknown = [
        say("report.course.untold", measure=say(f"measure.{name}.name"), why=analysis.judgement.untold[name])
        for name in names
        if name in analysis.judgement.untold
    ]
    return [*compared, *unknown]


def _notes(material: Material) -> list[str]:
    say, measured = material.say, material.analysis.measured
    left_out = _left_out(material.analysis, say)
    return [
        *_tell_windows(material.analysis, say),
        *(_say(f"{measure}_note", material) for measure in measured.components),
        *say_untimed(measured.counted, say),
        *([say("report.course.not_counted", parts=say.join(left_out))] if left_out else []),
        _say("quarters" if material.shown.quarterly else "months", material),
        *([say_steps("steps_short", say)] if material.edition == "shared" else []),
        say("report.course.adjusted"),
    ]


def _say(code: str, material: Material) -> str:
    """Return a note, in the words of the shared edition where it has its own."""
    own = f"report.course.{code}"
    codes = (f"{own}_shared", own) if material.edition == "shared" else (own,)
    return material.say.word(*codes, default=code)


def say_untimed(counted: Endings, say: Wording) -> list[str]:
    """Tell of how many incidents no open time is known, apart by why."""
    why = {"instant": counted.n_instant, "endless": counted.n_endless, "backwards": counted.n_backwards}
    parts = [say(f"report.course.known_{code}", n=n) for code, n in why.items() if n]
    return [say("report.course.known", known=counted.n_known, n=counted.n, parts=say.join(parts))] if parts else []


def _left_out(analysis: Analysis, say: Wording) -> list[str]:
    """Write how many rows of each other kind the log holds."""
    kinds = pick_shown(analysis.tables, "incidents", ["type"])["type"]
    named = kinds.astype("str").where(kinds.notna(), "untold")
    counts = named[named != "corrective"].value_counts().sort_index()
    return [say(f"report.course.not_counted_{kind}", n=int(n)) for kind, n in counts.items()]
