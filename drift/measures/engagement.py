"""Do the people of both operations still work together: counts a month, then shares with their variance."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from drift.measures.index import Index, fit_index
from drift.terms import ATTENTION_HOURS, MIN_KNOWN_SHARE

if TYPE_CHECKING:
    import ibis

    from drift.tables.store import Store

ATTENTION = "attention_while_open"
_HOUR_S = 3600
# the engine sums billionths as integers: a sum of floats depends on the order in which its threads come back
FIXED_POINT = 1_000_000_000


def corrective_with_open_time(store: Store, cut_days: int) -> ibis.Table:
    """Return corrective incidents with their month, and from opening to restored, cut at `cut_days`, in seconds.

    `open_s` is null where an incident has no open time (opened and restored in one stamp, or restored before it
    opened) or no end that can be read: such an incident is unknown, not quick. One that is not restored yet is open
    until the cut.
    """
    import ibis

    incidents = store["incidents"]
    corrective = incidents.filter(incidents.type == "corrective")
    began = corrective.opened_utc.epoch_seconds()
    ended = ibis.coalesce(corrective.resolved_utc, corrective.closed_utc).epoch_seconds()
    cut_s = cut_days * 24 * _HOUR_S
    without_end = ibis.ifelse(corrective.end_known, cut_s, 0)
    open_s = ibis.ifelse(ended.isnull(), without_end, ibis.least(ended - began, cut_s))  # least passes over nulls
    return corrective.select(
        "tool",
        "incident_id",
        month=corrective.opened_at.truncate("M"),
        began=began,
        open_s=ibis.ifelse(open_s > 0, open_s, ibis.null("int64")),
    )


def count_attention(store: Store, cut_days: int) -> pd.DataFrame:
    """Count, per month of opening, the attention that corrective incidents had while they were open.

    Returns
    -------
    frame : index months; n (corrective incidents), known (with open time), total (sum over incidents of the share of
    their open time in which the last update, or the opening, was under ATTENTION_HOURS old)
    """
    import ibis

    incidents = corrective_with_open_time(store, cut_days)
    events = store["events"]
    openings = incidents.select("tool", "incident_id", stamp=incidents.began)
    updates = events.select("tool", "incident_id", stamp=events.at_utc.epoch_seconds())
    stamps = openings.union(updates).distinct().join(incidents, ["tool", "incident_id"])
    after = stamps.mutate(after_s=stamps.stamp - stamps.began)
    within = after.filter((after.after_s >= 0) & (after.after_s < after.open_s))
    window = ibis.window(group_by=["tool", "incident_id"], order_by="after_s")
    following = ibis.coalesce(within.after_s.lead().over(window), within.open_s)
    attended = within.mutate(attended_s=ibis.least(following - within.after_s, int(ATTENTION_HOURS * _HOUR_S)))
    shares = attended.group_by("tool", "incident_id").agg(attended_s=attended.attended_s.sum())
    judged = incidents.left_join(shares, ["tool", "incident_id"])
    share = (judged.attended_s * FIXED_POINT / judged.open_s).round().cast("int64")
    counts = judged.group_by("month").agg(n=judged.count(), known=judged.open_s.count(), total=share.sum())
    return index_by_month(counts.to_pyarrow().to_pandas(), "total")


def index_by_month(counts: pd.DataFrame, *sums: str) -> pd.DataFrame:
    """Return counts of the engine with their month as a monthly PeriodIndex, in order; `sums` out of fixed point."""
    months = pd.PeriodIndex(pd.to_datetime(counts["month"]), freq="M")
    plain = counts.assign(**{name: counts[name].astype(float) / FIXED_POINT for name in sums})
    return plain.drop(columns="month").set_axis(months).sort_index().rename_axis("period")


@dataclass(frozen=True)
class Shares:
    """One share a month over its known rows, and its logarithm as it enters an index."""

    value: pd.Series  # share, 0 to 1
    log: pd.Series  # smoothed; missing where too few rows are known
    variance: pd.Series  # of `log`
    n: pd.Series  # known rows
    known: pd.Series  # known fraction


def usable_months(counts: pd.DataFrame, settled: pd.PeriodIndex) -> pd.PeriodIndex:
    """Return the months that may be judged: over, and with enough rows known."""
    enough = (counts["known"] > 0) & (counts["known"] >= MIN_KNOWN_SHARE * counts["n"])
    return pd.PeriodIndex(counts.index[enough & counts.index.isin(settled)])


def measure_shares(counts: pd.DataFrame, usable: pd.PeriodIndex, base: pd.PeriodIndex) -> Shares:
    """Turn counts into shares.

    ln((x + p0)/(n + 1)) with p0 the share over the base, so that volume alone moves nothing; variance by the bound
    (1-p)/(n p) for a mean of values between 0 and 1. There p0 is (X + 1/2)/(N + 1) over the base (Jeffreys), so
    that a base in which all shares are 1 or 0 still leaves a doubt.
    """
    counts = counts.loc[usable]
    total, n = counts["total"].astype(float), counts["known"].astype(float)
    in_base = counts.index.isin(base)
    of = in_base if in_base.any() else np.ones(len(counts), dtype=bool)
    x_base, n_base = float(total[of].sum()), float(n[of].sum())
    p0 = x_base / max(n_base, 1.0)
    smoothed = (total + p0) / (n + 1)
    doubted = (total + (x_base + 0.5) / (n_base + 1)) / (n + 1)
    return Shares(total / n, smoothed.transform(np.log), (1 - doubted) / (n * doubted), n, n / counts["n"])


def fit_engagement(shares: Shares, months: pd.PeriodIndex, base: pd.PeriodIndex) -> Index:
    """Return the index of engagement over `months`; this version has one component."""
    logs = pd.DataFrame({ATTENTION: shares.log}).reindex(months)
    variances = pd.DataFrame({ATTENTION: shares.variance}).reindex(months)
    return fit_index(logs, variances, {ATTENTION: 1.0}, base)
