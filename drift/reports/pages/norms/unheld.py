"""What could not be held against incidents: norms that decided nothing or show in no column, work without a norm."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.measures.norms.silence import GROUP
from drift.reports.pages.norms.grid import count_hidden, name_place
from drift.reports.pages.roundtable.problem import cut

if TYPE_CHECKING:
    from drift.analysed import Analysis
    from drift.charts.norms import Grid
    from drift.reports.pages.norms.told import Told
    from drift.wording import Wording

DEAD_SHOWN: Final = 3
REASONS_SHOWN: Final = 3
GROUPS_SHOWN: Final = 3
TEXT_SHOWN: Final = 60  # characters of a clause; the workbook has it whole
KINDS: Final = ("clock", "working", "days", "working_days")  # of time, in the order in which they are told


def list_unheld(told: Told, say: Wording) -> list[str]:
    """Return what could not be held against incidents: norms that decided nothing, blind ones, work without a norm."""
    return [line for part in (_tell_dead, _tell_blind, _tell_silent) for line in part(told, say)]


def _tell_dead(told: Told, say: Wording) -> Iterator[str]:
    dead = told.norms.dead
    if dead.empty:
        return
    texts = _texts_of(told.analysis)
    named = [_quote(row, texts, say) for row in dead.head(DEAD_SHOWN).to_dict("records")]
    yield say("norms.page.dead", n=len(dead), which="; ".join(named))


def _texts_of(analysis: Analysis) -> dict[tuple[object, ...], str]:
    """Return the text of each clause, cut, by where it stands."""
    clauses = analysis.tables["clauses"]
    places = zip(clauses["file"], clauses["sheet"], clauses["row"], strict=True)
    return {place: cut(str(text), TEXT_SHOWN) for place, text in zip(places, clauses["text"], strict=True)}


def _quote(row: dict[Any, Any], texts: dict[tuple[object, ...], str], say: Wording) -> str:
    place = name_place(row["document"], row["clause_id"])
    text = texts.get((row["file"], row["sheet"], row["row"]))
    return say("norms.page.quoted", place=place, text=text) if text else place


def _tell_blind(told: Told, say: Wording) -> Iterator[str]:
    """Tell how many norms no column can show: of which kind, why, and what columns would help."""
    blind = told.norms.blind
    if blind.empty:
        return
    kinds = [_count(say.word(f"report.growth.{kind}", default=str(kind)), n, say) for kind, n in _most(blind["kind"])]
    most = _most(blind["reason"])
    reasons = [_count(say(f"norm.reason.{code}"), n, say) for code, n in most[:REASONS_SHOWN]]
    rest = sum(n for _, n in most[REASONS_SHOWN:])
    reasons += [_count(say("norms.page.other_reasons"), rest, say)] if rest else []
    yield say("norms.page.blind", n=len(blind), kinds=", ".join(kinds))
    columns = [
        _count(say("norms.page.column", name=say.word(f"column.{name}", default=name)), n, say)
        for name, n in _most(blind["column"])
    ]
    help_told = [say("norms.page.blind_columns", columns=say.join(columns))] if columns else []
    yield " ".join([say("norms.page.blind_why", reasons="; ".join(reasons)), *help_told])


def _most(column: pd.Series) -> list[tuple[str, int]]:
    counts = column.dropna().value_counts()
    return sorted(((str(name), int(n)) for name, n in counts.items()), key=lambda item: (-item[1], item[0]))


def _count(what: str, n: int, say: Wording) -> str:
    return say("norms.page.counted", what=what, n=n)


def _tell_silent(told: Told, say: Wording) -> Iterator[str]:
    """Tell of which work no norm speaks."""
    silent = told.norms.silent
    if silent is None or not silent.n:
        return
    if silent.groups.empty:
        yield say("norms.page.silent_scattered", least=GROUP)
        return
    groups = [_count(_name_group(row), int(row["n"]), say) for _, row in silent.groups.head(GROUPS_SHOWN).iterrows()]
    yield say("norms.page.silent", groups="; ".join(groups))


def _name_group(row: pd.Series) -> str:
    names = (row.get(name) for name in ("category", "object", "title"))
    return " · ".join(cut(str(name), TEXT_SHOWN) for name in names if isinstance(name, str) and name)


def list_rules(told: Told, grids: Sequence[Grid], say: Wording) -> list[str]:
    """Return how time is counted, and what is left out."""
    kinds = [kind for kind in KINDS if told.norms.bound["kind"].eq(kind).any()]
    rules = [say("norms.page.rules", counted="; ".join(say(f"norms.page.kind.{kind}") for kind in kinds))]
    if told.pairs:
        met = told.met
        partial = sorted({int(year) for year in met["year"]} - told.whole)
        years = say.join([str(year) for year in partial])
        rules.append(say("norms.page.left_out") + (f" {say('norms.page.partial', years=years)}" if partial else ""))
    if any(grid.cut for grid in grids):
        rules.append(say("norms.page.cut"))
    if n := count_hidden(told.pairs):
        rules.append(say("norms.page.more", n=n))
    return rules
