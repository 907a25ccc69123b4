"""What still works: where the same hands and the floor held against the base, by a stated rule."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Final

import pandas as pd

from drift.measures.catalogue import FLOOR, HANDS
from drift.measures.work.strengths import FALL, MIN_ROWS
from drift.reports.material import Material
from drift.reports.pages.blocks import Notes, Page, Table
from drift.reports.pages.figures import shorten
from drift.terms import MIN_PERSONS
from drift.wording import Wording
from drift.wording.case import capitalise

NAMED: Final = 3  # in the title
ROWS_SHOWN: Final = 24


def build_works(material: Material) -> Page | None:
    """Build the page: one table, and its rule."""
    held, say = material.analysis.measured.held, material.say
    if not len(held):
        return None
    rule = say("report.works.rule", rows=MIN_ROWS, persons=MIN_PERSONS, fall=round(100 * FALL))
    notes = Notes([rule, say("report.works.left")])
    return Page("works", capitalise(_title(held, say)), (_table(held, say), notes))


def _title(held: pd.DataFrame, say: Wording) -> str:
    both, some = held[held["held"] == "both"], held[held["held"] != "none"]
    if 0 < len(both) <= NAMED:
        names = [_name(*pair, say) for pair in zip(both["what"], both["name"], strict=True)]
        return say("report.works.title_both", which=say.join(names))
    code, n = ("many", len(both)) if len(both) else ("part", len(some)) if len(some) else ("none", 0)
    return say(f"report.works.title_{code}", of=len(held), n=n)


def _name(what: str, name: str, say: Wording) -> str:
    return say.period(pd.Period(name, "M")) if what == "month" else shorten(name)


def _table(held: pd.DataFrame, say: Wording) -> Table:
    rows = [
        [
            say(f"report.works.{row['what']}"),
            _name(row["what"], row["name"], say),
            say(f"report.works.held_{row['held']}"),
            *(_pair(row, measure, say) for measure in (HANDS, FLOOR)),
        ]
        for row in held.head(ROWS_SHOWN).to_dict("records")
    ]
    if len(held) > ROWS_SHOWN:
        rows.append([say("report.works.more", n=len(held) - ROWS_SHOWN), *[""] * 4])
    what, *others = (say(f"report.works.{name}") for name in ("what", "held", "hands", "floor"))
    return Table(say("report.works.caption"), [what, "", *others], rows, text_columns=3, tight=True)


def _pair(row: dict[Hashable, Any], measure: str, say: Wording) -> str:
    """Write a share in the base and in the last twelve months, each with its incidents."""
    shares = {part: say.percent(row[f"{measure}_{part}"]) for part in ("before", "after")}
    counts = {part: int(row[f"{measure}_{part}"]) for part in ("n_before", "n_after")}
    return say("report.works.pair", **shares, **counts)
