"""Pairs of clauses that may belong together, and what their words, numbers and sections say for or against it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from drift.contract.lineage.candidates import find_candidates, follow_notices
from drift.contract.lineage.likeness import Likeness
from drift.contract.lineage.tiers import find_shift, find_tiers

if TYPE_CHECKING:
    from drift.contract.lineage import Array
    from drift.contract.lineage.clausetable import Clauses, Codes

FEW_NAMES: Final = 300  # of sections, up to which each is compared with each at once


@dataclass(frozen=True)
class Comparison:
    """Candidate pairs k = (i[k], j[k]), sorted; every array has shape (n_pairs,)."""

    old: Clauses
    new: Clauses
    i: Array
    j: Array
    equal: Array  # already paired by their words
    likeness: dict[str, Array]  # as Likeness.compare
    section: Array  # likeness of the names of the sections, 0 where one is missing
    number: Array  # the same number
    taken: Array  # the old number stands at another new clause
    parent: Array  # the new number is the one above the old one
    child: Array  # the old number is the one above the new one
    sibling: Array  # both stand below one number
    announced: Array  # flags: a notice says that the old clause went to the new one
    barred: Array  # flags: a notice sends the old clause elsewhere, the new row is but a notice, or another tier

    def key(self, i: Array, j: Array) -> Array:
        """Return one number for each pair."""
        return np.asarray(i * max(self.new.n, 1) + j)

    @property
    def sectioned(self) -> float:
        """1 where both versions have sections."""
        return float(bool((self.old.sections >= 0).any() and (self.new.sections >= 0).any()))


def compare_clauses(old: Clauses, new: Clauses, equal: tuple[Array, Array], words: Words) -> Comparison:
    """Find candidates for every clause that is not paired by its words, and compare them.

    Parameters
    ----------
    equal : rows already paired
    words : the texts and section names behind the codes
    """
    n_new = max(new.n, 1)
    named = follow_notices(old, new, equal)
    i, j = find_candidates(old, new, equal, words.texts, named)
    announced = np.isin(i * n_new + j, named)
    at = [np.searchsorted(i * n_new + j, equal[0] * n_new + equal[1])]
    paired = np.zeros(len(i), dtype=bool)
    paired[at[0]] = True
    a, b = old.numbers[i], new.numbers[j]
    same = (a == b) & (a >= 0)
    above_a, above_b = old.parents[i], new.parents[j]
    return Comparison(
        old=old,
        new=new,
        i=i,
        j=j,
        equal=paired,
        likeness=words.texts.compare(old.keys[i], new.keys[j]),
        section=words.compare_sections(old.sections[i], new.sections[j]),
        number=same.astype(float),
        taken=(np.isin(a, new.numbers[new.numbers >= 0]) & ~same).astype(float),
        parent=((above_a == b) & (b >= 0)).astype(float),
        child=((above_b == a) & (a >= 0)).astype(float),
        sibling=((above_a == above_b) & (above_a >= 0)).astype(float),
        announced=announced,
        barred=(np.isin(i, named // n_new) | new.notices[j] | words.of_other_tiers(old.keys, new.keys, i, j))
        & ~announced
        & ~paired,
    )


class Words:
    """Weights of the texts and of the section names of all versions concerned."""

    def __init__(self, codes: Codes) -> None:
        self.texts = Likeness(codes.texts)
        self._sections = Likeness(codes.section_names)
        self._n_sections = len(codes.section_names)
        self._tiers = {key: (tiers, text) for key, text in enumerate(codes.texts) if (tiers := find_tiers(text))}

    def of_other_tiers(self, old: Array, new: Array, i: Array, j: Array) -> Array:
        """Return flags: old text i[k] and new text j[k] name tiers of one scale (P1, priority 2), and none in common.

        Letters against figures are another scale: priority A may have become priority 1. Where the whole ladder was
        renamed, a tier is compared under its new name.

        Parameters
        ----------
        old, new : keys of the texts of the two versions
        """
        here = [[self._tiers[key] for key in np.unique(keys).tolist() if key in self._tiers] for keys in (old, new)]
        apart = np.zeros(len(i), dtype=bool)
        if not (here[0] and here[1]):
            return apart
        shift = find_shift(*([text for _, text in side] for side in here))
        named = np.array(sorted(self._tiers))
        for k in np.flatnonzero(np.isin(old[i], named) & np.isin(new[j], named)).tolist():
            one, other = self._tiers[int(old[i[k]])][0], self._tiers[int(new[j[k]])][0]
            apart[k] = self._apart(frozenset(_rename(tier, shift) for tier in one), other)
        return apart

    @staticmethod
    def _apart(one: frozenset[str], other: frozenset[str]) -> bool:
        scales = {tier.isdigit() for tier in one | other}
        return len(scales) == 1 and one.isdisjoint(other)

    def compare_sections(self, a: Array, b: Array) -> Array:
        """Return how alike the names of sections a[k] and b[k] are, 0 to 1; 0 where one is missing."""
        both = (a >= 0) & (b >= 0)
        likeness = np.zeros(len(a))
        if both.any():
            pairs, back = np.unique(a[both] * self._n_sections + b[both], return_inverse=True)
            likeness[both] = self._compare_names(pairs)[back]
        return likeness

    def _compare_names(self, pairs: Array) -> Array:
        """Return how alike two names of sections are, by their keys."""
        if self._n_sections <= FEW_NAMES:
            return self._every_name[pairs]
        alike = self._sections.compare(pairs // self._n_sections, pairs % self._n_sections)
        return np.asarray((alike["words"] + alike["chars"]) / 2)

    @cached_property
    def _every_name(self) -> Array:
        """How alike the names of sections are, each with each: most stand in many versions."""
        every = np.arange(self._n_sections**2)
        alike = self._sections.compare(every // self._n_sections, every % self._n_sections)
        return np.asarray((alike["words"] + alike["chars"]) / 2)


def _rename(tier: str, shift: int) -> str:
    return str(int(tier) + shift) if tier.isdigit() else tier
