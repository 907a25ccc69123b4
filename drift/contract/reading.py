"""Every clause read once: words, modality, targets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from drift.contract.duties import is_binding, read_modality
from drift.contract.targets import find_targets

if TYPE_CHECKING:
    from drift.tables.store import Store

_PLACE = ["relation", "file", "sheet", "row"]


def read_contract(store: Store) -> None:
    """Write the tables readings (one row a clause) and targets (one row a target) from clauses."""
    clauses = store.fetch("clauses").to_pandas()
    texts = clauses["text"].unique()
    modality = {text: read_modality(text) for text in texts}
    targets = {text: find_targets(text) for text in texts}
    read = clauses[_PLACE].assign(
        words=clauses["text"].map({text: len(text.split()) for text in texts}),
        modality=clauses["text"].map(modality),
        obligation=clauses["text"].map({text: is_binding(text, modality[text]) for text in texts}),
        n_targets=clauses["text"].map({text: len(targets[text]) for text in texts}),
    )
    store.put("readings", read)
    rows = [
        {**dict(zip(_PLACE, place, strict=True)), **vars(target)}
        for *place, text in clauses[[*_PLACE, "text"]].itertuples(index=False)
        for target in targets[text]
    ]
    store.put("targets", pd.DataFrame(rows, columns=[*_PLACE, "comparator", "value", "unit", "quote"]))
