"""When each level first spoke of the fall: its first contact from then on that names its problems, norms or trouble.

The fall is dated by its evidence, so this is judged and not measured. A level that had spoken of such things in the
year before as well was not woken by the fall: that is told beside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.terms import LEVELS

if TYPE_CHECKING:
    from drift.model.evidence.weigh import Evidence

BEFORE_MONTHS: Final = 12  # one of each season


@dataclass(frozen=True)
class Awareness:
    """When a level first spoke of the fall."""

    level: str
    month: pd.Period | None  # None: it never did, or no contact of that level is known
    met: pd.Period | None  # month of the first contact of the level since the fall may have begun; None: none is known
    before: int  # contacts of the level in the year before that named problems, norms or trouble


def find_awareness(mentions: pd.DataFrame, contacts: pd.DataFrame, fall: Evidence | None) -> tuple[Awareness, ...]:
    """Return when each level first spoke of a fall; none where no fall is told.

    A problem counts where an incident of it opened since the fall may have begun; a clause named by its number and a
    word for trouble count by themselves.

    Parameters
    ----------
    mentions : as of `list_mentions`
    contacts : level, month: those in which a level had a contact
    fall : evidence that engagement fell
    """
    if fall is None or fall.onset_interval is None or mentions.empty:
        return ()
    begun = fall.onset_interval[0]
    named = mentions["norm"] | mentions["trouble"]
    since = mentions["month"].ge(begun) & (named | mentions["raised"].ge(begun).fillna(value=False))
    before = mentions["month"].lt(begun) & mentions["month"].ge(begun - BEFORE_MONTHS)
    found = []
    for level in LEVELS:
        own = mentions["level"].eq(level)
        months = mentions.loc[own & since, "month"]
        met = contacts.loc[contacts["level"].eq(level) & contacts["month"].ge(begun), "month"]
        first, spoke = (min(part, default=None) for part in (met, months))
        found.append(Awareness(level, spoke, first, int((own & before).sum())))
    return tuple(found)
