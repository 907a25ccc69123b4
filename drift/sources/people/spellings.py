"""What a spelling of a person has in common with other spellings of him, and of which kind it is.

A person may stand in one log under his name, a log-in, an address and a number. Where two spellings may be one person
they are taken for one: here persons are counted as few as they may be, and nobody is told by it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from drift.sources.people.forms import (
    BRACKET,
    MOST_SIGNS,
    SEVERAL,
    SHORTEST_JOINED,
    Name,
    join_forms,
    read_account,
    take_apart,
)
from drift.sources.people.plain import read_plain
from drift.sources.people.words import MIN_PART
from drift.sources.rolewords import is_account

# of the spellings of one person the first kind tells which he is counted with
KINDS: Final = ("name", "short", "word", "address", "login", "number")
SHORTEST_MISSPELT: Final = 5  # letters of a family name; shorter ones that differ by a letter are two names
_CODE: Final = re.compile(r"\b[a-z]{0,3}\d{4,}\b")
_NUMBER: Final = re.compile(r"[^\W\d_]{0,3}[\W_]?\d{3}\w*|.*\s.*", re.DOTALL)  # a123456, Agent 3; not jdevries2
_TAIL: Final = re.compile(r"(?<![\d_.-])[\d_.-]+\Z")  # begun once: linear


@dataclass(frozen=True)
class Spelling:
    """One way to write a person: two that share a key are one, unless only what they leave open agrees."""

    kind: str  # of KINDS
    own: frozenset[str]  # keys of what it says
    open: frozenset[str] = frozenset()  # of what it may be short for, or longer than: meets own keys only


def read_spelling(text: str) -> Spelling:
    """Return the keys of a cell of a column of persons; where it names several, of the first."""
    first = next((part for part in SEVERAL.split(text[:MOST_SIGNS]) if part.strip()), text)
    first = first.rpartition("\\")[2] or first  # ACME\jdevries
    own, leaves = {*_whole(text), *_whole(first)}, set[str]()
    kind = _tell_kind(first)
    if is_account(first):
        return Spelling(kind, frozenset(own))
    for reading in read_plain(first):
        own |= {*_CODE.findall(reading.plain)}
        for word in reading.plain.split():
            own |= {word.strip("<>()[]").partition("@")[0]} if "@" in word else set()
    for name in _list_names(first, kind):
        (leaves if kind == "number" or _has_number(first) else own).update(_keys_of(name))
        leaves |= _open_keys(name)
    if kind in ("address", "login"):
        leaves |= {_TAIL.sub("", one.partition("@")[0]) for one in own if ":" not in one}
    return Spelling(kind, frozenset(own - {""}), frozenset(one for one in leaves - own if len(one) > MIN_PART))


def _whole(text: str) -> Iterator[str]:
    return (" ".join(reading.plain.split()) for reading in read_plain(text))


def _tell_kind(text: str) -> str:
    bare = BRACKET.sub(" ", text).strip() or text.strip()
    if "@" in bare:
        return "address"
    if any(map(str.isdigit, bare)):
        return "number" if _NUMBER.fullmatch(bare) else "login"
    names = [name for reading in read_plain(bare)[:1] for name in take_apart(reading)]
    apart = any(name.family and (name.given or name.initials) for name in names)
    if not any(sign.isspace() for sign in bare) and (bare.islower() or not apart):
        return "word" if bare.istitle() else "login"
    if any(name.family for name in names):
        return "name"
    return "short" if names else "word"


def _has_number(text: str) -> bool:
    return any(map(str.isdigit, BRACKET.sub(" ", text).partition("@")[0]))


def _list_names(text: str, kind: str) -> Iterator[Name]:
    """Yield the name as each reading has it; a log-in tells one where it has two parts."""
    for reading in read_plain(text):
        if kind in ("address", "login"):
            names = [read_account(reading.plain.partition("@")[0].strip("<( "))]
        else:
            names = [*take_apart(reading)] if kind != "word" else []
        yield from (name for name in names if name and (name.given or name.initials or kind in ("name", "number")))


def _families(name: Name) -> set[str]:
    return {*name.family, "".join(name.family), name.tail if name.family else ""} - {""}


def _keys_of(name: Name) -> set[str]:
    """Return a key for family name and initial, for these with one letter left out, and for log-ins."""
    firsts = name.initials[:1] or "".join(one[0] for one in name.given[:1])
    lasts = _families(name)
    if not lasts:  # Yilmaz F.
        lone = name.initials.replace(name.given[0][0], "", 1) if name.given else ""
        return {f"initial:{word} {letter}" for word in name.given for letter in lone[:1]}
    keys = {f"initial:{last} {letter}" for last in lasts for letter in firsts}
    keys |= set() if firsts else {f"family:{last}" for last in lasts}  # dhr. de Vries
    keys |= {f"nearly:{near} {letter}" for last in lasts for near in _leave_one_out(last) for letter in firsts}
    if len(name.words) > 1:
        keys.add("words:" + " ".join(sorted(name.words)))
    return keys | (join_forms(name) - {"".join(name.given), *lasts})


def _open_keys(name: Name) -> set[str]:
    """Return what a name may be shortened to: Fatma Y., dhr. de Vries; of Anna Jansen-de Boer Anna Jansen."""
    lasts = _families(name)
    keys = {f"initial:{first} {last[0]}" for first in name.given for last in lasts}
    keys |= {f"initial:{other} {name.initials[:1]}" for other in name.given[1:]}
    keys |= {f"family:{last}" for last in lasts}
    return keys | {last for last in lasts if len(last) >= SHORTEST_JOINED}


def _leave_one_out(word: str) -> set[str]:
    if len(word) < SHORTEST_MISSPELT:
        return set()
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}
