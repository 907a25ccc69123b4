"""Of the annex: the path of the relation from year to year, and what its drift is made of."""

from __future__ import annotations

import math
from typing import Final

from drift.analysed import Analysis
from drift.charts.plane import draw_plane, ends_of
from drift.explain.number import name_of
from drift.reports.material import Material
from drift.reports.pages.blocks import Beside, Notes, Page, Table
from drift.wording import Wording
from drift.wording.case import capitalise

LEAST_DRIFT: Final = 0.1  # in logs: below it shares of the drift are ratios of two small numbers
DRIVERS_SHOWN: Final = 9
LEAST_YEARS: Final = 2  # one point is no path
WIDTHS: Final = (1.35, 1)  # the plane, the drivers


def build_slide(material: Material) -> Page | None:
    """Build the page: the plane left, the drivers right."""
    analysis, say = material.analysis, material.say
    path = analysis.judgement.path
    if len(path) < LEAST_YEARS:
        return None
    work_is = material.shown.work_is
    title = capitalise(say(f"report.slide.title_{work_is}", **ends_of(path, say)))
    chart = draw_plane(path, say, title, work_is=work_is)
    drivers = [_drivers_table(analysis, say)] if analysis.drivers else []
    return Page("slide", title, (Beside(WIDTHS, ([chart], [*drivers, Notes(_notes(analysis, say))])),), annex=True)


def _notes(analysis: Analysis, say: Wording) -> list[str]:
    """Tell since when, how to read both halves of the page, and why something is not told."""
    notes = [say.tell(reason) for reason in analysis.verdict.reasons if reason.code == "verdict.reason.since"]
    notes += [say("report.slide.reading"), say("report.slide.corners")]
    if not analysis.drivers:
        return [*notes, say("report.slide.no_drift")]
    notes.append(say("report.slide.adds_note"))
    return notes if _is_split(_sum(analysis)) else [*notes, say("report.slide.small")]


def _sum(analysis: Analysis) -> float:
    return math.fsum(driver.since_base for driver in analysis.drivers)


def _is_split(drift: float) -> bool:
    return abs(drift) >= LEAST_DRIFT


def _drivers_table(analysis: Analysis, say: Wording) -> Table:
    """Return the drivers, the largest first, and their sum; what does not fit is one row."""
    drift = _sum(analysis)
    split = _is_split(drift)

    def row(name: str, side: str, log: float) -> list[str]:
        return [name, side, say.change(log), *([say.percent(log / drift)] if split else [])]

    largest, others = analysis.drivers[:DRIVERS_SHOWN], analysis.drivers[DRIVERS_SHOWN:]
    rows = [
        row(name_of(driver.measure, say), _side(driver.measure, analysis, say), driver.since_base) for driver in largest
    ]
    if others:
        rest = math.fsum(driver.since_base for driver in others)
        rows.append(row(say("report.slide.rest", n=len(others)), "", rest))
    rows.append(row(say("report.slide.sum"), "", drift))
    month = analysis.indices["drift"].dropna().index[-1]
    caption = say("report.slide.caption", last=month, drift=say.change(drift))
    heads = [say(f"report.slide.{name}") for name in ("part", "side", "adds", *(["of_drift"] if split else []))]
    return Table(caption, heads, rows, text_columns=2)


def _side(measure: str, analysis: Analysis, say: Wording) -> str:
    return say("report.slide.work" if measure in analysis.measured.components else "report.slide.paper")
