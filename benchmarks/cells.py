"""Made-up relations of one kind with all their looks, and how a share and a table are written."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace

import numpy as np

from drift.model.evidence.looks import Looks, weigh_looks
from drift.model.evidence.noise import NoisePrior, default_noise
from drift.model.evidence.onsets import believe_onsets
from drift.samples.scenarios import SCENARIOS, Scenario
from drift.samples.series import Drawn, draw_series

SEED = 20_261_121
N_SERIES = int(sys.argv[1]) if len(sys.argv) > 1 else 1000  # a cell
PHI, N_INCIDENTS, SEASON = (0.0, 0.3, 0.6), (20, 200, 2000), (0.0, 0.05, 0.12)
DRIFTS = ("slide_1", "slide_2", "slide_3", "step_20", "step_40")
ONSET = 24


@dataclass
class Cell:
    """Relations of one kind: what was drawn, the autocorrelation and volume of each, what the looks showed."""

    drawn: list[Drawn]
    phi: np.ndarray
    n_incidents: np.ndarray
    looks: Looks


def laws_of(name: str, phi: tuple[float, ...], sigma: tuple[float, float] | None = None) -> list[Scenario]:
    law = SCENARIOS[name] if sigma is None else replace(SCENARIOS[name], sigma=sigma)
    plain = name == "plain" or name in DRIFTS
    volumes = (law.n_incidents,) if name == "overdispersed" else N_INCIDENTS
    seasons = SEASON if plain else (law.season,)
    return [replace(law, phi=p, n_incidents=n, season=s) for p in phi for n in volumes for s in seasons]


def run(
    name: str,
    months: int,
    phi: tuple[float, ...] = PHI,
    stream: int = 0,
    noise: NoisePrior | None = None,
    n_series: int = N_SERIES,
    sigma: tuple[float, float] | None = None,
) -> Cell:
    """Draw relations of one scenario with these autocorrelations, and of these sizes of swings if any are told."""
    laws = laws_of(name, phi, sigma)
    each = -(-n_series // len(laws))
    key = [SEED, stream, list(SCENARIOS).index(name), months, *(round(10 * p) for p in phi)]
    key += [round(1000 * size) for size in sigma or ()]
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
