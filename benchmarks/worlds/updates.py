"""The updates of the tickets, a row a step; that they were opened and closed stands in the log itself."""

from __future__ import annotations

import numpy as np
import pandas as pd

NOTES = (
    "Looked at the log of the machine.",
    "Part ordered at the maker.",
    "Replaced the worn part.",
    "Ran a test, all green.",
    "Will look again after the shift.",
    "Cleaned and aligned.",
)
CALL, VISIT = "Talked it through.", "Looked at it with the operator."


def list_updates(written: pd.DataFrame, managers: list[str], rng: np.random.Generator) -> pd.DataFrame:
    """Return the steps in order of time, up to the end of the log.

    Returns
    -------
    frame : Incident number, Entered at, Action, Note, Entered by, and `month`, the month of the ticket
    """
    met = written[written["in_contact"]]
    kinds = np.where(met["visited"], "Site visit", "Phone call")
    noted = written.loc[written.index.repeat(written["n_notes"])]
    up = written[written["escalated"]]
    again = written[(written["n_reopened"] > 0) & written["restored_at"].notna()]
    thought_over = amid(again, rng)
    taken_up = thought_over + (again["restored_at"] - thought_over) / 2
    boss = rng.choice(managers[:-1], len(up))
    ended = written[written["restored_at"].notna()]
    parts = [
        step(written, written["started_at"], "Assigned", "", written["handler_name"]),
        step(met, amid(met, rng), kinds, np.where(met["visited"], VISIT, CALL), met["handler_name"]),
        step(noted, amid(noted, rng), "Note", rng.choice(NOTES, len(noted)), noted["handler_name"]),
        step(up, amid(up, rng), "Escalated", "Needs a decision.", boss),
        step(again, thought_over, "Resolved", "", again["handler_name"]),
        step(again, taken_up, "Reopened", "", again["caller_name"]),
        step(ended, ended["restored_at"], "Resolved", "", ended["handler_name"]),
    ]
    updates = pd.concat(parts, ignore_index=True)
    log_ends = written["updated_at"].max()
    return updates[updates["Entered at"] <= log_ends].sort_values("Entered at", kind="stable", ignore_index=True)


def step(tickets: pd.DataFrame, at: pd.Series, action: object, note: object, by: object) -> pd.DataFrame:
    """Return one step of each of these tickets."""
    columns = {"Incident number": tickets["id"], "Entered at": at, "Action": action, "Note": note, "Entered by": by}
    return pd.DataFrame(columns, index=tickets.index).assign(month=tickets["month"]).reset_index(drop=True)


def amid(tickets: pd.DataFrame, rng: np.random.Generator) -> pd.Series:
    """Return a moment while each ticket was worked on, sooner rather than later."""
    known = tickets["restored_at"].fillna(tickets["started_at"] + pd.Timedelta(days=2))
    return tickets["started_at"] + (known - tickets["started_at"]) * rng.beta(1, 2, len(tickets))
