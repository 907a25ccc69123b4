"""How often does `weigh_evidence` cry wolf, how fast is it, how well does it date: docs/calibration.md.

Every cell has 1,000 made-up relations or more, from seeds that were used for nothing else.

Run: python benchmarks/calibrate.py [SERIES A CELL [SECTION ...]]; a section that is not named stays as it was
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from oracle import watch

from drift.model.aftermath import weigh_aftermath
from drift.model.looks import Looks, weigh_looks
from drift.model.noise import NoisePrior, default_noise
from drift.model.one_look import p_values
from drift.model.onsets import believe_onsets, date_onsets
from drift.model.pooling import pool_laws
from drift.samples.scenarios import SCENARIOS, Scenario
from drift.samples.series import Drawn, draw_series, fall_of
from drift.terms import ALARM_AT

SEED = 20_261_121
N_SERIES = int(sys.argv[1]) if len(sys.argv) > 1 else 1000  # a cell
PHI, N_INCIDENTS, SEASON = (0.0, 0.3, 0.6), (20, 200, 2000), (0.0, 0.05, 0.12)
LOOKS = (60, 84, 120)
ONE_LOOK_AT = (24, 36, 60)
DRIFTS = ("slide_1", "slide_2", "slide_3", "step_20", "step_40")
OTHER_NULLS = ("seasonal", "volume_growth", "shocks", "missing", "outliers", "heavy_tails", "overdispersed")
OTHER_LAWS = ("other_season", "short_memory", "other_noise")
MONTHS, ONSET, DATED_AT = 72, 24, 48
N_PORTFOLIOS, N_NEIGHBOURS = 20, 50
PAGE = Path(__file__).parents[1] / "docs" / "calibration.md"


@dataclass
class Cell:
    """Relations of one kind: what was drawn, the autocorrelation and volume of each, what the looks showed."""

    drawn: list[Drawn]
    phi: np.ndarray
    n_incidents: np.ndarray
    looks: Looks


def laws_of(name: str, phi: tuple[float, ...]) -> list[Scenario]:
    law = SCENARIOS[name]
    plain = name == "plain" or name in DRIFTS
    volumes = (law.n_incidents,) if name == "overdispersed" else N_INCIDENTS
    seasons = SEASON if plain else (law.season,)
    return [replace(law, phi=p, n_incidents=n, season=s) for p in phi for n in volumes for s in seasons]


def run(name: str, months: int, phi: tuple[float, ...] = PHI, stream: int = 0, noise: NoisePrior | None = None) -> Cell:
    laws = laws_of(name, phi)
    each = -(-N_SERIES // len(laws))
    key = [SEED, stream, list(SCENARIOS).index(name), months, *(round(10 * p) for p in phi)]
    seeds = np.random.SeedSequence(key).generate_state(len(laws))
    drawn = [draw_series(law, each, months, int(seed), ONSET) for law, seed in zip(laws, seeds, strict=True)]
    rises = -np.concatenate([d.engagement for d in drawn])
    onset = np.tile(believe_onsets(months), (len(rises), 1))
    looks = weigh_looks(rises, np.concatenate([d.variance for d in drawn]), onset, noise or default_noise())
    print(f"{name} {months} months, phi {phi}: {len(rises)} series", flush=True)
    repeat = lambda values: np.repeat(values, each)  # noqa: E731
    return Cell(drawn, repeat([law.phi for law in laws]), repeat([law.n_incidents for law in laws]), looks)


def highest(looks: Looks, n_looks: int | None = None) -> np.ndarray:
    part = looks.e_values[:, 12 : None if n_looks is None else 12 + n_looks]
    return np.nanmax(part, axis=1)


def percent(hits: np.ndarray) -> str:
    share = float(np.mean(hits))
    return f"{100 * share:.1f} ± {100 * np.sqrt(max(share * (1 - share), 1 / len(hits)) / len(hits)):.1f}"


def table(heads: list[str], rows: list[list[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines) + "\n"


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


def one_look() -> str:
    months = max(ONE_LOOK_AT)
    groups = {phi: run("plain", months, (phi,)) for phi in PHI}
    others = {name: run(name, months) for name in (*OTHER_NULLS, *OTHER_LAWS)}
    rows = []
    for name, cell in [*((f"autocorrelation {phi}", cell) for phi, cell in groups.items()), *others.items()]:
        looks = cell.looks
        found = [p_values(looks.e_values[:, n - 1], looks.autocorrelation[:, n - 1], n) for n in ONE_LOOK_AT]
        rows.append([name, *(percent(p <= 0.05) for p in found)])
    return table(["relations without a fall", *(f"{n} months" for n in ONE_LOOK_AT)], rows)


def watch_all(cells: list[Cell], name: str) -> np.ndarray:
    rise = -fall_of(SCENARIOS[name], MONTHS, 0)
    parts = []
    for cell in cells:
        start = 0
        for drawn in cell.drawn:
            values = -(drawn.engagement - drawn.season)[:, :MONTHS]
            phi = cell.phi[start : start + len(values)]
            parts.append(watch(values, drawn.variance[:, :MONTHS], drawn.swing_sd, phi, rise))
            start += len(values)
    return np.concatenate(parts)


def speed() -> str:
    groups = {phi: run("plain", MONTHS, (phi,)) for phi in PHI}
    drifts = {name: run(name, MONTHS) for name in DRIFTS}
    equal = max(float(np.quantile(highest(cell.looks, LOOKS[0]), 0.9)) for cell in groups.values())
    rows = []
    for name, cell in drifts.items():
        bound = max(float(np.quantile(watch_all([group], name)[:, 12:].max(axis=1), 0.9)) for group in groups.values())
        seen = watch_all([cell], name)
        seen[:, :12] = -np.inf
        row = [name, told(delays(cell.looks.e_values, ALARM_AT)), told(delays(cell.looks.e_values, equal))]
        rows.append([*row, told(delays(seen, bound))])
    heads = ["fall", f"at the shipped threshold, {ALARM_AT:.0f}", f"at 10 % in the worst group, {equal:.1f}"]
    return table([*heads, "who knows all but the onset, at 10 %"], rows)


def pooled() -> str:
    """Each portfolio has one autocorrelation; its belief comes from its 50 relations, none of which falls."""
    global N_SERIES
    whole, heads = N_SERIES, ["relations with 50 neighbours"]
    e_values: dict[str, list[np.ndarray]] = {name: [] for name in ("plain", *DRIFTS)}
    highs: dict[float, np.ndarray] = {}
    N_SERIES = N_NEIGHBOURS
    for phi in PHI:
        parts = []
        for number in range(max(len(DRIFTS), N_PORTFOLIOS * whole // 1000)):
            belief = pool_laws(run("plain", MONTHS, (phi,), 100 + number).looks.law)
            parts.append(highest(run("plain", MONTHS, (phi,), 100 + number, belief).looks))
            name = DRIFTS[number % len(DRIFTS)]
            e_values[name].append(run(name, MONTHS, (phi,), 300 + number, belief).looks.e_values)
        highs[phi] = np.concatenate(parts)
    N_SERIES = whole
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
        right = shape == (1 if name.startswith("slide") else 0)
        figures = [f"{100 * alarmed.mean():.0f} %", f"{np.median(error):+.0f}", f"{np.median(np.abs(error)):.0f}"]
        figures += [f"{np.quantile(np.abs(error), 0.8):.0f}", percent(inside), f"{np.median(high - low + 1):.0f}"]
        rows.append([name, *figures, percent(right)])
    heads = ["fall", "alarmed", "median error", "median absolute", "80 % quantile", "90 % interval holds it, %"]
    return table([*heads, "median width", "shape right, %"], rows)


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
        text += f"\n## {title}\n{body.rstrip()}\n"
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
Share of relations, in %, with a p-value of .05 or less when looked at once. Goal: 3 to 7.
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

SECTIONS = {
    "False alarms": (ALARMS, false_alarms),
    "One look": (ONE_LOOK, one_look),
    "How fast": (SPEED, speed),
    "Since when": (DATES, dates),
    "With noise and season pooled": (POOLED, pooled),
    "What must not matter": ("", unmoved),
}

if __name__ == "__main__":
    main()
