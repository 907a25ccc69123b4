"""What is told of the two editions: in which order the sides stand, whose data are missing, what is folded."""

from __future__ import annotations

from typing import Final

import pandas as pd

from drift.analysed import Analysis
from drift.errors import Note
from drift.reports.edition.steps import FEWEST, count_classes
from drift.tables.shown import pick_shown
from drift.terms import MIN_PERSONS, SIDES, Side
from drift.wording import Wording

EXAMPLE: Final = 40  # incidents


def sides_in_order(analysis: Analysis) -> tuple[Side, ...]:
    """Return the sides as they are told: who makes the report begins with its own part; else customer, supplier."""
    own = analysis.project.settings.own_side
    return tuple(sorted(SIDES, key=lambda side: side != own)) if own else SIDES


def missing_data(analysis: Analysis) -> list[Note]:
    """Return which data of which side are missing: persons in the log, functions and levels, experts."""
    sides, people = analysis.project.settings.sides, analysis.tables["people"]
    columns: dict[Side, str] = {sides.caller: "requester", sides.handling: "handler"}
    incidents = pick_shown(analysis.tables, "incidents", [*columns.values()])
    experts = set(analysis.measured.experts["side"]) if analysis.measured.experts is not None else set()
    found = []
    for side in sides_in_order(analysis):
        listed = people[people["side"] == side]
        lacks = {
            "log": len(incidents) > 0 and not incidents[columns[side]].notna().any(),
            "people": not len(listed),
            "levels": len(listed) > 0 and not listed["level"].notna().any(),
            "experts": len(incidents) > 0 and side not in experts,
        }
        found += [
            Note(f"edition.missing_{what}", {"side": Note(f"side.{side}")})
            for what, lacking in lacks.items()
            if lacking
        ]
    return found


def tell_edition(analysis: Analysis, say: Wording) -> list[str]:
    """Tell what the shared edition is, and which side's data are missing; before `share` took them away."""
    missing, crowd = [say.tell(note) for note in missing_data(analysis)], analysis.measured.crowd
    quarters = crowd.blocks[crowd.blocks != crowd.blocks.index.astype("str")].index
    folded = {"hidden": crowd.hidden, "quarters": quarters}
    return [
        say("edition.shared", persons=MIN_PERSONS),
        *(
            say(f"edition.{what}", months=tuple(months), persons=MIN_PERSONS)
            for what, months in folded.items()
            if len(months)
        ),
        *([say_steps("steps", say)] if analysis.measured.operations.measures else []),
        *(missing or [say("edition.none_missing")]),
    ]


def say_steps(code: str, say: Wording) -> str:
    """Tell that shares are told in steps, with the step of a number of incidents to go by."""
    points = round(100 / int(count_classes(pd.Series([EXAMPLE])).iloc[0]))
    return say(f"edition.{code}", persons=MIN_PERSONS, n=EXAMPLE, points=points, fewest=FEWEST)
