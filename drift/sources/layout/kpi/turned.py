"""Reports with a row a month and a column an indicator: a row says Norm, or the norms stand in the headings."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from drift.sources.layout.kpi.block import Block, Rows
from drift.sources.layout.kpi.cells import MOST, are_periods, column_of, is_value
from drift.sources.layout.kpi.labels import norm_in
from drift.sources.layout.kpi.wide import WIDE
from drift.sources.layout.kpi.words import VALUES, Head, role_of

FIRST: Final = 3  # columns in which the months may stand
_NO_NAMES: Final = frozenset({"period", "year", "other", "status", "result", "norm", "aim"})  # of indicators


def match_turned(block: Block, heads: Sequence[Head], body: Rows) -> Block | None:
    """Return the table with its columns where each is an indicator; None where they are not."""
    period = next((j for j in range(min(FIRST, len(heads))) if len(column_of(body, j)) >= WIDE), None)
    if period is None:
        return None
    first = column_of(body, period)
    normed = any(role_of(text) == "norm" for text in first)
    n_headed = sum(norm_in(text) is not None for text in block.heads)
    rest = [text for text in first if role_of(text) not in VALUES]
    if not (normed or n_headed) or not are_periods(rest, heads[period].role or "period"):
        return None
    named = [
        j for j in range(period + 1, len(heads))
        if block.heads[j] and heads[j].role not in _NO_NAMES and not heads[j].period and _are_values(body, j)
    ]  # fmt: skip
    if not named or (not normed and 2 * n_headed < len(named)):
        return None
    return replace(block, shared={"period": period}, indicators=tuple((j, block.heads[j]) for j in named))


def _are_values(body: Rows, j: int) -> bool:
    texts = column_of(body, j)
    return sum(map(is_value, texts)) > MOST * len(texts)
