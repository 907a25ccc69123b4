"""What the contract now asks: a few clauses in words, then and now; the kinds that grew, and who wrote what."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.reports.front.pairs import INSTEAD, PRESCRIBED, count_prescribed, find_begin
from drift.reports.pages.blocks import Beside, Block, Notes, Page, Table
from drift.reports.pages.clauses import ThenNow, choose_clauses
from drift.reports.pages.growth import build_steps, list_functions
from drift.reports.pages.roundtable.problem import cut
from drift.reports.pages.sentences import has_paper
from drift.terms import COUNTED_ROLES
from drift.wording.case import capitalise

if TYPE_CHECKING:
    from drift.analysed import Analysis
    from drift.reports.material import Material
    from drift.wording import Wording

TEXT_SHOWN: Final = 170  # characters of a clause; the workbook has it whole
WIDTHS: Final = (1, 2.8)  # kinds, versions
CLAUSE_WIDTHS: Final = (0.42, 1.6, 1.6)


def build_asks(material: Material) -> Page | None:
    """Build the page; None where no version has a place in time."""
    analysis, say = material.analysis, material.say
    if not has_paper(analysis):
        return None
    name, counts = count_prescribed(analysis)
    begun = find_begin(analysis, counts)
    steps = build_steps(analysis, say)
    tables = [[_kinds(analysis, begun, say)], *([[steps]] if steps is not None else [])]
    chosen = choose_clauses(analysis) if begun is not None else []
    blocks: list[Block] = [Beside(WIDTHS[: len(tables)], tables)]
    blocks += [_clauses(chosen, analysis, say)] if chosen else []
    notes = _notes(analysis, who=steps is not None and steps.text_columns > 1, say=say)
    return Page("asks", _title(name, counts, begun, say), [*blocks, Notes(notes)], lead=_lead(analysis, say))


def _title(name: str, counts: pd.Series, begun: int | None, say: Wording) -> str:
    """Tell how many the contract prescribes now, and how many it did; the numbers of page 1."""
    now = int(counts.iloc[-1])
    if begun is None:
        return say(f"report.asks.title_{name}_now", now=now)
    before = int(counts.iloc[begun])
    code = "more" if now > before else "fewer" if now < before else "alike"
    return say(f"report.asks.title_{name}_{code}", now=now, before=before, begun=counts.index[begun])


def _lead(analysis: Analysis, say: Wording) -> str:
    """Tell which versions added most, and which function wrote them, where it was one."""
    steps = analysis.measured.paper.steps
    steps = steps[steps["role"].isin(COUNTED_ROLES) & steps["effective_on"].notna()]
    if not steps["added"].any():
        return ""
    most = steps[steps["added"] == steps["added"].max()]
    authors = list_functions(analysis, "author", say)
    wrote = {authors.get(str(file)) for file in most["file"]}
    on = say.join([say.show(pd.Period(day, "M")) for day in most["effective_on"]])
    told = say(f"report.asks.lead{'' if len(most) == 1 else '_each'}", on=on, n=int(most["added"].iloc[0]))
    by = wrote.pop() if len(wrote) == 1 else None
    return say("report.asks.lead_by", lead=told, by=by) if by else told + "."


def _kinds(analysis: Analysis, begun: int | None, say: Wording) -> Table:
    """Return how many of each kind there were and are; one number of each where there is one version."""
    units = analysis.measured.paper.stocks.total_units.dropna(how="all")
    shown = units.iloc[[-1] if begun is None else [begun, -1]]
    prescribed = [kind for kind in PRESCRIBED if shown[kind].any()]
    rows = [[capitalise(say(f"report.asks.{kind}")), *map(say.number, shown[kind])] for kind in prescribed or INSTEAD]
    if len(prescribed) > 1:
        rows.append([capitalise(say("report.asks.total")), *map(say.number, shown[prescribed].sum(axis=1))])
    heads = [say("report.asks.kind"), *(say.short(month) for month in pd.PeriodIndex(shown.index))]
    return Table(say("report.asks.kinds"), heads, rows, text_columns=1)


def _clauses(chosen: list[ThenNow], analysis: Analysis, say: Wording) -> Table:
    base, last = analysis.measured.base.paper, analysis.measured.paper.stocks.months[-1]
    heads = ["", say.short(base[0]), say("report.asks.now", last=say.short(last))]
    rows = [
        [say(f"report.asks.{one.what}"), _quote(one.old_id, one.old, say), _quote(one.new_id, one.new, say)]
        for one in chosen
    ]
    return Table(say("report.asks.clauses_caption", n=len(chosen)), heads, rows, text_columns=3, widths=CLAUSE_WIDTHS)


def _quote(clause_id: str, text: str, say: Wording) -> str:
    if not text:
        return say("report.asks.absent")
    return say(f"report.asks.quote{'' if clause_id else '_unnumbered'}", id=clause_id, text=cut(text, TEXT_SHOWN))


def _notes(analysis: Analysis, *, who: bool, say: Wording) -> list[str]:
    """Tell how much stricter the norms became, and where the rest stands."""
    notes = [
        say(f"report.asks.{way}", **reason.values)
        for reason in analysis.verdict.reasons
        for way in ("tightening", "loosening")
        if reason.code.removesuffix("_alike") == f"verdict.reason.{way}"
    ]
    notes += [say("report.growth.who")] if who else []
    return [*notes, say("report.asks.rest")]
