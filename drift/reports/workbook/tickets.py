"""The incidents and their updates, as many as people read; of a large log the latest, and where the others are."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

import pandas as pd

from drift.analysed import Analysis
from drift.errors import Note
from drift.explain.incident import flag_incidents
from drift.measures.catalogue import ANSWERED, ATTENTION, HANDS, WAITING
from drift.measures.work.answers import TAKEN
from drift.reports.workbook.places import make_plain, place_rows
from drift.reports.workbook.sheet import Sheet, Target, find_targets, first_rows
from drift.tables.shown import pick_shown, relate_shown
from drift.wording import Wording

# rows of a sheet: what opens at once in any program and is read to its end; a row costs .1 ms and 10 kB in writing
MOST_INCIDENTS: Final = 5_000
MOST_UPDATES: Final = 25_000
GRADED: Final = (HANDS, ATTENTION, WAITING)  # shares of an incident; the other answers are yes or no
YES_NO: Final = ("bounced", *(name for name in ANSWERED if name not in GRADED))
ADDED: Final = {**dict.fromkeys(GRADED, "share"), **dict.fromkeys(("open_h", *TAKEN), "hours")}
_KEY: Final = ["tool", "incident_id"]
_PLACE: Final = ["file", "sheet", "row"]


@dataclass(frozen=True)
class Tickets:
    """Which incidents and updates stand in the workbook: by their place in the table, in the order of their sheet."""

    incidents: pd.DataFrame  # tool, incident_id, opened_at
    updates: pd.DataFrame  # tool, incident_id
    n_incidents: int  # in all
    n_updates: int

    @property
    def cut(self) -> bool:
        """Whether some incidents are left out."""
        return len(self.incidents) < self.n_incidents

    def find_months(self, months: pd.PeriodIndex) -> list[Target | None]:
        """Return for each month the first incident opened in it; nothing of one of which the first are left out."""
        opened = self.incidents["opened_at"].dt.to_period("M")
        firsts = first_rows(opened)
        if self.cut:
            firsts.pop(opened.iloc[0], None)
        return find_targets("incidents", firsts, months)

    def find(self, keys: list[str]) -> list[Target | None]:
        """Return for each incident, by `join_keys`, its row."""
        return find_targets("incidents", first_rows(join_keys(self.incidents)), keys)


def join_keys(rows: pd.DataFrame) -> pd.Series:
    """Return what an incident is known by, as one text."""
    return rows["tool"] + "\n" + rows["incident_id"]


def choose_tickets(analysis: Analysis) -> Tickets:
    """Return the incidents that were opened last, and the updates of these."""
    tables = analysis.tables
    opened = pick_shown(tables, "incidents", ["opened_at"])["opened_at"]
    latest = _keep_latest(opened, MOST_INCIDENTS)
    incidents = pick_shown(tables, "incidents", [*_KEY, "opened_at", *_PLACE], latest)
    stamps = pick_shown(tables, "events", ["at_utc"])["at_utc"]
    its = stamps.index
    if len(latest) < len(opened):
        its = relate_shown(tables, "events", "incident_id", "incidents", latest)
    its = _keep_latest(stamps.loc[its], MOST_UPDATES)
    updates = pick_shown(tables, "events", [*_KEY, "at_utc", *_PLACE], its)
    return Tickets(
        incidents.sort_values(["opened_at", *_PLACE], kind="stable"),
        updates.sort_values([*_KEY, "at_utc", *_PLACE], kind="stable"),
        len(opened),
        len(stamps),
    )


def _keep_latest(stamps: pd.Series, most: int) -> pd.Index:
    """Return the rows of the latest stamps, in the order of the table; all of them where they are few."""
    if len(stamps) <= most:
        return stamps.index
    return stamps.sort_values(kind="stable", na_position="first").index[-most:].sort_values()


def list_incidents(analysis: Analysis, tickets: Tickets, say: Wording) -> Sheet:
    """Return the incidents with what decides whether they count; their number leads to their updates."""
    frame = flag_incidents(analysis, tickets.incidents.index).reset_index(drop=True)
    frame = place_rows(analysis, "incidents", make_plain("incidents", frame))
    frame["counts_in"] = [
        "; ".join(say(f"measure.{name}.name") for name in names) or say("no") for names in frame["counts_in"]
    ]
    frame["why_not"] = [" ".join(say(f"explain.why.{code}") for code in codes) or None for codes in frame["why_not"]]
    for name in [name for name in YES_NO if name in frame]:
        frame[name] = [None if pd.isna(answer) else bool(answer) for answer in frame[name]]
    styles = {name: style for name, style in ADDED.items() if name in frame}
    links = find_targets("events", first_rows(join_keys(tickets.updates)), join_keys(frame).tolist())
    rest = _tell_rest("incidents", len(frame), tickets.n_incidents)
    return Sheet("incidents", frame, styles, {"incident_id": links}, coded=("type", "tool"), rest=rest)


def list_updates(analysis: Analysis, tickets: Tickets) -> Sheet:
    """Return the updates of incidents, those of one incident together and in order of time."""
    frame = pick_shown(analysis.tables, "events", None, tickets.updates.index).reset_index(drop=True)
    frame = place_rows(analysis, "events", make_plain("events", frame))
    return Sheet("events", frame, coded=("kind", "tool"), rest=_tell_rest("events", len(frame), tickets.n_updates))


def _tell_rest(name: str, n: int, of: int) -> Note | None:
    values: Mapping[str, object] = {"n": n, "of": of, "others": of - n}
    return Note(f"about.rest_{name}", values) if n < of else None
