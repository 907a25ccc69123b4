"""One table of a KPI report: where it stands, and which of its columns speaks of which period."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from drift.sources.values.periods import Period

Rows = Sequence[Sequence[str]]  # of a sheet, or of a table below its heading; every row as long


@dataclass(frozen=True)
class Slot:
    """The columns that speak of one period: role -> column, 0 = A; no period: each row tells its own."""

    period: Period | None
    columns: Mapping[str, int]


@dataclass(frozen=True)
class Block:
    """One table of a report: where its heading stands, its rows, and what its columns are."""

    top: int  # row of the heading, the lower one of two; 1 = first
    n_heads: int
    last: int
    indicator: int | None = None  # column; None: its title names the indicator
    shared: Mapping[str, int] = field(default_factory=dict)  # label, clause_id, unit, norm, period, year, kind
    slots: tuple[Slot, ...] = ()
    titles: tuple[str, ...] = ()  # the nearest line above it first, then the name of the sheet
    indicators: tuple[tuple[int, str], ...] = ()  # turned, a month a row: column and name of each
    fault: str = ""  # code of what is missing to read it
    heads: tuple[str, ...] = ()  # headings as written
    stem: str = ""  # name of the file
    called: bool = False  # whether file or sheet is called a report
