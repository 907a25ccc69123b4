"""What pages are made of: blocks of charts and words, in the order in which a page shows them. No layout here."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from drift.charts.style import Chart

Role = Literal["specification", "engagement", "outcome"]


@dataclass(frozen=True)
class Row:
    """Charts beside each other."""

    columns: int
    blocks: Sequence[Chart]


@dataclass(frozen=True)
class Card:
    """One number, in large."""

    value: str
    label: str
    detail: str
    role: Role


@dataclass(frozen=True)
class Cards:
    """Numbers beside each other."""

    cards: Sequence[Card]


@dataclass(frozen=True)
class Items:
    """Sentences under a heading."""

    heading: str
    items: Sequence[str]
    width: float = 1.0  # against the lists beside it


@dataclass(frozen=True)
class Lists:
    """Lists beside each other."""

    lists: Sequence[Items]


@dataclass(frozen=True)
class Table:
    """A table; its first columns hold words, the others numbers."""

    caption: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    text_columns: int
    tight: bool = False  # words take the room that numbers leave
    roomy: bool = False  # rows to write in
    widths: Sequence[float] = ()  # of the columns against each other; none: as their words ask


@dataclass(frozen=True)
class Notes:
    """Sentences in small."""

    notes: Sequence[str]


@dataclass(frozen=True)
class Quiet:
    """Sentences of one grey line."""

    lines: Sequence[str]


@dataclass(frozen=True)
class Beside:
    """Columns of blocks beside each other."""

    widths: Sequence[float]
    blocks: Sequence[Sequence[Block]]


@dataclass(frozen=True)
class Front:
    """Page 1: a picture with pairs of numbers beside it, and what now below."""

    chart: Chart | None
    pairs: Sequence[Card]  # value, name, when
    unknown: str
    title: str  # of what now
    now: str
    where: str  # on which page the problems stand: {n} is filled in by who lays out; blank where there are none
    fields: Sequence[str]  # what is to be filled in by hand
    sure: str


@dataclass(frozen=True)
class HomeProblem:
    """One problem as each side prepares it at home."""

    title: str
    about: str
    told: Sequence[str]  # a side: what the log has of it, whom to ask


@dataclass(frozen=True)
class AtHome:
    """A row a problem, a column a side, with room for its answers to the same questions."""

    heads: Sequence[str]
    problems: Sequence[HomeProblem]
    questions: Sequence[str]
    notes: Sequence[str]


@dataclass(frozen=True)
class Fields:
    """Questions with room to write, under a heading."""

    title: str
    fields: Sequence[str]
    notes: Sequence[str]


@dataclass(frozen=True)
class Clause:
    """A clause, whole, and why it is there."""

    place: str
    text: str
    why: str


@dataclass(frozen=True)
class ProblemSheet:
    """One problem: its drawn line above, clauses and questions below it, and room to write."""

    chart: Chart
    clauses_title: str
    clauses: Sequence[Clause]
    clauses_note: str
    questions_title: str
    questions: Sequence[str]
    fields: Sequence[str]


Block = Chart | Row | Cards | Lists | Table | Notes | Quiet | Beside | Front | AtHome | Fields | ProblemSheet


@dataclass(frozen=True)
class Page:
    """One page of the report."""

    name: str  # as in PAGE_NAMES of terms
    title: str
    blocks: Sequence[Block]
    lead: str = ""
    since: str = ""  # what changed since the last report
    remarks: Sequence[str] = ()  # the analyst's own words
    annex: bool = False  # for who wants to know how: in small


@dataclass(frozen=True)
class Report:
    """Every page that the data can fill, and the names of those that they cannot."""

    pages: tuple[Page, ...]
    left_out: tuple[str, ...] = ()

    @property
    def charts(self) -> list[Chart]:
        """The charts of all pages, in order."""
        return [chart for page in self.pages for chart in find_charts(page.blocks)]


def find_charts(blocks: Iterable[Block]) -> list[Chart]:
    """Return the charts among blocks, in order."""
    charts: list[Chart] = []
    for block in blocks:
        if isinstance(block, Chart):
            charts.append(block)
        elif isinstance(block, Row):
            charts += block.blocks
        elif isinstance(block, ProblemSheet):
            charts.append(block.chart)
        elif isinstance(block, Front):
            charts += [block.chart] if block.chart else []
        elif isinstance(block, Beside):
            charts += [chart for column in block.blocks for chart in find_charts(column)]
    return charts
