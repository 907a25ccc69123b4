"""Falls that stay and falls that are repaired: how often is a repair told that is none, how soon one that is."""

from __future__ import annotations

import numpy as np
from cells import PHI, SEED, laws_of, percent, table

from drift.model.evidence.aftermath import weigh_aftermath
from drift.model.evidence.looks import weigh_looks
from drift.model.evidence.noise import default_noise
from drift.model.evidence.onsets import believe_onsets
from drift.model.evidence.repair import weigh_repair
from drift.samples.series import draw_series
from drift.terms import ALARM_AT

N_SERIES = 300  # a cell, before rounding up; every series is weighed by itself
MONTHS, ONSET, REPAIR = 72, 18, 42

BEGUN = np.arange(MONTHS) - ONSET + 1
MENDED = np.maximum(np.arange(MONTHS) - REPAIR + 1, 0)
WAYS = ("engagement", "an outcome")  # with all that is dated, and on the rise as the alarm dated it alone
STEP, YEAR = (BEGUN > 0).astype(float), np.clip(BEGUN / 12, 0, 1)
FALLS = {
    "step of 20 % that stays": (0.22 * STEP, False),
    "30 % over a year, then at rest": (0.36 * YEAR, False),
    "slide of 2 % a month that goes on": (0.02 * np.maximum(BEGUN, 0), False),
    "step of 40 %, repaired at once": (0.51 * STEP * (MENDED == 0), True),
    "step of 20 %, repaired at once": (0.22 * STEP * (MENDED == 0), True),
    "40 % over a year, repaired over a year": (0.51 * YEAR * (1 - np.clip(MENDED / 12, 0, 1)), True),
}


def draw_plain(number: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return engagement without a fall, its variance, and the autocorrelation of each relation."""
    laws = laws_of("plain", PHI)
    each = -(-N_SERIES // len(laws))
    seeds = np.random.SeedSequence([SEED, 77, number]).generate_state(len(laws))
    drawn = [draw_series(law, each, MONTHS, int(seed)) for law, seed in zip(laws, seeds, strict=True)]
    values, variances = (np.concatenate([getattr(d, name) for d in drawn]) for name in ("engagement", "variance"))
    return values, variances, np.repeat([law.phi for law in laws], each)


def find_ends(rises: np.ndarray, variances: np.ndarray) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    """Return month of the alarm and of the end that is told in each way, as index; infinite where there is none."""
    belief, noise = believe_onsets(MONTHS), default_noise()
    looks = weigh_looks(rises, variances, np.tile(belief, (len(rises), 1)), noise)
    hit = np.nan_to_num(looks.e_values) >= ALARM_AT
    alarm = np.where(hit.any(axis=1), hit.argmax(axis=1), np.inf)
    ended = {way: np.full(len(rises), np.inf) for way in WAYS}
    for row in np.flatnonzero(hit.any(axis=1)):
        at = int(alarm[row])
        alone = weigh_repair(rises[row], variances[row], at, looks.dated[row], noise)
        mean = (weigh_aftermath(rises[row], variances[row], at, belief, noise).e_values + alone) / 2
        for way, e_values in zip(WAYS, (mean, alone), strict=True):
            ends = np.flatnonzero(np.nan_to_num(e_values) >= ALARM_AT)
            ended[way][row] = ends[0] if len(ends) else np.inf
    return alarm, ended


def repairs() -> str:
    """Of the relations that alarmed between the onset and the repair."""
    rows = []
    for number, (name, (fall, mended)) in enumerate(FALLS.items()):
        values, variances, phi = draw_plain(number)
        alarm, by_way = find_ends(fall - values, variances)
        there = (alarm >= ONSET) & (alarm < REPAIR)
        for way, ended in by_way.items():
            rows.append([name, way, f"{100 * there.mean():.0f} %", *_tell(ended[there], phi[there], mended)])
            print(rows[-1], flush=True)
    heads = [
        "fall",
        "of",
        "alarmed in time",
        "told as repaired while it is not, %",
        f"… of these, autocorrelation {max(PHI)}",
    ]
    return table([*heads, "median months to tell", "told within 6, %", "12", "24"], rows)


def _tell(ended: np.ndarray, phi: np.ndarray, mended: bool) -> list[str]:
    """Return how many are told as repaired while they are not, and how soon those that are."""
    early = ended < (REPAIR if mended else np.inf)
    told = [percent(early), percent(early[phi == max(PHI)])]
    if not mended:
        return [*told, *["–"] * 4]
    waited = ended[~early] - REPAIR
    middle = np.median(waited)
    return [
        *told,
        "never" if np.isinf(middle) else f"{middle:.0f}",
        *(f"{100 * np.mean(waited < n):.0f}" for n in (6, 12, 24)),
    ]
