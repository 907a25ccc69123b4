"""Tables as an output may show them: what nobody asks for is not masked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from drift.tables.among import are_among
from drift.tables.held import Held
from drift.tables.ours import PERSON_COLUMNS, PLACES


class Masks(Protocol):
    """What a gate does with a table."""

    def pass_table(self, frame: pd.DataFrame, name: str) -> pd.DataFrame:
        """Return a table, or a part of it, without names."""

    def settle_places(self, frame: pd.DataFrame, name: str) -> None:
        """Settle what the places in a table are called."""

    def settle_persons(self, persons: pd.Series) -> None:
        """Settle the numbers of the persons in a column."""


class Shown(Mapping[str, pd.DataFrame]):
    """Tables that pass the gate when they are asked for: whole by name, or some columns and rows by `pick`.

    What they look like does not depend on what is asked first. Copied or written down they are masked before.
    """

    def __init__(self, tables: Mapping[str, Held], gate: Masks) -> None:
        """Take the tables as they are held: small."""
        self._tables, self._gate = dict(tables), gate
        self._passed: dict[str, pd.DataFrame] = {}
        self._settle()

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._passed:
            self._passed[name] = self._gate.pass_table(self._tables[name].read(), name)
        return self._passed[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._tables)

    def __len__(self) -> int:
        return len(self._tables)

    def __contains__(self, name: object) -> bool:
        return name in self._tables

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return dict, ({**self},)

    @property
    def n_bytes(self) -> int:
        """How much the tables take unpacked, each text once."""
        return sum(table.n_bytes for table in self._tables.values())

    def pick(self, name: str, columns: Sequence[str] | None, rows: pd.Index | None = None) -> pd.DataFrame:
        """Return some columns (None: all of them), and of some rows, of a table, masked once."""
        if name in self._passed:
            return _cut(self._passed[name], columns, rows)
        table = self._tables[name]
        part = table.read(columns) if rows is None else table.take(rows, columns)
        return self._gate.pass_table(part, name)

    def relate(self, name: str, column: str, other: str, rows: pd.Index) -> pd.Index:
        """Return the rows of a table that have in a column what some rows of another table have there."""
        texts = pa.array(self._tables[other].take(rows, [column])[column].dropna().unique(), pa.string())
        alike: pd.Index = pd.Index(self._tables[name].find(column, texts))
        return alike

    def through(self, gate: Masks) -> Mapping[str, pd.DataFrame]:
        """Return the tables as another gate lets them out after this one."""
        return self if gate is self._gate else {name: gate.pass_table(frame, name) for name, frame in self.items()}

    def _settle(self) -> None:
        """Settle what places and persons are called, table by table; most of them stand in several tables."""
        for table in self._tables.values():
            for column in (name for name in table.names if name in PERSON_COLUMNS):
                self._gate.settle_persons(table.unique(column).to_pandas())
        settled: dict[str, list[pa.Array]] = {}
        for name, table in self._tables.items():
            for place in (column for column in table.names if column in PLACES):
                texts = table.unique(place).drop_null()
                before = settled.setdefault(place, [])
                for known in before:
                    texts = texts.filter(pc.invert(pc.is_in(texts, value_set=known)))
                before.append(texts)
                self._gate.settle_places(pd.DataFrame({place: texts.to_pandas()}), name)


def pick_shown(
    tables: Mapping[str, pd.DataFrame], name: str, columns: Sequence[str] | None, rows: pd.Index | None = None
) -> pd.DataFrame:
    """Return some columns (None: all of them) and rows of a table as an output may show it."""
    if isinstance(tables, Shown):
        return tables.pick(name, columns, rows)
    return _cut(tables[name], columns, rows)


def _cut(frame: pd.DataFrame, columns: Sequence[str] | None, rows: pd.Index | None) -> pd.DataFrame:
    part = frame if columns is None else frame[[*columns]]
    return part if rows is None else part.loc[rows]


def relate_shown(tables: Mapping[str, pd.DataFrame], name: str, column: str, other: str, rows: pd.Index) -> pd.Index:
    """Return the rows of a table that have in a column what some rows of another table have there."""
    if isinstance(tables, Shown):
        return tables.relate(name, column, other, rows)
    texts = tables[other].loc[rows, column].dropna()
    return tables[name].index[are_among(tables[name][column], [texts])]
