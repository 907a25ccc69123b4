"""What a rehearsal found, as sentences for its page."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from drift.rehearse.words import choose_hardest, name_clause, name_clock, name_time, tell_reality

if TYPE_CHECKING:
    from collections.abc import Iterable

    from drift.rehearse.rehearsal import Drafted
    from drift.wording import Wording

LISTED: Final = 8  # clauses of a list on one line; the workbook has all


def tell_findings(draft: Drafted, say: Wording) -> list[str]:
    """Tell what was never and always met, what contradicts, which penalties are touched, and what changed."""
    hardest = choose_hardest(draft)
    reality = tell_reality(hardest, say) if hardest else None
    told = [reality] if reality else []
    told += [_tell_list("never_item", draft.never_met, say)] if draft.never_met else []
    told += [_tell_clash(draft, i, say) for i in range(len(draft.contradicts))][:2]
    told += [_tell_list("decides_item", draft.decides_nothing, say)] if draft.decides_nothing else []
    told += [_tell_penalties(draft, say)] if draft.penalties and draft.monthly else []
    changed = Counter(one.change for one in draft.changes)
    if draft.changes:
        counts = {name: changed[name] for name in ("new", "stricter", "relaxed", "gone")}
        told.append(say("rehearse.changes_item", unshown=sum(not one.shown for one in draft.changes), **counts))
    return told


def _tell_list(code: str, numbers: Iterable[str | None], say: Wording) -> str:
    return say(f"rehearse.{code}", clauses=list_clauses(numbers, say))


def list_clauses(numbers: Iterable[str | None], say: Wording) -> str:
    """Return the first clauses of a list, and how many more there are."""
    own = [name_clause(number, say) for number in dict.fromkeys(numbers)]
    more = say("rehearse.more_short", n=len(own) - LISTED) if len(own) > LISTED else ""
    return ", ".join(own[:LISTED]) + more


def _tell_clash(draft: Drafted, i: int, say: Wording) -> str:
    clash = draft.contradicts[i]
    return say(
        "rehearse.clash_item",
        clause=name_clause(clash.clause_id, say),
        value=name_time(clash.value, clash.unit, say),
        other=name_clause(clash.other_id, say),
        other_value=name_time(clash.other_value, clash.other_unit, say),
        document=clash.other_document,
        clock=name_clock(clash.clock, say),
    )


def _tell_penalties(draft: Drafted, say: Wording) -> str:
    touched = [one for one in draft.penalties if one.months]
    if not touched:
        return say("rehearse.penalty_none")
    most = max(one.months or 0 for one in touched)
    clauses = list_clauses((one.clause_id for one in touched), say)
    return say("rehearse.penalty_item", n=len(draft.penalties), touched=len(touched), months=most, clauses=clauses)


def tell_could_go(draft: Drafted, say: Wording, room: int) -> list[str]:
    """Tell what could go instead: those with most reasons first."""
    if not draft.could_go:
        return [say("rehearse.could_go_none")]
    ordered = sorted(draft.could_go, key=lambda one: -len(one.why))
    clauses = list_clauses((one.clause_id for one in ordered), say)
    why = Counter(code for one in draft.could_go for code in one.why)
    reasons = say.join([f"{say(f'rehearse.why.{code}')} ({n})" for code, n in why.most_common(room)])
    return [say("rehearse.could_go_item", n=len(ordered), clauses=clauses), say("rehearse.could_go_why", why=reasons)]


def tell_origin(draft: Drafted, say: Wording) -> str:
    """Tell where the clauses come from."""
    counts = Counter(one.origin for one in draft.origin)
    return say("rehearse.origin_item", **{name: counts[name] for name in ("floor", "desk", "unknown")})
