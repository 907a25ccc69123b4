"""Attention while open: for logs without persons, the share of an incident's open time with a recent update."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.measures.cases import FIXED_POINT, HOUR_S
from drift.terms import ATTENTION_HOURS

if TYPE_CHECKING:
    import ibis

    from drift.tables.store import Store

ATTENTION: Final = "attention_while_open"


def judge_attention(store: Store) -> ibis.Table:
    """Return per case the share of its open time in which the last update (opening counts) is under an hour old.

    In billionths; null without open time. Steps after the end count for nothing; those of one stamp count once.
    """
    import ibis

    cases, steps = store["cases"], store["steps"]
    known = cases.filter(cases.open_s.notnull())
    openings = known.select("case", after_s=ibis.literal(0, "int64"))
    stamps = openings.union(steps.select("case", "after_s")).join(known.select("case", "open_s"), "case")
    within = stamps.filter(stamps.after_s < stamps.open_s)
    window = ibis.window(group_by="case", order_by="after_s")
    following = ibis.coalesce(within.after_s.lead().over(window), within.open_s)
    attended = within.mutate(attended_s=ibis.least(following - within.after_s, int(ATTENTION_HOURS * HOUR_S)))
    sums = attended.group_by("case").agg(attended_s=attended.attended_s.sum(), open_s=attended.open_s.max())
    share = (sums.attended_s * FIXED_POINT / sums.open_s).round().cast("int64")
    judged = cases.select("case").left_join(sums.select("case", share=share), "case")
    return judged.select("case", "share", asked=ibis.literal(True))
