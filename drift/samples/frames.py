"""A made-up relation as tables: the columns of tables.columns, and a few that only a simulation knows."""

from __future__ import annotations

from typing import Any, Final

import pandas as pd

from drift.samples.contract_text import list_governance
from drift.samples.meetings import list_direct
from drift.samples.relation import Relation
from drift.samples.tickets import Ticket
from drift.tables.columns import schema_of

MEETING: Final = ("attendees", "decisions")
MOMENTS: Final = ("opened", "responded", "resolved", "closed", "due", "updated")


def to_tables(relation: Relation) -> dict[str, pd.DataFrame]:
    """Return the tables of a relation; persons by their (made-up) names.

    Beyond tables.columns: clauses have key and kind, events side and level, documents author and function.
    """
    tables = {
        "clauses": pd.DataFrame(_clauses(relation)),
        "documents": pd.DataFrame(_documents(relation)),
        "governance": pd.DataFrame([*list_governance(relation.paper, relation.cast), *_signatures(relation)]),
        "incidents": pd.DataFrame([_incident(ticket, relation) for ticket in relation.tickets]),
        "events": pd.DataFrame(_events(relation)),
        "contacts": pd.DataFrame(_contacts(relation)),
        "attendees": pd.DataFrame(_attendees(relation)),
        "decisions": pd.DataFrame(_decisions(relation)),
        "people": pd.DataFrame(_people(relation)),
    }
    scene = relation.story.scene
    for name, frame in tables.items():
        frame.insert(0, "relation", scene.relation)
        if name != "documents":
            frame.insert(1, "file", frame.pop("file") if "file" in frame else "simulated")
            frame.insert(2, "sheet", "contacts" if name in MEETING else name)  # persons and decisions stand with theirs
            if "row" not in frame:
                frame.insert(3, "row", range(1, len(frame) + 1))
    asked = schema_of("governance").names
    untold = dict.fromkeys((name for name in asked if name not in tables["governance"]), None)
    tables["governance"] = tables["governance"].assign(**untold).assign(document="SLA")[asked]
    for name, moments in (
        ("incidents", MOMENTS),
        ("events", ("",)),
        ("contacts", ("",)),
        ("attendees", ("",)),
        ("decisions", ("",)),
    ):
        _add_utc(tables[name], moments, scene.facts["zone"])
    return tables


def _add_utc(frame: pd.DataFrame, moments: tuple[str, ...], zone: str) -> None:
    for name in moments:
        wall, utc = (f"{name}_at", f"{name}_utc") if name else ("at", "at_utc")
        zoned = pd.to_datetime(frame[wall]).dt.tz_localize(zone, ambiguous=False, nonexistent="shift_forward")
        frame[wall] = pd.to_datetime(frame[wall])
        frame[utc] = zoned.dt.tz_convert("UTC").dt.tz_localize(None)


def _clauses(relation: Relation) -> list[dict[str, Any]]:
    return [
        {
            "file": version.file,
            "document": "SLA",
            "version": version.name,
            "effective_on": version.effective_on,
            "clause_id": clause.number,
            "section": clause.title,
            "text": clause.text,
            "in_force": not version.draft,
            "remark": None,
            "key": clause.key,
            "kind": clause.kind,
        }
        for version in relation.paper.versions
        for clause in relation.paper.clauses[version.name]
    ]


def _documents(relation: Relation) -> list[dict[str, Any]]:
    signed = [version for version in relation.paper.versions if not version.draft]
    ends = dict(zip(signed, [version.effective_on for version in signed[1:]], strict=False))
    return [
        {
            "file": version.file,
            "document": "SLA",
            "version": version.name,
            "effective_on": version.effective_on,
            "ends_on": ends.get(version),
            "role": "sla",
            "status": "draft" if version.draft else "signed",
            "author": None,
            "approver": None,  # the workbook tells who; these tables hold no persons of the paper
            "function": version.author,
        }
        for version in relation.paper.versions
    ]


def _incident(ticket: Ticket, relation: Relation) -> dict[str, Any]:
    events = [event for event in ticket.events if event.at < relation.exported_at]
    resolved, closed = (
        at if at is not None and at < relation.exported_at else None for at in (ticket.resolved_at, ticket.closed_at)
    )
    met = None if resolved is None or ticket.due_at is None else resolved <= ticket.due_at
    status = "closed" if closed else "resolved" if resolved else "open"
    return {
        "incident_id": ticket.number,
        "tool": "topdesk",
        "opened_at": ticket.opened_at,
        "responded_at": ticket.responded_at,
        "resolved_at": resolved,
        "closed_at": closed,
        "due_at": ticket.due_at,
        "updated_at": max([event.at for event in events], default=ticket.opened_at),
        "end_known": True,
        "priority": ticket.priority,
        "type": ticket.type,
        "title": ticket.title,
        "category": ticket.category,
        "object": ticket.thing.code,
        "requester": None if ticket.requester == relation.story.scene.facts["robot"] else ticket.requester,
        "handler": ticket.handler.name,
        "group": ticket.group,
        "status": relation.story.scene.say("statuses", status),
        "channel": ticket.channel,
        "level": None,
        "n_reassigned": sum(event.kind == "referred back" for event in events),
        "n_reopened": sum(event.kind == "reopened" for event in events),
        "downtime_min": None,
        "sla_met": met,
        "sla_kind": None,
    }


def _events(relation: Relation) -> list[dict[str, Any]]:
    return [
        {
            "incident_id": ticket.number,
            "tool": "topdesk",
            "at": event.at,
            "status": None,
            "kind": event.kind,
            "actor": event.actor if event.side else None,
            "group": event.group or None,
            "text": event.text,
            "side": event.side or None,
            "level": event.level or None,
        }
        for ticket in relation.tickets
        for event in ticket.events
        if event.at < relation.exported_at
    ]


def _contacts(relation: Relation) -> list[dict[str, Any]]:
    direct = list_direct(relation.story.scene)
    return [
        {
            "row": row,
            "tool": "outlook",
            "at": meeting.at,
            "minutes": float(meeting.minutes),
            "topic": meeting.topic,
            "kind": meeting.kind,
            "level": meeting.level,
            "direct": meeting.kind in direct,
            "refers_to": meeting.refers_to or None,
        }
        for row, meeting in enumerate(relation.meetings, start=1)
    ]


def _attendees(relation: Relation) -> list[dict[str, Any]]:
    blank = dict.fromkeys(("told_side", "told_function", "minutes"))  # a calendar tells none of these
    return [
        {"row": row, "tool": "outlook", "at": meeting.at, "person": person.name, "role": "required", **blank}
        for row, meeting in enumerate(relation.meetings, start=1)
        for person in meeting.people
    ]


def _signatures(relation: Relation) -> list[dict[str, Any]]:
    """Return a line of its version history for each version that was signed."""
    return [
        {
            "version": version.name,
            "kind": "version history",
            "clause_version": version.name,
            "on": version.signed_on,
            "status": "signed",
        }
        for version in relation.paper.versions
        if not version.draft
    ]


def _decisions(relation: Relation) -> list[dict[str, Any]]:
    return [
        {
            "row": row,
            "tool": "outlook",
            "at": meeting.at,
            "contact_sheet": "contacts",
            "contact_row": row,
            "topic": None,
            "text": meeting.outcome,
            "refers_to": None,
        }
        for row, meeting in enumerate(relation.meetings, start=1)
        if meeting.outcome
    ]


def _people(relation: Relation) -> list[dict[str, Any]]:
    names = ("side", "function", "level", "from_on", "to_on")
    return [
        {"person": person.name, **{name: getattr(person, name) for name in names}} for person in relation.cast.people
    ]
