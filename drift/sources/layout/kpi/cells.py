"""What the cells of a column are: periods, words, or the values that its heading promises."""

from collections.abc import Iterable, Sequence
from typing import Final

from drift.sources.layout.kpi.block import Rows
from drift.sources.layout.kpi.words import Head, words_of
from drift.sources.values.amounts import is_nothing, read_amount, tell_verdict
from drift.sources.values.periods import read_period
from drift.sources.words import normalise

MOST: Final = 0.5  # of the filled cells of a column must be what its heading says
NEARLY_ALL: Final = 0.8  # of the filled cells must be periods where nothing else says so


def place_roles(heads: Sequence[Head]) -> dict[str, int]:
    """Return the first column of each role, of those that name no period."""
    return {head.role: j for j, head in reversed([*enumerate(heads)]) if head.role and not head.period}


def column_of(body: Rows, j: int) -> list[str]:
    """Return the filled cells of a column."""
    return [row[j] for row in body if row[j]]


def is_value(text: str) -> bool:
    """Whether a cell holds a number, a verdict, or says that there is none."""
    return is_nothing(text) or tell_verdict(text) is not None or read_amount(text) is not None


def find_words(columns: Iterable[int], body: Rows) -> int | None:
    """Return the first of some columns that holds words rather than values."""
    for j in columns:
        texts = column_of(body, j)
        if texts and sum(not is_value(text) for text in texts) > MOST * len(texts):
            return j
    return None


def are_periods(texts: Sequence[str], role: str) -> bool:
    """Whether a column holds periods; without a heading that says so they are months and the like, not bare years."""
    steps = steps_of(role)
    read = [read_period(text, steps=steps) for text in texts]
    good = [one for one in read if one and (role or one.step)]
    totals = sum(normalise(text) in words_of("rows", "totals") for text in texts)
    return bool(good) and len(good) >= NEARLY_ALL * (len(texts) - totals)


def steps_of(role: str) -> str:
    """Return what a bare number from 1 to 12 is in a column of periods: a month."""
    return "M" if role == "period" else ""


def holds(body: Rows, j: int, role: str) -> bool:
    """Whether most filled cells of a column are what its heading says; bands (< 95 %, 95 to 98 %) are no results."""
    texts = [text for text in column_of(body, j) if not is_nothing(text)]
    n_verdicts = sum(tell_verdict(text) is not None for text in texts)
    if role == "status":
        return bool(texts) and n_verdicts >= MOST * len(texts)
    amounts = [one for text in texts if (one := read_amount(text))]
    if role not in ("result", "weak"):
        return bool(texts) and len(amounts) >= MOST * len(texts)
    bands = 2 * sum(bool(one.comparator) for one in amounts) > len(texts)
    return bool(texts) and not bands and len(amounts) + n_verdicts >= MOST * len(texts)
