"""The first sheet: the verdict, the findings, how to read the numbers, and a way to every other sheet."""

from __future__ import annotations

import pandas as pd

from drift.analysis import Analysis
from drift.reports.pages.sentences import say_outcome, say_paper, say_work
from drift.reports.workbook.sheet import Sheet, Target
from drift.terms import Edition
from drift.version import __version__
from drift.wording import Wording
from drift.wording.case import capitalise


def build_overview(
    analysis: Analysis, sheets: list[Sheet], empty: list[str], say: Wording, *, edition: Edition = "ours"
) -> Sheet:
    """Return a line a finding, then a line a sheet with its number of rows and a link to it, then the sheets without.

    Parameters
    ----------
    empty : codes of the sheets that have no row and are left out
    edition : the shared one measures no outcome
    """
    found = [
        (say("overview.relation"), analysis.relation),
        (say("overview.rung"), say.show(analysis.rung)),
        (say("overview.verdict"), say.tell(analysis.verdict.sentence)),
        *((say("overview.reason"), say.tell(reason)) for reason in analysis.verdict.reasons),
        (say("overview.paper"), capitalise(say_paper(analysis, say))),
        (say("overview.work"), capitalise(say_work(analysis, say))),
        *([(say("overview.outcome"), capitalise(say_outcome(analysis, say)))] if edition == "ours" else []),
        *((say("overview.caution"), capitalise(say.tell(caution.sentence))) for caution in analysis.cautions),
        (say("overview.logs"), say("overview.logs_text")),
        (say("overview.persons"), say("overview.persons_text")),
        (say("overview.links"), say("overview.links_text")),
        (say("overview.version"), f"drift {__version__}"),
    ]
    listed = [(say(f"sheet.{sheet.name}"), say(f"about.{sheet.name}"), len(sheet.frame)) for sheet in sheets]
    left_out = [(say("overview.empty"), ", ".join(say(f"sheet.{name}") for name in empty))] if empty else []
    rows = [*((*row, None) for row in found), *listed, *((*row, None) for row in left_out)]
    frame = pd.DataFrame(rows, columns=["what", "sentence", "n_rows"])
    links: list[Target | None] = [
        *([None] * len(found)),
        *((sheet.name, -1) for sheet in sheets),
        *([None] * len(left_out)),
    ]
    return Sheet("overview", frame.astype({"n_rows": "Int64"}), {}, {"what": links})
