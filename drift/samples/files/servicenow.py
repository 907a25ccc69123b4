"""The tickets as ServiceNow exports them: a file a financial year, by label or by field name, and their work notes."""

from __future__ import annotations

import csv
import datetime as dt
import io
from typing import TYPE_CHECKING, Any, Final

from drift.samples.dice import Dice, seed_dice
from drift.samples.files.sheets import open_book
from drift.samples.slips import lacks_date

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from drift.samples.relation import Relation
    from drift.samples.scenes.scene import Scene
    from drift.samples.tickets import Ticket

LABELS: Final = {
    "number": "Number",
    "opened": "Opened",
    "caller": "Caller",
    "type": "Task type",
    "category": "Category",
    "object": "Configuration item",
    "title": "Short description",
    "request": "Description",
    "channel": "Contact type",
    "priority": "Priority",
    "group": "Assignment group",
    "handler": "Assigned to",
    "state": "Incident state",
    "due": "Due date",
    "resolved": "Resolved",
    "closed": "Closed",
    "reassigned": "Reassignment count",
    "reopened": "Reopen count",
    "met": "Made SLA",
}
FIELDS: Final = {
    "number": "number",
    "opened": "opened_at",
    "caller": "caller_id",
    "type": "sys_class_name",
    "category": "category",
    "object": "cmdb_ci",
    "title": "short_description",
    "request": "description",
    "channel": "contact_type",
    "priority": "priority",
    "group": "assignment_group",
    "handler": "assigned_to",
    "state": "incident_state",
    "due": "due_date",
    "resolved": "resolved_at",
    "closed": "closed_at",
    "reassigned": "reassignment_count",
    "reopened": "reopen_count",
    "met": "made_sla",
}
RENAMED: Final = LABELS | {"state": "State", "channel": "Channel", "object": "Service", "station": "u_station_area"}
WITH_AREA: Final = FIELDS | {"station": "u_station_area"}
NOTES: Final = ("Task", "Created", "Created by", "Field name", "New value")
PRIORITIES: Final = {"1": "1 - Critical", "2": "2 - High", "3": "3 - Moderate", "4": "4 - Low"}
STATES: Final = {"waiting": "On Hold", "resolved": "Resolved", "reopened": "In Progress", "closed": "Closed"}
UNFILLED: Final = {"category": 0.03, "object": 0.02}  # share left empty by whoever typed it in
OVERLAP: Final = 4  # tickets of March that the second year's export has as well
WIDTHS: Final = (14, 18, 22, 14, 14, 16, 44, 40, 14, 14, 26, 22, 14, 18, 18, 18, 10, 10, 10)
NO_DAY: Final = dt.datetime(1970, 1, 1)
Row = dict[str, Any]


def list_years(relation: Relation) -> dict[int, list[Ticket]]:
    """Return the tickets by financial year, called after the year in which it begins."""
    years: dict[int, list[Ticket]] = {}
    for ticket in relation.tickets:
        years.setdefault(ticket.opened_at.year - (ticket.opened_at.month < 4), []).append(ticket)
    return years


def write_servicenow(relation: Relation, folder: Path) -> None:
    """Write an export and its work notes for every financial year."""
    dice, scene, years = seed_dice(relation.seed)["files"], relation.story.scene, list_years(relation)
    (folder / "incidents").mkdir(parents=True, exist_ok=True)
    before: list[Row] = []
    for place, (year, own) in enumerate(years.items()):
        said = f"{year}-{(year + 1) % 100:02d}"
        rows = [_row(ticket, relation, dice) for ticket in own]
        if place == 2:
            rows = [row | {"closed": NO_DAY} if lacks_date(i) else row for i, row in enumerate(rows)]
        path = folder / "incidents" / f"incident {said} (invented)"
        WRITERS[place % len(WRITERS)](path, said, (before[-OVERLAP:] if place == 1 else []) + rows, scene)
        _write_notes(folder / "incidents" / f"work notes {said} (invented).csv", own, relation)
        before = rows


def _row(ticket: Ticket, relation: Relation, dice: Dice) -> Row:
    """Return what the tool shows of a ticket on the day of the export."""
    scene, until = relation.story.scene, relation.exported_at
    resolved, closed = (at if at is not None and at < until else None for at in (ticket.resolved_at, ticket.closed_at))
    kinds = [event.kind for event in ticket.events if event.at < until]
    late = resolved is not None and ticket.due_at is not None and resolved > ticket.due_at
    row: Row = {
        "number": ticket.number,
        "opened": ticket.opened_at,
        "caller": ticket.requester,
        "type": scene.say("types", ticket.type),
        "category": ticket.category,
        "object": ticket.thing.code,
        "title": ticket.title,
        "request": ticket.request,
        "channel": ticket.channel,
        "priority": PRIORITIES[ticket.priority],
        "group": ticket.group,
        "handler": ticket.handler.name,
        "state": scene.say("statuses", "closed" if closed else "resolved" if resolved else "open"),
        "due": ticket.due_at,
        "resolved": resolved,
        "closed": closed,
        "reassigned": kinds.count("referred back") + kinds.count("escalated"),
        "reopened": kinds.count("reopened"),
        "met": "false" if late else "true",
        "station": ticket.thing.hall,
    }
    for name, share in UNFILLED.items():
        if dice.chance(share):
            row[name] = None
    return row


def _by_label(path: Path, said: str, rows: list[Row], scene: Scene) -> None:
    """Write a workbook with dates as dates, as Excel keeps an export by label."""
    _write_book(path, said, rows, scene, LABELS)


def _by_field(path: Path, _: str, rows: list[Row], __: Scene) -> None:
    """Write text as the tool itself exports it, by field name; dates in its own order."""
    _write_csv(path, rows, FIELDS, "%Y-%m-%d %H:%M:%S")


def _with_total(path: Path, said: str, rows: list[Row], scene: Scene) -> None:
    """Write a workbook with a total below the rows."""
    _write_book(path, said, rows, scene, LABELS, total=True)


def _by_field_with_area(path: Path, _: str, rows: list[Row], __: Scene) -> None:
    """Write field names, with one of the firm's own."""
    _write_csv(path, rows, WITH_AREA, "%Y-%m-%d %H:%M:%S")


def _renamed(path: Path, said: str, rows: list[Row], scene: Scene) -> None:
    """Write the headings of the renewed tool."""
    _write_book(path, said, rows, scene, RENAMED)


def _as_people_write(path: Path, _: str, rows: list[Row], __: Scene) -> None:
    """Write labels, and days as this country writes them: somebody chose another format in the tool."""
    _write_csv(path, rows, RENAMED, "%d/%m/%Y %H:%M:%S")


def _write_book(
    path: Path, said: str, rows: list[Row], scene: Scene, heads: dict[str, str], *, total: bool = False
) -> None:
    title = scene.facts["tagged"].format(f"ServiceNow export {said}")
    with open_book(path.with_name(path.name + ".xlsx"), title, scene) as book:
        sheet = book.add("Page 1", None, WIDTHS)
        sheet.row(list(heads.values()), "head")
        for row in rows:
            sheet.row([row[name] for name in heads], styles={})
        if total:
            sheet.row(["Grand total", len(rows)], "section")


def _write_csv(path: Path, rows: list[Row], heads: dict[str, str], days: str) -> None:
    told = [[_tell(row[name], days) for name in heads] for row in rows]
    _put(path.with_name(path.name + ".csv"), [[*heads.values()], *told])


def _write_notes(path: Path, tickets: list[Ticket], relation: Relation) -> None:
    """Write what was noted and which state a ticket came into, a row each."""
    rows: list[list[str]] = [[*NOTES]]
    for ticket in tickets:
        for event in ticket.events:
            if event.at >= relation.exported_at:
                continue
            at = f"{event.at:%Y-%m-%d %H:%M:%S}"
            field = "Additional comments" if event.side == "customer" else "Work notes"
            rows.append([ticket.number, at, event.actor, field, event.text])
            if event.kind in STATES:
                rows.append([ticket.number, at, event.actor, "State", STATES[event.kind]])
    _put(path, rows)


def _put(path: Path, rows: list[list[str]]) -> None:
    stream = io.StringIO()
    csv.writer(stream, lineterminator="\r\n").writerows(rows)
    path.write_bytes(stream.getvalue().encode())


def _tell(value: Any, days: str) -> str:
    return "" if value is None else value.strftime(days) if isinstance(value, dt.datetime) else str(value)


WRITERS: Final[tuple[Callable[[Path, str, list[Row], Scene], None], ...]] = (
    _by_label,
    _by_field,
    _with_total,
    _by_field_with_area,
    _renamed,
    _as_people_write,
)
