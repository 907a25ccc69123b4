"""Whether the names in a column are of persons or of organisations: callers are no customers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Final

import pandas as pd

from drift.sources.people.looks import has_name_form
from drift.sources.people.words import names_of
from drift.sources.words import normalise
from drift.wording.case import fold_spelling

MOST: Final = 0.5  # of the different names: what most of them look like, the column holds
NEARLY_ALL: Final = 0.8  # of the names share a word that none of them is told apart by
FEW: Final = 20  # different names in a column that a tool uses for callers; more of them are log-ins
MANY: Final = 200  # DESIGN 4: nobody has so many customers under one contract; these are callers


def are_persons(names: pd.Series, others: set[str], *, caller: bool, alone: bool) -> bool:
    """Whether the names of a column are of persons.

    Parameters
    ----------
    others : names in other columns of persons
    caller : a tool calls its callers by this heading
    alone : no other column tells who called
    """
    different = list(dict.fromkeys(map(fold_spelling, names.dropna().unique())))
    spelled = list(dict.fromkeys(" ".join(str(name).split()) for name in names.dropna().unique()))
    if not different:
        return caller
    if len(different) > MANY:
        return True
    if len(others & set(different)) >= MOST * len(different):
        return True
    kinds = Counter(_look(name, _shared_words(spelled)) for name in spelled)
    if caller:
        kinds["person"] += sum(name.islower() and " " not in name for name in spelled)  # log-ins
    if kinds["person"] >= MOST * len(spelled):
        return alone or len(different) > FEW
    return caller and len(different) > FEW and kinds["organisation"] < MOST * len(spelled)


def _shared_words(names: Sequence[str]) -> frozenset[str]:
    """Return the words that nearly all of several names share: Hoeve Noord, Hoeve Zuid are no persons."""
    n = Counter(word for name in names for word in set(normalise(name).split()))
    few = names_of("particles") | names_of("persons") | names_of("salutations")
    return frozenset(
        word for word, times in n.items() if times >= 2 and times >= NEARLY_ALL * len(names) and word not in few
    )


def _look(name: str, shared: Iterable[str]) -> str:
    """Return what one name looks like: person, organisation, or neither."""
    plain = normalise(name).split()
    if "@" in name or not (names_of("persons") | names_of("salutations")).isdisjoint(plain):
        return "person"
    if not names_of("organisations").isdisjoint(plain) or not set(shared).isdisjoint(plain):
        return "organisation"
    return "person" if has_name_form(name) else ""
