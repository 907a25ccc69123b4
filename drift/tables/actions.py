"""Actions that lists and minutes carry over: each counts once over its life, and what was told of it last counts."""

from __future__ import annotations

from typing import Final

import pandas as pd

from drift.sources.words import normalise

# of an action these may be told later, or otherwise; a blank takes nothing away
_LAST: Final = ("owner", "side", "status", "due", "refers_to")
_FIRST: Final = ("number",)


def join_actions(actions: pd.DataFrame) -> pd.DataFrame:
    """Return one row an action, at the place where it stood first; its words tell which rows are one.

    Lists number anew and some do not number at all, so no number joins or parts two rows. What no date is told of is
    later than the rest: a list that is kept stands as it is now.
    """
    if actions.empty:
        return actions
    order = actions.assign(_seen=actions["seen_at"].fillna(actions["at"]), _words=actions["text"].map(normalise))
    order = order.sort_values("_seen", kind="stable", na_position="last")
    lives = order.groupby("_words", sort=False)
    first = order.drop_duplicates("_words").set_index("_words")
    told = {name: lives[name].last() for name in _LAST} | {name: lives[name].first() for name in _FIRST}
    told |= {name: lives[name].min() for name in ("at", "at_utc")}
    told |= {"seen_at": lives["_seen"].max(), "n_seen": lives["n_seen"].sum()}
    joined = first.assign(**{name: values.reindex(first.index) for name, values in told.items()})
    return joined.reset_index(drop=True)[[*actions]]
