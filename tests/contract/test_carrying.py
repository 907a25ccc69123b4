"""A clause keeps its reading from version to version until a word changes that could change it."""

import shutil

import pandas as pd
import pytest
from shared_cases import shared_path

import drift
from drift.contract.carrying import carry_steps, list_carried

BOUND = {"obligation": True, "party": "supplier", "modality": "obligation", "kind": "procedure"}
FREE = {"obligation": False, "party": "none", "modality": "none", "kind": "boilerplate"}


def carry(old, new, change="reworded", names=()):
    """Return the reading of the new text, read by chance as free, where the old one was read as bound."""
    frames = pd.DataFrame([BOUND]), pd.DataFrame([FREE])
    texts = pd.Series([old]), pd.Series([new])
    return carry_steps(frames, texts, [(change, 0, 0)], names).iloc[0].to_dict()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Het team test elke release.", "Het team test elke release voor de ingebruikname."),
        ("The crew inspects the pumps.", "The crew inspects all pumps and valves."),
        ("The Supplier shall report.", "The Supplier shall report in writing."),
        ("De Leverancier meldt storingen.", "De Opdrachtnemer meldt storingen direct."),
    ],
)
def test_other_words_around_the_duty_leave_the_reading(old, new):
    assert carry(old, new) == BOUND


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("The Supplier shall report.", "The Supplier may report."),
        ("The Supplier shall report.", "The Supplier shall not report."),
        ("The Supplier shall report.", "The Customer shall report."),
        ("De Leverancier moet melden.", "De Leverancier hoeft niet te melden."),
        ("Het team test elke release.", "Het team test bij voorkeur elke release."),
    ],
)
def test_a_binding_word_a_negation_or_a_party_lets_it_be_read_anew(old, new):
    assert carry(old, new) == FREE


def test_a_name_that_was_told_is_the_party_it_was():
    names = (("Belbos", "supplier"),)
    assert carry("The Supplier shall report.", "Belbos shall report.", names=names) == BOUND
    assert carry("The Supplier shall report.", "Belbos shall report.") == FREE


@pytest.mark.parametrize(
    ("change", "score", "kept"),
    [
        *(("same", 1.0, True), ("moved", 1.0, True), ("reworded", 0.9, True), ("reworded", 0.4, False)),
        *(("split", 0.9, False), ("merged", 0.9, False), ("added", 0.0, False)),
    ],
)
def test_what_is_surely_the_same_clause_keeps_it_and_parts_do_not(change, score, kept):
    steps = pd.DataFrame({"change": [change], "score": [score]})
    assert list_carried(steps).tolist() == [kept]


def test_what_a_step_carried_the_next_one_carries_on():
    readings = pd.DataFrame([BOUND, FREE, FREE])
    texts = pd.Series(["a b c", "a b c", "a b c"])
    carried = carry_steps((readings, readings), (texts, texts), [("same", 0, 1), ("same", 1, 2)])
    assert carried["obligation"].tolist() == [True, True, True]


def test_no_clause_of_a_real_checklist_changes_sides_in_the_same_words(tmp_path):
    for path in shared_path("cases/ictu-checklists").glob("*.xlsx"):
        shutil.copy(path, tmp_path)
    tables = drift.analyse(tmp_path).tables
    read = tables["readings"].set_index(["file", "sheet", "row"])
    same = tables["lineage"][tables["lineage"]["change"].isin(("same", "moved"))]
    old, new = (
        read.loc[[*zip(same[f"{side}_file"], same[f"{side}_sheet"], same[f"{side}_row"], strict=True)]]
        for side in ("old", "new")
    )
    assert len(same) > 200
    columns = ["obligation", "party", "modality", "kind"]
    assert (old[columns].to_numpy() == new[columns].to_numpy()).all()
