"""What is ours in what leaves a run: codes and enumerations. What is not named here is a stranger's, and is masked.

A field goes by the class it stands in; a column by its table, or by the class and the field of its frame. A test walks
all of them and refuses a name here that nothing bears any more.
"""

from __future__ import annotations

from typing import Final

from drift.tables.columns import PERSONS
from drift.terms import FUNCTIONS


def _named(owners: dict[str, str]) -> dict[str, frozenset[str]]:
    return {owner: frozenset(names.split()) for owner, names in owners.items()}


OURS: Final = _named(
    {
        # tables of columns.py
        "readings": "language party modality kind",
        "targets": "comparator unit stated cell",
        "lineage": "change",
        "documents": "role status",
        "incidents": "type",
        "events": "kind",
        "people": "side level",
        "norm_reports": "cell period comparator unit",
        # what was read
        "Note": "code",
        "Note.values": "path",  # as the user gave it to the command
        "Problem": "expected",
        "FileAccount": "status sha256",
        "Intake": "reader",
        "SheetAccount": "table",
        "Comment": "page",
        "Agreed": "asked_for visitor_side visitor_function host_side host_function",
        "Document": "role",
        "Source": "table format zone",
        "Settings": "language zone base own_side",
        "Sides": "caller handler",
        "WorkingTime": "country days hours",
        # what was measured
        "Base": "why",
        "Crowd": "blocks",
        "Engagement": "flat",
        "Specification": "counted absent",
        "Governance.roles": "role side level n_persons",
        "Governance.meetings": "level",
        "Governance.authors": "role n_persons",
        "Governance.say": "role n_persons",
        "Measured.measures": "measure",
        "Measured.held": "what same_hands_finding solved_on_the_floor_finding",
        "Measured.experts": "side experts lost",
        "Crowd.experts": "side experts lost",
        "NormFindings.bound": "clock written_unit kind",
        "NormFindings.unbound": "kind written_unit reason column",
        "NormFindings.blind": "kind written_unit reason column",
        "NormFindings.lived": "kind",
        "NormFindings.met": "clock",
        "NormFindings.splits": "clock",
        "NormFindings.heaps": "clock",
        "NormFindings.monthly": "clock",
        "NormFindings.dead": "clock written_unit kind",
        "NormFindings.reported": "period clock unit cell untold limit_unit contract_limit_unit",
        "NormFindings.unjoined": "reason column",
        "NormFindings.indicators": "window unit first last differs_first differs_last",
        "LevelFindings.balance": "level",
        "LevelFindings.say": "level function",
        "LevelFindings.heard": "level",
        "LevelFindings.swaps": "side level",
        "LevelFindings.lines": "level by",
        "LevelFindings.mentions": "level",
        "LevelFindings.months": "level",
        "LevelFindings.actions": "side",
        "judgements": "clock limit_unit why",
        "Paper.steps": "role",
        "Stocks.versions": "role status",
        "Stocks.duties": "party kind",
        # what was judged
        "Awareness": "level",
        "CallersLeft": "state",
        "Caution": "code effect",
        "Choice": "kind kinds",
        "Covering": "by",
        "Driver": "measure",
        "FateChange": "fate standing",
        "FirstMet": "order",
        "Evidence": "shape",
        "Explanation": "code leaning",
        "Findings": "paper work outcomes",
        "Harm": "state worse now back untold",
        "Seat": "side level",
        "Step": "kind",
        "Verdict": "state shape",
        "Snapshot": "persons",
        "Snapshot.rows": "month",
        # two versions side by side
        "Compared": "languages",
        "Compared.clauses": "change effects standing",
        "Compared.targets": "change old_comparator new_comparator old_unit new_unit old_cell new_cell",
        "Compared.growth": "measure of",
        "CellChange": "cell",
        # a draft held against the past
        "HeldNorm": "clock unit was_unit change best_quarter",
        "MonthlyNorm": "clock months",
        "Unshown": "reason column",
        "Clash": "clock unit other_unit",
        "TargetChange": "change",
        "Asked": "operations",
        "CouldGo": "why",
        "Origin": "origin why",
        "Infeasible": "clock unit",
        "Drafted": "first last",
        "Rehearsal": "language",
        "SheetChange": "change",
    }
)
# mappings whose keys, and frames whose columns and labels, are ours; `each`: of what stands under a stranger's key
LABELLED: Final = _named(
    {
        "Analysis": "tables",
        "Note": "values",
        "Problem": "values",
        "SheetAccount": "columns",
        "Source": "columns",
        "Settings": "weights",
        "AfterTable": "changes",
        "Crowd": "few meetings experts",
        "Engagement": "shares clocks",
        "Governance": "roles meetings authors say",
        "Harm": "each",
        "Judgement": "changes untold path",
        "Measured": "indices measures experts meetings held",
        "NormFindings": "bound unbound met splits tool tool_months monthly dead blind lived heaps reported unjoined "
        "indicators",
        "Silent": "groups",
        "LevelFindings": "balance say heard swaps problems fates lines mentions months actions",
        "Operations": "outcomes context as_seen",
        "Paper": "steps",
        "Shares": "coverage",
        "Specification": "logs gone weights controlled sized",
        "Stocks": "total total_units versions duties unreadable",
        "Stocks.by_document": "each",
        "Stocks.units": "each",
        "Strata": "cells levels",
        "Snapshot": "months rows",
        "Asked": "contacts",
        "Compared": "clauses targets growth",
    }
)
# mappings whose keys are the name of a place
KEYS: Final = dict.fromkeys(("Stocks.by_document", "Stocks.units", "Specification.by_document"), "document")
# in which a name may stand and a row of digits is a number of ours or of a tool, no telephone number
PLACES: Final = frozenset(
    {
        *("file", "files", "only", "sheet", "was_file", "was_sheet", "cell", "cells", "rows", "tool", "document"),
        *("version", "clause_version", "clause_id", "incident_id", "id", "ids"),
        *(f"{side}_{name}" for side in ("old", "new") for name in ("document", "file", "sheet", "clause_id", "id")),
    }
)
CODES: Final = {"function": frozenset({*FUNCTIONS, "robot", "other"})}  # ours where they are written so; else theirs
PERSON_COLUMNS: Final = frozenset(name for names in PERSONS.values() for name in names)
# cells as they stand, and titles of columns: nobody has listed who may be named in them
QUOTED: Final = frozenset({"found", "detail", "values", "subject"})
DETAIL: Final = "detail"  # what a library says is wrong, in its own words and those of the file
UNREADABLE: Final = "expected.sheet"  # of a sheet that a library could not read `found` is such a detail
HEADINGS: Final = frozenset({"heading", "headings"})
