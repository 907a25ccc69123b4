"""What can go wrong, and where: codes with parameters, turned into sentences by wording."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, ClassVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


@dataclass(frozen=True, order=True)
class Address:
    """A place in a file: `acme.xlsx`, sheet `Targets`, cell `C7`; the later parts may be unknown."""

    file: str
    sheet: str | None = None
    cell: str | None = None

    def __str__(self) -> str:
        return " › ".join(part for part in (self.file, self.sheet, self.cell) if part)


@dataclass(frozen=True)
class Note:
    """Something to tell: a code of wording and what it speaks of; wording makes the sentence."""

    code: str
    values: Mapping[str, object] = field(default_factory=dict)
    at: Address | None = None


@dataclass(frozen=True)
class Problem:
    """One cell or sheet that could not be read: where, what stood there, what was expected (a code and its values)."""

    at: Address
    found: str
    expected: str
    n: int = 1  # cells of that column that this one stands for
    values: Mapping[str, object] = field(default_factory=dict)


class DriftError(Exception):
    """Base of all: a code of wording, its values and, where there is one, an Address."""

    exit_code = 1
    tell: ClassVar[Callable[[Note], str]] = repr  # until wording, which stands on this module, brings its sentences

    def __init__(self, code: str, /, at: Address | None = None, **values: object) -> None:
        super().__init__(code, at, values)
        self.note = Note(code, values, at)

    def __str__(self) -> str:
        """Return the sentence in the language of the environment: in a notebook the traceback is all that is read."""
        return DriftError.tell(self.note)

    def __reduce__(self) -> tuple[object, ...]:
        """Return how to make this anew: an error comes out of another process, of a pool, as it went in."""
        return partial(type(self), self.note.code, self.note.at, **self.note.values), ()


class UsageError(DriftError):
    """The command was given something it cannot work with: a path that is not there, a wrong drift.toml."""

    exit_code = 2


class TableError(DriftError):
    """Tables that cannot be used; `problems` has every fault of the call, each a code with its values."""

    exit_code = 2

    def __init__(self, problems: tuple[Note, ...], sentences: str) -> None:
        super().__init__("error.tables", n=len(problems), first=problems[0])
        self.problems, self._sentences = problems, sentences

    def __str__(self) -> str:
        return self._sentences  # every fault, in the language of the settings

    def __reduce__(self) -> tuple[object, ...]:
        return type(self), (self.problems, self._sentences)


class OutputError(DriftError):
    """The result cannot be written."""


class SeriesError(DriftError, ValueError):
    """A series cannot be weighed: a month twice, an infinite value, variances of other months."""


class SeriesTypeError(DriftError, TypeError):
    """What was given is no monthly series of numbers."""
