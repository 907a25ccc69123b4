"""Page 1: the scissors, three numbers, the rung and what cannot be said."""

from __future__ import annotations

from drift.analysis import ENGAGEMENT, Analysis
from drift.charts.scissors import draw_scissors
from drift.measures.attention import ATTENTION
from drift.measures.outcomes import RESTORE
from drift.model.change import Change
from drift.reports.blocks import Block, Report, count_documents, write_change
from drift.reports.sentences import capitalise, has_paper, has_work, last_change, say_paper, say_work, why_no_paper
from drift.reports.sources_page import count_files
from drift.wording import Wording

KEPT_IN_MIND = 3  # cautions on page 1, the weightiest first; all of them stand on the last page


def build_scissors(analysis: Analysis, report: Report, say: Wording) -> Block:
    """Build the page: chart, cards, and three lists."""
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
    attention = analysis.work_is == "work"
    for measure, what in ((ATTENTION if attention else ENGAGEMENT, analysis.work_is), (RESTORE, "outcome")):
        change = analysis.changes[measure]
        if change is not None:
            cards.append(_change_card(change, what, say))
    return cards[:3]


def _paper_cards(analysis: Analysis, say: Wording) -> list[Block]:
    total = analysis.stocks.total.dropna(how="all")
    now, last = total.iloc[-1], total.index[-1]
    counted = count_documents(analysis, say)
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
        return [_card(write_change(log, say), say("report.card.paper_label"), detail, "specification")]
    first = total.iloc[0]
    cards = []
    if analysis.rung:
        log = last_change(analysis.indices["specification"])
        detail = f"{say.number(first['words'])} → {say.number(now['words'])} {say('measure.words')}; {counted}"
        cards.append(_card(write_change(log, say), say("report.card.paper_label"), detail, "specification"))
    for name, label in (("clauses", "clauses_label"), ("targets", "targets_label")):
        detail = say("report.card.stock_only", last=last)
        if analysis.rung:
            values = {"before": int(first[name]), "after": int(now[name]), "first": total.index[0], "last": last}
            detail = say("report.card.stock_detail", **values)
        cards.append(_card(say.number(now[name]), say(f"report.card.{label}"), detail, "specification"))
    return cards


def _size_and_control(analysis: Analysis, say: Wording) -> str:
    """Write the change of size and of control apart: they may point in opposite ways."""
    if analysis.specification.size_stands_in:
        return say("report.card.size_alone")
    size, control = (
        write_change(last_change(part), say) for part in (analysis.specification.size, analysis.indices["control"])
    )
    return say("report.card.size_and_control", size=size, control=control)


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


def _card(value: str, label: str, detail: str, role: str) -> Block:
    return {"value": value, "label": label, "detail": detail, "role": role}


def _change_card(change: Change, what: str, say: Wording) -> Block:
    def level(value: float) -> str:
        return say.number(value, 1) if what == "outcome" else say.percent(value)

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
    role = "outcome" if what == "outcome" else "engagement"
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
        if not people:
            codes.append("no_persons")
        elif analysis.work_is == "work":
            codes.append("persons_unused")
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
