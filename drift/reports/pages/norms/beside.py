"""What stands beside the grid, a few lines of it: another year, what the tool says, the waiting, another clock."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Final

from drift.reports.pages.norms.grid import name_place, say_clock
from drift.reports.pages.norms.parts import choose_largest, choose_last, find_held, list_splits, name_version
from drift.reports.pages.norms.sentences import say_split
from drift.terms import ALARM_AT

if TYPE_CHECKING:
    from drift.reports.pages.norms.told import Told
    from drift.wording import Wording

SHARES_SHOWN: Final = 2  # clauses that ask a share of each month


def list_beside(told: Told, say: Wording) -> list[str]:
    """Return what is said of the years beside the change of the title."""
    parts = (_tell_waiting, _tell_tool, _tell_largest, _tell_heap, _tell_others, _tell_shares)
    return [line for part in parts for line in part(told, say)]


def _tell_largest(told: Told, say: Wording) -> Iterator[str]:
    largest = choose_largest(told.splits, told.last, told.whole) if told.last else None
    if largest is not None:
        yield say_split(largest, say, code="largest")


def _tell_others(told: Told, say: Wording) -> Iterator[str]:
    """Tell the change by every other clock that the grids show."""
    for pair in told.pairs[1:]:
        split = choose_last(list_splits(told.norms, pair), told.whole)
        if split is not None:
            yield say_split(split, say)


def _tell_tool(told: Told, say: Wording) -> Iterator[str]:
    """Tell what the tool itself says of the last year that is over, and what was counted of it."""
    tool = told.norms.tool
    if tool.empty:
        yield say("norms.page.tool_none")
        return
    row = max(tool.to_dict("records"), key=lambda row: (int(row["year"]) in told.whole, row["year"]))
    year = int(row["year"])
    values = {"year": str(year), "share": say.percent(float(row["share"]), 1), "n": int(row["n"])}
    held = find_held(told.met, year) if told.pairs else None
    if held is None:
        yield say("norms.page.tool", **values)
        return
    version = name_version(held["version"], held["file"])
    yield say("norms.page.tool_beside", own=say.percent(float(held["share"]), 1), version=version, **values)


def _tell_waiting(told: Told, say: Wording) -> Iterator[str]:
    """Tell the share with the time of waiting taken off, beside the one without."""
    if not told.pairs:
        return
    years = sorted({int(year) for year in told.met["year"]}, key=lambda year: (year in told.whole, year))
    held = [row for year in years if (row := find_held(told.met, year, "share_stopped")) is not None]
    if not held:
        yield say("norms.page.waiting_none")
        return
    row, bound = held[-1], told.norms.bound
    stops = bound.loc[bound["file"].eq(row["file"]) & bound["clock"].eq(row["clock"]), "stops"].any()
    yield say(
        f"norms.page.waiting{'_stops' if stops else ''}",
        year=str(int(row["year"])),
        share=say.percent(float(row["share"]), 1),
        stopped=say.percent(float(row["share_stopped"]), 1),
        version=name_version(row["version"], row["file"]),
    )


def _tell_shares(told: Told, say: Wording) -> Iterator[str]:
    """Tell in how many months a share that a clause asks was reached."""
    monthly = told.norms.monthly
    known = monthly[monthly["reached"].notna()] if len(monthly) else monthly
    groups = known.groupby(["document", "clause_id", "clock"], dropna=False) if len(known) else ()
    counted = sorted(((key, own) for key, own in groups), key=lambda item: -len(item[1]))
    for (document, clause, clock), own in counted[:SHARES_SHOWN]:
        values = {"n": int(own["reached"].astype(bool).sum()), "of": len(own), "clock": say_clock(str(clock), say)}
        asked = say.percent(float(own.sort_values("month")["asked"].iloc[-1]))
        yield say("norms.page.shares", place=name_place(document, clause), asked=asked, **values)


def _tell_heap(told: Told, say: Wording) -> Iterator[str]:
    """Tell where far more incidents end just inside a limit than around it, and that this need mean nothing."""
    norms = told.norms
    if norms.heap_e is None or norms.heap_e < ALARM_AT or norms.heaps.empty:
        return
    row = norms.heaps.sort_values("e_value").iloc[-1]
    yield say(
        "norms.page.heap",
        place=name_place(row["document"], row["clause_id"]),
        year=str(int(row["year"])),
        n=int(row["n_just_inside"]),
        expected=say.number(float(row["expected_just_inside"])),
    )
