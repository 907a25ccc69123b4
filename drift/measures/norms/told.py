"""A norm as a row of a table."""

from __future__ import annotations

from typing import Any

from drift.contract.norms.norm import Norm, Source, Unbound

LEVEL_SIGN = ", "


def tell_source(source: Source) -> dict[str, Any]:
    """Return where a norm stands."""
    return {
        "document": source.document,
        "version": source.version,
        "clause_id": source.clause_id,
        **source.place._asdict(),
    }


def tell_norm(norm: Norm) -> dict[str, Any]:
    """Return a norm that binds."""
    return {
        **tell_source(norm.source),
        "unit": norm.source.unit,
        "clock": norm.clock,
        "value": norm.value,
        "written_unit": norm.written_unit,
        "kind": norm.kind,
        "levels": LEVEL_SIGN.join(sorted(norm.levels)),
        "scope": norm.scope,
        "share": norm.share,
        "stops": norm.stops,
        "by_hand": norm.by_hand,
        "draft": norm.source.draft,
    }


def tell_unbound(norm: Unbound, *, in_force: bool) -> dict[str, Any]:
    """Return a norm that no incident can be held against."""
    return {
        **tell_source(norm.source),
        "unit": norm.source.unit,
        "kind": norm.source.kind,
        "metric": norm.metric,
        "value": norm.value,
        "written_unit": norm.written_unit,
        "reason": norm.reason,
        "column": norm.column,
        "in_force": in_force,
    }
