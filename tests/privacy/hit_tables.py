"""Hits as a table: what a colleague needs to mend them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable

from search import Hit

EXAMPLES = 12


def command_of(hit: Hit) -> str:
    """Return where a hit left: the command and the kind of file."""
    return " › ".join(hit.output.split(" › ")[:2])


def count(hits: Iterable[Hit], row: Callable[[Hit], str], column: Callable[[Hit], str]) -> list[str]:
    """Return lines `row: n (column n, column n)`, the most frequent first."""
    hits = list(hits)
    totals = Counter(row(hit) for hit in hits)
    pairs = Counter((row(hit), column(hit)) for hit in hits)
    return [
        f"{name}: {n} (" + ", ".join(f"{other} {k}" for (one, other), k in pairs.most_common() if one == name) + ")"
        for name, n in totals.most_common()
    ]


def tell(hits: Iterable[Hit]) -> str:
    """Return what leaked: by place and output, by spelling, and examples."""
    hits = list(hits)
    examples = [f"{hit.place} | {hit.kind}: {hit.label} | {hit.output} | {hit.excerpt}" for hit in hits[:EXAMPLES]]
    return "\n".join(
        [
            f"{len(hits)} names left",
            "by place:",
            *count(hits, lambda hit: hit.place, command_of),
            "by spelling:",
            *count(hits, lambda hit: f"{hit.kind}: {hit.label}", lambda hit: hit.place),
            "such as:",
            *examples,
        ]
    )
