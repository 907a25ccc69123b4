"""The verdict on findings of which the truth is known; evidence comes from series with a planted fall."""

import dataclasses

import numpy as np
import pandas as pd
import pytest

from drift.errors import Note
from drift.measures.catalogue import TEXT_MEASURES
from drift.model.callers import CallersLeft
from drift.model.cautions.caution import Caution
from drift.model.change import Change, Window
from drift.model.evidence.weigh import weigh_evidence
from drift.model.grounds import Grounds, PaperGrounds, WorkGrounds
from drift.model.growth import Grown
from drift.model.harm import weigh_harm
from drift.model.verdict import judge
from drift.wording import Wording

MONTHS = pd.period_range("2018-01", periods=60, freq="M")
VARIANCE = 0.002


def series(fall_from=None, size=0.5, until=None):
    """A level log series with a planted step down (None: none), through `until`."""
    noise = np.random.default_rng(7).normal(0, np.sqrt(VARIANCE), len(MONTHS))
    values = pd.Series(noise, index=MONTHS)
    if fall_from is not None:
        values[fall_from:until] -= size
    return values


def evidence(values):
    return weigh_evidence(-values, VARIANCE)


def change(clear):
    window = Window(MONTHS[0], MONTHS[11], 0.5, 100)
    return Change(-0.4, -0.5, -0.3 if clear else 0.3, window, window)


QUIET, FALLEN = evidence(series()), evidence(series(pd.Period("2020-01")))
HARMED = weigh_harm({"time_to_restore": evidence(series(pd.Period("2020-03")))})
TWICE, WORDS = (dataclasses.replace(HARMED, now=names) for names in (("reopened", "waiting"), TEXT_MEASURES))
UNHARMED = weigh_harm({"time_to_restore": QUIET})
HELD, GREW, SHRANK = (Grown(log, 0.03) for log in (0.01, 0.4, -0.4))
PAPER = PaperGrounds("held", HELD, HELD, tightening=None, tightening_error=0.0, base=(MONTHS[0], MONTHS[11]))
WORK = WorkGrounds(QUIET, QUIET, change=None, harm=UNHARMED, live=True, until=MONTHS[-1])


def grounds(rung=3, cautions=(), **other):
    """A relation in step, but for what is named."""
    paper = {name: other.pop(name) for name in [*other] if hasattr(PAPER, name)}
    return Grounds(rung, dataclasses.replace(PAPER, **paper), dataclasses.replace(WORK, **other), cautions)


def verdict(**other):
    return judge(grounds(**other))


@pytest.mark.parametrize(
    ("other", "state"),
    [
        ({}, "in step"),
        ({"growth": "grew", "control": GREW}, "formalising"),
        ({"fall": FALLEN}, "looser"),
        ({"fall": FALLEN, "harm": HARMED}, "let go"),
        ({"fall": FALLEN, "growth": "grew", "control": GREW, "harm": HARMED}, "sliding"),
        ({"rung": 4, "fall": FALLEN, "growth": "grew", "control": GREW, "harm": HARMED}, "sliding"),
        ({"rung": 4, "fall": FALLEN, "growth": "grew", "control": GREW, "harm": TWICE}, "spreadsheets and KPIs"),
        ({"rung": 4, "fall": FALLEN, "growth": "grew", "control": GREW, "harm": WORDS}, "sliding"),
        ({"rung": 2, "fall": FALLEN, "growth": "grew", "control": GREW, "harm": HARMED}, "drifting apart"),
        ({"rung": 2, "fall": FALLEN, "harm": HARMED}, "let go"),
        ({"harm": HARMED}, "unsettled"),
        ({"callers": CallersLeft("left")}, "unsettled"),
        ({"fall": FALLEN, "live": False}, "not enough data"),
        ({"fall": FALLEN, "live": False, "growth": "grew", "control": GREW}, "paper grew"),
        ({"rung": None}, "not enough data"),
        ({"fall": None}, "not enough data"),
        ({"rung": 1, "fall": None, "growth": "held", "tightening": 0.3, "tightening_error": 0.1}, "paper tightened"),
        ({"rung": 1, "fall": None, "growth": "held", "tightening": 0.1, "tightening_error": 0.1}, "paper held"),
        ({"rung": 1, "fall": None, "growth": "shrank", "control": SHRANK}, "paper shrank"),
        ({"rung": 0, "fall": None, "control": None, "base": None}, "inventory"),
    ],
)
@pytest.mark.parametrize("language", ["nl", "en"])
def test_a_state_has_its_sentence_and_its_reasons_in_both_languages(other, state, language):
    found = verdict(**other)
    assert found.state == state
    say = Wording(language)
    told = [say.tell(found.sentence), *map(say.tell, found.reasons)]
    assert all("{" not in sentence and "–" not in sentence[:3] for sentence in told)


def test_a_planted_step_is_dated_and_told():
    found = verdict(fall=FALLEN, growth="grew", control=GREW, harm=HARMED)
    assert found.onset == pd.Period("2020-01")
    assert found.onset_interval[0] <= found.onset <= found.onset_interval[1]
    assert found.shape == "step"
    assert pd.Period("2020-01") < found.alarm <= pd.Period("2020-06")
    assert Wording("en").tell(found.sentence) == (
        "Sliding: the paper grew (control +49\u00a0%, size +1\u00a0% since January 2018); engagement fell around "
        "January 2020 and has stayed low; outcomes are worse"
    )


def test_no_onset_is_told_where_nothing_was_proved():
    found = verdict()
    assert (found.alarm, found.onset, found.onset_interval, found.shape) == (None, None, None, None)
    assert found.e_value < 10
    assert [reason.code for reason in found.reasons][-2:] == ["verdict.reason.outcomes_held", "verdict.would.fall"]


def test_a_fall_that_ended_is_repairing_until_no_clear_change_is_left():
    repaired = evidence(series(pd.Period("2020-01"), size=0.6, until=pd.Period("2021-06")))
    assert repaired.ended is not None
    assert verdict(fall=repaired, change=change(clear=True)).state == "repairing"
    assert verdict(fall=repaired, change=change(clear=False)).state == "repaired"


def moved(low, high):
    window = Window(MONTHS[0], MONTHS[11], 0.5, 100)
    return Change((low + high) / 2, low, high, window, window)


def told(found):
    return Wording("en").tell(found.sentence)


def test_no_fall_is_told_where_the_whole_stands_clearly_above_its_base():
    found = verdict(fall=FALLEN, change=moved(0.1, 0.3))
    assert found.state == "repaired"
    assert "part of engagement fell from about January 2020 on, and the whole of it stands above its base" in told(
        found
    )


def test_what_cannot_be_compared_has_not_come_back():
    repaired = evidence(series(pd.Period("2020-01"), size=0.6, until=pd.Period("2021-06")))
    assert verdict(fall=repaired, change=None).state == "repairing"


def test_a_fall_that_the_last_months_do_not_show_clearly_neither_stayed_low_nor_came_back():
    found = verdict(fall=FALLEN, change=moved(-0.2, 0.1))  # nothing speaks for a repair
    assert found.state == "looser"
    assert "do not show it clearly, nor that it came back" in told(found)


def test_a_second_fall_is_the_one_that_is_told():
    repaired = evidence(series(pd.Period("2020-01"), size=0.6, until=pd.Period("2021-06")))
    found = verdict(fall=repaired, again=FALLEN, change=moved(-0.6, -0.4))
    assert (found.state, found.onset) == ("looser", FALLEN.onset)
    assert "coming back" not in told(found)


def test_norms_that_became_stricter_are_told_beside_a_paper_that_held():
    found = verdict(tightening=0.69, tightening_error=0.1)
    assert found.state == "in step"
    assert "but its norms became stricter" in told(found)


def test_an_outcome_that_reads_worse_without_evidence_is_named():
    found = verdict(harm=dataclasses.replace(UNHARMED, now=("pushed_up",)))
    assert "pushed up read worse now, but outcomes taken together not by evidence" in told(found)


def test_what_withholds_stands_over_everything_and_is_the_reason():
    withheld = Caution("x", "withhold", (), Note("caution.few_incidents", {"n": 3}))
    found = verdict(fall=FALLEN, growth="grew", cautions=(withheld,))
    assert found.state == "not enough data"
    assert (
        Wording("en").tell(found.sentence).endswith("With a median of 3 incidents a month, charts speak in quarters.")
    )


def test_one_outcome_alone_can_carry_harm_and_many_quiet_ones_dilute_it():
    worse = evidence(series(pd.Period("2020-03"), size=0.25))
    alone, among = weigh_harm({"reopened": worse}), weigh_harm({"reopened": worse, "repeated": QUIET})
    assert alone.state == "worse"
    last = MONTHS[-1]
    assert among.e_values[last] == pytest.approx((worse.e_values[last] + QUIET.e_values[last]) / 2)
    assert weigh_harm({}).state == "unknown"


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "how far reading it can err is not known."),
        ("nl", "hoe ver het lezen ernaast kan zitten, is niet bekend."),
    ],
)
def test_a_reading_error_without_bound_is_told_as_unknown(language, told):
    found = verdict(control=Grown(0.4, float("inf")))
    assert Wording(language).tell(found.reasons[0]).split("; ")[1] == told


@pytest.mark.parametrize(
    ("tightening", "error", "language", "expected"),
    [
        (
            *(0.4636, 0.1, "nl"),
            "Normen die van versie tot versie te volgen zijn, werden gemiddeld 59 % strenger (95 %: 31 % tot 93 %): "
            "alsof 10 uur terugging naar 6,3 uur.",
        ),
        (
            *(-0.4636, 0.1, "nl"),
            "Normen die van versie tot versie te volgen zijn, werden gemiddeld 59 % soepeler (95 %: 31 % tot 93 %): "
            "alsof 10 uur opliep tot 15,9 uur.",
        ),
        (
            *(0.4636, 0.1, "en"),
            "Norms that can be followed from version to version became 59 % stricter on average (95 %: 31 % to 93 %), "
            "as if 10 hours had become 6.3.",
        ),
        (
            *(-0.6931, 0.0, "en"),
            "Norms that can be followed from version to version all became 100 % looser, "
            "as if 10 hours had become 20.0.",
        ),
    ],
)
def test_norms_become_stricter_or_looser_by_a_share_without_a_sign(tightening, error, language, expected):
    reasons = verdict(tightening=tightening, tightening_error=error).reasons
    told = [Wording(language).tell(reason) for reason in reasons]
    assert expected in [sentence.replace("\u00a0", " ") for sentence in told]


def test_a_paper_that_was_tightened_says_by_what_share():
    found = verdict(rung=1, fall=None, tightening=0.3, tightening_error=0.1)
    told = Wording("nl").tell(found.sentence).replace("\u00a0", " ")
    assert "werden gemiddeld 35 % strenger; over het werk is niets bekend" in told


@pytest.mark.parametrize("tightening", [1e-16, -1e-16, 0.004, -0.004])
def test_norms_that_change_by_less_than_is_written_are_unchanged(tightening):
    found = verdict(tightening=tightening, tightening_error=0.0)
    assert found.state == verdict().state
    assert "verdict.reason.norms_unchanged" in [reason.code for reason in found.reasons]
