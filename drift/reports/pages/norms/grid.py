"""Findings -> what the chart of the norms draws: versions that judge alike are one row."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.charts.norms import Grid, GridRow
from drift.reports.pages.figures import shorten
from drift.reports.pages.norms.parts import NAME_LENGTH, Pair, name_version

if TYPE_CHECKING:
    from drift.measures.norms.findings import NormFindings
    from drift.wording import Wording

GRIDS: Final = 2  # that fit a page beside its sentences
ROWS: Final = 12  # of all grids together, so that the page is one of paper
YEARS: Final = 10  # columns that do not touch
DOCUMENT_LENGTH: Final = 24  # characters of a document


def take_grids(norms: NormFindings, pairs: list[Pair], say: Wording) -> list[Grid]:
    """Return the grids that fit the page."""
    shown = pairs[:GRIDS]
    tools = [norms.tool, *[norms.tool.iloc[:0]] * len(shown)]  # what the tool says is of no clock: beside the first
    return [take_grid(pair, norms, tool, say, ROWS // len(shown)) for pair, tool in zip(shown, tools, strict=False)]


def take_grid(pair: Pair, norms: NormFindings, tool: pd.DataFrame, say: Wording, most: int) -> Grid:
    """Return one grid: of many versions the first and those in force, of many years the latest."""
    met = pair.pick(norms.met)
    years = tuple(sorted(int(year) for year in met["year"].unique()))[-YEARS:]
    rows = join_alike([*_list_rows(met[met["year"].isin(years)])])
    title = say(
        "norms.page.chart.title", document=shorten(pair.document, DOCUMENT_LENGTH), clock=say_clock(pair.clock, say)
    )
    told = tool.set_index("year")["share"].astype("float64") if len(tool) else pd.Series(dtype="float64")
    n = met.groupby("year")["n_asked"].max()
    shown = choose_rows(rows, years, most)
    cut = len(shown) < len(rows) or len(years) < met["year"].nunique()
    return Grid(title, years, shown, n, told[told.index.isin(years)], cut=cut)


def choose_rows(rows: list[GridRow], years: Collection[int], most: int) -> tuple[GridRow, ...]:
    """Return the rows that fit: the first, those in force in the years shown, and the latest; in their order."""
    held = [row for row in rows[1:] if row.in_force & set(years)]
    others = [row for row in rows[1:] if row not in held]
    kept = [*rows[:1], *[*others, *held][-(most - 1) :]]
    return tuple(row for row in rows if row in kept)


def count_hidden(pairs: list[Pair]) -> int:
    """Return of how many documents and clocks no grid is drawn."""
    return max(len(pairs) - GRIDS, 0)


def say_clock(clock: str, say: Wording) -> str:
    """Return how a norm of a clock is called."""
    return say.word(f"norms.page.clock.{clock}", default=clock)


def name_place(document: Any, clause_id: Any) -> str:
    """Return where a norm stands as people call it."""
    return str(document) if pd.isna(clause_id) else f"{document} {clause_id}"


def _list_rows(met: pd.DataFrame) -> Iterator[tuple[str, GridRow]]:
    for (version, file), own in met.groupby(["version", "file"], sort=False, dropna=False):
        by_year = own.set_index("year")
        shares = by_year["share"].astype("float64")
        marked = {
            name: frozenset(map(int, by_year.index[by_year[name].astype(bool)])) for name in ("in_force", "estimated")
        }
        yield name_version(version, file), GridRow("", shares, marked["in_force"], marked["estimated"])


def join_alike(rows: Iterable[tuple[str, GridRow]]) -> list[GridRow]:
    """Return versions that follow each other and judge every year alike as one row."""
    joined = []
    for _, group in groupby(rows, key=lambda named: tuple(named[1].shares.round(9).fillna(-1).items())):
        names, alike = zip(*group, strict=True)
        name = names[0] if len(names) == 1 else "–".join(shorten(names[i], NAME_LENGTH // 2 + 1) for i in (0, -1))
        in_force = frozenset().union(*(row.in_force for row in alike))
        joined.append(GridRow(name, alike[0].shares, in_force, alike[0].estimated))
    return joined
