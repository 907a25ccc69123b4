"""What a heading row is taken for: a table, a tool, a column for each field, and why."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Final

from drift.project.settings import Source
from drift.sources.layout.governance_kinds import kind_of, kind_told, outweighs
from drift.sources.layout.heading import Guess, Heading, Via
from drift.sources.layout.shapes import is_complete
from drift.sources.vocabulary import GENERIC, GOVERNANCE, SUBJECTS, Word, list_words
from drift.sources.words import normalise, split_brackets

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


@dataclass(frozen=True)
class Row:
    """A row that may be a heading, with what stands around it."""

    number: int  # in the sheet, 1 = first
    texts: tuple[str, ...]
    groups: tuple[str, ...] = ()  # texts of the row above, where it holds group headings
    fullness: tuple[int, ...] = ()  # distinct values below each cell, to choose between columns with equal headings
    titles: tuple[str, ...] = ()  # what the sheet and the table are called

    @cached_property
    def headings(self) -> list[str]:
        """Each column's heading as written, else that of its group."""
        groups = self.groups or self.texts
        return [" ".join((text or group).split()) for text, group in zip(self.texts, groups, strict=True)]

    @cached_property
    def names(self) -> list[tuple[str, ...]]:
        """The names each column goes by: under a group heading that of the group counts along."""
        if not self.groups:
            return [_names(text) for text in self.texts]
        above: Iterator[str] = accumulate(self.groups, lambda above, text: text or above)
        return [_joined(*texts) for texts in zip(self.texts, self.groups, above, strict=True)]

    @cached_property
    def order(self) -> list[int]:
        """The place of each column: fuller ones first, then as they stand."""
        places = sorted(range(len(self.texts)), key=lambda i: (-self.fullness[i] if self.fullness else 0, i))
        return [places.index(i) for i in range(len(places))]


def match_row(row: Row, tool: str = GENERIC, source: Source | None = None) -> Heading | None:
    """Return the table that a row is the heading of, or None; the analyst's word goes first, then those of the tool."""
    own = {normalise(title): name for name, title in source.columns.items()} if source else {}
    if sum(any(name in own or name in list_words() for name in column) for column in row.names) < 2:
        return None  # every table needs two columns; most rows end here
    told = source.table if source else None
    tables = {told} if told else _tables_of(row)
    matches = (_match(row, table, tool, own) for table in sorted(tables - {GOVERNANCE}))
    best = max(filter(None, matches), key=lambda heading: heading.score, default=None)
    if GOVERNANCE in tables:
        best = _weigh(_match(row, GOVERNANCE, tool, own), best, row.titles, named=told is not None)
    return replace(best, row=row.number, n_rows=2 if row.groups else 1) if best else None


def _tables_of(row: Row) -> set[str]:
    names = {name for column in row.names for name in column}
    return {word.table for name in names for word in list_words().get(name, ())} - {""}


def _weigh(
    governance: Heading | None, other: Heading | None, titles: tuple[str, ...], *, named: bool
) -> Heading | None:
    """Return the governance table where the columns make one of a kind and nothing else is likelier."""
    if governance is None:
        return other
    kind = kind_of(governance.columns, titles) or (kind_told(governance.columns) if named else None)
    if kind is None:
        return other
    governance = replace(governance, kind=kind)
    return governance if other is None or outweighs(governance, other, titles) else other


def _match(row: Row, table: str, tool: str, own: Mapping[str, str]) -> Heading | None:
    """Return the row as the heading of one table; own: the analyst's heading -> field."""
    candidates = sorted(
        (one for i in range(len(row.names)) for one in _candidates(row, i, table, tool, own)),
        key=lambda one: (one.tier, one.rank, one.variant, one.order),
    )
    fields: dict[str, _Candidate] = {}
    for one in candidates:
        if one.field not in fields and all(one.column != other.column for other in fields.values()):
            fields[one.field] = one
    titles = row.headings
    columns = {name: one.column for name, one in fields.items()}
    if not is_complete(table, columns, {name: normalise(titles[i]) for name, i in columns.items()}):
        return None
    used = set(columns.values())
    return Heading(
        table,
        "sla" if table in ("clauses", GOVERNANCE) and tool == GENERIC else tool,
        0,
        columns,
        {name: titles[i] for name, i in columns.items()},
        {name: split_brackets(row.texts[i])[1] for name, i in columns.items()},
        tuple(title for i, title in enumerate(titles) if title and i not in used),
        sum(one.weight for one in fields.values()),
        guesses=tuple(_explain(one, candidates, titles, used) for one in fields.values()),
    )


def _candidates(row: Row, i: int, table: str, tool: str, own: Mapping[str, str]) -> list[_Candidate]:
    names, order = row.names[i], row.order[i]
    candidates = [_Candidate(0, 0, v, order, i, own[name], 2.0) for v, name in enumerate(names) if name in own]
    for variant, name in enumerate(names):
        words = list_words().get(name, ())
        others = {word.table for word in words} - {"", GOVERNANCE}
        weight = SHARED_WEIGHT if len(others - {table}) > 0 else 1.0
        idle = any(word.tool == tool and not word.table for word in words)  # the tool's own, and of no use to us
        for word in words:
            tier = _tier(word, tool)
            if word.table == table and not (idle and tier == 3):
                score = weight * (FOREIGN_WEIGHT if tier == 3 else 1.0) - word.rank / 1000
                candidates.append(_Candidate(tier, word.rank, variant, order, i, word.field, score))
    return candidates


def _tier(word: Word, tool: str) -> int:
    if word.tool == tool and tool not in SUBJECTS:
        return 1
    return 2 if word.tool in SUBJECTS else 3


def _explain(one: _Candidate, candidates: list[_Candidate], titles: list[str], used: set[int]) -> Guess:
    others = {other.column for other in candidates if other.field == one.field} - {one.column}
    alternatives = tuple((column, titles[column]) for column in sorted(others) if column not in used)
    return Guess(one.field, one.column, titles[one.column], _TIERS[one.tier], alternatives)


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
