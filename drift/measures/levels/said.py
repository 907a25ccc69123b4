"""What was said at tables, line by line: each decision of a contact, or the contact itself where it tells none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.levels.met import PLACE
from drift.sources.values.steps import steps_of
from drift.terms import STEPS

if TYPE_CHECKING:
    from drift.measures.levels.met import Met

_TEXTS: Final = ("refers_to", "topic", "item", "text", "referring")


def list_said(met: Met, decisions: pd.DataFrame) -> pd.DataFrame:
    """Return the lines of all contacts whose level is known, in order of time.

    Parameters
    ----------
    decisions : the table, as in columns.py

    Returns
    -------
    frame : line (number), contact, at, level, text (what it speaks of and what came of it), and a column for each of
        terms.STEPS: whether its words tell that step
    """
    contacts = met.contacts[["contact", *PLACE, "at", "level", "topic", "refers_to"]]
    own = decisions.rename(
        columns={"contact_sheet": "of_sheet", "contact_row": "of_row", "topic": "item", "refers_to": "referring"}
    )[["file", "of_sheet", "of_row", "item", "text", "referring"]]
    rows = contacts.merge(own, left_on=PLACE, right_on=["file", "of_sheet", "of_row"], how="left")
    texts = [
        " ; ".join(dict.fromkeys(str(part) for part in parts if pd.notna(part))) for parts in rows[[*_TEXTS]].to_numpy()
    ]
    told = [steps_of(str(text)) if pd.notna(text) else frozenset() for text in rows["text"]]
    frame = rows[["contact", "at", "level"]].assign(
        line=range(len(rows)), text=texts, **{step: [step in steps for steps in told] for step in STEPS}
    )
    return frame[["line", "contact", "at", "level", "text", *STEPS]]
