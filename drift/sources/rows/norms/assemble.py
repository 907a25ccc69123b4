"""The cells of a table of norms -> its norms, each with its metric, level, condition and cell."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Final

from drift.sources.layout.norms.block import NormBlock
from drift.sources.layout.norms.columns import NormColumn
from drift.sources.layout.norms.saying import Said, is_value, read_cell, sign_of, split_rhythm
from drift.sources.layout.norms.words import are_days, limit_in, split_label
from drift.sources.opening.cells import address_of
from drift.sources.rows.norms.lines import Line, is_blank, list_lines, read_level
from drift.sources.rows.norms.norm import Norm, Spot, to_credit, to_norm
from drift.sources.values.amounts import unit_in

_TIMES: Final = frozenset({"minute", "hour", "day", "working_hour", "working_day", "week", "month", "year"})
_DAY: Final = 24  # hours
_SECONDS: Final = re.compile(r"(?i)\bsec")


def list_norms(block: NormBlock, *, named: bool = True) -> list[Norm]:
    """Return the norms of a table, in the order of its rows as they stand in the sheet.

    named : what its norms are about are names, which may hold a time: Opgelost binnen 4 uur; else clauses, read as such
    """
    norms = [norm for line in _tell_services(list_lines(block)) for norm in _read_line(block, line)]
    norms = _join_levels(norms)
    known = {(norm.cell, norm.value, norm.unit) for norm in norms}
    timed = [one for norm in norms if named for one in _time_within(norm)]
    norms += [one for one in timed if (one.cell, one.value, one.unit) not in known]
    return sorted(norms, key=lambda norm: norm.row)


def _tell_services(lines: Sequence[Line]) -> list[Line]:
    """Return lines with their service where norms of the same name hold for several."""
    sections: dict[str, set[str]] = {}
    for line in lines:
        sections.setdefault(line.labels.get("name", ""), set()).add(line.labels.get("section", ""))
    return [
        replace(line, labels={**line.labels, "about": line.labels.get("section", "")})
        if line.labels.get("name") and len(sections[line.labels["name"]]) > 1
        else line
        for line in lines
    ]


def _join_levels(norms: Sequence[Norm]) -> list[Norm]:
    """Return norms of which one cell that is merged over several levels gives one."""
    joined: dict[Norm, list[str]] = {}
    for norm in norms:
        joined.setdefault(replace(norm, tier=""), []).append(norm.tier)
    return [replace(norm, tier=", ".join(dict.fromkeys(filter(None, tiers)))) for norm, tiers in joined.items()]


def _read_line(block: NormBlock, line: Line) -> Iterator[Norm]:
    stacked = _pair_stacked(block, line)
    for column in block.columns:
        entry = line.entries[column.j]
        if column.role == "share" and not _list_timed(block, line, column):
            column = replace(column, role="norm")
        if column.role not in ("metric", "norm", "credit") or not is_value(entry.text) or column.j in stacked:
            continue
        if column.role == "credit" and not block.is_penalty:
            continue  # what a norm costs that is not made is neither norm nor band
        said = read_cell(entry.text)
        spot = _spot(block, line, column)
        if column.role == "credit":
            band = _band_of(block, line)
            yield from (to_credit(replace(spot, condition=band), one) for one in said if one.value is not None)
        else:
            open_on = are_days(column.tier)
            yield from _read_norms(spot, [_stay_open(one) if open_on else one for one in said])
            yield from _read_credits(block, line, stacked, said)


def _read_norms(spot: Spot, said: Sequence[Said]) -> Iterator[Norm]:
    """Yield what a cell says; below Response / Resolution its parts are one metric each."""
    metrics = [part.strip() for part in spot.metric.split("/")]
    apart = len(metrics) > 1 and len(metrics) == len(said)
    for k, one in enumerate(said):
        yield to_norm(replace(spot, metric=metrics[k]) if apart else spot, one)


def _stay_open(said: Said) -> Said:
    """Return 24 hours below a day as the hours of that day, and no time to be quick."""
    whole = said.value == _DAY and said.unit == "hour" and said.comparator is None
    return replace(said, value=None, unit=None, window=said.quote, stated="window") if whole else said


def _time_within(norm: Norm) -> Iterator[Norm]:
    """Yield the time that the name of a share holds: Storingen opgelost binnen 4 uur, 95 %."""
    if norm.kind == "target" and norm.unit == "%":
        times = (one for one in read_cell(norm.metric) if one.unit in _TIMES and one.comparator)
        yield from (replace(norm, comparator=one.comparator, value=one.value, unit=one.unit) for one in times)


def _spot(block: NormBlock, line: Line, column: NormColumn) -> Spot:
    entry, labels = line.entries[column.j], line.labels
    name = labels.get("name") or labels.get("description") or labels.get("text") or ""
    metric = column.metric if column.role == "metric" else name or column.metric or block.title
    if column.role == "credit":
        metric = column.heading
    level = read_level(block, line, column)
    tiers = [level, column.tier]
    about = labels.get("section") or line.section or ""
    if column.role == "metric":
        others = (labels.get(role) for role in ("name", "section", "text", "id"))
        other = next((text for text in others if text and not is_blank(text)), "")
        tiers = tiers if level else [other, column.tier]
        about = about if level else ""
    else:
        tiers.append(split_label(metric)[1])
        about = labels.get("about", "")
    conditions = [about, _share_of(block, line, column)]
    own, per = split_rhythm(labels.get("unit", ""))
    unit = column.unit or unit_in(own) or split_label(name)[2]
    return Spot(
        entry.row,
        str(address_of("", "", entry.row, entry.column).cell),
        " ".join(metric.split()),
        "; ".join(dict.fromkeys(filter(None, tiers))),
        "; ".join(filter(None, conditions)),
        unit,
        sign_of(labels.get("sign", "")) or (limit_in(column.heading) if column.role == "norm" else None),
        entry.plain,
        "penalty" if block.is_penalty else "target",
        per,
    )


def _share_of(block: NormBlock, line: Line, column: NormColumn) -> str:
    """Return the share within which a time must be made, where a column of shares speaks of it."""
    shares = [one for one in block.columns if one.role == "share" and column in _list_timed(block, line, one)]
    if not shares:
        return ""
    text = line.entries[shares[0].j].text
    said = [one for one in read_cell(text) if (one.unit or shares[0].unit) == "%"]
    return " ".join(filter(None, (said[0].comparator, f"{said[0].value:g} %"))) if said else " ".join(text.split())


def _list_timed(block: NormBlock, line: Line, share: NormColumn) -> list[NormColumn]:
    """Return what a share speaks of in this row: the nearest time to its left, with the same of the other levels."""
    before = [one for one in block.columns if one.j < share.j and one.role in ("metric", "norm")]
    said = ((one, read_cell(line.entries[one.j].text)) for one in reversed(before))
    timed = [one for one, each in said if any(_is_time(part, one) for part in each)]
    return [one for one in timed if one is timed[0] or (one.tier and timed[0].tier and one.metric == timed[0].metric)]


def _is_time(said: Said, column: NormColumn) -> bool:
    return said.value is not None and ((said.unit or column.unit) in _TIMES or _SECONDS.search(said.quote) is not None)


def _band_of(block: NormBlock, line: Line) -> str:
    """Return the band or the norm that a credit stands on, as written."""
    bands = [one for one in block.columns if one.role in ("metric", "norm") and line.entries[one.j].text]
    name = line.labels.get("name", "")
    return " ".join(line.entries[bands[0].j].text.split()) if bands else name


def _pair_stacked(block: NormBlock, line: Line) -> dict[int, Sequence[Said]]:
    """Return the columns with a credit for each line of a stacked cell beside them: 0 1 2 3 5."""
    lines = max((line.entries[one.j].text.count("\n") + 1 for one in block.values if one.role != "credit"), default=1)
    said = {one.j: read_cell(line.entries[one.j].text) for one in block.columns if one.role == "credit"}
    return {j: each for j, each in said.items() if lines > 1 and len(each) == lines}


def _read_credits(
    block: NormBlock, line: Line, stacked: Mapping[int, Sequence[Said]], said: Sequence[Said]
) -> Iterator[Norm]:
    bands = [*dict.fromkeys((one.label, one.quote) for one in said)]
    for j, each in stacked.items():
        spot = _spot(block, line, next(one for one in block.columns if one.j == j))
        for (label, line_), one in zip(bands, each, strict=False):
            yield to_credit(replace(spot, tier=label, condition=line_.removeprefix(label).lstrip(": ")), one)
