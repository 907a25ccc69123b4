"""How long the evidence takes: 1,000 series of 60 months with every look, and one series alone, on one core.

Run: OMP_NUM_THREADS=1 python benchmarks/evidence.py
"""

from __future__ import annotations

import time

import numpy as np

import drift
from drift.model.evidence.looks import weigh_looks
from drift.model.evidence.noise import default_noise
from drift.model.evidence.onsets import believe_onsets
from drift.samples.scenarios import SCENARIOS
from drift.samples.series import draw_series

N_SERIES, MONTHS = 1000, 60
N_TIMES = 9  # one series alone: the median, since others may use the core

drawn = draw_series(SCENARIOS["slide_1"], N_SERIES, MONTHS, seed=1)
start, busy = time.perf_counter(), time.process_time()
weigh_looks(-drawn.engagement, drawn.variance, np.tile(believe_onsets(MONTHS), (N_SERIES, 1)), default_noise())
elapsed, busy = time.perf_counter() - start, time.process_time() - busy
print(f"{N_SERIES:,} series of {MONTHS} months: {elapsed:.1f} s, {busy:.1f} s of one core (goal: under 60)")

relation = drift.simulate("slide_2", months=MONTHS, seed=1)
series, variance = -relation.log_series["engagement"], relation.variances["engagement"]
drift.weigh_evidence(series, variance)  # once to load libraries
taken = []
for _ in range(N_TIMES):
    start, busy = time.perf_counter(), time.process_time()
    drift.weigh_evidence(series, variance)
    taken.append((time.perf_counter() - start, time.process_time() - busy))
elapsed, busy = np.median(taken, axis=0)
print(f"one series, with its repair: {elapsed:.2f} s, {busy:.2f} s of one core (goal: under 0.3)")
