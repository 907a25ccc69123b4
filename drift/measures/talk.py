"""What people write: by the contract, in complaint, or a diagnosis instead of "it stands still"."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.measures.cases import FIXED_POINT
from drift.measures.wordlists import pattern_of

if TYPE_CHECKING:
    import ibis

    from drift.tables.store import Store

CLAUSE_TALK, COMPLAINTS, DIAGNOSIS = "clause_talk", "complaints", "diagnosis"
MIN_LEFT: Final = 3  # letters or digits in a row that a bare report does not have: "E17", "band", "motor"


def judge_talk(store: Store, kind: str) -> ibis.Table:
    """Return per case whether its title, or for clause talk a step of it, has a word of the kind: share, asked.

    Known where there is a title or a step with text.
    """
    import ibis

    cases, steps = store["cases"], store["steps"]
    title = cases.title.lower()
    said = ibis.ifelse(cases.title.notnull(), title.re_search(pattern_of(kind)), ibis.null("boolean"))
    judged = cases.select("case", said=said)
    if kind == "clause":
        spoken = steps.group_by("case").agg(talks=steps.talks.max())
        joined = judged.left_join(spoken, "case")
        either = (joined.said.fill_null(False).cast("int64") + joined.talks.fill_null(0)) > 0
        told = joined.said.notnull() | joined.talks.notnull()
        judged = joined.select("case", said=ibis.ifelse(told, either, ibis.null("boolean")))
    return judged.select("case", share=judged.said.cast("int64") * FIXED_POINT, asked=ibis.literal(True))


def judge_diagnosis(store: Store) -> ibis.Table:
    """Return per case of persons whether its title tells more than that it stands still: an object, a cause, a code."""
    import ibis

    cases = store["cases"]
    people = cases.filter(cases.by_people & cases.caller.notnull())
    # twice: neighbouring words share the blank between them
    left = people.title.lower()
    for _ in range(2):
        left = left.re_replace(pattern_of("bare"), " ")
    more = left.re_search(f"[a-z0-9]{{{MIN_LEFT}}}")
    return people.select("case", share=more.cast("int64") * FIXED_POINT, asked=ibis.literal(True))
