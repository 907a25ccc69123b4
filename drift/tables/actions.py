"""Actions that lists and minutes carry over: each counts once over its life, and what was told of it last counts."""

from __future__ import annotations

from typing import Final

import pandas as pd

from drift.sources.words import normalise

# of an action these may be told later, or otherwise; a blank takes nothing away
_LAST: Final = ("owner", "side", "status", "due", "refers_to")
_FIRST: Final = ("number",)
_MARKS: Final = ("number", "due")  # what a list that carries an action over keeps
_OVER: Final = ("done", "dropped")
_LIFE: Final = ["_words", "_life"]


def join_actions(actions: pd.DataFrame) -> pd.DataFrame:
    """Return one row an action, at the place where it stood first; its words tell which rows are one.

    Lists number anew and some do not number at all, so no number alone joins or parts two rows. What no date is told
    of is later than the rest: a list that is kept stands as it is now.
    """
    if actions.empty:
        return actions
    order = actions.assign(_seen=actions["seen_at"].fillna(actions["at"]), _words=actions["text"].map(normalise))
    order = order.sort_values("_seen", kind="stable", na_position="last")
    order["_life"] = _number_lives(order)
    lives = order.groupby(_LIFE, sort=False)
    first = order.drop_duplicates(_LIFE).set_index(_LIFE)
    told = {name: lives[name].last() for name in _LAST} | {name: lives[name].first() for name in _FIRST}
    told |= {name: lives[name].min() for name in ("at", "at_utc")}
    told |= {"seen_at": lives["_seen"].max(), "n_seen": lives["n_seen"].sum()}
    joined = first.assign(**{name: values.reindex(first.index) for name, values in told.items()})
    return joined.reset_index(drop=True)[[*actions]]


def _number_lives(order: pd.DataFrame) -> pd.Series:
    """Return for each row, in order of time, which of the actions in these words it tells of, from 0 on.

    Meetings agree the same thing again and again. Once an action is done or dropped, a row with a number and a due day
    that no row in these words had before is a new one; a list that carries the old one over keeps at least one of them.
    """
    lives: dict[object, int] = {}
    for _, rows in order.groupby("_words", sort=False):
        known: dict[tuple[str, str], int] = {}
        over, life = False, 0
        for place, number, due, status in zip(rows.index, rows["number"], rows["due"], rows["status"], strict=True):
            marks = [mark for mark in zip(_MARKS, (number, due), strict=True) if isinstance(mark[1], str)]
            same = [known[mark] for mark in marks if mark in known]
            if not same and over and len(marks) == len(_MARKS):
                life, over = life + 1, False
            lives[place] = max(same, default=life)
            known |= dict.fromkeys(marks, lives[place])
            over = over or (lives[place] == life and status in _OVER)
    return pd.Series(lives, index=order.index)
