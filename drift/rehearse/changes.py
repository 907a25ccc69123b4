"""What of a draft is new, stricter or relaxed beside the version in force, as `drift compare` has it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from drift.compare.following import list_families, list_targets
from drift.compare.version import Version, build_version, keep_readings
from drift.compare.words import write_target
from drift.contract.lineage.align import align_clauses
from drift.contract.lineage.tightening import GONE, NEW, REDEFINED, RELAXED, TIGHTENED
from drift.rehearse.clauses import DraftClause, list_draft_clauses, rows_of
from drift.rehearse.rehearsal import TargetChange
from drift.tables.plain import to_rows

if TYPE_CHECKING:
    from drift.contract.parties import Names
    from drift.sources.people import People
    from drift.tables.store import Tables
    from drift.wording import Wording

TOLD: Final = {TIGHTENED: "stricter", RELAXED: "relaxed", NEW: "new", GONE: "gone", REDEFINED: "redefined"}


@dataclass(frozen=True)
class Beside:
    """A draft beside the version in force: its clauses, those of that version, and the targets that changed."""

    clauses: list[DraftClause]
    now: list[DraftClause]
    targets: list[dict[str, Any]]  # as list_targets

    @property
    def steps(self) -> dict[tuple[str, int, float], str]:
        """The change of each target of the draft, by sheet, row and value."""
        return {
            (str(row["new_sheet"]), int(row["new_row"]), float(row["new_value"])): str(row["change"])
            for row in self.targets
            if row["new_value"] is not None and row["new_value"] == row["new_value"]
        }


def set_beside(tables: Tables, people: People, names: Names, files: tuple[str, str | None]) -> Beside:
    """Compare a draft with the version in force.

    Parameters
    ----------
    files : of the draft, and of the version in force; None: there is none
    """
    file, now_file = files
    draft = build_version(people, names, rows_of(tables, file))
    if now_file is None:
        return Beside(list_draft_clauses(draft, None, None), [], [])
    now = build_version(people, names, rows_of(tables, now_file))
    pairs = align_clauses(now.words, draft.words)
    draft = keep_readings(now, draft, pairs)
    targets = list_targets(list_families(pairs, now, draft), now, draft)
    return Beside(list_draft_clauses(draft, pairs, now), _alone(now), to_rows(targets))


def _alone(version: Version) -> list[DraftClause]:
    return list_draft_clauses(version, None, None)


def tell_changes(beside: Beside, shown: set[tuple[str, int]], say: Wording) -> tuple[TargetChange, ...]:
    """Return the targets that came, went or changed, as they are written.

    Parameters
    ----------
    shown : sheet and row of the clauses of the draft whose effect on the incidents is told
    """
    return tuple(
        TargetChange(
            clause_id=next((row[name] for name in ("new_id", "old_id") if isinstance(row[name], str)), None),
            change=TOLD[row["change"]],
            old=write_target(row, "old", say) or "",
            new=write_target(row, "new", say) or "",
            shown=row["new_row"] is not None
            and row["new_row"] == row["new_row"]
            and (str(row["new_sheet"]), int(row["new_row"])) in shown,
        )
        for row in beside.targets
    )
