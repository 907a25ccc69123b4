"""One pass of the Kalman filter a law of noise: what value, mean and every possible rise bring that was not expected.

Values are mean + season + AR(1) swings + sampling noise. Filtering is linear, so the same gains whiten the value, a
constant and a step from every month on; a slide is the sum of the steps behind its onset. Likelihoods of all looks are
made of running sums of products of these innovations: month n only adds to them, so no later month changes what month n
has seen.
"""

from __future__ import annotations

import numpy as np

from drift.model.evidence.noise import Array, NoisePrior, season_design


class Innovations:
    """Sums of products of innovations, one month further at each `advance`; n = months so far.

    of_value, of_mean, of_self : shape (n_series, n_laws, 2, n_months): sums of each rise (step, slide; by onset) times
        the value, the constant and itself
    square, log_det : shape (n_series, n_laws): sums of value squared, of the log of the variance of a month
    """

    def __init__(self, values: Array, variances: Array, noise: NoisePrior, rise: Array | None) -> None:
        self.present = np.isfinite(values)
        self.noise = noise
        self.values = np.where(self.present, values, 0.0)
        self.variances = np.where(self.present, variances, 1.0)
        self.n_series, self.n_months = values.shape
        size = (self.n_series, len(noise.phi))
        self._build_states(rise)
        self.of_value, self.of_mean, self.of_self = (np.zeros((*size, 2, self.n_months)) for _ in range(3))
        self.square, self.log_det = np.zeros(size), np.zeros(size)
        self.month = -1

    def _build_states(self, rise: Array | None) -> None:
        """States: the swing, four coefficients of the season, the size of a rise that is there anyhow."""
        harmonics = season_design(self.n_months)
        n_waves = harmonics.shape[1]
        self.design = np.ones((self.n_series, self.n_months, 1 + n_waves + (rise is not None)))
        self.design[:, :, 1 : 1 + n_waves] = harmonics
        prior = [self.noise.sigma**2] + [self.noise.season_sd**2] * n_waves
        if rise is not None:
            self.design[:, :, -1] = rise
            prior.append(np.ones(len(self.noise.phi)))
        size = (self.n_series, len(self.noise.phi), len(prior))
        self.covariance = np.zeros((*size, len(prior)))
        self.covariance[:, :, range(len(prior)), range(len(prior))] = np.stack(prior, axis=1)
        self.state = np.zeros((*size, self.n_months + 1))  # of the value, then of a step from every month on

    def advance(self) -> None:
        """Take in one month; a month without data moves the swing on and tells nothing."""
        self.month = t = self.month + 1
        present = self.present[:, t, None]
        reading = self.design[:, t][:, None, :]
        reach = (self.covariance * reading[:, :, None, :]).sum(axis=3)
        total = (reach * reading).sum(axis=2) + self.variances[:, t, None]
        state = self.state[..., : t + 2]
        surprise = -state[:, :, 0]  # a month reads the whole swing
        for k in range(1, state.shape[2]):
            surprise -= state[:, :, k] * reading[..., k, None]
        surprise[..., 0] += self.values[:, t, None]
        surprise[..., 1:] += 1.0
        gain = np.where(present, 1 / total, 0.0)[..., None] * reach
        for k in range(state.shape[2]):
            state[:, :, k] += gain[..., k, None] * surprise
        self.covariance -= gain[..., None] * reach[:, :, None, :]
        self._forecast(state)
        self._add(surprise * np.where(present, total**-0.5, 0.0)[..., None])
        self.log_det += np.where(present, np.log(total), 0.0)

    def _forecast(self, state: Array) -> None:
        phi = self.noise.phi
        state[:, :, 0] *= phi[:, None]
        self.covariance[:, :, 0, :] *= phi[:, None]
        self.covariance[:, :, :, 0] *= phi[:, None]
        self.covariance[:, :, 0, 0] += self.noise.sigma**2 * (1 - phi**2)

    def _add(self, innovations: Array) -> None:
        value, steps = innovations[..., 0], innovations[..., 1:]
        slides = np.cumsum(steps[..., ::-1], axis=-1)[..., ::-1]
        begun = slice(0, self.month + 1)
        for shape, rise in enumerate((steps, slides)):
            self.of_value[:, :, shape, begun] += rise * value[..., None]
            self.of_mean[:, :, shape, begun] += rise * steps[..., :1]
            self.of_self[:, :, shape, begun] += rise * rise
        self.square += value**2
