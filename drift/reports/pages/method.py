"""Of the annex: every caution, how the evidence works in plain words, and when this report may end."""

from __future__ import annotations

from typing import Final

from drift.analysed import Analysis
from drift.model.cautions.caution import Caution
from drift.reports.material import Material
from drift.reports.pages.blocks import Beside, Block, Items, Lists, Page
from drift.reports.pages.counted import tell_counted
from drift.reports.pages.norms.told import say_untold
from drift.reports.pages.outcomes import tell_outcomes
from drift.reports.pages.sentences import has_work
from drift.terms import ALARM_AT, ONSET_INTERVAL
from drift.wording import Wording
from drift.wording.case import capitalise, lower

CAUTIONS_SHOWN: Final = 14
WEIGHT: Final = {"withhold": 0, "qualify": 1, "inform": 2}
WIDTHS: Final = (1, 1, 1.25)
STOPS: Final = ("quiet", "repair", "table", "kpi")


def build_method(material: Material) -> Page:
    """Build the page."""
    analysis, say = material.analysis, material.say
    how = Items(say("report.method.how"), _how(analysis, say))
    cautions = Items(say("report.method.cautions"), _cautions(analysis, say))
    stop = Items(say("report.method.stop"), [say(f"report.method.stop_{code}") for code in STOPS])
    counted = [*tell_counted(material), *tell_outcomes(analysis, say)]
    columns: list[list[Block]] = [[Lists([cautions]), Lists([stop])], [Lists([how])]]
    columns += [[Lists([Items(say("report.method.counted"), counted)])]] if counted else []
    return Page("method", say("report.method.title"), [Beside(WIDTHS[: len(columns)], columns)], annex=True)


def weightiest_first(cautions: tuple[Caution, ...]) -> list[Caution]:
    """Return the cautions in order of what they do to the conclusion."""
    return sorted(cautions, key=lambda caution: WEIGHT[caution.effect])


def _cautions(analysis: Analysis, say: Wording) -> list[str]:
    sentences = [
        capitalise(say(f"report.method.effect_{caution.effect}", caution=lower(say.tell(caution.sentence))))
        for caution in weightiest_first(analysis.cautions)
    ]
    if len(sentences) > CAUTIONS_SHOWN:
        n_more = len(sentences) - CAUTIONS_SHOWN + 1
        return [*sentences[: CAUTIONS_SHOWN - 1], say("report.method.more", n=n_more)]
    return sentences or [say("report.method.no_cautions")]


def _how(analysis: Analysis, say: Wording) -> list[str]:
    work = has_work(analysis)
    codes = [
        *(("bet", "alarm", "months") if work else ()),
        *(("paper",) if analysis.rung is not None else ()),
        *(("outcomes",) if work else ()),
        *("table", "cause"),
    ]
    values = {"threshold": round(ALARM_AT), "sure": say.percent(ONSET_INTERVAL)}
    sentences = [say(f"report.method.{code}", **values) for code in codes]
    hold = analysis.measured.weights_hold
    sentences += [] if hold is None else [say("report.method.weights", share=say.percent(hold))]
    return [*sentences, *say_untold(analysis, say)]
