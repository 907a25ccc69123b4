"""What each group of files holds: every count in a column, or in words, or a sentence each."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby

from rich.console import Console

from drift.cli.grid import LEAST_NAME, Grid, cut, name_once, print_grid
from drift.cli.groups import Group
from drift.cli.output import print_line
from drift.tables.intake import COUNTS, Intake
from drift.wording import Wording


def print_groups(console: Console, groups: Sequence[Group], intake: Intake, say: Wording, *, every: bool) -> None:
    """Print a table as wide as there is room for: every count in a column, or in words; else a sentence each."""
    grids = ([_in_columns(groups, intake, say)] if every else []) + [_in_words(groups, say)]
    grid = next((grid for grid in grids if grid.room(console.width) >= LEAST_NAME), None)
    if grid:
        print_grid(console, grid)
        return
    for sentence in _in_sentences(groups, say, every=every):
        print_line(console, sentence)


def _in_columns(sheets: Sequence[Group], intake: Intake, say: Wording) -> Grid:
    """Return a row a sheet with every count that is not zero everywhere, and their sums."""
    counts = [name for name in COUNTS if intake.total(name)]
    heads = tuple(say(f"column.{name}") for name in ("file", "sheet", "table", "tool", *counts))
    rows = [
        (sheet.name, sheet.sheets[0].sheet, _kind(sheet, say), sheet.sheets[0].tool or "",
         *(say.number(sheet.total(name)) for name in counts))
        for sheet in sheets
    ]  # fmt: skip
    totals = ("", "", "", *(say.number(intake.total(name)) for name in counts))
    return Grid(heads, [*name_once(rows), (say("cli.total"), *totals)], tuple(range(4, len(heads))))


def _in_words(groups: Sequence[Group], say: Wording) -> Grid:
    """Return a row a group: which files, how many rows of which table, and what of them was not accepted."""
    rows = [(group.name, _which(group, say), *_held(group, say)) for group in groups]
    heads = ("file", "which", "rows", "table", "state")
    titles = tuple(say(f"column.{name}") if name in ("file", "table") else say(f"cli.{name}") for name in heads)
    return Grid(titles, name_once(rows), (2,))


def _in_sentences(groups: Sequence[Group], say: Wording, *, every: bool) -> list[str]:
    """Return `SLA: 8 versions 2018-01 to 2023-10, 811 clauses, all read` for each group; every: with its sheet."""
    sentences = []
    for (name, files), same in groupby(groups, key=lambda group: (group.name, group.files)):
        members = [*same]
        for alike in [[member] for member in members] if every else [members]:
            which = _which(alike[0], say) if every or len(files) > 1 else ""
            held = [part for group in alike for part in _tell_held(group, say)]
            done = say("cli.all_read") if all(_held(group, say)[2] == say("cli.all_read") for group in alike) else ""
            sentences.append(f"{name}: {', '.join(filter(None, (which, *held, done)))}")
    return sentences


def _tell_held(group: Group, say: Wording) -> list[str]:
    n, kind, state = _held(group, say)
    if group.table is None:
        return [say("cli.no_table", n=group.total("read"), kind=kind), state]
    return [f"{n} {kind}", "" if state == say("cli.all_read") else state]


def _which(group: Group, say: Wording) -> str:
    """Return the versions or files of a group, `31 versions 2019-11 to 2025-05`; of one file its sheet."""
    if len(group.files) == 1:
        sheets = [sheet.sheet for sheet in group.sheets]
        return cut(sheets[0]) if len(sheets) == 1 else say("cli.sheets", n=len(sheets))
    many = say("cli.versions" if group.table in ("clauses", "norms") else "cli.files", n=len(group.files))
    if group.months is None:
        return many
    first, last = map(str, group.months)
    return f"{many} {first if first == last else say('cli.months', first=first, last=last)}"


def _held(group: Group, say: Wording) -> tuple[str, str, str]:
    """Return how many rows of which table a group holds, and what was not accepted."""
    kind = _kind(group, say)
    if group.table is None:
        return say.number(group.total("read")), kind, _left(group, say, ())
    state = _left(group, say, ("rejected", "repeated"))
    return say.number(group.total("accepted")), kind, state or say("cli.all_read")


def _left(group: Group, say: Wording, counts: Iterable[str]) -> str:
    parts = [say(f"cli.{name}", n=group.total(name)) for name in counts if group.total(name)]
    if group.n_problems and not group.total("rejected"):
        parts.append(say("cli.cells" if group.table else "cli.unknown", n=group.n_problems))
    return ", ".join(parts)


def _kind(group: Group, say: Wording) -> str:
    return say(f"report.sources.kind_{group.table or 'other'}")
