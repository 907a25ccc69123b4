"""The supplier's KPI reports as a workbook a month: at first one sheet, later a scorecard with totals and a trend."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Final

from drift.samples.files.kpi_reports import is_met
from drift.samples.files.sheets import Sheet, open_book
from drift.samples.norms.reports import Line, list_reports
from drift.wording.months import LONG

if TYPE_CHECKING:
    import datetime as dt
    from pathlib import Path

    from drift.samples.relation import Relation
    from drift.samples.scenes.scene import Scene

NAMES: Final = {
    "restore": "Faults restored within the restore time",
    "lifts": "Availability of lifts",
    "escalators": "Availability of escalators",
}
NOTHING: Final = "n/a"
VERDICTS: Final = {True: "Met", False: "Missed", None: NOTHING}
COUNTED: Final = "Faults of priority 1, 2 and 3, by the month in which they were reported."
MONTHS: Final = LONG["en"]


def write_months(relation: Relation, folder: Path) -> None:
    """Write a workbook for each month; the template of the authority comes with the new contract."""
    scene = relation.story.scene
    renewed = next(one.effective_on for one in relation.paper.versions if one.author != "operations")
    for month, own in groupby(list_reports(relation), key=lambda line: line.month):
        lines = list(own)
        n = sum(
            ticket.type == "corrective" and f"{ticket.opened_at:%Y-%m}" == f"{month:%Y-%m}"
            for ticket in relation.tickets
        )
        if month < renewed:
            _one_sheet(folder / "kpi" / f"KPI report {month:%Y-%m} (invented).xlsx", month, lines, scene)
        else:
            path = folder / "kpi" / f"Monthly service report {month:%Y %m} (invented).xlsx"
            _scorecard(path, month, lines, n, scene)


def _one_sheet(path: Path, month: dt.date, lines: list[Line], scene: Scene) -> None:
    said = f"{MONTHS[month.month - 1].capitalize()} {month.year}"
    title = scene.facts["tagged"].format(f"KPI report {said}")
    with open_book(path, title, scene) as book:
        sheet = book.add("KPI", title, (48, 12, 12))
        sheet.skip()
        sheet.row(["KPI", "Target", "Actual"], "head")
        for line in lines:
            sheet.row([NAMES[line.indicator], _share(line.norm), _share(line.reported)], "percent", {0: "text"})
        sheet.row([COUNTED], "note")


def _scorecard(path: Path, month: dt.date, lines: list[Line], n: int, scene: Scene) -> None:
    """Write the indicators with their verdicts in colour, and how many tickets there were."""
    said = f"{MONTHS[month.month - 1].capitalize()} {month.year}"
    title = scene.facts["tagged"].format(f"Monthly service report {said}")
    with open_book(path, title, scene) as book:
        sheet = book.add("Scorecard", title, (48, 12, 12, 12))
        sheet.row(["Reporting period", said])
        sheet.skip()
        sheet.row(["Indicator", "Target", "Result", "Status"], "head")
        for line in lines:
            _line(sheet, line)
        sheet.row([COUNTED], "note")
        volume = book.add("Volumes", scene.facts["tagged"].format(f"Volumes {said}"), (30, 12))
        volume.skip()
        volume.row(["Faults reported", n])


def _line(sheet: Sheet, line: Line) -> None:
    met = is_met(line)
    colour = "text" if met is None else "met" if met else "missed"
    sheet.row([NAMES[line.indicator], _share(line.norm), _share(line.reported), VERDICTS[met]], "percent",
              {0: "text", 3: colour})  # fmt: skip


def _share(percent: float | None) -> float | str:
    return NOTHING if percent is None else round(percent / 100, 6)
