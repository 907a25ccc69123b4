import dataclasses

import numpy as np
import pandas as pd

from drift.measures.index import fit_index
from drift.measures.shares import Shares
from drift.measures.work.engagement import Engagement
from drift.measures.work.operations import Operations
from drift.model.explanations import explain_otherwise
from drift.wording import Wording

MONTHS = pd.period_range("2018-01", periods=36, freq="M")
BASE = MONTHS[:12]


def course(before, after, variance=0.001):
    value = pd.Series(np.r_[np.full(18, before), np.full(18, after)], index=MONTHS)
    coverage = pd.DataFrame({"asked": 50, "known": 50}, index=MONTHS)
    log, n = value.transform(np.log), value if before > 1 else value * 0 + 50
    return Shares(value, log, value * 0 + variance, n, value * 0 + 1, coverage=coverage)


def explain(**shares):
    empty = pd.DataFrame(index=MONTHS)
    operations = Operations(Engagement({}, {}, fit_index(empty, empty, {}, BASE)), None, {}, shares)
    return {found.code: found for found in explain_otherwise(operations, MONTHS, BASE)}


def test_fewer_faults_are_harmless_while_repeats_and_restoring_hold():
    held = {"repeated": course(0.1, 0.1), "time_to_restore": course(5, 5)}
    assert explain(volume=course(60, 30), **held)["fewer_faults"].leaning == "harmless"
    assert explain(volume=course(60, 30), **held | {"repeated": course(0.1, 0.3)})["fewer_faults"].leaning == "harmful"
    assert explain(volume=course(60, 60), **held)["fewer_faults"].leaning == "unknown"


def test_without_the_figures_nothing_is_leaned_on_and_every_reason_has_its_sentence():
    assert {found.leaning for found in explain().values()} == {"unknown"}
    assert explain(volume=course(60, 30))["fewer_faults"].leaning == "unknown"  # nobody knows whether the rest held
    for language in ("nl", "en"):
        say = Wording(language)
        told = [
            say.tell(found.sentence) for found in explain(volume=course(60, 30), same_hands=course(0.9, 0.4)).values()
        ]
        assert len(set(told)) == 7
        assert any("60" in sentence and "30" in sentence for sentence in told)


def test_incidents_a_month_are_counted_over_the_calendar_and_not_over_the_months_that_have_some():
    volume = course(60, 30)
    some = MONTHS[[*range(24), 24, 26, 28, 30, 32, 34]]
    parts = {name: getattr(volume, name)[some] for name in ("value", "log", "variance", "n", "known")}
    told = explain(volume=dataclasses.replace(volume, **parts))["fewer_faults"].sentence
    assert (told.values["before"], told.values["after"]) == (60, 15)
