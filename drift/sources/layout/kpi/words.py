"""What the headings of a KPI report mean: a role, a period, or both (Q1 Target, Realisatie maart)."""

from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from drift.sources.patterns import load_rules
from drift.sources.values.periods import Period, read_period
from drift.sources.words import normalise, split_brackets

TOKENS: Final = 4  # words of a heading in which a word of ours is looked for; more are a sentence
HEADING_LENGTH: Final = 60
VALUES: Final = frozenset({"norm", "aim", "result", "weak", "status", "numerator", "denominator"})  # of one period


class Head(NamedTuple):
    """One heading: the role of its column and the period that it names; blank and None where it tells neither."""

    role: str = ""
    period: Period | None = None


def _load() -> dict[str, dict[str, list[str]]]:
    return load_rules(__package__, "words")


@cache
def _roles(section: str) -> dict[str, str]:
    return {word: role for role, words in reversed(_load()[section].items()) for word in words}


@cache
def words_of(section: str, name: str) -> frozenset[str]:
    """Return a list of words of words.toml."""
    return frozenset(_load()[section][name])


@lru_cache(maxsize=4096)
def read_head(text: str) -> Head:
    """Return what one heading says."""
    if not text or len(text) > HEADING_LENGTH:
        return Head()
    if role := role_of(text):
        return Head(role)
    if period := read_period(text):
        return Head("", period)
    words = split_brackets(text)[0].split()
    for i in range(1, len(words)):
        left, right = " ".join(words[:i]), " ".join(words[i:])
        for one, other in ((left, right), (right, left)):
            if (period := read_period(one)) and (role := role_of(other) or _token_of(other)):
                return Head(role, period)
    return Head(_token_of(text))


def role_of(text: str) -> str:
    """Return the role that a whole heading names, with or without its brackets; blank where it names none."""
    roles = _roles("headings")
    return roles.get(normalise(text)) or roles.get(split_brackets(text)[0], "")


def _token_of(text: str) -> str:
    words = split_brackets(text)[0].split()
    found = {_roles("tokens")[word] for word in words if word in _roles("tokens")} if len(words) <= TOKENS else set()
    if "other" in found:
        return "other"
    return found.pop() if len(found) == 1 else ""


def read_heads(texts: Sequence[str], groups: Sequence[str] = ()) -> list[Head]:
    """Return what the headings of a row say; a heading takes what it lacks from the group heading above it.

    A group heading spans the columns up to the next one.
    """
    heads = [read_head(text) for text in texts]
    if not any(groups):
        return heads
    spanning: Iterator[str] = accumulate(groups, lambda before, text: text or before)
    above = [read_head(text) for text in spanning]
    return [_join(head, group) for head, group in zip(heads, above, strict=True)]


def _join(head: Head, group: Head) -> Head:
    if head.role in VALUES or (head.role == "other" and group.period):
        return Head(head.role, head.period or group.period)
    if head.period and group.role in VALUES:
        return Head(group.role, head.period)
    if head.period and group.period and not group.role:  # jan below 2021
        year = head.period.year if head.period.year is not None else group.period.year
        return Head(head.role, Period(year, head.period.step or group.period.step))
    return head
