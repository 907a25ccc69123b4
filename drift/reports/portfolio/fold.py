"""What a page for others may tell of relations with few persons: of the paper, and nothing of the work.

Folded first: what is counted over all relations is counted over what is told, so that no difference gives it back.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from drift.portfolio.flow import Portfolio, gather

# of the work, of one side, or a sentence on them
_HIDDEN: Final[dict[str, Any]] = {
    **dict.fromkeys(("state", "code", "sentence", "work", "outcomes", "callers_left", "withheld")),
    **dict.fromkeys(("alarm", "onset", "onset_from", "onset_to", "shape", "e_value")),
    **dict.fromkeys(("engagement_change", "engagement_low", "engagement_high")),
    **dict.fromkeys(("cautions", "clocks", "clocks_dead"), ()),
}


def fold_portfolio(portfolio: Portfolio) -> Portfolio:
    """Return a portfolio as others may see it."""
    return gather([replace(row, **_HIDDEN) if row.few_persons else row for row in portfolio.rows])
