"""Texts whose bytes were read two by two, or as letters of a mainframe: 䡡湳⁍… for Hans M…, ÈaÕ¢ for Hans."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import partial
from string import ascii_letters
from typing import Final

from drift.sources.people.wrapped import Signs

MOSTLY: Final = 0.7  # of the signs that stand for letters of ASCII: in a text of another script by chance half do
FEWEST: Final = 3  # signs
_ORDERS: Final = ("utf-16-le", "utf-16-be")
_MAINFRAME: Final = "cp037"  # its letters of ASCII are those of all others
_LETTERS: Final = frozenset(f"{ascii_letters} ")
_READ_AS: Final = ("cp1252", "latin-1")
Mean = Callable[[str], str]


def read_widths(found: Signs) -> Iterator[Signs]:
    """Yield what a text says if its bytes were meant otherwise, where most of it is letters of ASCII then."""
    odd = [sign for sign in found.signs if not sign.isascii()]
    if len(odd) < FEWEST:
        return
    if max(odd) >= "\u0100":
        yield from _read(found, odd, _MEANT_WIDE)
    if 2 * len(odd) >= len(found.signs):
        yield from _read(found, odd, _MEANT_NARROW)


def _read(found: Signs, odd: Sequence[str], ways: Iterable[Mean]) -> Iterator[Signs]:
    for mean in ways:
        said = "".join(map(mean, odd))
        if sum(sign in _LETTERS for sign in said) >= MOSTLY * len(said):
            parts = [*map(mean, found.signs)]
            starts = [start for start, part in zip(found.starts, parts, strict=False) for _ in part]
            yield Signs(found.text, "".join(parts), [*starts, found.starts[-1]])


def _part(order: str, sign: str) -> str:
    """Return the two letters whose bytes were read as one sign."""
    return sign.encode(order, "surrogatepass").decode("latin-1")


def _swap(sign: str) -> str:
    """Return a sign whose bytes stand in the other order."""
    return sign.encode("utf-16-le", "surrogatepass").decode("utf-16-be", "replace")


def _translate(read: str, sign: str) -> str:
    """Return the letter of a mainframe whose byte was read as a sign; of those that no sign stands for a is one."""
    if sign == "\ufffd":
        return "a"
    return (sign.encode(read, "ignore") or sign.encode("latin-1", "replace")).decode(_MAINFRAME)


_MEANT_WIDE: Final[tuple[Mean, ...]] = (*(partial(_part, order) for order in _ORDERS), _swap)
_MEANT_NARROW: Final[tuple[Mean, ...]] = tuple(partial(_translate, read) for read in _READ_AS)
