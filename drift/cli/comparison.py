"""Two versions on one screen."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

from rich import box
from rich.table import Table
from rich.text import Text

from drift.cli.console import plain_text
from drift.cli.output import WIDE_ENOUGH, open_console
from drift.compare.cells.changes import RENAMED
from drift.compare.following import STEPS
from drift.compare.labels import Row, join_parts, name_clause, name_families, name_pair, sheets_of
from drift.compare.sorting import FORCE, list_told, part_of, sort_rows
from drift.compare.words import (
    UNNAMED,
    name_group,
    name_language,
    name_target,
    write_cells,
    write_effects,
    write_sheet,
    write_standing,
    write_target,
)
from drift.contract.lineage.changes import ADDED, DROPPED, MERGED, MOVED, REWORDED, SAME, SPLIT
from drift.contract.lineage.redline import mark_changes, write_plain
from drift.tables.plain import to_rows
from drift.wording.case import capitalise
from drift.wording.shorten import shorten_end
from drift.wording.visible import show_line

if TYPE_CHECKING:
    from collections.abc import Mapping

    from rich.console import Console

    from drift.compare.versions import Compared
    from drift.wording import Wording

SHOWN: Final = 12  # entries of one part; the rest is counted, the workbook and --json have them all
LISTED: Final = 4 * SHOWN  # entries of a list on one line
TEXT_SHOWN: Final = 120  # characters of a clause that came or went
INDENT: Final = 4  # of the words of a clause, below its number
STYLES: Final = {"deleted": "not bold strike red", "added": "bold blue", "kept": "not bold"}

Entry = tuple[str, str, Text]  # number of a clause, what is told of it, its words


def print_comparison(compared: Compared, say: Wording) -> None:
    """Print what changes what the contract does, targets, what stands beside the clauses, words, and places."""
    console = open_console(narrow=True)
    parts = _list_parts(compared)
    console.print(plain_text(f"{compared.old} → {compared.new}", style="bold"), soft_wrap=True)
    console.print(plain_text(_write_counts(compared.counts, say)), soft_wrap=True)
    _print_translated(compared, console, say)
    plain = not console.is_terminal
    _print_entries(FORCE, [_tell_change(row, say, plain=plain) for row in join_parts(parts[FORCE])], console, say)
    for change, side in ((ADDED, "new"), (DROPPED, "old")):
        _print_entries(change, [_tell_whole(row, side, say) for row in parts[change]], console, say)
    _print_targets(compared, console, say)
    _print_beside(compared, console, say)
    if not compared.translated:
        entries = [_tell_change(row, say, plain=plain) for row in parts[REWORDED]]
        _print_entries(REWORDED, entries, console, say)
    clauses = compared.clauses
    for change, side in ((SPLIT, "old"), (MERGED, "new")):
        _print_list(change, name_families(clauses, change, side, say("compare.to_check")), console, say)
    _print_moves(compared, console, say)
    _print_growth(compared, console, say)


def _list_parts(compared: Compared) -> dict[str, list[Row]]:
    """Return the pairs of each part, by weight."""
    told = list_told(compared.targets)
    rows = sort_rows(to_rows(compared.clauses), told)
    parts: dict[str, list[Row]] = {name: [] for name in (FORCE, ADDED, DROPPED, REWORDED, SPLIT, MERGED, MOVED)}
    for row in rows:
        parts.setdefault(part_of(row, told), []).append(row)
    return parts


def _id(number: Any) -> str:
    return number if isinstance(number, str) and number else UNNAMED


def _write_counts(counts: Mapping[str, int], say: Wording) -> str:
    return ", ".join(f"{say(f'compare.{change}')} {say.number(n)}" for change, n in counts.items() if n)


def _heading(name: str, n: int, console: Console, say: Wording) -> None:
    console.print()
    console.print(plain_text(f"{capitalise(say(f'compare.{name}'))} ({say.number(n)})", style="bold"))


def _more(n: int, console: Console, say: Wording, shown: int = SHOWN) -> None:
    if n > shown:
        console.print(plain_text(say("compare.more", n=n - shown)), soft_wrap=not _wraps(console))


def _wraps(console: Console) -> bool:
    """Return whether lines are broken to the width of the screen; else one entry stays one line."""
    return console.width < WIDE_ENOUGH


def _print_translated(compared: Compared, console: Console, say: Wording) -> None:
    """Print that the versions are in two languages, and which pairs should be looked at."""
    if not compared.translated:
        return
    rows = to_rows(compared.clauses)
    old, new = (name_language(language, say) for language in compared.languages)
    n = sum(row["change"] not in (ADDED, DROPPED) for row in rows)
    console.print()
    console.print(plain_text(say("compare.translated", old=old, new=new, n=n)), soft_wrap=not _wraps(console))
    _print_list("paired", [name_pair(row) for row in rows if row["to_check"]], console, say)


def _tell_change(row: Row, say: Wording, *, plain: bool) -> Entry:
    """Return a pair with what its change does, and the redline of its words."""
    told = [write_standing(row, say), write_effects(row["effects"], say)]
    told += [say("compare.to_check")] if row["to_check"] else []
    return name_pair(row), "; ".join(filter(None, told)), _write_redline(row, plain=plain)


def _tell_whole(row: Row, side: str, say: Wording) -> Entry:
    """Return a clause that came or went, with the beginning of its text."""
    text = shorten_end(" ".join(str(row[f"{side}_text"]).split()), TEXT_SHOWN)
    return _id(row[f"{side}_id"]), write_effects(row["effects"], say), plain_text(text, style="not bold")


def _write_redline(row: Row, *, plain: bool) -> Text:
    """Return the words of a pair, what was deleted and added marked."""
    old, new = (row[name] if isinstance(row[name], str) else "" for name in ("old_text", "new_text"))
    runs = mark_changes(old, new) if old and new else [("kept", old or new)]
    if plain:
        return plain_text(write_plain(runs), style="not bold")
    line = Text()
    for kind, text in runs:
        line.append(show_line(text), style=STYLES[kind])
    return line


def _print_entries(name: str, entries: list[Entry], console: Console, say: Wording) -> None:
    """Print the first entries of a part: what is told of a clause, and its words below; on one line if it is all."""
    if not entries:
        return
    _heading(name, len(entries), console, say)
    for number, told, words in entries[:SHOWN]:
        head = plain_text(f"{number}  ", style="bold")
        if not told:
            _print_hanging(head.append_text(words), console, first=0)
            continue
        _print_hanging(head.append(show_line(told), style="not bold italic"), console, first=0)
        _print_hanging(words, console)
    _more(len(entries), console, say)


def _print_hanging(words: Text, console: Console, first: int = INDENT) -> None:
    """Print words below the number of their clause, or behind it; lines broken where the screen has a width."""
    lines = words.wrap(console, console.width - INDENT) if _wraps(console) else [words]
    for k, line in enumerate(lines):
        line.rstrip()
        indent = Text(" " * (INDENT if k else first))
        console.print(indent.append_text(line), soft_wrap=True)


def _print_targets(compared: Compared, console: Console, say: Wording) -> None:
    _heading("targets", len(compared.targets), console, say)
    if compared.targets.empty:
        console.print(plain_text(say("compare.no_targets")))
        return
    counts = compared.targets["change"].value_counts()
    console.print(plain_text(_write_counts({step: int(counts.get(step, 0)) for step in STEPS}, say)))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("change", "clause", "column_old", "column_new", "column_quote"):
        table.add_column(say(f"compare.{name}"), overflow="fold")
    for row in to_rows(compared.targets)[:SHOWN]:
        quote = row["new_quote"] if isinstance(row["new_quote"], str) else row["old_quote"]
        targets = (write_target(row, side, say) for side in ("old", "new"))
        table.add_row(*map(plain_text, (say(f"compare.{row['change']}"), name_target(row), *targets, str(quote))))
    console.print(table)
    _more(len(compared.targets), console, say)


def _print_beside(compared: Compared, console: Console, say: Wording) -> None:
    """Print sheets that came or went, and cells that differ and are no part of a clause."""
    lines = [write_sheet(sheet, say) for sheet in compared.sheets] + write_cells(compared.cells, say)
    n = len(lines) + compared.n_cells - len(compared.cells)
    if not n:
        return
    _heading("beside", n, console, say)
    for line in lines[:SHOWN]:
        console.print(plain_text(line), soft_wrap=not _wraps(console))
    _more(n, console, say)


def _print_growth(compared: Compared, console: Console, say: Wording) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(say("compare.growth"))
    for name in ("column_old", "column_new", "difference"):
        table.add_column(say(f"compare.{name}"), justify="right")
    for row in to_rows(compared.growth):
        if isinstance(row["of"], str) and row["old"] == row["new"]:
            continue  # of parties and kinds only what moved
        name = name_group(row["measure"], row["of"], say)
        change = int(row["new"]) - int(row["old"])
        sign = "+" if change > 0 else ""
        table.add_row(
            *map(plain_text, (name, say.number(row["old"]), say.number(row["new"]), sign + say.number(change)))
        )
    console.print()
    console.print(table)


def _print_moves(compared: Compared, console: Console, say: Wording) -> None:
    """Print what has another number, and by sheet what stands on another one, reworded or not."""
    renamed = {(sheet.old, sheet.sheet) for sheet in compared.sheets if sheet.change == RENAMED}
    rows = [row for row in to_rows(compared.clauses) if row["change"] not in (ADDED, DROPPED)]
    renamed |= {sheets_of(row) for row in rows if row["change"] == SAME}
    away = [row["old_sheet"] != row["new_sheet"] and sheets_of(row) not in renamed for row in rows]
    near = [row for row, far in zip(rows, away, strict=True) if row["change"] == MOVED and not far]
    _print_list(MOVED, [f"{name_clause(row, 'old')} → {name_clause(row, 'new')}" for row in near], console, say)
    far = sorted((row for row, far in zip(rows, away, strict=True) if far), key=sheets_of)
    if not far:
        return
    _heading("moved_sheet", len(far), console, say)
    for (old, new), group in groupby(far, key=sheets_of):
        clauses = ", ".join(name_pair(row) if name_pair(row) != UNNAMED else name_clause(row, "new") for row in group)
        line = say("compare.sheet_move", old=old, new=new, clauses=clauses)
        console.print(plain_text(line), soft_wrap=not _wraps(console))


def _print_list(name: str, entries: list[str], console: Console, say: Wording) -> None:
    if not entries:
        return
    _heading(name, len(entries), console, say)
    console.print(plain_text("; ".join(entries[:LISTED])), soft_wrap=not _wraps(console))
    _more(len(entries), console, say, LISTED)
