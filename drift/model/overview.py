"""A whole analysis in a few lines."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drift.model.summary import tell_state
from drift.tables.summary import tell_read
from drift.wording import UNKNOWN, Wording
from drift.wording.summary import Summary

if TYPE_CHECKING:
    import pandas as pd

    from drift.model.judgement import Judgement
    from drift.sources.accounts import FileAccount
    from drift.terms import Language


def summarise_analysis(
    relation: str,
    language: Language,
    files: tuple[FileAccount, ...],
    months: pd.PeriodIndex,
    judgement: Judgement,
) -> Summary:
    """Return what was found about a relation: how it stands, how far the data reach, what was read."""
    say = Wording(language)
    rung, n = judgement.rung, len(months)
    reach = UNKNOWN if rung is None else say("print.rung_name", rung=rung, name=say(f"report.rung.name_{rung}"))
    span = say("print.span", n=n, span=say.span(months[0], months[-1])) if n else UNKNOWN
    rows = (
        *tell_state(judgement.verdict.state, judgement.verdict.sentence, say),
        (say("print.rung"), reach),
        (say("print.months"), span),
        *tell_read(files, say),
        (say("print.cautions"), say.number(len(judgement.cautions))),
    )
    return Summary(say("print.analysis", relation=relation), rows)
