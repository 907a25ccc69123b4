"""What was measured of the contract: its size, its strictness, what each version changed, who has the say."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd

from drift.contract.governance import Governance, fold_persons, read_governance
from drift.contract.lineage.changes import count_steps
from drift.measures.paper.norm_steps import compare_norms, count_norm_steps, join_norm_steps
from drift.measures.paper.scope import Scope, measure_scope
from drift.measures.paper.specification import Specification, Stocks, measure_specification
from drift.measures.paper.tightness import Tightness, follow_targets, measure_tightness
from drift.tables.calendar import states_at_month_ends
from drift.terms import COUNTED_ROLES

if TYPE_CHECKING:
    import datetime as dt

    from drift.project.settings import Settings
    from drift.sources.rows.scope import Declared
    from drift.tables.store import Tables


@dataclass(frozen=True)
class Paper:
    """What was measured of the contract."""

    stocks: Stocks
    tightness: Tightness
    specification: Specification
    scope: Scope | None  # as declared, taken off the specification; None: nothing was declared for these months
    scope_from: dt.date | None  # first day of a scope that is declared, but not by the last month; else None
    steps: pd.DataFrame  # a row a version: how many clauses were added, reworded, moved, dropped
    governance: Governance  # who wrote, approved and meets, as the workbooks tell; persons as text, below five "<5"


def measure_paper(
    tables: Tables, stocks: Stocks, base: pd.PeriodIndex, declared: list[Declared], settings: Settings
) -> Paper:
    """Measure the contract against the base, over the months of the stocks.

    Parameters
    ----------
    declared : scope
    """
    documents, lineage = tables.documents.frame, tables.lineage.frame
    months = pd.PeriodIndex(stocks.total.index)
    counted = documents[documents["role"].isin(COUNTED_ROLES)]
    norms = compare_norms(tables.targets.frame, tables.readings.frame, lineage)
    tightness = measure_tightness(follow_targets(norms, counted), states_at_month_ends(counted, months), base)
    scope = measure_scope(declared, months, base)
    governance = read_governance(tables.governance.frame, tables.people.frame, documents)
    return Paper(
        stocks=stocks,
        tightness=tightness,
        specification=measure_specification(stocks, base, settings.weights, tightness, scope),
        scope=scope,
        scope_from=min((entry.on for entry in declared), default=None) if scope is None else None,
        steps=join_norm_steps(count_steps(lineage, documents), count_norm_steps(norms)),
        governance=fold_persons(governance),
    )
