"""What a name looks like: a person's, by its words and its form."""

import re
from typing import Final

from drift.sources.people.cells import mend_cell
from drift.sources.people.words import names_of
from drift.sources.rolewords import is_account, is_role_word
from drift.sources.words import normalise

MOST_WORDS: Final = 5
LONG_WORD: Final = 5  # letters; what is written in capitals and has no word of so many may be codes
_LETTERS: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_INITIALS: Final = re.compile(r"(?:[^\W\d_a-z]\.-?){1,5}|[^\W\d_a-z]")
_DOTTED: Final = re.compile(r"(?<!\S)(?:[^\W\d_]\.-?){1,5}(?=[\s,]|\Z)")
_LOST: Final = re.compile(r"[?\ufffd□■¿]{1,3}")  # letters that another program had no sign for
_BRACKETS: Final = re.compile(r"\([^()]*\)|<[^<>]*>")


def is_person_name(name: str) -> bool:
    """Whether a name looks like that of a person: Jan Jansen, de Vries, J., dhr. Smit; not Blauwe Lijn BV, Hal Noord.

    Two words with a capital may be anything's name: a title of a person says more, a word of an organisation, a place,
    a thing or a function says it is none.
    """
    name = as_meant(name)
    plain = normalise(_BRACKETS.sub(" ", name)).split()
    if not names_of("salutations").isdisjoint(plain):
        return True
    particles, initials = names_of("particles"), {*normalise(" ".join(_DOTTED.findall(name))).split()}
    own = [word for i, word in enumerate(plain) if word not in particles and not (i > 1 and plain[i - 1] in particles)]
    own = [word for word in own if word not in initials]  # A. Smit
    if is_account(name) or any(map(is_of_others, own)):  # behind a particle any word is a name: van der Ploeg
        return False
    return has_name_form(_BRACKETS.sub(" ", name))


def as_meant(name: str) -> str:
    """Return a name as it was meant where its letters were broken or lost; what stood for a letter may be any letter.

    Müller, Hans for MÃ¼ller, Hans; Meller, Hans for M?ller, Hans.
    """
    mended = mend_cell(name)
    return _LOST.sub(_fill, mended[0] if mended else name)


def _fill(lost: re.Match[str]) -> str:
    """Return a letter for one that was lost beside others: a capital before, a small one behind and between them."""
    before, behind = lost.string[: lost.start()][-1:], lost.string[lost.end() :][:1]
    if before.isalpha():
        return "e"
    return "E" if behind.isalpha() else lost.group()


def is_of_others(word: str) -> bool:
    """Whether a plain word is of an organisation, a thing, a place or a function."""
    return word in names_of("organisations") or word in names_of("things") or is_role_word(word)


def has_name_form(name: str) -> bool:
    """Whether a name has the form of a person's: two to five words with capitals, particles and initials, a comma."""
    words = as_meant(name).replace(",", " ").split()
    if not 2 <= len(words) <= MOST_WORDS or not all(map(_is_name_part, words)):
        return False
    return "," in name or not all(word.isupper() for word in words)


def has_sure_form(name: str) -> bool:
    """Whether a name has a form that persons' names have and few others: J. Smit; Smit, Jan; Jan van der Smit."""
    name = as_meant(name)
    words = _BRACKETS.sub(" ", name).replace(",", " ").split()
    if not is_person_name(name) or name.count(",") > 1 or is_code(name):
        return False
    between = any(word.casefold().strip("'’") in names_of("particles") and word.islower() for word in words[1:])
    initials = any(_INITIALS.fullmatch(word) for word in words)
    return "," in name or between or initials


def is_code(name: str) -> bool:
    """Whether a name in capitals is as short as codes are: AML, HNO."""
    return name.isupper() and not re.search(rf"[^\W\d_]{{{LONG_WORD}}}", name)


def _is_name_part(word: str) -> bool:
    if word.casefold().strip("'’") in names_of("particles") or _INITIALS.fullmatch(word):
        return True
    return bool(_LETTERS.fullmatch(word)) and word[:1].isupper()
