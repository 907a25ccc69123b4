"""Who is who: words for the parts of a contract, and the names of both parties, replaced by `supplier` and `customer`.

Whatever a party is called, a clause reads the same: names and role words are replaced before anything is read or
learnt from.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from drift.sources.patterns import load_rules

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

SIDES: Final = ("supplier", "customer")
OUTSIDER: Final = "outsider"
_PLURAL: Final = "(?:e?s|en|n)?"
# the article goes with the role, so that a name without one reads the same
_ARTICLE: Final = r"(?:\b(?:the|de|het)\s+)?"
_HOUR: Final = r"(?<!\d)(?<!\d\s)"  # in front of a pronoun: 4 u


def load_words() -> dict[str, Any]:
    """Return the words of parties.toml."""
    return load_rules("drift.contract", "parties")


@cache
def list_people(side: str) -> str:
    """Return, as an alternation, who acts for a side: the side itself, and its people."""
    return "|".join([side, *(f"{word}{_PLURAL}" for word in _longest_first(load_words()["people"][side]))])


Names = tuple[tuple[str, str], ...]  # name and side


def to_names(parties: Mapping[str, Iterable[str]] | None) -> Names:
    """Return the names of both parties, each with its side.

    Parameters
    ----------
    parties : names by side: {"supplier": [...], "customer": [...]}; either may be missing

    Raises
    ------
    ValueError : a side that is neither
    """
    told = dict(parties or {})
    if strange := sorted(set(told) - set(SIDES)):
        raise ValueError(strange[0])
    return tuple((name, side) for side in SIDES for name in told.get(side, ()) if name.strip())


def replace_parties(text: str, names: Names = ()) -> str:
    """Return a text in lower case, single marks for quotes, with `supplier` and `customer` for who is meant by them.

    Names go before role words, longer ones before shorter.
    """
    return _roles().sub(_name_role, replace_names(fold_text(text), names))


def replace_names(text: str, names: Names) -> str:
    """Return a text with the names of both parties as roles, all else as it stands: five in a name is no norm."""
    for side, pattern in _compile_names(names) if names else ():
        text = pattern.sub(side, text)
    return text


_QUOTES: Final = str.maketrans(dict.fromkeys("“”„‟«»〝〞＂", '"') | dict.fromkeys("‘’‚‛′`´", "'"))


def fold_text(text: str) -> str:
    """Return a text in lower case, with plain quotes and blanks; line breaks stay."""
    return re.sub(r"[^\S\n]+", " ", unicodedata.normalize("NFKC", text).translate(_QUOTES).casefold())


def _name_role(match: re.Match[str]) -> str:
    return match[0] if match.lastgroup == "kept" else str(match.lastgroup)


@cache
def _roles() -> re.Pattern[str]:
    words = load_words()
    nobody = (("kept", words["kept"]), (OUTSIDER, words["outsiders"]))
    groups = [rf"\b(?P<{name}>{_any_of(listed['words'])})" for name, listed in nobody]
    for side in SIDES:
        roles, pronouns = _any_of(words["roles"][side]), _any_of(words["pronouns"][side])
        groups.append(rf"(?P<{side}>{_ARTICLE}\b(?:{roles}){_PLURAL}|{_HOUR}\b(?:{pronouns})(?![.'\w-]))")
    # what a word begins with is looked at once: else all of them are tried at every sign
    return re.compile(rf"\b(?:{'|'.join(groups)})(?!\w)")


@cache
def _compile_names(names: Names) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return a pattern a name, the longest name first."""
    forms = _any_of(load_words()["legal_forms"]["words"])
    patterns = []
    for name, side in sorted(names, key=lambda pair: -len(pair[0])):
        bare = re.sub(rf"[\s,]+(?:{forms})$", "", fold_text(name).strip())
        spaced = r"\s+".join(map(re.escape, bare.split()))
        pattern = rf"{_ARTICLE}(?<!\w){spaced}(?:[\s,]+(?:{forms})(?!\w))?(?!\w)"
        patterns.append((side, re.compile(pattern, re.IGNORECASE)))
    return tuple(patterns)


def _any_of(words: Iterable[str]) -> str:
    return "|".join(r"\s+".join(map(re.escape, word.split())) for word in _longest_first(words))


def _longest_first(words: Iterable[str]) -> list[str]:
    return sorted(words, key=lambda word: (-len(word), word))
