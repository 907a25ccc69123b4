"""Page 2: the path of the relation from year to year, and what its drift is made of."""

from __future__ import annotations

import math
from typing import Final

from drift.analysis import Analysis
from drift.charts.plane import draw_plane
from drift.measures.shown import show_measures
from drift.reports.pages.blocks import Block, Report, to_notes
from drift.wording import Wording
from drift.wording.case import capitalise

LEAST_DRIFT: Final = 0.1  # in logs: below it shares of the drift are ratios of two small numbers
DRIVERS_SHOWN: Final = 9
LEAST_YEARS: Final = 2  # one point is no path


def has_path(analysis: Analysis) -> bool:
    """Whether there are years enough to draw."""
    return len(analysis.judgement.path) >= LEAST_YEARS


def build_slide(analysis: Analysis, report: Report, say: Wording) -> Block:
    """Build the page: the plane left, the drivers right."""
    first, last = analysis.judgement.path.iloc[0], analysis.judgement.path.iloc[-1]
    title = capitalise(
        say(
            f"report.slide.title_{show_measures(analysis.measured).work_is}",
            first=str(analysis.judgement.path.index[0]),
            last=str(analysis.judgement.path.index[-1]),
            work_start=say.change(first["engagement"]),
            work_end=say.change(last["engagement"]),
            paper_start=say.change(first["control"]),
            paper_end=say.change(last["control"]),
        )
    )
    chart = report.chart(
        draw_plane(analysis.judgement.path, say, title, work_is=show_measures(analysis.measured).work_is)
    )
    notes = [say("report.slide.reading"), say("report.slide.corners")]
    since = [reason for reason in analysis.verdict.reasons if reason.code == "verdict.reason.since"]
    right: list[Block] = []
    if analysis.drivers:
        right.append(_table(analysis, say))
        notes.append(say("report.slide.adds_note"))
        if not _is_split(analysis):
            notes.append(say("report.slide.small"))
    else:
        notes.append(say("report.slide.no_drift"))
    right.append(to_notes([*map(say.tell, since), *notes]))
    return {"title": title, "blocks": [{"kind": "beside", "widths": [1.35, 1], "blocks": [[chart], right]}]}


def _sum(analysis: Analysis) -> float:
    return math.fsum(driver.since_base for driver in analysis.drivers)


def _is_split(analysis: Analysis) -> bool:
    return abs(_sum(analysis)) >= LEAST_DRIFT


def _table(analysis: Analysis, say: Wording) -> Block:
    """Return the drivers, the largest first, and their sum; what does not fit is one row."""
    whole, split = _sum(analysis), _is_split(analysis)

    def row(name: str, side: str, log: float) -> list[str]:
        return [name, side, say.change(log), *([say.percent(log / whole)] if split else [])]

    shown, rest = analysis.drivers[:DRIVERS_SHOWN], analysis.drivers[DRIVERS_SHOWN:]
    rows = [
        row(_name(driver.measure, say), _side(driver.measure, analysis, say), driver.since_base) for driver in shown
    ]
    if rest:
        rows.append(row(say("report.slide.rest", n=len(rest)), "", math.fsum(driver.since_base for driver in rest)))
    rows.append(row(say("report.slide.sum"), "", whole))
    month = analysis.indices["drift"].dropna().index[-1]
    return {
        "kind": "table",
        "caption": say("report.slide.caption", last=month, drift=say.change(whole)),
        "heads": [say(f"report.slide.{name}") for name in ("part", "side", "adds", *(["of_drift"] if split else []))],
        "rows": rows,
        "text_columns": 2,
    }


def _name(measure: str, say: Wording) -> str:
    code = f"measure.{measure}.name"
    return say(code) if say.knows(code) else say(f"measure.{measure}")


def _side(measure: str, analysis: Analysis, say: Wording) -> str:
    return say("report.slide.work" if measure in analysis.measured.components else "report.slide.paper")
