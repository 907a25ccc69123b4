"""The three levels and what became of problems, whole: a sheet a question, a row a quarter, a version or a year."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from drift.reports.workbook.sheet import Sheet
from drift.terms import LEVELS, MIN_PERSONS

if TYPE_CHECKING:
    from drift.analysed import Analysis
    from drift.measures.levels.findings import LevelFindings
    from drift.wording import Wording

COUNTS = ["raised", "solved", "went_up", *LEVELS[1:], "pushed_up", "denied", "parked", "referred_back", "trips"]


def list_levels(analysis: Analysis, say: Wording) -> list[Sheet]:
    """Return the sheets of one analysis; of counts of persons below MIN_PERSONS only that they are."""
    found = analysis.measured.levels
    return [
        _list_fates(found),
        _list_handovers(found),
        _list_balance(found),
        _list_first(found),
        _list_say(found, say),
        _list_swaps(found),
        Sheet("actions", found.actions, {"year": "year"}, coded=("side",)),
    ]


def _name_level(frame: pd.DataFrame) -> pd.DataFrame:
    return frame.rename(columns={"level": "on_level"})


def _list_fates(found: LevelFindings) -> Sheet:
    if found.problems.empty:
        return Sheet("fates", pd.DataFrame())
    frame = found.problems[["quarter", *COUNTS, *(f"days_{level}" for level in LEVELS)]]
    return Sheet("fates", frame.astype({"quarter": "str"}))


def _list_handovers(found: LevelFindings) -> Sheet:
    frame = found.handovers
    if frame.empty:
        return Sheet("handovers", pd.DataFrame())
    if found.no_lines is not None:
        frame = frame.assign(lined=None, front=None)
    return Sheet("handovers", frame.astype({"quarter": "str"}))


def _list_balance(found: LevelFindings) -> Sheet:
    if found.balance.empty:
        return Sheet("by_level", pd.DataFrame())
    return Sheet("by_level", _name_level(found.balance).astype({"quarter": "str"}), coded=("on_level",))


def _list_first(found: LevelFindings) -> Sheet:
    rows = [
        {
            "document": one.document,
            "version": one.version,
            "signed_on": one.signed_on,
            **{f"met_{level}": one.order.index(level) + 1 if level in one.order else None for level in LEVELS},
            **{f"before_{level}": n for level, n in zip(LEVELS, one.before, strict=True)},
            "top_down": one.top_down,
            "covered": one.covered,
        }
        for one in found.first
    ]
    return Sheet("first_met", pd.DataFrame(rows))


def _list_say(found: LevelFindings, say: Wording) -> Sheet:
    if found.say.empty:
        return Sheet("say", pd.DataFrame())
    functions = [say(f"function.{name.replace(' ', '_')}") for name in found.say["function"]]
    styles = {"share": "share", "known": "known", "year": "year"}
    return Sheet("say", _name_level(found.say.assign(function=functions)), styles, coded=("on_level",))


def _list_swaps(found: LevelFindings) -> Sheet:
    if found.swaps.empty:
        return Sheet("swaps", pd.DataFrame())
    few = {
        name: found.swaps[name].where(~found.swaps[name].between(1, MIN_PERSONS - 1), f"<{MIN_PERSONS}")
        for name in ("left", "joined")
    }
    shared = found.swaps["shared"].where(found.swaps["left"] >= MIN_PERSONS)
    frame = _name_level(found.swaps.assign(shared=shared, **few)).astype({"quarter": "str"})
    return Sheet("swaps", frame, {"shared": "share", "left": "few", "joined": "few"}, coded=("side", "on_level"))
