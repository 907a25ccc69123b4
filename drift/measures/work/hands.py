"""How many persons there are at least, where one person may stand in a log under several spellings.

Spellings of one hand may be one person (`drift.sources.people.hands`). A person may have a hand of each kind that
nothing joins with the other: a name here, a number there. So hands of several kinds are as many persons as those of the
kind that has most; and the most that one person did is the most of each kind together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import ibis


def join_hands(rows: ibis.Table, hands: ibis.Table, person: str = "person") -> ibis.Table:
    """Add hand and kind of the person in a column; a person that nobody listed is a hand of its own.

    Parameters
    ----------
    hands : person, hand, kind, as in columns.py
    """
    listed = hands.select("hand", "kind", named="person")
    joined = rows.left_join(listed, rows[person] == listed.named).drop("named")
    return joined.mutate(hand=joined.hand.coalesce(joined[person]), kind=joined.kind.fill_null("name"))


def pick_others(acted: ibis.Table, hands: ibis.Table) -> ibis.Table:
    """Return the acts of others than who called; columns actor and caller."""
    callers = hands.select(caller_hand="hand", called="person")
    rows = join_hands(acted, hands, "actor").left_join(callers, [("caller", "called")]).drop("called")
    return rows.filter((rows.hand != rows.caller_hand.coalesce(rows.caller)).fill_null(True)).drop("hand", "kind")


def count_least(hands: ibis.Table, *by: str) -> ibis.Table:
    """Return for each group how many persons there are at least, what one of them did at most, and all they did.

    Parameters
    ----------
    hands : columns hand, kind and n, besides those of the group

    Returns
    -------
    table : the columns of the group; n persons; most and all, in the unit of n
    """
    each = hands.group_by(*by, "kind", "hand").agg(n=hands.n.sum())
    kinds = each.group_by(*by, "kind").agg(n=each.count(), most=each.n.max(), all=each.n.sum())
    return kinds.group_by(*by).agg(n=kinds.n.max(), most=kinds.most.sum(), all=kinds["all"].sum())
