"""Two versions on one screen."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, Final

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from drift.cli.output import open_console
from drift.compare.versions import STEPS, Compared
from drift.compare.words import UNNAMED, name_group, write_target
from drift.contract.lineage.changes import ADDED, DROPPED, MERGED, MOVED, REWORDED, SPLIT
from drift.contract.lineage.redline import mark_changes, write_plain
from drift.tables.plain import to_rows
from drift.wording import Wording
from drift.wording.case import capitalise
from drift.wording.shorten import shorten_end

SHOWN: Final = 12  # entries of one part; the rest is counted, the workbook and --json have them all
LISTED: Final = 4 * SHOWN  # entries of a list on one line
LABEL_SHOWN: Final = 40  # characters of a clause without a number
TEXT_SHOWN: Final = 120  # characters of a clause that came or went
STYLES: Final = {"deleted": "not bold strike red", "added": "bold blue", "kept": "not bold"}


def print_comparison(compared: Compared, say: Wording) -> None:
    """Print targets, growth, redline, moved clauses, and the rest by number."""
    console, clauses = open_console(), compared.clauses
    by_change = {change: to_rows(clauses[clauses["change"].eq(change)]) for change in (REWORDED, MOVED, ADDED, DROPPED)}
    console.print(Text(f"{compared.old} → {compared.new}", style="bold"), soft_wrap=True)
    console.print(Text(_write_counts(compared.counts, say)), soft_wrap=True)
    _print_targets(compared, console, say)
    _print_growth(compared, console, say)
    _print_rows(REWORDED, by_change[REWORDED], partial(_write_redline, plain=not console.is_terminal), console, say)
    _print_list(MOVED, [f"{_label(row, 'old')} → {_label(row, 'new')}" for row in by_change[MOVED]], console, say)
    for change, side in ((SPLIT, "old"), (MERGED, "new")):
        _print_list(change, _group(clauses, change, side), console, say)
    for change, side in ((ADDED, "new"), (DROPPED, "old")):
        _print_rows(change, by_change[change], partial(_write_text, side=side), console, say)


def _id(number: Any) -> str:
    return number if isinstance(number, str) and number else UNNAMED


def _write_counts(counts: Mapping[str, int], say: Wording) -> str:
    return ", ".join(f"{say(f'compare.{change}')} {say.number(n)}" for change, n in counts.items() if n)


def _group(clauses: Any, change: str, side: str) -> list[str]:
    """Return `4.3 → 5.3 + 5.4` for each split, `4.4 + 4.5 → 5.5` for each merge, parts that kept their words too."""
    whole = clauses.loc[clauses["change"].eq(change), [f"{side}_sheet", f"{side}_row"]].drop_duplicates()
    families = clauses.merge(whole, on=list(whole.columns)).groupby(list(whole.columns), sort=False)
    return [
        " → ".join(" + ".join(dict.fromkeys(_label(row, end) for row in to_rows(family))) for end in ("old", "new"))
        for _, family in families
    ]


def _numbers(row: dict[str, Any]) -> str:
    """Return the number of a clause, or both where it has another one now; one where it came or went."""
    numbers = [number for number in (row["old_id"], row["new_id"]) if isinstance(number, str) and number]
    return " → ".join(dict.fromkeys(numbers)) or UNNAMED


def _label(row: dict[str, Any], side: str) -> str:
    """Return the number of a clause, or its first words where it has none."""
    number, text = row[f"{side}_id"], " ".join(str(row[f"{side}_text"]).split())
    if isinstance(number, str) and number:
        return number
    return f"“{shorten_end(text, LABEL_SHOWN)}”"


def _heading(name: str, n: int, console: Console, say: Wording) -> None:
    console.print()
    console.print(Text(f"{capitalise(say(f'compare.{name}'))} ({say.number(n)})", style="bold"))


def _more(n: int, console: Console, say: Wording, shown: int = SHOWN) -> None:
    if n > shown:
        console.print(Text(say("compare.more", n=n - shown)))


def _print_targets(compared: Compared, console: Console, say: Wording) -> None:
    _heading("targets", len(compared.targets), console, say)
    if compared.targets.empty:
        console.print(Text(say("compare.no_targets")))
        return
    counts = compared.targets["change"].value_counts()
    console.print(Text(_write_counts({step: int(counts.get(step, 0)) for step in STEPS}, say)))
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    for name in ("change", "clause", "column_old", "column_new", "column_quote"):
        table.add_column(say(f"compare.{name}"), overflow="fold")
    for row in to_rows(compared.targets)[:SHOWN]:
        quote = row["new_quote"] if isinstance(row["new_quote"], str) else row["old_quote"]
        targets = (write_target(row, side, say) for side in ("old", "new"))
        table.add_row(*map(Text, (say(f"compare.{row['change']}"), _numbers(row), *targets, str(quote))))
    console.print(table)
    _more(len(compared.targets), console, say)


def _print_growth(compared: Compared, console: Console, say: Wording) -> None:
    table = Table(box=box.SIMPLE_HEAD, pad_edge=False)
    table.add_column(say("compare.growth"))
    for name in ("column_old", "column_new", "difference"):
        table.add_column(say(f"compare.{name}"), justify="right")
    for row in to_rows(compared.growth):
        name = name_group(row["measure"], row["of"], say)
        change = int(row["new"]) - int(row["old"])
        sign = "+" if change > 0 else ""
        table.add_row(*map(Text, (name, say.number(row["old"]), say.number(row["new"]), sign + say.number(change))))
    console.print(table)


def _print_list(name: str, entries: list[str], console: Console, say: Wording) -> None:
    if not entries:
        return
    _heading(name, len(entries), console, say)
    console.print(Text("; ".join(entries[:LISTED])), soft_wrap=True)
    _more(len(entries), console, say, LISTED)


def _print_rows(
    name: str, rows: list[dict[str, Any]], write: Callable[[dict[str, Any]], Text], console: Console, say: Wording
) -> None:
    """Print the first rows of a part, a line each."""
    if not rows:
        return
    _heading(name, len(rows), console, say)
    for row in rows[:SHOWN]:
        console.print(write(row), soft_wrap=not console.is_terminal)
    _more(len(rows), console, say)


def _write_redline(row: dict[str, Any], *, plain: bool) -> Text:
    runs = mark_changes(row["old_text"], row["new_text"])
    line = Text(f"{_numbers(row)}  ", style="bold")
    if plain:
        return line.append(write_plain(runs), style="not bold")
    for kind, text in runs:
        line.append(text, style=STYLES[kind])
    return line


def _write_text(row: dict[str, Any], side: str) -> Text:
    """Return a clause with the beginning of its text."""
    line = Text(f"{_id(row[f'{side}_id'])}  ", style="bold")
    return line.append(shorten_end(" ".join(str(row[f"{side}_text"]).split()), TEXT_SHOWN), style="not bold")
