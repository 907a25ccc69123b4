"""Who the files name, and every text without them."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from pathlib import Path
from typing import Final

import pandas as pd

from drift.sources.people.book import NameBook
from drift.sources.people.columns import Column, count_small, is_known, is_text, judge_column
from drift.sources.people.contacts import POSTCODE_DIGITS, count_digits, find_contacts
from drift.sources.people.harmless import names_nobody, reaches_nobody
from drift.sources.people.line import has_humps
from drift.sources.people.looks import is_person_name
from drift.sources.people.masking import find_names
from drift.sources.people.plain import Reading, Span, read_plain
from drift.sources.people.pseudonyms import make_pseudonym, open_key
from drift.sources.people.shown import Shown, find_shown
from drift.sources.people.wrapped import is_wrapped

MASK: Final = "[…]"
PASSES: Final = 5  # what stands beside a mask may be told apart only then; each pass but the last masks something


@dataclass
class Person:
    """Someone as the files name them: for masking, and for the analyst's people.xlsx; never for an output."""

    name: str
    n: int = 0  # rows that name them
    seen_as: set[str] = field(default_factory=set)  # requester, handler, actor, person


class People:
    """Replaces persons by pseudonyms while reading, and remembers their names only to mask and to list them."""

    def __init__(self, folder: Path | None) -> None:
        self.persons: dict[str, Person] = {}  # by pseudonym
        self._folder = folder
        self._key: bytes | None = None
        self._book = NameBook()
        self._columns: list[Column] = []  # that may hold persons
        self._small: Counter[str] = Counter()  # texts that write a word small
        self._used: list[Column] = []  # that are read as something else, and shown
        self._others: set[str] = set()  # values of columns that hold no persons
        self.shown: list[Shown] = []  # those of the used ones that hold persons all the same

    def hide(self, names: pd.Series, seen_as: str = "person") -> pd.Series:
        """Return pseudonyms for a column of persons (missing stays missing)."""
        counts = names.value_counts()
        hidden = {name: self._pseudonym(str(name)) for name in counts.index}
        for name, n in counts.items():
            person = self.persons.setdefault(hidden[name], Person(" ".join(str(name).split())))
            person.n += int(n)
            person.seen_as.add(seen_as)
            self._book.add(str(name))
        return names.map(hidden)

    def know(self, names: Iterable[str]) -> None:
        """Remember names as a cell writes them whole: what follows a comma is the first name of one person."""
        for name in names:
            if name.count(",") == 1 and is_person_name(name):
                self._book.add(name)

    def consider(self, column: Column) -> None:
        """Take a column that no reader uses: a text tells words of the language, another one may hold persons."""
        if is_text(column.values):
            self._small += count_small(column.values)
        elif column.values:
            self._columns.append(column)

    def set_apart(self, column: Column) -> None:
        """Take a column that is known to hold something else: a text, or kinds of things."""
        if is_text(column.values):
            self._small += count_small(column.values)
        else:
            self._others.update(column.values)

    def doubt(self, column: Column) -> None:
        """Take a column that is read and shown as something else: in truth it may hold persons."""
        self.set_apart(column)
        if not is_text(column.values):
            self._used.append(column)

    def settle(self) -> list[Column]:
        """Remember the names in the columns that hold persons by their values, and return these; persons of no table.

        A column that is told makes names known by which another one may be. Those shown as something else are `shown`.
        """
        self._take_shown()
        told = self._take_unused(frozenset(self._others))
        if told or self.shown:
            self._take_shown()
        self._book.learn_kinds(self._others)
        return told

    def _take_shown(self) -> None:
        """Remember the persons in used columns; words that other cells write small are none."""
        seeming = [column for column in self._used if find_shown(column, self._book, self._small)]
        if not seeming:
            return
        small = self._small + count_small(self._others)
        shown = [one for column in seeming if (one := find_shown(column, self._book, small))]
        for one in shown:
            for name in one.names:
                self._book.add(name)
            self._others.difference_update(one.names)
        self.shown += shown
        self._used = [column for column in self._used if not any(column is one.column for one in shown)]

    def _take_unused(self, others: frozenset[str]) -> list[Column]:
        told: list[Column] = []
        while True:
            judged = [(column, judge_column(column, self._book, self._small, others)) for column in self._columns]
            new = [(column, one) for column, one in judged if one.persons]
            for column, one in new:
                for value in column.values:
                    self._book.add(value, surely=one.surely)
            told += [column for column, _ in new]
            self._columns = [column for column, one in judged if not one.persons]
            if not new:
                return told

    def pick_persons(self, heading: str, values: Sequence[str]) -> tuple[str, ...]:
        """Return the values of a column that are names of persons; none where it holds something else."""
        found = find_shown(Column(heading, tuple(values)), self._book, self._small)
        return found.names if found else ()

    def is_person(self, name: str) -> bool:
        """Whether a name is made of names of persons that the files name."""
        return is_known(name, self._book)

    def mask(self, text: str) -> str:
        """Return text without the persons, addresses and numbers of persons that can be recognised."""
        if reaches_nobody(text) and names_nobody(text, self._book):
            return text
        return self._mask(text, self._find_all)

    def mask_names(self, text: str) -> str:
        """Return text without the persons whose names are known.

        For ids, sheets and file names, in which a row of digits is no telephone number.
        """
        if names_nobody(text, self._book):
            return text
        return self._mask(text, self._find_names)

    def _find_all(self, reading: Reading) -> Iterator[Span]:
        return chain(find_contacts(reading, self._book.codes), self._find_names(reading))

    def _find_names(self, reading: Reading) -> Iterator[Span]:
        return chain(self._book.wide.find(reading), find_names(self._book, reading))

    def _mask(self, text: str, find: Callable[[Reading], Iterator[Span]]) -> str:
        """Return a text with a mask for what is found in it; again while what was glued together may stand free now."""
        for _ in range(PASSES):
            spans = [reading.span(*span) for reading in read_plain(text) for span in find(reading)]
            spans += [
                reading.span(*span) for reading in self._book.read_broken(text) for span in self._find_names(reading)
            ]
            if not spans:
                break
            text, before = _blot(text, spans), text
            if not _is_glued(before):
                break
        return text

    def spare(self, clauses: Iterable[str]) -> None:
        """Stop masking single words that are common ones in the contract; whole names are masked all the same.

        A team "Customer Service" among the handlers must not blot "the customer" out of every clause.
        """
        self._book.spare(clauses)

    def ease(self, texts: Iterable[str]) -> None:
        """Mask words that texts write small, as words of the language, only where they are written as names."""
        self._book.ease(texts)

    def _pseudonym(self, name: str) -> str:
        self._key = self._key or open_key(self._folder)
        return make_pseudonym(name, self._key)


def _is_glued(text: str) -> bool:
    """Whether a name may have been glued to an address, a number or another name, or a capital told nothing of it."""
    return "@" in text or has_humps(text) or is_wrapped(text) or count_digits(text) >= POSTCODE_DIGITS


def _blot(text: str, spans: list[Span]) -> str:
    kept, end = [], 0
    for start, stop in sorted(spans):
        if start >= end:
            kept += [text[end:start], MASK]
        end = max(end, stop)
    return "".join(kept) + text[end:]
