"""The names a run has met: which words are somebody's, and what may stand beside each of them."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from typing import Final

from drift.sources.people.broken import Broken
from drift.sources.people.cases import decline, decline_beside
from drift.sources.people.cells import lose_letters, mend_cell
from drift.sources.people.evidence import Evidence, read_evidence, read_kinds
from drift.sources.people.forms import Name, cut_forms, join_forms, may_be_word, short_forms, take_apart
from drift.sources.people.garbled import Garbled
from drift.sources.people.lost import ANY_HOLE, HOLE, find_holes, is_asked
from drift.sources.people.plain import WORD, Reading, fold, read_plain
from drift.sources.people.wide import Wide
from drift.sources.people.widths import read_widths
from drift.sources.people.words import MIN_PART, frequent_words, is_doubted, names_of
from drift.sources.people.wrapped import Signs, is_wrapped, unwrap
from drift.sources.rolewords import has_function, is_account

COMMON_FROM: Final = 3  # different texts that write a word small; once may be a name typed in haste
LONG: Final = 7  # letters of a name that is told by itself: behind other letters, before the ending -en
FREQUENT_FROM: Final = 20  # texts that write somebody's name small, and nobody else's, before it is a word
FREQUENT_SHARE: Final = 0.005  # of all texts
MOSTLY: Final = 10  # times as often small as with a capital, or the other way round
ENOUGH_TEXTS: Final = 100  # in which a word of the language would have stood small
_PARTS: Final = re.compile(r"[^\W\d_]+\.?")  # words of a text, with the point of an initial
_CODE: Final = re.compile(r"[a-z]{1,3}\d{4,}")


class NameBook:
    """What is known of names; it only grows, and what texts say of its words is kept beside it."""

    def __init__(self) -> None:
        self.singles: set[str] = set()  # words that are a name wherever they stand
        self.beside: set[str] = set()  # those that only stand beside a function: Team Wegen
        self.maybe: set[str] = set()  # those that only a column knows of which nothing but capitals tells what it is
        self.joined: set[str] = set()  # log-ins in one word
        self.risky: set[str] = set()  # those of them that may be words: along, of A. Long
        self.cut: set[str] = set()  # those that are cut off: jansenpi; also risky
        self.cases: dict[str, str] = {}  # Kowalskiego -> Kowalski: a name where written with a capital
        self.cases_beside: dict[str, str] = {}  # those that tell it beside another word of it alone: Jana
        self.exact: set[str] = set()  # JdV, in these letters
        self.codes: set[str] = set()  # log-ins with a number: a123456
        self.mates: dict[str, set[str]] = defaultdict(set)  # word -> words of the same names
        self.letters: dict[str, set[str]] = defaultdict(set)  # word -> initials beside it
        self.before: dict[str, set[str]] = defaultdict(set)  # word of a family name -> its particles
        self.common: set[str] = set()  # words of the contract: a name only beside another part of it
        self.doubted: set[str] = set()  # names and words of the language: a name where written as one, Mark Change
        self.given: set[str] = set()  # first names: Mark printer kapot is a person's
        self.nouns: set[str] = set()  # names that stand behind an article elsewhere: het bos
        self.kinds: set[str] = set()  # things a name would be found in: groot onderhoud
        self.heads: set[str] = set()  # every word at which a name may begin
        self.broken = Broken()  # what letters of names look like in a wrong encoding
        self.wide = Wide()  # names in scripts that write no blank between words
        self.garbled = Garbled(self.wide)  # words of names as bytes that were read in another alphabet
        self.holes: set[str] = set()  # HOLE where names have letters that may be lost, ANY_HOLE where columns lost some
        self._long: dict[str, set[str]] = defaultdict(set)  # first LONG letters -> names and log-ins that begin so
        self._plain: set[str] = set()  # names that texts write small more often than not
        self._cuts: dict[str, tuple[int, ...]] = {}  # what find_cuts has found
        self._calm: set[str] = set()  # words met that are nobody's
        self._seen: set[str] = set()  # cells
        self._declined: set[str] = set()  # words whose cases are known

    def add(self, text: str, *, surely: bool = True) -> None:
        """Remember the names in a cell of a column of persons; nothing of a function, a mailbox or an account.

        surely: false where only its capitals say that it is a name; a word of it counts where written as one.
        """
        if text in self._seen:
            return
        self._seen.add(text)
        text = unwrap(text).signs if is_wrapped(text) else text
        if is_account(text):
            return
        alone = self.beside if has_function(text.partition("(")[0]) else self.singles if surely else self.maybe
        for meant in (text, *mend_cell(text)):
            self._add_meant(meant, alone)

    def _add_meant(self, text: str, alone: set[str]) -> None:
        """Remember the names in a cell as it was meant, and as they are with holes for letters that texts lose."""
        self.broken.add({*text, *unicodedata.normalize("NFD", text)})
        self.garbled.add(text)
        names = []
        for reading in read_plain(text):
            if _CODE.fullmatch(reading.plain):
                self.codes.add(reading.plain)
            names += take_apart(reading)
            self.garbled.add_wide(self.wide.add(reading))
        for holed in lose_letters(text):
            self.holes |= {HOLE, ANY_HOLE}.intersection(holed.signs)
            names += take_apart(fold(holed))
        for name in names:
            self._add_name(name, None if self._is_organisation(name) or _is_bare(name) else alone)
        if self.holes:
            letters = {letter for name in names for letter in (*name.initials, *(word[0] for word in name.words))}
            for word in {word for name in names for word in name.words}:
                self.letters[word] |= letters  # Ç. ?zkan, ?. Wójcik

    def read_broken(self, text: str) -> Iterator[Reading]:
        """Yield the ways to read a text in which letters of names were broken or lost."""
        if not self.heads:
            return
        for found in (Signs.of(text), *([unwrap(text)] if is_wrapped(text) else [])):
            if not found.signs.isascii():
                yield from map(fold, self.broken.read(found, self._may_name))
                yield from map(fold, self.garbled.read(found))
                yield from map(fold, read_widths(found))
            asked = self.is_asked(found.signs)
            for hole in self.holes:
                holed = find_holes(found, hole, asked=asked)
                if holed and any(map(self._may_name, {word for word in _PARTS.findall(holed.signs) if hole in word})):
                    yield fold(holed)

    def _may_name(self, word: str) -> bool:
        """Whether a word may be part of a name; an initial with its point is."""
        plain = fold(Signs.of(word)).plain
        is_initial = plain.endswith(".") and len(plain) <= MIN_PART
        return is_initial or self.wide.begins(plain) or not self.knows_none(WORD.findall(plain))

    def is_asked(self, text: str) -> bool:
        """Whether a question mark may stand for a letter of a name."""
        return bool(self.holes) and is_asked(text, self.heads)

    @staticmethod
    def _is_organisation(name: Name) -> bool:
        return not names_of("legal").isdisjoint(name.words)

    def _add_name(self, name: Name, alone: set[str] | None) -> None:
        words = {*name.words, name.tail} - {""}
        single = {word for word in words if len(word) >= MIN_PART and word not in names_of("particles")}
        self.doubted |= {word for word in single if is_doubted(word)}
        joined = {word for word in join_forms(name) if not is_doubted(word)} if alone is not None else set()
        if alone is not None:
            alone |= single
        cut = cut_forms(name) - joined - single if alone is not None else set()
        self.cut |= cut
        self.joined |= joined | cut
        self.risky |= cut
        self.risky |= set() if single.isdisjoint(self.doubted) else {word for word in joined if may_be_word(word)}
        shorter = {_shorten(word) for word in words} - words  # Mueller, for whom some write Muller
        letters = {*name.initials, *(word[0] for word in words)}
        letters |= {word[1] for word in words if word.startswith(("th", "ae", "oe"))}  # Th. for Þ.
        for word in words | shorter:
            self.mates[word] |= {other for other in words | shorter if _shorten(other) != _shorten(word)}
            self.letters[word] |= letters
        initials = [word[0] for word in name.before]  # v.d. Berg, vd Berg
        before = {*name.before, *initials, "".join(initials), "".join(name.before)} - {""}
        for word in (*name.family, *map(_shorten, name.family)):
            self.before[word].update(before)
        signed = short_forms(name)
        self.exact |= signed
        for word in single - self._declined:
            self.cases.update(dict.fromkeys(decline(word), word))
            beside = [*decline_beside(word)]
            self.cases_beside.update(dict.fromkeys(beside, word))
            self.heads.update(beside)
        self._declined |= single
        self.given |= {*name.given}
        self._open(words | shorter | joined | cut | {word.lower() for word in signed})
        self._forget()
        for word in single | joined - self.risky:
            if len(word) >= LONG:
                self._long[word[:LONG]].add(word)

    def _open(self, words: Iterable[str]) -> None:
        for word in words:
            self.heads.update((word, word + "s"))
            if word[-1:] in "sxzh":
                self.heads.add(word + "es")
            if len(word) >= LONG:
                self.heads.add(word + "en")

    def base(self, word: str, *, beside: bool = False) -> str:
        """Return the word of a name that a word is, or the genitive or plural of: Jansens, Bosses, Kwakkelsteinen.

        beside: another word of the name stands beside it; else a short one with -en is a word of the language, boeren.
        """
        if word in self.mates or word in self.joined:
            return word
        for ending, least in (("s", MIN_PART), ("es", MIN_PART), ("en", MIN_PART if beside else LONG)):
            stem = word.removesuffix(ending)
            if ending == "en" and stem in self._plain:
                continue
            if stem != word and len(stem) >= least and (stem in self.mates or stem in self.joined):
                return stem
        return (self.cases_beside if beside else self.cases).get(word, word)

    def is_case(self, word: str) -> bool:
        """Whether a word is a name in another case, and nothing else: Kowalskiego."""
        return word in self.cases_beside and word not in self.mates and word not in self.joined

    def find_cuts(self, word: str) -> tuple[int, ...]:
        """Return where long names begin and end within a word that other letters are glued to: telkwakkelstein."""
        if len(word) <= LONG or not self._long or word in self.heads:
            return ()
        if word not in self._cuts:
            self._cuts[word] = tuple(self._cut(word))
        return self._cuts[word]

    def knows_none(self, words: Collection[str]) -> bool:
        """Whether no word is one at which a name may begin, nor has one within it."""
        if self._calm.issuperset(words):
            return True
        if not self.heads.isdisjoint(words) or any(map(self.find_cuts, words)):
            return False
        self._calm.update(words)
        return True

    def _forget(self) -> None:
        """Let go of what was found with the names and words known until now."""
        self._cuts.clear()
        self._calm.clear()

    def _cut(self, word: str) -> Iterator[int]:
        start = 0
        while start <= len(word) - LONG:
            names = self._long.get(word[start : start + LONG], ())
            own = [len(name) for name in names if word.startswith(name, start) and self._is_distinct(name)]
            yield from (start, start + max(own)) if own else ()
            start += max(own, default=1)

    def _is_distinct(self, name: str) -> bool:
        return name not in self._plain and self.is_certain(name)

    def is_certain(self, word: str) -> bool:
        """Whether a word is somebody's name, or its genitive, and no word of the language or the contract."""
        base = self.base(word)
        return (base in self.singles or base in self.joined) and not {word, base} & (self.common | self.doubted)

    def spare(self, clauses: Iterable[str]) -> None:
        """Take words that the contract writes small as common ones.

        A word of a person's name is one only where it is a word of the language, or several clauses write it so and
        hardly one with a capital: in a single clause it may be a name typed in haste.
        """
        found = self._read(clauses)
        small, large = found.small, found.large
        sure = {word for word in self.singles - self.doubted if small[word] < max(COMMON_FROM, MOSTLY * large[word])}
        self.nouns |= {word for word in found.nouns if found.nouns[word]}
        self.common |= small.keys() - sure - (self.joined - self.risky)  # jdevries is written small wherever it stands
        self._forget()

    def learn_kinds(self, values: Iterable[str]) -> None:
        """Remember what things are called by columns that hold no persons: Groot onderhoud."""
        self.kinds |= read_kinds(values, self.heads)

    def ease(self, texts: Iterable[str]) -> None:
        """Take the word of the texts for which names are words of the language, and which of these are names alone.

        A word beside a function is a word where some texts write it small, and so is a log-in that may be one. A word
        of a person's name is one only where it is frequent, and the texts write other names with a capital. A word such
        as Mark, which may be either, is a name where no text writes it small.
        """
        if not (self.beside or self.singles or self.maybe):
            return
        found = self._read(texts)
        small, large = found.small, found.large
        loose = (self.beside | self.risky) - self.singles
        easy = {word for word in loose if small[word] >= COMMON_FROM and (word not in self.cut or large[word])}
        names = [word for word in self.singles if small[word] + large[word]]
        as_names = sum(large[word] >= MOSTLY * small[word] for word in names)
        if as_names * 2 > len(names):
            least = max(FREQUENT_FROM, FREQUENT_SHARE * found.n_texts)
            easy |= {word for word in names if small[word] >= max(least, MOSTLY * large[word])}
        self.nouns |= {word for word in names if found.nouns[word] >= COMMON_FROM}
        self._plain |= {word for word in names if small[word] >= COMMON_FROM and small[word] > large[word]}
        self.doubted |= easy
        if found.n_texts >= ENOUGH_TEXTS:
            self.doubted -= {word for word in names if word in frequent_words() and small[word] < COMMON_FROM}
            self.singles |= {word for word in self.maybe - self.doubted if small[word] < COMMON_FROM}
        self._forget()

    def _read(self, texts: Iterable[str]) -> Evidence:
        own = self.singles | self.beside | self.maybe | self.risky
        found = read_evidence(texts, own, self.cut, self.before)
        self.kinds |= found.kinds
        return found


def _is_bare(name: Name) -> bool:
    """Whether a name lost so many letters that no word of it is told by itself."""
    return any(hole in word and len(word) <= MIN_PART - 1 for word in name.words for hole in (HOLE, ANY_HOLE))


def _shorten(word: str) -> str:
    """Return a word with u for ue: a name beside other parts of it alone, or worden would be Woerden."""
    if len(word) < 5:
        return word
    return word.replace("ae", "a").replace("oe", "o").replace("ue", "u")
