"""The catalogue of made-up relations: what happens to the work and to the paper, and how the months scatter."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal


@dataclass(frozen=True)
class Scenario:
    """A law that months follow; the figures of the plain one are those of STATISTICS 1.

    phi : lag-1 autocorrelation of the swings
    sigma : lowest and highest standard deviation of the swings, natural log; each relation draws its own
    season : amplitude of the yearly wave, natural log
    season_law : two waves a year, or what holidays do: a dip in July, August and December
    noise_law : AR(1); AR(2) with a swing of about ten months; a moving average of three months
    tails : of the swings and of the sampling; student = three degrees of freedom, same variance
    n_incidents : a month, before growth and shocks
    overdispersion : true sampling variance over the stated one
    volume_growth : a month, natural log
    shock_share : months in which the volume is two to four times as large
    missing_share : months without a value
    outlier_share : months that stand 0.4 apart, up or down, and are back to normal the month after
    fall : what engagement does: nothing, a slide, a step, a slide of a year that is repaired in half a year
    size : of the slide a month, natural log; of the step, a share (0.2 = engagement falls by 20 %)
    paper : what the specification does: nothing, versions that add, versions that follow a growing scope
    story : of plots.py, whose meetings and departures the tables tell; empty: none but those of good years
    """

    phi: float = 0.3
    sigma: tuple[float, float] = (0.05, 0.12)
    season: float = 0.05
    season_law: Literal["waves", "holidays"] = "waves"
    noise_law: Literal["ar1", "ar2", "ma3"] = "ar1"
    tails: Literal["normal", "student"] = "normal"
    n_incidents: int = 200
    overdispersion: float = 1.0
    volume_growth: float = 0.0
    shock_share: float = 0.02
    missing_share: float = 0.02
    outlier_share: float = 0.0
    fall: Literal["none", "slide", "step", "recovery"] = "none"
    size: float = 0.0
    paper: Literal["none", "grows", "follows"] = "none"
    story: str = ""


SCENARIOS: Final = MappingProxyType(
    {
        "plain": Scenario(),
        "seasonal": Scenario(season=0.12),
        "volume_growth": Scenario(volume_growth=0.02),
        "shocks": Scenario(shock_share=0.06),
        "missing": Scenario(missing_share=0.10),
        "scope_growth": Scenario(volume_growth=0.02, paper="follows"),
        "paper_only": Scenario(paper="grows"),
        "outliers": Scenario(outlier_share=0.03),
        "heavy_tails": Scenario(tails="student"),
        "overdispersed": Scenario(overdispersion=2.0, n_incidents=20),
        "other_season": Scenario(season=0.15, season_law="holidays"),
        "other_noise": Scenario(noise_law="ar2"),
        "short_memory": Scenario(noise_law="ma3"),
        "slide_1": Scenario(fall="slide", size=0.01, paper="grows"),
        "slide_2": Scenario(fall="slide", size=0.02, paper="grows"),
        "slide_3": Scenario(fall="slide", size=0.03, paper="grows"),
        "step_20": Scenario(fall="step", size=0.20, paper="grows"),
        "step_40": Scenario(fall="step", size=0.40, paper="grows"),
        "recovery": Scenario(fall="recovery", size=0.02, paper="grows"),
        # below: as slide_2, with what happened between people in the tables; append only (benchmarks/cells.py)
        "top_down": Scenario(fall="slide", size=0.02, paper="grows", story="top down"),
        "bottom_up": Scenario(story="bottom up"),
        "leaving": Scenario(fall="slide", size=0.02, story="leaving"),
        "denied": Scenario(fall="slide", size=0.02, paper="grows", story="denied"),
    }
)
