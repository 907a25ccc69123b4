"""Numbers of two reports, compared as they are printed: what reads the same is no news, what reads otherwise is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Final

from drift.errors import Note
from drift.measures.catalogue import HOURS
from drift.reports.earlier import ChangeJson, ReportJson, TableJson
from drift.wording import Wording
from drift.wording.values import LogChange, PointChange, Tenths

PRINT: Final = Wording("en")  # digits are those of either language


def tell_changes(last: ReportJson, now: ReportJson, names: Iterable[str]) -> Iterator[Note]:
    """Tell each change against the base that is told otherwise; nothing against a report that did not hold changes."""
    if last.changes is None or now.changes is None:
        return
    for name in names:
        before, after = (_write(name, report.changes.get(name)) for report in (last, now) if report.changes is not None)
        if PRINT.tell(before) != PRINT.tell(after):
            yield Note("since.number", {"name": _name(name), "before": before, "after": after})


def _name(name: str) -> Note:
    return Note(f"measure.{name}.name" if PRINT.knows(f"measure.{name}.name") else f"explain.index.{name}")


def _write(name: str, change: ChangeJson | None) -> Note:
    """Return a change as it is told: of a share both and their difference, else percent; with its interval."""
    if change is None:
        return Note("report.card.unknown")
    if change.points is None:
        ends = {"change": change.log, "low": change.low, "high": change.high}
        values: dict[str, object] = {key: LogChange(log) for key, log in ends.items()}
        if name not in HOURS:
            return Note("since.percent", values)
        return Note("since.hours", {**values, "level": Tenths(change.before), "level_after": Tenths(change.after)})
    points = {"change": change.points, "low": change.points_low, "high": change.points_high}
    levels = {"level": Tenths(100 * change.before), "level_after": Tenths(100 * change.after)}
    return Note("since.share", {**levels, **{key: PointChange(x or 0.0) for key, x in points.items()}})


def moved(before: dict[str, float], after: dict[str, float]) -> dict[str, float]:
    """Return the last value of two log series, before and after, where they read otherwise; else nothing."""
    if not before or not after:
        return {}
    ends = {"before": before[max(before)], "after": after[max(after)]}
    return ends if len({PRINT.change(log) for log in ends.values()}) > 1 else {}


def tell_log(name: str, before: dict[str, float], after: dict[str, float]) -> Iterator[Note]:
    """Tell an index whose last value reads otherwise than it was told."""
    if told := moved(before, after):
        yield Note("since.index", {"name": Note(f"since.name.{name}"), **{k: LogChange(v) for k, v in told.items()}})


def tell_table(before: TableJson, after: TableJson) -> Iterator[Note]:
    """Tell rounds of the rule by which problems are chosen that count otherwise, and tables of which more is known."""
    if before.rule != after.rule:
        yield Note("since.table.rule")
    known = {one.on: one for one in before.held}
    for one in after.held:
        then = known.get(one.on)
        if then is not None and _print_held(then.changes, then.months_after) != _print_held(
            one.changes, one.months_after
        ):
            yield Note("since.table.after", {"on": dt.date.fromisoformat(one.on), "n": one.months_after or 0})


def _print_held(changes: dict[str, ChangeJson | None], months: int | None) -> list[str]:
    return [str(months), *(f"{name} {PRINT.tell(_write(name, change))}" for name, change in sorted(changes.items()))]
