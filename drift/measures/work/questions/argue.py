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


def argues(lower: ibis.StringValue) -> ibis.BooleanValue:
    """Return whether a text in lower case argues by the contract; null without text.

    Few texts name what a dispute could rest on: one search tells which, and only those are looked at again. (A list of
    one is how the engine reckons what is said only once.)
    """
    import ibis

    rules = load_rules()
    rests = lower.re_search(words_of(*rules["grounds"]))
    said = lower.re_replace(pattern_of(*rules["none"]), " ")
    weighed = ibis.array([said]).map(lambda text: ibis.struct({"said": text, "lacks": _weigh(text)}))
    return ibis.ifelse(rests, weighed.map(lambda text: _prove(text["said"], text["lacks"]))[0], rests)


def count_kinds(text: ibis.StringValue, table: str) -> ibis.IntegerValue:
    """Return words of how many kinds of a table of argue.toml stand in a text."""
    kinds = [text.re_search(words_of(name)).cast("int64") for name in load_rules()[table]]
    return sum(kinds[1:], kinds[0])


def _weigh(said: ibis.StringValue) -> ibis.IntegerValue:
    """Return how many kinds of words a text lacks; null where it names nothing that was agreed or holds nobody to it."""
    import ibis

    rules = load_rules()
    holds = said.re_search(words_of(*rules["pushes"], *rules["stances"]))
    both = ibis.ifelse(said.re_search(words_of(*rules["grounds"])), holds, False)
    kinds = [count_kinds(said, table) for table in ("grounds", "pushes", "stances")]
    aside = rules["weighs_against"] * said.re_search(words_of(*rules["against"])).cast("int64")
    lacks = rules["enough"] + said.length() // rules["long"] + aside - sum(kinds[1:], kinds[0])
    return ibis.ifelse(both, lacks, ibis.null("int64"))


def _prove(said: ibis.StringValue, lacks: ibis.IntegerValue) -> ibis.BooleanValue:
    """Return whether a text lacks no kinds of words, or only so many as a proof that is found in it counts for.

    One by one: an engine takes a hundred times as long over all of them as one.
    """
    import ibis

    rules = load_rules()
    counts = {pattern_of(name): rule["counts"] for name, rule in rules["patterns"].items()}
    counts[words_of(*rules["pushes"])] = rules["push"]
    proofs = [ibis.ifelse(lacks <= number, said.re_search(proof), False) for proof, number in counts.items()]
    proven = ibis.ifelse(lacks <= max(counts.values()), reduce(or_, proofs), False)
    return ibis.ifelse(lacks <= 0, True, proven)
