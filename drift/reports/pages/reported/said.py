"""What the reports said against what the tickets say, in a few lines; the rule of counting is the last."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.measures.norms.reported.notes import RULE, list_asides, show_period, tell_gap, tell_unjoined
from drift.measures.norms.reported.subject import PERCENT
from drift.model.watermelon import tell_watermelon
from drift.tables.plain import to_rows

if TYPE_CHECKING:
    from drift.analysed import Analysis
    from drift.measures.norms.findings import NormFindings
    from drift.wording import Wording

LINES: Final = 5  # the rule among them
SHOWN: Final = 2  # indicators of which a line and a chart is shown
UNJOINED_SHOWN: Final = 2
ASIDE: Final = "norms.reported.stopped"  # stands with the figure that it is about


@dataclass(frozen=True)
class Twofold:
    """An indicator over its last 24 months and over all, as in `indicators` of NormFindings."""

    last: Mapping[Any, Any]
    whole: Mapping[Any, Any]

    @property
    def standing(self) -> str | None:
        """Whether reports give more, less or the same (even) as the tickets; None: it cannot be told.

        stopped : more, and no more than the tickets say once the time of waiting is taken off
        """
        row = self.last
        if row["unit"] != PERCENT or pd.isna(row["gap_low"]):
            return None
        if row["gap_low"] <= 0 <= row["gap_high"]:
            return "even"
        if row["gap"] < 0:
            return "less"
        return "stopped" if row["recounted_stopped"] >= row["reported"] else "more"


def list_indicators(norms: NormFindings) -> list[Twofold]:
    """Return the indicators that are joined, those of most recounted incidents first."""
    rows = norms.indicators
    if rows.empty:
        return []
    grouped = rows.groupby(["document", "indicator"], sort=False, dropna=False)
    pairs = [own.set_index("window", drop=False).to_dict("index") for _, own in grouped]
    found = [Twofold(pair["last"], pair["all"]) for pair in pairs]
    return sorted(found, key=lambda one: (-bool(one.last["periods_both"]), -one.last["n"]))


def list_said(analysis: Analysis, say: Wording) -> list[str]:
    """Return what is said of reports, LINES at most; nothing where there are none."""
    norms = analysis.measured.norms
    indicators = list_indicators(norms)
    if not indicators and norms.unjoined.empty:
        return []
    shown, others = indicators[:SHOWN], indicators[SHOWN:]
    gaps = [_say_gap(one, say) for one in shown]
    melons = [say.tell(tell_watermelon(one)) for one in analysis.judgement.watermelons[:1]]
    left_out = _say_left_out(norms, len(others), say)
    asides = [line for one in shown if (line := _say_asides(one, say))]
    asides = asides[: max(LINES - 1 - len(gaps) - len(melons) - len(left_out), 0)]
    return [*[*gaps, *asides, *melons, *left_out][: LINES - 1], say.tell(RULE)]


def _say_gap(one: Twofold, say: Wording) -> str:
    """Tell both figures of the last 24 months, without waiting, and what they were over all periods."""
    stopped = [say.tell(note) for note in list_asides(one.last) if note.code == ASIDE]
    return " ".join([say.tell(tell_gap(one.last)), *stopped, *_say_whole(one, say)])


def _say_whole(one: Twofold, say: Wording) -> list[str]:
    last, whole = one.last, one.whole
    if whole["unit"] != PERCENT or whole["periods_both"] <= last["periods_both"]:
        return []
    shares = {name: say.percent(whole[name]) for name in ("reported", "recounted")}
    first = show_period(whole["first"])
    return [say("norms.said.whole", first=first, n=int(whole["periods_both"]), **shares)]


def _say_asides(one: Twofold, say: Wording) -> str:
    """Tell where report and contract hold another norm, and where the two read a period otherwise."""
    notes = {note.code: note for note in list_asides(one.last) if note.code != ASIDE}
    under = notes.pop("norms.reported.under", None)
    told = [say.tell(note) for note in [*notes.values(), *([under] if under else [])]]
    return " ".join([*told, *([say("norms.said.elsewhere")] if notes else [])])


def _say_left_out(norms: NormFindings, n_others: int, say: Wording) -> list[str]:
    """Tell what stands beside no norm and why, and what the workbook has more: in one line."""
    rows = to_rows(norms.unjoined)
    told = [say.tell(tell_unjoined(row | {"column": _name(row["column"], say)})) for row in rows[:UNJOINED_SHOWN]]
    more = n_others + len(rows) - len(told)
    told += [say("norms.said.more", n=more)] if more else []
    return [" ".join(told)] if told else []


def _name(column: object, say: Wording) -> str | None:
    """Return what the reader calls a column that would be needed."""
    return say.word(f"column.{column}", default=column) if isinstance(column, str) else None
