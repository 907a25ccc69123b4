"""Three numbers that people know, before, at their worst and now; and the measure that page 1 draws."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.catalogue import ATTENTION, CALLERS_LEFT, CONTACT, FLOOR, HANDS, RESTORE, measure_named
from drift.reports.front.years import say_years
from drift.reports.pages.blocks import Card
from drift.reports.pages.cards import choose_outcome
from drift.terms import BASE_MONTHS, LEVELS, LIVE_MONTHS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drift.analysed import Analysis
    from drift.reports.material import Material
    from drift.wording import Wording

TOGETHER: Final = (HANDS, FLOOR, CONTACT, ATTENTION)  # the first that can be told: people know it best
PRESCRIBED: Final = ("targets", "reporting_duties", "penalties", "procedures")  # what a contract asks beside clauses
INSTEAD: Final = ("obligations", "clauses")  # where none of those is read
FELL: Final = ("falls", "mending", "mended")
WHOLE_HOURS: Final = 5  # from which on a tenth of an hour tells nobody anything
QUARTERS: Final = 4
WITH_WORST: Final = 3  # levels: of the base, of the worst year, of now


@dataclass(frozen=True)
class Level:
    """A measure over some months."""

    first: pd.Period
    last: pd.Period
    value: float


def choose_together(material: Material) -> str | None:
    """Return the measure of working together that page 1 tells: the first that moved as the title says, else the first.

    None: there is none. A picture of another one would speak against the title.
    """
    drawn, changes = material.shown.frames, material.analysis.judgement.changes
    there = [name for name in TOGETHER if name in drawn and drawn[name]["value"].notna().any()]
    known = {name: change for name in there if (change := changes.get(name)) is not None}
    way = {"falls": -1, "mending": -1, "mended": 0, "rises": 1}.get(material.analysis.verdict.findings.work, 0)
    clearly = [name for name, change in known.items() if way and change.sign == way]
    most = sorted(known, key=lambda name: -way * known[name].log) if way else []
    return next(iter([*clearly, *most, *known, *there]), None)


def find_levels(material: Material, measure: str) -> list[Level]:
    """Return the level before, in the worst whole year between where it fell, and now; none where it is not known."""
    change = material.analysis.judgement.changes.get(measure)
    if change is None:
        return []
    ends = [Level(one.first, one.last, one.level) for one in (change.before, change.after)]
    worst = _find_worst(material, measure, ends) if material.analysis.verdict.findings.work in FELL else []
    return [ends[0], *worst, ends[1]]


def _find_worst(material: Material, measure: str, ends: list[Level], good: int = 1) -> list[Level]:
    """Return the calendar year between both ends that was worst, where it was worse than both; good: +1 is high."""
    shares = material.analysis.measured.operations.seen_of(measure)
    months = pd.PeriodIndex(shares.value.dropna().index)
    between = months[(months > ends[0].last) & (months < ends[1].first)]
    years = [pd.period_range(f"{year}-01", periods=12, freq="M") for year in between.year.unique()]
    whole = [year for year in years if ends[0].last < year[0] and year[-1] < ends[1].first]
    known = [(year, between[between.isin(year)]) for year in whole]
    levels = [Level(year[0], year[-1], shares.level(own)) for year, own in known if len(own) >= LIVE_MONTHS]
    worst = min(levels, key=lambda level: good * level.value, default=None)
    return [worst] if worst is not None and good * worst.value < min(good * end.value for end in ends) else []


def count_prescribed(analysis: Analysis) -> tuple[str, pd.Series]:
    """Return what the contract prescribes by month, and by which name: norms, reports, penalties and ways of working.

    Where none of those is read, the clauses that bind somebody, else all clauses.
    """
    units = analysis.measured.paper.stocks.total_units.dropna(how="all")
    prescribed = units[[*PRESCRIBED]].sum(axis=1)
    if prescribed.max() > 0:
        return "prescribed", prescribed
    return next((name, units[name]) for name in INSTEAD if units[name].max() > 0 or name == INSTEAD[-1])


def find_begin(analysis: Analysis, counts: pd.Series) -> int | None:
    """Return the place of the month with which the last is compared; None where there is one version alone."""
    base = analysis.measured.base.paper
    if analysis.rung == 0 or not len(base):
        return None
    return int(counts.index.isin(base).argmax())  # the first month of the base, else the first of all


def build_pairs(material: Material) -> list[Card]:
    """Return the pairs: what the paper prescribes, who meets whom, what it led to or where both sides speak."""
    analysis, say, pairs = material.analysis, material.say, []
    if analysis.rung and len(analysis.indices["specification"].dropna()):
        name, counts = count_prescribed(analysis)
        before = counts.iloc[find_begin(analysis, counts) or 0]
        pairs.append(
            Card(_arrow([before, counts.iloc[-1]], say.number), say(f"front.pair.{name}"), "", "specification")
        )
    elif analysis.rung == 0:
        name, counts = count_prescribed(analysis)
        if len(counts):  # no version has a date: nothing by month
            pairs.append(Card(say.number(counts.iloc[-1]), say(f"front.pair.{name}"), "", "specification"))
    measure = choose_together(material)
    if measure is not None and (levels := find_levels(material, measure)) and is_known_now(material):
        when = say.join([say_years(level.first, level.last, say) for level in levels])
        value = _arrow([level.value for level in levels], say.percent)
        pairs.append(Card(value, say(f"front.together.{measure}"), say("front.when", when=when), "engagement"))
    return ([*pairs, *_callers(material), *_outcome(material), *_floor(material)] or _volume(material))[:3]


def is_known_now(material: Material) -> bool:
    """Whether a number of working together may stand as that of now: not where the sentence says it is not known."""
    analysis = material.analysis
    return analysis.rung in (None, 0, 1) or analysis.verdict.findings.work != "unknown"


def _callers(material: Material) -> list[Card]:
    """Return which share of the callers of a year before left, in the base and now, where more do."""
    callers, say = material.analysis.judgement.callers, material.say
    if callers.state != "left" or callers.before is None or callers.now is None:
        return []
    ends = (callers.before, callers.now)
    when = say.join([say_years(one.then[0], one.then[-1], say) for one in ends])
    value = _arrow([one.share for one in ends], say.percent)
    return [Card(value, say(f"measure.{CALLERS_LEFT}.name"), say("front.when", when=when), "outcome")]


def _volume(material: Material) -> list[Card]:
    """Return the tickets a month where nothing else can be told: of the first and the last year, or of all months."""
    analysis, say, span = material.analysis, material.say, material.analysis.measured.span
    if material.edition != "ours" or span is None or not len(span.complete):
        return []
    months = span.complete
    parts = [months[:BASE_MONTHS], months[-BASE_MONTHS:]] if len(months) >= 2 * BASE_MONTHS else [months]
    levels = [float(analysis.measured.opened.reindex(part, fill_value=0).mean()) for part in parts]
    when = say.join([say_years(part[0], part[-1], say) for part in parts])
    return [Card(_arrow(levels, say.number), say("front.pair.volume"), say("front.when", when=when), "engagement")]


def _outcome(material: Material) -> list[Card]:
    analysis, say = material.analysis, material.say
    outcome = choose_outcome(analysis)
    change = analysis.judgement.changes.get(outcome) if outcome else None
    if outcome is None or change is None:
        return []
    hours = change.points is None
    ends = [Level(one.first, one.last, one.level) for one in (change.before, change.after)]
    evidence = analysis.judgement.harm.each.get(outcome)
    got_worse = evidence is not None and evidence.alarm is not None  # else the worst year is so by chance
    levels = [ends[0], *(_find_worst(material, outcome, ends, -1) if got_worse else []), ends[1]]
    digits = int(not hours or min(one.value for one in levels) < WHOLE_HOURS)
    write = say.number if hours else say.percent
    value = _arrow([one.value for one in levels], lambda x: write(x, digits))
    label = say("front.pair.restore") if outcome == RESTORE else say(f"measure.{outcome}.name")
    when = [say_years(one.first, one.last, say) for one in levels]
    detail = say("front.when", when=say.join(when)) if outcome == RESTORE else _of(outcome, when, say)
    return [Card(say("front.hours", x=value) if hours else value, label, detail, "outcome")]


def _of(outcome: str, when: list[str], say: Wording) -> str:
    return say("front.when_of", of=say(f"of.{measure_named(outcome).of}"), when=say.join(when))


def _floor(material: Material) -> list[Card]:
    """Return the contacts a quarter on the floor: in the base, and in the last four quarters."""
    analysis, say, meetings = material.analysis, material.say, material.analysis.measured.meetings
    base = analysis.measured.base.work
    if meetings is None or LEVELS[0] not in meetings or not len(base):
        return []
    floor = meetings[LEVELS[0]]
    before = floor[floor.index.isin(base.asfreq("Q"))]
    after = floor.iloc[-QUARTERS:]
    whole = before.notna().all() and after.notna().all()  # what is left out of a year does not count for it
    if not whole or min(len(before), len(after)) < QUARTERS or after.index[0] <= before.index[-1]:
        return []
    value = _arrow([before.mean(), after.mean()], say.number)
    months = [(part.index[0].asfreq("M", "start"), part.index[-1].asfreq("M", "end")) for part in (before, after)]
    when = say.join([say_years(first, last, say) for first, last in months])
    return [Card(value, say("front.pair.floor"), say("front.when", when=when), "engagement")]


def _arrow(values: Iterable[float], write: object) -> str:
    """Write values with arrows between; the unit of all stands behind the last alone."""
    texts = [write(value) for value in values]  # type: ignore[operator]
    short = [text.removesuffix("%").rstrip() for text in texts[:-1]]
    return " → ".join([*short, texts[-1]])
