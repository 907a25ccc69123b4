"""Calendars, attendance reports and event logs."""

from __future__ import annotations

import gzip

from corpus import file


@file("teams.csv")
def _() -> bytes:
    text = (
        "1. Summary\nMeeting title\tWeekoverleg\nAttended participants\t2\n\n"
        "2. Participants\nName\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\n"
        "A. de Vries\t11/26/25, 4:16:54 PM\t11/26/25, 5:00:00 PM\t43m 6s\ta@x.nl\ta@x.nl\tOrganizer\n"
        "B. Jansen\t11/26/25, 4:17:00 PM\t11/26/25, 5:00:00 PM\t43m\tb@y.nl\tb@y.nl\tPresenter\n\n"
        "3. In-Meeting Activities\nName\tJoin Time\tLeave Time\tDuration\tEmail\tRole\n"
        "A. de Vries\t11/26/25, 4:16:54 PM\t11/26/25, 5:00:00 PM\t43m 6s\ta@x.nl\tOrganizer\n"
    )
    return text.encode("utf-16")


@file("outlook.csv")
def _() -> bytes:
    heading = "Onderwerp,Begindatum,Begintijd,Einddatum,Eindtijd,Organisator van vergadering,Vereiste deelnemers"
    rows = ('"Overleg, wekelijks",5-3-2024,10:00:00,5-3-2024,11:00:00,A. de Vries,B. Jansen;C. Bakker',) * 2
    return "\r\n".join((heading, *rows, "")).encode("cp1252")


def _calendar(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\n{event}END:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//made//EN\r\n{body}END:VCALENDAR\r\n".encode()


@file("meetings.ics")
def _() -> bytes:
    zone = (
        "DTSTART;TZID=W. Europe Standard Time:20240305T100000\r\nDTEND;TZID=W. Europe Standard Time:20240305T110000\r\n"
    )
    weekly = f"UID:1\r\nSUMMARY:Weekoverleg\r\n{zone}RRULE:FREQ=WEEKLY;COUNT=5\r\nEXDATE;TZID=W. Europe Standard Time:20240312T100000\r\n"
    moved = (
        "UID:1\r\nSUMMARY:Weekoverleg (verplaatst)\r\nRECURRENCE-ID;TZID=W. Europe Standard Time:20240319T100000\r\n"
        "DTSTART;TZID=W. Europe Standard Time:20240320T140000\r\nDTEND;TZID=W. Europe Standard Time:20240320T150000\r\n"
    )
    people = (
        "UID:2\r\nSUMMARY:Escalatie\\, met spoed\r\nDTSTART:20240401T080000Z\r\nDURATION:PT45M\r\nSTATUS:CANCELLED\r\n"
        "ORGANIZER;CN=A. de Vries:mailto:a@x.nl\r\nATTENDEE;CN=B. Jansen;ROLE=REQ-PARTICIPANT:mailto:b@y.nl\r\n"
        "ATTENDEE;ROLE=OPT-PARTICIPANT:mailto:c@y.nl\r\nATTENDEE;CN=D;PARTSTAT=DECLINED:mailto:d@y.nl\r\n"
    )
    return _calendar(weekly, moved, people, "UID:3\r\nSUMMARY:Open dag\r\nDTSTART;VALUE=DATE:20240502\r\n")


@file("endless.ics")
def _() -> bytes:
    return _calendar(
        "UID:1\r\nSUMMARY:Dagstart\r\nDTSTART:20240305T080000\r\nDTEND:20240305T081500\r\nRRULE:FREQ=DAILY\r\n"
    )


@file("every_second.ics")
def _() -> bytes:
    return _calendar(
        "UID:1\r\nSUMMARY:Val\r\nDTSTART:20240305T080000\r\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\r\n"
    )


@file("broken.ics")
def _() -> bytes:
    return b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;;;:nonsense\r\nEND:VCALENDAR\r\n"


XES = (
    b'<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0" xmlns="http://www.xes-standard.org/">\n'
    b'<trace><string key="concept:name" value="INC1"/><event><string key="concept:name" value="Geopend"/>'
    b'<date key="time:timestamp" value="2024-03-05T14:30:00.000+01:00"/><int key="cost" value="12"/></event>'
    b'<event><string key="concept:name" value="Gesloten"/><date key="time:timestamp" value="2024-03-06T09:00:00+01:00"/>'
    b'<boolean key="sla" value="true"/></event></trace>\n'
    b'<trace><string key="concept:name" value="INC2"/><event><string key="concept:name" value="Geopend"/>'
    b'<list key="l"><string key="a" value="b"/></list></event></trace></log>\n'
)


@file("log.xes")
def _() -> bytes:
    return XES


@file("log.xes.gz")
def _() -> bytes:
    return gzip.compress(XES, mtime=0)


@file("laughs.xes")
def _() -> bytes:
    doctype = b'<!DOCTYPE log [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return XES.replace(b"\n", b"\n" + doctype, 1).replace(b'"INC1"', b'"&b;"')


@file("cut_off.xes")
def _() -> bytes:
    return XES[:-200]
