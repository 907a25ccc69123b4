"""Which tool wrote a file: the headings of all its sheets are weighed together."""

from collections.abc import Collection, Iterable
from functools import cache
from typing import Final

from drift.sources.vocabulary import GENERIC, GOVERNANCE, SUBJECTS, list_words, load_vocabularies
from drift.sources.words import normalise, split_brackets

ENOUGH: Final = 1.25  # one heading that no other vocabulary has and one more, or several that few have
CLEAR: Final = 1.05  # times the runner-up; closer than this nobody can tell


def weigh_tools(headings: Iterable[str], tables: Collection[str] = ()) -> dict[str, float]:
    """Return tool -> evidence: a heading counts for one, shared by all vocabularies that know it.

    A tool is weighed that writes one of some tables, whichever they are where none is named: a calendar is no log.
    """
    evidence: dict[str, float] = {}
    for heading in dict.fromkeys(headings):
        words = list_words().get(normalise(heading)) or list_words().get(split_brackets(heading)[0], [])
        tools = {word.tool for word in words if word.table != GOVERNANCE}
        for tool in tools - SUBJECTS - _writers_of_others(frozenset(tables)):
            evidence[tool] = evidence.get(tool, 0.0) + 1 / len(tools)
    return evidence


@cache
def _writers_of_others(tables: frozenset[str]) -> frozenset[str]:
    """Return the tools that write none of some tables."""
    words = [(one.tool, word.table) for one in load_vocabularies() for group in one.words.values() for word in group]
    writers = {tool for tool, table in words if table in tables}
    return frozenset(tool for tool, _ in words if tables and tool not in writers)


def choose_tool(headings: Iterable[str], tables: Collection[str] = ()) -> str:
    """Return the tool with the most evidence; generic where that is little or another tool is as likely."""
    ranked = sorted(weigh_tools(headings, tables).items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < ENOUGH:
        return GENERIC
    if len(ranked) > 1 and ranked[0][1] < ranked[1][1] * CLEAR:
        return GENERIC
    return ranked[0][0]
