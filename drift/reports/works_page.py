"""What still works: where the same hands and the floor held against the base, by a stated rule."""

from __future__ import annotations

from typing import Final

import pandas as pd

from drift.analysis import Analysis
from drift.measures.floor import FLOOR
from drift.measures.hands import HANDS
from drift.measures.held import FALL, MIN_ROWS
from drift.reports.blocks import Block, Report, to_notes
from drift.reports.sentences import capitalise, shorten
from drift.terms import MIN_PERSONS
from drift.wording import Wording

NAMED: Final = 3  # in the title
ROWS_SHOWN: Final = 24


def build_works(analysis: Analysis, report: Report, say: Wording) -> Block:
    """Build the page: one table, and its rule."""
    rule = say("report.works.rule", rows=MIN_ROWS, persons=MIN_PERSONS, fall=round(100 * FALL))
    notes = to_notes([rule, say("report.works.left")])
    return {"title": capitalise(_title(analysis.held, say)), "blocks": [_table(analysis.held, say), notes]}


def _title(held: pd.DataFrame, say: Wording) -> str:
    both, some = held[held["held"] == "both"], held[held["held"] != "none"]
    values = {"of": len(held), "n": len(both)}
    if len(both) and len(both) <= NAMED:
        return say("report.works.title_both", which=say.join([_name(row, say) for row in both.itertuples()]))
    if len(both):
        return say("report.works.title_many", **values)
    return say("report.works.title_part", of=len(held), n=len(some)) if len(some) else say("report.works.title_none", **values)


def _name(row: object, say: Wording) -> str:
    name = str(getattr(row, "name"))
    return say.period(pd.Period(name, "M")) if getattr(row, "what") == "month" else shorten(name)


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
        rows.append([what, _name(row, say), say(f"report.works.held_{row.held}"), *pairs])
    if len(held) > ROWS_SHOWN:
        rows.append([say("report.works.more", n=len(held) - ROWS_SHOWN), *[""] * 4])
    heads = [say("report.works.what"), "", say("report.works.held"), say("report.works.hands"), say("report.works.floor")]
    return {
        "kind": "table",
        "caption": say("report.works.caption"),
        "heads": heads,
        "rows": rows,
        "text_columns": 3,
    }
