"""What came back and what held: which share first, and in how many kinds of work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.catalogue import FLOOR, HANDS
from drift.measures.work.strengths import FINDINGS
from drift.reports.front.pairs import WITH_WORST, find_levels
from drift.reports.pages.figures import shorten
from drift.wording.case import capitalise

if TYPE_CHECKING:
    from drift.reports.front.pairs import Level
    from drift.reports.material import Material
    from drift.wording import Wording

NAMED: Final = 3  # kinds of work by name
GOOD: Final = ("back", "rising", "held")  # told before any loss
UNTOLD: Final = FINDINGS[-1]
HALF_YEAR: Final = 6  # months of which the mean is taken: single months go up and down by chance
MEASURES: Final = {"hands": HANDS, "floor": FLOOR}


def say_halfway(material: Material) -> str:
    """Tell which share came back first: since when it is halfway between its worst year and the base, and stays there.

    By the mean of half a year; nothing where no share fell and rose.
    """
    say = material.say
    levels = {name: find_levels(material, name) for name in material.analysis.measured.components}
    fell = {name: ends for name, ends in levels.items() if len(ends) == WITH_WORST}
    since = {name: _find_halfway(material, name, *ends[:2]) for name, ends in fell.items()}
    back = sorted((month, name) for name, month in since.items() if month is not None)
    if not back:
        return ""
    parts = [say("report.meet.half_since", name=say(f"measure.{name}.name"), month=month) for month, name in back]
    short = [say(f"measure.{name}.name") for name, month in since.items() if month is None]
    return say(f"report.meet.half{'_not' if short else ''}", parts=say.join(parts), short=say.join(short))


def _find_halfway(material: Material, name: str, before: Level, worst: Level) -> pd.Period | None:
    """Return the month from which on half a year of a measure is never again below halfway; None where it is now."""
    shares = material.analysis.measured.operations.seen_of(name)
    months = shares.value.dropna()
    months = months[pd.PeriodIndex(months.index) > worst.first]
    means = months.rolling(HALF_YEAR).mean().dropna()
    below = means.index[means < (before.value + worst.value) / 2]
    after = means.index if below.empty else means.index[means.index > below[-1]]
    return after[0] if len(after) else None


def say_held(material: Material) -> str:
    """Tell in which kinds of work the same hands and the floor came back or held, else fell; nothing where untold."""
    held, say = material.analysis.measured.held, material.say
    found = held[(held[[f"{measure}_finding" for measure in MEASURES.values()]] != UNTOLD).any(axis=1)]
    places = found[~found["what"].isin(("month", "whole"))]
    parts = {finding: _tell_finding(places, finding, say) for finding in FINDINGS[:-1]}
    good = [parts[finding] for finding in GOOD if parts[finding]]
    told = "; ".join(good) or parts["fell"]
    return capitalise(told) + _tell_months(found[found["what"] == "month"], say) + "." if told else ""


def _tell_months(months: pd.DataFrame, say: Wording) -> str:
    """Tell beside what came back or held how many of the last months are still below the base, of each share."""
    below = {what: int((months[f"{measure}_finding"] == "fell").sum()) for what, measure in MEASURES.items()}
    return "".join(
        say("report.works.months_fell", measure=say(f"report.works.{what}"), n=n, of=len(months))
        for what, n in below.items()
        if n
    )


def _tell_finding(places: pd.DataFrame, finding: str, say: Wording) -> str:
    """Tell of which kinds of work a measure has a finding, by name or by number; nothing where there is none."""
    parts = []
    for what, measure in MEASURES.items():
        names = [shorten(name) for name in places.loc[places[f"{measure}_finding"] == finding, "name"]]
        measured = say(f"report.works.{what}")
        if 0 < len(names) <= NAMED:
            parts.append(say("report.works.part_named", measure=measured, which=say.join(names)))
        elif names:
            parts.append(say("report.works.part_many", measure=measured, n=len(names), of=len(places)))
    return say(f"report.works.title_{finding}", what=say.join(parts)) if parts else ""
