"""Every state that needs sides, levels and outcomes, reached from files as people would have them."""

import datetime as dt

import pytest
from builders import make_contract, make_workbook

import drift

HEADS = ["Incident", "Title", "Category", "Object", "Priority", "Requester", "Assignee", "Opened", "Resolved"]
EVENTS = ["Incident", "At", "Status", "Author", "Message"]
FIRST, MONTHS, TURN, A_MONTH = 2022, 42, 24, 12  # the turn: January 2024, after two good years
CALLERS = [f"Ans Beller{i}" for i in range(6)]
HANDLERS = [f"Cor Monteur{i}" for i in range(6)]
DUTY = "The supplier shall answer a call about machine {} within {} hours."


def write_relation(folder, *, grows=False, loosens=True, harms=False, levels=True, meets=False):
    """Write 42 months; from month 24 on what is asked for happens, all at once."""
    make_contract(folder, "SLA 2022-01-01", [DUTY.format(i, i + 2) for i in range(12)])
    make_contract(folder, "SLA 2024-01-01", [DUTY.format(i, i + 2) for i in range(40 if grows else 12)])
    incidents, events = [HEADS], [EVENTS]
    for k in range(MONTHS * A_MONTH):
        month, i = divmod(k, A_MONTH)
        year, within = divmod(month, 12)
        opened = dt.datetime(FIRST + year, within + 1, 1 + 2 * i, 9)
        turned = month >= TURN
        _add(incidents, events, k, opened, loose=turned and loosens, worse=turned and harms)
    make_workbook(folder / "log.xlsx", {"Incidents": incidents, "Updates": events})
    if levels:
        rows = [[name, side, "operations", "operational"] for name, side in _persons()]
        make_workbook(folder / "people.xlsx", {"People": [["Name", "Side", "Function", "Level"], *rows]})
    if meets:
        rows = [[dt.datetime(FIRST, 1, 5, 10) + dt.timedelta(days=14 * i), "Walk", "Operational", "In person",
                 f"{CALLERS[i % 6]}; {HANDLERS[i % 6]}"] for i in range(90)]  # fmt: skip
        heads = ["Datum", "Onderwerp", "Niveau", "Soort contact", "Deelnemers"]
        make_workbook(folder / "overleg.xlsx", {"Overleg": [heads, *rows]})
    return folder


def _persons():
    return [*((name, "customer") for name in CALLERS), *((name, "supplier") for name in HANDLERS)]


def _add(incidents, events, k, opened, *, loose, worse):
    caller = k % 6
    name, who = f"I{k:04}", HANDLERS[(caller + k // 6 if loose else caller) % 6]
    resolved = opened + dt.timedelta(hours=4 + k % 3)
    thing = f"machine {k % 7}{'' if k % 11 else ' A'} of line {k}"
    incidents.append([name, "Does not start", "mechanical", thing, "P2", CALLERS[caller], who, opened, resolved])

    def step(hours, status, text):
        events.append([name, opened + dt.timedelta(hours=hours), status, who, text])

    step(0.5, "Assigned", "taken")
    if k % 4 == 0 if loose else k % 8:  # three quarters of the talks are gone
        step(1, "Phone call", f"spoke with {CALLERS[caller]}")
    if worse or k % 12 == 5:
        step(2, "Escalated", "to the next level")
    if worse and k % 2:
        step(3, "Reopened", "it still does not start")


@pytest.mark.parametrize(
    ("what", "rung", "state"),
    [
        ({"grows": True, "harms": True}, 3, "sliding"),
        ({"harms": True}, 3, "let go"),
        ({"grows": True, "harms": True, "meets": True}, 4, "spreadsheets and KPIs"),
        ({}, 3, "looser"),
        ({"grows": True, "loosens": False}, 3, "formalising"),
        ({"grows": True, "harms": True, "levels": False}, 2, "drifting apart"),  # below rung 3 no slide is called
    ],
)
def test_a_state_is_reached_from_files(tmp_path, what, rung, state):
    analysis = drift.analyse(write_relation(tmp_path, **what))
    verdict = analysis.verdict
    assert (analysis.rung, verdict.state) == (rung, state)
    if what.get("loosens", True):
        assert verdict.alarm is not None
        assert verdict.onset_interval[0].ordinal - 1 <= _turn().ordinal <= verdict.onset_interval[1].ordinal + 1
    assert (analysis.judgement.harm.state == "worse") == bool(what.get("harms"))


def _turn():
    import pandas as pd

    return pd.Period(f"{FIRST + TURN // 12}-{TURN % 12 + 1:02}", "M")
