import numpy as np
import pandas as pd
import pytest

from drift.measures.shares import bound_doubt, cluster_doubt, standardise
from drift.measures.work.formulas import measure_downtime
from drift.measures.work.questions.repeats import take_off
from drift.model.evidence.looks import weigh_looks
from drift.model.evidence.noise import default_noise
from drift.model.evidence.onsets import believe_onsets
from drift.model.evidence.weigh import weigh_evidence
from drift.terms import ALARM_AT

MONTHS = pd.period_range("2018-01", periods=36, freq="M")
MIX = pd.Series({0: 0.6, 1: 0.4})


def measure_shares(counts, usable, base, mix, *, bound=False):
    """Return a share of counts that are at hand by `cluster`; for logs the engine adds up the same."""
    standard = standardise(counts, usable, base, mix)
    if bound:
        return bound_doubt(standard)
    placed = counts[counts["known"] > 0].merge(standard.expected, on=["period", "stratum"])
    residual = placed["weight"] * (placed["total"] - placed["known"] * placed["centre"])
    residuals = placed.assign(residual=residual).groupby(["period", "cluster"], as_index=False)
    return cluster_doubt(standard, residuals[["residual", "known"]].sum())


def cells(rng, callers, a_caller, share, alike, apart=(0.0, 0.0)):
    """Draw months of incidents of two strata; callers differ from each other with intraclass correlation `alike`."""
    shape = (len(MONTHS), callers)
    spread = (1 - alike) / alike if alike else 0.0
    own = rng.beta(share * spread, (1 - share) * spread, shape) if alike else np.full(shape, share)
    parts = []
    for stratum, weight in MIX.items():
        n = rng.poisson(a_caller * weight, shape)
        hits = rng.binomial(n, np.clip(own + apart[stratum], 0, 1))
        month, caller = np.indices(shape)
        columns = {"period": MONTHS[month.ravel()], "stratum": stratum, "cluster": caller.ravel()}
        parts.append(pd.DataFrame({**columns, "n": n.ravel(), "known": n.ravel(), "total": hits.ravel().astype(float)}))
    drawn = pd.concat(parts, ignore_index=True)
    return drawn[drawn["n"] > 0]


@pytest.mark.parametrize(
    ("callers", "a_caller", "share", "alike", "apart"),
    [
        (40, 1.5, 0.6, 0.2, (0, 0)),  # callers differ: incidents of one go together
        (40, 1.5, 0.6, 0.0, (0.1, -0.15)),  # strata differ
        (12, 4, 0.4, 0.3, (0, 0)),
        (200, 0.3, 0.8, 0.1, (0, 0)),
        (60, 3, 0.15, 0.05, (0, 0)),
        (60, 1, 0.9, 0.0, (0, 0)),  # near the ceiling
    ],
)
def test_intervals_of_95_percent_hold_in_93_to_97_percent_of_months(callers, a_caller, share, alike, apart):
    rng = np.random.default_rng(5)
    truth = np.log(share + float(MIX @ np.array(apart)))
    inside = []
    for _ in range(40):
        shares = measure_shares(cells(rng, callers, a_caller, share, alike, apart), MONTHS, MONTHS[:12], MIX)
        inside.append((shares.log - truth).abs() < 1.959964 * np.sqrt(shares.variance))
    assert 0.93 <= float(np.mean(inside)) <= 0.97


def counts_of(n, share):
    return pd.DataFrame(
        {"period": MONTHS, "stratum": 0, "cluster": 0, "n": n, "known": n, "total": np.asarray(n) * np.asarray(share)}
    )


def test_volume_alone_moves_nothing():
    shares = measure_shares(counts_of([4, 4, 8, 50] * 9, 0.7), MONTHS, MONTHS[:12], MIX, bound=True)
    assert np.allclose(shares.log, np.log(0.7))
    few, many = (measure_shares(counts_of([n] * 36, 0.7), MONTHS, MONTHS[:12], MIX, bound=True) for n in (4, 50))
    assert many.variance.iloc[3] < few.variance.iloc[3] / 10


@pytest.mark.parametrize("share", [0.0, 1.0])
@pytest.mark.parametrize("bound", [True, False])
def test_all_months_at_an_end_still_leave_a_doubt_and_a_logarithm(share, bound):
    shares = measure_shares(counts_of([5] * 36, share), MONTHS, MONTHS[:12], MIX, bound=bound)
    assert (shares.variance > 0).all()
    assert np.isfinite(shares.log).all()


def test_a_change_of_mix_changes_nothing():
    rows = []
    for i, month in enumerate(MONTHS):
        for stratum, n, share in ((0, 60 if i < 18 else 10, 0.9), (1, 40 if i < 18 else 90, 0.3)):
            rows.append((month, stratum, 0, n, n, n * share))
    counts = pd.DataFrame(rows, columns=["period", "stratum", "cluster", "n", "known", "total"])
    shares = measure_shares(counts, MONTHS, MONTHS[:12], MIX)
    assert np.allclose(shares.value, 0.6 * 0.9 + 0.4 * 0.3)


def test_what_chance_does_is_taken_off_in_logs():
    low = np.r_[np.full(18, 0.9), np.full(18, 0.6)]  # of the solved ones, not repeated: by chance alone
    whole = measure_shares(counts_of([100] * 36, 0.8 * low), MONTHS, MONTHS[:12], MIX)
    chance = measure_shares(counts_of([80] * 36, low), MONTHS, MONTHS[:12], MIX)
    left = take_off(whole, chance, MONTHS[:12])
    assert np.allclose(left.log, np.log(0.72), atol=0.004)
    assert (left.variance > whole.variance).all()


@pytest.mark.parametrize(("n", "share"), [(35, 0.01), (100, 0.005), (20, 0.01)])
def test_a_rare_share_that_does_not_change_raises_no_alarm(n, share):
    rng = np.random.default_rng(20)
    months = pd.period_range("2018-01", periods=72, freq="M")
    series, variances = [], []
    for hits in rng.binomial(n, share, (24, len(months))):
        counts = pd.DataFrame({"period": months, "stratum": 0, "cluster": 0, "n": n, "known": n, "total": hits})
        shares = measure_shares(counts, months, months[:12], pd.Series({0: 1.0}))
        series.append(shares.alone)
        variances.append(shares.variance)
    onset = np.tile(believe_onsets(len(months)), (len(series), 1))
    looks = weigh_looks(np.array(series), np.array(variances), onset, default_noise())
    assert np.nanmax(looks.e_values[:, 12:], axis=1).max() < ALARM_AT


def test_one_incident_among_hundreds_is_no_evidence():
    months = pd.period_range("2018-01", periods=50, freq="M")
    hits = np.zeros(50)
    hits[40] = 1  # as in the log of a real relation: one of 728 speaks of a clause
    counts = pd.DataFrame({"period": months, "stratum": 0, "cluster": 0, "n": 15, "known": 15, "total": hits})
    shares = measure_shares(counts, months, months[:12], pd.Series({0: 1.0}))
    assert np.nanmax(weigh_evidence(shares.alone, shares.variance).e_values) < 2
    assert shares.level(months) == pytest.approx(1 / 750)


def test_a_share_of_half_and_more_is_weighed_as_it_enters_the_index():
    shares = measure_shares(counts_of([10, 20, 35] * 12, [0.6, 0.7, 0.8] * 12), MONTHS, MONTHS[:12], MIX)
    assert np.array_equal(shares.alone, shares.log)


def test_months_in_which_chance_has_nothing_to_repeat_keep_the_doubt_of_the_share():
    shares = measure_shares(counts_of([20] * 36, [0.7] * 36), MONTHS, MONTHS[:12], MIX)
    chance = measure_shares(counts_of([20] * 36, [0.9] * 36), MONTHS, MONTHS[:12], MIX)
    late = MONTHS[24:]
    chance.n[late], chance.variance[late] = 0.0, np.nan
    left = take_off(shares, chance, MONTHS[:12])
    assert left.variance[late].to_numpy() == pytest.approx(shares.variance[late].to_numpy())


def test_downtime_of_few_incidents_keeps_its_doubt_and_no_downtime_counts():
    hits = np.tile([0.0, 4.0, 0.0], 12)
    counts = pd.DataFrame({"period": MONTHS, "n": 1, "known": 1, "total": hits, "squares": hits**2})
    shares = measure_downtime(counts, MONTHS)
    assert list(shares.value) == list(hits)
    # a mean of 4/3 in the first year; (0 + 4/3)/2 and (4 + 4/3)/2; squared coefficient of variation 2, over (1 + 1)^2
    assert shares.log.iloc[:2].to_numpy() == pytest.approx(np.log([2 / 3, 8 / 3]))
    assert shares.variance.to_numpy() == pytest.approx(0.5)
    assert not len(measure_downtime(counts.assign(total=0.0, squares=0.0), MONTHS).log)


def test_a_storm_says_no_more_than_a_usual_month():
    from drift.measures.shares import _storm

    usual = [80.0] * 12
    assert _storm(np.array([*usual, 320.0, 80.0, 100.0])).tolist() == [*[1.0] * 12, 320 / 120, 1.0, 1.0]
    grows = _storm(np.linspace(80, 240, 36))  # three times the volume in three years is no storm
    assert grows.max() == 1.0
    assert _storm(np.array([0.0, 0.0, 4.0])).tolist() == [1.0, 1.0, 4 / 1.5]
