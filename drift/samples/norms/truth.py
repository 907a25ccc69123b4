"""What is true of the norms: every incident's verdict under every version."""

from __future__ import annotations

from typing import Any

from drift.samples.norms.restore import judge_restores, order_versions
from drift.samples.relation import Relation


def tell_norms(relation: Relation) -> dict[str, Any]:
    """Return the verdicts: a sign for each version in the order named.

    1 met, 0 not met, ? open at the export and not yet past.
    """
    return {
        "verdicts": {
            "versions": [version.name for version in order_versions(relation.paper)],
            "restore": {number: "".join(own.values()) for number, own in judge_restores(relation).items()},
        },
    }
