"""The effects a change may have, by weight for whoever manages the contract."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

DUTY_ADDED, DUTY_LIFTED = "duty_added", "duty_lifted"
DUTY_SOFTENED, DUTY_HARDENED = "duty_softened", "duty_hardened"
PROHIBITION_ADDED, PROHIBITION_LIFTED = "prohibition_added", "prohibition_lifted"
PARTY_CHANGED = "party_changed"
EXCEPTION_ADDED, EXCEPTION_LIFTED = "exception_added", "exception_lifted"
CONDITION_ADDED, CONDITION_LIFTED = "condition_added", "condition_lifted"
BASE_CHANGED, CLOCK_CHANGED = "base_changed", "clock_changed"
STRICTER, RELAXED = "stricter", "relaxed"

EFFECTS: Final = (  # what turns a clause round comes before what shades it
    *(PARTY_CHANGED, PROHIBITION_ADDED, PROHIBITION_LIFTED, DUTY_LIFTED, DUTY_ADDED, DUTY_SOFTENED, DUTY_HARDENED),
    *(EXCEPTION_ADDED, EXCEPTION_LIFTED, CONDITION_ADDED, CONDITION_LIFTED, BASE_CHANGED, CLOCK_CHANGED),
    *(STRICTER, RELAXED),
)


@dataclass(frozen=True)
class Said:
    """A clause, or several that belong together, and what was read in it."""

    text: str
    obligation: bool
    party: str  # as in the table readings
    modality: str
    kind: str


def in_order(effects: set[str]) -> tuple[str, ...]:
    """Return effects by weight."""
    return tuple(effect for effect in EFFECTS if effect in effects)
