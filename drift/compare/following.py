"""Clauses that belong together: what became of their targets, and what the change of their words does."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.compare.pairs import list_pairs
from drift.contract.effects.codes import Said, in_order
from drift.contract.effects.force import find_actor
from drift.contract.effects.frequency import keeps_count
from drift.contract.effects.numbers import tell_came_and_went, tell_numbers
from drift.contract.effects.sentences import pair_sentences
from drift.contract.effects.tell import tell_effects, tell_whole
from drift.contract.effects.words import compare_words
from drift.contract.lineage.alike import is_recurring
from drift.contract.lineage.changes import join_families
from drift.contract.lineage.tightening import GONE, KEPT, NEW, REDEFINED, RELAXED, TIGHTENED, Step, compare_targets

if TYPE_CHECKING:
    from drift.compare.version import Version

STEPS: Final = (TIGHTENED, RELAXED, REDEFINED, NEW, GONE)  # in the order they are told
_TARGET: Final = ("comparator", "value", "unit", "per", "quote", "metric", "condition", "sheet", "row", "cell")
PERMISSION: Final = "permission"


@dataclass(frozen=True)
class Family:
    """Clauses of two versions that belong together: all parts of a split, all sources of a merge."""

    old: list[int]  # rows of the old version
    new: list[int]
    before: list[dict[str, Any]]  # their targets
    after: list[dict[str, Any]]
    steps: list[Step]


def list_families(pairs: pd.DataFrame, before: Version, after: Version) -> list[Family]:
    """Return the families of all pairs, what became of their targets told."""
    families = []
    for old_rows, new_rows in join_families((pair.old, pair.new) for pair in list_pairs(pairs)):
        old, new = _targets_of(old_rows, before), _targets_of(new_rows, after)
        family = Family(old_rows, new_rows, old, new, compare_targets(old, new))
        families.append(replace(family, steps=_drop_known_rates(family, before, after)))
    return families


def _drop_known_rates(family: Family, before: Version, after: Version) -> list[Step]:
    """Return the steps without what is no target that came or went: every quarter became every six months."""
    alone = {step for step in family.steps if _recurs_alone(family, step)}
    if not alone or not family.old or not family.new:
        return family.steps
    pairs, _, _ = pair_sentences(compare_words(before.say(family.old).text, after.say(family.new).text))
    return [
        step
        for step in family.steps
        if step not in alone
        or not keeps_count(pairs, "old" if step.new is None else "new", str(_target_of(family, step)["quote"]))
    ]


def _recurs_alone(family: Family, step: Step) -> bool:
    return step.change in (NEW, GONE) and is_recurring(_target_of(family, step))


def _target_of(family: Family, step: Step) -> dict[str, Any]:
    """Return the new target of a step, the old one where it went."""
    return family.before[step.old or 0] if step.new is None else family.after[step.new]


def _targets_of(rows: list[int], version: Version) -> list[dict[str, Any]]:
    """Return the targets of some clauses, each with what was read in its clause."""
    targets = []
    for row in rows:
        said = version.said[row]
        read: dict[str, str | None] = {"kind": said.kind, "modality": said.modality, "party": said.party}
        if said.modality == PERMISSION:  # nobody is bound: who is free to
            read["party"] = find_actor(said.text) or "none"
        read["id"] = _first_id([row], version)
        own = version.targets.get(version.places[row], [])
        targets += [{**target, **read} for target in own if pd.notna(target["value"])]
    return targets


def list_targets(families: list[Family], before: Version, after: Version) -> pd.DataFrame:
    """Return the targets that changed, a row each, in the order of STEPS."""
    rows: list[dict[str, Any]] = []
    for family in families:
        for step in family.steps:
            if step.change == KEPT:
                continue
            row: dict[str, Any] = {"change": step.change, "log_tightening": step.log_tightening}
            for side, norms, at in (("old", family.before, step.old), ("new", family.after, step.new)):
                row |= {f"{side}_{name}": None if at is None else norms[at].get(name) for name in ("id", *_TARGET)}
            row["old_id"] = row["old_id"] or _first_id(family.old, before)
            row["new_id"] = row["new_id"] or _first_id(family.new, after)
            rows.append(row)
    columns = ["change", *(f"{side}_{name}" for name in ("id", *_TARGET) for side in ("old", "new")), "log_tightening"]
    targets = pd.DataFrame(rows, columns=columns)
    order = targets["change"].map({change: k for k, change in enumerate(STEPS)})
    return targets.iloc[order.argsort(kind="stable")].reset_index(drop=True)


def _first_id(rows: list[int], version: Version) -> str | None:
    numbers = (version.numbers[row] for row in rows)
    return next((number for number in numbers if number is not None), None)


def list_effects(
    pairs: pd.DataFrame, families: list[Family], versions: tuple[Version, Version], *, translated: bool
) -> list[list[str]]:
    """Return the effects of every pair, by weight; those of a split or a merge are told at each of its rows.

    Parameters
    ----------
    translated : the words are of another language: numbers alone are compared
    """
    told = [list(_tell_family(family, versions, translated=translated)) for family in families]
    of_old = {row: effects for family, effects in zip(families, told, strict=True) for row in family.old}
    of_new = {row: effects for family, effects in zip(families, told, strict=True) for row in family.new}
    return [
        of_new[pair.new] if pair.new is not None else of_old[pair.old] if pair.old is not None else []
        for pair in list_pairs(pairs)
    ]


def _tell_family(family: Family, versions: tuple[Version, Version], *, translated: bool) -> tuple[str, ...]:
    before, after = versions
    if not family.new:
        return tell_whole(before.say(family.old), "gone")
    if not family.old:
        return tell_whole(after.say(family.new), "added")
    old, new = before.say(family.old), after.say(family.new)
    if old.text == new.text:
        return ()
    numbers = tell_numbers(family.steps)
    if translated:
        return in_order(numbers)
    return in_order(numbers | _tell_words(family, old, new))


def _tell_words(family: Family, old: Said, new: Said) -> set[str]:
    effects = set(tell_effects(old, new, [*family.before, *family.after]))
    words = compare_words(old.text, new.text)
    bound = new if new.obligation else old
    return effects | tell_came_and_went(words, family.steps, family.before, family.after, bound)
