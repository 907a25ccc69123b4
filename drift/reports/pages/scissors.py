"""Of the annex: the verdict in full, the scissors, three numbers, why, the rung and what cannot be said."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from drift.analysed import Analysis
from drift.charts.inputs import take_marks
from drift.charts.scissors import draw_scissors
from drift.measures.work.engagement import ENGAGEMENT
from drift.reports.material import Material
from drift.reports.pages.blocks import Block, Cards, Items, Lists, Page, Quiet
from drift.reports.pages.cards import build_cards
from drift.reports.pages.reach import list_reach
from drift.reports.pages.sentences import has_paper, has_work, say_paper, say_work, why_no_paper
from drift.tables.summary import count_files
from drift.wording import Wording
from drift.wording.case import as_title, capitalise

EVIDENCE: Final = tuple(
    f"verdict.reason.{code}" for code in ("since", "alarm", "quiet", "weak", "ended", "repair", "no_repair")
)
PAPER: Final = ("verdict.reason.control", "verdict.reason.control_unread")
NARROWEST: Final = 0.45  # of a list, against the longest beside it


def build_scissors(material: Material) -> Page:
    """Build the page: chart, cards, and the lists beside each other."""
    analysis, shown, say = material.analysis, material.shown, material.say
    title = as_title(say.tell(analysis.verdict.sentence))
    blocks: list[Block] = []
    if analysis.rung != 0 and (has_paper(analysis) or len(shown.points(ENGAGEMENT))):
        blocks.append(draw_scissors(analysis.indices, shown, take_marks(analysis), say, title))
    evidence = [say.tell(reason) for reason in analysis.verdict.reasons if reason.code in EVIDENCE]
    if evidence:
        blocks.append(Quiet(evidence))
    lists = (_why(analysis, say), list_reach(material))
    blocks += [Cards(build_cards(material)), Lists(_share_width([part for part in lists if part.items]))]
    return Page("scissors", title, blocks, lead=capitalise(_lead(material)), annex=True)


def _share_width(lists: list[Items]) -> list[Items]:
    """Give each list room by its length, so that they end at about the same height."""
    lengths = [sum(map(len, part.items)) for part in lists]
    return [
        replace(part, width=max(length / max(lengths), NARROWEST)) for part, length in zip(lists, lengths, strict=True)
    ]


def _lead(material: Material) -> str:
    """Tell in one sentence how both sides changed, each with its interval."""
    analysis, say = material.analysis, material.say
    base, n_versions = analysis.measured.base, len(analysis.measured.paper.stocks.versions)
    if not has_paper(analysis):
        absent = say(f"report.scissors.paper_{why_no_paper(analysis)}", files=count_files(n_versions, say))
        return say("report.scissors.work_only", paper=absent, work=say_work(material)) if has_work(analysis) else absent
    if not has_work(analysis):
        return _paper_lead(analysis, say)
    if not base.shared:
        return say("report.scissors.both_apart", paper=say_paper(analysis, say), work=say_work(material))
    span, paper = say.span(base.work[0], base.work[-1]), say_paper(analysis, say, after=True)
    return say("report.scissors.both", base=span, paper=paper, work=say_work(material))


def _paper_lead(analysis: Analysis, say: Wording) -> str:
    if analysis.rung == 0:
        now = analysis.measured.paper.stocks.total.dropna(how="all").iloc[-1]
        return say("report.scissors.inventory", clauses=int(now["clauses"]), words=int(now["words"]))
    base = analysis.measured.base.paper
    paper = say_paper(analysis, say, after=True)
    return say("report.scissors.paper_only", base=say.span(base[0], base[-1]), paper=paper)


def _why(analysis: Analysis, say: Wording) -> Items:
    """List the reasons; the card of control tells that of the paper, the line below the scissors the evidence."""
    elsewhere = {*EVIDENCE, *(PAPER if has_work(analysis) else ())}
    reasons = [say.tell(reason) for reason in analysis.verdict.reasons if reason.code not in elsewhere]
    return Items(say("report.rung.why"), reasons)
