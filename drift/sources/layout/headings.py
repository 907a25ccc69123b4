"""What a heading row is taken for: a table, a tool, a column for each field, and why."""

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from itertools import accumulate
from typing import Final

from drift.project.settings import Source
from drift.sources.layout.governance_kinds import kind_of, kind_told, outweighs
from drift.sources.layout.heading import Guess, Heading, Via
from drift.sources.layout.journals import find_journal
from drift.sources.layout.parts import (
    Part,
    fits,
    holds_flags,
    holds_sentences,
    holds_times,
    read_parts,
    says_number,
    speaks_of_work,
)
from drift.sources.layout.shapes import is_complete, is_enough
from drift.sources.vocabulary import GENERIC, GOVERNANCE, SUBJECTS, Word, list_words
from drift.sources.words import normalise, split_brackets, split_camel

MAX_HEADING_LENGTH: Final = 80  # longer than any heading in FORMATS; a clause is not a heading
FOREIGN_WEIGHT: Final = 0.9  # a heading known from another tool's list counts a little less than one of its own
SHARED_WEIGHT: Final = 0.5  # a heading that several tables have (Status, Nr) tells little about which it is
_PERSON_OR_DAY: Final = frozenset({"naam", "name", "datum", "date"})  # mean what their group heading says
WORDS_WEIGHT: Final = 0.8  # and one that no list knows, read by its words and its cells, less than that
_TIERS: Final[tuple[Via, ...]] = ("analyst", "tool", "generic", "foreign", "words")


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
    declared: bool = False  # whether what the analyst declared needs no more than it cannot do without
    below: Callable[[int], Sequence[str]] = lambda _: ()  # column -> the first texts below its cell

    @cached_property
    def headings(self) -> list[str]:
        """Each column's heading as written, else that of its group; one that comes back stands behind its group's."""
        groups = self.groups or self.texts
        titles = [self.under_group.get(i, text or groups[i]) for i, text in enumerate(self.texts)]
        return [" ".join(title.split()) for title in titles]

    @cached_property
    def above(self) -> list[str]:
        """The group heading each column stands under; the last one to its left."""
        above: Iterator[str] = accumulate(self.groups, lambda above, text: text or above)
        return [*above]

    @cached_property
    def under_group(self) -> dict[int, str]:
        """The headings that come back (Datum, Datum), each behind that of its group: Melding Datum, Gereed Datum."""
        counts = Counter(map(normalise, filter(None, self.texts)))
        pairs = zip(self.texts, self.above, strict=False)  # none where there are no groups
        return {i: f"{group} {text}" for i, (text, group) in enumerate(pairs) if group and counts[normalise(text)] > 1}

    @cached_property
    def names(self) -> list[tuple[str, ...]]:
        """The names each column goes by: under a group heading that of the group counts along."""
        if not self.groups:
            return [_names(text) for text in self.texts]
        names = [_joined(*texts) for texts in zip(self.texts, self.groups, self.above, strict=True)]
        dated = {self.above[i] for i in self.group_parts}  # what these groups are called is said of their moments
        names = [
            tuple(name for name in own if group not in dated or name not in _names(group))
            for own, group in zip(names, self.above, strict=True)
        ]
        for i, part in self.group_parts.items():  # then the heading alone says nothing
            names[i] = () if part.is_time else _names(self.under_group[i])
        return names

    @cached_property
    def parts(self) -> dict[int, Part]:
        """What the words of headings that no list knows say, where the cells below are that."""
        texts = [self.under_group.get(i, text) for i, text in enumerate(self.texts)]
        may = {i: text for i, text in enumerate(texts) if 0 < len(text) <= MAX_HEADING_LENGTH}
        may = {i: text for i, text in may.items() if not text[0].isdigit()}  # a date or an amount is no heading
        said = {i: read_parts(text) for i, text in may.items()}
        work = any(said.values()) and any(map(speaks_of_work, may.values()))
        parts = {
            i: part
            for i, part in said.items()
            if part and (work or not part.loose) and not self._is_known(i) and fits(part.field, self.below(i))
        }
        return parts | self.group_parts

    @cached_property
    def group_parts(self) -> dict[int, Part]:
        """What headings that come back say with that of their group; times of day beside dates are their times."""
        said = {i: part for i, text in self.under_group.items() if (part := read_parts(text))}
        dated = {i: part for i, part in said.items() if fits(part.field, self.below(i))}
        fields = {part.field for part in dated.values()}
        timed = (i for i, part in said.items() if part.field in fields and holds_times(self.below(i)))
        return dated | {i: said[i].as_time() for i in timed}

    @cached_property
    def journal(self) -> dict[int, str]:
        """Column -> field of notes on tickets, where the cells below are that; no such table otherwise."""
        return find_journal([text if len(text) <= MAX_HEADING_LENGTH else "" for text in self.texts], self.below)

    @cached_property
    def numbered(self) -> set[int]:
        """The columns that no list knows and whose heading says that they number the rows, where they do."""
        return {
            i
            for i, text in enumerate(self.texts)
            if 0 < len(text) <= MAX_HEADING_LENGTH and says_number(text) and fits("clause_id", self.below(i))
        }

    def belies(self, name: str, i: int) -> bool:
        """Whether the cells of a column say that its heading does not mean what it is called.

        One that is called the number of a ticket holds sentences or names (TOPdesk: naam), or one that is called a
        moment (Afgemeld, beside Datum afgemeld) only says whether it was.
        """
        if name == "incident_id":
            return holds_sentences(self.below(i))
        return name.endswith("_at") and holds_flags(self.below(i))

    def _is_known(self, i: int) -> bool:
        return any(word.table in ("incidents", "") for name in self.names[i] for word in list_words().get(name, ()))

    @cached_property
    def order(self) -> list[int]:
        """The place of each column: fuller ones first, then as they stand."""
        places = sorted(range(len(self.texts)), key=lambda i: (-self.fullness[i] if self.fullness else 0, i))
        return [places.index(i) for i in range(len(places))]


def match_row(row: Row, tool: str = GENERIC, source: Source | None = None) -> Heading | None:
    """Return the table that a row is the heading of, or None; the analyst's word goes first, then those of the tool.

    A row with a heading that the analyst mapped needs only what the table he declared cannot do without.
    """
    own = map_headings(source)
    mapped = any(name in own for column in row.names for name in column)
    known = sum(any(name in own or name in list_words() for name in column) for column in row.names)
    if known < 2 and not mapped and not (sum(map(bool, row.texts)) > 1 and row.parts):
        return None  # every table needs two columns; most rows end here
    told = source.table if source else None
    tables = {told} if told else _tables_of(row)
    loose = told is not None and (mapped or row.declared)
    matches = (_match(row, table, tool, own, loose=loose) for table in sorted(tables - {GOVERNANCE}))
    best = max(filter(None, matches), key=lambda heading: heading.score, default=None)
    if GOVERNANCE in tables:
        best = _weigh(_match(row, GOVERNANCE, tool, own), best, row.titles, named=told is not None)
    return replace(best, row=row.number, n_rows=2 if row.groups else 1) if best else None


def map_headings(source: Source | None) -> dict[str, str]:
    """Return normalised heading -> field, as drift.toml maps them."""
    return {normalise(title): name for name, title in source.columns.items()} if source else {}


def _tables_of(row: Row) -> set[str]:
    names = {name for column in row.names for name in column}
    tables = {word.table for name in names for word in list_words().get(name, ())} - {""}
    if row.journal:
        return {*tables, "events"} - {"clauses", "incidents"}
    return tables | {"incidents"} if row.parts else tables


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


def _match(row: Row, table: str, tool: str, own: Mapping[str, str], *, loose: bool = False) -> Heading | None:
    """Return the row as the heading of one table; own: the analyst's heading -> field; loose: he declared it."""
    candidates, fields = _assign(row, table, tool, own)
    titles = row.headings
    columns = {name: one.column for name, one in fields.items()}
    names = {name: normalise(titles[i]) for name, i in columns.items()}
    if not (is_enough(table, columns) if loose else is_complete(table, columns, names)):
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
        mapped=frozenset(name for name in own if any(name in column for column in row.names)),
        score=sum(one.weight for one in fields.values()),
        guesses=tuple(_explain(one, candidates, titles, used) for one in fields.values()),
    )


def _assign(row: Row, table: str, tool: str, own: Mapping[str, str]) -> tuple[list[_Candidate], dict[str, _Candidate]]:
    """Return all that the columns of a row may be, the likeliest first, and the column chosen for each field."""
    candidates = sorted(
        (one for i in range(len(row.names)) for one in _candidates(row, i, table, tool, own)),
        key=lambda one: (one.tier, one.rank, one.variant, one.order),
    )
    fields: dict[str, _Candidate] = {}
    for one in candidates:
        if one.field not in fields and all(one.column != other.column for other in fields.values()):
            fields[one.field] = one
    return candidates, fields


def find_fields(row: Row, table: str) -> dict[str, int]:
    """Return field -> column of the headings that are known for a table, whether they make one or not."""
    return {name: one.column for name, one in _assign(row, table, GENERIC, {})[1].items()}


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
            if word.table == table and not (idle and tier == 3) and not row.belies(word.field, i):
                score = weight * (FOREIGN_WEIGHT if tier == 3 else 1.0) - word.rank / 1000
                candidates.append(_Candidate(tier, word.rank, variant, order, i, word.field, score))
    if table == "incidents" and (part := row.parts.get(i)):
        candidates.append(_Candidate(_TIERS.index("words"), 0, 0, order, i, part.field, WORDS_WEIGHT))
    if table == "events" and i in row.journal:
        candidates.append(_Candidate(_TIERS.index("words"), 0, 0, order, i, row.journal[i], WORDS_WEIGHT))
    if table == "clauses" and i in row.numbered:
        candidates.append(_Candidate(_TIERS.index("words"), 0, 0, order, i, "clause_id", WORDS_WEIGHT))
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
    """Return a heading as compared: whole, without what stands in brackets, and ShortDescription as two words."""
    if not 0 < len(text) <= MAX_HEADING_LENGTH:
        return ()
    return tuple(dict.fromkeys(filter(None, (normalise(text), split_brackets(text)[0], normalise(split_camel(text))))))
