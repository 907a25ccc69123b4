"""What each month says: value, n and window of each band of page 1, and every measure, in words of one language."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.charts.bands.parts import PaperBand, TalkBand, TogetherBand
from drift.explain.number import name_of
from drift.measures.catalogue import MEASURES
from drift.reports.front.page import take_bands
from drift.reports.front.pairs import choose_together
from drift.reports.html.numbers import write_measure

if TYPE_CHECKING:
    from drift.reports.material import Material
    from drift.wording import Wording

BANDS: Final = ("paper", "talk", "together")
Row = tuple[str, str, str]
Teller = Callable[[pd.Period], Row]  # month -> value, n, window


@dataclass(frozen=True)
class Month:
    """One month, as it is told."""

    period: pd.Period
    name: str
    bands: tuple[Row, ...]  # of each band: value, n, window
    numbers: tuple[Row, ...]  # of each measure that the relation has: value, n, known share


@dataclass(frozen=True)
class Months:
    """Every month of the picture, and what the bands and the measures are called."""

    bands: tuple[str, ...]
    measures: tuple[str, ...]
    months: tuple[Month, ...]


def tell_months(material: Material) -> Months:
    """Return what the picture says of each of its months; nothing that the edition does not hold."""
    say, bands, numbers = material.say, take_bands(material), _tell_measures(material)
    tellers = [_tell_paper(bands.paper, say), _tell_talk(bands.talk, say), _tell_together(bands.together, material)]
    gap = (say("html.untold"), "", "")
    return Months(
        tuple(_name(band, getattr(bands, band), say) for band in BANDS),
        tuple(name_of(name, say) for name in numbers),
        tuple(
            Month(
                month,
                say.period(month),
                tuple(tell(month) for tell in tellers),
                tuple(rows.get(month, gap) for rows in numbers.values()),
            )
            for month in bands.months
        ),
    )


def _name(band: str, part: PaperBand | TalkBand | TogetherBand | str, say: Wording) -> str:
    name = say(f"html.band.{band}")
    return name if isinstance(part, str) else say("html.band.named", band=name, what=part.name)


def _tell_paper(paper: PaperBand | str, say: Wording) -> Teller:
    """Tell the count at the end of a month, and since when it stands so."""
    if isinstance(paper, str):
        return lambda _: (paper, "", "")
    counts = {str(month): float(count) for month, count in paper.counts.dropna().items()}
    days = sorted(map(pd.Timestamp, paper.steps.index))

    def tell(month: pd.Period) -> Row:
        if str(month) not in counts:
            return say("html.untold"), "", ""
        n = bisect_right(days, month.end_time)
        window = say("html.since", day=days[n - 1].date()) if n else say("html.at_end", month=month)
        return say.number(counts[str(month)]), "", window

    return tell


def _tell_talk(talk: TalkBand | str, say: Wording) -> Teller:
    """Tell the shares of the levels in the quarter of a month, and of how many contacts."""
    if isinstance(talk, str):
        return lambda _: (talk, "", "")
    quarters = {str(quarter): counts for quarter, counts in talk.contacts.dropna().iterrows()}

    def tell(month: pd.Period) -> Row:
        quarter = month.asfreq("Q")
        if str(quarter) not in quarters:
            return say("html.untold"), "", ""
        counts = quarters[str(quarter)]
        total = int(counts.sum())
        shares = [(say(f"front.level.{level}"), n / total if total else 0.0) for level, n in counts.items()]
        told = ", ".join(f"{level} {say.percent(share)}" for level, share in shares)
        value = told if talk.has_shares else say.number(total)
        return value, say("html.contacts", n=total), say.period(quarter)

    return tell


def _tell_together(together: TogetherBand | str, material: Material) -> Teller:
    """Tell the value of the line in the month or quarter of a month, with its interval, and of how many incidents."""
    say, measure = material.say, choose_together(material)
    if isinstance(together, str) or measure is None:
        return lambda _: (str(together), "", "")
    step = pd.PeriodIndex(together.points.index).freqstr
    points = {str(period): row for period, row in together.points.iterrows()}
    counted = _count(material, measure, step)

    def tell(month: pd.Period) -> Row:
        period = month.asfreq(step)
        if str(period) not in points:
            return say("html.untold"), "", ""
        ends = {name: say.percent(float(points[str(period)][name])) for name in ("value", "low", "high")}
        n = counted.get(str(period))
        return say("html.interval", **ends), "" if n is None else say("html.incidents", n=n), say.period(period)

    return tell


def _count(material: Material, measure: str, step: str) -> dict[str, int]:
    """Return of how many incidents each month or quarter of a measure is; none where the edition does not tell."""
    rows = material.analysis.measures
    own = rows[rows["measure"] == measure]
    periods = pd.PeriodIndex(own["period"], freq="M").asfreq(step)
    counts = pd.Series(own["n"].to_numpy(float), periods).groupby(level=0).sum(min_count=1)
    return {str(period): int(n) for period, n in counts.dropna().items()}


def _tell_measures(material: Material) -> dict[str, dict[pd.Period, Row]]:
    """Return for each measure, in the order in which they are told, value, n and known share of its months."""
    say, told = material.say, {}
    groups = dict(iter(material.analysis.measures.groupby("measure", sort=False)))
    order = [*(one.name for one in MEASURES if one.name in groups)]
    for name in [*order, *(str(one) for one in groups if one not in order)]:
        rows = groups[name]
        months = pd.PeriodIndex(rows["period"], freq="M")
        columns = zip(months, rows["value"], rows["n"], rows["known"], strict=True)
        told[name] = {month: _measure(name, (value, n, known), say) for month, value, n, known in columns}
    return told


def _measure(name: str, figures: tuple[float, float, float], say: Wording) -> Row:
    value, n, known = figures
    share = "" if pd.isna(known) else say.percent(known)
    return (write_measure(name, value, say), "" if pd.isna(n) else say.number(n), share if not pd.isna(n) else "")
