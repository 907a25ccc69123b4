"""Who is meant by a cell: persons, their job, the side they stand on, the level they meet at; the words are in TOML."""

import re
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from drift.sources.opening.columns import NULLS
from drift.sources.patterns import compile_bound
from drift.sources.vocabulary import find_values, merge_values
from drift.sources.words import any_of, normalise

OTHER: Final = "other"  # a job, but none of the four functions: as written, where a column is for functions
WHOLE_ONLY: Final = 2  # letters; og and on mean a side only where nothing stands beside them
MAX_NAME: Final = 6  # words
_BETWEEN = compile_bound(r"\s*(?:[;\n\r|+&•]|(?<!\bv)/)\s*")  # v/d Pol is one
_AND = compile_bound(r"\s*(?:,|\ben\b|\band\b)\s*")
# J. de Vries (contractmanager), J. de Vries - contractmanager, contractmanager: J. de Vries
_PARTS = compile_bound(r"\s*(?:[()\[\]:]|\s[-–—]\s)\s*")
_INITIAL = re.compile(r"\b[A-Z]\.")
_PARTICLE = re.compile(r"\b(?:van|de|der|den|von|ter|ten)\b")
# Vries, J. de; Dijk, Pieter van; Kuipers, J.W.: the family name first
_TURNED = re.compile(
    r"\s*[A-ZÀ-ÖØ-Þ][\w'’-]{1,30},\s{0,3}(?:(?:[A-Z]\.\s?){1,5}|(?=[^,]*\s(?:van|de|der|den|von|ter|ten|el|al)\s*$)[A-Z][\w-]{1,20})"
    r"(?:\s?(?:van|de|der|den|het|von|ter|ten|te|el|al)){0,3}\s*"
)
_CAPITAL = re.compile(r"[A-ZÀ-ÖØ-Þ][\w'’.-]*")


@dataclass(frozen=True)
class Holder:
    """Someone who has a role: as far as the words tell, and no further."""

    person: str | None = None  # the name as written: to be hidden before it goes anywhere
    function: str | None = None  # operations, procurement, contract management, management, other
    side: str | None = None


def read_holders(text: str, *, named: bool) -> list[Holder]:
    """Return everyone that a cell names; named: the column is for names, so that a word without capitals is one too."""
    holders: list[Holder] = []
    for line in _BETWEEN.split(text):
        before, colon, _ = line.partition(":")
        of_line = side_of(before) if colon else None
        pieces = [piece for piece in _AND.split(line) if piece.strip()]
        if _TURNED.fullmatch(line) or any(_read_one(piece, named=named) == Holder() for piece in pieces):
            pieces = [line]  # a name with the family name first; `Manager Inkoop en Contracten` is one job
        for piece in pieces if len(pieces) > 1 else [line]:
            if piece.strip().casefold() in NULLS:
                continue
            holder = _read_one(piece, named=named)
            holder = replace(holder, side=holder.side or of_line)
            last = holders[-1] if holders else Holder()
            if named and last.person and not last.function and holder.function and not holder.person:
                holders[-1] = replace(last, function=holder.function, side=last.side or holder.side)
            else:
                holders.append(holder)
    return holders


def _read_one(text: str, *, named: bool) -> Holder:
    """Read `J. de Vries (contractmanager, klant)`, in any order."""
    holder = Holder()
    for i, part in enumerate(part for part in _PARTS.split(text) if part.strip()):
        job, side = job_of(part), side_of(part)
        name = _name_in(part, beside_job=job is not None or side is not None, named=named and i == 0)
        if name and holder.person is None and (i == 0 or holder.function or holder.side):
            holder = replace(holder, person=name)
        holder = replace(holder, function=holder.function or job, side=holder.side or side)
    return holder


def _name_in(part: str, *, beside_job: bool, named: bool) -> str | None:
    """Return the name in a part of a cell, without the words for jobs and sides around it; None where there is none."""
    if beside_job:
        rest = _strip_jobs(part)
        return rest if rest and (_INITIAL.search(rest) or _PARTICLE.search(rest)) and _CAPITAL.search(rest) else None
    name = _strip_honorifics(part)
    words = name.split()
    if not any(sign.isalpha() for sign in name) or not (named or (words and _CAPITAL.match(words[0]))):
        return None
    return name if named or len(words) <= MAX_NAME else None


def _strip_honorifics(text: str) -> str:
    words = text.split()
    titles = merge_values("honorific")
    while words and normalise(words[0]) in titles:
        words = words[1:]
    joined = " ".join(words[:2])
    return " ".join(words[2:]) if normalise(joined) in titles else " ".join(words)


def _strip_jobs(text: str) -> str:
    """Return what is left of a text without words for jobs and sides."""
    words = {part for word in (*merge_values("job"), *merge_values("side")) for part in word.split()}
    return _strip_honorifics(" ".join(word for word in text.split() if normalise(word) not in words))


def job_of(text: str) -> str | None:
    """Return the function a job title belongs to: the longest known title in it counts; None where none is known."""
    best = max(_jobs().findall(normalise(text)), key=len, default=None)
    return merge_values("job")[best] if best else None


def function_of(title: str) -> str:
    """Return the function of a job title, or the title as written: a column for functions holds no names."""
    job = job_of(title)
    return job if job and job != OTHER else title


def side_of(text: str) -> str | None:
    """Return customer or supplier; None where neither or both are named: a supplier manager may be the customer's."""
    plain = normalise(text)
    if plain in merge_values("side"):
        return merge_values("side")[plain]
    sides = {merge_values("side")[word] for word in _sides().findall(_jobs().sub(" ", plain))}
    return sides.pop() if len(sides) == 1 else None


def level_of(*texts: str | None) -> str | None:
    """Return the level that the first of some texts tells; None where it tells none, or more than one."""
    for text in texts:
        levels = find_values("level_word", text or "")
        if levels:
            return levels.pop() if len(levels) == 1 else None
    return None


@cache
def _jobs() -> re.Pattern[str]:
    return re.compile(rf"\b({any_of(merge_values('job'))})(?:s|en|n)?\b")


@cache
def _sides() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{any_of(word for word in merge_values('side') if len(word) > WHOLE_ONLY)})\b")
