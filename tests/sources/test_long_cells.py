"""A cell longer than any of Excel is read up to there, and told with its address."""

import csv

import pyarrow as pa
import pytest

import drift
from drift.errors import Address
from drift.sources.opening.cells import Cells
from drift.sources.opening.lengths import cut_cells
from drift.terms import CELL_CHARACTERS

CLAUSES = [f"De leverancier herstelt storing {n} binnen 4 uur." for n in range(12)]


def _write(folder, texts):
    with (folder / "SLA_2021.csv").open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows(
            [["Nr", "Eis"], *([f"{n}.1", text] for n, text in enumerate(texts, 1))]
        )
    return folder


def _long_cells(folder):
    (file,) = drift.check([folder]).files
    return [note for note in file.notes if note.code == "note.long_cells"], file


@pytest.mark.parametrize("more", [0, 1])
def test_a_cell_beyond_the_limit_is_told_with_its_address(tmp_path, more):
    text = "De klant meldt " + "a" * (CELL_CHARACTERS - len("De klant meldt ") + more)
    notes, file = _long_cells(_write(tmp_path, [*CLAUSES, text]))
    assert [(note.at.cell, dict(note.values)["n"], dict(note.values)["cells"]) for note in notes] == [
        ("B14", 1, "B14")
    ] * more
    assert [sheet.accepted for sheet in file.sheets] == [len(CLAUSES) + 1]


def test_what_is_read_of_it_is_its_beginning_and_other_cells_stay():
    texts = ["short", "\u00e9" * (CELL_CHARACTERS + 2), None]
    table = pa.table(
        {"k0": pa.array([1, 1, 0], pa.int8()), "t0": texts, "k1": pa.array([1, 1, 1], pa.int8()), "t1": list("abc")}
    )
    (sheet,), (note,) = cut_cells("a.csv", [Cells("a", hidden=False, table=table)])
    assert sheet.texts(0).to_pylist() == ["short", "\u00e9" * CELL_CHARACTERS, None]
    assert sheet.texts(1).to_pylist() == ["a", "b", "c"]
    assert note.at == Address("a.csv", "a", "A2")
