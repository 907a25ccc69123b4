"""What is true of the norms: every incident's verdict under every version, and what each report made of it."""

from __future__ import annotations

from itertools import groupby
from typing import Any, Final

from drift.samples.norms.reports import Line, list_indicators, list_reports
from drift.samples.norms.restore import judge_restores, order_versions
from drift.samples.relation import Relation

DIGITS: Final = 4


def tell_norms(relation: Relation) -> dict[str, Any]:
    """Return verdicts, reports by month, and the spans in which a report prints another norm than the contract has.

    verdicts: a sign for each version in the order named: 1 met, 0 not met, ? open at the export and not yet past.
    reports: percent, and points of the gap.
    """
    lines = list_reports(relation)
    return {
        "verdicts": {
            "versions": [version.name for version in order_versions(relation.paper)],
            "restore": {number: "".join(own.values()) for number, own in judge_restores(relation).items()},
        },
        "reports": {
            "by_month": {
                f"{month:%Y-%m}": {line.indicator: _describe(line) for line in own}
                for month, own in groupby(lines, key=lambda line: line.month)
            }
        },
        "reported_norms_differ": _list_differing(lines, list_indicators(relation.story)),
    }


def _describe(line: Line) -> dict[str, float | None]:
    """Return the figures of a line; what the tickets do not show is left out."""
    told = {"reported": line.reported, "norm": line.norm, "contract_norm": line.contract_norm}
    return told if line.n is None else {"true": _round(line.true), "n": line.n, "gap": _round(line.gap)} | told


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, DIGITS)


def _list_differing(lines: list[Line], indicators: list[str]) -> list[dict[str, Any]]:
    """Return a row for each run of months with the same two norms that differ."""
    rows = []
    for indicator in indicators:
        own = (line for line in lines if line.indicator == indicator)
        for (printed, contract), run in groupby(own, key=lambda line: (line.norm, line.contract_norm)):
            months = [f"{line.month:%Y-%m}" for line in run]
            if printed != contract:
                rows.append({"indicator": indicator, "first": months[0], "last": months[-1],
                             "printed": printed, "contract": contract})  # fmt: skip
    return rows
