"""Every clause read once: words, who is bound to what, targets."""

from __future__ import annotations

import pandas as pd

from drift.contract.parties import Names
from drift.contract.reading.classify import read_clause
from drift.contract.reading.language import tell_language
from drift.contract.reading.stated import find_stated

READ = ("obligation", "party", "modality", "kind")
_PLACE = ["relation", "file", "sheet", "row"]
_TARGET = ["metric", "comparator", "value", "unit", "per", "condition", "stated", "quote"]


def read_clauses(clauses: pd.DataFrame, names: Names = ()) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the tables readings (one row a clause) and targets (one row a target), as in columns.py.

    names : of both parties, as of `to_names`
    """
    clauses = clauses.assign(section=clauses["section"].astype("str").fillna(""))
    pairs = [*zip(clauses["text"].tolist(), clauses["section"].tolist(), strict=True)]
    readings = {pair: read_clause(*pair, names) for pair in dict.fromkeys(pairs)}
    texts = clauses["text"].unique()
    read = clauses[_PLACE].assign(
        words=clauses["text"].map({text: len(text.split()) for text in texts}),
        language=clauses["text"].map({text: tell_language(text) for text in texts}),
        n_targets=[len(readings[pair].targets) for pair in pairs],
        **{name: [getattr(readings[pair], name) for pair in pairs] for name in READ},
    )
    # after the targets of a clause the norms it states without a number: those have no value
    stated = {text: find_stated(text) for text in texts}
    norms = {pair: [*map(vars, reading.targets), *map(vars, stated[pair[0]])] for pair, reading in readings.items()}
    rows = [
        {**dict(zip(_PLACE, place, strict=True)), **norm}
        for place, pair in zip(clauses[_PLACE].itertuples(index=False), pairs, strict=True)
        for norm in norms[pair]
    ]
    return read, pd.DataFrame(rows, columns=[*_PLACE, *_TARGET])
