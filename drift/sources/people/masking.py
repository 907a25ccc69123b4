"""Where names stand in a text: a word that is somebody's, with what stands beside it of the same name."""

from collections.abc import Iterator
from typing import Final

from drift.sources.people.book import LONG, NameBook
from drift.sources.people.forms import MOST_INITIALS
from drift.sources.people.line import Line, has_humps
from drift.sources.people.plain import WORD, Reading, Span
from drift.sources.people.usage import begins_sentence, is_used_as_word
from drift.sources.people.words import is_doubted, names_of

_IN_LOGIN: Final = frozenset({".", "_", "-"})
_MOST_PARTICLES: Final = 3  # van de(r) 't
_VOWELS: Final = frozenset("aeiouy")  # letters that are words, in nl and en

_NOTHING: Final[frozenset[str]] = frozenset()


def find_names(book: NameBook, reading: Reading) -> Iterator[Span]:
    """Yield where names stand in the plain text."""
    words = WORD.findall(reading.plain)
    cuts = has_humps(reading.text) or any(book.find_cuts(word) for word in words if len(word) > LONG)
    if not cuts and book.heads.isdisjoint(words):
        return
    line, i, free = Line(reading, book, cuts=cuts), 0, 0
    while i < len(line.words):
        span = _find_at(book, line, i, free) if line.words[i] in book.heads else None
        if span:
            yield line.starts[span[0]], line.ends[span[1] - 1]
            free = span[1]
        i = span[1] if span else i + 1


def _find_at(book: NameBook, line: Line, i: int, free: int) -> Span | None:
    """Return the words of the name that has a certain word in it, first and one past the last; None: it is no name.

    free: the first word that is in no name yet.
    """
    is_case = book.is_case(line.words[i])
    if is_case and not _is_capital(line, i):
        return None
    base = book.base(line.words[i], beside=is_case and line.words[i] not in book.cases)
    alone = _stands_alone(book, line, i, base)
    end, is_whole = _grow_right(book, line, i, base, alone=alone)
    start, has_initial = _grow_left(book, line, i, base, (free, alone))
    if is_whole or has_initial or alone or _is_written_as_name(book, line, i, base):
        return start, end
    return None


def _stands_alone(book: NameBook, line: Line, i: int, base: str) -> bool:
    """Whether a word is a name wherever it stands."""
    word = line.words[i]
    if line.written(i) in book.exact:
        return True
    if book.is_case(word) and word not in book.cases:
        return False
    if base not in book.singles and base not in book.beside and base not in book.joined:
        return False
    if word in book.common or base in book.common or base in book.doubted or (word != base and is_doubted(word)):
        return False
    return not line.is_in_date(i) and not is_used_as_word(book, line, i, base)


def _is_written_as_name(book: NameBook, line: Line, i: int, base: str) -> bool:
    """Whether a word of the language that is somebody's name too is written as a name: a capital within a sentence.

    `Incident after change` is no name, `seen by Change` may be one.
    """
    written = line.written(i)
    if base not in book.doubted | book.maybe or not (written[:1].isupper() and written[1:].islower()):
        return False
    if line.words[i] != base or base in book.common or line.is_in_date(i):
        return False
    return not (begins_sentence(line, i) or line.is_title or is_used_as_word(book, line, i, base))


def _grow_right(book: NameBook, line: Line, i: int, base: str, *, alone: bool) -> tuple[int, bool]:
    """Return one past the last word of the name that begins with a word, and whether more than particles follow it."""
    end, word, is_whole, before, is_capital = i + 1, base, False, _NOTHING, _is_capital(line, i)
    while True:
        j = _skip_particles(line, end)
        mate = _find_mate(book, line, word, j)
        if mate:
            before |= book.before.get(word, _NOTHING)
            end, word, is_whole = j + 1, mate, True
        elif (alone or is_capital) and (k := _find_initial(book, line, word, (end, j))):
            before |= book.before.get(word, _NOTHING)
            end, is_whole = k + 1, True
        else:
            break
    while is_whole and line.joins(end) and line.words[end] in before and line.gap(end).strip(".").isspace():
        end += 1  # Vries, Jan de; Rhijn, Th. van
    return end, is_whole


def _find_initial(book: NameBook, line: Line, word: str, places: tuple[int, int]) -> int | None:
    """Return where an initial of a name stands behind a word of it: right there, or behind particles, Jan de V."""
    for i in places:
        if line.joins(i) and _is_initial(book, line, i, word, step=1) and (i == places[0] or line.sign_at(i, 1) == "."):
            return i
    return None


def _grow_left(book: NameBook, line: Line, i: int, base: str, limit: tuple[int, bool]) -> tuple[int, bool]:
    """Return the first word of the name that a word is in, and whether initials stand before it."""
    (free, alone), start, has_initial = limit, i, False
    particles = book.before.get(base) or book.before.get(base.removesuffix("s")) or _NOTHING  # O'Briens of a Sara too
    while start > free and line.joins(start) and line.words[start - 1] in particles:
        start -= 1
    while (
        start > free
        and line.joins(start)
        and "," not in line.gap(start)
        and (
            _is_initial(book, line, start - 1, base, step=-1)
            or (alone and _are_consonants(book, line, start - 1, base))
        )
    ):
        start -= 1
        has_initial = has_initial or alone or _is_capital(line, i) or line.gap(start + 1) in _IN_LOGIN
    return start, has_initial


def _skip_particles(line: Line, i: int) -> int:
    """Return the first word from one on that is no particle."""
    for j in range(i, min(i + _MOST_PARTICLES, len(line.words))):
        if not (line.words[j] in names_of("particles") or line.gap(j).endswith("'")) or not line.joins(j):
            return j
    return i + _MOST_PARTICLES


def _find_mate(book: NameBook, line: Line, word: str, i: int) -> str | None:
    """Return the word of the same name that a word is; None where it is none."""
    if i >= len(line.words):
        return None
    mates, base = book.mates.get(word, ()), line.words[i]
    if base not in mates:
        base = book.base(base, beside=True)
    return base if base in mates and line.joins(i) else None


def _is_initial(book: NameBook, line: Line, i: int, word: str, *, step: int) -> bool:
    """Whether a word before (-1) or behind (1) another one is an initial of its names: J. or JP, or V. behind Jan."""
    letters = line.words[i]
    if not _may_be_initials(book, line, i, word):
        return False
    if line.written(i).isupper() or (len(letters) == 1 and line.sign_at(i, 1) == "."):
        return True
    return line.sign_at(i, -step) in "._" and len(letters) == 1


def _are_consonants(book: NameBook, line: Line, i: int, word: str) -> bool:
    """Whether initials stand before a name in small letters, jp smit, and are no words: with a smit."""
    return line.words[i].isascii() and _may_be_initials(book, line, i, word) and not set(line.words[i]) & _VOWELS


def _may_be_initials(book: NameBook, line: Line, i: int, word: str) -> bool:
    letters = line.words[i]
    if len(letters) > MOST_INITIALS or not book.letters.get(word, _NOTHING).issuperset(letters):
        return False
    return not (line.sign_at(i, -1).isdigit() or line.sign_at(i, 1).isdigit())


def _is_capital(line: Line, i: int) -> bool:
    return line.written(i)[:1].isupper()
