"""A clause or a file of more numbers than any honest one is read up to there, and told with its address."""

import csv

import pandas as pd
import pytest

import drift
from drift.contract.reading.stated import find_stated
from drift.contract.reading.targets import find_targets
from drift.sources.rows.clauses import dense
from drift.sources.rows.clauses.dense import OF_A_CLAUSE, cut_long, cut_texts

HONEST = [f"De leverancier herstelt storing {n} binnen 4 uur." for n in range(12)]


@pytest.mark.parametrize(("more", "cells"), [(0, []), (1, ["B14"])])
def test_a_clause_of_more_numbers_is_told_with_its_address(tmp_path, more, cells):
    text = "De klant meldt " + "4 uur, " * (OF_A_CLAUSE + more)
    with (tmp_path / "SLA_2021.csv").open("w", encoding="utf-8", newline="") as stream:
        rows = [["Nr", "Eis"], *([f"{n}.1", clause] for n, clause in enumerate([*HONEST, text], 1))]
        csv.writer(stream, delimiter=";").writerows(rows)
    (file,) = drift.check([tmp_path]).files
    notes = [note for note in file.notes if note.code == "note.dense_clauses"]
    assert [(note.at.cell, note.values["n"], note.values["cells"]) for note in notes] == [
        (cell, 1, cell) for cell in cells
    ]
    assert [sheet.accepted for sheet in file.sheets] == [len(HONEST) + 1]


@pytest.mark.parametrize("token", ["4 uur, ", "vier uur, ", "a kwartier, ", "½ uur, ", "twice a year, "])
def test_no_spelling_of_a_number_gives_more_targets_than_the_limit(token):
    (text,), _ = cut_texts(pd.Series([token * 1_000], dtype="str"), 1_000)
    assert 0 < len(find_targets(text)) <= OF_A_CLAUSE


@pytest.mark.parametrize(
    "token",
    ["best effort ", "best-efforts; ", "; n.v.t. ", "; nvt ", ", niet van toepassing ", ", n/a ", "| in overleg ",
     "| nader te bepalen ", "| ntb ", "| t.b.d. ", "| to be agreed ", "| by mutual agreement "],
)  # fmt: skip
def test_no_norm_without_a_number_comes_more_often_than_the_limit(token):
    asked = "De klant: " + token * 1_000
    (text,), left = cut_texts(pd.Series([asked], dtype="str"), 1_000)
    assert len(find_stated(asked)) >= 1_000 > OF_A_CLAUSE >= len(find_stated(text)) > 250
    assert left == 1_000 - OF_A_CLAUSE


def test_a_whole_file_has_a_limit_and_a_clause_that_comes_again_costs_nothing(monkeypatch):
    monkeypatch.setattr(dense, "OF_A_CLAUSE", 3)
    texts = pd.Series(["a 1 2", "a 1 2", "b 1 2 3 4", "c 5 6", "5 uur", "d"], index=[3, 4, 7, 8, 9, 11], dtype="str")
    cut, left = cut_texts(texts, 5)
    assert cut.to_list() == ["a 1 2", "a 1 2", "b 1 2 3", "c", "5", "d"]
    assert [*cut.index] == [3, 4, 7, 8, 9, 11]
    assert left == 0


def test_what_comes_when_the_signs_of_a_file_are_spent_is_read_by_its_beginning():
    texts = pd.Series(["a" * 900, "a" * 900, "b" * 900, "c" * 900, "d" * 150, "e" * 10], dtype="str")
    cut, left = cut_long(texts, 1_800)
    assert cut.str.len().to_list() == [900, 900, 900, dense.BEGINNING, 150, 10]
    assert left == 0
    whole, left = cut_long(texts, 10_000)
    assert whole.equals(texts)
    assert left == 10_000 - 2_860
