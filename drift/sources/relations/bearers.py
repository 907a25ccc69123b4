"""Relations that are persons: told by the names of all in the column that the relation's own name stands in."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final, Literal

from drift.project import Project
from drift.sources import people as of_people
from drift.sources.patterns import load_words
from drift.sources.people import People
from drift.sources.people.columns import LONGEST, is_of_doers
from drift.sources.people.looks import as_meant, has_name_form, is_code, is_of_others
from drift.sources.people.words import names_of
from drift.sources.readings import Readings
from drift.sources.relations.columns import RelationColumn
from drift.sources.relations.find import declared_column, group_columns, spell
from drift.sources.relations.persons import MANY, MOST, NEARLY_ALL
from drift.sources.relations.words import bearers_of
from drift.sources.rolewords import is_account
from drift.sources.words import normalise
from drift.wording.case import fold_spelling

FEWEST: Final = 2  # names by which a column is told: the only customer of a log may be called Albert Heijn
Form = Literal["name", "first", "whole", "word", "other"]  # the first two tell a person; the next two may be anything's
_JOINED: Final = re.compile(r" (?:en|and|und|et|&|\+) |/")
_BRACKETS: Final = re.compile(r"\([^()]*\)")
_INITIALS: Final = re.compile(r"(?:[^\W\d_a-z]\.-?){1,5}|[^\W\d_a-z]")
_OWNED: Final = re.compile(r"['’]s\b|s['’]\s")  # Anna's Bakery is the bakery's


@dataclass(frozen=True)
class Bearers:
    """Who of the relations is a person."""

    persons: tuple[str, ...] = ()  # as the files, drift.toml or the command write them
    number: int | None = None  # of the relation among those of its column; None: it stands in no column of several


def find_bearers(readings: Readings, project: Project) -> Bearers:
    """Return which relations are persons: of columns that ask for a choice, and of the one that was chosen from."""
    own, asked = _own_spellings(project), {normalise(one.heading) for one in readings.relations}
    declared = normalise(declared_column(project) or "")
    named, persons, number = list[str](), list[str](), None
    for key, columns in group_columns(readings.relation_columns).items():
        if key != declared and max(len(column.different) for column in columns) > MANY:
            continue
        names = _list_names(columns)
        spelled = {fold_spelling(spell(name, project)) for name in names}
        mine = not own.keys().isdisjoint(map(fold_spelling, names)) or fold_spelling(project.name) in spelled
        if not mine and key not in asked:
            continue
        persons += pick_bearers(columns[0].heading, names, readings.people)
        named += names
        if mine and len(spelled) >= FEWEST:
            number = number or _number(fold_spelling(project.name), spelled)
    sure = (name for name in (*own.values(), *named) if is_surely_person(name))
    return Bearers(tuple(dict.fromkeys([*persons, *sure])), number)


def _own_spellings(project: Project) -> dict[str, str]:
    """Return how the relation and those that drift.toml spells are called: folded -> as written."""
    settings = project.settings
    names = [project.name, project.relation, settings.relation, *settings.aliases]
    names += [name for others in settings.aliases.values() for name in others]
    return {fold_spelling(name): name for name in names if name}


def _list_names(columns: Iterable[RelationColumn]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(" ".join(name.split()) for column in columns for name in column.different))


def _number(name: str, spelled: Iterable[str]) -> int | None:
    """Return the number of a name in an order that tells nothing of it, and is that of no row."""
    order = sorted(spelled, key=lambda one: hashlib.sha256(one.encode()).digest())
    return order.index(name) + 1 if name in order else None


def pick_bearers(heading: str, names: Sequence[str], people: People) -> tuple[str, ...]:
    """Return the names in a column of relations, where it holds persons; of companies none.

    Half of the names must tell a person: a frequent first name alone or before another word, initials, a comma, a
    title, somebody of the log. Of the others most may have the same form; a few, at most, that of something else.
    """
    forms = {name: form_of(name, people, doers=is_of_doers(heading)) for name in names}
    n = Counter(forms.values())
    told = n["name"] + n["first"]
    wholes, words = (few if few <= sure else 0 for few, sure in ((n["whole"], n["name"]), (n["word"], n["first"])))
    looking = told + wholes + words
    if len(names) >= FEWEST and told >= MOST * len(names) and looking >= NEARLY_ALL * len(names):
        return tuple(name for name, form in forms.items() if form != "other")
    return people.pick_persons(heading, names)


def form_of(name: str, people: People, *, doers: bool = False) -> Form:
    """Return what the name of a relation looks like.

    doers : a heading of persons stands above it: a word in small letters is a log-in
    """
    if len(name) > LONGEST:
        return "other"
    name = as_meant(name)
    parts = _JOINED.split(name)
    if len(parts) > 1:  # Anna en Bas; Kim & Sons
        forms = {form_of(part, people, doers=doers) for part in parts}
        return "name" if "other" not in forms and forms & {"name", "first"} else "other"
    if "@" in name:
        return "other" if is_account(name.partition("@")[0]) else "name"
    name = " ".join(word for word in _BRACKETS.sub(" ", name).split() if not any(map(str.isdigit, word)))
    words = normalise(name).split()
    if not words or is_account(name) or _OWNED.search(name) or _is_of_others(words):
        return "other"
    if is_surely_person(name) or (_has_title(words) and name.split()[-1][:1].isupper()):
        return "name"
    if words[0] in names_of("particles") or words[0] in names_of("before_places"):  # Van der Valk, Den Haag
        return "other"
    return _form_of_words(name, words, people, doers=doers)


def _form_of_words(name: str, words: list[str], people: People, *, doers: bool) -> Form:
    told = words[0] in _first_names() or people.is_person(name)
    if " " not in name:
        login = doers and name.islower()
        return "first" if told or login else "word" if name.istitle() else "other"
    written = name.title() if name.isupper() and not is_code(name) else name
    if not has_name_form(written) or (_is_place(words) and not told):
        return "other"
    return "name" if told else "whole"


def is_surely_person(name: str) -> bool:
    """Whether a name has a form that persons' names have alone: J. Smit; Smit, Jan; Jan van der Smit."""
    name = as_meant(_BRACKETS.sub(" ", name)) if len(name) <= LONGEST else name
    words = normalise(name).split()
    if len(name) > LONGEST or not has_name_form(name) or is_code(name) or is_account(name) or _is_of_others(words):
        return False
    if "," in name:
        return name.count(",") == 1
    if any(map(_INITIALS.fullmatch, name.split())):
        return True
    first = next((i for i, word in enumerate(words) if word not in names_of("particles")), 0)
    within = [word for word in name.split()[first + 1 :] if word.islower()]  # Van der Valk is no Jan van der Valk
    return bool(within) and not _is_place(words)


def _is_of_others(words: Sequence[str]) -> bool:
    """Whether a word is of an organisation, a thing, a place or a function; behind a particle any word is a name."""
    particles = names_of("particles")
    own = [word for i, word in enumerate(words) if word not in particles and not (i > 1 and words[i - 1] in particles)]
    return any(len(word) > 1 and is_of_others(word) for word in own)


def _has_title(words: Sequence[str]) -> bool:
    """Whether somebody stands behind a title or is a family: De heer Bakker, Mevr. Smit, Familie Jansen."""
    titled = words[0] in bearers_of("families") or not names_of("salutations").isdisjoint(words[:2])
    return titled and len(words) > 1


def _is_place(words: Sequence[str]) -> bool:
    """Whether words are of a place: Bergen op Zoom, San Jose."""
    within = not names_of("in_places").isdisjoint(words[1:-1]) and words[0] not in _first_names()
    return within or words[0] in names_of("before_places")


@cache
def _first_names() -> frozenset[str]:
    listed = load_words(of_people.__name__, "firstnames").values()
    return frozenset().union(bearers_of("first_names"), *listed)
