"""drift: has the contract outgrown the work, since when, through what.

>>> import drift
>>> analysis = drift.analyse("data/samples/sorteercentrum")  # doctest: +SKIP
>>> drift.write_report(analysis, "out")  # doctest: +SKIP
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from drift.version import __version__ as __version__

if TYPE_CHECKING:
    from drift.analysed import Analysis
    from drift.analysis import analyse, analyse_tables
    from drift.checking import check
    from drift.contract.lineage.align import align_clauses
    from drift.contract.reading.classify import classify_clauses
    from drift.errors import Address, DriftError
    from drift.model.evidence.weigh import Evidence, weigh_evidence
    from drift.portfolio.flow import analyse_all
    from drift.reports import write_report
    from drift.samples.simulate import Simulated, simulate
    from drift.tables.intake import Intake

_HOMES = {
    "Address": "drift.errors",
    "Analysis": "drift.analysed",
    "DriftError": "drift.errors",
    "Evidence": "drift.model.evidence.weigh",
    "Intake": "drift.tables.intake",
    "Simulated": "drift.samples.simulate",
    "align_clauses": "drift.contract.lineage.align",
    "analyse": "drift.analysis",
    "analyse_all": "drift.portfolio.flow",
    "analyse_tables": "drift.analysis",
    "check": "drift.checking",
    "classify_clauses": "drift.contract.reading.classify",
    "simulate": "drift.samples.simulate",
    "weigh_evidence": "drift.model.evidence.weigh",
    "write_report": "drift.reports",
}

__all__ = [
    "Address",
    "Analysis",
    "DriftError",
    "Evidence",
    "Intake",
    "Simulated",
    "align_clauses",
    "analyse",
    "analyse_all",
    "analyse_tables",
    "check",
    "classify_clauses",
    "simulate",
    "weigh_evidence",
    "write_report",
]


def __getattr__(name: str) -> object:
    """Load a public name when it is first asked for, so that `import drift` stays light."""
    if name not in _HOMES:
        raise AttributeError(f"module 'drift' has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted([*globals(), *_HOMES])
