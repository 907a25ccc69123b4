"""Norms that are stated without a number: best effort, n.v.t., in overleg."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from drift.contract.reading.metrics import name_metric, name_priority
from drift.contract.reading.patterns import load_patterns

PATTERNS: Final = load_patterns("stated")
_NAMES: Final = {"effort": "best effort", "none": "not applicable", "agreed": "to be agreed"}


@dataclass(frozen=True)
class Stated:
    """A norm without a number."""

    metric: str
    condition: str
    stated: str  # best effort, not applicable, to be agreed
    quote: str


def find_stated(text: str) -> list[Stated]:
    """Return the norms that a clause states without a number, in order."""
    norms = []
    for match in PATTERNS["stated"].finditer(text or ""):
        kind = next(kind for kind in _NAMES if match[kind])
        metric, priority = name_metric(text, match.start()), name_priority(text, match.start())
        norms.append(Stated(metric, priority, _NAMES[kind], " ".join(match[kind].split())))
    return norms
