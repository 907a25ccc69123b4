"""What each column of a table of norms speaks of, by its heading and by its cells; norms stand in columns here."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Final

from drift.sources.layout.norms.grid import Entry, Grid, texts_of
from drift.sources.layout.norms.saying import is_quantity, is_value, read_cell
from drift.sources.layout.norms.words import direction_of, is_tier, roles_of, split_label

LONG: Final = 40  # letters, median; as everywhere a longer text is more than a name, and than a norm
SAMPLE: Final = 200  # cells that tell what a column is
HALF: Final = 0.5  # of the filled cells of a column must be what it is taken for
MAX_HEADS: Final = 3
VALUES: Final = ("metric", "norm", "credit", "share")  # roles of the columns that hold norms
LABELS: Final = ("id", "tier", "section", "name", "description")
_CODE: Final = re.compile(r"(?i)(?:kpi|pi|sl|sla|id|nr|no)?[-. #]*[a-z]{0,3}[-. ]?\d+(?:[.-]\d+)*[a-z]?")


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
    return n


def _goes_on(above: Sequence[str], row: Sequence[Entry]) -> bool:
    texts = texts_of(row)
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


def read_columns(grid: Grid, n_heads: int, title: str) -> list[NormColumn]:
    """Return what the columns of a grid are, below its heading rows; title: what stands above it."""
    body = grid[n_heads:]
    columns = settle_columns(describe_columns(grid, n_heads), body)
    if not any(column.role in ("metric", "norm") for column in columns) and direction_of(title):
        columns = _lend(columns, body, title)
    return columns


def describe_columns(grid: Grid, n_heads: int) -> list[NormColumn]:
    """Return what each column is by itself: by its heading, where its cells are what that says."""
    paths = list_paths(grid[:n_heads], len(grid[0]))
    return [_read_column(j, path, [row[j] for row in grid[n_heads:]]) for j, path in enumerate(paths)]


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


def _read_column(j: int, path: Sequence[str], cells: Sequence[Entry]) -> NormColumn:
    """Return one column by its heading, where its cells are what that says."""
    metrics, tiers, unit = [], [], None
    roles = tuple(role for part in reversed(path) for role in roles_of(part))
    for part in path:
        metric, tier, own = split_label(part)
        unit = own or unit
        if direction_of(metric) and not roles_of(part):
            metrics.append(metric)
        elif not roles_of(part):
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
    for role in roles:
        if role in ("norm", "weak", "target", "credit", "share", "aim", "weight"):
            if values:
                return role
        elif role != "other" or not column.metric:
            return role
    if column.metric and values:
        return "metric"
    if values and sum(map(is_quantity, short)) >= HALF * len(short):
        return "open"  # quantities below a heading that says nothing of them
    return "tier" if short and sum(map(is_tier, short)) >= HALF * len(short) else "text"


def settle_columns(columns: list[NormColumn], body: Grid) -> list[NormColumn]:
    """Decide what only all columns together tell: which targets are aims, which names numbers, which norms shares."""
    columns = _settle_weak(columns, body)
    hard = any(column.role == "norm" for column in columns)
    soft = "aim" if hard else "norm"
    columns = [replace(one, role=soft) if one.role == "target" else one for one in columns]
    if any(one.role in ("norm", "share") for one in columns):
        columns = lend_names(columns, body, sure=True)
    columns = [_join_share(columns, one, body) for one in columns]
    names = [one for one in columns if one.role == "name"]
    columns = [replace(one, role="id") if one in names and _are_codes(body, one.j) else one for one in columns]
    if any(one.role in VALUES for one in columns) and not any(one.role == "name" for one in columns):
        columns = _name(columns)
    return columns


def _settle_weak(columns: list[NormColumn], body: Grid) -> list[NormColumn]:
    """Take what is called a value or a percentage for a norm only where names are KPIs or metrics, or norms beside."""
    known = any(one.role in ("name", "norm", "metric", "target") for one in columns) or _name_metrics(columns, body)
    roles = {"weak": "norm" if known else "open", "label": "name"}
    columns = [replace(one, role=roles.get(one.role, one.role)) for one in columns]
    return [replace(one, role="open") if one.role == "share" and not known else one for one in columns]


def _name_metrics(columns: Sequence[NormColumn], body: Grid) -> bool:
    """Whether the names of the rows are those of metrics."""
    named = [one for role in ("name", "label", "text", "description") for one in columns if one.role == role]
    names = [row[one.j].text for one in named[:1] for row in body if row[one.j].text]
    return bool(names) and sum(direction_of(name) is not None for name in names) >= HALF * len(names)


def lend_names(columns: list[NormColumn], body: Grid, *, sure: bool = False) -> list[NormColumn]:
    """Take quantities below levels for norms where the names of the rows are metrics: Servicelevel, P1, P2, Norm.

    sure : only below what is known as a level
    """
    held = _name_metrics(columns, body) and not any(one.role == "metric" for one in columns)
    lent = [held and one.role == "open" and (is_tier(one.tier) or not sure) for one in columns]
    return [replace(one, role="norm") if told else one for one, told in zip(columns, lent, strict=True)]


def _name(columns: list[NormColumn]) -> list[NormColumn]:
    """Take the first text as the name of what the norms are about, where no column is called so."""
    if any(one.role == "metric" for one in columns):
        return columns
    found = next(
        (one for role in ("text", "description", "section", "tier") for one in columns if one.role == role), None
    )
    return [replace(one, role="name") if one is found else one for one in columns]


def _are_codes(body: Grid, j: int) -> bool:
    filled = [row[j].text for row in body if row[j].text]
    coded = sum(_CODE.fullmatch(text) is not None and not is_tier(text) for text in filled)
    return bool(filled) and coded >= HALF * len(filled)


def _join_share(columns: Sequence[NormColumn], one: NormColumn, body: Grid) -> NormColumn:
    """Return a norm that is but the share within which the time to its left must be made as that share."""
    if one.role not in ("norm", "share") or (one.role == "norm" and not _are_shares(body, one.j)):
        return replace(one, role="norm") if one.role == "share" else one
    timed = any(other.role in ("metric", "norm") and other.j < one.j and _are_times(body, other.j) for other in columns)
    return replace(one, role="share" if timed else "norm")


def _are_shares(body: Grid, j: int) -> bool:
    said = [read_cell(row[j].text) for row in body if row[j].text]
    return bool(said) and all(len(one) == 1 and one[0].unit == "%" for one in said)


def _are_times(body: Grid, j: int) -> bool:
    said = [one for row in body if row[j].text for one in read_cell(row[j].text)]
    times = sum(one.unit not in (None, "%", "EUR", "GBP", "USD", "count") for one in said)
    return bool(said) and times >= HALF * len(said)


def _lend(columns: list[NormColumn], body: Grid, title: str) -> list[NormColumn]:
    """Give columns of quantities the metric that the title names; of numbers, where it names their unit as well."""
    metric, tier, unit = split_label(title)
    held = [one.role == "open" or (unit is not None and one.j > 0 and _are_plain(body, one.j)) for one in columns]
    told = [("; ".join(filter(None, (tier, one.tier))), one.unit or unit) for one in columns]
    return [
        replace(one, role="metric", metric=metric, tier=level, unit=measured) if lent else one
        for one, lent, (level, measured) in zip(columns, held, told, strict=True)
    ]


def _are_plain(body: Grid, j: int) -> bool:
    filled = [row[j] for row in body if row[j].text]
    return bool(filled) and all(entry.plain for entry in filled)
