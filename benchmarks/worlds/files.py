"""A world as the files that people would have: exports of the ticket tool, the contract, a list of persons."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pandas as pd

from .catalogue import FIRST, MONTHS, TURN
from .contract import draw_versions, write_versions
from .happening import Happening
from .updates import list_updates
from .workbook import write_sheet

END = (FIRST + MONTHS).start_time
ROBOT, PORTAL, IMPORTED = "RPA robot", "Self-service portal", "Imported User"
PORTAL_COURSE = ((20, 44), (0.0, 0.6))  # months, share of tickets under the account of the portal
PRIORITIES = ("1 - Critical", "2 - High", "3 - Moderate", "4 - Low")
GROUPS = ("Field service", "Workshop")
LABELS = {  # ServiceNow
    "id": "Number",
    "opened_at": "Opened",
    "title": "Short description",
    "caller_name": "Caller",
    "priority_word": "Priority",
    "state": "State",
    "type": "Task type",
    "category": "Category",
    "object": "Configuration item",
    "group": "Assignment group",
    "handler_name": "Assigned to",
    "restored_at": "Resolved",
    "closed_at": "Closed",
    "updated_at": "Updated",
    "n_reassigned": "Reassignment count",
    "n_reopened": "Reopen count",
}
NEXT_LABELS = LABELS | {  # TOPdesk in English, with two columns of the customer's own
    "id": "Call number",
    "opened_at": "Call date",
    "state": "Status",
    "type": "Call type",
    "object": "Object ID",
    "group": "Operator group",
    "handler_name": "Operator",
    "restored_at": "Completed",
    "updated_at": "Modification date",
    "n_reassigned": "Number of reassignments",
    "n_reopened": "Number of reopens",
}
NEXT_WORDS = {  # of the tool that comes in month TURN
    "priority_word": dict(zip(PRIORITIES, ("P1", "P2", "P3", "P4"), strict=True)),
    "state": {"Closed": "Closed", "Resolved": "Completed", "In Progress": "In progress"},
    "type": {"Incident": "Malfunction", "Requested item": "Request"},
    "group": {"Field service": "Engineers on the road", "Workshop": "Engineers in the hall"},
}
NEXT_CATEGORIES = {
    "Conveyor": "Transport lines",
    "Scanner": "Identification",
    "Printer": "Print and label",
    "Access control": "Doors and gates",
    "Climate": "Heating and cooling",
    "Network": "Connections",
}
STAMPS = ("opened_at", "restored_at", "closed_at", "updated_at")


def write_world(happening: Happening, folder: Path) -> None:
    """Write the files of a world into a folder that is there."""
    world, rng = happening.world, happening.rng
    written = word_tickets(happening, rng)
    write_log(written, happening, folder)
    if world.contact:
        shown = written if world.n_reopened else written.assign(n_reopened=0)
        updates = list_updates(shown, happening.managers, rng)
        blank = updates["month"] < world.erased
        updates.loc[blank, "Entered by"] = ""
        _write_csv(updates.drop(columns="month"), folder / "updates.csv", ["Entered at"])
    write_versions(folder, draw_versions(world.grows, rng))
    write_persons(happening, folder)
    settings = f'schema = 1\nrelation = "{world.name.replace("_", " ").title()}"\nlanguage = "en"\n'
    (folder / "drift.toml").write_text(settings, encoding="utf-8")


def word_tickets(happening: Happening, rng: np.random.Generator) -> pd.DataFrame:
    """Return the tickets with what stands in the log: names, words, stamps up to its end."""
    tickets, world = happening.tickets, happening.world
    names = np.array([*happening.handlers, ROBOT])
    late = tickets["month"] >= TURN
    closed = tickets["restored_at"] + pd.to_timedelta(rng.integers(60, 5 * 1440, len(tickets)), unit="m")
    written = tickets.assign(
        id=[f"INC{1_000_000 + number}" for number in range(len(tickets))],
        caller_name=np.array(happening.callers)[tickets["caller"]],
        handler_name=names[tickets["handler"]],
        priority_word=np.array(PRIORITIES)[tickets["priority"]],
        type=np.where(tickets["corrective"], "Incident", "Requested item"),
        group=np.array(GROUPS)[tickets["handler"] % 2],
        restored_at=tickets["restored_at"].where(tickets["restored_at"] < END),
        closed_at=closed.where(closed < END),
        updated_at=closed.where(closed < END, tickets["started_at"].clip(upper=END - pd.Timedelta(minutes=1))),
    )
    open_ = np.where(written["restored_at"].isna(), "In Progress", "Resolved")
    written["state"] = np.where(written["closed_at"].isna(), open_, "Closed")
    if world.portal:
        share = np.interp(tickets["month"], *PORTAL_COURSE)
        written.loc[rng.random(len(tickets)) < share, "caller_name"] = PORTAL
    written.loc[tickets["month"].isin(world.imported), "handler_name"] = IMPORTED
    written.loc[tickets["month"] < world.erased, ["caller_name", "handler_name"]] = ""
    if world.words == "tool":
        written.loc[late, "id"] = [f"M{number:06d}" for number in range(late.sum())]
    if world.words:
        written.loc[late, "category"] = tickets["category"][late].map(NEXT_CATEGORIES)
    return written


def write_log(written: pd.DataFrame, happening: Happening, folder: Path) -> None:
    """Write the incidents: one file, or one of each tool."""
    world = happening.world
    dropped = [name for name in ("n_reassigned", "n_reopened") if not getattr(world, name)]
    columns = [name for name in LABELS if name not in dropped]
    late = (written["month"] >= TURN) & (world.words == "tool")
    _write_csv(written[columns][~late].rename(columns=LABELS), folder / "incidents.csv", [LABELS[s] for s in STAMPS])
    if late.any():
        after = written[columns][late].replace(NEXT_WORDS).rename(columns=NEXT_LABELS)
        _write_csv(after, folder / "calls.csv", [NEXT_LABELS[s] for s in STAMPS])


def write_persons(happening: Happening, folder: Path) -> None:
    """Write who is who: callers are of the customer, handlers of the supplier, all of the floor but the managers."""
    world = happening.world
    rows = [("Name", "Side", "Function", "Level")]
    rows += [(name, "customer", "operations", "operational") for name in happening.callers]
    rows += [(name, "supplier", "operations", "operational") for name in happening.handlers]
    rows += [(name, "supplier", "management", "tactical") for name in happening.managers[:-1]]
    rows += [(happening.managers[-1], "customer", "contract management", "tactical")]
    rows += [(ROBOT, "supplier", "robot", "")] if world.robot else []
    rows += [(PORTAL, "customer", "robot", "")] if world.portal else []
    write_sheet(folder / "people.xlsx", "People", rows)


def _write_csv(rows: pd.DataFrame, path: Path, stamps: list[str]) -> None:
    words = {stamp: rows[stamp].dt.strftime("%Y-%m-%d %H:%M:%S") for stamp in stamps}
    rows.assign(**words).to_csv(path, index=False, lineterminator="\n", encoding="utf-8")
