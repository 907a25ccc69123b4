"""What a clause says: who is bound, how, to what kind of thing, and to which measured targets."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.contract.parties import Names, replace_names, to_names
from drift.contract.reading.duties import Duties, read_duties
from drift.contract.reading.features import describe
from drift.contract.reading.language import is_unreadable
from drift.contract.reading.plain import to_plain
from drift.contract.reading.targets import Target, find_targets
from drift.contract.reading.weights import read_weights

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

BOUND: Final = "bound "
CODE_FENCE: Final = "```"  # of Markdown: what follows is typed into a machine, and agrees nothing
COLUMNS: Final = ("obligation", "party", "modality", "kind", "targets")
TARGET_FIELDS: Final = ("metric", "comparator", "value", "unit", "per", "condition")


@dataclass(frozen=True)
class Reading:
    """What one clause says; the words are those of the labelling guide."""

    obligation: bool  # someone is bound: a duty, a prohibition, a promised effort
    party: str  # supplier, customer, both; none where nobody is bound
    modality: str  # obligation, prohibition, permission, soft, none
    kind: str  # target, outcome, procedure, reporting, governance, penalty, boilerplate
    targets: tuple[Target, ...]


NOTHING: Final = Reading(False, "none", "none", "boilerplate", ())


def classify_clauses(
    texts: Iterable[str | None],
    *,
    sections: Iterable[str | None] | None = None,
    parties: Mapping[str, Iterable[str]] | None = None,
) -> pd.DataFrame:
    """Classify clauses, in English and Dutch.

    Parameters
    ----------
    texts : clauses; an empty or missing one says nothing
    sections : the heading each stands under, as many as texts; a fragment inherits its duty from there
    parties : what both are called in the clauses, beside role words that everybody uses:
        {"supplier": [names], "customer": [names]}

    Returns
    -------
    frame, a row a text in the order given (the index of `texts` where it is a Series): obligation (bool), party,
    modality, kind, targets (list of dict: metric, comparator, value, unit, per, condition)

    Raises
    ------
    ValueError : sections are not as many as texts; a side in `parties` is neither supplier nor customer
    """
    index = texts.index if isinstance(texts, pd.Series) else None
    listed = list(texts)
    under = [None] * len(listed) if sections is None else list(sections)
    names = to_names(parties)
    readings = [read_clause(text, section, names) for text, section in zip(listed, under, strict=True)]
    rows = [
        (
            r.obligation,
            r.party,
            r.modality,
            r.kind,
            [{name: getattr(target, name) for name in TARGET_FIELDS} for target in r.targets],
        )
        for r in readings
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS), index=index).astype({"obligation": bool})


def read_clause(text: object, section: object = None, names: Names = ()) -> Reading:
    """Return what one clause says under its heading; anything but text says nothing, nor does a block of code.

    names : of both parties
    """
    if not isinstance(text, str) or not text.strip() or text.lstrip().startswith(CODE_FENCE):
        return NOTHING
    targets, said = _read_words(text, names)
    if said is None:
        return Reading(False, "none", "none", "boilerplate", targets)
    plain, duties = said
    heading = to_plain(section, names) if isinstance(section, str) else ""
    scores = read_weights().score(describe(plain, heading, targets, duties))
    return Reading(*decide(duties, scores), targets)


@lru_cache(maxsize=4096)  # a clause stands under several headings, and in a version after the other
def _read_words(text: str, names: Names) -> tuple[tuple[Target, ...], tuple[str, Duties] | None]:
    """Return what the words of a clause say whatever they stand under: targets, and where readable plain and duties."""
    targets = tuple(find_targets(replace_names(text, names)))
    if is_unreadable(text):
        return targets, None
    plain = to_plain(text, names)
    return targets, (plain, read_duties(plain))


def decide(duties: Duties, scores: dict[str, dict[str, float]]) -> tuple[bool, str, str, str]:
    """Return obligation, party, modality and kind: by rules where the words are clear, else by what was learned.

    Parameters
    ----------
    duties : what the words say
    scores : of each class of stance, kind and party
    """
    stance, party = (max(scores[model], key=scores[model].__getitem__) for model in ("stance", "party"))
    party = party if duties.leader == "nobody" else duties.leader
    bound, modality = stance.startswith(BOUND), stance.split(" ", 1)[1]
    if duties.clear:
        bound, modality = duties.binding, duties.modality
    kinds = scores["duty" if bound else "rest"]
    return bound, party if bound else "none", modality, max(kinds, key=kinds.__getitem__)
