"""The answer to "where does this come from", as plain content for a terminal and for JSON."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal

import pandas as pd

from drift.tables.plain import to_plain, to_rows

Kind = Literal["clause", "incident", "norm", "number", "problem"]


@dataclass(frozen=True)
class Explained:
    """What was asked, what is known of it, and the rows it rests on."""

    kind: Kind
    what: str
    facts: dict[str, Any]  # by code of wording: column.CODE
    sentences: list[str] = field(default_factory=list)
    tables: dict[str, pd.DataFrame] = field(default_factory=dict)  # rows with file, sheet, row and cell


def build_explained(explained: Explained) -> dict[str, Any]:
    """Return the answer as JSON, schema 1: facts by name, sentences, every row of every table."""
    return {
        "schema": 1,
        "kind": explained.kind,
        "what": explained.what,
        **{name: to_plain(value) for name, value in explained.facts.items()},
        "told": explained.sentences,
        **{name: [to_plain(row) for row in to_rows(frame)] for name, frame in explained.tables.items()},
    }
