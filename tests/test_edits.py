"""Edits of a specification through `compare_versions`: each told for what it does, and nothing else told."""

import tomllib
from pathlib import Path

import pytest
from builders import make_workbook

from drift.compare.versions import compare_versions

CASES, MORE = (
    tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    for name in ("edits.toml", "edits_more.toml")
)
EDITS = [(edit, cases["clauses"][edit["language"]]) for cases in (CASES, MORE) for edit in cases["edit"]]
HEADS = {"en": ["No", "Requirement"], "nl": ["Nr", "Eis"]}


def write(path, clauses, language):
    return make_workbook(path, {"SLA": [HEADS[language], *([number, text] for number, text in clauses.items())]})


def apply(edit, clauses):
    changed = {number: text for number, text in {**clauses, **edit.get("becomes", {})}.items() if text}
    if "order" in edit:
        a, b = edit["order"]
        names = [b if name == a else a if name == b else name for name in changed]
        return {name: changed[name] for name in names}
    return {edit.get("renumber", {}).get(number, number): text for number, text in changed.items()}


def tell(edit, clauses, folder):
    old = write(folder / "SLA v1 01-01-2021.xlsx", clauses, edit["language"])
    new = write(folder / "SLA v2 01-01-2023.xlsx", apply(edit, clauses), edit["language"])
    return compare_versions(old, new)


@pytest.mark.parametrize(("edit", "clauses"), EDITS, ids=[f"{edit['language']} {edit['name']}" for edit, _ in EDITS])
def test_an_edit_is_told_for_what_it_does(edit, clauses, tmp_path):
    compared = tell(edit, clauses, tmp_path)
    effects = {effect for told in compared.clauses["effects"] for effect in told}
    assert effects == set(edit.get("effects", []))
    assert list(compared.targets["change"]) == edit.get("targets", [])
    assert compared.counts["split"] == compared.counts["merged"] == compared.counts["added"] == 0
