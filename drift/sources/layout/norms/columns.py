"""What each column of a table of norms speaks of, by its heading and by its cells; norms stand in columns here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from drift.sources.layout.norms.grid import Entry, Grid, texts_of
from drift.sources.layout.norms.saying import is_day, is_quantity, is_value, read_cell, sign_of
from drift.sources.layout.norms.words import are_days, direction_of, is_tier, is_unit, roles_of, split_label

LONG: Final = 40  # letters, median; as everywhere a longer text is more than a name, and than a norm
SAMPLE: Final = 200  # cells that tell what a column is
HALF: Final = 0.5  # of the filled cells of a column must be what it is taken for
MAX_HEADS: Final = 3
ENDS: Final = " … "  # between the headings of the two ends of a band that are one column: Van … Tot
NOTHING: Final = " -–—."  # a cell that stands empty
VALUES: Final = ("metric", "norm", "credit", "share")  # roles of the columns that hold norms
LABELS: Final = ("id", "tier", "section", "name", "description")


@dataclass(frozen=True)
class NormColumn:
    """One column: its role, and what its heading names."""

    j: int  # place in the grid
    role: str  # one of VALUES or LABELS; aim, weight, unit, frequency, other
    metric: str = ""
    tier: str = ""
    unit: str | None = None
    heading: str = ""  # as one reads it: Reactietijd › P1


def count_heads(grid: Grid) -> int:
    """Return how many rows of a grid are headings; a second one fills blanks of the first, or its texts come back."""
    if not grid or sum(map(bool, texts_of(grid[0]))) < 2 or any(map(is_quantity, texts_of(grid[0])[1:])):
        return 0
    n = 1
    while n < min(MAX_HEADS, len(grid) - 1) and _goes_on(texts_of(grid[n - 1]), grid[n]):
        n += 1
        if are_units(grid[n - 1]):
            break  # nothing stands between units and what they measure
    return n


def _goes_on(above: Sequence[str], row: Sequence[Entry]) -> bool:
    texts = texts_of(row)
    if are_units(row):
        return True
    if "id" in roles_of(above[0]) and not any(map(is_quantity, texts)):
        return True  # a row of numbers above one of names
    if any(entry.plain and "." in entry.text for entry in row):
        return False
    quantities = [text for text in texts if is_quantity(text)]
    windows = all(one.stated for text in quantities for one in read_cell(text))
    if quantities and not (windows and not texts[0]):
        return False
    fills = any(text and not group for text, group in zip(texts[1:], above[1:], strict=True))
    repeats = any(one and one == other for one, other in pairwise(above[1:]))
    return (fills or repeats) and sum(map(bool, texts)) >= 2


def describe_columns(grid: Grid, n_heads: int) -> list[NormColumn]:
    """Return what each column is by itself: by its heading, where its cells are what that says."""
    heads = [row for row in grid[:n_heads] if not are_units(row)]
    measured = [row for row in grid[1:n_heads] if are_units(row)]
    paths = list_paths(heads, len(grid[0]))
    units = [next((unit for row in measured if (unit := is_unit(row[j].text))), None) for j in range(len(paths))]
    return [_read_column(j, path, [row[j] for row in grid[n_heads:]], units[j]) for j, path in enumerate(paths)]


def are_units(row: Sequence[Entry]) -> bool:
    """Whether a row below headings holds their units and no more: - | minuten | uren, (min) | (uur), Eenheid | %."""
    first, *rest = texts_of(row)
    filled = [text for text in rest if text.strip(NOTHING)]
    return (not first.strip(NOTHING) or "unit" in roles_of(first)) and bool(filled) and all(map(is_unit, filled))


def list_paths(heads: Grid, width: int) -> list[list[str]]:
    """Return the headings of each column, the upper ones first; in upper rows a blank takes the text to its left."""
    paths: list[list[str]] = [[] for _ in range(width)]
    for k, row in enumerate(heads):
        last = ""
        if k + 1 < len(heads) and "id" in roles_of(row[0].text):
            continue  # numbers of norms that stand in columns
        for j, entry in enumerate(row):
            below = any(lower[j].text for lower in heads[k + 1 :])
            last = entry.text or (last if below else "")
            if last and last not in paths[j]:
                paths[j].append(last)
    return paths


def _read_column(j: int, path: Sequence[str], cells: Sequence[Entry], unit: str | None) -> NormColumn:
    """Return one column by its heading, where its cells are what that says; unit: of a row of units below it."""
    metrics, tiers = [], []
    roles = tuple(role for part in reversed(path) for role in roles_of(part))
    for part in path:
        metric, tier, own = split_label(part)
        unit = own or unit
        if direction_of(metric) and not roles_of(part):
            metrics.append(metric)
        elif not roles_of(part) and part.strip(NOTHING) and ENDS not in part:
            tiers.append(metric)
        tiers += [tier] if tier else []
    column = NormColumn(j, "", " ".join(metrics), "; ".join(filter(None, tiers)), unit, " › ".join(path))
    return replace(column, role=_find_role(column, roles, cells))


def _find_role(column: NormColumn, roles: Sequence[str], cells: Sequence[Entry]) -> str:
    """Return what a column is by its heading, where its first cells are what that says; long texts are none of it."""
    filled = [entry.text for entry in cells if entry.text][:SAMPLE]
    lengths = sorted(max(map(len, text.split("\n"))) for text in filled)
    short = filled if filled and lengths[len(lengths) // 2] <= LONG else []
    values = bool(short) and sum(map(is_value, short)) >= HALF * len(short)
    if column.j == 0 and short and all(map(is_tier, short)):
        return "tier"  # levels 1 to 4 below Servicelevel are no norms
    if values and "tier" in roles and any("\n" in text and is_quantity(text) for text in short):
        return "norm"  # levels of which each has its band: a stacked cell
    if column.j > 0 and short and "unit" not in roles and all(map(sign_of, short)):
        return "sign"
    if column.j == 0 and set(roles) == {"other"} and short and not values and not any(map(is_day, short)):
        return "text"  # Meting above the names of what is measured
    for role in roles:
        if role in ("norm", "weak", "target", "credit", "share", "aim", "weight"):
            if values:
                return role
        elif role != "other" or not column.metric:
            return role
    if column.metric and values:
        return "metric"
    if values and are_days(column.tier):
        return "norm"  # hours to be open, a column a day
    if values and sum(map(is_quantity, short)) >= HALF * len(short):
        return "open"  # quantities below a heading that says nothing of them
    return "tier" if short and sum(map(is_tier, short)) >= HALF * len(short) else "text"
