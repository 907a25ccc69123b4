"""What the contract says: its clauses read, and followed through their versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drift.contract.lineage.genealogy import trace_lineage
from drift.contract.reading.normrows import settle_norms
from drift.contract.reading.read import read_clauses

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Contract:
    """Four tables, each as in columns.py."""

    readings: pd.DataFrame  # one row a clause: its words, who is bound, to what kind of thing
    targets: pd.DataFrame  # one row a target or norm
    lineage: pd.DataFrame  # one row a step of a clause from a version to the next
    units: pd.DataFrame  # one row a clause and unit it stands for


def read_contract(clauses: pd.DataFrame, documents: pd.DataFrame, norms: pd.DataFrame | None = None) -> Contract:
    """Read every clause, and tell which became which; norms: of those that are rows of a table of norms."""
    return Contract(*settle_norms(*read_clauses(clauses), norms), *trace_lineage(clauses, documents))
