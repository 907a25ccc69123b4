"""What only all columns of a table of norms together tell: aims, names, shares of a time, a metric of the title."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from drift.sources.layout.norms.columns import HALF, VALUES, NormColumn, describe_columns
from drift.sources.layout.norms.grid import Grid
from drift.sources.layout.norms.saying import read_cell
from drift.sources.layout.norms.words import direction_of, is_colour, is_tier, limit_in, split_label, unit_of

_CODE: Final = re.compile(r"(?i)(?:kpi|pi|sl|sla|id|nr|no)?[-. #]*[a-z]{0,3}[-. ]?\d+(?:[.-]\d+)*[a-z]?")


def read_columns(grid: Grid, n_heads: int, title: str) -> list[NormColumn]:
    """Return what the columns of a grid are, below its heading rows; title: what stands above it."""
    body = grid[n_heads:]
    columns = settle_columns(describe_columns(grid, n_heads), body)
    if not any(column.role in ("metric", "norm") for column in columns) and direction_of(title):
        columns = _lend(columns, body, title)
    return columns


def settle_columns(columns: list[NormColumn], body: Grid) -> list[NormColumn]:
    """Decide what only all columns together tell: which targets are aims, which names numbers, which norms shares."""
    columns = _settle_weak(_settle_colours(columns), body)
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


def _settle_colours(columns: list[NormColumn]) -> list[NormColumn]:
    """Take the green band for the norm where one column a colour tells when it is met, nearly and not."""
    green = [one for one in columns if is_colour(one.heading, "green")]
    others = [one for one in columns if is_colour(one.heading, "amber") or is_colour(one.heading, "red")]
    if len(green) != 1 or not others:
        return columns
    settled = [replace(one, role="other") if one in others else one for one in columns]
    return [replace(one, role="norm", tier="") if one is green[0] else one for one in settled]


def _settle_weak(columns: list[NormColumn], body: Grid) -> list[NormColumn]:
    """Take what is called a value or a percentage for a norm only where names are KPIs or metrics, or norms beside."""
    known = any(one.role in ("name", "norm", "metric", "target") for one in columns) or _name_metrics(columns, body)
    known = known or (any(limit_in(one.heading) for one in columns) and _name_units(columns, body))
    roles = {"weak": "norm" if known else "open", "label": "name"}
    columns = [replace(one, role=roles.get(one.role, one.role)) for one in columns]
    return [replace(one, role="open") if one.role == "share" and not known else one for one in columns]


def _name_metrics(columns: Sequence[NormColumn], body: Grid) -> bool:
    """Whether the names of the rows are those of metrics."""
    names = _list_names(columns, body)
    return bool(names) and sum(direction_of(name) is not None for name in names) >= HALF * len(names)


def _name_units(columns: Sequence[NormColumn], body: Grid) -> bool:
    """Whether the names of the rows tell a unit: Temperatuur (°C), Vochtigheid (%)."""
    names = _list_names(columns, body)
    return bool(names) and sum(unit_of(name) is not None for name in names) >= HALF * len(names)


def _list_names(columns: Sequence[NormColumn], body: Grid) -> list[str]:
    named = [one for role in ("name", "label", "text", "description") for one in columns if one.role == role]
    return [row[one.j].text for one in named[:1] for row in body if row[one.j].text]


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
    titled = all(one.metric for one in columns if one.role in VALUES)  # by the title of each block
    roles = ("text", "description", "section") if titled else ("text", "description", "section", "tier")
    found = next((one for role in roles for one in columns if one.role == role), None)
    return [replace(one, role="name") if one is found else one for one in columns]


def _are_codes(body: Grid, j: int) -> bool:
    filled = [row[j].text for row in body if row[j].text]
    coded = sum(_CODE.fullmatch(text) is not None and not is_tier(text) for text in filled)
    return bool(filled) and coded >= HALF * len(filled)


def _join_share(columns: Sequence[NormColumn], one: NormColumn, body: Grid) -> NormColumn:
    """Return a norm that is but the share within which the time to its left must be made as that share."""
    if one.role not in ("norm", "share") or (one.role == "norm" and not _are_shares(body, one)):
        return replace(one, role="norm") if one.role == "share" else one
    timed = any(other.role in ("metric", "norm") and other.j < one.j and _are_times(body, other) for other in columns)
    return replace(one, role="share" if timed else "norm")


def _are_shares(body: Grid, column: NormColumn) -> bool:
    said = [read_cell(row[column.j].text) for row in body if row[column.j].text]
    return bool(said) and all(len(one) == 1 and (one[0].unit or column.unit) == "%" for one in said)


def _are_times(body: Grid, column: NormColumn) -> bool:
    said = [one for row in body if row[column.j].text for one in read_cell(row[column.j].text)]
    times = sum((one.unit or column.unit) not in (None, "%", "EUR", "GBP", "USD", "count") for one in said)
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
