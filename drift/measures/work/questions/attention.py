"""What share of its open time an incident had a recent update, and what share it waited."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.measures.catalogue import ATTENTION, WAITING
from drift.measures.work.questions.ask import ask
from drift.tables.engine import FIXED_POINT, HOUR_S
from drift.terms import ATTENTION_HOURS

if TYPE_CHECKING:
    import ibis

RECENT_S: Final = int(ATTENTION_HOURS * HOUR_S)  # how long an update counts as attention


def flag_attention(rows: ibis.Table) -> dict[str, ibis.Value]:
    """Ask for the share of open time in which the last update (opening counts) is under an hour old.

    Null without open time. Steps after the end count for nothing; those of one stamp count once.

    Parameters
    ----------
    rows : cases with open_s, and of their histories first_s and attended_s
    """
    import ibis

    until_s = ibis.least(ibis.coalesce(rows.first_s, rows.open_s), rows.open_s, RECENT_S)
    attended_s = rows.attended_s.fill_null(0) + until_s
    share = (attended_s * FIXED_POINT / rows.open_s).round().cast("int64")
    return ask(ATTENTION, ibis.ifelse(rows.open_s.notnull(), share, ibis.null("int64")))


def flag_waiting(rows: ibis.Table) -> dict[str, ibis.Value]:
    """Ask for the share of open time spent waiting: from a step of kind waiting to the next step.

    Asked where the tool tells of waiting at all, and of the open time.
    """
    import ibis

    share = (rows.wait_s.fill_null(0) * FIXED_POINT / rows.open_s).round().cast("int64")
    told = rows.open_s.notnull() & rows.ever_waits
    waiting = ibis.ifelse(told, share, ibis.null("int64"))
    return ask(WAITING, waiting, waiting.notnull())
