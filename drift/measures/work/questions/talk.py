"""What people write: they argue by the contract, complain, or tell a diagnosis."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from drift.measures.catalogue import CLAUSE_TALK, COMPLAINTS, DIAGNOSIS
from drift.measures.work.questions.argue import argues, take_out
from drift.measures.work.questions.ask import ask
from drift.sources.vocabulary import words_of

if TYPE_CHECKING:
    import ibis

MIN_LEFT: Final = 3  # letters or digits in a row that a bare report does not have: "E17", "slipt", "motor"
_OBJECT: Final = r"[\p{L}][\p{L}-]* +\d+"


def pattern_of(*kinds: str) -> str:
    """Return a pattern for the words of some kinds, whole words only, in lower case (RE2 and Java understand it).

    Between two words there may be the colon of a form: "klacht: nee".
    """
    words = sorted((word for word, kind in words_of("talk", "talk").items() if kind in kinds), key=len, reverse=True)
    return r"(^|[^a-z0-9])(" + "|".join(re.escape(word).replace(r"\ ", " *:? +") for word in words) + r")($|[^a-z0-9])"


def tell_talk(rows: ibis.Table, column: str) -> ibis.Table:
    """Add whether the text in a column argues by the contract (`clause`) and complains (`complaint`); null without one.

    "Geen klachten" is no complaint. Few texts complain: one search tells which, and only those are looked at again.
    """
    import ibis

    lowered = rows.mutate(lower=rows[column].lower())
    texts = lowered.mutate(left=take_out(lowered.lower))
    either = texts.lower.re_search(pattern_of("complaint"))
    tells = texts.lower.re_replace(pattern_of("content"), " ").re_search(pattern_of("complaint"))
    told = {"clause": argues(texts.lower, texts.left), "complaint": ibis.ifelse(either, tells, either)}
    return texts.mutate(**told).drop("lower", "left")


def diagnoses(title: ibis.StringValue) -> ibis.BooleanValue:
    """Return whether a title tells more than which object stands still: a symptom, a cause, a code; null without title.

    An object is a word and its number ("scanner 58"), unless the word says that it is a code ("fout 17").
    """
    left = title.lower()
    for _ in range(2):  # twice: neighbouring words share the blank between them
        left = left.re_replace(pattern_of("bare"), " ")
    tells = left.re_replace(_OBJECT, " ").re_search(f"[a-z0-9]{{{MIN_LEFT}}}")
    return tells | left.re_search(pattern_of("code"))


def flag_talk(rows: ibis.Table) -> dict[str, ibis.Value]:
    """Ask whether the title or a step complains or argues by the contract, and of titles of callers for a diagnosis."""
    return {
        **ask(COMPLAINTS, _either(rows.complaint, rows.complains)),
        **ask(CLAUSE_TALK, _either(rows.clause, rows.argues)),
        **ask(DIAGNOSIS, rows.diagnosed, rows.by_people & rows.caller_number.notnull()),
    }


def _either(title: ibis.Value, steps: ibis.Value) -> ibis.Value:
    """Return whether the title or a step says it; null where there is neither a title nor a step with text."""
    import ibis

    said = (title.fill_null(False).cast("int64") + steps.fill_null(0)) > 0
    return ibis.ifelse(title.notnull() | steps.notnull(), said, ibis.null("boolean"))
