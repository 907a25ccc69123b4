"""A portfolio for programs: portfolio.json and portfolio.parquet, in the order of the names."""

from __future__ import annotations

import hashlib
import io
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, Final

import pyarrow as pa
import pyarrow.parquet as pq

from drift.portfolio.flow import COUNTS, FLAGS, NUMBERS
from drift.portfolio.row import NAMES, to_plain
from drift.reports.portfolio.lines import list_lines
from drift.reports.portfolio.shared import count_dead, count_grown
from drift.terms import OWN_MARK
from drift.version import __version__

if TYPE_CHECKING:
    from drift.portfolio.flow import Portfolio
    from drift.wording import Wording

LISTS: Final = ("cautions", "kinds", "kinds_grown", "clocks", "clocks_dead")


def build_record(portfolio: Portfolio, say: Wording, outputs: dict[str, bytes]) -> dict[str, Any]:
    """Return portfolio.json, schema 1.

    Parameters
    ----------
    outputs : the other files, by name
    """
    among = {
        "weighed": portfolio.n_weighed,
        "alarms": portfolio.n_alarms,
        "holding": sum(portfolio.holds),
        "expected_false_alarms": portfolio.expected,
    }
    lines = list_lines(portfolio, say)
    return {
        "schema": 1,
        "version": __version__,
        "language": say.language,
        "among_many": among,
        "shared": {
            "kinds": [{"kind": one.code, "have": one.n_have, "grew": one.n_so} for one in count_grown(portfolio.rows)],
            "norms": [{"clock": one.code, "have": one.n_have, "dead": one.n_so} for one in count_dead(portfolio.rows)],
        },
        "relations": [
            {**row, "line": {name: text for name, text in asdict(line).items() if name != "relation"}}
            for row, line in zip(list_rows(portfolio), lines, strict=True)
        ],
        "outputs": [{"file": name, "sha256": hashlib.sha256(content).hexdigest()} for name, content in outputs.items()],
    }


def list_rows(portfolio: Portfolio) -> list[dict[str, Any]]:
    """Return the rows as JSON has them, with what holds and returns."""
    return [
        {**to_plain(row), "holds": holds, "returns": returns}
        for row, holds, returns in zip(portfolio.rows, portfolio.holds, portfolio.returns, strict=True)
    ]


def build_parquet(portfolio: Portfolio) -> bytes:
    """Return the rows as Parquet; marked as ours, so that it is never read as a source."""
    kinds = {
        **dict.fromkeys(COUNTS, pa.int64()),
        **dict.fromkeys((*FLAGS, "holds", "returns"), pa.bool_()),
        **dict.fromkeys(NUMBERS, pa.float64()),
        **dict.fromkeys(LISTS, pa.list_(pa.string())),
    }
    fields = [(name, kinds.get(name, pa.string())) for name in (*NAMES, "holds", "returns")]
    schema = pa.schema(fields, metadata={OWN_MARK: "portfolio"})
    content = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(list_rows(portfolio), schema), content)
    return content.getvalue()
