"""Edits of a specification through `compare_versions`: each told for what it does, and nothing else told."""

import tomllib
from pathlib import Path

import pytest
from builders import make_workbook

from drift.compare.versions import compare_versions

CASES, *MORE = (
    tomllib.loads(Path(__file__).with_name(name).read_text(encoding="utf-8"))
    for name in ("edits.toml", "edits_more.toml", "edits_third.toml", "edits_fourth.toml")
)
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


def tell(edits, clauses, folder):
    """Compare a specification with itself after some edits of different clauses."""
    changed = clauses
    for edit in edits:
        changed = apply(edit, changed)
    language = edits[0]["language"]
    old = write(folder / "SLA v1 01-01-2021.xlsx", clauses, language)
    return compare_versions(old, write(folder / "SLA v2 01-01-2023.xlsx", changed, language))


def list_batches():
    """Return edits that go together, because no two change one clause, with the clauses they change."""
    batches = []
    for cases in (CASES, *MORE):
        for language, clauses in cases["clauses"].items():
            rounds = []
            for edit in (edit for edit in cases["edit"] if edit["language"] == language):
                mine = touched(edit)
                free = next((batch for batch in rounds if not any(mine & touched(other) for other in batch)), None)
                if free is None:
                    rounds.append(free := [])
                free.append(edit)
            batches += [(batch, clauses) for batch in rounds]
    return batches


def touched(edit):
    return {*edit.get("becomes", {}), *edit.get("order", []), *edit.get("renumber", {})}


def tell_each(edits, compared):
    """Return name, effects and changes of targets of each edit, by the clauses it touched."""
    clauses = compared.clauses.assign(at=compared.clauses["old_id"].fillna(compared.clauses["new_id"]))
    targets = compared.targets.assign(at=compared.targets["old_id"].fillna(compared.targets["new_id"]))
    for edit in edits:
        own = (frame[frame["at"].isin(touched(edit))] for frame in (clauses, targets))
        effects, changes = (list(frame[name]) for frame, name in zip(own, ("effects", "change"), strict=True))
        yield edit["name"], {effect for told in effects for effect in told}, sorted(changes)


@pytest.mark.parametrize(("edits", "clauses"), list_batches())
def test_every_edit_is_told_for_what_it_does(edits, clauses, tmp_path):
    compared = tell(edits, clauses, tmp_path)
    wanted = [(edit["name"], set(edit.get("effects", [])), sorted(edit.get("targets", []))) for edit in edits]
    assert [*tell_each(edits, compared)] == wanted
    still = ~compared.clauses["old_id"].isin({number for edit in edits for number in touched(edit)})
    assert set(compared.clauses.loc[still, "change"]) <= {"same"}


@pytest.mark.parametrize("edit", [edit for edit in CASES["edit"] if "order" in edit or "renumber" in edit])
def test_a_clause_that_only_moved_does_nothing(edit, tmp_path):
    compared = tell([edit], CASES["clauses"][edit["language"]], tmp_path)
    assert compared.counts["reworded"] == compared.counts["added"] == compared.counts["dropped"] == 0
    assert not any(compared.clauses["effects"])
