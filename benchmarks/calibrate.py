"""How often does `weigh_evidence` cry wolf, how fast is it, how well does it date: docs/calibration.md.

Every cell has 1,000 made-up relations or more, from seeds that were used for nothing else.

Run: python benchmarks/calibrate.py [SERIES A CELL [SECTION ...]]; a section that is not named stays as it was
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import strange_laws
from cells import DRIFTS, N_INCIDENTS, N_SERIES, ONSET, PHI, SEED, Cell, highest, percent, run, table
from memory import LINGERING as REMEMBERED
from memory import memory
from oracle import date, watch
from repairs import repairs

from drift.model.evidence.aftermath import weigh_aftermath
from drift.model.evidence.looks import Looks, weigh_looks
from drift.model.evidence.noise import PHI as BELIEVED
from drift.model.evidence.noise import NoisePrior, default_noise
from drift.model.evidence.one_look import p_values
from drift.model.evidence.onsets import believe_onsets, date_onsets
from drift.model.pooling import pool_laws
from drift.samples.scenarios import SCENARIOS
from drift.samples.series import draw_series, fall_of
from drift.terms import ALARM_AT

LOOKS = (60, 84, 120)
ONE_LOOK_AT, ODD_AT, ONE_LOOK_STREAM = (24, 36, 60), 0.05, 11
SWINGS = (0.02, 0.04, 0.08, 0.15, 0.2)
OTHER_NULLS = ("seasonal", "volume_growth", "shocks", "missing", "outliers", "heavy_tails", "overdispersed")
OTHER_LAWS = ("other_season", "short_memory", "other_noise")
MONTHS, DATED_AT = 72, 48
N_PORTFOLIOS, N_NEIGHBOURS = 20, 50
STRANGE_AT, N_STRANGE, N_CALM = (24, 48, 120), 240, 300
LINGERING, CALMER = 0.75, (0.25, 0.5, 1.0, 2.0)  # belief in that autocorrelation; the first is shipped
PAGE = Path(__file__).parents[1] / "docs" / "calibration.md"


def delays(e_values: np.ndarray, threshold: float) -> np.ndarray:
    """Months from onset to alarm, infinite without one; relations that alarmed before the onset are left out."""
    hit = np.nan_to_num(e_values, nan=-np.inf) >= threshold
    first = np.where(hit.any(axis=1), hit.argmax(axis=1), np.inf)
    return first[first >= ONSET] - ONSET


def told(waited: np.ndarray) -> str:
    middle, within = np.median(waited), [100 * np.mean(waited <= months) for months in (12, 24)]
    return f"{'never' if np.isinf(middle) else f'{middle:.0f}'} ({within[0]:.0f}, {within[1]:.0f})"


def false_alarms() -> str:
    groups = {phi: run("plain", 12 + LOOKS[-1], (phi,)) for phi in PHI}
    others = {name: run(name, 12 + LOOKS[1]) for name in (*OTHER_NULLS, *OTHER_LAWS)}
    heads = ["relations without a fall", *(f"{n} looks" for n in LOOKS)]
    rows = []
    for phi, cell in groups.items():
        rows.append([f"autocorrelation {phi}", *(percent(highest(cell.looks, n) >= ALARM_AT) for n in LOOKS)])
        for volume in N_INCIDENTS:
            part = cell.n_incidents == volume
            shares = [percent(highest(cell.looks, n)[part] >= ALARM_AT) for n in LOOKS]
            rows.append([f"… {volume} incidents a month", *shares])
    for name, cell in others.items():
        rows.append([name, *(percent(highest(cell.looks, n) >= ALARM_AT) for n in LOOKS[:2]), "–"])
        if name not in ("other_noise", "short_memory"):
            part = cell.phi == max(PHI)
            shares = [percent(highest(cell.looks, n)[part] >= ALARM_AT) for n in LOOKS[:2]]
            rows.append([f"… of these, autocorrelation {max(PHI)}", *shares, "–"])
    return table(heads, rows)


def look_once(looks: Looks, n_months: int) -> np.ndarray:
    """Whether the p-value of a look after these months is .05 or less."""
    at = n_months - 1
    return p_values(looks.e_values[:, at], looks.autocorrelation[:, at], looks.swing[:, at], n_months) <= ODD_AT


def one_look() -> str:
    """Of relations without a fall, also with smaller and larger swings than elsewhere; then of those with one."""
    months, stream = max(ONE_LOOK_AT), ONE_LOOK_STREAM
    cells = [(f"autocorrelation {phi}", run("plain", months, (phi,), stream)) for phi in PHI]
    for size in SWINGS:
        cells += [(f"swings of {100 * size:g} %", run("plain", months, PHI, stream, sigma=(size, size)))]
    for size in (min(SWINGS), max(SWINGS)):
        name = f"… of {100 * size:g} %, autocorrelation {max(PHI)}"
        cells += [(name, run("plain", months, (max(PHI),), stream, sigma=(size, size)))]
    cells += [(name, run(name, months, PHI, stream)) for name in (*OTHER_NULLS, *OTHER_LAWS)]
    rows = [[name, *(percent(look_once(cell.looks, n)) for n in ONE_LOOK_AT)] for name, cell in cells]
    calm = table(["relations without a fall", *(f"{n} months" for n in ONE_LOOK_AT)], rows)
    falls = [(name, run(name, months, PHI, stream)) for name in DRIFTS]
    rows = [[name, *(percent(look_once(cell.looks, n)) for n in ONE_LOOK_AT[1:])] for name, cell in falls]
    return f"{calm}\n{table(['falls from month 25 on', *(f'{n} months' for n in ONE_LOOK_AT[1:])], rows)}"


def know_all(ask: Callable[..., np.ndarray], cells: list[Cell], name: str, months: int) -> np.ndarray:
    """Ask the watcher who knows all but the onset."""
    rise = -fall_of(SCENARIOS[name], months, 0)
    parts = []
    for cell in cells:
        start = 0
        for drawn in cell.drawn:
            values = -(drawn.engagement - drawn.season)[:, :months]
            phi = cell.phi[start : start + len(values)]
            parts.append(ask(values, drawn.variance[:, :months], drawn.swing_sd, phi, rise))
            start += len(values)
    return np.concatenate(parts)


def speed() -> str:
    groups = {phi: run("plain", MONTHS, (phi,)) for phi in PHI}
    drifts = {name: run(name, MONTHS) for name in DRIFTS}
    equal = max(float(np.quantile(highest(cell.looks, LOOKS[0]), 0.9)) for cell in groups.values())
    rows = []
    for name, cell in drifts.items():
        bound = max(
            float(np.quantile(know_all(watch, [group], name, MONTHS)[:, 12:].max(axis=1), 0.9))
            for group in groups.values()
        )
        seen = know_all(watch, [cell], name, MONTHS)
        seen[:, :12] = -np.inf
        row = [name, told(delays(cell.looks.e_values, ALARM_AT)), told(delays(cell.looks.e_values, equal))]
        rows.append([*row, told(delays(seen, bound))])
    heads = ["fall", f"at the shipped threshold, {ALARM_AT:.0f}", f"at 10 % in the worst group, {equal:.1f}"]
    return table([*heads, "who knows all but the onset, at 10 %"], rows)


def pooled() -> str:
    """Each portfolio has one autocorrelation; its belief comes from its 50 relations, none of which falls."""
    heads = ["relations with 50 neighbours"]
    e_values: dict[str, list[np.ndarray]] = {name: [] for name in ("plain", *DRIFTS)}
    highs: dict[float, np.ndarray] = {}
    for phi in PHI:
        parts = []
        for number in range(max(len(DRIFTS), N_PORTFOLIOS * N_SERIES // 1000)):
            belief = pool_laws(run("plain", MONTHS, (phi,), 100 + number, n_series=N_NEIGHBOURS).looks.law)
            parts.append(highest(run("plain", MONTHS, (phi,), 100 + number, belief, N_NEIGHBOURS).looks))
            name = DRIFTS[number % len(DRIFTS)]
            e_values[name].append(run(name, MONTHS, (phi,), 300 + number, belief, N_NEIGHBOURS).looks.e_values)
        highs[phi] = np.concatenate(parts)
    equal = max(float(np.quantile(high, 0.9)) for high in highs.values())
    calm = f"false alarms in {MONTHS - 12} looks, autocorrelation"
    rows = [[f"{calm} {phi}", percent(high >= ALARM_AT), percent(high >= equal)] for phi, high in highs.items()]
    for name in DRIFTS:
        found = np.concatenate(e_values[name])
        rows.append([name, told(delays(found, ALARM_AT)), told(delays(found, equal))])
    return table([*heads, f"at {ALARM_AT:.0f}", f"at 10 % in the worst group, {equal:.1f}"], rows)


def date_alarmed(cell: Cell) -> np.ndarray:
    """Log of belief in (step, slide) x onset of the relations that alarmed, as `weigh_evidence` dates them."""
    values = -np.concatenate([drawn.engagement for drawn in cell.drawn])
    variances = np.concatenate([drawn.variance for drawn in cell.drawn])
    hit = np.nan_to_num(cell.looks.e_values) >= ALARM_AT
    belief, noise = believe_onsets(values.shape[1]), default_noise()
    rows = np.flatnonzero(hit.any(axis=1))
    told = [weigh_aftermath(values[r], variances[r], int(hit[r].argmax()), belief, noise) for r in rows]
    return np.array([aftermath.log_onset for aftermath in told])


def dates() -> str:
    rows = []
    for name in DRIFTS:
        cell = run(name, DATED_AT, stream=1)
        alarmed = highest(cell.looks) >= ALARM_AT
        onset, low, high, shape = date_onsets(date_alarmed(cell))
        error, inside = onset - ONSET, (low <= ONSET) & (high >= ONSET)
        best = know_all(date, [cell], name, DATED_AT)[alarmed] - ONSET
        right = shape == (1 if name.startswith("slide") else 0)
        figures = [f"{100 * alarmed.mean():.0f} %", f"{np.median(error):+.0f}", f"{np.median(np.abs(error)):.0f}"]
        figures += [f"{np.quantile(np.abs(error), 0.8):.0f}", percent(inside), f"{np.median(high - low + 1):.0f}"]
        rows.append([name, *figures, percent(right), *(percent(np.abs(off) <= 1) for off in (error, best))])
    heads = ["fall", "alarmed", "median error", "median absolute", "80 % quantile", "90 % interval holds it, %"]
    heads += ["median width", "shape right, %", "within a month, %", "… who knows all but the onset"]
    return table(heads, rows)


def strange() -> str:
    """Laws that nothing was fitted to: false alarms by month 24, 48 and 120, and the p-value of a look at month 48."""
    rows = []
    for number, name in enumerate([*strange_laws.LAWS, strange_laws.COUNTS]):
        values, variances = strange_laws.draw(name, (N_STRANGE, max(STRANGE_AT)), np.random.default_rng([SEED, number]))
        looks = weigh_looks(
            -values, variances, np.tile(believe_onsets(max(STRANGE_AT)), (N_STRANGE, 1)), default_noise()
        )
        alarmed = [percent(np.nanmax(looks.e_values[:, 12:n], axis=1, initial=0) >= ALARM_AT) for n in STRANGE_AT]
        rows.append([name, *alarmed, percent(look_once(looks, STRANGE_AT[1]))])
        print(rows[-1], flush=True)
    return table(["relations without a fall", *(f"{n} months" for n in STRANGE_AT), "p at 48 months"], rows)


def believe_lingering(weight: float) -> NoisePrior:
    """Return the belief with another weight for the most lingering swings."""
    noise = default_noise()
    belief = noise.belief * np.where(noise.phi == LINGERING, weight / BELIEVED[LINGERING], 1.0)
    return replace(noise, belief=belief / belief.sum())


def calm() -> str:
    """Measure what more belief in autocorrelation .75 buys and costs."""
    rows = []
    for weight in CALMER:
        noise = believe_lingering(weight)
        shocked = run("heavy_tails", 12 + LOOKS[1], (max(PHI),), 7, noise, N_CALM)
        plain = run("plain", 12 + LOOKS[0], (max(PHI),), 7, noise, N_CALM)
        shares = [percent(highest(shocked.looks, n) >= ALARM_AT) for n in LOOKS[:2]]
        equal = float(np.quantile(highest(plain.looks), 0.9))
        falls = [run(name, MONTHS, PHI, 7, noise, N_CALM).looks.e_values for name in ("slide_2", "step_20")]
        waited = [told(delays(found, at)) for at in (ALARM_AT, equal) for found in falls]
        rows.append([f"{weight:g}", *shares, percent(highest(plain.looks) >= ALARM_AT), *waited])
    heads = ["belief", *(f"heavy tails, {n} looks" for n in LOOKS[:2]), "plain, 60 looks"]
    falls = [f"{name} at {at}" for at in (f"{ALARM_AT:.0f}", "10 %") for name in ("slide_2", "step_20")]
    return table([*heads, *falls], rows)


def unmoved() -> str:
    """Paper alone changes no digit; scope growth that is declared leaves no growth of the specification."""
    plain, paper = (draw_series(SCENARIOS[name], N_SERIES, MONTHS, SEED) for name in ("plain", "paper_only"))
    same = np.array_equal(plain.engagement, paper.engagement, equal_nan=True)
    scope = draw_series(SCENARIOS["scope_growth"], N_SERIES, MONTHS, SEED)
    left = (scope.specification - scope.scope)[:, -12:].mean()
    raw = scope.specification[:, -12:].mean()
    grown = paper.specification[:, -1]
    equal = "equal to the last bit to" if same else "NOT equal to"
    return (
        f"Paper only: the engagement of {N_SERIES} relations whose specification grows by "
        f"{100 * np.expm1(grown.mean()):.0f} % is {equal} that of the same seeds without paper, and so is its "
        f"evidence.\n\nScope growth of 2 % a month: over the last year the specification stands {raw:+.2f} (log) above "
        f"its start; with the declared scope taken out {left:+.2f}: versions follow it late, never ahead.\n"
    )


def main() -> None:
    PAGE.touch()
    old = dict(part.split("\n", 1) for part in PAGE.read_text(encoding="utf-8").split("\n## ")[1:])
    wanted = sys.argv[2:] or list(SECTIONS)
    text = HEAD.format(n=N_SERIES, seed=SEED)
    for title, (note, make) in SECTIONS.items():
        body = f"{note}\n{make()}" if title in wanted else old.get(title, "")
        text += f"\n## {title}\n{body.rstrip()}\n" if body.strip() else ""  # not made yet
        PAGE.with_suffix(".new").write_text(text, encoding="utf-8")
    PAGE.with_suffix(".new").replace(PAGE)
    print(f"written: {PAGE}")


HEAD = """# Calibration of the evidence

Made by `make calibrate` (seed {seed}, {n} made-up relations a cell or more; ± is the standard error).
Words and formulas stand in [evidence.md](evidence.md). A relation has swings with a standard deviation of 5 to 12 %
(AR(1), autocorrelation 0, .3 or .6), a season of 0, 5 or 12 %, 20, 200 or 2,000 incidents a month, 2 % of months
missing and 2 % with two to four times the volume, unless a row says otherwise. Falls begin in month 25 of 72.
"""
ALARMS = """
Share of relations, in %, with an e-value of 10 or more in any of the looks from month 13 on. Goal: at most 10 in every
group of autocorrelation, at most 12 in every cell. `heavy_tails`: Student, three degrees of freedom; `overdispersed`:
twice the stated sampling variance, 20 incidents a month; `other_season`: holidays; `short_memory`: a moving average of
three months; `other_noise`: AR(2), swings of about ten months, lag-1 autocorrelation .79, beyond what the goal covers.
"""
ONE_LOOK = """
Share of relations, in %, with a p-value of .05 or less when looked at once. Goal: 3 to 7 without a fall.
"""
SPEED = """
Months from the onset to the alarm, median; between brackets the share, in %, told within 12 and within 24 months.
"""
POOLED = """
Noise and season pooled over 50 relations that share an autocorrelation; the false alarms are those of these relations,
the falls those of others. 600 relations a fall.
"""
DATES = """
Relations that have alarmed by month 48, 24 months after the onset: error of the onset in months, and its 90 % interval.
"""
STRANGE = """
Shares of 240 relations a law, in %, with an alarm by that month, and with a p-value of .05 or less after 48. None of
these laws is drawn by `drift.simulate`, and nothing was fitted to any of them (`benchmarks/strange_laws.py`). Every
relation misses a twentieth of its months and four in a row besides. Goal: at most 12; for p 3 to 7. A level that
wanders for good is no relation without change: there an alarm is right, and the row shows how often it comes.
"""
CALM = f"""
Shocks of three degrees of freedom that linger (autocorrelation .6) look like steps. More belief in swings that linger
longer still, {LINGERING}, buys calm there. What it costs stands beside it: months to the alarm, median, and the share,
in %, told within 12 and 24 months, at the shipped threshold and at 10 % false alarms in the worst group. The first row
is what is shipped; 300 relations a cell.
"""
MEMORY = f"""
Nothing changes in these 300 relations of 60 looks but that people leave, one in ten months or so, and that the measure
remembers each for the length of its window (`benchmarks/memory.py`): the same hands looked back a year, they look back
120 days. The other rows add swings of autocorrelation {REMEMBERED} to what is believed, with that much belief against
one of the usual ones: what it buys in calm, and costs in months to the alarm (median; share, in %, told within 12 and
24 months).
"""
REPAIRS = """
Falls begin in month 19 of 72, repairs in month 43; 300 relations a fall. Of those that alarmed between the two: how
many have been told as repaired (`ended`) before they were, and how long it took to tell a repair. Like a fall, a repair
is weighed in every month, so that at most one in ten should be told that is none.
"""

SECTIONS = {
    "False alarms": (ALARMS, false_alarms),
    "One look": (ONE_LOOK, one_look),
    "How fast": (SPEED, speed),
    "Since when": (DATES, dates),
    "Come down again": (REPAIRS, repairs),
    "With noise and season pooled": (POOLED, pooled),
    "Laws that were not fitted": (STRANGE, strange),
    "What more calm would cost": (CALM, calm),
    "What leavers leave behind": (MEMORY, lambda: memory(lambda found, at: told(delays(found, at)))),
    "What must not matter": ("", unmoved),
}

if __name__ == "__main__":
    main()
