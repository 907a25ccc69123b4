"""Texts that name nobody are shown as they stand, though persons of the log are called Mark, Will, Bos and May."""

from __future__ import annotations

import openpyxl
import pytest
from innocent import NEVER, make_folder, read_texts

import drift

MASK = "[…]"
# measured: 16 of 403: 12 names at the head of a sentence before a word that may follow a person too (Case closed,
# Dekker van de pallet), that nothing tells to be words (Smit en draaiwerk), or behind their own particle (de boer), and
# 4 types of devices of the form of a postal code (HP 8100 DN); here every person is called like a word
AT_MOST = 0.04


@pytest.fixture(scope="module")
def shown(tmp_path_factory) -> dict[str, tuple[str, str]]:
    """Return by ticket and clause what was written and what the workbook of the report shows."""
    folder = tmp_path_factory.mktemp("innocent") / "relatie"
    written = make_folder(folder)
    out = tmp_path_factory.mktemp("out")
    drift.write_report(drift.analyse(folder), out, language="en")
    book = openpyxl.load_workbook(out / "relatie.xlsx")
    cells = {**_read(book["Incidents"], "incident", "title"), **_read(book["Clauses"], "clause", "text")}
    return {number: (text, cells[number]) for number, text in written.items()}


def _read(sheet, key: str, column: str) -> dict[str, str]:
    heading, *rows = sheet.iter_rows(values_only=True)
    return {row[heading.index(key)]: row[heading.index(column)] for row in rows}


def test_there_are_150_texts_in_each_language():
    assert min(len(set(read_texts(language))) for language in ("nl", "en")) >= 150


def test_few_texts_without_a_person_are_masked(shown):
    masked = [(text, told) for text, told in shown.values() if MASK in told]
    assert len(masked) <= AT_MOST * len(shown), f"{len(masked)} of {len(shown)}:\n" + "\n".join(map(str, masked))


@pytest.mark.parametrize("words", ["de bas is", "De bos takken", "het groot inkopen", "De visser op", "desk will call"])
def test_a_frequent_word_in_small_letters_is_no_person(shown, words):
    texts = [(text, told) for text, told in shown.values() if words in text]
    assert texts
    assert [pair for pair in texts if MASK in pair[1]] == []


def test_what_is_not_masked_is_not_altered(shown):
    assert [(text, told) for text, told in shown.values() if MASK not in told and text != told] == []


@pytest.mark.parametrize("word", NEVER)
def test_no_word_of_a_role_and_no_domain_is_masked(shown, word):
    texts = [(text, told) for text, told in shown.values() if word in text.lower()]
    assert texts
    assert [pair for pair in texts if word not in pair[1].lower()] == []
