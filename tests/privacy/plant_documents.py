"""Word documents, minutes, a calendar and an event log that hold names."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from xml.sax.saxutils import quoteattr

from docx import Document
from docx.document import Document as Word
from places import bare_at, person_of, plants_at, quarter_at

DAY = dt.datetime(2021, 3, 1, 10)


def write_documents(folder: Path) -> None:
    """Write one of each."""
    _write_agreement(folder / "Werkafspraken 2021-06-01.docx")
    _write_minutes(folder / "Notulen overleg 2022-03-14.docx")
    (folder / "agenda.ics").write_text(_calendar(), encoding="utf-8", newline="")
    (folder / "stappen.xes").write_text(_event_log(), encoding="utf-8")


def _write_agreement(path: Path) -> None:
    document = Document()
    headings, clauses = quarter_at("Word: heading"), quarter_at("Word: clause")
    for i, (heading, clause) in enumerate(zip(headings, clauses, strict=False), start=1):
        document.add_heading(f"{i} {heading}", level=1)
        paragraph = document.add_paragraph(f"{i}.1 Leverancier moet {clause} binnen {i % 5 + 1} dagen bellen.")
        if i < 60:
            document.add_comment(paragraph.runs, plants_at("Word: comment")[i], author="3", initials="3")
    _add_rows(
        document, [["Nr", "Eis"], *([f"T{i}", f"Levert {text}"] for i, text in enumerate(quarter_at("Word: table")))]
    )
    document.sections[0].header.paragraphs[0].text = "; ".join(plants_at("Word: header"))
    for key in ("author", "title", "subject", "keywords", "last_modified_by"):
        setattr(document.core_properties, key, plants_at("Word: properties")[len(key)])
    document.save(str(path))


def _add_rows(document: Word, rows: list[list[str]]) -> None:
    table = document.add_table(len(rows), len(rows[0]))
    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text


def _write_minutes(path: Path) -> None:
    document = Document()
    document.add_paragraph("Notulen overleg, aanwezig: " + ", ".join(quarter_at("minutes: present")))
    rows = [
        [f"{i}", f"Actie: {text} bellen", "3", "10-03-2022"] for i, text in enumerate(quarter_at("minutes: action"))
    ]
    _add_rows(document, [["Nr", "Omschrijving", "Eigenaar", "Deadline"], *rows])
    document.save(str(path))


def _calendar() -> str:
    """Return a meeting a spelling, with the person in every part of it."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", f"X-WR-CALNAME:{_escape(plants_at('calendar: name')[0])}"]
    parts = [quarter_at(f"calendar: {part}") for part in ("summary", "description", "location", "category")]
    people = [bare_at("calendar: organizer"), bare_at("calendar: attendee")]
    for i, (summary, description, location, category) in enumerate(zip(*parts, strict=False)):
        start = DAY + dt.timedelta(days=7 * i)
        organizer, attendee = (" ".join(people[k][i].replace('"', "").split()) for k in (0, 1))
        lines += [
            "BEGIN:VEVENT",
            f"UID:{i}@firma.example",
            f"SUMMARY:{_escape(summary)}",
            f"DESCRIPTION:{_escape(description)}",
            f"LOCATION:{_escape(location)}",
            f"CATEGORIES:{_escape(category)}",
            f"DTSTART:{start:%Y%m%dT%H%M%S}",
            f"DTEND:{start + dt.timedelta(hours=1):%Y%m%dT%H%M%S}",
            f'ORGANIZER;CN="{organizer}":mailto:o{i}@klant.example',
            f'ATTENDEE;CN="{attendee}":mailto:a{i}@firma.example',
            f'ATTENDEE;CN="{person_of("known from the calendar").full}":mailto:b{i}@firma.example',
            "END:VEVENT",
        ]
    return "\r\n".join([*lines, "END:VCALENDAR", ""])


def _escape(text: str) -> str:
    """Write a text as a calendar does."""
    for sign in "\\;,":
        text = text.replace(sign, "\\" + sign)
    return text.replace("\r\n", "\n").replace("\n", "\\n")


def _event_log() -> str:
    """Return a trace a spelling."""
    columns = (
        quarter_at("XES: activity"),
        bare_at("XES: resource"),
        quarter_at("XES: attribute"),
        quarter_at("XES: case"),
    )
    traces = "".join(_trace(i, *texts) for i, texts in enumerate(zip(*columns, strict=False)))
    return f'<?xml version="1.0" encoding="UTF-8"?><log xes.version="1.0">{traces}</log>'


def _trace(i: int, activity: str, resource: str, attribute: str, case: str) -> str:
    start = DAY + dt.timedelta(days=3 * i)
    events = "".join(
        f'<event><string key="concept:name" value={quoteattr(step)}/>'
        f'<string key="org:resource" value={quoteattr(resource)}/>'
        f'<string key="bijzonder" value={quoteattr(attribute)}/>'
        f'<date key="time:timestamp" value="{(start + dt.timedelta(hours=k)).isoformat()}"/></event>'
        for k, step in enumerate(("geopend", activity, "gesloten"))
    )
    return f'<trace><string key="concept:name" value={quoteattr(case)}/>{events}</trace>'
