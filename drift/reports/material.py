"""What every file of a report is made from."""

from __future__ import annotations

from dataclasses import dataclass

from drift.analysis import Analysis
from drift.charts.shown import Shown, show_measures
from drift.terms import Edition
from drift.wording import Wording


@dataclass(frozen=True)
class Material:
    """An analysis as one edition tells it in one language."""

    analysis: Analysis
    shown: Shown
    say: Wording
    edition: Edition = "ours"


def gather(analysis: Analysis, say: Wording, edition: Edition = "ours") -> Material:
    """Gather the material of a report; the shared edition is told of an analysis that `share` made."""
    return Material(analysis, show_measures(analysis.measured), say, edition)
