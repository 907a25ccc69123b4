"""Names of the parties that a contract itself tells, or that act in it untold; proposed, never used unasked.

"Zwenkpost N.V., hierna te noemen opdrachtnemer" tells a name and its side. A name that begins clause after clause, as a
party does, and stands in no list, is one whose side somebody has to tell.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Final

from drift.contract.parties import SIDES, Names, load_words, replace_parties
from drift.errors import Note
from drift.sources.patterns import compile_bound

_LOWER: Final = re.compile(r"(?<![\w'-])[a-zà-ÿ][\w'-]*+")
OFTEN: Final = 3  # clauses that a name begins before it is taken for a party; twice may be a product or a place
LENGTH: Final = 60  # letters of a name, at most
_CALLED: Final = (
    r"(?:hereinafter|hereafter|hierna|verder)(?: (?:te noemen|referred to as|called|aan te duiden als|ook))?[:,]?"
)
# no word of a sentence that has a capital because it is the first; possessive, so that no text is gone over twice
_NAME: Final = (
    r"(?<!\w)(?!(?:This|These|That|The|Whereas|WHEREAS|Agreement|Contract|Overeenkomst|If|Where|When|For|In|On|And|De|Het|Een|Dit|Deze|Indien|Als|Bij|Voor)\b)"
    r"[A-Z][\w&'.-]*+(?: (?:[A-Z0-9&][\w&'.-]*+|van|de|der|den|het|of|en|and|voor|for|the)(?!\w)){0,5}+"
)
_ACTS: Final = (
    r"(?:shall|must|will|may|is|has|agrees?|undertakes?|provides?|ensures?|dient|moet|zal|mag|kan|heeft|verplicht|zorgt|"
    r"stelt|levert|[a-z]{3,}t)"
)


READ: Final = 2000  # letters of a clause; a definition stands at the beginning
SHOWN: Final = 4  # names in one sentence


@dataclass(frozen=True)
class Named:
    """A name that stands for a party."""

    name: str
    side: str | None  # supplier, customer; None: nobody tells
    n: int  # clauses that tell it, or that it begins


def find_named(texts: Iterable[str], names: Names = ()) -> list[Named]:
    """Return the names of parties that clauses tell, with their side, then those that act and whose side nobody tells.

    Parameters
    ----------
    texts : clauses and titles
    names : of both parties, as far as told: they are left out
    """
    known = {name.casefold() for name, _ in names}
    told: Counter[tuple[str, str]] = Counter()
    acting: Counter[str] = Counter()
    said = [*dict.fromkeys(texts)]
    ordinary = {word for text in said for word in _LOWER.findall(text)}  # a word that stands in lower case is no name
    for text in said:
        told.update(pair for pair in _list_told(text) if pair[0].casefold() not in known)
        acting.update(name for name in _list_acting(text) if not {name.casefold(), name.lower()} & (known | ordinary))
    found = [Named(name, side, n) for (name, side), n in told.most_common()]
    settled = {one.name.casefold() for one in found}
    return found + [
        Named(name, _side_of(name, found), n)
        for name, n in acting.most_common()
        if n >= OFTEN and name.casefold() not in settled
    ]


def _side_of(name: str, found: list[Named]) -> str | None:
    """Return the side of a short name: of the whole name that holds it."""
    return next((one.side for one in found if f" {name.casefold()} " in f" {one.name.casefold()} "), None)


def tell_named(named: list[Named]) -> list[Note]:
    """Return what to ask about names of parties that drift.toml does not tell."""
    notes = []
    for side in (*SIDES, None):
        names = [one.name for one in named if one.side == side]
        if names:
            shown = ", ".join(names[:SHOWN]) + (", …" if len(names) > SHOWN else "")
            notes.append(Note(f"note.party_{side or 'unknown'}", {"n": len(names), "names": shown}))
    return notes


def _list_told(text: str) -> list[tuple[str, str]]:
    pairs = []
    for match in _defining().finditer(text[:READ]):
        role = replace_parties(match["role"])
        name = match["name"].strip(" ,")
        if role in SIDES and len(name) <= LENGTH and not _is_role(name):
            pairs.append((name, role))
    return pairs


def _list_acting(text: str) -> list[str]:
    """Return the name that begins a clause and acts, and those by whom something is done."""
    first = _beginning().match(text)
    names = [*([first["name"]] if first else []), *(match["name"] for match in _agents().finditer(text[:READ]))]
    return [name.strip() for name in dict.fromkeys(names) if len(name) <= LENGTH and not _is_role(name)]


def _is_role(name: str) -> bool:
    """Return whether a name is a role word, or begins with one: Supplier Staff is nobody's name."""
    plain = replace_parties(name)
    words = {word for listed in load_words()["people"].values() for word in listed}
    return plain.split()[0] in (*SIDES, "outsider") or any(word in words for word in name.casefold().split())


@cache
def _defining() -> re.Pattern[str]:
    roles = "|".join(
        sorted((re.escape(word) for side in SIDES for word in load_words()["roles"][side]), key=len, reverse=True)
    )
    marks = "[\"'“”„‘’]"
    # a role in quotes within brackets, or behind a word that says so
    called = rf"[(,]\s*{_CALLED}\s*{marks}*|\(\s*(?:(?i:the|de|het)\s+)?{marks}"
    return compile_bound(
        rf"(?P<name>{_NAME})(?:(?!hierna|hereinafter|hereafter|verder)[^.;()]){{0,120}}?(?:{called})(?:(?i:the|de|het)\s+)?(?P<role>(?i:{roles}))(?!\w)"
    )


@cache
def _beginning() -> re.Pattern[str]:
    """Return a pattern of a name in capitals at the beginning that then acts; an ordinary word has one capital too."""
    name = r"[A-Z][\w&'.-]*+(?: [A-Z&][\w&'.-]*+){0,4}"
    return compile_bound(rf"\W*(?:\d+(?:\.\d+)*\.?\s+)?(?P<name>{name}) (?:\w+ly )?{_ACTS}\b")


@cache
def _agents() -> re.Pattern[str]:
    """Return a pattern of who does what is done: wordt door X hersteld, is repaired by X."""
    return compile_bound(r"\b(?:door|by) (?P<name>[A-Z][\w&'.-]*+(?: [A-Z&][\w&'.-]*+){0,4})")
