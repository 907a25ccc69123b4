"""Analysis -> the pages of the report as plain content: titles, charts, cards, lists, tables. No layout here."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from drift.analysis import Analysis
from drift.charts.course import draw_course
from drift.charts.documents import draw_documents
from drift.charts.scissors import draw_scissors
from drift.charts.style import Chart
from drift.charts.volume import draw_volume
from drift.measures.engagement import ATTENTION
from drift.measures.outcomes import RESTORE
from drift.model.change import Change
from drift.reports.sentences import (
    HELD_WITHIN,
    capitalise,
    has_paper,
    has_work,
    last_change,
    say_outcome,
    say_paper,
    say_work,
    shorten,
    size_of,
    why_no_paper,
)
from drift.reports.sources_page import build_sources, count_files
from drift.terms import COUNTED_ROLES, MIN_BASE_STOCK
from drift.wording import Wording

Block = dict[str, Any]
KEPT_IN_MIND = 3  # cautions on page 1, the weightiest first; all of them stand on the last page
NOTES_SHOWN = 5  # under a chart
DOCUMENTS_SHOWN = 10  # rows that fit the page; all of them stand in the workbook


@dataclass
class Report:
    """What the layout needs: pages of blocks, and the charts that they name."""

    pages: list[Block] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def chart(self, chart: Chart) -> Block:
        """Keep a chart and return the block that shows it."""
        self.charts.append(chart)
        return {"kind": "chart", "name": chart.name, "alt": chart.alt}

    @staticmethod
    def tell_last(pages: list[Block], sentence: str) -> None:
        """Add a sentence to the notes of the last page, which tells where the numbers come from."""
        pages[-1]["blocks"][-1]["lists"][0]["items"].append(sentence)


def build_report(analysis: Analysis, say: Wording) -> Report:
    """Build every page that the data can fill; the others are named on the last one."""
    report = Report()
    report.pages.append(_scissors(analysis, report, say))
    if has_paper(analysis):
        report.pages.append(_documents(analysis, report, say))
    else:
        report.left_out.append(say("report.documents.name"))
    if len(analysis.shown[RESTORE].dropna()) or len(analysis.shown[ATTENTION].dropna()):
        report.pages.append(_course(analysis, report, say))
    else:
        report.left_out.append(say("report.course.name"))
    report.pages.append(build_sources(analysis, report.left_out, say))
    return report


def _scissors(analysis: Analysis, report: Report, say: Wording) -> Block:
    title = capitalise(_scissors_title(analysis, say))
    blocks: list[Block] = []
    if analysis.rung != 0 and (has_paper(analysis) or len(analysis.shown["engagement"].dropna())):
        blocks.append(report.chart(draw_scissors(analysis, say, title)))
    blocks.append({"kind": "cards", "cards": _cards(analysis, say)})
    lists = [_rung(analysis, say), _cannot(analysis, say), _keep(analysis, say)]
    blocks.append({"kind": "lists", "lists": [part for part in lists if part["items"]]})
    return {"title": title, "blocks": blocks}


def _scissors_title(analysis: Analysis, say: Wording) -> str:
    work = say_work(analysis, say)
    if not has_paper(analysis):
        files = count_files(len(analysis.stocks.versions), say)
        told = say(f"report.scissors.paper_{why_no_paper(analysis)}", files=files)
        return say("report.scissors.work_only", paper=told, work=work) if has_work(analysis) else told
    if not has_work(analysis):
        return _paper_title(analysis, say)
    if not analysis.base.shared:
        return say("report.scissors.both_apart", paper=say_paper(analysis, say), work=work)
    base = say.span(analysis.base.work[0], analysis.base.work[-1])
    return say("report.scissors.both", base=base, paper=say_paper(analysis, say, after=True), work=work)


def _paper_title(analysis: Analysis, say: Wording) -> str:
    if analysis.rung == 0:
        now = analysis.stocks.total.dropna(how="all").iloc[-1]
        return say("report.scissors.inventory", clauses=int(now["clauses"]), words=int(now["words"]))
    paper = say_paper(analysis, say, after=True)
    base = say.span(analysis.base.paper[0], analysis.base.paper[-1])
    return say("report.scissors.paper_only", base=base, paper=paper)


def _cards(analysis: Analysis, say: Wording) -> list[Block]:
    cards = _paper_cards(analysis, say) if has_paper(analysis) else _undated_cards(analysis, say)
    for measure, what in ((ATTENTION, "work"), (RESTORE, "outcome")):
        change = analysis.changes[measure]
        if change is not None:
            cards.append(_change_card(change, what, say))
    return cards[:3]


def _paper_cards(analysis: Analysis, say: Wording) -> list[Block]:
    total = analysis.stocks.total.dropna(how="all")
    now, last = total.iloc[-1], total.index[-1]
    counted = _count_documents(analysis, say)
    if has_work(analysis):
        log = last_change(analysis.indices["specification"])
        in_base = total.loc[total.index.isin(analysis.base.paper)].mean()
        detail = say(
            "report.card.paper_detail",
            clauses=int(now["clauses"]),
            words=int(now["words"]),
            targets=int(now["targets"]),
            documents=counted,
            last=last,
            base_clauses=say.number(in_base["clauses"]),
            base_words=say.number(in_base["words"]),
            base_targets=say.number(in_base["targets"]),
            parts=_size_and_control(analysis, say),
        )
        return [_card(_written(log, say), say("report.card.paper_label"), detail, "specification")]
    first = total.iloc[0]
    cards = []
    if analysis.rung:
        log = last_change(analysis.indices["specification"])
        detail = f"{say.number(first['words'])} → {say.number(now['words'])} {say('measure.words')}; {counted}"
        cards.append(_card(_written(log, say), say("report.card.paper_label"), detail, "specification"))
    for name, label in (("clauses", "clauses_label"), ("targets", "targets_label")):
        detail = say("report.card.stock_only", last=last)
        if analysis.rung:
            values = {"before": int(first[name]), "after": int(now[name]), "first": total.index[0], "last": last}
            detail = say("report.card.stock_detail", **values)
        cards.append(_card(say.number(now[name]), say(f"report.card.{label}"), detail, "specification"))
    return cards


def _undated_cards(analysis: Analysis, say: Wording) -> list[Block]:
    """Count what stands in files without a date; where there are incidents too, those have the cards."""
    versions = analysis.stocks.versions
    if has_work(analysis) or not len(versions):
        return []
    files = count_files(len(versions), say)
    return [
        _card(say.number(versions[name].sum()), say(f"measure.{name}"), files, "specification")
        for name in ("clauses", "words", "targets")
    ]


def _written(log: float | None, say: Wording) -> str:
    return say("report.card.unknown") if log is None else say.change(log)


def _card(value: str, label: str, detail: str, role: str) -> Block:
    return {"value": value, "label": label, "detail": detail, "role": role}


def _change_card(change: Change, what: str, say: Wording) -> Block:
    def level(value: float) -> str:
        return say.percent(value) if what == "work" else say.number(value, 1)

    detail = say(
        f"report.card.{what}_detail",
        low=say.change(change.low),
        high=say.change(change.high),
        before=level(change.before.level),
        before_span=say.span(change.before.first, change.before.last),
        n_before=change.before.n,
        after=level(change.after.level),
        after_span=say.span(change.after.first, change.after.last),
        n_after=change.after.n,
    )
    role = "engagement" if what == "work" else "outcome"
    return _card(say.change(change.log), say(f"report.card.{what}_label"), detail, role)


def _rung(analysis: Analysis, say: Wording) -> Block:
    if analysis.rung is None:
        heading, said = say("report.rung.heading_none"), say("report.rung.said_none")
    else:
        name = say(f"report.rung.name_{analysis.rung}")
        heading = say("report.rung.heading", rung=analysis.rung, name=name)
        said = say(f"report.rung.said_{analysis.rung}")
    return {"heading": heading, "items": [said, say.tell(analysis.verdict.sentence)]}


def _cannot(analysis: Analysis, say: Wording) -> Block:
    codes = []
    if not has_work(analysis):
        codes.append("no_operations")
    else:
        people = analysis.tables["incidents"][["requester", "handler"]].notna().to_numpy().any()
        codes.append("persons_unused" if people else "no_persons")
        if not len(analysis.tables["events"]):
            codes.append("no_events")
    codes += ["no_contacts", "no_scope"] if analysis.rung is not None else ["no_contract", "no_contacts"]
    codes.append("no_cause")
    return {"heading": say("report.rung.cannot"), "items": [say(f"report.rung.{code}") for code in codes]}


def _keep(analysis: Analysis, say: Wording) -> Block:
    order = {"withhold": 0, "qualify": 1, "inform": 2}
    cautions = sorted(analysis.cautions, key=lambda caution: order[caution.effect])
    return {
        "heading": say("report.rung.keep"),
        "items": [capitalise(say.tell(caution.sentence)) for caution in cautions[:KEPT_IN_MIND]],
    }


def _documents(analysis: Analysis, report: Report, say: Wording) -> Block:
    title = capitalise(_documents_title(analysis, say))
    notes = []
    first = analysis.stocks.months[0]
    for name, size in analysis.specification.by_document.items():
        known = size.dropna()
        if len(known) and known.index[0] > first:
            notes.append(say("report.documents.entered_later", document=shorten(name), first=known.index[0]))
    if analysis.rung == 0:
        return {"title": title, "blocks": [_stock_table(analysis, say)]}
    if analysis.specification.size_stands_in:
        notes.append(say("report.documents.size_stands_in", n=MIN_BASE_STOCK))
    else:
        control = last_change(analysis.indices["control"])
        notes.append(say("report.documents.control", change=_written(control, say)))
    blocks = [
        report.chart(draw_documents(analysis, say, title)),
        _stock_table(analysis, say),
        _notes(notes[:NOTES_SHOWN]),
    ]
    return {"title": title, "blocks": blocks}


def _documents_title(analysis: Analysis, say: Wording) -> str:
    if analysis.rung == 0:
        return say("report.documents.title_inventory", documents=_count_documents(analysis, say))
    counted = _counted_documents(analysis) or list(analysis.specification.by_document)
    changes = {name: last_change(analysis.specification.by_document[name]) or 0.0 for name in counted}
    up, down = max(changes, key=lambda name: changes[name]), min(changes, key=lambda name: changes[name])
    grew, shrank = changes[up] >= HELD_WITHIN, changes[down] <= -HELD_WITHIN
    code = "both" if grew and shrank else "up" if grew else "down" if shrank else "held"
    since = say("report.documents.since_base", base=say.span(analysis.base.paper[0], analysis.base.paper[-1]))
    up_name, down_name = shorten(up), shorten(down)
    values = {
        "grown": up_name,
        "up": size_of(changes[up], say),
        "shrunk": down_name,
        "down": size_of(changes[down], say),
    }
    return say(f"report.documents.title_{code}", since=since, **values)


def _size_and_control(analysis: Analysis, say: Wording) -> str:
    """Write the change of size and of control apart: they may point in opposite ways."""
    if analysis.specification.size_stands_in:
        return say("report.card.size_alone")
    size, control = (
        _written(last_change(part), say) for part in (analysis.specification.size, analysis.indices["control"])
    )
    return say("report.card.size_and_control", size=size, control=control)


def _counted_documents(analysis: Analysis) -> list[str]:
    versions = analysis.stocks.versions
    return sorted(versions.loc[versions["role"].isin(COUNTED_ROLES), "document"].unique())


def _count_documents(analysis: Analysis, say: Wording) -> str:
    n = len(_counted_documents(analysis))
    return say("report.card.documents_one") if n == 1 else say("report.card.documents_many", n=n)


def _stock_table(analysis: Analysis, say: Wording) -> Block:
    names = ("clauses", "words", "obligations", "targets")
    heads = [say("report.documents.document"), say("report.documents.versions"), say("report.documents.since")]
    for name in names:
        heads.append(f"{say(f'report.documents.{name}')}, {say('report.documents.first')}")
        heads += [say("report.documents.base"), say("report.documents.now")]
    counted, changes = _counted_documents(analysis), analysis.specification.by_document
    known = {name: stock.dropna(how="all") for name, stock in analysis.stocks.by_document.items()}
    order = sorted((name for name in known if len(known[name])), key=lambda name: -abs(last_change(changes[name]) or 0))
    rows = []
    for document in order[:DOCUMENTS_SHOWN]:
        versions = analysis.stocks.versions[analysis.stocks.versions["document"] == document]
        stock = known[document]
        in_base = stock.loc[stock.index >= analysis.base.paper[0]] if len(analysis.base.paper) else stock
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
    caption = say("report.documents.caption", last=analysis.stocks.months[-1])
    return {"kind": "table", "caption": caption, "heads": heads, "rows": rows, "text_columns": 3}


def _notes(notes: list[str]) -> Block:
    return {"kind": "notes", "notes": notes}


def _course(analysis: Analysis, report: Report, say: Wording) -> Block:
    title = capitalise(say("report.course.title", work=say_work(analysis, say), outcome=say_outcome(analysis, say)))
    charts = [
        report.chart(draw_course(analysis, measure, say, title))
        for measure in (ATTENTION, RESTORE)
        if len(analysis.shown[measure].dropna())
    ]
    incidents = analysis.tables["incidents"]
    planned = int((incidents["type"] != "corrective").sum())
    n, known = analysis.counted
    codes = ["attention_note"] if len(analysis.shown[ATTENTION].dropna()) else []
    notes = [say(f"report.course.{code}") for code in codes]
    notes += [
        say("report.course.restore_note", days=analysis.project.settings.cut_days),
        say("report.course.known", known=known, n=n),
        *([say("report.course.planned", n=planned)] if planned else []),
        say("report.course.quarters" if analysis.quarterly else "report.course.months"),
        say("report.course.unadjusted"),
    ]
    volume = report.chart(draw_volume(analysis, say))
    return {"title": title, "blocks": [{"kind": "row", "blocks": charts}, volume, _notes(notes)]}
