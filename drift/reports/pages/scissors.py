"""Page 1: the verdict, the scissors, three numbers, why, the rung, what cannot be said, what else it may be."""

from __future__ import annotations

import math
from typing import Final

import pandas as pd

from drift.analysis import Analysis
from drift.charts.scissors import draw_scissors
from drift.measures.catalogue import ATTENTION, HOURS, RESTORE
from drift.measures.shown import show_measures
from drift.measures.work.engagement import ENGAGEMENT
from drift.model.change import Change
from drift.reports.edition import ONE_SIDED
from drift.reports.pages.blocks import Block, Report, change_values, count_documents, write_change
from drift.reports.pages.sentences import has_paper, has_work, last_change, say_paper, say_work, why_no_paper
from drift.reports.pages.where_from import count_files
from drift.terms import INTERVAL_Z
from drift.wording import Wording
from drift.wording.case import capitalise, lower

EVIDENCE: Final = tuple(f"verdict.reason.{code}" for code in ("since", "alarm", "quiet", "weak"))
PAPER: Final = ("verdict.reason.paper", "verdict.reason.paper_unread")
LEFT_OPEN = 3  # harmless explanations on page 1
UNITS_SHOWN = 3  # of the declared scope
KEPT_IN_MIND = 3  # cautions on page 1, the weightiest first; all of them stand on the last page


def build_scissors(analysis: Analysis, report: Report, say: Wording) -> Block:
    """Build the page: chart, cards, and the lists beside each other."""
    title = capitalise(say.tell(analysis.verdict.sentence).removesuffix("."))  # why not enough: a caution ends in one
    blocks: list[Block] = []
    if analysis.rung != 0 and (
        has_paper(analysis) or len(show_measures(analysis.measured).frames["engagement"].dropna())
    ):
        blocks.append(report.chart(draw_scissors(analysis, say, title)))
    blocks += _evidence(analysis, say)
    blocks.append({"kind": "cards", "cards": _cards(analysis, say)})
    lists = [_why(analysis, say), _rung(analysis, say), _else(analysis, say), _keep(analysis, say)]
    blocks.append({"kind": "lists", "lists": [part for part in lists if part["items"]]})
    return {"title": title, "lead": capitalise(_lead(analysis, say)), "blocks": blocks}


def _lead(analysis: Analysis, say: Wording) -> str:
    """Tell in one sentence how both sides changed, each with its interval."""
    work = say_work(analysis, say)
    if not has_paper(analysis):
        files = count_files(len(analysis.measured.paper.stocks.versions), say)
        told = say(f"report.scissors.paper_{why_no_paper(analysis)}", files=files)
        return say("report.scissors.work_only", paper=told, work=work) if has_work(analysis) else told
    if not has_work(analysis):
        return _paper_title(analysis, say)
    if not analysis.measured.base.shared:
        return say("report.scissors.both_apart", paper=say_paper(analysis, say), work=work)
    base = say.span(analysis.measured.base.work[0], analysis.measured.base.work[-1])
    return say("report.scissors.both", base=base, paper=say_paper(analysis, say, after=True), work=work)


def _paper_title(analysis: Analysis, say: Wording) -> str:
    if analysis.rung == 0:
        now = analysis.measured.paper.stocks.total.dropna(how="all").iloc[-1]
        return say("report.scissors.inventory", clauses=int(now["clauses"]), words=int(now["words"]))
    paper = say_paper(analysis, say, after=True)
    base = say.span(analysis.measured.base.paper[0], analysis.measured.base.paper[-1])
    return say("report.scissors.paper_only", base=base, paper=paper)


def _cards(analysis: Analysis, say: Wording) -> list[Block]:
    cards = _paper_cards(analysis, say) if has_paper(analysis) else _undated_cards(analysis, say)
    attention = show_measures(analysis.measured).work_is == "work"
    change = analysis.judgement.changes[ATTENTION if attention else ENGAGEMENT]
    if change is not None:
        cards.append(_change_card(change, show_measures(analysis.measured).work_is, say))
    outcome = choose_outcome(analysis)
    if outcome is not None:
        cards.append(_outcome_card(analysis, outcome, say))
    return cards[:3]


def choose_outcome(analysis: Analysis) -> str | None:
    """Return the outcome that page 1 tells: the time to restore, unless only others changed clearly for the worse."""
    told = [
        name
        for name in (RESTORE, *analysis.measured.operations.outcomes)
        if analysis.judgement.changes[name] is not None
    ]
    worse = [
        name for name in told if name in analysis.judgement.harm.worse and _is_clear(analysis.judgement.changes[name])
    ]
    if RESTORE in told and (_is_clear(analysis.judgement.changes[RESTORE]) or not worse):
        return RESTORE
    return next(iter([*worse, *told]), None)


def _is_clear(change: Change | None) -> bool:
    return change is not None and change.clear


def _paper_cards(analysis: Analysis, say: Wording) -> list[Block]:
    total = analysis.measured.paper.stocks.total.dropna(how="all")
    now, last = total.iloc[-1], total.index[-1]
    counted = count_documents(analysis, say)
    if has_work(analysis):
        return [_control_card(analysis, total, counted, say)]
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


CONTROLS: Final = ("targets", "reporting_duties", "penalties", "procedures")


def _control_card(analysis: Analysis, total: pd.DataFrame, counted: str, say: Wording) -> Block:
    """Build the card of control with its reading error; size stands in where there is too little to count."""
    log = last_change(analysis.indices["control"])
    stands_in = analysis.measured.paper.specification.size_stands_in
    names = ["clauses"] if stands_in else list(CONTROLS)
    base = analysis.measured.base.paper
    spread = INTERVAL_Z * analysis.judgement.control_error
    known = log is not None and math.isfinite(spread)
    values = {
        "low": say.change((log or 0.0) - spread) if known else "",
        "high": say.change((log or 0.0) + spread) if known else "",
        "n_base": say.number(total.loc[total.index.isin(base), names].sum(axis=1).mean()),
        "base": say.span(base[0], base[-1]),
        "n": int(total.iloc[-1][names].sum()),
        "last": total.index[-1],
        "documents": counted,
    }
    detail = say(f"report.card.{'size' if stands_in else 'control'}_detail", **values)
    if not known and not stands_in:
        detail = f"{say('report.card.error_unknown')} {detail.split('. ', 1)[1]}"
    label = say(f"report.card.{'size' if stands_in else 'control'}_label")
    return _card(write_change(log, say), label, detail, "specification")


def _undated_cards(analysis: Analysis, say: Wording) -> list[Block]:
    """Count what stands in files without a date; where there are incidents too, those have the cards."""
    versions = analysis.measured.paper.stocks.versions
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
    return _card(
        say.change(change.log),
        say(f"report.card.{what}_label"),
        say(f"report.card.{what}_detail", **change_values(change, say.percent, say)),
        "engagement",
    )


def _outcome_card(analysis: Analysis, outcome: str, say: Wording) -> Block:
    change = analysis.judgement.changes[outcome]
    if change is None:
        raise ValueError(f"{outcome} has no change")
    if outcome in HOURS:
        detail = say("report.card.outcome_detail", **change_values(change, lambda x: say.number(x, 1), say))
    else:
        detail = say("report.card.outcome_share_detail", **change_values(change, say.percent, say))
    label = say("report.card.outcome_label") if outcome == RESTORE else say(f"measure.{outcome}.name")
    return _card(say.change(change.log), label, detail, "outcome")


def _evidence(analysis: Analysis, say: Wording) -> list[Block]:
    """Tell in one quiet line below the scissors since when and how sure; nothing where no evidence was weighed."""
    lines = [say.tell(reason) for reason in analysis.verdict.reasons if reason.code in EVIDENCE]
    return [{"kind": "quiet", "lines": lines}] if lines else []


def _why(analysis: Analysis, say: Wording) -> Block:
    """List the reasons; the card of control tells that of the paper, the line below the scissors the evidence."""
    elsewhere = {*EVIDENCE, *(PAPER if has_work(analysis) else ())}
    told = [reason for reason in analysis.verdict.reasons if reason.code not in elsewhere]
    return {"heading": say("report.rung.why"), "items": [say.tell(reason) for reason in told], "width": 1.4}


def _rung(analysis: Analysis, say: Wording) -> Block:
    if analysis.rung is None:
        code = "none" if why_no_paper(analysis) == "none" else "untimed"
        heading, said = say(f"report.rung.heading_{code}"), say(f"report.rung.said_{code}")
    else:
        name = say(f"report.rung.name_{analysis.rung}")
        heading = say("report.rung.heading", rung=analysis.rung, name=name)
        left_out = analysis.verdict.sentence.code == ONE_SIDED
        said = say("report.rung.said_one_sided" if left_out else f"report.rung.said_{analysis.rung}")
    begins: dict[str, object] = {"on": analysis.measured.paper.scope_from} if analysis.measured.paper.scope_from else {}
    cannot = [say(f"report.rung.{code}", **begins) for code in _cannot(analysis)]
    items = [said, *_scope(analysis, say), f"{say('report.rung.cannot')}: {lower(cannot[0])}", *cannot[1:]]
    return {"heading": heading, "items": items}


def _scope(analysis: Analysis, say: Wording) -> list[str]:
    """Tell how the declared scope grew, by the amounts of each unit; nothing where none was declared."""
    if analysis.measured.paper.scope is None:
        return []
    if not len(analysis.measured.base.paper):
        return []
    amounts = analysis.measured.paper.scope.amounts.loc[analysis.measured.base.paper[0] :]
    first, last = amounts.to_numpy(dtype=float)[[0, -1]]
    told = [
        say("report.rung.scope_unit", unit=str(unit), first=say.number(a), last=say.number(b))
        for unit, a, b in zip(amounts, first, last, strict=True)
    ]
    units = "; ".join(told[:UNITS_SHOWN])
    return [say("report.rung.scope", change=say.change(analysis.measured.paper.scope.change()), units=units)]


def _cannot(analysis: Analysis) -> list[str]:
    codes = []
    if not has_work(analysis):
        codes.append("no_operations")
    else:
        people = analysis.tables["incidents"][["requester", "handler"]].notna().to_numpy().any()
        if show_measures(analysis.measured).work_is == "work":
            codes.append("persons_unused" if people else "no_persons")
        if not len(analysis.tables["events"]) and not analysis.intake.total("accepted", "events"):
            codes.append("no_events")
    if analysis.rung is None:
        why = why_no_paper(analysis)
        codes.append("no_contract" if why == "none" else f"no_contract_{why}")
    if analysis.measured.meetings is None:
        codes.append("contacts_sides" if analysis.intake.total("accepted", "contacts") else "no_contacts")
    if analysis.rung is not None and analysis.measured.paper.scope is None:
        declared = "scope_later" if len(analysis.indices) else "scope_undated"
        codes.append(declared if analysis.measured.paper.scope_from else "no_scope")
    return [*codes, "no_cause"]


def _else(analysis: Analysis, say: Wording) -> Block:
    """List what the data leave open of harmless reasons for a fall: those with a figure first."""
    falls = analysis.verdict.findings.work == "falls"
    left_open = [found for found in analysis.judgement.explanations if found.open] if falls else []
    told = sorted(left_open, key=lambda found: (found.leaning == "unknown", not found.sentence.values))
    items = [say.tell(found.sentence) for found in told[:LEFT_OPEN]]
    if falls and not items and analysis.judgement.explanations:
        items = [say("report.rung.else_none", n=len(analysis.judgement.explanations))]
    return {"heading": say("report.rung.else"), "items": items}


def _keep(analysis: Analysis, say: Wording) -> Block:
    order = {"withhold": 0, "qualify": 1, "inform": 2}
    cautions = sorted(analysis.cautions, key=lambda caution: order[caution.effect])
    return {
        "heading": say("report.rung.keep"),
        "items": [capitalise(say.tell(caution.sentence)) for caution in cautions[:KEPT_IN_MIND]],
    }
