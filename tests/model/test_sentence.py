"""The sentence of a state is read by words, and held against the findings it was made from: no contradiction."""

import dataclasses

import pandas as pd
import pytest
from every_finding import EVERY

from drift.errors import Note
from drift.model.evidence.weigh import Evidence
from drift.model.grounds import Grounds, PaperGrounds, WorkGrounds
from drift.model.growth import Grown
from drift.model.harm import Harm
from drift.model.sentence import tell_sentence
from drift.model.states import find_state
from drift.wording import Wording

MONTHS = pd.period_range("2018-01", periods=60, freq="M")
NOTHING = pd.Series(dtype=float)

# what each finding makes a sentence say, and what no sentence may say without it
WORDS = {
    "en": {
        "falls": "has been falling|fell around",
        "mending": "is coming back",
        "mended": "has come back",
        "holds": "nothing shows that engagement fell",
        "rises": "engagement rose",
        "work unknown": "what engagement does|nothing is known of the work|engagement has no thirteen",
        "grew": "the paper grew (",
        "held": "the paper held",
        "shrank": "the paper shrank",
        "paper unknown": "whether the paper grew cannot be told|the paper cannot be measured",
        "worse": "outcomes are worse",
        "outcomes held": "nothing shows that outcomes got worse|fell or outcomes got worse",
        "outcomes unknown": "whether outcomes got worse is not known",
        "left": "callers left",
    },
    "nl": {
        "falls": "betrokkenheid daalt sinds|en bleef laag",
        "mending": "komt terug",
        "mended": "is teruggekomen",
        "holds": "niets wijst erop dat de betrokkenheid daalde",
        "rises": "betrokkenheid steeg",
        "work unknown": "wat de betrokkenheid|over het werk is niets bekend|heeft geen dertien maanden",
        "grew": "het papier groeide (",
        "held": "het papier bleef gelijk",
        "shrank": "het papier kromp",
        "paper unknown": "of het papier groeide, is niet te zeggen|het papier is niet te meten",
        "worse": "uitkomsten zijn slechter",
        "outcomes held": "niets wijst erop dat de uitkomsten slechter werden|daalde of de uitkomsten slechter werden",
        "outcomes unknown": "of de uitkomsten slechter werden, is niet bekend",
        "left": "melders bleven weg",
    },
}
ALL = [found for found in EVERY if not found.withheld]
TELLS_NOT = ("not enough data", "inventory", "paper tightened")


def fallen(shape, ended):
    return Evidence(NOTHING, MONTHS[30], MONTHS[24], (MONTHS[22], MONTHS[26]), shape, None, NOTHING, ended)


def grounds(fall):
    paper = PaperGrounds("held", Grown(0.1, 0.1), Grown(0.2, 0.1), 0.2, 0.01, (MONTHS[0], MONTHS[11]))
    work = WorkGrounds(fall, None, None, Harm("unknown", NOTHING, ()), live=True, until=MONTHS[40])
    return Grounds(3, paper, work, ())


def expected(found):
    """What the sentence must say of the findings, and with it what it must not."""
    says = {
        "grew" if found.paper == "grew" else "paper unknown" if found.paper == "unknown" else found.paper,
        "work unknown" if found.rung == 1 or found.work == "unknown" else found.work,
    }
    if found.rung == 1 or find_state(found).startswith("paper"):
        return says
    says |= {"left"} if found.left else set()
    if found.outcomes == "worse" or not found.left:
        says |= {"worse" if found.outcomes == "worse" else f"outcomes {found.outcomes}"}
    return says


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("shape", ["step", "slide"])
def test_no_sentence_contradicts_a_finding(language, shape):
    say, words = Wording(language), WORDS[language]
    for found in ALL:
        state = find_state(found)
        stood = found.work in ("falls", "mending", "mended")
        fall = fallen(shape, MONTHS[50] if found.work == "mended" else None) if stood else None
        told = say.tell(tell_sentence(state, found, grounds(fall)))
        told = told[:1].lower() + told[1:]
        assert "{" not in told
        assert "–" not in told
        if state in TELLS_NOT:
            continue
        said = {name for name, forms in words.items() if any(form in told for form in forms.split("|"))}
        assert said == expected(found), (found, told)


@pytest.mark.parametrize("language", ["en", "nl"])
def test_a_reason_for_having_no_verdict_is_the_one_that_holds(language):
    say, words = Wording(language), WORDS[language]
    for found in ALL:
        if find_state(found) != "not enough data" or found.rung is None:
            continue
        told = say.tell(tell_sentence("not enough data", found, grounds(None)))
        code = "paper unknown" if found.rung == 1 or found.work != "unknown" else "work unknown"
        assert any(form in told for form in words[code].split("|")), (found, told)


def test_what_withholds_is_the_reason_whatever_else_was_found():
    from drift.model.cautions.caution import Caution

    withheld = Caution("x", "withhold", (), Note("caution.few_incidents", {"n": 3}))
    found = dataclasses.replace(ALL[-1], withheld=True)
    told = tell_sentence("not enough data", found, dataclasses.replace(grounds(None), cautions=(withheld,)))
    assert told.values["why"] == withheld.sentence
