"""Which norms the reports tell though no incident does: by the number of a clause, else by the name of an indicator."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drift.contract.norms.levels import levels_in
from drift.measures.norms.reported.compare import NAMED, read_indicator
from drift.measures.norms.reported.join import join_indicator
from drift.measures.norms.reported.subject import Unjoined
from drift.tables.plain import to_rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    from drift.contract.norms.levels import Names
    from drift.contract.norms.norm import Binding


@dataclass(frozen=True)
class Reported:
    """What reports tell of norms that the log cannot show.

    numbers : of clauses, of two parts or more ("4.1")
    columns : column that the log lacks -> levels of each indicator that names its clock; an empty set: of all
    """

    numbers: frozenset[str]
    columns: Mapping[str, tuple[frozenset[str], ...]]
    names: Names

    def tells(self, clause_id: str | None, column: str | None, text: str) -> bool:
        """Return whether a report tells a norm: it names its clause, or its clock and no other level than it has."""
        if clause_id in self.numbers:
            return True
        own = levels_in(text, self.names)
        return any(not levels or levels & own for levels in self.columns.get(column or "", ()))


def read_reported(reports: pd.DataFrame, binding: Binding, names: Iterable[str]) -> Reported:
    """Return what reports tell of norms that the log cannot show.

    Parameters
    ----------
    reports : norm_reports; names : categories and objects of the log

    An indicator is joined by its words as the report joins it: "Beschikbaarheid van de band" names the availability
    for which the log has no column. A number of one part ("3") may count the rows of the report, and joins nothing.
    """
    numbers: set[str] = set()
    columns: dict[str, tuple[frozenset[str], ...]] = {}
    for row in to_rows(reports[NAMED].drop_duplicates()):
        indicator = read_indicator(row)
        number = (indicator.number or "").strip().rstrip(".")
        numbers |= {number} if "." in number else set()
        joined = join_indicator(indicator, binding, names)
        if isinstance(joined, Unjoined) and joined.column is not None:
            levels = levels_in(indicator.text, binding.names)
            columns[joined.column] = (*columns.get(joined.column, ()), levels)
    return Reported(frozenset(numbers), columns, binding.names)
