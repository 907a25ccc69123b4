"""Whether a name is that of a function or a mailbox (SLA Manager, Do Not Reply): made of words of roles alone."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Final

from drift.sources.words import normalise

_WORD: Final = re.compile(r"[^\W\d_]+")

_SERVICES: Final = ("svc", "srv")  # before the name of an account that no person has: svc_backup


@cache
def _load(section: str) -> frozenset[str]:
    content = tomllib.loads(files(__package__).joinpath("rolewords.toml").read_text(encoding="utf-8"))
    return frozenset(content[section])


@cache
def role_words() -> frozenset[str]:
    """Return the words of functions, and those that stand beside them."""
    return _load("functions") | _load("common")


def is_role_word(word: str) -> bool:
    """Whether a word is one of functions, or one that stands beside them."""
    return normalise(word) in role_words()


def is_role(name: str) -> bool:
    """Whether a name is made of words of roles alone, numbers and single letters besides: Agent 3, Service Desk B."""
    words = [word for word in _WORD.findall(name) if len(word) > 1]
    return bool(words) and all(map(is_role_word, words)) and has_function(name)


def is_account(name: str) -> bool:
    """Whether a name is that of a function, of an account or of a department: is_role, and ICT, Monitoring, svc_backup.

    An initial beside a word of roles makes it a name: R. Plant.
    """
    words = _WORD.findall(name)
    if words and words[0] in _SERVICES:
        return True
    plain = all(is_role_word(word) or normalise(word) in _load("accounts") for word in words)
    return is_role(name) or (plain and all(len(word) > 1 for word in words))


def has_function(name: str) -> bool:
    """Whether one of the words of a name is a function: Team Wegen, Storingsmonteur Noord."""
    return any(normalise(word) in _load("functions") for word in _WORD.findall(name))
