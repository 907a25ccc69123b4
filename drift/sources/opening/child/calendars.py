"""Calendars (.ics): one row a meeting, recurrences written out."""

import datetime as dt
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any, Final, cast

from dateutil.rrule import rrule, rruleset, rrulestr
from icalendar import Calendar, vBroken
from icalendar.cal.event import Event

from drift.sources.opening.child.content import Content
from drift.sources.opening.child.encoding import Notes, decode
from drift.sources.opening.child.refused import RefusedError
from drift.sources.opening.child.sheets import PackedFile, pack_rows
from drift.terms import CALENDAR_EVENTS, RECURRENCES

HEADING: Final = (
    "Subject", "Start", "End", "Time zone", "All day", "Organizer", "Required attendees", "Optional attendees",
    "Declined", "Location", "Status", "Categories", "Body", "Recurring", "UID",
)  # fmt: skip
_TOO_FINE: Final = ("SECONDLY", "MINUTELY", "HOURLY")  # no meeting; a trap for whoever counts them out
_TIRELESS: Final = re.compile(r"(?im)^RRULE[:;](?=[^\r\n]*(?:FREQ=(?:SECOND|MINUTE|HOUR|DAI|WEEK)LY|INTERVAL=0))")
Moment = dt.date | dt.datetime


def read_calendar(content: Content) -> PackedFile:
    """Read the meetings of a calendar in their order, those of a series one by one; RefusedError: refused.broken."""
    text, notes = decode(content.read())
    text = _calm_zones(text)
    try:
        calendars = Calendar.from_ical(text, multiple=True)
    except (ValueError, IndexError, KeyError, TypeError, AttributeError) as fault:
        raise RefusedError("refused.broken", detail=" ".join(str(fault).split())[:200]) from fault
    events = [event for calendar in calendars for event in calendar.walk("VEVENT") if isinstance(event, Event)]
    moved = {(str(event.get("UID")), _text_of(event, "RECURRENCE-ID")) for event in events if "RECURRENCE-ID" in event}
    n_lost = text.upper().count("BEGIN:VEVENT") - len(events)
    if n_lost > 0:
        notes.append(("note.events_lost", {"n": n_lost}))
    n_faults = sum(len(event.errors) for event in events)
    if n_faults:
        notes.append(("note.event_fields", {"n": n_faults}))
    lost = _rows_lost(text, n_lost)
    rows = [*lost, *islice(_rows(events, moved, notes), CALENDAR_EVENTS + 1 - len(lost))]
    if len(rows) > CALENDAR_EVENTS:
        notes.append(("note.events_cut", {"n": CALENDAR_EVENTS}))
        rows.pop()
    return PackedFile([pack_rows(content.stem, [HEADING, *rows], len(HEADING))], notes)


def _calm_zones(text: str) -> str:
    """Return a calendar without the rules of time zones that turn the clock more than once a month, or never end."""
    if not _TIRELESS.search(text):
        return text
    lines, inside = [], False
    for line in text.splitlines(keepends=True):
        inside = line.upper().startswith("BEGIN:VTIMEZONE") or (inside and not line.upper().startswith("END:VTIMEZONE"))
        if not (inside and _TIRELESS.match(line)):
            lines.append(line)
    return "".join(lines)


def _rows_lost(text: str, n_lost: int) -> list[tuple[str, ...]]:
    """Return a row for each meeting that cannot be read, with what stands there for its start.

    The brackets around it keep half a meeting from being read as a whole one.
    """
    if n_lost <= 0:
        return []
    parts = re.split(r"(?im)^BEGIN:VEVENT", text)[1:]
    cut = [part for part in parts if not re.search(r"(?im)^END:VEVENT", part)]
    starts = [re.search(r"(?im)^DTSTART[^:\r\n]*:([^\r\n]{0,40})", part) for part in cut[:n_lost]]
    found = [f"({start[1].strip()})" if start else "(–)" for start in starts]
    found += ["(–)"] * (min(n_lost, CALENDAR_EVENTS) - len(found))
    return [("", start, *[""] * (len(HEADING) - 2)) for start in found]


def _rows(events: list[Event], moved: set[tuple[str, str]], notes: Notes) -> Iterator[tuple[str, ...]]:
    for event in events:
        start, end = _moment(event, "DTSTART"), _end(event)
        if start is None or "RECURRENCE-ID" in event or not ({"RRULE", "RDATE"} & set(event)):
            yield _row(event, start, end)
            continue
        length = end - start if end is not None and type(end) is type(start) else None
        for at in _occurrences(event, start, notes):
            if (str(event.get("UID")), _iso(at)) not in moved:
                yield _row(event, at, at + length if length is not None else None)


def _occurrences(event: Event, start: Moment, notes: Notes) -> Iterator[Moment]:
    """Return the starts of a series, its exceptions left out, at most RECURRENCES of them."""
    subject = str(event.get("SUMMARY", ""))
    try:
        moments = [*islice(iter(_rules(event, start)), RECURRENCES + 1)]
    except (ValueError, TypeError, OverflowError, AttributeError, KeyError):
        notes.append(("note.recurrence", {"subject": subject}))
        return iter([start])
    if len(moments) > RECURRENCES:
        notes.append(("note.recurrence_cut", {"subject": subject, "n": RECURRENCES}))
    return (at if isinstance(start, dt.datetime) else at.date() for at in moments[:RECURRENCES])


def _rules(event: Event, start: Moment) -> rruleset:
    begin = start if isinstance(start, dt.datetime) else dt.datetime.combine(start, dt.time())
    rules = rruleset()
    rules.rdate(begin)
    for rule in _listed(event.get("RRULE")):
        if str(rule.get("FREQ", [""])[0]).upper() in _TOO_FINE or rule.get("INTERVAL", [1])[0] < 1:
            raise ValueError("frequency")
        rules.rrule(cast("rrule", rrulestr(_rule_text(rule, begin), dtstart=begin)))
    for name, add in (("RDATE", rules.rdate), ("EXDATE", rules.exdate)):
        for entry in _listed(event.get(name)):
            for value in entry.dts:
                add(_like(value.dt, begin))
    return rules


def _rule_text(rule: Any, begin: dt.datetime) -> str:
    """Return a rule as dateutil takes it: UNTIL in UTC where the start has a zone, without one where it has none."""
    parts = [part for part in rule.to_ical().decode().split(";") if not part.upper().startswith("UNTIL=")]
    until = rule.get("UNTIL", [None])[0]
    if until is not None:
        end = until if isinstance(until, dt.datetime) else dt.datetime.combine(until, dt.time(23, 59, 59))
        if begin.tzinfo is None:
            parts.append(f"UNTIL={end:%Y%m%dT%H%M%S}")
        else:
            zoned = end if end.tzinfo else end.replace(tzinfo=begin.tzinfo)
            parts.append(f"UNTIL={zoned.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}")
    return ";".join(parts)


def _like(value: Any, begin: dt.datetime) -> dt.datetime:
    moment = value if isinstance(value, dt.datetime) else dt.datetime.combine(value, begin.time())
    if begin.tzinfo is None:
        return moment.replace(tzinfo=None)
    return moment.astimezone(begin.tzinfo) if moment.tzinfo else moment.replace(tzinfo=begin.tzinfo)


def _row(event: Event, start: Moment | None, end: Moment | None) -> tuple[str, ...]:
    required, optional, declined = _attendees(event)
    categories = [str(name) for entry in _listed(event.get("CATEGORIES")) for name in getattr(entry, "cats", [entry])]
    of_outlook = str(event.get("X-MICROSOFT-CDO-ALLDAYEVENT", "")).upper() == "TRUE"
    all_day = of_outlook or (start is not None and not isinstance(start, dt.datetime))
    return (
        _plain(event.get("SUMMARY")), _iso(start), _iso(end), _zone(event), "TRUE" if all_day else "FALSE",
        _person(event.get("ORGANIZER")), required, optional, declined, _plain(event.get("LOCATION")),
        _plain(event.get("STATUS")), "; ".join(categories), _plain(event.get("DESCRIPTION")),
        "TRUE" if {"RRULE", "RDATE", "RECURRENCE-ID"} & set(event) else "FALSE", _plain(event.get("UID")),
    )  # fmt: skip


def _moment(event: Event, name: str) -> Moment | None:
    moment = getattr(_get(event, name), "dt", None)
    return moment if isinstance(moment, dt.date) else None


def _get(event: Event, name: str) -> Any:
    """Return a property; one that cannot be read is none (it is counted)."""
    value = event.get(name)
    return None if isinstance(value, vBroken) else value


def _end(event: Event) -> Moment | None:
    end, start = _moment(event, "DTEND"), _moment(event, "DTSTART")
    duration = getattr(_get(event, "DURATION"), "dt", None)
    if end is None and start is not None and isinstance(duration, dt.timedelta):
        return start + duration
    return end


def _text_of(event: Event, name: str) -> str:
    moment, start = _moment(event, name), _moment(event, "DTSTART")
    if isinstance(moment, dt.datetime) and isinstance(start, dt.datetime):
        return _iso(_like(moment, start))
    return _iso(moment)


def _zone(event: Event) -> str:
    start = _get(event, "DTSTART")
    named = getattr(start, "params", {}).get("TZID", "")
    moment = getattr(start, "dt", None)
    return str(named) or ("UTC" if isinstance(moment, dt.datetime) and moment.tzinfo else "")


def _iso(moment: Moment | None) -> str:
    return "" if moment is None else moment.isoformat()


def _attendees(event: Event) -> tuple[str, str, str]:
    """Return required, optional and declined attendees."""
    groups: tuple[list[str], list[str], list[str]] = ([], [], [])
    for person in _listed(event.get("ATTENDEE")):
        params = getattr(person, "params", {})
        may_stay_away = str(params.get("ROLE", "")).upper() in ("OPT-PARTICIPANT", "NON-PARTICIPANT")
        stays_away = str(params.get("PARTSTAT", "")).upper() == "DECLINED"
        groups[2 if stays_away else int(may_stay_away)].append(_person(person))
    required, optional, declined = ("; ".join(group) for group in groups)
    return required, optional, declined


def _person(person: Any) -> str:
    """Return `Name <mail>`, or what there is of it."""
    if person is None:
        return ""
    mail = str(person)
    mail = mail[7:] if mail[:7].casefold() == "mailto:" else mail
    name = str(getattr(person, "params", {}).get("CN", "")).strip('"')
    return f"{name} <{mail}>" if name and name != mail else mail


def _listed(value: Any) -> list[Any]:
    if value is None:
        return []
    return [entry for entry in (value if isinstance(value, list) else [value]) if not isinstance(entry, vBroken)]


def _plain(value: Any) -> str:
    return "" if value is None else str(value[0] if isinstance(value, list) else value)
