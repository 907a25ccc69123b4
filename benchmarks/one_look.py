"""Make the table behind the p-value of one look: quantiles of the log e-value among series without any rise.

The series are Gaussian AR(1) swings plus white sampling noise, with and without a season: nothing of `drift.simulate`.
A quantile is a quadratic in the autocorrelation and the size of the swings that the look itself saw, fitted by quantile
regression. Swings are drawn far smaller and larger than those that docs/calibration.md measures.

Run: python benchmarks/one_look.py
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
from sklearn.linear_model import QuantileRegressor

from drift.model.evidence.looks import weigh_looks
from drift.model.evidence.noise import default_noise
from drift.model.evidence.one_look import TABLE, regressors
from drift.model.evidence.onsets import believe_onsets

SEED = 7303
N_SERIES = 900  # a set
MONTHS = (13, 15, 18, 24, 30, 36, 48, 60, 84, 120)
PHI = (0.0, 0.3, 0.6, 0.7)  # the look sees autocorrelation smaller than it is: the high ones must not be too odd
SIGMA = (0.02, 0.25)  # even in its logarithm
NOISE_SD = (0.01, 0.032, 0.1)
SEASON = 0.1  # amplitude, in half of the series
SHARES = (0.95, 0.75, 0.5, 0.25, 0.1, 0.05, 0.025, 0.01, 0.004)  # of series without a rise that reach the quantile


def draw(phi: float, noise_sd: float, rng: np.random.Generator) -> np.ndarray:
    shape = (N_SERIES, MONTHS[-1])
    unit, swings = rng.standard_normal(shape), np.zeros(shape)
    swings[:, 0] = unit[:, 0]
    for t in range(1, shape[1]):
        swings[:, t] = phi * swings[:, t - 1] + np.sqrt(1 - phi**2) * unit[:, t]
    angle = 2 * np.pi * (np.arange(shape[1]) / 12 + rng.random((shape[0], 1)))
    season = SEASON * np.cos(angle) * (rng.random((shape[0], 1)) < 0.5)
    sigma = np.exp(rng.uniform(*np.log(SIGMA), (shape[0], 1)))
    return sigma * swings + season + noise_sd * rng.standard_normal(shape)


def fit(log_e: np.ndarray, columns: np.ndarray, share: float) -> list[float]:
    model = QuantileRegressor(quantile=1 - share, alpha=0, solver="highs", fit_intercept=False).fit(columns, log_e)
    return [round(float(value), 4) for value in model.coef_]


noise, onset = default_noise(), believe_onsets(MONTHS[-1])
parts = []
for number, (phi, noise_sd) in enumerate((p, s) for p in PHI for s in NOISE_SD):
    values = draw(phi, noise_sd, np.random.default_rng([SEED, number]))
    variances = np.full(values.shape, noise_sd**2)
    looks = weigh_looks(values, variances, np.tile(onset, (N_SERIES, 1)), noise)
    parts.append((looks.e_values, looks.autocorrelation, looks.swing))
e_values, autocorrelation, swing = (np.concatenate(part) for part in zip(*parts, strict=True))
rows = []
for n in MONTHS:
    columns = regressors(autocorrelation[:, n - 1], swing[:, n - 1])
    rows.append([fit(np.log(e_values[:, n - 1]), columns, share) for share in SHARES])
lines = ",\n".join("    " + json.dumps(row) for row in rows)
head = {"made_by": f"benchmarks/one_look.py, seed {SEED}, {len(e_values)} series", "months": MONTHS, "shares": SHARES}
text = json.dumps(head)[:-1] + f',\n  "coefficients": [\n{lines}\n  ]\n}}\n'
(Path(__file__).parents[1] / "drift" / "model" / "evidence" / TABLE).write_text(text, encoding="utf-8")
print(f"{len(e_values)} series, {len(MONTHS)} lengths: drift/model/{TABLE}")
