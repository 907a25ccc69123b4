"""Negotiated against lived: which kinds of clauses came, and which kinds people named."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.charts.lived import LivedKind
from drift.wording.case import capitalise

if TYPE_CHECKING:
    import pandas as pd

    from drift.measures.norms.findings import NormFindings
    from drift.wording import Wording

FEWEST: Final = 10  # clauses that came, and incidents that named one, from which on their kinds are compared
APART: Final = 0.05  # of a share: kinds that differ less are the same part of both
NAMED_IN_TITLE: Final = 3  # kinds of either


def list_lived(norms: NormFindings, say: Wording) -> list[LivedKind]:
    """Return the kinds that came or were named, most that came first; none where nothing came or nobody named any."""
    lived = norms.lived
    if lived.empty or not lived["came"].sum() or not lived["named"].sum():
        return []
    rows = lived[lived["came"].gt(0) | lived["named"].gt(0)].sort_values(
        ["came", "named", "kind"], ascending=[False, False, True]
    )
    return [LivedKind(_name(row["kind"], say), int(row["came"]), int(row["named"])) for row in rows.to_dict("records")]


def say_lived(norms: NormFindings, say: Wording) -> str:
    """Return what the chart shows: the kinds that are a larger part of what came than of what was named, and back."""
    came, named = norms.lived["came"], norms.lived["named"]
    if came.sum() < FEWEST or named.sum() < FEWEST:
        return say("norms.lived.title_few")
    apart = (came / came.sum() - named / named.sum()).set_axis(norms.lived["kind"])
    more, less = (_most(part, say) for part in (apart, -apart))
    if not more or not less:
        return say("norms.lived.title_alike")
    return capitalise(say("norms.lived.title", came=", ".join(more), named=", ".join(less)))


def _most(apart: pd.Series, say: Wording) -> list[str]:
    most = apart[apart >= APART].sort_values(ascending=False, kind="stable").index[:NAMED_IN_TITLE]
    return [_name(kind, say) for kind in most]


def _name(kind: object, say: Wording) -> str:
    return say.word(f"report.growth.{kind}", default=str(kind))


def list_lived_notes(norms: NormFindings, say: Wording) -> list[str]:
    """Return how both are counted, and what they do not say."""
    totals = {name: int(norms.lived[name].sum()) for name in ("came", "named")}
    return [say(f"norms.lived.note_{name}", **totals) for name in ("came", "named", "care")]
