"""Which clauses in force speak of an incident: named in it, by a word they share, or as the norm for its priority.

A clause speaks of an incident when it has the name of its object or of its category, or two other words of its title.
The name of an object is what at least half of the titles about that object say: "scanner", whatever its number. A word
counts when few clauses have it: "storing" stands everywhere and tells nothing; and as a name when few incidents have
it: where every other one is about a lift, a clause that says no more than "lift" is about none of them. Words are one
but for an ending: "transportband" and "transportbanden". The words are told with the clause, so that a reader sees why
it is there. That no clause covers an incident is a finding of its own. A clause that people named by its number stands
before all others.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.contract.numbers import find_numbers
from drift.contract.reading.language import COMMON_WORDS
from drift.tables.shown import pick_shown
from drift.terms import COUNTED_ROLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

# that may follow a word and leave it one: transportband-en, sorteerder-s; fotocel is no foto
ENDINGS: Final = frozenset(("", "s", "n", "e", "en", "es", "je", "jes", "tje", "tjes", "d", "ed", "ing"))
TELLING_SHARE: Final = 0.1  # of the clauses; a word that more of them have tells nothing
KIND_SHARE: Final = 1 / 3  # of the titles; a word that more of them have names what the whole log is about: "lift"
KIND_OF: Final = 300  # incidents up to this one whose titles tell that
TELLING: Final = 3  # clauses that may have a word in any case, where a contract is short
TOGETHER: Final = 2  # words of the title that are no name; one alone is as often chance
NAME_SHARE: Final = 0.5  # of the titles about an object; what half of them say is its name
CLAUSES: Final = 3  # told by words; those that share the rarest
NORMS: Final = 2  # told by priority; the first in the order of the document
LETTERS: Final = 4  # shorter words are articles and prepositions; the longer ones of these are COMMON_WORDS
ROLES: Final = (*COUNTED_ROLES, "dap")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class Covering:
    """A clause that speaks of an incident."""

    document: str
    clause_id: str | None
    text: str  # masked
    by: str  # named, words, priority
    words: tuple[str, ...]  # shared, as the incident has them; by priority: the priority; named: the number


def clauses_in_force(tables: Mapping[str, pd.DataFrame], on: pd.Timestamp) -> pd.DataFrame:
    """Return the clauses that bound on a day: of the versions then in force, what is not struck through."""
    documents = tables["documents"]
    begun = pd.to_datetime(documents["effective_on"]) <= on
    ended = pd.to_datetime(documents["ends_on"]) <= on
    valid = documents[begun & ~ended & documents["status"].ne("draft").fillna(True) & documents["role"].isin(ROLES)]
    clauses = tables["clauses"]
    inside = clauses["file"].isin(valid["file"]) & clauses["in_force"].eq(True).fillna(False)
    return clauses[inside & clauses["text"].notna()]


def find_covering(
    incident: pd.Series, tables: Mapping[str, pd.DataFrame], said: Iterable[str] = ()
) -> tuple[Covering, ...]:
    """Return the clauses that speak of an incident: those that people named, then by words, then by priority.

    Parameters
    ----------
    incident : title, category, object, priority, opened_at; masked
    said : what people wrote in its steps; masked
    """
    clauses = clauses_in_force(tables, incident["opened_at"])
    if not len(clauses):
        return ()
    named = _find_named(said, clauses)
    names, title = name_object(incident, tables), _plain(incident["title"])
    own = names - find_kinds(incident, tables)
    shared = {
        i: words
        for i, words in share_words(names | title, clauses.drop(named)).items()
        if words.keys() & own or len(words) >= TOGETHER
    }
    near = sorted(shared, key=lambda i: -sum(shared[i].values()))[:CLAUSES]
    norms = _norms_of(incident["priority"], clauses.drop([*named, *near]), tables["targets"])
    by_words = [_to_covering(clauses.loc[i], "words", tuple(sorted(shared[i]))) for i in near]
    by_number = [_to_covering(clauses.loc[i], "named", (str(clauses.loc[i, "clause_id"]),)) for i in named]
    return (
        *by_number,
        *by_words,
        *(_to_covering(clauses.loc[i], "priority", (str(incident["priority"]),)) for i in norms[:NORMS]),
    )


def _find_named(said: Iterable[str], clauses: pd.DataFrame) -> list[int]:
    """Return the clauses that people named by their number, 2.7 and the like, in the order in which they did.

    A number that several documents have could be any of theirs, and names none.
    """
    numbers = dict.fromkeys(number for text in said for number in find_numbers(text))
    alone = clauses[clauses["clause_id"].notna() & ~clauses["clause_id"].duplicated(keep=False)]
    place = dict(zip(alone["clause_id"].astype("str"), alone.index.tolist(), strict=True))
    return [place[number] for number in numbers if number in place][:CLAUSES]


def name_object(incident: pd.Series, tables: Mapping[str, pd.DataFrame]) -> set[str]:
    """Return the words that name the object of an incident or its category."""
    names = _plain(incident["category"]) | _plain(incident["object"])
    if pd.isna(incident["object"]):
        return names
    objects = pick_shown(tables, "incidents", ["object"])["object"]
    same = pick_shown(tables, "incidents", ["title"], objects.index[objects == incident["object"]])
    titles = [_plain(title) for title in same["title"]]
    if len(titles) > 1:
        names |= {
            word
            for word in _plain(incident["title"])
            if sum(word in title for title in titles) >= NAME_SHARE * len(titles)
        }
    return names


def find_kinds(incident: pd.Series, tables: Mapping[str, pd.DataFrame]) -> set[str]:
    """Return the words of an incident that so many others have that they tell nothing of this one."""
    opened = pick_shown(tables, "incidents", ["opened_at"])["opened_at"]
    lately = opened[opened <= incident["opened_at"]].sort_values(kind="stable").index[-KIND_OF:]
    titles = [_plain(title) for title in pick_shown(tables, "incidents", ["title"], lately)["title"]]
    own = _plain(incident["title"]) | _plain(incident["category"]) | _plain(incident["object"])
    most = max(TELLING, KIND_SHARE * len(titles))
    return {word for word in own if sum(any(_are_one(word, other) for other in title) for title in titles) > most}


def share_words(words: set[str], clauses: pd.DataFrame) -> dict[int, dict[str, float]]:
    """Return the clauses that share telling words with an incident: row -> word -> weight (log of rarity)."""
    texts = clauses["section"].astype("str").fillna("") + " " + clauses["text"]
    of_clause = dict(zip(clauses.index.tolist(), map(_plain, texts), strict=True))
    every = sorted(set().union(*of_clause.values()))
    shared: dict[int, dict[str, float]] = {}
    for word in sorted(words):
        alike = {other for other in every if _are_one(word, other)}
        those = [i for i, own in of_clause.items() if own & alike]
        if len(those) <= max(TELLING, TELLING_SHARE * len(clauses)):
            for i in those:
                shared.setdefault(i, {})[word] = math.log(1 + len(clauses) / len(those))
    return dict(sorted(shared.items()))


def _are_one(word: str, other: str) -> bool:
    short, long = sorted((word, other), key=len)
    return long.startswith(short) and long[len(short) :] in ENDINGS


def _plain(text: object) -> set[str]:
    """Return the words of a text; none where it is missing."""
    if not isinstance(text, str):
        return set()
    return {word for word in _WORD.findall(text.casefold()) if len(word) >= LETTERS and word not in COMMON_WORDS}


def _norms_of(priority: Any, clauses: pd.DataFrame, targets: pd.DataFrame) -> list[int]:
    """Return the clauses with a target whose condition names the priority as a word."""
    if pd.isna(priority) or not str(priority).strip():
        return []
    named = re.compile(rf"(?<!\w){re.escape(str(priority).strip())}(?!\w)", re.IGNORECASE)
    those = targets[targets["condition"].astype("str").fillna("").str.contains(named)]
    places = set(zip(those["file"], those["sheet"], those["row"], strict=True))
    rows = zip(clauses.index, clauses["file"], clauses["sheet"], clauses["row"], strict=True)
    return [i for i, *place in rows if tuple(place) in places]


def _to_covering(clause: Any, by: str, words: tuple[str, ...]) -> Covering:
    number = None if pd.isna(clause["clause_id"]) else str(clause["clause_id"])
    return Covering(str(clause["document"]), number, str(clause["text"]), by, words)
