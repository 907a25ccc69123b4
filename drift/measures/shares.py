"""Counts by stratum and caller -> one standardised share a month, with the variance of its logarithm.

The share is that of the base's mix: sum over strata of (share of the stratum in the base) x (mean in the month), over
the strata that the month has. It enters an index as ln((n m + p0)/(n + 1)), p0 the share over the base, so that volume
alone moves nothing. Its variance is that of a binomial share of the same weights times an overdispersion, the delta
method on top. The overdispersion is what incidents of one caller have in common: the cluster-robust variance, by
caller, over the binomial one, of the preceding twelve months together (Liang, Zeger 1986; small samples G/(G-1)).
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
import pandas as pd

from drift.terms import BASE_MONTHS, MIN_KNOWN_SHARE

# what the twelve months up to it say of a month's p, against 1 for what it says itself: a month of 30 in which all
# shares are 1 would else claim to be sure (simulated, p = 0.9: intervals of 95 % held in 89 % of months, now in 92 %)
YEAR_SAY = 0.5
# incidents added to a month where p0 is less: ln((n m + s)/(n + s/p0)), p0 where nothing changed, whatever the volume.
# With p0 itself added, one incident among hundreds moves the log of a rare share by 5 and more, and evidence that takes
# months for normal cries wolf. Simulated, 60 looks: without a change 9 to 39 % alarmed where 0.2 to 1 such incident a
# month is usual, with a half none of 150; a share that triples is found as soon from 2 a month on, at 1 in 13 months
# where it took 8.
STEADIED_BY = 0.5
# times the usual volume of the year before: incidents beyond it come from one storm, and are handled by whoever is
# there, so that they say no more of the month than a usual number does
STORM = 1.5
PARTS = ("value", "log", "variance", "n", "known")  # of Shares, by month


@dataclass(frozen=True)
class Shares:
    """One number a month over its known rows, and its logarithm as it enters an index."""

    value: pd.Series  # in its own unit, not smoothed
    log: pd.Series  # smoothed; missing where too few rows are known
    variance: pd.Series  # of `log`
    n: pd.Series  # known rows
    known: pd.Series  # known fraction
    # of a share: its log with at least half an incident added, as it is weighed by itself; None: as `log`
    steadied: pd.Series | None = None
    # asked and known incidents of every month that is over for this measure, whether it has a value or not
    coverage: pd.DataFrame = field(default_factory=lambda: cover(pd.DataFrame(), pd.PeriodIndex([], freq="M")))

    @property
    def alone(self) -> pd.Series:
        """The log by which the measure is weighed by itself."""
        return self.log if self.steadied is None else self.steadied

    @cached_property
    def plain(self) -> pd.Series:
        """A share of the incidents of each month as they came, at no mix but their own; asked for over and over."""
        if "total" not in self.coverage:
            return self.value
        return (self.coverage["total"] / self.coverage["known"]).reindex(self.value.index)

    def level(self, months: pd.PeriodIndex) -> float:
        """Return the level of some months together: of a share that of their incidents, else the geometric mean."""
        if self.steadied is None:
            return float(np.exp(self.log[months].mean()))
        n = self.n[months]
        return float((self.plain[months] * n).sum() / n.sum())


def pick_months(shares: Shares, months: pd.PeriodIndex) -> Shares:
    """Return a measure in some months alone."""
    inside = pd.PeriodIndex(shares.log.index).intersection(months)
    return replace(
        shares, **{name: getattr(shares, name)[inside] for name in ("value", "log", "variance", "n", "known")}
    )


def join_shares(parts: list[Shares]) -> Shares:
    """Return a measure of which the months were measured apart, in order of time."""
    value, log, variance, n, known = (pd.concat([getattr(part, name) for part in parts]).sort_index() for name in PARTS)
    return Shares(value, log, variance, n, known)


def cover(counts: pd.DataFrame, months: pd.PeriodIndex) -> pd.DataFrame:
    """Return asked and known incidents of some months, and their total where it is told; 0 where there are none.

    Parameters
    ----------
    counts : period, n, known, and of a share total
    """
    names = {"n": "asked", "known": "known"} | ({"total": "total"} if "total" in counts else {})
    if counts.empty:
        return pd.DataFrame(0, index=months, columns=["asked", "known"])
    sums = counts.assign(period=pd.PeriodIndex(counts["period"], freq="M")).groupby("period")[[*names]].sum()
    return sums.reindex(months, fill_value=0).rename(columns=names).astype({"asked": "int64", "known": "int64"})


def usable_months(counts: pd.DataFrame, settled: pd.PeriodIndex) -> pd.PeriodIndex:
    """Return the months that may be judged: over, and with enough rows known; counts: period, n, known."""
    sums = counts.groupby("period")[["n", "known"]].sum()
    enough = (sums["known"] > 0) & (sums["known"] >= MIN_KNOWN_SHARE * sums["n"])
    return pd.PeriodIndex(sums.index[enough & sums.index.isin(settled)], freq="M")


@dataclass(frozen=True)
class Standard:
    """A share standardised, before its doubt is known; arrays run along `months`, matrices months x strata."""

    months: pd.PeriodIndex
    value: np.ndarray
    n: np.ndarray
    known: np.ndarray  # fraction
    smoothed: np.ndarray  # never 0
    steadied: np.ndarray  # idem
    doubted: np.ndarray  # p of a variance
    strata: list[int]
    per_row: np.ndarray  # what one known incident of a stratum adds to the share
    squares: np.ndarray  # sum of squared weights of incidents
    centres: np.ndarray  # what is expected of a stratum in a month

    @property
    def heaviest(self) -> np.ndarray:
        """What the heaviest incident of each month adds to the share; 1 in a month without incidents."""
        most: np.ndarray = self.per_row.max(axis=1, initial=0.0)
        return np.where(most > 0, most, 1.0)

    @property
    def expected(self) -> pd.DataFrame:
        """Columns period, stratum, weight (of a known incident, over the heaviest of its month), centre."""
        grid = pd.MultiIndex.from_product([self.months, self.strata], names=["period", "stratum"])
        columns = {"weight": (self.per_row / self.heaviest[:, None]).ravel(), "centre": self.centres.ravel()}
        return pd.DataFrame(columns, index=grid).reset_index()


def standardise(counts: pd.DataFrame, usable: pd.PeriodIndex, base: pd.PeriodIndex, mix: pd.Series) -> Standard:
    """Standardise a share.

    Parameters
    ----------
    counts : period, stratum, n (asked), known, total (sum of shares)
    usable : months that may be judged
    base : months that give p0; those this measure lacks are made up for by its own first twelve
    mix : stratum -> weight

    p in a variance is (x + (X + 1/2)/(N + 1))/(n + 1) (Jeffreys over the base), so that a base in which all shares are
    1 or 0 still leaves a doubt.
    """
    inside = counts[counts["period"].isin(usable)]
    asked = inside.groupby("period")["n"].sum().reindex(usable).to_numpy(dtype=float)
    known, total, strata = _by_stratum(inside, usable)
    n = known.sum(axis=1)
    means = np.divide(total, known, out=np.zeros_like(total), where=known > 0)
    weights = np.where(known > 0, mix.reindex(strata).fillna(0.0).to_numpy(), 0.0)
    covered = weights.sum(axis=1, keepdims=True)
    # a month of which the base has no stratum at all: its own mix
    weights = np.where(covered > 0, weights / np.where(covered > 0, covered, 1), known / np.maximum(n, 1)[:, None])
    value = (weights * means).sum(axis=1)
    first = base_rows(usable, base)
    x_base, n_base = float((value * n)[first].sum()), float(n[first].sum())
    p0 = x_base / n_base if x_base > 0 else 0.5 / (n_base + 1)  # never 0, as in the variance: its log must be finite
    per_row = np.divide(weights, known, out=np.zeros_like(weights), where=known > 0)
    smoothed, steadied = smooth(value, n, p0)
    return Standard(
        months=usable,
        value=value,
        n=n,
        known=n / asked,
        smoothed=smoothed,
        steadied=steadied,
        doubted=(value * n + (x_base + 0.5) / (n_base + 1)) / (n + 1),
        strata=strata,
        per_row=per_row,
        squares=(per_row**2 * known).sum(axis=1),
        centres=_centres(known, total, value, first),
    )


def smooth(value: np.ndarray, n: np.ndarray, p0: float) -> tuple[np.ndarray, np.ndarray]:
    """Return a share as it enters an index, and as it is weighed by itself: with p0, or STEADIED_BY, added to it."""
    more = max(p0, STEADIED_BY)
    return (value * n + p0) / (n + 1), (value * n + more) / (n + more / p0)


def bound_doubt(standard: Standard) -> Shares:
    """Return the share with no overdispersion: (1-p)/(n p) is the most that independent values of 0 to 1 can vary."""
    p = standard.doubted
    return _with_variance(standard, _storm(standard.n) * p * (1 - p) * standard.squares / p**2)


def cluster_doubt(standard: Standard, residuals: pd.DataFrame, echo: int = 0) -> Shares:
    """Return the share with the doubt that incidents of one caller going together leave.

    Parameters
    ----------
    residuals : period, cluster, residual (sum over its incidents of weight x (share - centre), as of `expected`), known
    echo : months that the share looks back: so long a storm is in it
    """
    n, value = standard.n, standard.value
    half = 0.5 / (n + 1)  # a month in which all shares are 1 has the doubt of half an incident
    lent = (standard.doubted + YEAR_SAY * _over_year(value * n, n)) / (1 + YEAR_SAY)
    p = np.clip(lent, half, 1 - half)
    binomial = p * (1 - p) * standard.squares
    factor = _overdispersion(_robust(standard, residuals), binomial, n)
    return _with_variance(standard, _storm(standard.n, echo) * factor * binomial / p**2)


def _storm(n: np.ndarray, echo: int = 0) -> np.ndarray:
    """Return by how much the variance of a month grows because it is a storm, or looks back on one: else 1.

    Usual is the median of the twelve months before; a month without any before it is usual itself. By the square of
    the volume, so that a storm is less sure than a usual month: all of it is one event.
    """
    usual = pd.Series(n).shift().rolling(BASE_MONTHS, min_periods=1).median().fillna(pd.Series(n))
    grown = pd.Series(np.maximum(1.0, n / (STORM * np.maximum(usual.to_numpy(), 1.0))) ** 2)
    lasting: np.ndarray = grown.rolling(echo + 1, min_periods=1).max().to_numpy()
    return lasting


def _with_variance(standard: Standard, variance: np.ndarray) -> Shares:
    logs = (np.log(standard.smoothed), np.log(standard.steadied))
    parts = (standard.value, logs[0], variance, standard.n, standard.known, logs[1])
    value, log, doubt, n, known, steadied = (pd.Series(part, index=standard.months, dtype=float) for part in parts)
    return Shares(value, log, doubt, n, known, steadied)


def base_rows(usable: pd.PeriodIndex, base: pd.PeriodIndex) -> np.ndarray:
    """Return which months are those of the base, or else the first twelve there are."""
    in_base = np.asarray(usable.isin(base))
    return in_base if in_base.any() else np.arange(len(usable)) < BASE_MONTHS


def _by_stratum(counts: pd.DataFrame, months: pd.PeriodIndex) -> tuple[np.ndarray, np.ndarray, list[int]]:
    strata = sorted(counts["stratum"].unique())
    sums = counts.groupby(["period", "stratum"])[["known", "total"]].sum()
    grid = pd.MultiIndex.from_product([months, strata], names=["period", "stratum"])
    full = sums.reindex(grid, fill_value=0).astype(float)
    shape = (len(months), len(strata))
    return full["known"].to_numpy().reshape(shape), full["total"].to_numpy().reshape(shape), strata


def _centres(known: np.ndarray, total: np.ndarray, value: np.ndarray, first: np.ndarray) -> np.ndarray:
    """Return what is expected of each stratum in each month: its mean over the base, moved as the whole has moved."""
    in_base = known[first].sum(axis=0)
    mean = value[first].mean() if first.any() else 0.0
    of_stratum = np.divide(total[first].sum(axis=0), in_base, out=np.full(len(in_base), mean), where=in_base > 0)
    centres: np.ndarray = of_stratum[None, :] + (value - mean)[:, None]
    return centres


def _robust(standard: Standard, residuals: pd.DataFrame) -> np.ndarray:
    """Return the variance of each month's share when incidents of one caller go together."""
    sampled = residuals[residuals["known"] > 0]
    row = standard.months.get_indexer(pd.PeriodIndex(sampled["period"], freq="M"))
    size = np.bincount(row, minlength=len(standard.months)).astype(float)
    squares = np.bincount(row, sampled["residual"].to_numpy(dtype=float) ** 2, minlength=len(standard.months))
    of_share = squares * standard.heaviest**2
    robust: np.ndarray = np.where(size > 1, of_share * size / np.maximum(size - 1, 1), np.nan)
    return robust


def _over_year(above: np.ndarray, below: np.ndarray) -> np.ndarray:
    """Return per month the ratio of two sums over the twelve months up to it (the first twelve together)."""
    sums = [pd.Series(part).rolling(BASE_MONTHS, min_periods=1).sum() for part in (above, below)]
    ratio = (sums[0] / sums[1].where(sums[1] > 0)).to_numpy(copy=True)
    if len(ratio):
        ratio[:BASE_MONTHS] = ratio[min(BASE_MONTHS, len(ratio)) - 1]
    return ratio


def _overdispersion(robust: np.ndarray, binomial: np.ndarray, n: np.ndarray) -> np.ndarray:
    """Return per month the ratio of both variances over the twelve months up to it (the first twelve together)."""
    sampled = np.isfinite(robust) & (binomial > 0)
    ratio = _over_year(np.where(sampled, n * np.nan_to_num(robust), 0.0), np.where(sampled, n * binomial, 0.0))
    factor: np.ndarray = np.where(ratio > 0, ratio, 1.0)
    return factor
