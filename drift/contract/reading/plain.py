"""A clause as it is read: without number in front, markup and punctuation at its end, in lower case, parties by role.

What two clauses differ in that are the same words to a reader, differs in nothing here.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from drift.contract.parties import Names, list_people, replace_parties
from drift.contract.reading.patterns import load_patterns

PATTERNS: Final = load_patterns("plain")
SIDES: Final = {f"{side}_side": list_people(side) for side in ("supplier", "customer")}  # as parts of a pattern


@lru_cache(maxsize=4096)  # one heading stands over many clauses
def to_plain(text: str, names: Names = ()) -> str:
    """Return a clause or a heading as its words are read; names: of both parties, as of `to_names`."""
    lines = (PATTERNS["markup"].sub(" ", line) for line in text.splitlines())
    bare = "\n".join(" ".join(line.split()) for line in lines if line.strip())
    number = PATTERNS["number_in_front"].match(bare)
    bare = bare[number.end() :] or bare if number else bare
    return PATTERNS["end"].sub("", replace_parties(bare, names))


def strip_number(text: str) -> str:
    """Return a clause without blanks round it, source markup left in, and without the number in front of it."""
    joined = " ".join(text.split())
    number = PATTERNS["number_in_front"].match(joined)
    return joined[number.end() :] or joined if number else joined


def find_number(text: str) -> str:
    """Return the number in front of a clause (4., 4.2, (b)), tidied, or nothing."""
    joined = " ".join(text.split())
    number = PATTERNS["number_in_front"].match(joined)
    return number[0].strip(" .():") if number and joined[number.end() :] else ""
