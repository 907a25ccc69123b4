"""What grew: by document, by kind and party, by version, and which functions wrote it."""

from __future__ import annotations

import pandas as pd

from drift.analysis import Analysis
from drift.charts.documents import draw_documents
from drift.reports.pages.blocks import Block, Report, count_documents, counted_documents, to_notes, write_change
from drift.reports.pages.growth import build_duties, build_steps
from drift.reports.pages.sentences import last_change, shorten, size_of
from drift.terms import HELD_WITHIN, MIN_BASE_STOCK
from drift.wording import Wording
from drift.wording.case import capitalise

NOTES_SHOWN = 5  # under a chart
DOCUMENTS_SHOWN = 6  # rows that fit the page; all of them stand in the workbook


def build_documents(analysis: Analysis, report: Report, say: Wording) -> Block:
    """Build the page: a line a document, and what is in force of each."""
    title = capitalise(_documents_title(analysis, say))
    notes = []
    first = analysis.measured.paper.stocks.months[0]
    for name, size in analysis.measured.paper.specification.by_document.items():
        known = size.dropna()
        if len(known) and known.index[0] > first:
            notes.append(say("report.documents.entered_later", document=shorten(name), first=known.index[0]))
    if analysis.rung == 0:
        duties = build_duties(analysis, say)
        return {"title": title, "blocks": [_stock_table(analysis, say), *([duties] if duties else [])]}
    if analysis.measured.paper.specification.size_stands_in:
        notes.append(say("report.documents.size_stands_in", n=MIN_BASE_STOCK))
    else:
        control = last_change(analysis.indices["control"])
        notes.append(say("report.documents.control", change=write_change(control, say)))
    told = _stock_table(analysis, say)
    blocks = [report.chart(draw_documents(analysis, say, title)), told, *_beside(analysis, notes, say)]
    return {"title": title, "blocks": [*blocks, to_notes(notes[:NOTES_SHOWN])]}


def _beside(analysis: Analysis, notes: list[str], say: Wording) -> list[Block]:
    """Return duties and versions beside each other; who wrote them is told below."""
    duties, steps = build_duties(analysis, say), build_steps(analysis, say)
    parts = [part for part in (duties, steps) if part is not None]
    if steps is not None and steps["text_columns"] > 1:
        notes.append(say("report.growth.who"))
    return (
        [{"kind": "beside", "widths": [1, 1.75][: len(parts)], "blocks": [[part] for part in parts]}] if parts else []
    )


def _documents_title(analysis: Analysis, say: Wording) -> str:
    if analysis.rung == 0:
        return say("report.documents.title_inventory", documents=count_documents(analysis, say))
    counted = counted_documents(analysis) or list(analysis.measured.paper.specification.by_document)
    changes = {name: last_change(analysis.measured.paper.specification.by_document[name]) or 0.0 for name in counted}
    up, down = max(changes, key=lambda name: changes[name]), min(changes, key=lambda name: changes[name])
    grew, shrank = changes[up] >= HELD_WITHIN, changes[down] <= -HELD_WITHIN
    code = "both" if grew and shrank else "up" if grew else "down" if shrank else "held"
    since = say(
        "report.documents.since_base", base=say.span(analysis.measured.base.paper[0], analysis.measured.base.paper[-1])
    )
    up_name, down_name = shorten(up), shorten(down)
    values = {
        "grown": up_name,
        "up": size_of(changes[up], say),
        "shrunk": down_name,
        "down": size_of(changes[down], say),
    }
    return say(f"report.documents.title_{code}", since=since, **values)


def _stock_table(analysis: Analysis, say: Wording) -> Block:
    names = ("clauses", "words", "obligations", "targets")
    heads = [say("report.documents.document"), say("report.documents.versions"), say("report.documents.since")]
    for name in names:
        heads.append(f"{say(f'report.documents.{name}')}, {say('report.documents.first')}")
        heads += [say("report.documents.base"), say("report.documents.now")]
    counted, changes = counted_documents(analysis), analysis.measured.paper.specification.by_document
    known = {name: stock.dropna(how="all") for name, stock in analysis.measured.paper.stocks.by_document.items()}
    order = sorted((name for name in known if len(known[name])), key=lambda name: -abs(last_change(changes[name]) or 0))
    rows = []
    for document in order[:DOCUMENTS_SHOWN]:
        versions = analysis.measured.paper.stocks.versions[
            analysis.measured.paper.stocks.versions["document"] == document
        ]
        stock = known[document]
        in_base = (
            stock.loc[stock.index >= analysis.measured.base.paper[0]] if len(analysis.measured.base.paper) else stock
        )
        name = (
            shorten(document)
            if document in counted
            else say("report.documents.not_counted", document=shorten(document))
        )
        row = [name, say.number(len(versions)), say.short(stock.index[0])]
        first = versions[versions["effective_on"].notna()].iloc[0]
        for measure in names:
            begun = in_base[measure].iloc[0] if len(in_base) else float("nan")
            row += [say.number(count) for count in (first[measure], begun, stock[measure].iloc[-1])]
        rows.append(row)
    if len(order) > DOCUMENTS_SHOWN:
        more = say("report.documents.more", n=len(order) - DOCUMENTS_SHOWN)
        rows.append([more, *[""] * (len(heads) - 1)])
    caption = " ".join(
        (
            say("report.documents.caption", last=analysis.measured.paper.stocks.months[-1]),
            *_units_sentence(analysis, say),
        )
    )
    return {"kind": "table", "caption": caption, "heads": heads, "rows": rows, "text_columns": 3}


def _units_sentence(analysis: Analysis, say: Wording) -> list[str]:
    """Return how the rows of the last month count, where lineage makes a difference."""
    counted = pd.concat(
        [analysis.measured.paper.stocks.total["clauses"], analysis.measured.paper.stocks.total_units["clauses"]], axis=1
    ).dropna()
    rows, units = counted.iloc[-1].astype(int) if len(counted) else (0, 0)
    return [] if rows == units else [say("report.documents.as_units", rows=int(rows), units=int(units))]
