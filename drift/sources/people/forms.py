"""A name as a column writes it, taken apart: Vries, Jan de and J.P. de Vries (extern) and JANSEN Piet."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple

from drift.sources.people.plain import WORD, Reading
from drift.sources.people.words import MIN_PART, is_doubted, is_of_language, names_of
from drift.sources.rolewords import is_account

MOST_SIGNS: Final = 200  # of a cell with a name; what is longer is a text
MOST_INITIALS: Final = 3  # letters in capitals that stand for given names: JP, JPM
SHORTEST_JOINED: Final = 4  # letters of a log-in such as jbos
CUT_AT: Final = (6, 7, 8)  # signs at which systems cut a log-in; Unix and SAP allow no more, shorter ones are words
LEAST_CUT: Final = 4  # letters of a family name that was cut
_PIECE: Final = re.compile(r"[^\s<>()\[\]{};,:\"]+")
BRACKET: Final = re.compile(r"[(\[{<][^()\[\]{}<>]*[)\]}>]")
SEVERAL: Final = re.compile(r"[/;|&+\n\r]|\s(?:en|and|und|et)\s")


@dataclass(frozen=True)
class Name:
    """A name of a person in plain words."""

    given: tuple[str, ...]
    initials: str  # of the given names, in their order
    family: tuple[str, ...]
    before: tuple[str, ...]  # the particles of the family name
    tail: str  # the family name with its particles, joined: devries, jansendeboer

    @property
    def words(self) -> tuple[str, ...]:
        """All words but particles."""
        return (*self.given, *self.family)


class Part(NamedTuple):
    """One word of a name."""

    word: str
    written: str
    gap: str  # before it: signs and blanks
    sign: str  # behind it


def take_apart(reading: Reading) -> list[Name]:
    """Return the names in a cell; of an e-mail address what stands before the @."""
    plain = reading.plain[:MOST_SIGNS]
    locals_ = [piece.group().partition("@")[0] for piece in _PIECE.finditer(plain) if "@" in piece.group()]
    plain = _PIECE.sub(lambda piece: ";" * len(piece.group()) if "@" in piece.group() else piece.group(), plain)
    names = [name for start, end in _segments(plain) if (name := _read_segment(reading, plain, start, end))]
    return names + [name for one in locals_ if (name := read_account(one))]


def _segments(plain: str) -> Iterator[tuple[int, int]]:
    """Yield where each of several names stands: Müller / Mueller; of ACME\\jdevries what follows the domain."""
    start = 0
    for end, following in (*(match.span() for match in SEVERAL.finditer(plain)), (len(plain), len(plain))):
        yield max(start, plain.rfind("\\", start, end) + 1), end
        start = following


def _read_segment(reading: Reading, plain: str, start: int, end: int) -> Name | None:
    """Return one name; what stands in brackets is no part of it, unless somebody is called so: J. (Jan) Smit."""
    called: list[Part] = []
    for bracket in BRACKET.finditer(plain, start, end):
        inside = _parts(reading, plain, bracket.start(), bracket.end())
        if len(inside) == 1:
            followed = WORD.search(plain, bracket.end(), end) is not None
            initials = {match.group()[0] for match in WORD.finditer(plain, start, bracket.start())}
            called += inside if followed or (inside[0].word[0] in initials and "." in plain[start:end]) else []
        plain = plain[: bracket.start()] + " " * len(bracket.group()) + plain[bracket.end() :]
    comma = plain.find(",", start, end)
    if comma < 0:
        return _order(_tidy(_parts(reading, plain, start, end)), called)
    second = plain.find(",", comma + 1, end)
    left = _tidy(_parts(reading, plain, start, comma))
    right = _tidy(_parts(reading, plain, comma + 1, end if second < 0 else second))
    return _join(right + called, left) if right or called else _order(left, called)


def _parts(reading: Reading, plain: str, start: int, end: int) -> list[Part]:
    parts, last = [], start
    for match in WORD.finditer(plain, start, end):
        sign = plain[match.end() : match.end() + 1]
        parts.append(Part(match.group(), reading.written(*match.span()), plain[last : match.start()], sign))
        last = match.end()
    return parts


def _tidy(parts: Sequence[Part]) -> list[Part]:
    """Leave titles out, and of a sentence in the place of a name the words that are none."""
    kept = [part for part in parts if part.word not in names_of("titles") | names_of("salutations")]
    parts = kept if any(len(part.word) >= MIN_PART for part in kept) else [*parts]
    small = [part for part in parts if part.written.islower() and not _is_particle(part)]
    if len(parts) > 3 and 2 <= len(small) < len(parts):
        return [part for part in parts if part not in small]
    return [*parts]


def _is_particle(part: Part) -> bool:
    """Whether a word stands between given and family name; a letter beside an apostrophe does: 't, d', O'."""
    if len(part.word) == 1:
        return part.gap.endswith("'") or part.sign == "'"
    return part.word in names_of("particles")


def _order(parts: list[Part], called: list[Part]) -> Name | None:
    """Tell given and family name apart where no comma does."""
    capitals = [part for i, part in enumerate(parts) if part.written.isupper() and len(part.word) >= MIN_PART + (not i)]
    if capitals and any(len(part.word) >= MIN_PART and not part.written.isupper() for part in parts):
        others = [part for part in parts if part not in capitals and not _is_particle(part)]
        return _join(others + called, [part for part in parts if part not in others])
    between = next((i for i, part in enumerate(parts) if i and _is_particle(part)), 0)
    if not between and parts and _is_particle(parts[0]) and len(parts) > 2:  # de Vries Jan
        first = next((i for i, part in enumerate(parts) if not _is_particle(part)), 0) + 1
        return _join(parts[first:] + called, parts[:first])
    if not between:
        between = next((i for i in range(len(parts) - 1, 0, -1) if "-" not in parts[i].gap), 0)
    return _join(parts[:between] + called, parts[between:])


def _join(given: list[Part], family: list[Part]) -> Name | None:
    """Return a name of what stands before and behind the comma, as it were."""
    late = [part for i, part in enumerate(given) if i and _is_particle(part)]  # Vries, Jan de
    first = [part for part in given if part not in late]
    before = [part.word for part in family if _is_particle(part)] + [part.word for part in late]
    last = [part for part in family if not _is_particle(part)]
    if not last:
        last, first = first, []
    initials = "".join(part.word if _are_initials(part) else part.word[0] for part in first)
    words = tuple(part.word for part in first if len(part.word) > 1)
    tail = "".join(part.word for part in (*late, *family))
    lone = "".join(part.word for part in last if len(part.word) == 1)
    names = tuple(part.word for part in last if len(part.word) > 1)
    return Name(words, initials + lone, names, tuple(before), tail) if words or names else None


def _are_initials(part: Part) -> bool:
    return part.written.isupper() and len(part.word) <= MOST_INITIALS


def read_account(local: str) -> Name | None:
    """Return the name in a log-in, jan.devries, j_devries2; None where it is that of a mailbox."""
    if is_account(local):
        return None
    parts, last = [], 0
    for match in WORD.finditer(local):
        parts.append(Part(match.group(), match.group(), local[last : match.start()].replace("-", "."), ""))
        last = match.end()
    return _order(parts, [])


def join_forms(name: Name) -> set[str]:
    """Return the log-ins of a name in one word: jdevries, devriesj, jandevries, vriesjan, jdvries, janpeter.

    Either part may be the given name: Yilmaz Fatma without a comma.
    """
    firsts = {*name.given, "".join(name.given), name.initials, name.initials[:1]} - {""}
    lasts = {*name.family, "".join(name.family), name.tail} - {""}
    if name.family:  # vandenberg of van den Berg-Smit, and vdberg
        lasts |= {"".join(name.before) + name.family[0], "".join(word[0] for word in name.before) + name.family[0]}
    pairs = [(one, other) for one in firsts for other in lasts if len(other) >= MIN_PART]
    joined = {one + other for one, other in pairs} | {other + one for one, other in pairs}
    joined |= {word[0] + one for word in name.family for one in name.given if len(one) >= SHORTEST_JOINED}
    joined |= {"".join(name.given)} if len(name.given) > 1 else set()
    joined |= lasts - {*name.family}
    return {one for one in joined if len(one) >= SHORTEST_JOINED}


def cut_forms(name: Name) -> set[str]:
    """Return the log-ins of a name that systems cut to six to eight signs: kwakkelj, jkwakkel, jansenpi, pietjans.

    Of the family name four letters are left or all, of the given name one to three; of both three or four.
    """
    firsts = {*name.given, "".join(name.given), name.initials} - {""}
    lasts = {*name.family, "".join(name.family), name.tail, "".join(word[0] for word in name.before) + name.tail} - {""}
    pairs = {(one[:n], other) for one in firsts for other in lasts for n in range(1, LEAST_CUT) if len(one) >= n}
    cut = {(one, other[: size - len(one)]) for one, other in pairs for size in CUT_AT if len(other) + len(one) >= size}
    cut = {(one, other) for one, other in cut if len(other) >= LEAST_CUT or other in lasts}
    cut |= {
        (one[:n], other[:n]) for one in name.given for other in lasts for n in (3, 4) if min(len(one), len(other)) >= n
    }
    return {form for one, other in cut for form in (one + other, other + one) if not is_of_language(form)}


def may_be_word(login: str) -> bool:
    """Whether a log-in is an initial or two beside a word of the language, which may make another: along, linked."""
    return any(is_doubted(login[n:]) or is_doubted(login[:-n]) for n in range(1, MIN_PART))


def short_forms(name: Name) -> set[str]:
    """Return the initials as people sign with them, JdV; without a particle they are told from no other letters."""
    if not (name.before and name.initials and name.family):
        return set()
    letters = "".join(word[0] for word in name.before)
    return {name.initials[0].upper() + letters + name.family[0][0].upper()}
