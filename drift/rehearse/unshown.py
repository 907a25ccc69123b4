"""What nobody can measure, and what contradicts another clause."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from drift.contract.norms.norm import Place
from drift.measures.norms.reported.subject import PERCENT
from drift.measures.norms.told import LEVEL_SIGN
from drift.rehearse.rehearsal import Clash, Unshown
from drift.tables.plain import to_rows

if TYPE_CHECKING:
    import pandas as pd

    from drift.contract.norms.norm import Binding, Norm
    from drift.rehearse.clauses import DraftClause
    from drift.rehearse.moment import Moment
    from drift.rehearse.reported import Reported

ASIDE: Final = ("customer", "threshold", "no_limit")  # binds the customer, or sets no limit to what the supplier does
SUPPLIER: Final = ("supplier", "both")
TARGET: Final = "target"
STATED: Final = "stated"  # a norm without a number
NOT_A_NORM: Final = ("window", "not applicable")


class Hidden(NamedTuple):
    """The norms of a draft that no incident shows, with where each stands: told by a report, or by nothing."""

    unshown: tuple[tuple[Place, Unshown], ...]
    reported: tuple[Place, ...]

    @property
    def told(self) -> tuple[Unshown, ...]:
        """One a clause and reason."""
        return tuple(dict.fromkeys(one for _, one in self.unshown))


def find_hidden(
    unbound: pd.DataFrame, file: str, clauses: list[DraftClause], targets: pd.DataFrame, reported: Reported
) -> Hidden:
    """Return the norms of a draft that the log cannot show.

    A norm is one that binds the supplier and sets a limit to a time, a share or a mean, or none at all ("best effort").
    A share, and a norm without a number, only where the clause obliges somebody or is a target: "more than 50 % of the
    shares" in a definition is none.

    Parameters
    ----------
    unbound : norms that no incident can be held against, as in NormFindings
    targets : of the draft
    """
    of = {clause.place: clause for clause in clauses}
    rows = to_rows(unbound)
    own = [row for row in rows if row["file"] == file and row["reason"] not in ASIDE and _binds(of, row)]
    found = [
        (
            Place(file, str(row["sheet"]), int(row["row"])),
            Unshown(_said(row["clause_id"]), str(row["reason"]), _said(row["column"])),
        )
        for row in own
    ]
    found += _list_stated(file, of, targets)
    shown: dict[bool, list[tuple[Place, Unshown]]] = {True: [], False: []}
    for place, one in found:
        clause = of.get((place.sheet, place.row))
        shown[reported.tells(one.clause_id, one.column, clause.text if clause else "")].append((place, one))
    return Hidden(tuple(shown[False]), tuple(place for place, _ in shown[True]))


def _binds(of: dict[tuple[str, int], DraftClause], row: dict[str, Any]) -> bool:
    """Return whether a norm is a time, or a share in a clause that obliges somebody or is a target."""
    clause = of.get((str(row["sheet"]), int(row["row"])))
    return row["written_unit"] != PERCENT or (clause is not None and (clause.obligation or clause.kind == TARGET))


def _list_stated(
    file: str, of: dict[tuple[str, int], DraftClause], targets: pd.DataFrame
) -> list[tuple[Place, Unshown]]:
    """Return the norms without a number, of clauses that oblige the supplier."""
    stated = targets[targets["value"].isna() & targets["stated"].notna() & ~targets["stated"].isin(NOT_A_NORM)]
    found = []
    for sheet, row in stated[["sheet", "row"]].itertuples(index=False):
        clause = of.get((str(sheet), int(row)))
        if clause is not None and clause.obligation and clause.party in SUPPLIER:
            found.append((Place(file, *clause.place), Unshown(clause.clause_id, STATED)))
    return found


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
