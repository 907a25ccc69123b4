"""A verdict in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drift.model.evidence.summary import tell_odds
from drift.wording import UNKNOWN, Wording
from drift.wording.summary import Summary

if TYPE_CHECKING:
    import pandas as pd

    from drift.errors import Note
    from drift.model.states import State


def summarise_verdict(
    state: State, sentence: Note, reasons: tuple[Note, ...], onset: pd.Period | None, e_value: float | None
) -> Summary:
    """Return a verdict, in English: it knows no language."""
    say = Wording("en")
    evidence = UNKNOWN if e_value is None else say("print.to_one", n=tell_odds(e_value, say))
    rows = (
        *tell_state(state, sentence, say),
        *((say("print.reason"), say.tell(reason)) for reason in reasons),
        (say("print.evidence"), evidence),
        (say("print.onset"), say.show(onset)),
    )
    return Summary(say("print.verdict"), rows)


def tell_state(state: State, sentence: Note, say: Wording) -> tuple[tuple[str, str], ...]:
    """Return how a relation stands: the code and its sentence."""
    return (say("print.state"), state), (say("print.verdict"), say.tell(sentence))
