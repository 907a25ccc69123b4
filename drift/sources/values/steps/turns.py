"""Whether a word of a decision tells its step where it stands, and what denials and time make of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from drift.sources.values.steps.clauses import Clause, Mark, has_phrase
from drift.sources.vocabulary import merge_values

AGREED: Final = frozenset({"decided", "settled", "adopted", "accepts"})  # kinds of words that tell "decided"
TOLD: Final = frozenset({"solved", "pushed_up", "parked", "denied", "referred_back"})  # kinds named as their step
# words at most from a denial to what it denies behind it, and before it: "herkent dit niet"
DENIES: Final = {"neither": 6, "not": 5, "not_yet": 5, "none": 2}
DENIES_BACK: Final = {"acknowledged": 6, "accepts": 6, "blame": 3, "decided": 1, "adopted": 2, "solved": 1, "up": 4}
ALIKE: Final = {"done": "solved", "accepts": "decided"}  # kinds around which the same words count
PROMISED: Final = frozenset({"future", "maybe", "can"})  # signs of what is not done
BLOCKS: Final = {  # the same for one step: what will be sent is decided to be sent
    "solved": PROMISED | {"passive"},
    "parked": frozenset(),
    **{step: PROMISED - {"future"} for step in ("pushed_up", "referred_back")},
}
NEGATED: Final = {  # all else that is denied is no step
    **{(kind, "not"): "denied" for kind in ("decided", "adopted", "accepts", "acknowledged", "blame")},
    **{("blame", denial): "denied" for denial in ("none", "not_yet")},
    **{(kind, "not_yet"): "parked" for kind in AGREED},
}
# some of all, no single item: "14 van de 20 opgelost", "12 opgelost", "3x opgelost"
_SHARE: Final = re.compile(r"\b\d{1,9} (?:van|of|out of) (?:de |the )?\d{1,9}\b|^\d{1,9} \w{1,20}$|\b\d{1,3}x\b")


def tell_words(clause: Clause, before: Clause | None) -> Iterator[str]:
    """Yield the steps that words of a clause tell by themselves.

    before: the clause in front of it, whose "zal" holds behind "en" as well
    """
    for mark in clause.marks:
        placed = _PLACED.get(mark.field)
        if placed is not None and placed(mark, clause) and _counts_alike(mark, clause):
            step = _turn(mark, clause, before)
            if step is not None:
                yield step


def counts(kind: str, mark: Mark, clause: Clause) -> bool:
    """Return whether nothing around a word makes it tell something else: "percentage opgelost", "het akkoord van"."""
    if kind == "solved" and (_SHARE.search(" ".join(clause.words)) or "next" in clause.kinds("decision_table")):
        return False
    around = (*clause.words[: mark.start], "", *clause.words[mark.end :])
    sent = {"higher", "middle", "lower"} & {*clause.kinds("decision_table")}
    many = not sent and has_phrase(around, list_unless(kind, "many"))
    return not (
        many
        or has_phrase(around, list_unless(kind, "beside"))
        or (mark.start > 0 and clause.words[mark.start - 1] in list_unless(kind, "before"))
        or (mark.end < len(clause.words) and clause.words[mark.end] in list_unless(kind, "behind"))
    )


def _counts_alike(mark: Mark, clause: Clause) -> bool:
    """Return whether a word counts as its kind and as what that is like."""
    return all(counts(kind, mark, clause) for kind in {mark.kind, ALIKE.get(mark.kind, mark.kind)})


def denial_of(mark: Mark, clause: Clause) -> str | None:
    """Return which denial holds for a word of a clause; none but "neither" is heard across another step."""
    others = [one for one in clause.marks if one.kind in AGREED | TOLD and one != mark]
    for one in clause.marks:
        gap, back = mark.start - one.end, one.start - mark.end
        if one.kind == "neither" and 0 <= gap <= DENIES["neither"]:
            return "not"
        if 0 <= gap <= DENIES.get(one.kind, -1) and not _any_between(others, one.end, mark.start):
            cannot = one.kind == "not" and mark.kind in AGREED and "can" in clause.kinds("decision_sign")
            return "not_yet" if cannot else one.kind
        if one.kind in ("not", "not_yet") and 0 <= back <= DENIES_BACK.get(mark.kind, -1):
            unclear = mark.kind == "decided" and one.kind == "not"  # "akkoord niet verkregen": who knows why
            return "none" if unclear else one.kind
    return None


def has_happened(kind: str, clause: Clause, before: Clause | None) -> bool:
    """Return whether what a clause tells is done; "wordt onderzocht en opgelost" says of both that it is not."""
    signs = clause.kinds("decision_sign")
    linked = clause.joint in ("en", "and") and kind not in ("pushed_up", "referred_back")
    if before is not None and linked and "own" not in signs:
        signs = [*signs, *before.kinds("decision_sign")]
    return not BLOCKS.get(kind, PROMISED) & {*signs}


def is_alone(mark: Mark, clause: Clause) -> bool:
    """Return whether nothing of weight stands beside a word: "Actie 14 is gereed"."""
    rest = clause.words[: mark.start] + clause.words[mark.end :]
    return all(word in merge_values("decision_fill") or not word.isalpha() for word in rest)


@cache
def list_unless(kind: str, place: str) -> frozenset[str]:
    """Return the phrases that, at a place around a word of some kind, make it tell nothing."""
    return frozenset(word for word, where in merge_values(f"{kind}_unless").items() if where == place)


def _turn(mark: Mark, clause: Clause, before: Clause | None) -> str | None:
    """Return the step of a word as denials and time turn it."""
    denial = denial_of(mark, clause)
    if denial is not None:
        return NEGATED.get((mark.kind, denial))
    if mark.kind == "settled":  # what was settled lies ahead: "afgesproken dat hij zal komen"
        clause = Clause(clause.words, tuple(one for one in clause.marks if one.end <= mark.start), clause.joint)
    if not has_happened(mark.kind, clause, before):
        return None
    if mark.kind == "done":
        return "solved" if _is_told_done(mark, clause) and has_happened("solved", clause, before) else None
    return "decided" if mark.kind in AGREED else mark.kind if mark.kind in TOLD else None


def _is_told_done(mark: Mark, clause: Clause) -> bool:
    """Return whether a participle tells what was done: behind "is", or at the end where it is no infinitive too."""
    last = mark.end == len(clause.words) and mark.start > 0 and clause.words[-1][-1] in "dt"
    return last or "own" in clause.kinds("decision_sign")


def _any_between(marks: list[Mark], start: int, end: int) -> bool:
    return any(start <= mark.start and mark.end <= end for mark in marks)


def _is_telling(mark: Mark, clause: Clause) -> bool:
    return mark.kind != "nothing" and not _is_attribute(mark, clause)


def _is_attribute(mark: Mark, clause: Clause) -> bool:
    """Return whether an English participle in front belongs to a noun: "approved suppliers"; Dutch bends such words."""
    behind = clause.words[mark.end : mark.end + 1]
    ends = mark.start == 0 and clause.words[mark.end - 1].endswith("ed")
    return ends and any(word.isalpha() and word not in merge_values("decision_follow") for word in behind)


def _is_order(mark: Mark, clause: Clause) -> bool:
    """Return whether a verb is an order: in front, at the end without "te", or behind what was agreed."""
    agreed = any(one.kind in AGREED and one.end <= mark.start for one in clause.marks)
    first, last = mark.start == 0, mark.end == len(clause.words)
    return agreed or first or (last and clause.words[mark.start - 1] not in ("te", "to"))


_PLACED: Final = {
    "decision": _is_telling,
    "decision_order": _is_order,
    "decision_alone": is_alone,
}
