"""The findings as sentences: what stands in titles, on cards and in alternative texts."""

from __future__ import annotations

import math

from drift.analysed import Analysis
from drift.measures.catalogue import ATTENTION, RESTORE
from drift.measures.work.engagement import ENGAGEMENT
from drift.reports.edition.judged import FEW, ONE_SIDED
from drift.reports.material import Material
from drift.reports.pages.figures import direction_of, interval_values, last_change, size_of, write_size
from drift.terms import COUNTED_ROLES, HELD_WITHIN
from drift.wording import Wording


def say_paper(analysis: Analysis, say: Wording, *, after: bool = False) -> str:
    """Tell how the specification changed; `after` an opening such as "compared with …".

    Where size and control went opposite ways the two are told, and not their mean.
    """
    paper = analysis.measured.paper
    specification = paper.specification
    whole, size = last_change(specification.index.values), last_change(specification.size)
    control = None if specification.size_stands_in else last_change(specification.control)
    values = {
        "change": size_of(whole or 0.0, say),
        "size": size_of(size or 0.0, say),
        "control": size_of(control or 0.0, say),
    }
    sentence = say(f"report.paper{'_after' if after else ''}.{_paper_finding(whole, size, control)}", **values)
    return sentence if paper.scope is None else say("report.scissors.scoped", paper=sentence)


def _paper_finding(whole: float | None, size: float | None, control: float | None) -> str:
    if whole is None or not math.isfinite(whole):
        return "none"
    if size is not None and control is not None and min(abs(size), abs(control)) >= HELD_WITHIN and size * control < 0:
        return "wider" if size > 0 else "denser"
    if abs(whole) < HELD_WITHIN:
        return "held"
    return "grew" if whole > 0 else "shrank"


def say_work(material: Material) -> str:
    """Tell how engagement changed, with its interval: by its name, attention while open, where that is all there is."""
    work_is = material.shown.work_is
    return _say_change(material, work_is, ATTENTION if work_is == "work" else ENGAGEMENT)


def say_outcome(material: Material) -> str:
    """Tell how the time to restore changed, with its interval."""
    return _say_change(material, "outcome", RESTORE)


def _say_change(material: Material, what: str, measure: str) -> str:
    say, change = material.say, material.analysis.judgement.changes[measure]
    if change is None:
        why = material.analysis.judgement.untold.get(measure)
        if material.edition == "shared" and material.analysis.verdict.sentence.code in (FEW, ONE_SIDED):
            return say("edition.work_left_out")  # the log tells it, this edition does not
        known = len(material.shown.points(measure)) and why is not None
        return say(f"report.{what}.untold", why=why) if known else say(f"report.{what}.none")
    values = {**interval_values(change, say), "change": write_size(change, say)}
    return say(f"report.{what}.{direction_of(change)}", **values)


def has_paper(analysis: Analysis) -> bool:
    """Whether a contract was read that has a place in time."""
    return bool(analysis.indices["specification"].notna().any())


def why_no_paper(analysis: Analysis) -> str:
    """Return why there is no index of the specification: none, undated, draft, or empty (nothing in force)."""
    versions = analysis.measured.paper.stocks.versions
    if not len(versions):
        return "none"
    if versions["effective_on"].isna().all():
        return "undated"
    return "draft" if versions.loc[versions["effective_on"].notna(), "status"].eq("draft").all() else "empty"


def has_work(analysis: Analysis) -> bool:
    """Whether incidents were read."""
    return analysis.measured.span is not None


def counted_documents(analysis: Analysis) -> list[str]:
    """Return the documents whose role counts, in order of name."""
    versions = analysis.measured.paper.stocks.versions
    return sorted(versions.loc[versions["role"].isin(COUNTED_ROLES), "document"].unique())
