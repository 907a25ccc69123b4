"""What is told of calls and visits stands on those who called and came, not on all who had a part in the incidents."""

import datetime as dt

import pandas as pd
import pytest

import drift
from drift.measures.catalogue import CONTACT, VISITS


def crowd_of(n_calling, direct):
    """Twelve months of forty incidents by eight handlers; every second one gets a call or a visit, by some in turn."""
    incidents, events = [], []
    for i in range(480):
        opened = dt.datetime(2023, 1 + i // 40, 1 + i % 27, 9)
        row = {"incident_id": f"I{i}", "opened_at": opened, "resolved_at": opened + dt.timedelta(hours=5)}
        incidents.append(
            {**row, "requester": f"Klant Nummer{i % 9}", "handler": f"Monteur Letter{i % 8}", "title": "x"}
        )
        actor = f"Monteur Letter{i // 2 % n_calling}" if i % 2 else f"Monteur Letter{i % 8}"
        kind, at = (direct if i % 2 else "comment"), opened + dt.timedelta(hours=1)
        events.append({"incident_id": f"I{i}", "at": at, "actor": actor, "kind": kind, "text": "y"})
    people = [{"person": f"Monteur Letter{i}", "side": "supplier"} for i in range(8)]
    people += [{"person": f"Klant Nummer{i}", "side": "customer"} for i in range(9)]
    frames = {"incidents": incidents, "events": events, "people": people}
    return drift.analyse_tables({name: pd.DataFrame(rows) for name, rows in frames.items()}).measured.crowd


@pytest.mark.parametrize(
    ("n_calling", "direct", "hidden", "no_visits"),
    [(1, "call", 12, 0), (4, "visit", 12, 12), (5, "visit", 0, 0)],
)
def test_a_month_in_which_few_called_or_came_tells_no_calls_or_visits(n_calling, direct, hidden, no_visits):
    crowd = crowd_of(n_calling, direct)
    assert len(crowd.blocks) == 12
    assert len(crowd.few[CONTACT]) == hidden
    assert len(crowd.few[VISITS]) == no_visits  # where nobody came that is nobody's
