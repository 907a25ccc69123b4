"""Page 1: the sentence, the picture, three pairs of numbers, what is not known, and what now."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.charts.bands.draw import draw_bands
from drift.charts.bands.parts import Bands, PaperBand, TalkBand, TogetherBand
from drift.charts.inputs import take_marks
from drift.reports.front.pairs import build_pairs, choose_together, count_prescribed, find_levels, is_known_now
from drift.reports.front.title import say_standing, say_title, tells_fall
from drift.reports.pages.blocks import Front, Page
from drift.reports.pages.growth import list_functions
from drift.reports.pages.reach import list_unknown
from drift.reports.pages.roundtable.problem import cut, name_problem
from drift.reports.pages.sentences import has_paper, has_work, why_no_paper
from drift.terms import COUNTED_ROLES
from drift.wording.case import capitalise

if TYPE_CHECKING:
    from drift.analysed import Analysis
    from drift.reports.material import Material
    from drift.wording import Wording

NAME_SHOWN: Final = 32  # characters of a problem; its own page has it whole
UNKNOWN_SHOWN: Final = 2


def build_front(material: Material) -> Page:
    """Build the page; a band whose data are missing says so in its place."""
    analysis, say = material.analysis, material.say
    title = say_title(material)
    bands = take_bands(material)
    return Page(
        "front",
        title,
        (
            Front(
                chart=draw_bands(bands, say, title) if len(bands.months) else None,
                pairs=build_pairs(material),
                unknown=_say_unknown(material),
                title=say("front.now.title"),
                now=_say_now(analysis, say),
                where=say("front.where", n="{n}") if _problems(analysis) else "",
                fields=(say("front.who"), say("front.when_held")) if _problems(analysis) else (),
                sure=_say_sure(material),
            ),
        ),
        lead=say_standing(material),
    )


def take_bands(material: Material) -> Bands:
    """Return what the picture shows; of a band whose data are missing the words that say so."""
    analysis, marks = material.analysis, take_marks(material.analysis)
    say = material.say
    return Bands(
        paper=_take_paper(material),
        talk=_take_talk(analysis, say),
        together=_take_together(material),
        months=pd.PeriodIndex(analysis.indices.index),
        marks=marks if tells_fall(material) else replace(marks, onset=None, onset_interval=None),
    )


def _take_paper(material: Material) -> PaperBand | str:
    analysis, say = material.analysis, material.say
    if not has_paper(analysis):
        return say(f"front.missing.paper_{why_no_paper(analysis)}")
    name, counts = count_prescribed(analysis)
    versions = analysis.measured.paper.stocks.versions
    counted = versions[versions["role"].isin(COUNTED_ROLES) & versions["effective_on"].notna()]
    wrote = list_functions(analysis, "author", say)
    steps = pd.Series([wrote.get(str(file), "") for file in counted["file"]], index=counted["effective_on"])
    return PaperBand(counts, steps[~steps.index.duplicated(keep="last")], say(f"front.band.paper_{name}"))


def _take_talk(analysis: Analysis, say: Wording) -> TalkBand | str:
    meetings = analysis.measured.meetings
    if meetings is None:
        return say("front.missing.talk")
    alone = f"_{meetings.columns[0]}" if len(meetings.columns) == 1 else ""
    return TalkBand(meetings, say(f"front.band.talk_name{alone}"))


def _take_together(material: Material) -> TogetherBand | str:
    say = material.say
    measure = choose_together(material)
    if measure is None:
        return say("front.missing.together" if has_work(material.analysis) else "front.missing.work")
    levels = [(one.first, one.last, one.value) for one in find_levels(material, measure) if is_known_now(material)]
    return TogetherBand(material.shown.points(measure), levels, say(f"front.together.{measure}"))


def _say_unknown(material: Material) -> str:
    """Tell in one line what these data do not tell."""
    say = material.say
    codes = [*_list_else(material), *list_unknown(material)]
    return say("front.unknown_line", what=say.join([say(f"front.unknown.{code}") for code in codes[:UNKNOWN_SHOWN]]))


def _list_else(material: Material) -> list[str]:
    """Return the harmless reason that speaks loudest: its own figure moved, and nothing got worse with it."""
    if material.analysis.verdict.findings.work != "falls":
        return []
    reasons = [one for one in material.analysis.judgement.explanations if one.open]
    order = sorted(reasons, key=lambda one: (one.leaning != "harmless", not one.moved))
    return [f"else_{one.code}" for one in order[:1]]


def _problems(analysis: Analysis) -> list[str]:
    table = analysis.judgement.problems
    return [] if table is None else [cut(name_problem(one), NAME_SHOWN) for one in table.problems]


def _say_now(analysis: Analysis, say: Wording) -> str:
    names = _problems(analysis)
    if names:
        return say(f"front.now.table_{'one' if len(names) == 1 else 'many'}", names=" · ".join(names))
    if not has_work(analysis):
        return say("front.now.no_work")
    return say("front.now.choose" if has_paper(analysis) else "front.now.no_paper")


def _say_sure(material: Material) -> str:
    """Tell how sure the fall is, and from how much it was read."""
    analysis, say = material.analysis, material.say
    verdict, parts = analysis.verdict, []
    if verdict.alarm is not None and tells_fall(material):
        parts.append(say("front.sure.alarm"))
    elif verdict.findings.work == "holds":
        parts.append(say("front.sure.quiet"))
    versions = analysis.measured.paper.stocks.versions
    counts = {
        "versions": int(versions["status"].ne("draft").fillna(value=True).sum()),
        # of the shared edition a sum of rounded months, which is no number of tickets
        "incidents": int(analysis.measured.opened.sum()) if has_work(analysis) and material.edition == "ours" else 0,
        "contacts": analysis.intake.total("accepted", "contacts"),
    }
    read = [say(f"front.sure.{name}", n=int(n)) for name, n in counts.items() if n]
    return capitalise(" · ".join([*parts, ", ".join(read)]))
