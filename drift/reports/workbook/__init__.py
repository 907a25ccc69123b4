"""The workbook for analysts: every number of the report, a sheet a table, every row with its place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from drift.analysed import Analysis
from drift.charts.style import COLOUR
from drift.reports.codes import word_codes
from drift.reports.edition.share import hidden_columns
from drift.reports.material import Material
from drift.reports.numbers.pages import Told
from drift.reports.workbook import (
    accounts,
    findings,
    judgements,
    levels,
    months,
    norms,
    relation,
    reported,
    rows,
    table,
    tickets,
)
from drift.reports.workbook.book import Book
from drift.reports.workbook.changes import add_changes
from drift.reports.workbook.charts import draw_charts
from drift.reports.workbook.contents import name_contents
from drift.reports.workbook.howto import tell_how
from drift.reports.workbook.numbers import list_numbers
from drift.reports.workbook.overview import build_overview
from drift.reports.workbook.sheet import Sheet
from drift.terms import Edition
from drift.wording import Wording

EMPTIED: Final = {"measures": ("n", "known", "as_it_came")}  # columns that the shared edition has emptied
# sheets in the order in which people look for them, and the colour of their tabs
GROUPS: Final[tuple[tuple[str, tuple[str, ...]], ...]] = (
    (COLOUR.drift, ("numbers", "howto", "overview")),
    (COLOUR.outcome, ("months", "outcomes", "drivers", "otherwise", "held", "cautions")),
    (COLOUR.specification, ("versions", "steps", "kinds", "duties", "by_document", "clauses", "readings", "targets")),
    (COLOUR.specification, ("lineage", "norms", "norms_met", "lived", "roles", "agreed")),
    (
        COLOUR.engagement,
        ("incidents", "judgements", "indicators", "reports", "events", "meetings", "experts", "measures"),
    ),
    (COLOUR.engagement, ("fates", "handovers", "by_level", "first_met", "say", "swaps", "actions")),
    (COLOUR.drift, ("table", "agreements", "since", "remarks")),
    (COLOUR.quiet, ("intake", "problems", "notes")),
)
TABS: Final = {name: colour for colour, names in GROUPS for name in names}


def write_workbook(material: Material, path: Path, told: Sequence[Told] = ()) -> None:
    """Write the numbers of the report, how to read it, the overview, and every table.

    A sheet without a row is left out, and the overview names it.

    Parameters
    ----------
    told : the numbers of the pages
    """
    analysis, say, ours = material.analysis, material.say, material.edition == "ours"
    book = Book(path, analysis, say)
    listed = _list_sheets(analysis, say, material.edition)
    listed = listed if ours else [_for_both(sheet, analysis) for sheet in listed]
    filled = [_finish(sheet, say) for sheet in listed if len(sheet.frame)]
    empty = [sheet.name for sheet in listed if not len(sheet.frame)] if ours else []
    front = [tell_how(say, material.edition), build_overview(material, filled, empty)]
    contents = name_contents([*front, *filled], book.title)
    numbers = [list_numbers(told, contents, analysis, material.edition)] if told else []
    for sheet in (*numbers, *front, *filled):
        book.add(sheet, TABS[sheet.name])
        if sheet.name == "months":
            draw_charts(book, sheet, analysis.measured.components, TABS["months"])
    book.close()


def _finish(sheet: Sheet, say: Wording) -> Sheet:
    """Return a sheet in words of the language, with a change in percent beside each log."""
    return add_changes(replace(sheet, frame=word_codes(sheet.frame, sheet.coded, say), coded=()))


def _list_sheets(analysis: Analysis, say: Wording, edition: Edition) -> list[Sheet]:
    """Return the sheets in the order of their tabs."""
    chosen = tickets.choose_tickets(analysis)
    sheets = [
        months.list_months(analysis, chosen),
        *([findings.list_outcomes(analysis)] if edition == "ours" else []),
        relation.list_drivers(analysis),
        relation.tell_otherwise(analysis, say),
        relation.list_held(analysis),
        accounts.tell_cautions(analysis, say),
        rows.list_versions(analysis),
        relation.list_steps(analysis),
        findings.list_kinds(analysis),
        relation.list_duties(analysis),
        months.list_documents(analysis),
        rows.list_rows(analysis, "clauses"),
        rows.list_read(analysis, "readings"),
        rows.list_read(analysis, "targets"),
        rows.list_lineage(analysis),
        relation.list_roles(analysis, say, with_authors=edition == "ours"),
        relation.list_agreed(analysis),
        norms.list_norms(analysis, say),
        norms.list_met(analysis),
        reported.list_lived(analysis),
        reported.list_indicators(analysis),
        reported.list_reports(analysis, say),
        tickets.list_incidents(analysis, chosen, say),
        *([judgements.list_judgements(analysis, chosen)] if edition == "ours" else []),
        tickets.list_updates(analysis, chosen),
        relation.list_meetings(analysis),
        relation.list_experts(analysis),
        *(levels.list_levels(analysis, say) if edition == "ours" else []),
        months.list_measures(analysis, chosen),
        table.list_problems(analysis, chosen, say),
        table.list_agreements(analysis, say),
        table.list_since(analysis),
        table.list_remarks(analysis, say),
        accounts.tell_intake(analysis, say),
        accounts.tell_problems(analysis, say),
        accounts.tell_notes(analysis, say),
    ]
    return sorted(sheets, key=lambda sheet: [*TABS].index(sheet.name))


def _for_both(sheet: Sheet, analysis: Analysis) -> Sheet:
    """Return the sheet of a table without the columns that the shared edition has emptied."""
    if sheet.name not in analysis.tables:
        return replace(sheet, frame=sheet.frame.drop(columns=[*EMPTIED.get(sheet.name, ())]))
    hidden = hidden_columns(sheet.name, analysis.tables[sheet.name])
    return replace(sheet, frame=sheet.frame.drop(columns=hidden, errors="ignore"))
