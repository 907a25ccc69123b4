"""The restructurings on which lineage is trained: catalogues that we wrote and wrote anew, and those made by program.

A catalogue is two files: NAME_old.csv (clause_id, section, text) and NAME_new.csv, whose column `from` holds the
numbers of the clauses that a clause comes from, with semicolons between; empty: it was added.
"""

from __future__ import annotations

import random
from dataclasses import replace
from pathlib import Path
from typing import Final

import pandas as pd
from lineage_corpora import COLUMNS, Case, Pairs, thin
from restructuring import restructure, shorten, write_short
from written import read_corpus

CATALOGUES: Final = Path(__file__).parent / "labelled" / "catalogues"
MADE: Final = 12  # restructurings of each group of contracts
SIZE: Final = 220  # clauses of a restructuring
THINNED: Final = 2  # of each catalogue
GROUPS: Final = 4  # of contracts of one language


def read_catalogues(folder: Path = CATALOGUES) -> list[Case]:
    """Return the catalogues that people wrote anew, with their truth."""
    return [read_catalogue(path) for path in sorted(folder.glob("*_old.csv"))]


def read_catalogue(path: Path) -> Case:
    """Return one catalogue; path: of its old version."""
    name = path.stem.removesuffix("_old")
    frames = [pd.read_csv(path.with_name(f"{name}_{age}.csv"), dtype=str) for age in ("old", "new")]
    old, new = (frame.dropna(subset="text").reset_index(drop=True) for frame in frames)
    place = {number: row for row, number in enumerate(old["key"] if "key" in old else old["clause_id"])}
    truth: Pairs = {
        (place[number.strip()], row)
        for row, numbers in enumerate(new["from"].fillna(""))
        for number in numbers.split(";")
        if number.strip()
    }
    return Case("catalogues", name, old[COLUMNS], new[COLUMNS], truth, real=True)


def keep_numbers(case: Case) -> Case:
    """Return a catalogue whose new clauses bear the number of what they come from, and what was added one below it.

    Authors who mean their numbers to last do so; those of our catalogues mostly number anew.
    """
    source = {new: old for old, new in sorted(case.truth, reverse=True)}
    numbers: list[str] = []
    last = ""
    for row in range(len(case.new)):
        last = case.old["clause_id"][source[row]] if row in source else last
        number = last if row in source else f"{last}({row})"
        numbers.append(f"{number}.{row}" if number in numbers else number)
    return replace(case, name=f"{case.name}, numbers kept", new=case.new.assign(clause_id=numbers))


def find_bases() -> dict[str, list[pd.DataFrame]]:
    """Return the contracts that are restructured by program, by language and group: what is left out together."""
    clauses = pd.DataFrame(
        [(one.language, one.contract, one.section, one.text) for one in read_corpus()],
        columns=["language", "contract", "section", "text"],
    )
    bases: dict[str, list[pd.DataFrame]] = {}
    for language, part in clauses.groupby("language"):
        names = sorted(part["contract"].unique())
        for k in range(GROUPS):
            frames = [_number(part[part["contract"].eq(name)]) for name in names[k::GROUPS]]
            bases[f"{language} {k}"] = [_join(frames[i : i + 2]) for i in range(0, len(frames), 2)]
    bases["short"] = [write_short(language, SIZE, seed) for seed, language in enumerate(("en", "nl", "en", "nl"))]
    return bases


def _number(contract: pd.DataFrame) -> pd.DataFrame:
    """Return a contract whose clauses are numbered below their sections."""
    chapter = contract["section"].ne(contract["section"].shift()).cumsum()
    within = contract.groupby(chapter).cumcount() + 1
    return contract.assign(clause_id=[f"{a}.{b}" for a, b in zip(chapter, within, strict=True)])[COLUMNS]


def _join(frames: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(frames, ignore_index=True)


def restructure_base(corpus: str, bases: list[pd.DataFrame]) -> list[Case]:
    made = []
    for k in range(MADE):
        base, rng = bases[k % len(bases)].reset_index(drop=True), random.Random(k)
        start = rng.randint(0, max(len(base) - SIZE, 0))
        part = base.iloc[start : start + SIZE]
        part = shorten(part, k) if k // 2 % 2 else part
        made.append(Case(corpus, f"{corpus}, restructured", *restructure(part, sum(map(ord, corpus)) * 100 + k)))
    return made


def pair_unrelated(bases: dict[str, list[pd.DataFrame]]) -> list[Case]:
    """Return contracts of other trades side by side: no pair is true."""
    texts = [bases[name][0] for name in sorted(bases)]
    chosen = ((0, 1), (0, 2), (1, 2), (4, 5), (5, 6), (0, 4))
    return [Case("unrelated", "unrelated", texts[a], texts[b], set()) for a, b in chosen]


def read_training() -> list[Case]:
    """Return every case that is learnt from: what people wrote anew first, then what is made."""
    bases = find_bases()
    written = [one for case in read_catalogues() for one in (case, keep_numbers(case))]
    thinned = [thin(case, seed) for case in written for seed in range(THINNED)]
    made = [case for corpus, frames in bases.items() for case in restructure_base(corpus, frames)]
    return [*written, *thinned, *made, *pair_unrelated(bases)]
