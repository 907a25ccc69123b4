"""Headings and words of the tools and documents people export: a new tool is a file, no code.

A file holds `tool`, then a table of ours, then field = [headings], the likelier heading first. `[values.FIELD]` maps
the tool's words to ours. Besides, all optional: `nulls`, its words for nothing; `sentinels`, how a row begins that is
no data; `limits`, numbers of rows at which an export stops; `unused`, headings that tell the tool and nothing else.
Headings are compared case-folded, without accents and punctuation; what stands in brackets is tried with and without.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any, Final

import pandas as pd

from drift.sources.words import any_of, normalise

GENERIC: Final = "generic"  # the tool of files that no tool's own words tell apart
SUBJECTS: Final = frozenset({GENERIC, "sla"})  # vocabularies of a subject, not of a tool
GOVERNANCE: Final = "governance"  # its headings (Naam, Datum, Versie) are everybody's: they tell neither tool nor table


@dataclass(frozen=True)
class Word:
    """What one vocabulary means by a heading; table and field are empty where it only tells the tool."""

    table: str
    field: str
    tool: str
    rank: int  # place among the headings of that field, 0 = likeliest


@dataclass(frozen=True)
class Vocabulary:
    """What one tool calls things."""

    tool: str
    words: dict[str, list[Word]]  # normalised heading -> meanings
    values: dict[str, dict[str, str]]  # field -> normalised word -> our word
    nulls: tuple[str, ...] = ()
    sentinels: tuple[str, ...] = ()
    limits: tuple[int, ...] = ()


@cache
def load_vocabularies() -> tuple[Vocabulary, ...]:
    """Return every vocabulary shipped, generic ones last."""
    vocabularies = [
        _parse(tomllib.loads(entry.read_text(encoding="utf-8")))
        for entry in sorted(files(__name__).iterdir(), key=lambda entry: entry.name)
        if entry.name.endswith(".toml")
    ]
    return tuple(sorted(vocabularies, key=lambda vocabulary: vocabulary.tool == GENERIC))


@cache
def list_words() -> dict[str, list[Word]]:
    """Return every normalised heading with what each vocabulary means by it."""
    meanings: dict[str, list[Word]] = {}
    for vocabulary in load_vocabularies():
        for heading, words in vocabulary.words.items():
            meanings.setdefault(heading, []).extend(words)
    return meanings


@cache
def heading_words() -> frozenset[str]:
    """Return the single words of which known headings are made; those between (de, van) are also parts of names."""
    return frozenset(word for heading in list_words() for word in heading.split()) - merge_values("small_word").keys()


@cache
def words_of(field: str, tool: str) -> dict[str, str]:
    """Return normalised word -> our word for the values of a field: the tool's own go before the generic ones."""
    words: dict[str, str] = {}
    for vocabulary in reversed(load_vocabularies()):
        if vocabulary.tool in (tool, GENERIC):
            words |= vocabulary.values.get(field, {})
    return words


def translate(texts: pd.Series, words: dict[str, str], other: str | None = None) -> pd.Series:
    """Return our word for each text, looked up once for each spelling; `other` for words that are not known."""
    ours = {text: words.get(normalise(text), other) for text in texts.dropna().unique()}
    return texts.map(ours).astype("str")


@cache
def merge_values(field: str) -> dict[str, str]:
    """Return normalised word -> our word for the values of a field, of all vocabularies together."""
    return {word: ours for vocabulary in load_vocabularies() for word, ours in vocabulary.values.get(field, {}).items()}


@cache
def pattern_of(field: str) -> re.Pattern[str]:
    """Return a pattern of the words for the values of a field, for normalised text; the longest that fits."""
    return re.compile(rf"\b(?:{any_of(merge_values(field))})\b")


def find_values(field: str, text: str) -> set[str]:
    """Return what the words for the values of a field say that stand in a text."""
    return {merge_values(field)[word] for word in pattern_of(field).findall(normalise(text))}


@cache
def nulls_of(tool: str) -> tuple[str, ...]:
    """Return a tool's own words for nothing."""
    return tuple(null for vocabulary in load_vocabularies() if vocabulary.tool == tool for null in vocabulary.nulls)


def _parse(content: dict[str, Any]) -> Vocabulary:
    tool = str(content["tool"])
    words: dict[str, list[Word]] = {}
    for table, entries in content.items():
        if table != "values" and isinstance(entries, dict):
            for name, headings in entries.items():
                for rank, heading in enumerate(headings):
                    words.setdefault(normalise(heading), []).append(Word(table, name, tool, rank))
    for heading in content.get("unused", ()):
        words.setdefault(normalise(heading), []).append(Word("", "", tool, 0))
    values = {
        name: {normalise(word): ours for ours, theirs in entries.items() for word in theirs}
        for name, entries in content.get("values", {}).items()
    }
    return Vocabulary(
        tool,
        words,
        values,
        tuple(content.get("nulls", ())),
        tuple(content.get("sentinels", ())),
        tuple(content.get("limits", ())),
    )
