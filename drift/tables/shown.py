"""Tables as an output may show them: what nobody asks for is not masked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

import pandas as pd


class Masks(Protocol):
    """What a gate does with a table."""

    def pass_table(self, frame: pd.DataFrame, name: str) -> pd.DataFrame:
        """Return a table, or a part of it, without names."""

    def settle_places(self, frame: pd.DataFrame, name: str) -> None:
        """Settle what the places in a table are called."""


class Shown(Mapping[str, pd.DataFrame]):
    """Tables that pass the gate when they are asked for: whole by name, or some columns and rows by `pick`.

    What they look like does not depend on what is asked first. Copied or written down they are masked before.
    """

    def __init__(self, frames: Mapping[str, pd.DataFrame], gate: Masks) -> None:
        self._frames, self._gate = dict(frames), gate
        self._passed: dict[str, pd.DataFrame] = {}
        for name, frame in self._frames.items():
            gate.settle_places(frame, name)

    def __getitem__(self, name: str) -> pd.DataFrame:
        if name not in self._passed:
            self._passed[name] = self._frames[name] = self._gate.pass_table(self._frames[name], name)
        return self._passed[name]

    def __iter__(self) -> Iterator[str]:
        return iter(self._frames)

    def __len__(self) -> int:
        return len(self._frames)

    def __contains__(self, name: object) -> bool:
        return name in self._frames

    def __reduce__(self) -> tuple[type, tuple[Any, ...]]:
        return dict, ({**self},)

    def pick(self, name: str, columns: Sequence[str], rows: pd.Index | None = None) -> pd.DataFrame:
        """Return some columns, and of some rows, of a table."""
        frame = self._frames[name][[*columns]]
        part = frame if rows is None else frame.loc[rows]
        return part if name in self._passed else self._gate.pass_table(part, name)

    def through(self, gate: Masks) -> Shown:
        """Return the tables as another gate lets them out after this one."""
        return self if gate is self._gate else Shown({**self}, gate)


def pick_shown(
    tables: Mapping[str, pd.DataFrame], name: str, columns: Sequence[str], rows: pd.Index | None = None
) -> pd.DataFrame:
    """Return some columns and rows of a table as an output may show it; no persons: all rows number these."""
    if isinstance(tables, Shown):
        return tables.pick(name, columns, rows)
    frame = tables[name][[*columns]]
    return frame if rows is None else frame.loc[rows]
