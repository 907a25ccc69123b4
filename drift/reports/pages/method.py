"""Of the appendix: every caution, how the evidence works in plain words, and when this report may end."""

from __future__ import annotations

from typing import Final

from drift.analysis import Analysis
from drift.reports.pages.blocks import Block
from drift.reports.pages.sentences import has_work
from drift.terms import ALARM_AT, ONSET_INTERVAL
from drift.wording import Wording
from drift.wording.case import capitalise, lower

CAUTIONS_SHOWN: Final = 14
ORDER: Final = {"withhold": 0, "qualify": 1, "inform": 2}


def build_method(analysis: Analysis, say: Wording) -> Block:
    """Build the page."""
    lists = [
        {"heading": say("report.method.cautions"), "items": _cautions(analysis, say)},
        {"heading": say("report.method.how"), "items": _how(analysis, say)},
        {
            "heading": say("report.method.stop"),
            "items": [say(f"report.method.stop_{code}") for code in ("quiet", "repair", "table", "kpi")],
        },
    ]
    return {"title": say("report.method.title"), "blocks": [{"kind": "lists", "lists": lists}]}


def _cautions(analysis: Analysis, say: Wording) -> list[str]:
    found = sorted(analysis.cautions, key=lambda caution: ORDER[caution.effect])
    told = [
        capitalise(say(f"report.method.effect_{caution.effect}", caution=lower(say.tell(caution.sentence))))
        for caution in found
    ]
    if len(told) > CAUTIONS_SHOWN:
        told = [*told[: CAUTIONS_SHOWN - 1], say("report.method.more", n=len(told) - CAUTIONS_SHOWN + 1)]
    return told or [say("report.method.no_cautions")]


def _how(analysis: Analysis, say: Wording) -> list[str]:
    threshold = round(ALARM_AT)
    codes = ["bet", "alarm", "months"] if has_work(analysis) else []
    codes += ["paper"] if analysis.rung is not None else []
    codes += ["outcomes"] if has_work(analysis) else []
    told = [
        say(f"report.method.{code}", threshold=threshold, sure=say.percent(ONSET_INTERVAL))
        for code in [*codes, "table", "cause"]
    ]
    if analysis.measured.weights_hold is not None:
        told.append(say("report.method.weights", share=say.percent(analysis.measured.weights_hold)))
    return told
