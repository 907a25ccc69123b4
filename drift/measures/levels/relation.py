"""The three levels of one relation: who meets, who met first, what became of problems, who came and went."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drift.errors import Note
from drift.measures.levels.actions import count_actions
from drift.measures.levels.balance import count_balance, hear_floor, list_agreed, share_time
from drift.measures.levels.fates import Fates, count_quarters, follow_problems, tell_lines
from drift.measures.levels.findings import LevelFindings
from drift.measures.levels.handovers import count_handovers
from drift.measures.levels.mentions import list_mentions
from drift.measures.levels.met import Met, list_met
from drift.measures.levels.order import find_order
from drift.measures.levels.said import list_said
from drift.measures.levels.swaps import count_swaps
from drift.terms import LEVELS

if TYPE_CHECKING:
    import pandas as pd

    from drift.measures.paper.paper import Paper
    from drift.measures.work.casebook import Casebook
    from drift.tables.store import Tables


def find_levels(tables: Tables, casebook: Casebook | None, paper: Paper) -> LevelFindings:
    """Find what contacts tell of the three levels, and what became of problems; casebook: None without incidents."""
    met = list_met(tables)
    said = list_said(met, tables.decisions.frame)
    fates = follow_problems(casebook, tables, said) if casebook else Fates()
    agreed = list_agreed(paper.governance.meetings, paper.stocks.versions)
    direct, people = met.direct, tables.people.frame
    handovers, no_handovers, no_lines = count_handovers(casebook)
    return LevelFindings(
        balance=count_balance(met, agreed),
        say=share_time(met),
        heard=hear_floor(met),
        first=find_order(met, tables.documents.frame, tables.governance.frame) if len(direct) else (),
        swaps=count_swaps(people, casebook),
        problems=count_quarters(fates.problems, casebook.span if casebook else None),
        fates=fates.problems,
        lines=tell_lines(fates.lines),
        handovers=handovers,
        mentions=list_mentions(said, fates),
        months=_list_months(met),
        actions=count_actions(tables.actions.frame, people),
        **_count_named(met, said, fates),
        n_by_people=int(direct["by"].eq("people").sum()),
        n_direct=len(direct),
        no_levels=_why_no_levels(tables, met),
        no_problems=_why_no_problems(casebook, fates),
        no_handovers=no_handovers,
        no_lines=no_lines,
    )


def _list_months(met: Met) -> pd.DataFrame:
    months = met.contacts[["level"]].assign(month=met.contacts["at"].dt.to_period("M"))
    return months.drop_duplicates(ignore_index=True)


def _count_named(met: Met, said: pd.DataFrame, fates: Fates) -> dict[str, int]:
    """Return how many direct contacts above the floor name a problem, and how many there are."""
    above = said[said["level"].isin(LEVELS[1:]) & said["contact"].isin(met.direct["contact"])]
    named = above[above["line"].isin(fates.lines["line"])]
    return {"n_named": named["contact"].nunique(), "n_contacts": above["contact"].nunique()}


def _why_no_levels(tables: Tables, met: Met) -> Note | None:
    if len(met.direct):
        return None
    if not tables.contacts.n_rows:
        return Note("levels.none.contacts")
    return Note("levels.none.both" if len(met.contacts) else "levels.none.level")


def _why_no_problems(casebook: Casebook | None, fates: Fates) -> Note | None:
    if casebook is None:
        return Note("problems.none.log")
    if len(fates.problems):
        return None
    return Note("problems.none.coarse" if casebook.coarse else "problems.none.objects")
