"""Spellings of one category: case, blanks and punctuation do not make another one."""

import pandas as pd

from drift.sources.words import normalise


def fold_spellings(texts: pd.Series) -> tuple[pd.Series, int, int]:
    """Return texts with every spelling replaced by the most frequent of its kind, and how many before and after.

    Of two spellings as frequent, the one that stands first counts.
    """
    counts = texts.value_counts(sort=False)
    best: dict[str, str] = {}
    for spelling, n in counts.items():
        kind = normalise(str(spelling)) or str(spelling)
        if kind not in best or n > counts[best[kind]]:
            best[kind] = str(spelling)
    if len(best) == len(counts):
        return texts, len(counts), len(counts)
    folded = texts.map({spelling: best[normalise(str(spelling)) or str(spelling)] for spelling in counts.index})
    return folded.astype("str"), len(counts), len(best)
