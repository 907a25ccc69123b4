"""What nobody can measure, and what contradicts another clause."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final

from drift.measures.norms.told import LEVEL_SIGN
from drift.rehearse.rehearsal import Clash, Unshown
from drift.tables.plain import to_rows

if TYPE_CHECKING:
    import pandas as pd

    from drift.contract.norms.norm import Binding, Norm
    from drift.rehearse.clauses import DraftClause
    from drift.rehearse.moment import Moment

ASIDE: Final = ("customer", "threshold", "no_limit")  # binds the customer, or sets no limit to what the supplier does
SUPPLIER: Final = ("supplier", "both", "none")
STATED: Final = "stated"  # a norm without a number
NOT_A_NORM: Final = ("window", "not applicable")


def list_unshown(
    unbound: pd.DataFrame, file: str, clauses: list[DraftClause], targets: pd.DataFrame, reports: pd.DataFrame
) -> tuple[Unshown, ...]:
    """Return the norms of a draft that neither the log nor the reports can show, one a clause and reason.

    A norm is one that binds the supplier and sets a limit to a time, a share or a mean, or none at all ("best effort").
    The reports show a clause that they name by its number.

    Parameters
    ----------
    unbound : norms that no incident can be held against, as in NormFindings
    targets : of the draft; reports : norm_reports
    """
    reported = set(reports["clause_id"].dropna()) if len(reports) else set()
    rows = to_rows(unbound)
    own = [row for row in rows if row["file"] == file and row["reason"] not in ASIDE]
    found = [Unshown(_said(row["clause_id"]), str(row["reason"]), _said(row["column"])) for row in own]
    parties = {clause.place: clause for clause in clauses}
    stated = targets[targets["value"].isna() & targets["stated"].notna() & ~targets["stated"].isin(NOT_A_NORM)]
    for sheet, row in stated[["sheet", "row"]].itertuples(index=False):
        clause = parties.get((str(sheet), int(row)))
        if clause is not None and clause.party in SUPPLIER:
            found.append(Unshown(clause.clause_id, STATED))
    told = (one for one in found if one.clause_id is None or one.clause_id not in reported)
    return tuple(dict.fromkeys(told))


def _said(value: object) -> str | None:
    return value if isinstance(value, str) else None


def find_clashes(binding: Binding, moment: Moment, in_force: set[str]) -> tuple[Clash, ...]:
    """Return the pairs of clauses that set two limits to the same clock, kind of time, levels and scope.

    Within the draft, and between it and the other documents in force. Two shares of one time ("80 % in 4 hours, 95 % in
    8") are no pair, and neither are two numbers of one clause.

    Parameters
    ----------
    in_force : files of the other documents in force
    """
    own = [norm for norm in binding.norms if norm.source.place.file == moment.file]
    others = [norm for norm in binding.norms if norm.source.place.file in in_force]
    pairs = [*combinations(own, 2), *((norm, other) for norm in own for other in others)]
    return tuple(_tell(one, other) for one, other in pairs if _clash(one, other))


def _clash(one: Norm, other: Norm) -> bool:
    same = (one.clock, one.kind, one.levels, one.scope, one.share) == (
        *(other.clock, other.kind, other.levels, other.scope, other.share),
    )
    return same and one.limit != other.limit and one.source.place != other.source.place


def _tell(one: Norm, other: Norm) -> Clash:
    return Clash(
        clause_id=one.source.clause_id,
        other_id=other.source.clause_id,
        other_document=other.source.document,
        clock=one.clock,
        levels=LEVEL_SIGN.join(sorted(one.levels)),
        value=one.value,
        unit=one.written_unit,
        other_value=other.value,
        other_unit=other.written_unit,
    )
