"""Does a change keep its sign whatever one finds important: the index under many random weights at once.

It is the fit of `fit_index`, of values alone: no covariance, and every step taken for all draws together.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from drift.terms import BASE_MONTHS


def draw_weights(
    logs: pd.DataFrame, base: pd.PeriodIndex, groups: dict[str, str], *, draws: int, seed: int
) -> float | None:
    """Return under which share of random weights the change keeps its sign; None where there is none to compare.

    Parameters
    ----------
    logs : months x measures, as of `fit_index`
    groups : measure -> group; each draw gives every group a weight (Dirichlet, all ones), shared by its measures
    draws, seed : how many, and the stream; the same seed gives the same weights

    Returns
    -------
    share : 0.5 to 1 where the change under equal weights is not 0; of the last twelve months against the base
    """
    months = pd.PeriodIndex(logs.index[logs.notna().any(axis=1)])
    before, after = np.flatnonzero(months.isin(base)), np.arange(len(months))[-BASE_MONTHS:]
    if not len(before) or len(after) < BASE_MONTHS or after[0] <= before[-1]:
        return None
    effects = fit_effects(logs.loc[months].to_numpy(dtype=float), _draw(list(logs.columns), groups, draws, seed))
    changes = effects[:, after].mean(axis=1) - effects[:, before].mean(axis=1)
    return None if changes[0] == 0 else float(np.mean(changes[1:] * changes[0] > 0))


def _draw(measures: list[str], groups: dict[str, str], draws: int, seed: int) -> np.ndarray:
    """Return weights of measures, shape (1 + draws, n_measures): first those of groups that weigh alike."""
    names = sorted(set(groups.values()))
    drawn = np.random.default_rng(np.random.SeedSequence(seed)).dirichlet(np.ones(len(names)), size=draws)
    sizes = [list(groups.values()).count(groups[measure]) for measure in measures]
    say = np.concatenate([np.ones((1, len(names))), drawn])
    shared: np.ndarray = say[:, [names.index(groups[measure]) for measure in measures]] / np.array(sizes)
    return shared


def fit_effects(logs: np.ndarray, say: np.ndarray) -> np.ndarray:
    """Return the effect of each month but for a constant, shape (n_draws, n_months).

    Parameters
    ----------
    logs : shape (n_months, n_measures), NaN where unknown; every month has a value
    say : shape (n_draws, n_measures), weight of a measure in every month it has, above 0
    """
    observed = np.isfinite(logs)
    began = {c: int(observed[:, c].argmax()) for c in np.flatnonzero(observed.any(axis=0)).tolist()}
    levels = _fit_first(logs, observed, say, [c for c in began if began[c] == 0])
    effects = _fit_months(logs, observed, say, levels)
    for late in sorted((c for c in began if began[c] > 0), key=lambda c: (began[c], c)):
        own, known = np.flatnonzero(observed[:, late]), np.isfinite(effects[0])
        met = own[known[own]][:BASE_MONTHS]
        beside = met if len(met) else np.flatnonzero(known[: began[late]])[-BASE_MONTHS:]
        part = met if len(met) else own[:BASE_MONTHS]
        levels[:, late] = logs[part, late].mean() - effects[:, beside].mean(axis=1)
        effects = _fit_months(logs, observed, say, levels)
    return effects


def _fit_first(logs: np.ndarray, observed: np.ndarray, say: np.ndarray, first: list[int]) -> np.ndarray:
    """Return the levels of the measures of the first month by their first year together; the others NaN."""
    levels = np.full(say.shape, np.nan)
    month, measure = np.nonzero(observed[:BASE_MONTHS] & np.isin(np.arange(say.shape[1]), first))
    design = np.zeros((len(month), say.shape[1] + int(month.max()) + 1))
    design[np.arange(len(month)), measure] = 1
    design[np.arange(len(month)), say.shape[1] + month] = 1
    root = np.sqrt(say[:, measure])
    solved = np.linalg.pinv(design * root[:, :, None]) @ (root * logs[month, measure])[:, :, None]
    levels[:, first] = solved[:, first, 0]
    return levels


def _fit_months(logs: np.ndarray, observed: np.ndarray, say: np.ndarray, levels: np.ndarray) -> np.ndarray:
    """Return the effect of each month, NaN where no measure with a level has a value."""
    placed = np.isfinite(levels[0])
    seen = observed & placed
    weight = np.where(seen, say[:, None, :], 0.0)
    whole = weight.sum(axis=2)
    apart = np.where(seen, logs - levels[:, None, :], 0.0)
    with np.errstate(invalid="ignore", divide="ignore"):
        effects: np.ndarray = np.where(whole > 0, (weight * apart).sum(axis=2) / whole, np.nan)
    missing = (np.cumsum(observed, axis=0) >= BASE_MONTHS) & ~observed & (whole[0] > 0)[:, None] & placed
    for month, c in zip(*np.nonzero(missing), strict=True):  # in order of time: a later month rests on earlier ones
        last = np.flatnonzero(observed[:month, c])[-BASE_MONTHS:]
        stands = logs[last, c].mean() - levels[:, c] - effects[:, last].mean(axis=1)
        effects[:, month] += say[:, c] / whole[:, month] * stands
    return effects
