"""In the shared edition a sentence speaks of what that edition shows, or says that it is left out."""

import dataclasses

import pandas as pd
import pytest

from drift.errors import Note
from drift.measures.catalogue import FLOOR, HANDS, RESTORE
from drift.reports.edition import judged
from drift.reports.edition.folded import NO_LOG, fold_experts
from drift.reports.edition.share import share
from drift.reports.edition.tell import say_steps
from drift.reports.material import gather
from drift.reports.pages.counted import tell_counted
from drift.reports.pages.people import _table
from drift.reports.pages.returned import say_held
from drift.reports.pages.sentences import say_work
from drift.wording import Wording

SAYS = ("outcomes_worse", "outcomes_held", "outcomes_unproved", "left_worse", "left_held", "left_unknown")
EN, NL = Wording("en"), Wording("nl")
LEFT_OUT = {"en": ("left out", "do not stand"), "nl": ("weggelaten", "staan niet")}


def with_sentence(analysis, code):
    """Return an analysis whose verdict says this of the outcomes."""
    harm = Note(f"verdict.says.{code}", {"which": [Note(f"measure.{RESTORE}.name")]})
    sentence = analysis.verdict.sentence
    both = Note("verdict.says.both", {"work": sentence.values["work"], "harm": harm})
    changed = dataclasses.replace(sentence, values={**sentence.values, "harm": harm, "found": both})
    reasons = tuple(Note(f"verdict.reason.{one}") for one in ("outcomes_worse", "outcomes_held", "left"))
    verdict = dataclasses.replace(analysis.verdict, sentence=changed, reasons=reasons)
    return dataclasses.replace(analysis, judgement=dataclasses.replace(analysis.judgement, verdict=verdict))


@pytest.mark.parametrize("say", [EN, NL], ids=["en", "nl"])
@pytest.mark.parametrize("code", SAYS)
def test_what_is_said_of_outcomes_says_that_their_figures_are_left_out(sorteercentrum, code, say):
    shared = share(with_sentence(sorteercentrum, code))
    assert shared.measured.operations.outcomes == {}
    signs = LEFT_OUT[say.language]
    assert signs[0] in say.tell(shared.verdict.sentence)
    assert say(f"measure.{RESTORE}.name") not in say.tell(shared.verdict.sentence)
    for reason in shared.verdict.reasons:
        assert any(sign in say.tell(reason) for sign in signs), reason


@pytest.mark.parametrize("without", [judged.FEW, judged.ONE_SIDED])
def test_a_work_that_is_left_out_is_not_called_immeasurable(sorteercentrum, without):
    shared = share(sorteercentrum)
    verdict = dataclasses.replace(shared.verdict, sentence=Note(without))
    changes = dict.fromkeys(shared.judgement.changes)
    hidden = dataclasses.replace(
        shared, judgement=dataclasses.replace(shared.judgement, verdict=verdict, changes=changes)
    )
    told = say_work(dataclasses.replace(gather(sorteercentrum, EN, edition="shared"), analysis=hidden))
    assert told == EN("edition.work_left_out")
    assert told != EN("report.engagement.none")


def test_a_page_that_says_on_the_way_back_says_how_many_months_are_lower(sorteercentrum):
    material = gather(sorteercentrum, EN, edition="shared")
    months = material.analysis.measured.held.query("what == 'month'")
    hands, floor = (months[f"{measure}_finding"].eq("fell").sum() for measure in (HANDS, FLOOR))
    assert hands == len(months) == 12
    assert 0 < floor < 12
    assert say_held(material).startswith("On the way back: the same hands in ")
    told = say_held(material)
    assert "; the same hands: in 12 of the last 12 months still clearly lower than before" in told
    assert told.endswith(f"; solved on the floor: in {floor} of the last 12 months still clearly lower than before.")


def test_experts_of_a_year_without_log_are_not_few():
    opened = pd.Series([4, 0, 7], pd.PeriodIndex(["2020-03", "2021-03", "2022-03"], freq="M"))
    experts = pd.DataFrame(
        {"side": "customer", "year": [2020, 2021, 2022], "experts": ["7", "7", "<5"], "lost": ["0", "0", "<5"]}
    )
    told = fold_experts(experts, opened)
    assert told["experts"].tolist() == ["5–9", NO_LOG, "<5"]
    rows = _table(told, EN).rows
    assert rows[0][1:] == ["5–9", "no log", "<5"]


def test_what_cannot_be_told_of_experts_is_not_told_as_nought():
    experts = pd.DataFrame({"side": "customer", "year": [2020, 2021], "experts": ["7", "7"], "lost": ["?", "<5"]})
    told = fold_experts(experts)
    assert told["lost"].tolist() == ["?", "<5"]
    assert "A question mark: another tool came into use" in _table(told, EN).caption
    assert "question mark" not in _table(told.iloc[1:], EN).caption


@pytest.mark.parametrize("name", [HANDS, FLOOR])
def test_what_still_works_tells_of_a_month_and_of_the_whole_what_the_months_tell(sorteercentrum, name):
    """A window that were told by itself would tell of its months more than they do."""
    shared = share(sorteercentrum).measured
    told, rows = shared.operations.shares_of(name), shared.held.set_index("name")
    months = pd.PeriodIndex(rows.index[rows["what"] == "month"], freq="M")
    assert len(months) == 12
    assert rows.loc[months.astype(str), f"{name}_after"].tolist() == told.value[months].round(3).tolist()
    windows = {"before": shared.base.work.intersection(told.value.index), "after": months}
    for window, of in windows.items():
        level = float((told.value[of] * told.n[of]).sum() / told.n[of].sum())
        assert rows.loc["", f"{name}_{window}"] == pytest.approx(level, abs=0.0005)
        assert rows.loc["", f"{name}_n_{window}"] == told.n[of].sum()


def test_evidence_is_told_in_steps_in_the_sentence_and_for_programs(sorteercentrum):
    exact, shared = sorteercentrum.verdict, share(sorteercentrum).verdict
    told = {reason.code: reason.values["e"] for reason in shared.reasons if "e" in reason.values}
    assert told
    assert {str(e).rstrip("0") for e in told.values()} <= {"1", "2", "5"}
    assert shared.e_value <= exact.e_value < 2.5 * shared.e_value


@pytest.mark.parametrize("say", [EN, NL], ids=["en", "nl"])
def test_who_reads_a_share_reads_that_it_is_told_in_steps(sorteercentrum, say):
    both, ours = (gather(sorteercentrum, say, edition=edition) for edition in ("shared", "ours"))
    assert say_steps("steps", say) in both.about
    for material, stands in ((both, True), (ours, False)):
        notes = tell_counted(material)
        told = [say_steps("steps_short", say) in notes, say_steps("steps_held", say) in notes]
        assert told == [stands, stands]
        assert (say("report.course.months") in notes) != stands
