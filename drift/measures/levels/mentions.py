"""What each level spoke of when: problems of the log, norms, trouble. Whose awareness began when is judged of these."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from drift.contract.numbers import find_numbers
from drift.sources.vocabulary import find_values

if TYPE_CHECKING:
    from drift.measures.levels.fates import Fates

COLUMNS = ("level", "month", "raised", "norm", "trouble")


def list_mentions(said: pd.DataFrame, fates: Fates) -> pd.DataFrame:
    """Return the lines of contacts that name a problem, a clause or trouble, in order of time.

    Parameters
    ----------
    said : as of `list_said`

    Returns
    -------
    frame : level, month, raised (month in which the latest incident opened of the problems it names; missing: it names
        none), norm (it names a clause by its number), trouble (a word for it: complaint, escalation, penalty)
    """
    if said.empty:
        return pd.DataFrame({name: [] for name in COLUMNS})
    last = fates.lines.merge(fates.problems[["problem", "last_at"]], on="problem").groupby("line")["last_at"].max()
    latest = said["line"].map(last) if len(last) else pd.Series(pd.NaT, index=said.index)
    rows = pd.DataFrame(
        {
            "level": said["level"],
            "month": said["at"].dt.to_period("M"),
            "raised": latest.astype("datetime64[us]").dt.to_period("M"),
            "norm": [bool(find_numbers(text)) for text in said["text"]],
            "trouble": [tells_trouble(text) for text in said["text"]],
        }
    )
    named = rows["raised"].notna() | rows["norm"] | rows["trouble"]
    return rows[named].reset_index(drop=True)


def tells_trouble(text: str) -> bool:
    """Return whether a text has a word for trouble between the parties: a complaint, an escalation, a penalty."""
    return bool(find_values("trouble", text))
