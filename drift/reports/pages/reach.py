"""How far the data reach: the rung, what it lets one say, and what cannot be said."""

from __future__ import annotations

from typing import Final

from drift.analysed import Analysis
from drift.reports.edition.judged import FEW, ONE_SIDED
from drift.reports.material import Material
from drift.reports.pages.blocks import Items
from drift.reports.pages.sentences import has_work, why_no_paper
from drift.terms import MIN_PERSONS
from drift.wording import Wording
from drift.wording.case import lower

UNITS_SHOWN: Final = 3  # of the declared scope


def list_reach(material: Material) -> Items:
    """Return the rung, what can be said on it, how the declared scope grew, and what cannot be said."""
    analysis, say = material.analysis, material.say
    begins = analysis.measured.paper.scope_from
    first, *others = (say(f"report.rung.{code}", on=begins) for code in list_unknown(material))
    heading, can = _can(analysis, say)
    return Items(heading, [can, *_scope(analysis, say), say("report.rung.cannot", what=lower(first)), *others])


def _can(analysis: Analysis, say: Wording) -> tuple[str, str]:
    """Return the heading, and what can be said."""
    rung = analysis.rung
    if rung is None:
        code = "none" if why_no_paper(analysis) == "none" else "untimed"
        return say(f"report.rung.heading_{code}"), say(f"report.rung.said_{code}")
    said = {ONE_SIDED: "one_sided", FEW: "few_persons"}.get(analysis.verdict.sentence.code, rung)
    heading = say("report.rung.heading", rung=rung, name=say(f"report.rung.name_{rung}"))
    return heading, say(f"report.rung.said_{said}", persons=MIN_PERSONS)


def _scope(analysis: Analysis, say: Wording) -> list[str]:
    """Tell how the declared scope grew, by the amounts of each unit; nothing where none was declared."""
    scope, base = analysis.measured.paper.scope, analysis.measured.base.paper
    if scope is None or not len(base):
        return []
    amounts = scope.amounts.loc[base[0] :]
    first, last = amounts.to_numpy(dtype=float)[[0, -1]]
    units = [
        say("report.rung.scope_unit", unit=str(unit), first=say.number(a), last=say.number(b))
        for unit, a, b in zip(amounts, first, last, strict=True)
    ]
    return [say("report.rung.scope", change=say.change(scope.change()), units="; ".join(units[:UNITS_SHOWN]))]


def list_unknown(material: Material) -> list[str]:
    """Return the codes of what cannot be said, of the work first."""
    analysis, paper = material.analysis, material.analysis.measured.paper
    codes = _cannot_of_work(material) if has_work(analysis) else ["no_operations"]
    if analysis.rung is None:
        why = why_no_paper(analysis)
        codes.append("no_contract" if why == "none" else f"no_contract_{why}")
    if analysis.measured.meetings is None:
        codes.append("contacts_sides" if analysis.intake.of("contacts") else "no_contacts")
    if analysis.rung is not None and paper.scope is None:
        declared = "scope_later" if len(analysis.indices) else "scope_undated"
        codes.append(declared if paper.scope_from else "no_scope")
    return [*codes, "no_cause"]


def _cannot_of_work(material: Material) -> list[str]:
    analysis, codes = material.analysis, []
    if material.shown.work_is == "work":
        persons = analysis.measured.crowd.names_persons
        codes.append("persons_unused" if persons else "no_persons")
    if not analysis.measured.crowd.has_steps and not analysis.intake.of("events"):
        codes.append("no_events")
    return codes
