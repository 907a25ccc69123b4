"""What else it could be: harmless reasons for a fall with their figures, raw counts, what limits the verdict."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.charts.volume import draw_volume
from drift.reports.pages.blocks import Block, Items, Lists, Page, Table
from drift.reports.pages.method import weightiest_first
from drift.reports.pages.reach import list_unknown
from drift.reports.pages.sentences import has_work
from drift.wording.case import capitalise

if TYPE_CHECKING:
    from drift.model.explanations import Explanation
    from drift.reports.material import Material
    from drift.wording import Wording

KEPT_IN_MIND: Final = 3  # cautions, the weightiest first; all of them stand in the annex
WIDTHS: Final = (3, 1)  # a reason, what the figures say of it
STANDINGS: Final = ("fits", "open", "unknown", "other", "worse")  # in the order in which they are told


def build_otherwise(material: Material) -> Page | None:
    """Build the page; None without incidents, where there is nothing to explain."""
    analysis, say = material.analysis, material.say
    if not has_work(analysis):
        return None
    falls = analysis.verdict.findings.work == "falls" or analysis.verdict.alarm is not None
    reasons = analysis.judgement.explanations if falls else ()
    blocks: list[Block] = [_table(reasons, say)] if reasons else []
    span, opened = analysis.measured.span, analysis.indices["n_incidents"]
    if opened.notna().any():  # the shared edition may tell none
        blocks.append(draw_volume(opened, set(span.complete) if span else (), say))
    return Page(
        "otherwise", _title(reasons, say), [*blocks, Lists([part for part in list_limits(material) if part.items])]
    )


def _title(reasons: tuple[Explanation, ...], say: Wording) -> str:
    if not reasons:
        return say("report.otherwise.title_limits")
    n = sum(standing_of(one) in STANDINGS[:3] for one in reasons)
    return say(f"report.otherwise.title_{'open' if n else 'none'}", n=n, of=len(reasons))


def standing_of(reason: Explanation) -> str:
    """Return what the figures say of a harmless reason, as one of STANDINGS.

    fits: its figure moved, and nothing got worse; open: it moved, and whether something got worse is not known;
    unknown: its figure is not known; other: it did not move; worse: it moved, and something got worse with it.
    """
    if reason.leaning == "harmful":
        return "worse"
    if reason.moved is None:
        return "unknown"
    if not reason.moved:
        return "other"
    return "fits" if reason.leaning == "harmless" else "open"


def _table(reasons: tuple[Explanation, ...], say: Wording) -> Table:
    order = sorted(reasons, key=lambda one: STANDINGS.index(standing_of(one)))
    rows = [[say.tell(one.sentence), say(f"report.otherwise.is_{standing_of(one)}")] for one in order]
    heads = [say("report.otherwise.reason"), say("report.otherwise.figures")]
    return Table(say("report.otherwise.caption"), heads, rows, text_columns=2, widths=WIDTHS)


def list_limits(material: Material) -> tuple[Items, Items]:
    """Return what limits the verdict, and what these data cannot tell."""
    analysis, say = material.analysis, material.say
    cautions = weightiest_first(analysis.cautions)[:KEPT_IN_MIND]
    keep = Items(say("report.rung.keep"), [capitalise(say.tell(caution.sentence)) for caution in cautions])
    begins = analysis.measured.paper.scope_from
    unknown = [say(f"report.rung.{code}", on=begins) for code in list_unknown(material)]
    return keep, Items(say("report.otherwise.unknown"), unknown)
