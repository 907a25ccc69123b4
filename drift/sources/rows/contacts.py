"""Contacts: meetings of a calendar, attendance of one meeting, a list of touches kept by hand."""

from typing import Final

import pandas as pd

from drift.sources.patterns import compile_bound
from drift.sources.rows.context import Context, TableReading
from drift.sources.rows.stampnotes import fault_stamps
from drift.sources.values.clocks import to_minutes, unit_of
from drift.sources.values.moments import to_flags
from drift.sources.values.roles import level_of
from drift.sources.vocabulary import translate, words_of

USED: Final = {
    "contacts": frozenset({"topic", "at", "at_time", "ends_at", "ends_time", "zone", "organizer", "required",
                           "optional", "status", "kind", "level", "minutes", "refers_to", "decision"}),
    "attendees": frozenset({"person", "at", "left_at", "minutes", "role", "mail"}),
}  # fmt: skip
_CANCELLED: Final = ("cancelled", "canceled", "geannuleerd")
_NO_DECISION: Final = ("geen", "none", "nee", "no", "nihil", "nil", "x")
_BULLETS: Final = " \t•*–-"
_SAID = compile_bound(r"[^\W_]")
_BETWEEN = compile_bound(r"\s*[;\n]\s*")
_MAIL = compile_bound(r"\s*<[^<>]*>\s*$")


def read_contacts(context: Context) -> TableReading:
    """Read one row a meeting or touch, and the persons named in it.

    A calendar entry is direct contact: people meet. Elsewhere the kind of contact tells (phone, e-mail); without one it
    is not known. The level is what its column tells, else the kind of meeting or the topic ("Strategisch overleg").
    """
    table = context.table
    at = context.moments("at")
    topic = context.texts("topic")
    kept = at.wall.notna()
    faults = fault_stamps(table, ~kept, "at")
    words, levels = words_of("direct", table.heading.tool), words_of("level", table.heading.tool)
    kind, level = context.categories("kind"), context.texts("level")
    frame = pd.DataFrame(
        {
            **table.place,
            "tool": table.heading.tool,
            "at": at.wall,
            "at_utc": at.utc,
            "minutes": _minutes(context, at.utc),
            "topic": topic,
            "kind": kind,
            "level": translate(level, levels).fillna(tell_level(kind, topic)),
            "direct": True if table.heading.tool == "outlook" else to_flags(kind, words),
            "refers_to": context.texts("refers_to"),
        }
    ).astype({"direct": "boolean"})
    cancelled = kept & context.texts("status").str.casefold().isin(_CANCELLED)
    if cancelled.any():
        context.tell("note.cancelled", n=int(cancelled.sum()))
    frame, attendees = frame[kept & ~cancelled], _attendees(context)
    if len(frame):
        context.tell("note.sides_unknown", n=len(frame))
    attendees = attendees.merge(frame[["row", "at", "at_utc"]], on="row")  # of the meetings that count
    account = table.account.count(len(frame), rejected=int((~kept).sum()), note=int(cancelled.sum()))
    frames = {"contacts": frame, "attendees": attendees, "decisions": _decisions(context, frame)}
    return context.close(frames, account, faults)


def tell_level(*texts: pd.Series) -> pd.Series:
    """Return the level that the first of some texts tells by a word of its own."""
    levels = pd.Series(pd.NA, index=texts[0].index, dtype="str")
    for text in texts:
        words = {one: level_of(str(one)) for one in text.dropna().unique()}
        levels = levels.fillna(text.map(words).astype("str"))
    return levels


def _decisions(context: Context, contacts: pd.DataFrame) -> pd.DataFrame:
    """Return one row a line of the decisions of each meeting, at the place of the meeting."""
    lines = context.texts("decision").dropna().str.split("\n").explode().str.strip(_BULLETS)
    lines = lines[lines.str.contains(_SAID, na=False) & ~lines.str.casefold().isin(_NO_DECISION)]
    shared = contacts.set_index("row")[["file", "sheet", "tool", "at", "at_utc", "topic", "refers_to"]]
    decisions = lines.rename("text").rename_axis("row").reset_index().merge(shared, on="row")
    return decisions.assign(contact_sheet=decisions["sheet"], contact_row=decisions["row"])


def _minutes(context: Context, start: pd.Series) -> pd.Series:
    table = context.table
    if table.has("minutes"):
        minutes = to_minutes(table.column("minutes"), unit_of(table.heading.brackets.get("minutes", ())))
        context.tell_lost("minutes", minutes)
        return minutes
    if not table.has("ends_at"):
        return pd.Series(float("nan"), index=table.rows)
    length: pd.Series = (context.moments("ends_at").utc - start).dt.total_seconds() / 60
    return length


def _attendees(context: Context) -> pd.DataFrame:
    """Return one row a person of each meeting, by pseudonym."""
    table = context.table
    parts = []
    for role in ("organizer", "required", "optional"):
        if table.has(role):
            split = context.texts(role).dropna().str.split(_BETWEEN, regex=True).explode()
            names = split.str.replace(_MAIL, "", regex=True).str.strip("\"' ")
            names = names[names.ne("")]
            parts.append(pd.DataFrame({"row": names.index, "person": context.people.hide(names, role), "role": role}))
    attendees = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=["row", "person", "role"])
    attendees = attendees.drop_duplicates(["row", "person"])
    return attendees.assign(
        file=table.file,
        sheet=table.cells.sheet,
        tool=table.heading.tool,
        minutes=float("nan"),
        told_side=None,
        told_function=None,
    )


def read_attendees(context: Context) -> TableReading:
    """Read the participants of one meeting, a row each."""
    table = context.table
    at = context.moments("at")
    persons = context.persons("person")
    kept = at.wall.notna() & persons.notna()
    frame = pd.DataFrame(
        {
            **table.place,
            "tool": table.heading.tool,
            "at": at.wall,
            "at_utc": at.utc,
            "person": persons,
            "role": context.texts("role").str.casefold(),
            "told_side": None,
            "told_function": None,
            "minutes": to_minutes(table.column("minutes")),
        }
    )
    faults = table.faults(persons.isna(), "person", "expected.person")
    faults += fault_stamps(table, persons.notna() & at.wall.isna(), "at")
    account = table.account.count(int(kept.sum()), rejected=int((~kept).sum()))
    return context.close({"attendees": frame[kept]}, account, faults)
