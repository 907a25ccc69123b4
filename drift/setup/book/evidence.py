"""What a proposal says beside its settings: why each was chosen, and what it holds behind #."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final

from pydantic import ValidationError

from drift.project.settings import Source
from drift.project.sheets import PARTIES, SHEETS, SINGLE
from drift.setup.toml_text import one_line

_BEHIND: Final = "# "
_WHY: Final = "  # "  # between a setting and its reason


@dataclass(frozen=True)
class Evidence:
    """A proposal taken apart."""

    content: Mapping[str, Any]  # its settings
    remarks: Mapping[tuple[str, int], str]  # sheet and place of an entry -> why it is as it is
    keys: Mapping[str, str]  # key of one value -> why it has this value, or what it could be
    parties: tuple[str, ...]  # what is asked about names of parties
    proposed: tuple[tuple[Mapping[str, Any], str], ...]  # entries of sources behind #, and why


def read_evidence(text: str) -> Evidence:
    """Take a proposal apart, which drift made and somebody may have written in; a blank line ends each block.

    What it cannot make out of a remark is left out; its settings are read whole.
    """
    remarks: dict[tuple[str, int], str] = {}
    keys: dict[str, str] = {}
    parties: list[str] = []
    proposed: list[tuple[Mapping[str, Any], str]] = []
    n_entries: Counter[str] = Counter()
    for block in text.split("\n\n"):
        lines = block.strip("\n").split("\n")
        if any(line.startswith("[[") for line in lines):
            remarks |= _read_entries(lines, n_entries)
        elif any(line.startswith(f"{_BEHIND}[{PARTIES}]") for line in lines):
            parties += [one_line(line.removeprefix(_BEHIND)) for line in lines[1:]]
        elif f"{_BEHIND}[[source]]" in lines:
            proposed += _read_behind(lines)
        else:
            keys |= dict(_list_keys(lines))
    return Evidence(tomllib.loads(text), remarks, keys, tuple(parties), tuple(proposed))


def _read_entries(lines: list[str], n_entries: Counter[str]) -> dict[tuple[str, int], str]:
    """Return why the entries of a block are as they are; `n_entries` counts those of all blocks."""
    remarks = {}
    begins = [i for i, line in enumerate(lines) if line.startswith("[[")]
    for first, last in zip(begins, [*begins[1:], len(lines)], strict=True):
        name = lines[first].partition("#")[0].strip(" []")
        remarks[name, n_entries[name]] = "\n".join(_list_reasons(lines[first:last]))
        n_entries[name] += 1
    return remarks


def _list_reasons(lines: list[str]) -> Iterator[str]:
    """Yield why the settings of an entry are as they are, a line each."""
    for line in lines:
        if line.startswith(_BEHIND):
            yield line.removeprefix(_BEHIND)
        elif _WHY in line:
            setting, _, why = line.partition(_WHY)
            yield f"{setting.partition(' = ')[0]}: {why}"


def _read_behind(lines: list[str]) -> Iterator[tuple[Mapping[str, Any], str]]:
    """Yield the entries of a block behind #, each with what stands above and beside it."""
    plain = [line.removeprefix(_BEHIND) for line in lines]
    begins = [i for i, line in enumerate(plain) if line == "[[source]]"]
    above = [line.removeprefix(_BEHIND) for line in plain[: begins[0]]]
    for first, last in zip(begins, [*begins[1:], len(plain)], strict=True):
        own = plain[first:last]
        with suppress(tomllib.TOMLDecodeError, ValidationError):  # somebody wrote in it
            entry = tomllib.loads("\n".join(own))["source"][0]
            Source.model_validate(entry)
            yield entry, "\n".join([*above, *_list_reasons(own)])


def _list_keys(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Yield the keys of one value with their reasons; one behind # with what it could be."""
    for line in lines:
        setting, _, why = line.removeprefix(_BEHIND).partition(_WHY)
        key, _, value = setting.partition(" = ")
        key = key if key in SINGLE else f"{key}.first"
        if why and key in SINGLE and key not in SHEETS:
            plain = value.strip("[]").replace('"', "")
            yield key, f"{plain}: {why}" if line.startswith(_BEHIND) else why
