"""What each measure of the work counts, over which months, and what is left out."""

from __future__ import annotations

from drift.analysed import Analysis
from drift.measures.work.endings import Endings
from drift.reports.edition.tell import say_steps
from drift.reports.material import Material
from drift.reports.pages.people import tabulate_experts
from drift.tables.shown import pick_shown
from drift.wording import Wording


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


def tell_counted(material: Material) -> list[str]:
    """Tell what the measures of the work count; nothing where none is told."""
    if not material.analysis.measured.components:
        return []
    say, measured = material.say, material.analysis.measured
    left_out = _left_out(material.analysis, say)
    return [
        *_tell_windows(material.analysis, say),
        *(_say(f"{measure}_note", material) for measure in measured.components),
        *say_untimed(measured.counted, say),
        *([say("report.course.not_counted", parts=say.join(left_out))] if left_out else []),
        _say("quarters" if material.shown.quarterly else "months", material),
        *([say_steps("steps_short", say), say_steps("steps_held", say)] if material.edition == "shared" else []),
        say("report.course.adjusted"),
        *([say("report.people.experts_note")] if tabulate_experts(material.analysis, say) else []),
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
