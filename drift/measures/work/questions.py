"""Questions put to incidents: of which they can be asked, and what the answer is; columns of the table `judged`."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drift.measures.work.cases import FIXED_POINT

if TYPE_CHECKING:
    import ibis


@dataclass(frozen=True)
class Question:
    """A share, or a yes or no, of each incident of which it can be asked."""

    asked: ibis.BooleanValue
    share: ibis.IntegerValue  # billionths; null: not told


def ask(judged: ibis.Table, answer: ibis.BooleanValue, asked: ibis.BooleanValue | None = None) -> Question:
    """Return the question with yes, no or not told (null) for an answer; asked of every incident unless said."""
    everyone = judged["case"].notnull()
    return Question(everyone if asked is None else asked, answer.cast("int64") * FIXED_POINT)
