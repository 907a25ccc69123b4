"""Evidence in a few lines."""

from __future__ import annotations

import pandas as pd

from drift.terms import MOST_ODDS
from drift.wording import UNKNOWN, Wording
from drift.wording.summary import Summary


def tell_odds(e_value: float, say: Wording) -> str:
    """Write an e-value; beyond a hundred a decimal says nothing, beyond a million no digit does."""
    if e_value > MOST_ODDS:
        return say("print.most", n=MOST_ODDS)
    return say.number(e_value, 0 if e_value >= 100 else 1)


def summarise_evidence(
    e_values: pd.Series,
    alarm: pd.Period | None,
    onset: pd.Period | None,
    interval: tuple[pd.Period, pd.Period] | None,
    ended: pd.Period | None,
) -> Summary:
    """Return what a series shows, in English: evidence knows no language."""
    say = Wording("en")
    known = e_values.dropna()
    last = say("print.odds", n=tell_odds(float(known.iloc[-1]), say), month=known.index[-1]) if len(known) else UNKNOWN
    began = say("print.about", month=onset, interval=say.span(*interval)) if interval else say.show(onset)
    rows = {"months": say.number(len(known)), "last": last, "alarm": say.show(alarm), "onset": began}
    return Summary(
        say("print.evidence"),
        tuple((say(f"print.{name}"), text) for name, text in {**rows, "ended": say.show(ended)}.items()),
    )
