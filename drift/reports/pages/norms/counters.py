"""Three counters: how many norms can be held against tickets, how many decided nothing, of what work none speaks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drift.measures.norms.decided import DEAD_MONTHS
from drift.reports.pages.blocks import Card
from drift.reports.pages.norms.force import count_bound

if TYPE_CHECKING:
    from drift.analysed import Analysis
    from drift.wording import Wording


def count_norms(analysis: Analysis, say: Wording) -> list[Card]:
    """Return the counters; the third only where incidents opened under a contract."""
    norms, n_bound = analysis.measured.norms, count_bound(analysis)
    cards = [
        Card(
            say("norms.page.of", n=n_bound, of=n_bound + len(norms.blind)),
            say("norms.page.card.bound"),
            say("norms.page.card.bound_detail", n=len(norms.blind)),
            "specification",
        ),
        Card(
            say.number(len(norms.dead)),
            say("norms.page.card.dead"),
            say("norms.page.card.dead_detail", months=DEAD_MONTHS),
            "specification",
        ),
    ]
    silent = norms.silent
    if silent is not None and silent.of:
        detail = say("norms.page.card.silent_detail", n=silent.n, of=silent.of)
        cards.append(Card(say.percent(silent.share), say("norms.page.card.silent"), detail, "engagement"))
    return cards
