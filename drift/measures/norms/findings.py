"""What holding the norms against the incidents gave: small tables, ready to be told."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from drift.errors import Note


@dataclass(frozen=True)
class Silent:
    """The incidents of which no norm in force spoke when they opened, one that no column can show included.

    groups : by category and object, or else by a title that several have but for figures: category, object, title
        (blank: not grouped by it), n; GROUP or more, most first
    """

    n: int
    of: int
    groups: pd.DataFrame

    @property
    def share(self) -> float:
        """Share of the incidents under a contract; nothing where there are none."""
        return self.n / self.of if self.of else float("nan")


@dataclass(frozen=True)
class NormFindings:
    """What holding the norms against the incidents gave.

    bound : a row a norm that binds: document, version, file, sheet, row, clause_id, unit, clock, value, written_unit,
        kind, levels (text), scope, share, stops, by_hand, draft
    unbound : a row a norm that does not: document, version, file, sheet, row, clause_id, unit, kind, metric, value,
        written_unit, reason (a code of REASONS), column (that would be needed), in_force (of a version that is now)
    met : document, version, file, clock, year, share (0 to 1; missing: under 80 % known), n (known), n_asked,
        n_unknown, share_stopped (the time of waiting left out; missing: no wait is logged), estimated (Kaplan-Meier,
        where over a fifth is open), in_force (on the last day of the year)
    splits : document, clock, from_year, from_version, to_year, to_version, change, work, norm (shares; change = work +
        norm), and low and high of both, n_from, n_to
    tool, tool_months : year or month, n, share: what the tool itself says of the corrective incidents, without a
        contract too; empty: it says nothing
    monthly : a row a month and a norm that is a share: document, version, clause_id, file, sheet, row, clock, month,
        n, n_met, share, asked, reached
    dead : a row a norm that decided nothing: document, version, clause_id, file, sheet, row, clock, levels, value,
        written_unit, months (in force), n (incidents it bound)
    blind : a row a norm in force that no column can show: as unbound
    lived : a row a kind of clause: kind, n_first, n_last (clauses of the first and last version in force), came (of the
        last, that the first had not), named (incidents in which somebody named one by its number)
    heaps : document, version, clause_id, clock, year, n, n_just_inside, expected_just_inside, e_value
    heap_e : one e-value of the relation, the mean of those
    reported : a row a period and indicator of a KPI report that is joined to norms: document (report), period (as
        there), indicator, begins_on, ends_on (first day behind it), clause_id (of the contract; missing: several),
        clock, levels (text), unit (%, or that of a mean), file, sheet, row, cell, reported, recounted,
        recounted_stopped (shares 0 to 1, or means in the unit; the last without waiting), n (recounted), n_met,
        n_asked, untold (why nothing is recounted: a code of UNTOLD), norm (printed), contract_norm (share that the
        contract in force on its first day asks; missing: none), norm_differs, limit, limit_unit (time that the
        indicator's name tells), limit_differs, contract_limit, contract_limit_unit, verdict (as printed), green
        (within its norm, as the report has it; None: not told), gap (reported - recounted), gap_low, gap_high (95 %,
        of the recount)
    unjoined : document, indicator, reason (a code of UNJOINED), column (that would be needed), n (rows of reports)
    indicators : two rows an indicator, window last (24 months) and all: document, indicator, window, unit, first, last,
        periods, periods_both (reported and recounted), n, reported, recounted, recounted_stopped, gap, gap_low,
        gap_high (means over those, by incidents), n_green, n_green_under (of them the recount is under the norm),
        n_norm_differs, norm, contract_norm, differs_first, differs_last (of those), n_limit_differs
    reason : why there is nothing; None: there is
    """

    bound: pd.DataFrame = field(default_factory=pd.DataFrame)
    unbound: pd.DataFrame = field(default_factory=pd.DataFrame)
    met: pd.DataFrame = field(default_factory=pd.DataFrame)
    splits: pd.DataFrame = field(default_factory=pd.DataFrame)
    tool: pd.DataFrame = field(default_factory=pd.DataFrame)
    tool_months: pd.DataFrame = field(default_factory=pd.DataFrame)
    monthly: pd.DataFrame = field(default_factory=pd.DataFrame)
    dead: pd.DataFrame = field(default_factory=pd.DataFrame)
    blind: pd.DataFrame = field(default_factory=pd.DataFrame)
    silent: Silent | None = None
    lived: pd.DataFrame = field(default_factory=pd.DataFrame)
    heaps: pd.DataFrame = field(default_factory=pd.DataFrame)
    heap_e: float | None = None
    reported: pd.DataFrame = field(default_factory=pd.DataFrame)
    unjoined: pd.DataFrame = field(default_factory=pd.DataFrame)
    indicators: pd.DataFrame = field(default_factory=pd.DataFrame)
    reason: Note | None = None
