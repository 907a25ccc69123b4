"""What the contract cannot be taken for: unread languages, growth before the base, stocks of which there is none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.errors import Note
from drift.model.cautions.caution import Caution, caution_of
from drift.wording.values import LogChange

if TYPE_CHECKING:
    from drift.measures.index import Base
    from drift.measures.paper.paper import Paper
    from drift.measures.paper.specification import Specification

SMALL_GROWTH: Final = 0.02  # in logs: below it "part of the growth came before" would be a quibble


def find_contract_cautions(paper: Paper, base: Base) -> list[Caution]:
    """Return the cautions about what was read of the contract, and about the months it is measured against."""
    return [
        *_unreadable(paper.stocks.unreadable),
        *_grown_before(paper.specification, base.paper),
        *_base_cut(base),
        *_gone(paper.specification),
    ]


def _unreadable(documents: pd.DataFrame) -> list[Caution]:
    """Tell how many clauses are in a language whose duties count as none because nobody read them."""
    some = documents[documents["unreadable"] > 0]
    if not len(some):
        return []
    n, of = (int(some[name].sum()) for name in ("unreadable", "clauses"))
    return [caution_of("other_language", "qualify", n=n, of=of, documents=", ".join(some["document"]))]


def _grown_before(specification: Specification, base: pd.PeriodIndex) -> list[Caution]:
    first, growth = _before(specification.index.values, base)
    if first is None or abs(growth) < SMALL_GROWTH:
        return []
    periods = pd.period_range(first, base[0] - 1, freq="M")
    parts = {name: LogChange(_before(getattr(specification, name), base)[1]) for name in ("size", "control")}
    code = "base_after_growth" if growth > 0 else "base_after_shrinkage"
    return [caution_of(code, "qualify", periods, first=first, base=base[0], log=LogChange(growth), **parts)]


def _before(index: pd.Series, base: pd.PeriodIndex) -> tuple[pd.Period | None, float]:
    """Return the first month of an index, and by how much it changed until the base began."""
    values = index.dropna()
    at_base = values.loc[values.index >= base[0]] if len(base) else values.iloc[:0]
    if not len(at_base) or values.index[0] >= base[0]:
        return None, 0.0
    return values.index[0], float(at_base.iloc[0] - values.iloc[0])


def _base_cut(base: Base) -> list[Caution]:
    if not base.cut:
        return []
    months = tuple(base.work if len(base.work) else base.paper)
    return [caution_of("base_cut", "qualify", months, months=months)]


def _gone(specification: Specification) -> list[Caution]:
    """Tell of which stocks there was none: that is sure, how far the index moves by it is a convention."""
    if not specification.gone:
        return []
    months = tuple(sorted(set().union(*specification.gone.values())))
    names = tuple(Note(f"measure.{name}") for name in specification.gone)
    return [caution_of("stock_gone", "qualify", months, measures=names, months=months)]
