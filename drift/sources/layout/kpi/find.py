"""Which sheets are KPI reports, never a contract: a norm, and a result or a period that repeats."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice, takewhile
from typing import Final

from drift.sources.layout.kpi.block import Block, Rows
from drift.sources.layout.kpi.long import match_long
from drift.sources.layout.kpi.turned import match_turned
from drift.sources.layout.kpi.wide import match_wide
from drift.sources.layout.kpi.words import HEADING_LENGTH, VALUES, Head, read_heads, role_of, words_of
from drift.sources.words import normalise
from drift.terms import HEADING_ROWS

SAMPLE: Final = 400  # rows that tell what a column holds
TITLE: Final = 6  # cells of a line above a table (Customer: Noord, Month: March, Year: 2022); more are rows of another
TITLES: Final = 8  # lines above a table that may tell what it is about
TITLE_LENGTH: Final = 200
_COMPOUND: Final = re.compile(r"(?:rapportage|rapport|bericht)\b")  # maandrapport, Monatsbericht
TABULAR: Final = frozenset({"indicator", "label", "period", "year", *VALUES})


def find_blocks(rows: Rows, sheet: str, stem: str, stops: Sequence[int] = ()) -> list[Block]:
    """Return the tables of a KPI report in a sheet of a file of this name; none where it is none.

    stops: rows, 1 = first, in which another table may begin: no table of a report runs on into them.
    """
    blocks: list[Block] = []
    filled = [sum(map(bool, row)) for row in rows]
    tops = [i for i in range(len(rows)) if _may_be_heading(rows, filled, i)]
    for i in tops:
        if blocks and not _begins_again(rows, filled, i, blocks[-1]):
            continue
        end = min((stop - 1 for stop in stops if stop > i + 1), default=len(rows))
        block = _match(rows[:end], filled, i, (sheet, stem))
        if block is None:
            continue
        if blocks:
            last = min(blocks[-1].last, _end_before(filled, i, block.n_heads))
            blocks[-1] = replace(blocks[-1], last=last)
        blocks.append(block)
    return blocks


def _may_be_heading(rows: Rows, filled: Sequence[int], i: int) -> bool:
    """Whether a row stands where headings stand, and holds headings alone: no number but in the name of a period."""
    if filled[i] < 2 or (i >= HEADING_ROWS and min(filled[max(0, i - 2) : i]) > 1):
        return False
    heads = read_heads(rows[i])
    n_roles = sum(head.role in TABULAR for head in heads)
    return n_roles + sum(head.period is not None and not head.role for head in heads) >= 2


def _begins_again(rows: Rows, filled: Sequence[int], i: int, block: Block) -> bool:
    """Whether a further heading follows a blank row or a title, or repeats the heading of the block above it."""
    return min(filled[max(0, i - 2) : i]) <= 1 or list(rows[i]) == list(rows[block.top - 1])


def _end_before(filled: Sequence[int], i: int, n_heads: int) -> int:
    """Return the last row of what stands above a heading; the titles of the next table are its own."""
    end = i - n_heads + 1
    while end > 0 and filled[end - 1] <= 1 and end > i - n_heads - 2:
        end -= 1
    return end


def _match(rows: Rows, filled: Sequence[int], i: int, names: tuple[str, str]) -> Block | None:
    """Return the table that begins with the heading in row i (0 = first), of one row or of two."""
    above = (
        rows[i - 1] if i and filled[i - 1] > 1 and not _are_labelled(rows[i - 1]) else ()
    )  # one text alone is a title
    body = _sample(rows, filled, i)
    for groups in (above, ()):
        if groups and all(head == Head() for head in read_heads(groups)):
            continue
        heads = read_heads(rows[i], groups)
        n_heads = 2 if groups else 1
        titles = (*_titles(rows, filled, i - n_heads), names[0])
        called = is_called_report(names)
        block = Block(i + 1, n_heads, len(rows), titles=titles, heads=tuple(rows[i]), stem=names[1], called=called)
        found = match_wide(block, heads, body) or match_long(block, heads, body) or match_turned(block, heads, body)
        if found:
            return found
    return None


def _are_labelled(row: Sequence[str]) -> bool:
    """Whether each cell of a line names what it tells (Month: March, Year: 2022): a title, and no heading."""
    return all(":" in text.strip(" :") for text in row if text)


def _sample(rows: Rows, filled: Sequence[int], i: int) -> Rows:
    """Return the rows of a table below its heading, up to a second blank row, SAMPLE at most."""
    below = takewhile(lambda n: filled[n] or (n + 1 < len(rows) and filled[n + 1] > 1), range(i + 1, len(rows)))
    return list(islice((rows[n] for n in below if filled[n] > 1), SAMPLE))


def _titles(rows: Rows, filled: Sequence[int], i: int) -> list[str]:
    """Return the lines above a heading, the nearest first: each as one text."""
    lines = [" ".join(filter(None, rows[n])) for n in range(i, max(-1, i - HEADING_ROWS), -1) if 0 < filled[n] <= TITLE]
    return [line for line in lines[:TITLES] if len(line) <= TITLE_LENGTH]


def is_called_report(titles: Iterable[str]) -> bool:
    """Whether a file or a sheet bears the name of a report: SLA-rapportage, KPI, Scorecard."""
    names = [_COMPOUND.sub(r" \g<0>", normalise(title)).split() for title in titles]
    return not all(words_of("titles", "words").isdisjoint(name) for name in names)


def speaks_of_results(rows: Rows) -> bool:
    """Whether the labels of a sheet name both norms and results, though no table of it can be read."""
    labels = (text.rstrip(":") for row in rows[:SAMPLE] for text in row if 0 < len(text) <= HEADING_LENGTH)
    return {"norm", "result"} <= set(map(role_of, labels))
