"""What still works: where the same hands and the floor held against the base, by a stated rule."""

from __future__ import annotations

from typing import Final

import pandas as pd

from drift.analysis import Analysis
from drift.measures.catalogue import FLOOR, HANDS
from drift.measures.work.strengths import FALL, MIN_ROWS
from drift.reports.pages.blocks import Block, Report, to_notes
from drift.reports.pages.sentences import shorten
from drift.terms import MIN_PERSONS
from drift.wording import Wording
from drift.wording.case import capitalise

NAMED: Final = 3  # in the title
ROWS_SHOWN: Final = 24


def build_works(analysis: Analysis, _: Report, say: Wording) -> Block:
    """Build the page: one table, and its rule."""
    rule = say("report.works.rule", rows=MIN_ROWS, persons=MIN_PERSONS, fall=round(100 * FALL))
    notes = to_notes([rule, say("report.works.left")])
    return {
        "title": capitalise(_title(analysis.measured.held, say)),
        "blocks": [_table(analysis.measured.held, say), notes],
    }


def _title(held: pd.DataFrame, say: Wording) -> str:
    both, some = held[held["held"] == "both"], held[held["held"] != "none"]
    if 0 < len(both) <= NAMED:
        names = [_name(*pair, say) for pair in zip(both["what"], both["name"], strict=True)]
        return say("report.works.title_both", which=say.join(names))
    code, n = ("many", len(both)) if len(both) else ("part", len(some)) if len(some) else ("none", 0)
    return say(f"report.works.title_{code}", of=len(held), n=n)


def _name(what: str, name: str, say: Wording) -> str:
    return say.period(pd.Period(name, "M")) if what == "month" else shorten(name)


def _table(held: pd.DataFrame, say: Wording) -> Block:
    rows = []
    for row in held.head(ROWS_SHOWN).itertuples():
        pairs = []
        for measure in (HANDS, FLOOR):
            before, after, n_before, n_after = (
                getattr(row, f"{measure}_{part}") for part in ("before", "after", "n_before", "n_after")
            )
            values = {"before": say.percent(before), "after": say.percent(after)}
            pairs.append(say("report.works.pair", n_before=int(n_before), n_after=int(n_after), **values))
        what = say(f"report.works.{row.what}")
        rows.append([what, _name(str(row.what), str(row.name), say), say(f"report.works.held_{row.held}"), *pairs])
    if len(held) > ROWS_SHOWN:
        rows.append([say("report.works.more", n=len(held) - ROWS_SHOWN), *[""] * 4])
    heads = [
        say("report.works.what"),
        "",
        say("report.works.held"),
        say("report.works.hands"),
        say("report.works.floor"),
    ]
    return {
        "kind": "table",
        "caption": say("report.works.caption"),
        "heads": heads,
        "rows": rows,
        "text_columns": 3,
        "tight": True,
    }
