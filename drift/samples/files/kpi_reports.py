"""The supplier's KPI reports: a workbook a year, at first with months beside each other, later with a tab a month."""

from __future__ import annotations

from itertools import groupby
from pathlib import Path
from typing import Final

from drift.samples.files.exports import RENAMED_IN
from drift.samples.files.sheets import Sheet, open_book
from drift.samples.norms.reports import Line, list_reports
from drift.samples.relation import Relation
from drift.samples.scenes.scene import Scene
from drift.wording.months import LONG, SHORT

NAMES: Final = {
    "restore": "Storingen hersteld binnen de hersteltijd",
    "availability": "Beschikbaarheid van de sorteerders",
    "reading": "Leesgraad van de scanners",
}
NOTHING: Final = "n.v.t."
VERDICTS: Final = {True: "behaald", False: "niet behaald", None: NOTHING}
COUNTED: Final = "Storingen met prioriteit 1, 2 en 3, naar de maand waarin zij zijn aangemeld."
MONTHS: Final = SHORT["nl"]


def write_reports(relation: Relation, folder: Path) -> None:
    """Write the reports of each year; the tabs came when the tool was renewed."""
    for year, lines in groupby(list_reports(relation), key=lambda line: line.month.year):
        path = folder / "rapportage" / f"KPI-rapportage {year} (verzonnen).xlsx"
        (_beside_each_other if year < RENAMED_IN else _a_tab_a_month)(path, year, list(lines), relation.story.scene)


def _beside_each_other(path: Path, year: int, lines: list[Line], scene: Scene) -> None:
    """Write a column a month, also for those to come; green where the norm is met, red where it is not."""
    title = f"KPI-rapportage {year} {scene.relation}"
    with open_book(path, title, scene) as book:
        sheet = book.add(f"KPI {year}", title, (44, 10, *[8] * len(MONTHS)))
        sheet.skip()
        sheet.row(["Indicator", "Norm", *(f"{month}-{year % 100}" for month in MONTHS)], "head")
        for indicator, name in NAMES.items():
            _row_of_year(sheet, name, {line.month.month: line for line in lines if line.indicator == indicator})
        sheet.row([COUNTED], "note")


def _row_of_year(sheet: Sheet, name: str, months: dict[int, Line]) -> None:
    styles = {i + 1: _colour(line) for i, line in months.items()}
    results = [_share(months[i].reported) if i in months else None for i in range(1, len(MONTHS) + 1)]
    norm = months[min(months)].norm  # those of the contract change in January
    sheet.row([name, _share(norm), *results], "percent", {0: "text"} | styles)


def _share(percent: float | None) -> float | str:
    return NOTHING if percent is None else round(percent / 100, 6)


def _colour(line: Line) -> str:
    met = is_met(line)
    return "percent" if met is None else "met" if met else "missed"


def is_met(line: Line) -> bool | None:
    """Whether a line meets the norm that it prints itself; None where there is nothing to compare."""
    return None if line.reported is None or line.norm is None else line.reported >= line.norm


def _a_tab_a_month(path: Path, year: int, lines: list[Line], scene: Scene) -> None:
    """Write a tab a month, its figures as text."""
    with open_book(path, f"KPI-rapportage {year} {scene.relation}", scene) as book:
        for month, own in groupby(lines, key=lambda line: line.month):
            said = f"{LONG['nl'][month.month - 1]} {year}"
            title = f"KPI-rapportage {said} {scene.relation}"
            sheet = book.add(f"{MONTHS[month.month - 1]} {year}", title, (44, 12, 12, 16))
            sheet.skip()
            sheet.row(["Indicator", "Norm", "Resultaat", "Status"], "head")
            for line in own:
                norm = NOTHING if line.norm is None else f"≥ {_say(line.norm)}"
                sheet.row([NAMES[line.indicator], norm, _say(line.reported), VERDICTS[is_met(line)]])
            sheet.row([COUNTED], "note")


def _say(percent: float | None) -> str:
    return NOTHING if percent is None else f"{percent:g}%".replace(".", ",")
