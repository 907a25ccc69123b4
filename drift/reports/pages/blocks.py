"""What pages are made of: blocks as plain content, the charts they name, and small pieces that several pages use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from drift.analysis import Analysis
from drift.charts.style import Chart
from drift.model.change import Change
from drift.terms import COUNTED_ROLES
from drift.wording import Wording

Block = dict[str, Any]


@dataclass
class Report:
    """What the layout needs: pages of blocks, and the charts that they name."""

    pages: list[Block] = field(default_factory=list)
    charts: list[Chart] = field(default_factory=list)
    left_out: list[str] = field(default_factory=list)

    def chart(self, chart: Chart) -> Block:
        """Keep a chart and return the block that shows it."""
        self.charts.append(chart)
        return {"kind": "chart", "name": chart.name, "alt": chart.alt}

    @staticmethod
    def tell_last(pages: list[Block], sentence: str) -> None:
        """Add a sentence to the notes of the last page, which tells where the numbers come from."""
        pages[-1]["blocks"][-1]["lists"][0]["items"].append(sentence)


def to_notes(notes: list[str]) -> Block:
    """Return a block of notes."""
    return {"kind": "notes", "notes": notes}


def change_values(change: Change, level: Callable[[float], str], say: Wording) -> dict[str, object]:
    """Return a change, its interval, levels, months and incidents as the sentences of cards name them."""
    return {
        "low": say.change(change.low),
        "high": say.change(change.high),
        "before": level(change.before.level),
        "before_span": say.span(change.before.first, change.before.last),
        "n_before": change.before.n,
        "after": level(change.after.level),
        "after_span": say.span(change.after.first, change.after.last),
        "n_after": change.after.n,
    }


def write_change(log: float | None, say: Wording) -> str:
    """Write a log change; "not known" where there is none."""
    return say("report.card.unknown") if log is None else say.change(log)


def counted_documents(analysis: Analysis) -> list[str]:
    """Return the documents whose role counts, in order of name."""
    versions = analysis.measured.paper.stocks.versions
    return sorted(versions.loc[versions["role"].isin(COUNTED_ROLES), "document"].unique())


def count_documents(analysis: Analysis, say: Wording) -> str:
    """Write the number of documents that count."""
    n = len(counted_documents(analysis))
    return say("report.card.documents_one") if n == 1 else say("report.card.documents_many", n=n)
