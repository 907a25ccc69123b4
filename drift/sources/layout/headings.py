"""What a heading row is taken for: a table, a tool, a column for each field, and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from drift.sources.layout.governance_kinds import kind_of, kind_told, outweighs
from drift.sources.layout.heading import Guess, Heading, Via
from drift.sources.layout.shapes import is_complete
from drift.sources.vocabulary import BESIDE, GENERIC, SUBJECTS, Word, list_words
from drift.sources.words import normalise, split_brackets

if TYPE_CHECKING:
    from drift.project import Source

MAX_HEADING_LENGTH: Final = 80  # longer than any heading in FORMATS; a clause is not a heading
FOREIGN_WEIGHT: Final = 0.9  # a heading known from another tool's list counts a little less than one of its own
SHARED_WEIGHT: Final = 0.5  # a heading that several tables have (Status, Nr) tells little about which it is
_PERSON_OR_DAY: Final = frozenset({"naam", "name", "datum", "date"})  # mean what their group heading says
_TIERS: Final[tuple[Via, ...]] = ("analyst", "tool", "generic", "foreign")


@dataclass(frozen=True)
class _Candidate:
    tier: int
    rank: int
    variant: int  # place among the names that the column goes by
    order: int  # fuller columns first, then as they stand
    column: int
    field: str
    weight: float


def match_row(
    texts: tuple[str, ...],
    row: int,
    tool: str = GENERIC,
    source: Source | None = None,
    groups: tuple[str, ...] = (),
    fullness: tuple[int, ...] = (),
    titles: tuple[str, ...] = (),
) -> Heading | None:
    """Return the table that a row of texts is the heading of, or None.

    Parameters
    ----------
    texts : the cells of the row
    row : its number in the sheet, 1 = first
    tool : whose words go first
    source : the analyst's word on table and columns, which goes before any guess
    groups : texts of the row above, where it holds group headings
    fullness : distinct values below each cell, to choose between columns with equal headings
    titles : what the sheet and the table are called
    """
    names = _name_columns(texts, groups)
    told = {normalise(title): name for name, title in source.columns.items()} if source else {}
    if sum(any(name in told or name in list_words() for name in column) for column in names) < 2:
        return None  # every table needs two columns; most rows end here
    tables = {word.table for column in names for name in column for word in list_words().get(name, ()) if word.table}
    if source and source.table:
        tables = {source.table}
    order = tuple(sorted(range(len(texts)), key=lambda i: (-fullness[i] if fullness else 0, i)))
    found = [_match(texts, names, table, tool, told, order, groups) for table in sorted(tables - {BESIDE})]
    best = max((one for one in found if one), key=lambda heading: heading.score, default=None)
    if BESIDE in tables:
        beside = _match(texts, names, BESIDE, tool, told, order, groups)
        best = _weigh(beside, best, titles, told=bool(source and source.table))
    return replace(best, row=row, n_rows=2 if groups else 1) if best else None


def _weigh(governance: Heading | None, other: Heading | None, titles: tuple[str, ...], *, told: bool) -> Heading | None:
    """Return the governance table where the columns make one of a kind and nothing else is likelier."""
    if governance is None:
        return other
    kind = kind_of(governance.columns, titles) or (kind_told(governance.columns) if told else None)
    if kind is None:
        return other
    governance = replace(governance, kind=kind)
    return governance if other is None or outweighs(governance, other, titles) else other


def _match(
    texts: tuple[str, ...],
    names: list[tuple[str, ...]],
    table: str,
    tool: str,
    told: dict[str, str],
    order: tuple[int, ...],
    groups: tuple[str, ...],
) -> Heading | None:
    candidates = sorted(
        (one for i, column in enumerate(names) for one in _candidates(i, column, table, tool, told, order.index(i))),
        key=lambda one: (one.tier, one.rank, one.variant, one.order),
    )
    chosen: dict[str, _Candidate] = {}
    for one in candidates:
        if one.field not in chosen and all(one.column != other.column for other in chosen.values()):
            chosen[one.field] = one
    titles = [" ".join((text or (groups[i] if groups else "")).split()) for i, text in enumerate(texts)]
    columns = {name: one.column for name, one in chosen.items()}
    if not is_complete(table, columns, {name: normalise(titles[i]) for name, i in columns.items()}):
        return None
    used = set(columns.values())
    return Heading(
        table,
        _tool_of(table, tool),
        0,
        columns,
        {name: titles[i] for name, i in columns.items()},
        {name: split_brackets(texts[i])[1] for name, i in columns.items()},
        tuple(title for i, title in enumerate(titles) if title and i not in used),
        sum(one.weight for one in chosen.values()),
        guesses=tuple(_explain(one, candidates, titles, used) for one in chosen.values()),
    )


def _candidates(
    i: int, names: tuple[str, ...], table: str, tool: str, told: dict[str, str], order: int
) -> list[_Candidate]:
    found = [_Candidate(0, 0, v, order, i, told[name], 2.0) for v, name in enumerate(names) if name in told]
    for variant, name in enumerate(names):
        words = list_words().get(name, ())
        others = {word.table for word in words} - {"", BESIDE}
        weight = SHARED_WEIGHT if len(others - {table}) > 0 else 1.0
        idle = any(word.tool == tool and not word.table for word in words)  # the tool's own, and of no use to us
        for word in words:
            tier = _tier(word, tool)
            if word.table == table and not (idle and tier == 3):
                own = weight * (FOREIGN_WEIGHT if tier == 3 else 1.0) - word.rank / 1000
                found.append(_Candidate(tier, word.rank, variant, order, i, word.field, own))
    return found


def _tier(word: Word, tool: str) -> int:
    if word.tool == tool and tool not in SUBJECTS:
        return 1
    return 2 if word.tool in SUBJECTS else 3


def _tool_of(table: str, tool: str) -> str:
    return "sla" if table in ("clauses", BESIDE) and tool == GENERIC else tool


def _explain(one: _Candidate, candidates: list[_Candidate], titles: list[str], used: set[int]) -> Guess:
    others = {other.column for other in candidates if other.field == one.field} - {one.column}
    alternatives = tuple((column, titles[column]) for column in sorted(others) if column not in used)
    return Guess(one.field, one.column, titles[one.column], _TIERS[one.tier], alternatives)


def _name_columns(texts: tuple[str, ...], groups: tuple[str, ...]) -> list[tuple[str, ...]]:
    """Return the names each column goes by: under a group heading that of the group counts along."""
    if not groups:
        return [_names(text) for text in texts]
    filled, above = [], ""
    for text in groups:
        above = text or above
        filled.append(above)
    return [_joined(text, own, group) for text, own, group in zip(texts, groups, filled, strict=True)]


def _joined(text: str, own: str, group: str) -> tuple[str, ...]:
    if not text:
        return _names(own)
    names = (*_names(f"{group} {text}"), *_names(f"{text} {group}"), *_names(text))
    return (*names, *_names(group)) if normalise(text) in _PERSON_OR_DAY else names


@lru_cache(maxsize=4096)  # the versions of a document repeat their headings
def _names(text: str) -> tuple[str, ...]:
    """Return a heading as compared: whole, and without what stands in brackets."""
    if not 0 < len(text) <= MAX_HEADING_LENGTH:
        return ()
    return tuple(dict.fromkeys(name for name in (normalise(text), split_brackets(text)[0]) if name))
