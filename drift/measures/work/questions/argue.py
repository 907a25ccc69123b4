"""Whether a text argues by the contract: it refuses, claims or presses, and names what was agreed as the reason.

A status ("gereed binnen norm", "handled as per SLA") is no argument, a field that a tool prints is none, nor are a
technical norm, the number of a part or a fine for parking. What is looked for stands in argue.toml.
"""

from __future__ import annotations

import tomllib
from functools import cache, reduce
from importlib.resources import files
from operator import or_
from typing import TYPE_CHECKING, Any

from drift.contract.reading.patterns import fill_in

if TYPE_CHECKING:
    from collections.abc import Callable

    import ibis


@cache
def load_rules() -> dict[str, Any]:
    """Return argue.toml."""
    return tomllib.loads((files(__package__) / "argue.toml").read_text(encoding="utf-8"))


def pattern_of(*names: str) -> str:
    """Return a pattern for any of some entries of argue.toml, for lower-case text (RE2 and Java understand it)."""
    rules = load_rules()
    texts = {name: text for kind in ("parts", "grounds", "stances", "against") for name, text in rules[kind].items()}
    texts |= {name: rule["pattern"] for kind in ("none", "patterns") for name, rule in rules[kind].items()}
    return "|".join(f"(?:{fill_in(texts[name], texts)})" for name in names)


def words_of(*names: str) -> str:
    """Return a pattern for the words of some kinds, whole words only."""
    return f"(?:^|[^a-z0-9])(?:{pattern_of(*names)})(?:$|[^a-z0-9])"


def argues(lower: ibis.StringValue) -> ibis.BooleanValue:
    """Return whether a text in lower case argues by the contract; null without text.

    Few texts name what a dispute could rest on: one search tells which, and only those are looked at again.
    """
    import ibis

    rules = load_rules()
    rests = lower.re_search(words_of(*rules["grounds"]))
    said = lower.re_replace(pattern_of(*rules["none"]), " ")
    return ibis.ifelse(rests, _once(said, _weigh), rests)


def count_kinds(text: ibis.StringValue, table: str) -> ibis.IntegerValue:
    """Return words of how many kinds of a table of argue.toml stand in a text."""
    kinds = [text.re_search(words_of(name)).cast("int64") for name in load_rules()[table]]
    return sum(kinds[1:], kinds[0])


def _weigh(said: ibis.StringValue) -> ibis.BooleanValue:
    """Return whether a text names what was agreed and holds somebody to it, with words of enough kinds or a pattern."""
    import ibis

    rules = load_rules()
    both = ibis.ifelse(said.re_search(words_of(*rules["grounds"])), said.re_search(words_of(*rules["stances"])), False)
    kinds = count_kinds(said, "grounds") + count_kinds(said, "stances")
    aside = rules["weighs_against"] * said.re_search(words_of(*rules["against"])).cast("int64")
    lacks = rules["enough"] + said.length() // rules["long"] + aside - kinds
    return ibis.ifelse(both, _once(lacks, lambda number: _prove(said, number)), both)


def _prove(said: ibis.StringValue, lacks: ibis.IntegerValue) -> ibis.BooleanValue:
    """Return whether a text lacks no kinds of words, or only so many as a pattern that is found in it counts for."""
    import ibis

    rules = load_rules()["patterns"]
    proofs = [
        ibis.ifelse(lacks <= rule["counts"], said.re_search(pattern_of(name)), False) for name, rule in rules.items()
    ]
    near = lacks.between(1, max(rule["counts"] for rule in rules.values()))
    return ibis.ifelse(near, reduce(or_, proofs), lacks <= 0)  # one by one: all as one take a hundred times as long


def _once(value: ibis.Value, ask: Callable[[Any], ibis.BooleanValue]) -> ibis.BooleanValue:
    """Return the answer about a value that the engine reckons once, only where it is asked for."""
    import ibis

    return ibis.array([value]).map(ask)[0]
