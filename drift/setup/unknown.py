"""What drift init proposes for sheets that were not recognised: a [[source]] behind #, by what their columns hold."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from drift.setup.guarded import Guarded
from drift.setup.toml_text import one_line, quote, wildcard
from drift.sources.layout.find import NOTHING
from drift.sources.layout.unread.guessing import ColumnGuess
from drift.sources.layout.unread.telling import list_headings
from drift.sources.layout.unread.unknown import Unknown
from drift.sources.readings import Readings


def propose_unknown(readings: Readings, say: Guarded) -> list[list[str]]:
    """Return a block of comment lines for the unrecognised sheets of files named alike that have the same headings.

    Without its first # every line is one of drift.toml, or still a comment.
    """
    n_sheets = Counter({account.file: len(account.sheets) for account in readings.accounts})
    groups: dict[tuple[str, str | None, tuple[str, ...]], list[tuple[str, Unknown]]] = {}
    for file, sheet in readings.unknown:
        name = sheet.sheet if n_sheets[file] > 1 else None
        groups.setdefault((wildcard(file), name, sheet.headings), []).append((file, sheet))
    blocks = [(key[0], _propose(group[0][1], key[0], key[1], len(group), say)) for key, group in groups.items()]
    files = {file for file, sheet in readings.unknown if sheet.kind != "norms" and n_sheets[file] > 1}
    beside = beside_others(readings, files)
    return [
        [*block, *(f"# {line}" for (own, name) in beside if own == pattern for line in name_sheet(own, name, say))]
        for pattern, block in blocks
    ]


def beside_others(readings: Readings, files: Collection[str]) -> dict[tuple[str, str], list[str]]:
    """Return the sheets of clauses and persons in some files, as (pattern, sheet) -> files.

    They have no [[source]] of their own, and where one speaks of another sheet of their file they would be left out.
    """
    sheets: dict[tuple[str, str], list[str]] = {}
    for file, sheet, heading in readings.recognised:
        if file in files and heading.table in ("clauses", "people"):
            sheets.setdefault((wildcard(file), sheet), []).append(file)
    return sheets


def name_sheet(pattern: str, sheet: str, say: Guarded) -> list[str]:
    """Return the [[source]] that says of a sheet only that it is to be read."""
    return [
        "[[source]]",
        f"files = {say.quote_pattern(pattern)}",
        f"sheet = {say.quote_pattern(sheet)}  # {say('proposal.beside')}",
    ]


def tell_unknown(readings: Readings, say: Guarded) -> list[str]:
    """Return a line for every sheet of which nothing was recognised."""
    looks = {(file, sheet.sheet): sheet for file, sheet in readings.unknown}
    lines = []
    for account in readings.accounts:
        for sheet in account.sheets:
            if sheet.table is None and account.status == "read":
                unknown = looks.get((account.file, sheet.sheet))
                values = {"file": account.file, "sheet": sheet.sheet, "rows": sheet.read}
                if unknown:
                    headings = list_headings(unknown.headings)
                    lines.append(say(f"init.unknown_{unknown.kind}", headings=headings, **values))
                else:
                    lines.append(say("init.no_table", **values))
    return lines


def is_written(block: list[str], text: str) -> bool:
    """Whether a block stands in drift.toml already, behind # or not: its files, and its sheet where it names one."""
    lines = {line.lstrip("# ").split("  #")[0].strip() for line in text.splitlines()}
    named = (line.lstrip("# ").split("  #")[0].strip() for line in block)
    return {line for line in named if line.startswith(("files = ", "sheet = "))} <= lines


def _propose(sheet: Unknown, pattern: str, name: str | None, n_files: int, say: Guarded) -> list[str]:
    headings = one_line(list_headings(sheet.headings))
    norms = sheet.kind == "norms"
    table = NOTHING if norms else sheet.kind
    lines = [
        f"# {say('proposal.norms', headings=headings) if norms else say('proposal.unknown', headings=headings)}",
        "[[source]]",
        f"files = {say.quote_pattern(pattern)}  # {say('proposal.files', n=n_files)}",
        *([f"sheet = {say.quote_pattern(name)}"] if name is not None else []),
        f"table = {quote(table)}  # {say(f'proposal.table_{table}', rows=sheet.n_rows)}",
    ]
    if sheet.columns:
        lines += [f"heading_row = {sheet.row}", "[source.columns]", *(_column(guess, say) for guess in sheet.columns)]
    return [f"# {line}" for line in lines]


def _column(guess: ColumnGuess, say: Guarded) -> str:
    why = one_line(say.tell(guess.evidence))
    return f"{guess.field} = {say.quote(guess.heading, 'heading')}  # {why}"
