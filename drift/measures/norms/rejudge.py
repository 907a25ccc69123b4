"""Every year's incidents under every version's norms, and what of a change is the work's and what the norm's."""

from __future__ import annotations

import math
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pandas as pd

from drift.measures.norms.judged import add_counts
from drift.measures.norms.survived import estimate_share
from drift.terms import INTERVAL_Z, MIN_KNOWN_SHARE

if TYPE_CHECKING:
    from drift.contract.norms.norm import Norm, Source
    from drift.measures.norms.assign import State
    from drift.measures.norms.judged import Judged

OPEN_SHARE: Final = 0.2  # of the incidents of a year; where more are open, what became of the others says too little


class Version(NamedTuple):
    """A version with the norm of each cell that every version of its document binds."""

    source: Source  # of any of its norms: document, version, dates
    norms: dict[int, Norm]


def list_comparable(judged: Judged) -> dict[tuple[str, str], list[Version]]:
    """Return per document and clock the versions in their order, drafts left out, with what all of them bind.

    Only incidents that every version binds can show whether the work or the norm changed.
    """
    states = sorted(judged.assigned, key=lambda state: (state.document, state.clock))
    comparable = {}
    for key, own in groupby(states, key=lambda state: (state.document, state.clock)):
        versions = [_to_version(judged, state) for state in own]
        dated = [version for version in versions if version and version.source.effective_on is not None]
        common = set.intersection(*(set(version.norms) for version in dated)) if dated else set()
        if common:
            chosen = [Version(version.source, {cell: version.norms[cell] for cell in common}) for version in dated]
            comparable[key] = sorted(
                chosen, key=lambda version: (version.source.effective_on, version.source.place.file)
            )
    return comparable


def _to_version(judged: Judged, state: State) -> Version | None:
    norms = judged.assigned[state]
    source = next(iter(norms.values())).source if norms else None
    return None if source is None or source.draft else Version(source, norms)


def tell_met(judged: Judged) -> pd.DataFrame:
    """Return the share of each year's incidents within the norms of each version; columns as in NormFindings."""
    rows = [
        {"document": document, "clock": clock, **_tell_year(judged, version, year)}
        for (document, clock), versions in list_comparable(judged).items()
        for version in versions
        for year in np.unique(judged.years)
    ]
    return pd.DataFrame([row for row in rows if row["n_asked"]])


def _tell_year(judged: Judged, version: Version, year: int) -> dict[str, Any]:
    where = judged.years == year
    sums = [add_counts(judged.count(cell, norm), where) for cell, norm in version.norms.items()]
    n, met, missed, still_open = (sum(one[name] for one in sums) for name in ("n", "met", "missed", "still_open"))
    known = met + missed
    estimated = n > 0 and still_open > OPEN_SHARE * n
    share = met / known if known and known >= MIN_KNOWN_SHARE * n else math.nan
    if estimated:
        share = estimate_share(judged, version.norms, where)
    met_stopped, missed_stopped = (sum(one[name] for one in sums) for name in ("met_stopped", "missed_stopped"))
    stopped = met_stopped + missed_stopped
    waits = len(judged.bench.incidents.waits.row) > 0
    last = np.flatnonzero(where)[-1]
    return {
        "version": version.source.version,
        "file": version.source.place.file,
        "year": int(year),
        "share": share,
        "n": known,
        "n_asked": n,
        "n_unknown": n - known,
        "share_stopped": met_stopped / stopped if waits and stopped and not math.isnan(share) else math.nan,
        "estimated": estimated,
        "in_force": bool(judged.in_force(version.source)[last]),
    }


class _Pair(NamedTuple):
    """Incidents of one year and cell under two norms: known under both, met under each, and met under one alone."""

    n: int
    met: tuple[int, int]
    differ: float


def split_changes(judged: Judged) -> pd.DataFrame:
    """Split the change from the first year to each later one into what the work and what the norm brought.

    Each year under the version in force on its last day. The two parts add up to the change exactly: each is the mean
    of its steps in both orders (Shapley 1953, of two players). Intervals: 95 %, the same incidents under two norms are
    compared in pairs (their variance is that of the incidents that are met under one norm alone), two years as
    independent samples.
    """
    rows = []
    for (document, clock), versions in list_comparable(judged).items():
        held = [(year, version) for year in np.unique(judged.years) if (version := _held_in(judged, versions, year))]
        if held:
            (first, before), *later = held
            found = [_split(judged, first, before, year, after) for year, after in later]
            rows += [{"document": document, "clock": clock, **row} for row in found if row]
    return pd.DataFrame(rows)


def _held_in(judged: Judged, versions: list[Version], year: int) -> Version | None:
    last = np.flatnonzero(judged.years == year)[-1]
    return next((version for version in versions if judged.in_force(version.source)[last]), None)


def _split(judged: Judged, first: int, before: Version, year: int, after: Version) -> dict[str, Any] | None:
    then, now = (_pair(judged, before, after, one) for one in (first, year))
    if not (then.n and now.n):
        return None
    # share met of a year (then, now) under a version (before, after)
    shares = np.array([[met / pair.n for met in pair.met] for pair in (then, now)])
    work = (shares[1] - shares[0]).mean()
    norm = (shares[:, 1] - shares[:, 0]).mean()
    wide_norm = INTERVAL_Z * math.sqrt(sum(_paired_variance(pair) for pair in (then, now))) / 2
    wide_work = INTERVAL_Z * math.sqrt(sum(_mean_variance(pair) for pair in (then, now)))
    return {
        "from_year": int(first),
        "from_version": before.source.version,
        "to_year": int(year),
        "to_version": after.source.version,
        "change": shares[1, 1] - shares[0, 0],
        "work": work,
        "work_low": work - wide_work,
        "work_high": work + wide_work,
        "norm": norm,
        "norm_low": norm - wide_norm,
        "norm_high": norm + wide_norm,
        "n_from": then.n,
        "n_to": now.n,
    }


def _pair(judged: Judged, before: Version, after: Version, year: int) -> _Pair:
    """Return the incidents of a year under two versions.

    Of one kind of time the shorter limit is met by fewer, and whoever meets it meets the longer: what differs is the
    difference of the counts, and what is known under both is known under the longer one. Of two kinds of time (hours,
    working days) as many may differ as were met under one and missed under the other at most.
    """
    where = judged.years == year
    sums = [
        _pair_cell(*(add_counts(judged.count(cell, version.norms[cell]), where) for version in (before, after)),
                   alike=before.norms[cell].kind == after.norms[cell].kind)
        for cell in before.norms
    ]  # fmt: skip
    return _Pair(
        sum(one.n for one in sums),
        (sum(one.met[0] for one in sums), sum(one.met[1] for one in sums)),
        sum(one.differ for one in sums),
    )


def _pair_cell(one: dict[str, int], other: dict[str, int], *, alike: bool) -> _Pair:
    n = min(each["met"] + each["missed"] for each in (one, other))
    met = min(one["met"], n), min(other["met"], n)
    differ = abs(met[0] - met[1]) if alike else min(met[0], n - met[1]) + min(met[1], n - met[0])
    return _Pair(n, met, differ)


def _paired_variance(pair: _Pair) -> float:
    """Return the variance of the difference of two shares of the same incidents."""
    step = (pair.met[1] - pair.met[0]) / pair.n
    return max(pair.differ / pair.n - step**2, 0.0) / pair.n


def _mean_variance(pair: _Pair) -> float:
    """Return the variance of the mean of two shares of the same incidents.

    Of each incident the mean of both verdicts is 0, 1/2 or 1: its square is (met under one + met under both) / 2.
    """
    both = (sum(pair.met) - pair.differ) / 2 / pair.n
    mean = sum(pair.met) / 2 / pair.n
    return max(both + pair.differ / pair.n / 4 - mean**2, 0.0) / pair.n
