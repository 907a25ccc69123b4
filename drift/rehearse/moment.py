"""As of when a draft is rehearsed: which months lie before it, and which version was in force then."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from drift.tables.plain import to_rows

if TYPE_CHECKING:
    from drift.measures.norms.judged import Judged
    from drift.tables.calendar import Span

LEAST_MONTHS = 1


@dataclass(frozen=True)
class Moment:
    """The months a draft is held against, and the versions on both sides.

    where : which stretches of days lie in the months, shape (n_bins,); before: in them or earlier
    day : of the draft; until: the day the next version of its document came into force
    """

    draft: dict[str, Any]  # its row of documents
    now: dict[str, Any] | None  # that of the version in force
    months: pd.PeriodIndex
    where: np.ndarray
    before: np.ndarray
    day: dt.date | None
    until: dt.date | None

    @property
    def file(self) -> str:
        """The file of the draft."""
        return str(self.draft["file"])

    @property
    def now_file(self) -> str | None:
        """The file of the version in force; None: the document is new."""
        return None if self.now is None else str(self.now["file"])


def find_moment(
    judged: Judged | None, documents: pd.DataFrame, span: Span, draft: tuple[str, bool], months: int
) -> Moment | None:
    """Return when a draft is rehearsed: on its own day where it, or a later version, came into force; else at the end.

    Parameters
    ----------
    draft : its file, and whether it calls itself a draft

    Returns
    -------
    moment : None where the log has no complete month before it
    """
    file, is_draft = draft
    own = next(row for row in to_rows(documents) if row["file"] == file)
    others = documents[documents["document"].eq(own["document"]) & documents["file"].ne(file)]
    others = others[others["status"].ne("draft").fillna(True) & others["effective_on"].notna()]
    dated = sorted(to_rows(others), key=lambda row: (_day(row["effective_on"]), str(row["file"])))
    day = _day(own["effective_on"])
    later = [row for row in dated if day is not None and _day(row["effective_on"]) > day]
    complete = (
        span.complete[span.complete < pd.Period(day, "M")]
        if later or (day is not None and not is_draft)
        else span.complete
    )
    chosen = complete[-months:]
    if len(chosen) < LEAST_MONTHS:
        return None
    earlier = [row for row in dated if row not in later]
    ordinals = chosen.asi8
    bins = judged.bench.incidents.months if judged else np.array([], dtype="int64")
    return Moment(
        draft=own,
        now=earlier[-1] if earlier else None,
        months=chosen,
        where=np.isin(bins, ordinals),
        before=bins <= ordinals[-1],
        day=day,
        until=_day(later[0]["effective_on"]) if later else None,
    )


def _day(day: Any) -> Any:
    return None if day is None or pd.isna(day) else pd.Timestamp(day).date()
