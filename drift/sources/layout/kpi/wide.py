"""Reports with months, quarters or years beside each other, each with a column or with several."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from drift.sources.layout.kpi.block import Block, Rows, Slot
from drift.sources.layout.kpi.cells import MOST, NEARLY_ALL, column_of, find_words, is_value, place_roles
from drift.sources.layout.kpi.labels import norm_in
from drift.sources.layout.kpi.words import VALUES, Head, role_of
from drift.sources.values.amounts import tell_verdict
from drift.sources.values.periods import Period

WIDE: Final = 3  # periods beside each other; two with a norm or a role of their own


def match_wide(block: Block, heads: Sequence[Head], body: Rows) -> Block | None:
    """Return the table with its columns where its headings name periods; None where they do not."""
    slots, shared = _list_slots(heads), place_roles(heads)
    if not body or not (_are_paired(slots) or _are_many(slots, shared)):
        return None
    taken = {j for slot in slots for j in slot.columns.values()}
    before = range(min(taken))
    unnamed = (j for j in before if not heads[j].role)
    indicator = shared.get("indicator", shared.get("label", find_words(unnamed, body)))
    if indicator is None:
        return None
    kind = next((j for j in before if _are_roles(body, j)), None)
    cells = [text for j in taken for text in column_of(body, j)]
    if not _are_values(cells, shared):
        return None
    indicator = None if indicator == kind else indicator  # the title names it
    normed = _are_paired(slots) or "norm" in shared or kind is not None or _are_normed(body, indicator)
    if not normed and 2 * sum(bool(tell_verdict(text)) for text in cells) < len(cells):
        return None
    names = ("clause_id", "unit", "norm") if kind is None else ("clause_id", "unit")
    kept = {name: shared[name] for name in names if name in shared} | ({} if kind is None else {"kind": kind})
    fault = "" if cells else "expected.report_words"  # months without a word: colours alone
    return replace(block, indicator=indicator, shared=kept, slots=tuple(slots), fault=fault)


def _are_paired(slots: Sequence[Slot]) -> bool:
    """Whether a period has a norm and a result of its own."""
    return any("norm" in slot.columns and {"result", "weak", "status"} & slot.columns.keys() for slot in slots)


def _are_many(slots: Sequence[Slot], shared: Mapping[str, int]) -> bool:
    steps = sum(bool(slot.period and slot.period.step) for slot in slots)
    return steps >= WIDE or (len(slots) >= 2 and "norm" in shared)


def _are_values(cells: Sequence[str], shared: Mapping[str, int]) -> bool:
    """Whether most cells of the periods hold values; where all are blank the headings must say what the table is."""
    return sum(map(is_value, cells)) >= MOST * len(cells) if cells else {"indicator", "norm"} <= shared.keys()


def _are_normed(body: Rows, indicator: int | None) -> bool:
    """Whether norms stand inside the labels."""
    labels = column_of(body, indicator) if indicator is not None else []
    return 2 * sum(norm_in(text) is not None for text in labels) >= max(len(labels), 1)


def _are_roles(body: Rows, j: int) -> bool:
    """Whether a column tells what each row holds: Norm, Realisatie, Status."""
    roles = [role_of(text) for text in column_of(body, j)]
    return {"norm", "result"} <= set(roles) and sum(map(bool, roles)) >= NEARLY_ALL * len(roles)


def _list_slots(heads: Sequence[Head]) -> list[Slot]:
    """Return the periods that the headings name, each with its columns.

    A column without a period behind one that tells period and role (Q1 Target, Q1 Actual, Status) is of that period.
    """
    slots: dict[Period, dict[str, int]] = {}
    last: Period | None = None
    for j, head in enumerate(heads):
        if head.period:
            slots.setdefault(head.period, {}).setdefault(head.role or "result", j)
            last = head.period if head.role else None
        elif last and head.role in VALUES:
            slots[last].setdefault(head.role, j)
        elif head.role not in ("", "other"):
            last = None
    if any(period.step for period in slots):  # Year 2024, Jan, Feb: the year above the labels is no period of its own
        slots = {period: columns for period, columns in slots.items() if period.step or columns.keys() != {"result"}}
    return [Slot(period, columns) for period, columns in slots.items()]
