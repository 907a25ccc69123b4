"""What a name looks like: a person's, by its words and its form."""

import re
from typing import Final

from drift.sources.people.words import names_of
from drift.sources.rolewords import is_account, is_role_word
from drift.sources.words import normalise

MOST_WORDS: Final = 5
LONG_WORD: Final = 5  # letters; what is written in capitals and has no word of so many may be codes
_LETTERS: Final = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*\.?")
_INITIALS: Final = re.compile(r"(?:[A-Z]\.-?){1,5}|[A-Z]")
_BRACKETS: Final = re.compile(r"\([^()]*\)|<[^<>]*>")


def is_person_name(name: str) -> bool:
    """Whether a name looks like that of a person: Jan Jansen, de Vries, J., dhr. Smit; not Blauwe Lijn BV, Hal Noord.

    Two words with a capital may be anything's name: a title of a person says more, a word of an organisation, a place,
    a thing or a function says it is none.
    """
    plain = normalise(_BRACKETS.sub(" ", name)).split()
    if not names_of("salutations").isdisjoint(plain):
        return True
    particles = names_of("particles")
    own = [word for i, word in enumerate(plain) if word not in particles and not (i > 1 and plain[i - 1] in particles)]
    if is_account(name) or any(map(is_of_others, own)):  # behind a particle any word is a name: van der Ploeg
        return False
    return has_name_form(_BRACKETS.sub(" ", name))


def is_of_others(word: str) -> bool:
    """Whether a plain word is of an organisation, a thing, a place or a function."""
    return word in names_of("organisations") or word in names_of("things") or is_role_word(word)


def has_name_form(name: str) -> bool:
    """Whether a name has the form of a person's: two to five words with capitals, particles and initials, a comma."""
    words = name.replace(",", " ").split()
    if not 2 <= len(words) <= MOST_WORDS or not all(map(_is_name_part, words)):
        return False
    return "," in name or not all(word.isupper() for word in words)


def has_sure_form(name: str) -> bool:
    """Whether a name has a form that persons' names have and few others: J. Smit; Smit, Jan; Jan van der Smit."""
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
