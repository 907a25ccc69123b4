"""Which tool wrote a file: the headings of all its sheets are weighed together."""

from collections.abc import Iterable
from typing import Final

from drift.sources.vocabulary import GENERIC, GOVERNANCE, SUBJECTS, list_words
from drift.sources.words import normalise, split_brackets

ENOUGH: Final = 1.25  # one heading that no other vocabulary has and one more, or several that few have
CLEAR: Final = 1.05  # times the runner-up; closer than this nobody can tell


def weigh_tools(headings: Iterable[str]) -> dict[str, float]:
    """Return tool -> evidence: a heading counts for one, shared by all vocabularies that know it."""
    evidence: dict[str, float] = {}
    for heading in dict.fromkeys(headings):
        words = list_words().get(normalise(heading)) or list_words().get(split_brackets(heading)[0], [])
        tools = {word.tool for word in words if word.table != GOVERNANCE}
        for tool in tools - SUBJECTS:
            evidence[tool] = evidence.get(tool, 0.0) + 1 / len(tools)
    return evidence


def choose_tool(headings: Iterable[str]) -> str:
    """Return the tool with the most evidence; generic where that is little or another tool is as likely."""
    ranked = sorted(weigh_tools(headings).items(), key=lambda item: (-item[1], item[0]))
    if not ranked or ranked[0][1] < ENOUGH:
        return GENERIC
    if len(ranked) > 1 and ranked[0][1] < ranked[1][1] * CLEAR:
        return GENERIC
    return ranked[0][0]
