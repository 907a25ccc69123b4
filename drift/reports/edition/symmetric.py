"""What says as much about either side."""

from __future__ import annotations

from typing import Final

from drift.measures.catalogue import CONTACT, CONTACT_HOURS, FLOOR, HANDS, MEASURES, VISITS, VOLUME
from drift.measures.work.engagement import ENGAGEMENT
from drift.model.change import Change
from drift.reports.edition.folded import round_change

NOT_SHARED: Final = (
    "outcomes",
    "norms",
    "reported",
    "levels",
)  # pages: what is within a norm is an outcome of one side
# takes two sides, or is of neither; not the pairs in ten incidents: mean and variance of a month together have one
# solution, the incidents of every pair
TOGETHER: Final = (HANDS, CONTACT, CONTACT_HOURS, FLOOR, VISITS, VOLUME)
SYMMETRIC: Final = (*(measure.name for measure in MEASURES if measure.side == "specification"), *TOGETHER)


def is_of_both(name: str, with_work: bool) -> bool:
    """Whether a measure or an index says as much about either side."""
    return name in SYMMETRIC or (with_work and name in (ENGAGEMENT, "drift"))


def only_both(changes: dict[str, Change | None], with_work: bool) -> dict[str, Change | None]:
    """Return the changes of both."""
    return {name: round_change(change) for name, change in changes.items() if is_of_both(name, with_work)}


def keep_names(changes: dict[str, Change | None], with_work: bool) -> dict[str, Change | None]:
    """Return the changes, those of one side as not known."""
    return {name: round_change(change) if is_of_both(name, with_work) else None for name, change in changes.items()}
