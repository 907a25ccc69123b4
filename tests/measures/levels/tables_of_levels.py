"""A small relation with meetings at three levels, for tests of levels: each adds what it is about."""

from __future__ import annotations

import pandas as pd

import drift

OPERATIONS = {"customer": [f"Teamleider K{i}" for i in range(6)], "supplier": [f"Monteur S{i}" for i in range(6)]}
ABOVE = {
    "tactical": ("Contractmanager K", "Contractmanager S"),
    "strategic": ("Directeur K", "Directeur S"),
}
FIRST, LAST = pd.Timestamp("2020-01-01"), pd.Timestamp("2022-12-31")


def list_people(**more: list[dict[str, object]]) -> pd.DataFrame:
    rows = [
        {"person": name, "side": side, "function": "operations", "level": "operational"}
        for side, names in OPERATIONS.items()
        for name in names
    ]
    for level, names in ABOVE.items():
        function = "contract management" if level == "tactical" else "management"
        for name, side in zip(names, OPERATIONS, strict=True):
            rows.append({"person": name, "side": side, "function": function, "level": level})
    return pd.DataFrame(rows + more.get("people", []))


def list_incidents(special: list[dict[str, object]] = ()) -> pd.DataFrame:
    """Return an incident a day, each on an object of its own, and those that a test is about."""
    days = pd.date_range(FIRST, LAST, freq="D") + pd.Timedelta(hours=9)
    usual = pd.DataFrame(
        {
            "incident_id": [f"M{i:05}" for i in range(len(days))],
            "opened_at": days,
            "resolved_at": days + pd.Timedelta(hours=3),
            "object": [f"BAND-{i % 400:03}" for i in range(len(days))],
        }
    )
    rows = pd.concat([usual, pd.DataFrame([*special])], ignore_index=True)
    return rows.assign(
        type="corrective",
        tool="topdesk",
        requester=[OPERATIONS["customer"][i % 6] for i in range(len(rows))],
        handler=[OPERATIONS["supplier"][i % 6] for i in range(len(rows))],
    )


def meet(
    at: str | pd.Timestamp, level: str, topic: str = "overleg", refers_to: str | None = None, text: str | None = None
):
    """Return one meeting: a row of contacts, and of decisions where it tells one."""
    return {"at": pd.Timestamp(at), "level": level, "topic": topic, "refers_to": refers_to, "text": text}


def meet_floor(since: pd.Timestamp = FIRST, until: pd.Timestamp = LAST, every: str = "14D") -> list[dict[str, object]]:
    """Return talks on the floor at a steady pace."""
    return [meet(at + pd.Timedelta(hours=8), "operational") for at in pd.date_range(since, until, freq=every)]


def tables_of(meetings: list[dict[str, object]], special: list[dict[str, object]] = (), **more: pd.DataFrame):
    """Return the frames of a relation with some meetings, in a list of contacts of one file."""
    rows = pd.DataFrame(meetings)
    rows = rows.assign(file="lijst.xlsx", sheet="Overleg", row=range(2, len(rows) + 2), tool="generic")
    rows["file"] = rows.get("file_of", pd.Series(index=rows.index, dtype=object)).fillna(rows["file"])
    seats = []
    for _, row in rows.iterrows():
        names = [names[0] for names in OPERATIONS.values()] if row["level"] == "operational" else ABOVE[row["level"]]
        seats += [
            {"file": row["file"], "sheet": "Overleg", "row": row["row"], "at": row["at"], "person": name}
            for name in names
        ]
    told = rows.dropna(subset="text")
    decisions = told[["file", "sheet", "row", "at", "topic", "text"]].assign(
        contact_sheet="Overleg", contact_row=told["row"]
    )
    return {
        "contacts": rows[["file", "sheet", "row", "tool", "at", "topic", "level", "refers_to"]].assign(
            direct=True, minutes=60.0
        ),
        "attendees": pd.DataFrame(seats),
        "decisions": decisions,
        "people": list_people(),
        "incidents": list_incidents(special),
        **more,
    }


def analyse(meetings, special=(), **more) -> drift.Analysis:
    return drift.analyse_tables(tables_of(meetings, special, **more))
