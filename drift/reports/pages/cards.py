"""The cards of page 1: what the paper controls, how the work changed, what it led to."""

from __future__ import annotations

import math
from typing import Final

import pandas as pd

from drift.analysed import Analysis
from drift.measures.catalogue import ATTENTION, RESTORE, measure_named
from drift.measures.work.engagement import ENGAGEMENT
from drift.model.change import Change
from drift.reports.material import Material
from drift.reports.pages.blocks import Card
from drift.reports.pages.figures import change_values, count_documents, last_change, tell_unknown, write_change
from drift.reports.pages.sentences import counted_documents, has_paper, has_work
from drift.tables.summary import count_files
from drift.wording import Wording
from drift.wording.case import capitalise

SHOWN: Final = 3


def build_cards(material: Material) -> list[Card]:
    """Return the cards: of the paper, of the work, of one outcome, as far as they are known."""
    analysis, say, work_is = material.analysis, material.say, material.shown.work_is
    cards = _paper_cards(analysis, say) if has_paper(analysis) else _undated_cards(analysis, say)
    changes = analysis.judgement.changes
    measure = ATTENTION if work_is == "work" else ENGAGEMENT
    if (change := changes[measure]) is not None:
        values = change_values(change, say.percent, say)
        detail = say(f"report.card.{work_is}_detail", **values)
        cards.append(Card(str(values["change"]), say(f"report.card.{work_is}_label"), detail, "engagement"))
    elif len(material.shown.points(measure)):
        why = tell_unknown(analysis, measure, say)
        cards.append(Card(say("report.card.unknown"), say(f"report.card.{work_is}_label"), why, "engagement"))
    outcome = choose_outcome(analysis)
    if outcome is not None and (change := changes[outcome]) is not None:
        cards.append(_outcome_card(outcome, change, say))
    return cards[:SHOWN]


def choose_outcome(analysis: Analysis) -> str | None:
    """Return the outcome that page 1 tells: the time to restore, unless only others are worse now."""
    changes, worse = analysis.judgement.changes, analysis.judgement.harm.now
    names = [name for name in (RESTORE, *analysis.measured.operations.outcomes) if changes[name] is not None]
    restored = changes[RESTORE]
    if restored is not None and (restored.clear or not worse):
        return RESTORE
    return next(iter([*worse, *names]), None)


def _paper_cards(analysis: Analysis, say: Wording) -> list[Card]:
    """Return control where there is work too; else the specification where it can be compared, clauses and targets."""
    total = analysis.measured.paper.stocks.total.dropna(how="all")
    documents = count_documents(len(counted_documents(analysis)), say)
    if has_work(analysis):
        return [_control_card(analysis, total, documents, say)]
    cards = []
    if analysis.rung:
        words = {"before": say.number(total.iloc[0]["words"]), "after": say.number(total.iloc[-1]["words"])}
        detail = say("report.card.words_detail", documents=documents, **words)
        change = write_change(last_change(analysis.indices["specification"]), say)
        cards.append(Card(change, say("report.card.paper_label"), detail, "specification"))
    return [*cards, *(_stock_card(total[name], say, compared=bool(analysis.rung)) for name in ("clauses", "targets"))]


def _stock_card(stock: pd.Series, say: Wording, *, compared: bool) -> Card:
    """Return the card of what is in force by month: the last, and the first where versions can be compared."""
    ends = {"first": stock.index[0], "last": stock.index[-1]}
    detail = say("report.card.stock_only", last=ends["last"])
    if compared:
        detail = say("report.card.stock_detail", before=int(stock.iloc[0]), after=int(stock.iloc[-1]), **ends)
    return Card(say.number(stock.iloc[-1]), say(f"report.card.{stock.name}_label"), detail, "specification")


def _control_card(analysis: Analysis, total: pd.DataFrame, documents: str, say: Wording) -> Card:
    """Build the card of control with its reading error; size stands in where there is too little to count."""
    log = last_change(analysis.indices["control"])
    stands_in = analysis.measured.paper.specification.size_stands_in
    base = analysis.measured.base.paper
    values = {
        "n_base": say.number(total.loc[total.index.isin(base), "clauses"].mean()),
        "base": say.span(base[0], base[-1]),
        "n": int(total.iloc[-1]["clauses"]),
        "last": total.index[-1],
        "documents": documents,
        "parts": say.join(_list_parts(analysis, say)),
    }
    grown = analysis.judgement.control
    if stands_in:
        detail = say("report.card.size_detail", **values)
    elif grown is None or not math.isfinite(grown.error):
        detail = say("report.card.control_unread", **values)
    else:
        interval = {"low": say.change(grown.low), "high": say.change(grown.high)}
        detail = say("report.card.control_detail", **interval, **values)
    label = say("report.card.size_label" if stands_in else "report.card.control_label")
    return Card(write_change(log, say), label, detail, "specification")


def _list_parts(analysis: Analysis, say: Wording) -> list[str]:
    """Return what control is made of, as the index counts it: base and end, and how much of the say each has."""
    paper = analysis.measured.paper
    units = paper.stocks.total_units.dropna(how="all")
    inside = units[units.index.isin(analysis.measured.base.paper)]
    before = (inside if len(inside) else units).iloc[0]  # as page 1 counts
    return [
        say(
            "report.card.control_part",
            name=say(f"measure.{name}"),
            before=say.number(before[name]),
            after=say.number(units.iloc[-1][name]),
            weight=say.percent(weight),
        )
        for name, weight in sorted(paper.specification.controlled.items(), key=lambda part: -part[1])
    ]


def _undated_cards(analysis: Analysis, say: Wording) -> list[Card]:
    """Count what stands in files without a date; where there are incidents too, those have the cards."""
    versions = analysis.measured.paper.stocks.versions
    if has_work(analysis) or not len(versions):
        return []
    files = count_files(len(versions), say)
    return [
        Card(say.number(versions[name].sum()), say(f"measure.{name}"), files, "specification")
        for name in ("clauses", "words", "targets")
    ]


def _outcome_card(outcome: str, change: Change, say: Wording) -> Card:
    if change.points is None:
        values = change_values(change, lambda x: say.number(x, 1), say)
        detail = say("report.card.outcome_detail", **values)
    else:
        values = change_values(change, lambda x: say.percent(x, 1), say)
        whole = capitalise(say(f"of.{measure_named(outcome).of}"))
        detail = say("report.card.outcome_share_detail", whole=whole, **values)
    label = say("report.card.outcome_label") if outcome == RESTORE else say(f"measure.{outcome}.name")
    return Card(str(values["change"]), label, detail, "outcome")
