"""Find planted names in what was written, however they are spelt there."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from folding import decode, fold, fold_spelt
from outputs import Output
from persons import Person
from places import PLACES, person_of
from spellings import SPELLINGS, Spelling

TAG = re.compile(r"k(\d{3})p(\d{3})")
MARKUP = re.compile(r"<[^<>]*>")
REACH = 80  # letters between the tag and the last part of a name, at most
AROUND = 40  # letters shown before and behind a hit


@dataclass(frozen=True)
class Hit:
    """A name that left: of which place, how spelt, where it stood."""

    place: str
    kind: str
    label: str
    output: str
    excerpt: str


def find_hits(outputs: Iterable[Output]) -> list[Hit]:
    """Return each (place, spelling, output) once."""
    found: dict[tuple[str, ...], Hit] = {}
    for output in outputs:
        for letters in _letters_of(output):
            for hit in _hits_in(letters, output.name):
                found.setdefault((hit.place, hit.kind, hit.label, hit.output), hit)
    return list(found.values())


def find_tags(outputs: Iterable[Output]) -> set[str]:
    """Return the places of which anything left: names there had a chance to be seen."""
    return {place for output in outputs for _, place, _ in _tags_in(fold(output.text))}


def _tags_in(letters: str, start: int = 0, end: int = sys.maxsize) -> Iterator[tuple[Spelling, str, int]]:
    """Return the spelling and the place of each tag, and where it ends; numbers that are none of ours are no tag."""
    for tag in TAG.finditer(letters, start, end):
        spelling, place = int(tag[1]), int(tag[2])
        if spelling < len(SPELLINGS) and place < len(PLACES):
            yield SPELLINGS[spelling], PLACES[place], tag.end()


def _letters_of(output: Output) -> Iterator[str]:
    """Return the letters of a text, and those between its markup (a name may change its font halfway)."""
    yield fold(decode(output.text))
    if output.text.lstrip()[:1] == "<":
        yield fold(decode(MARKUP.sub("", output.text)))


@cache
def _stems() -> tuple[tuple[str, str], ...]:
    """Return (letters of a family name, its place), as spelt with and without accents."""
    return tuple((stem, place) for place in PLACES for stem in _stems_of(person_of(place)))


def _stems_of(person: Person) -> list[str]:
    stem = person.family.split("-")[0]
    return sorted({fold(stem), fold_spelt(stem)})


def _hits_in(letters: str, output: str) -> Iterator[Hit]:
    for stem, place in _stems():
        at = letters.find(stem)
        while at >= 0:
            yield _hit(letters, at, place, output)
            at = letters.find(stem, at + len(stem))
    yield from _parts_behind_tags(letters, output)


def _hit(letters: str, at: int, place: str, output: str) -> Hit:
    before = [spelling for spelling, there, _ in _tags_in(letters, max(0, at - REACH), at) if there == place]
    spelling = before[-1] if before else None
    kind, label = (spelling.kind, spelling.label) if spelling else ("no tag", "no tag")
    return Hit(place, kind, label, output, letters[max(0, at - AROUND) : at + AROUND])


def _parts_behind_tags(letters: str, output: str) -> Iterator[Hit]:
    """Find what alone would be no name: a second family name, a first name, what no rule can know."""
    for spelling, place, end in _tags_in(letters):
        behind = TAG.split(letters[end : end + REACH])[0]
        person = person_of(place)
        if spelling.kind == "unknowable" and behind.startswith(fold(spelling.write(person))[:12]):
            yield Hit(place, spelling.kind, spelling.label, output, behind[:AROUND])
        elif len(fold(person.first)) > 3 and behind.startswith(fold(person.first)):
            yield Hit(place, spelling.kind, f"{spelling.label}: first name", output, behind[:AROUND])
        elif "-" in person.family and "ozkan" in behind:
            yield Hit(place, spelling.kind, f"{spelling.label}: second name", output, behind[:AROUND])
