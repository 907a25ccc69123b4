"""Of the annex: a line a document, and what is in force of each."""

from __future__ import annotations

from typing import Final

import pandas as pd

from drift.analysed import Analysis
from drift.charts.documents import draw_documents
from drift.measures.paper.specification import Stocks
from drift.reports.material import Material
from drift.reports.pages.blocks import Notes, Page, Table
from drift.reports.pages.figures import count_documents, last_change, shorten, size_of, write_change
from drift.reports.pages.growth import say_parties
from drift.reports.pages.sentences import counted_documents, has_paper
from drift.terms import HELD_WITHIN, MIN_BASE_STOCK
from drift.wording import Wording
from drift.wording.case import capitalise

NOTES_SHOWN: Final = 5  # under a chart
DOCUMENTS_SHOWN: Final = 6  # rows that fit the page; all of them stand in the workbook
STOCKS: Final = ("clauses", "words", "obligations", "targets")


def build_documents(material: Material) -> Page | None:
    """Build the page: a line a document, and what is in force of each."""
    analysis, say = material.analysis, material.say
    if not has_paper(analysis):
        return None
    title = capitalise(_title(analysis, say))
    stocks = _stock_table(analysis, say)
    if analysis.rung == 0:
        return Page("documents", title, [stocks], annex=True)
    paper, months = analysis.measured.paper, analysis.indices.index
    sizes = {name: size.reindex(months) for name, size in paper.specification.by_document.items()}
    chart = draw_documents(sizes, paper.stocks.versions, analysis.measured.base.paper, say, title)
    return Page("documents", title, [chart, stocks, Notes(_notes(analysis, say)[:NOTES_SHOWN])], annex=True)


def _notes(analysis: Analysis, say: Wording) -> list[str]:
    """Tell which documents came later, and how control changed, or that size stands in for it."""
    paper, base = analysis.measured.paper, analysis.measured.base.paper
    parties = say_parties(analysis, base[0] if len(base) else None, say)
    notes = [parties] if parties else []
    for name, size in paper.specification.by_document.items():
        known = size.dropna()
        if len(known) and known.index[0] > paper.stocks.months[0]:
            notes.append(say("report.documents.entered_later", document=shorten(name), first=known.index[0]))
    if paper.specification.size_stands_in:
        return [*notes, say("report.documents.size_stands_in", n=MIN_BASE_STOCK)]
    control = write_change(last_change(analysis.indices["control"]), say)
    return [*notes, say("report.documents.control", change=control)]


def _title(analysis: Analysis, say: Wording) -> str:
    counted, sizes = counted_documents(analysis), analysis.measured.paper.specification.by_document
    if analysis.rung == 0:
        return say("report.documents.title_inventory", documents=count_documents(len(counted), say))
    changes = {name: last_change(sizes[name]) or 0.0 for name in counted or sizes}
    up, down = max(changes, key=lambda name: changes[name]), min(changes, key=lambda name: changes[name])
    grew, shrank = changes[up] >= HELD_WITHIN, changes[down] <= -HELD_WITHIN
    code = "both" if grew and shrank else "up" if grew else "down" if shrank else "held"
    base = analysis.measured.base.paper
    return say(
        f"report.documents.title_{code}",
        since=say("report.documents.since_base", base=say.span(base[0], base[-1])),
        grown=shorten(up),
        up=size_of(changes[up], say),
        shrunk=shorten(down),
        down=size_of(changes[down], say),
    )


def _stock_table(analysis: Analysis, say: Wording) -> Table:
    """Return what is in force of each document, those first that changed most."""
    stocks, sizes = analysis.measured.paper.stocks, analysis.measured.paper.specification.by_document
    heads = [say(f"report.documents.{name}") for name in ("document", "versions", "since")]
    for name in STOCKS:
        heads.append(say("report.documents.first", what=say(f"report.documents.{name}")))
        heads += [say("report.documents.base"), say("report.documents.now")]
    named = [name for name, stock in stocks.by_document.items() if len(stock.dropna(how="all"))]
    order = sorted(named, key=lambda name: -abs(last_change(sizes[name]) or 0))
    rows = [_stock_row(analysis, document, say) for document in order[:DOCUMENTS_SHOWN]]
    if len(order) > DOCUMENTS_SHOWN:
        more = say("report.documents.more", n=len(order) - DOCUMENTS_SHOWN)
        rows.append([more, *[""] * (len(heads) - 1)])
    caption = [say("report.documents.caption", last=stocks.months[-1]), *_units_sentence(stocks, say)]
    return Table(" ".join(caption), heads, rows, text_columns=3)


def _stock_row(analysis: Analysis, document: str, say: Wording) -> list[str]:
    """Return the name, versions and first month of a document; each stock at first, at the start of the base, now."""
    stocks, base = analysis.measured.paper.stocks, analysis.measured.base.paper
    versions = stocks.versions[stocks.versions["document"] == document]
    stock = stocks.by_document[document].dropna(how="all")
    in_base = stock.loc[stock.index >= base[0]] if len(base) else stock
    name = shorten(document)
    if document not in counted_documents(analysis):
        name = say("report.documents.not_counted", document=name)
    first = versions[versions["effective_on"].notna()].iloc[0]
    n_versions = int(versions["status"].ne("draft").fillna(value=True).sum())  # a draft was never in force
    row = [name, say.number(n_versions), say.short(stock.index[0])]
    for measure in STOCKS:
        begun = in_base[measure].iloc[0] if len(in_base) else float("nan")
        row += [say.number(count) for count in (first[measure], begun, stock[measure].iloc[-1])]
    return row


def _units_sentence(stocks: Stocks, say: Wording) -> list[str]:
    """Return how the rows of the last month count, where lineage makes a difference."""
    counted = pd.concat([stocks.total["clauses"], stocks.total_units["clauses"]], axis=1).dropna()
    rows, units = counted.iloc[-1].astype(int) if len(counted) else (0, 0)
    return [] if rows == units else [say("report.documents.as_units", rows=int(rows), units=int(units))]
