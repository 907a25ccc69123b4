"""What the contract says: its clauses read, and followed through their versions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from drift.contract.carrying import carry_readings
from drift.contract.lineage.genealogy import trace_lineage
from drift.contract.parties import Names
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


def read_contract(
    clauses: pd.DataFrame, documents: pd.DataFrame, norms: pd.DataFrame | None = None, names: Names = ()
) -> Contract:
    """Read every clause, and tell which became which.

    norms : of those clauses that are rows of a table of norms; names : of both parties, as of `to_names`
    """
    readings, targets = settle_norms(*read_clauses(clauses, names), norms)
    lineage, units = trace_lineage(clauses, documents)
    return Contract(carry_readings(readings, clauses, lineage, names), targets, lineage, units)
