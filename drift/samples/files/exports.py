"""The tickets as TOPdesk exports: a file a year, each made by hand, with a rename of columns in between."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from drift.samples.dice import Dice, seed_dice
from drift.samples.files.sheets import Sheet, open_book
from drift.samples.relation import Relation
from drift.samples.scenes.scene import Scene
from drift.samples.tickets import Event, Ticket
from drift.wording.months import LONG

RENAMED_IN: Final = 2022  # the tool was renewed: other headings, other stamps in the memo
OLD: Final = {
    "number": "Incidentnummer",
    "opened": "Aanmelddatum",
    "caller": "Aanmelder",
    "type": "Soort incident",
    "category": "Categorie",
    "object": "Object",
    "title": "Korte omschrijving",
    "request": "Verzoek",
    "channel": "Soort binnenkomst",
    "priority": "Prioriteit",
    "group": "Behandelaarsgroep",
    "handler": "Behandelaar",
    "due": "Streefdatum",
    "resolved": "Gereed",
    "closed": "Afgemeld",
    "status": "Status",
    "memo": "Acties",
}
NEW: Final = OLD | {
    "number": "Meldingnummer",
    "opened": "Datum aangemeld",
    "type": "Soort melding",
    "object": "Object ID",
    "title": "Korte omschrijving (Details)",
    "resolved": "Datum gereed",
    "closed": "Datum afgemeld",
    "met": "Binnen streefdatum",
    "memo": "Actie",
}
MONTH_NAMES: Final = LONG["nl"]
WIDTHS: Final = (14, 17, 22, 14, 14, 12, 44, 40, 16, 10, 20, 22, 17, 17, 17, 14, 60)
OVERLAP: Final = 5  # tickets of December that the next year's export has as well
UNFILLED: Final = {"category": 0.03, "channel": 0.04}  # share left blank by whoever typed it in
DATES: Final = ("opened", "due", "resolved", "closed")
Row = dict[str, Any]


def write_exports(relation: Relation, folder: Path) -> None:
    """Write an export for every year that tickets were opened in."""
    dice, scene = seed_dice(relation.seed)["files"], relation.story.scene
    rows: dict[int, list[Row]] = {}
    for ticket in relation.tickets:
        rows.setdefault(ticket.opened_at.year, []).append(_row(ticket, scene, relation.exported_at, dice))
    for year, own in rows.items():
        before = rows.get(year - 1, [])[-OVERLAP:] if year == 2019 else []
        write = WRITERS[(year - 2018) % len(WRITERS)]
        write(folder / "tickets" / f"TOPdesk {year} (verzonnen)", year, [*before, *own], scene)


def _row(ticket: Ticket, scene: Scene, exported_at: dt.datetime, dice: Dice) -> Row:
    """Return what the tool shows of a ticket on the day of the export."""
    resolved, closed = (
        at if at is not None and at < exported_at else None for at in (ticket.resolved_at, ticket.closed_at)
    )
    named = ticket.opened_at.year >= RENAMED_IN
    met = None if resolved is None or ticket.due_at is None else "Ja" if resolved <= ticket.due_at else "Nee"
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
        "priority": f"P{ticket.priority}" if named else ticket.priority,
        "group": ticket.group,
        "handler": ticket.handler.name,
        "due": ticket.due_at,
        "resolved": resolved,
        "closed": closed,
        "status": scene.say("statuses", "closed" if closed else "resolved" if resolved else "open"),
        "met": met,
        "memo": _memo([event for event in ticket.events if event.at < exported_at], named=named),
    }
    for name, share in UNFILLED.items():
        if dice.chance(share):
            row[name] = "-" if named else None
    if ticket.type != "corrective" and dice.chance(0.3):
        row["object"] = None
    return row


def _memo(events: list[Event], *, named: bool) -> str:
    """Return the blocks of a memo field, newest first, each with its stamp and its writer."""
    stamp = _in_words if named else _in_digits
    return "\n\n".join(f"{stamp(event.at)} {event.actor}:\n{event.text}" for event in reversed(events))


def _in_digits(at: dt.datetime) -> str:
    return f"{at:%d-%m-%Y %H:%M}"


def _in_words(at: dt.datetime) -> str:
    return f"{at.day} {MONTH_NAMES[at.month - 1]} {at:%Y %H:%M}"


def _title(year: int, scene: Scene) -> str:
    return f"TOPdesk export {year} {scene.relation}"


def _as_text(row: Row) -> Row:
    return row | {name: _in_digits(row[name]) for name in DATES if row[name] is not None}


def _table(sheet: Sheet, heads: dict[str, str], rows: list[Row]) -> None:
    sheet.row(list(heads.values()), "head")
    for row in rows:
        sheet.row([row[name] for name in heads], styles={})


def _with_dates(path: Path, year: int, rows: list[Row], scene: Scene) -> None:
    """Write dates as dates, below a title and a blank row."""
    with open_book(path.with_suffix(".xlsx"), _title(year, scene), scene) as book:
        sheet = book.add("Incidenten", _title(year, scene), WIDTHS)
        sheet.skip()
        _table(sheet, OLD, rows)


def _with_text(path: Path, year: int, rows: list[Row], scene: Scene) -> None:
    """Write dates as text, as a macro left them."""
    with open_book(path.with_suffix(".xlsx"), _title(year, scene), scene) as book:
        sheet = book.add(f"Export {year}", _title(year, scene), WIDTHS)
        _table(sheet, OLD, [_as_text(row) for row in rows])


def _as_csv(path: Path, _: int, rows: list[Row], __: Scene) -> None:
    """Write text with semicolons and a byte order mark; the memo has line breaks inside its quotes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    stream = io.StringIO()
    writer = csv.writer(stream, delimiter=";", lineterminator="\r\n")
    writer.writerow(OLD.values())
    for row in map(_as_text, rows):
        writer.writerow(["" if row[name] is None else row[name] for name in OLD])
    path.with_suffix(".csv").write_bytes(b"\xef\xbb\xbf" + stream.getvalue().encode())


def _with_total(path: Path, year: int, rows: list[Row], scene: Scene) -> None:
    """Write a total below the rows."""
    with open_book(path.with_suffix(".xlsx"), _title(year, scene), scene) as book:
        sheet = book.add("Meldingen", _title(year, scene), WIDTHS)
        sheet.skip()
        _table(sheet, OLD, rows)
        sheet.row(["Eindtotaal", len(rows)], "section")


def _renamed(path: Path, year: int, rows: list[Row], scene: Scene) -> None:
    """Write the headings of the renewed tool."""
    with open_book(path.with_suffix(".xlsx"), _title(year, scene), scene) as book:
        sheet = book.add("Meldingen", _title(year, scene), WIDTHS)
        _table(sheet, NEW, [_as_text(row) for row in rows])


def _with_hidden(path: Path, year: int, rows: list[Row], scene: Scene) -> None:
    """Write a hidden column, and a hidden sheet with somebody's count by month."""
    with open_book(path.with_suffix(".xlsx"), _title(year, scene), scene) as book:
        sheet = book.add("Meldingen", _title(year, scene), WIDTHS)
        heads = {"number": NEW["number"], "unid": "Unid"} | NEW
        _table(sheet, heads, [row | {"unid": f"{i:08X}"} for i, row in enumerate(rows, start=0x5A3C0000)])
        sheet.sheet.set_column(1, 1, 10, None, {"hidden": True})
        count = book.add("Telling", f"Telling per maand {year} (verzonnen)", (14, 10))
        count.skip()
        count.row(["Maand", "Aantal"], "head")
        for month in range(1, 13):
            count.row([MONTH_NAMES[month - 1], sum(row["opened"].month == month for row in rows)])
        count.sheet.hide()


def _with_times(path: Path, year: int, rows: list[Row], scene: Scene) -> None:
    """Write the day and the time of opening in columns of their own."""
    heads = (
        {name: said for name, said in NEW.items() if name in ("number", "opened")} | {"time": "Tijd aangemeld"} | NEW
    )
    with open_book(path.with_suffix(".xlsx"), _title(year, scene), scene) as book:
        sheet = book.add("Sheet1", _title(year, scene), WIDTHS)
        split = [
            _as_text(row) | {"opened": f"{row['opened']:%d-%m-%Y}", "time": f"{row['opened']:%H:%M}"} for row in rows
        ]
        _table(sheet, heads, split)
        sheet.skip()
        sheet.row([scene.made_up], "note")


WRITERS: Final[tuple[Callable[[Path, int, list[Row], Scene], None], ...]] = (
    _with_dates,
    _with_text,
    _as_csv,
    _with_total,
    _renamed,
    _with_hidden,
    _with_times,
)
