"""Write notebooks/02_how_sure.ipynb and run it, pictures included.

Run: pip install -r notebooks/requirements.txt, then python notebooks/make_how_sure.py
"""

from __future__ import annotations

from pathlib import Path

from nbformat.v4 import new_code_cell, new_markdown_cell
from running import run_notebook

PAGE = Path(__file__).parent / "02_how_sure.ipynb"

CELLS = [
    """# How sure are we?

A manager looks at the same figure every month. Most ways to decide "is this a change?" are made for one look. This
notebook shows, for a reader who does not believe it yet, what happens when they are looked at every month, on made-up
relations whose truth is known, and what `drift.weigh_evidence` does instead. The full tables, with 1,000 relations a
cell, stand in [docs/calibration.md](../docs/calibration.md); what an e-value is, in
[docs/evidence.md](../docs/evidence.md).""",
    """%matplotlib inline
from dataclasses import replace

import matplotlib.pyplot as plt
import numpy as np
import pymannkendall
import ruptures

import drift
from drift.model.evidence.looks import weigh_looks
from drift.model.evidence.noise import default_noise
from drift.model.evidence.onsets import believe_onsets
from drift.samples.scenarios import SCENARIOS
from drift.samples.series import draw_series

plt.rcParams.update({"figure.figsize": (8, 3.4), "figure.dpi": 80, "figure.constrained_layout.use": True})
PHI, N = (0.0, 0.3, 0.6), 60  # autocorrelation; relations of each
MONTHS, ONSET = 72, 24  # length; month in which a fall begins""",
    """## One relation
Engagement that slides by 2 % a month from January 2020 on. The e-value of each month is what a manager would have seen
that month; it never changes afterwards.""",
    """relation = drift.simulate("slide_2", months=MONTHS, seed=5)
log_engagement, variance = relation.log_series["engagement"], relation.variances["engagement"]
evidence = drift.weigh_evidence(-log_engagement, variance)

months = log_engagement.index.to_timestamp()
figure, (upper, lower) = plt.subplots(2, 1, sharex=True, figsize=(8, 5))
upper.plot(months, log_engagement, color="0.3")
upper.plot(months, relation.truth.effect, color="tab:blue", label="truth")
low, high = (month.to_timestamp() for month in evidence.onset_interval)
upper.axvspan(low, high, color="tab:orange", alpha=0.25, label="onset, 90 %")
upper.set(title=f"Onset {evidence.onset} ({evidence.shape}); in truth {relation.truth.onset}", ylabel="ln engagement")
upper.legend()
lower.semilogy(months, evidence.e_values, color="tab:orange")
lower.axhline(10, color="0.3", linestyle=":")
lower.set(title=f"First at 10 in {evidence.alarm}", ylabel="e-value")
plt.show()""",
    """## Relations in which nothing happens
Sixty relations at each autocorrelation, from 20 to 2,000 incidents a month, no change at all. Each rule is asked every
month from month 13 on, with what is known by then.""",
    """def draw(name, phi, seed):
    laws = [replace(SCENARIOS[name], phi=phi, n_incidents=n) for n in (20, 200, 2000)]
    drawn = [draw_series(law, N // 3, MONTHS, seed + i, ONSET) for i, law in enumerate(laws)]
    return -np.concatenate([d.engagement for d in drawn]), np.concatenate([d.variance for d in drawn])


def fill(row):  # the peers take no gaps: a straight line over them, which looks a little ahead
    known = np.isfinite(row)
    return np.interp(np.arange(len(row)), np.flatnonzero(known), row[known])


def xmr(row, n):  # Wheeler's individuals chart on the first 12 months: 3 sigma, or 8 in a row on one side; upwards
    middle, spread = row[:12].mean(), np.abs(np.diff(row[:12])).mean() / 1.128
    return row[n - 1] > middle + 3 * spread or (row[n - 8 : n] > middle).all()


def pelt(row, n):  # kernel cost, penalty ln n; the last segment lies above the one before it
    ends = ruptures.Pelt(model="rbf", min_size=3, jump=1).fit(row[:n]).predict(pen=np.log(n))
    cuts = [0, *ends]
    return len(ends) > 1 and row[cuts[-2] : n].mean() > row[cuts[-3] : cuts[-2]].mean()


def mann_kendall(row, n):
    test = pymannkendall.original_test(row[:n])
    return test.p < 0.05 and test.z > 0


def hamed_rao(row, n):
    test = pymannkendall.hamed_rao_modification_test(row[:n])
    return test.p < 0.05 and test.z > 0


PEERS = {"Mann-Kendall": mann_kendall, "Mann-Kendall, Hamed-Rao": hamed_rao, "XmR rules": xmr, "PELT rbf, ln n": pelt}


def ask(rule, values):
    hits = np.zeros(values.shape, dtype=bool)
    with np.errstate(all="ignore"):
        for i, row in enumerate(values):
            filled = fill(row)
            for n in range(13, MONTHS + 1):
                hits[i, n - 1] = rule(filled, n)
                if hits[i, n - 1]:
                    hits[i, n - 1 :] = True  # an alarm once given has been given
                    break
    return hits


def weigh(values, variances):
    onset = np.tile(believe_onsets(MONTHS), (len(values), 1))
    return weigh_looks(values, variances, onset, default_noise()).e_values


nulls = {phi: draw("plain", phi, 100) for phi in PHI}
alarms = {name: {phi: ask(rule, nulls[phi][0]) for phi in PHI} for name, rule in PEERS.items()}
e_values = {phi: weigh(*nulls[phi]) for phi in PHI}
alarms["drift, e at 10"] = {phi: np.fmax.accumulate(np.nan_to_num(e), axis=1) >= 10 for phi, e in e_values.items()}""",
    """looks = np.arange(1, MONTHS - 12 + 1)
for name, by_phi in alarms.items():
    share = 100 * np.concatenate(list(by_phi.values())).mean(axis=0)[12:]
    plt.plot(looks, share, label=name, linewidth=3 if name.startswith("drift") else 1.5)
plt.axhline(10, color="0.3", linestyle=":")
plt.title("Cried wolf at least once, % of relations without any change")
plt.gca().set(xlabel="looks", ylabel="%", ylim=(0, 100))
plt.legend()
plt.show()
print(f"{'after 60 looks, %':28s}" + "".join(f"  phi {phi:<4}" for phi in PHI))
for name, by_phi in alarms.items():
    print(f"{name:28s}" + "".join(f"{100 * hits[:, -1].mean():9.0f}" for hits in by_phi.values()))""",
    """A rule that is right nineteen times in twenty is asked sixty times, on months that hang together. That, not a
fault in the rules, is what these lines show. The e-value is made for being asked again.

## Is it slow, then?
A calm rule that never alarms is easy to make. So each rule is now made equally calm: its own threshold is moved until
it cries wolf in 10 % of the relations of the autocorrelation that suits it worst. Here for Mann-Kendall (its z), XmR
(its sigmas) and the e-value.""",
    """def z_scores(values):
    scores = np.full(values.shape, -np.inf)
    for i, row in enumerate(values):
        filled = fill(row)
        for n in range(13, MONTHS + 1):
            scores[i, n - 1] = pymannkendall.original_test(filled[:n]).z
    return scores


def sigmas(values):
    filled = np.array([fill(row) for row in values])
    middle, spread = filled[:, :12].mean(axis=1), np.abs(np.diff(filled[:, :12])).mean(axis=1) / 1.128
    scores = (filled - middle[:, None]) / spread[:, None]
    scores[:, :12] = -np.inf
    return scores


def scores_of(name, values, variances):
    if name == "drift":
        return np.nan_to_num(weigh(values, variances), nan=-np.inf)
    return z_scores(values) if name == "Mann-Kendall" else sigmas(values)


FALLS = ("slide_1", "slide_2", "slide_3", "step_20", "step_40")
falls = {fall: [draw(fall, phi, 500) for phi in PHI] for fall in FALLS}
print(f"{'median months to the alarm':28s}" + "".join(f"{fall:>11s}" for fall in FALLS))
for name in ("Mann-Kendall", "XmR 3-sigma rule", "drift"):
    threshold = max(np.quantile(scores_of(name, *nulls[phi]).max(axis=1), 0.9) for phi in PHI)
    waits = []
    for fall in FALLS:
        first = np.concatenate([
            np.where((hit := scores_of(name, *drawn) >= threshold).any(axis=1), hit.argmax(axis=1), np.inf)
            for drawn in falls[fall]
        ])
        waits.append(np.median(first[first >= ONSET]) - ONSET)
    print(f"{name:28s}" + "".join(f"{'never' if np.isinf(wait) else format(wait, '.0f'):>11s}" for wait in waits))""",
    """## Since when
Where an alarm is given, the onset comes with an interval. Forty relations that slide by 2 % from month 24 on, seen from
month 48.""",
    """rows = []
for seed in range(40):
    relation = drift.simulate("slide_2", months=48, seed=seed, onset=ONSET, phi=PHI[seed % 3])
    evidence = drift.weigh_evidence(-relation.log_series["engagement"], relation.variances["engagement"])
    if evidence.alarm is not None:
        rows.append([(month - relation.truth.onset).n for month in (*evidence.onset_interval, evidence.onset)])
low, high, middle = np.array(sorted(rows, key=lambda row: row[2])).T
plt.hlines(np.arange(len(low)), low, high, color="tab:orange")
plt.plot(middle, np.arange(len(low)), ".", color="0.2")
plt.axvline(0, color="tab:blue")
held = np.mean((low <= 0) & (high >= 0))
plt.title(f"{len(low)} onsets with their 90 % intervals; {100 * held:.0f} % hold the truth")
plt.gca().set(xlabel="months from the true onset", yticks=[])
plt.show()""",
    """## What it cannot do
- Swings that linger look like slides. Beyond an autocorrelation of about .7 nobody can tell them apart in one short
  series; `other_noise` in docs/calibration.md shows how far that goes.
- The relations above follow the simulator's law. Other seasons, heavy tails and noise of another kind stand in the same
  page; your data are no simulation.
- The alarm says that something rose. Why, and whether it does harm, is for the people at the table.""",
]


def main() -> None:
    """Write the notebook and run it."""
    make = {True: new_markdown_cell, False: new_code_cell}
    run_notebook([make[text.startswith(("#", "A rule")) and "import" not in text](text) for text in CELLS], PAGE)


if __name__ == "__main__":
    main()
