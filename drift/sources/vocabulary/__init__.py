"""Headings and words of the tools and documents people export: a new tool is a file, no code.

A file holds `tool`, then a table of ours, then field = [headings]. `[values.FIELD]` maps the tool's words to ours.
Headings are compared case-folded, without accents and punctuation; what stands in brackets is tried with and without.
"""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final

from drift.sources.words import normalise

REQUIRED: Final = {
    "clauses": (("text",), ("clause_id", "section")),
    "incidents": (("incident_id",), ("opened_at",)),
    "events": (("incident_id",), ("at",), ("text", "status")),
    "people": (("person",), ("side",), ("function", "level")),
}  # for each table: groups of fields of which one must be there


@dataclass(frozen=True)
class Vocabulary:
    """What one tool calls things."""

    tool: str
    fields: dict[str, dict[str, str]]  # table -> normalised heading -> field
    values: dict[str, dict[str, str]]  # field -> normalised word -> our word


@cache
def load_vocabularies() -> tuple[Vocabulary, ...]:
    """Return every vocabulary shipped, generic ones last."""
    found = [
        _parse(tomllib.loads(entry.read_text(encoding="utf-8")))
        for entry in sorted(files(__name__).iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".toml")
    ]
    return tuple(sorted(found, key=lambda vocabulary: vocabulary.tool == "generic"))


def _parse(content: dict[str, object]) -> Vocabulary:
    fields: dict[str, dict[str, str]] = {}
    values: dict[str, dict[str, str]] = {}
    for table, entries in content.items():
        if not isinstance(entries, dict):
            continue
        if table == "values":
            for name, words in entries.items():
                values[name] = {normalise(word): ours for ours, theirs in words.items() for word in theirs}
        else:
            fields[table] = {normalise(heading): name for name, headings in entries.items() for heading in headings}
    return Vocabulary(str(content["tool"]), fields, values)
