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
    texts = {
        name: text
        for kind in ("parts", "grounds", "pushes", "stances", "against")
        for name, text in rules[kind].items()
    }
    texts |= {name: rule["pattern"] for kind in ("none", "patterns") for name, rule in rules[kind].items()}
    return "|".join(f"(?:{fill_in(texts[name], texts)})" for name in names)


def words_of(*names: str) -> str:
    """Return a pattern for the words of some kinds, whole words only."""
    return f"(?:^|[^a-z0-9])(?:{pattern_of(*names)})(?:$|[^a-z0-9])"


def take_out(lower: ibis.StringValue) -> ibis.StringValue:
    """Return a text in lower case without what is no argument whatever stands in it.

    A column of its own to what searches it: within the searches an engine would read these patterns once for each.
    """
    import ibis

    none = pattern_of(*load_rules()["none"])
    return ibis.ifelse(lower.re_search(none), lower.re_replace(none, " "), lower)


def argues(lower: ibis.StringValue, left: ibis.StringValue) -> ibis.BooleanValue:
    """Return whether a text in lower case argues by the contract; null without text.

    Few texts name what a dispute could rest on: one search tells which, and only those are looked at again. No list
    holds what is left of a text for the searches to come: within one an engine reads every pattern anew for each 2,048
    rows, which took nine tenths of the time.

    Parameters
    ----------
    left : what `take_out` leaves of it
    """
    import ibis

    rests = lower.re_search(words_of(*load_rules()["grounds"]))
    return ibis.ifelse(rests, _weigh(left), rests)


def count_kinds(text: ibis.StringValue, table: str) -> ibis.IntegerValue:
    """Return words of how many kinds of a table of argue.toml stand in a text."""
    kinds = [text.re_search(words_of(name)).cast("int64") for name in load_rules()[table]]
    return sum(kinds[1:], kinds[0])


def _weigh(said: ibis.StringValue) -> ibis.BooleanValue:
    """Return whether a text names what was agreed, holds somebody to it and has all the words that it takes."""
    import ibis

    rules = load_rules()
    kinds = [count_kinds(said, table) for table in ("grounds", "pushes", "stances")]
    aside = rules["weighs_against"] * said.re_search(words_of(*rules["against"])).cast("int64")
    enough = sum(kinds, _prove(said)) >= rules["enough"] + said.length() // rules["long"] + aside
    holds = ibis.ifelse(said.re_search(words_of(*rules["pushes"], *rules["stances"])), enough, False)
    return ibis.ifelse(said.re_search(words_of(*rules["grounds"])), holds, False)


def _prove(said: ibis.StringValue) -> ibis.IntegerValue:
    """Return for how many kinds the best proof in a text counts; sought one by one: as one they take far longer."""
    import ibis

    rules = load_rules()
    counts = {pattern_of(name): rule["counts"] for name, rule in rules["patterns"].items()}
    counts[words_of(*rules["pushes"])] = rules["push"]
    return ibis.greatest(*(said.re_search(proof).cast("int64") * number for proof, number in counts.items()))
