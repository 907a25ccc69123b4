"""Whether a text argues by the contract: it refuses, claims or presses, and names what was agreed as the reason.

A status ("gereed binnen norm", "handled as per SLA") is no argument, a field that a tool prints is none, nor are a
technical norm, the number of a part or a fine for parking. What is looked for stands in argue.toml.
"""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from drift.contract.reading.patterns import fill_in

if TYPE_CHECKING:
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
    rests = lower.re_search(words_of(*rules["grounds"], "roots"))
    said = lower.re_replace(pattern_of(*rules["none"]), " ")
    return ibis.ifelse(rests, ibis.array([said]).map(_weigh)[0], rests)


def count_kinds(text: ibis.StringValue, table: str) -> ibis.IntegerValue:
    """Return words of how many kinds of a table of argue.toml stand in a text."""
    kinds = [text.re_search(words_of(name)).cast("int64") for name in load_rules()[table]]
    return sum(kinds[1:], kinds[0])


def _weigh(said: ibis.StringValue) -> ibis.BooleanValue:
    rules = load_rules()
    grounds = count_kinds(said, "grounds")
    kinds = grounds + count_kinds(said, "stances") - count_kinds(said, "against")
    found = (grounds > 0) & (kinds >= rules["enough"] + said.length() // rules["long"])
    for name in rules["patterns"]:  # one by one: an engine takes a hundred times as long over all of them as one
        found |= said.re_search(pattern_of(name))
    return found
