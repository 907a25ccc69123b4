"""Attention while open: for logs without persons, the share of an incident's open time with a recent update."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.measures.work.cases import FIXED_POINT, HOUR_S
from drift.terms import ATTENTION_HOURS

if TYPE_CHECKING:
    import ibis

ATTENTION: Final = "attention_while_open"


def judge_attention(told: ibis.Table) -> ibis.Value:
    """Return the share of open time in which the last update (opening counts) is under an hour old.

    In billionths; null without open time. Steps after the end count for nothing; those of one stamp count once.

    Parameters
    ----------
    told : cases with open_s, and of their histories first_s and attended_s
    """
    import ibis

    until_s = ibis.least(ibis.coalesce(told.first_s, told.open_s), told.open_s, int(ATTENTION_HOURS * HOUR_S))
    attended_s = told.attended_s.fill_null(0) + until_s
    share = (attended_s * FIXED_POINT / told.open_s).round().cast("int64")
    return ibis.ifelse(told.open_s.notnull(), share, ibis.null("int64"))
