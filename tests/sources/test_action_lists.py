"""Lists of actions in workbooks: read where the sheet holds no table of contract or log, whatever they are called."""

import pandas as pd
import pytest
from builders import make_workbook
from minutes import write_minutes
from reading import frames_of

import drift
from drift.project import open_project
from drift.sources.files import read_files
from drift.sources.rows.actions.owners import read_owners
from drift.sources.rows.actions.statuses import read_status
from drift.tables.store import build_tables

LAYOUTS = {
    "logius": ([["Nr", "Actie", "Naam", None], ["324/01", "Rapport aanpassen", "Gerda Zonderling", "Open"],
                ["324/02", "Meten", "Piet van Elderen", "Gesloten"]],
               [["324/01", "Rapport aanpassen", "open"], ["324/02", "Meten", "done"]]),
    "notify": ([["NR", "Actie", "Actiehouder", "Status", "Toelichting"],
                ["2025521-1", "Meten", "Piet", "Afgevoerd", "niet meer nodig"]], [["2025521-1", "Meten", "dropped"]]),
    "english": ([["Action", "Owner", "Due date", "Progress"], ["Order a belt", "Gerda", "next meeting", "In progress"],
                 [None, "Gerda", None, None], ["Close the case", "Piet", "2 weeks", "100 %"]],
                [[None, "Order a belt", "open"], [None, "Close the case", "done"]]),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_an_action_list_of_a_workbook_is_read(tmp_path, name):
    rows, read = LAYOUTS[name]
    make_workbook(tmp_path / "lijst 2021-03-01.xlsx", {"Blad1": rows})
    actions = frames_of(tmp_path)["actions"]
    shown = actions[["number", "text", "status"]].astype(object)
    assert shown.where(shown.notna(), None).to_numpy().tolist() == read
    assert actions["at"].unique().tolist() == [pd.Timestamp(2021, 3, 1)]
    (sheet,) = drift.check(tmp_path).of("actions")
    assert (sheet.accepted, sheet.read) == (len(read), len(rows))


def test_a_raid_log_has_its_heading_below_a_block_and_in_column_b(tmp_path):
    block = [[None, "RAID log"], [None, "Open", 2], [None, "Closed", 1], *([[None]] * 7)]
    heading = [None, "ID", "Action", "Owner", "Date raised", "Due date", "Status"]
    rows = [*block, heading, [None, "A-001", "Measure belt 12", "Gerda", "05/02/21", "next week", "Open"],
            [None, "A-002", "Second crew", "supplier", "06/02/21", "?", "CLOSED"]]  # fmt: skip
    make_workbook(tmp_path / "RAID 2021-03-01.xlsx", {"Actions": rows})
    actions = frames_of(tmp_path)["actions"]
    assert actions["at"].dt.strftime("%m-%d").tolist() == ["02-05", "02-06"]
    assert actions["seen_at"].unique().tolist() == [pd.Timestamp(2021, 3, 1)]
    assert actions["side"].fillna("").tolist() == ["", "supplier"]
    assert actions["due"].fillna("").tolist() == ["next week", ""]


def test_a_list_and_minutes_tell_of_the_same_action_once(tmp_path):
    write_minutes(tmp_path / "2021-09-01 verslag.docx")
    make_workbook(tmp_path / "actielijst 2021-12-01.xlsx", {"Acties": [
        ["Nr", "Actie", "Wie", "Status"], [1, "Riemen bestellen", "Gerda Zonderling", "gereed"],
        [2, "Meten", "", "open"],
    ]})  # fmt: skip
    project = open_project(tmp_path)
    store, intake = build_tables(read_files(project, keep_key=False), project)
    with store:
        actions = store.fetch("actions").to_pandas().set_index("text")
    assert actions.loc["Riemen bestellen", ["file", "status", "n_seen"]].tolist() == [
        "2021-09-01 verslag.docx",
        "done",
        2,
    ]
    assert [(one.accepted, one.repeated) for one in intake.of("actions")] == [(3, 0), (1, 1)]
    assert actions["owner"].dropna().str.contains("Zonderling").sum() == 0


def test_a_log_and_a_contract_with_a_column_of_actions_stay_what_they_are(tmp_path):
    log = [["Meldingnummer", "Actie", "Wie", "Status"], *([f"M{i}", "vervangen", "3", "open"] for i in range(12))]
    norms = [["Nr", "Eis", "Actie", "Wie"], *([f"1.{i}", f"Reactie {i}", "melden", "3"] for i in range(12))]
    make_workbook(tmp_path / "SLA 01-01-2021.xlsx", {"Log": log, "Eisen": norms})
    assert len(frames_of(tmp_path)["actions"]) == 0


def test_a_word_of_drift_toml_goes_before_a_list_of_actions(tmp_path):
    make_workbook(tmp_path / "lijst.xlsx", {"Blad1": LAYOUTS["notify"][0]})
    (tmp_path / "drift.toml").write_text('schema = 1\n[[source]]\nfiles = "*.xlsx"\ntable = "none"\n', encoding="utf-8")
    assert len(frames_of(tmp_path)["actions"]) == 0


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("open, wacht op offerte", "open"), ("Loopt nog", "open"), ("GESLOTEN", "done"), ("gereed per 1-3", "done"),
        ("niet gereed", "open"), ("Afgevoerd: dubbel", "dropped"), ("50%", "open"), ("100 %", "done"), ("x", "done"),
        ("In progress (80%)", "open"), ("not done", "open"), ("wordt besproken", None), ("", None), ("-", None),
    ],
)  # fmt: skip
def test_a_status_is_free_text_led_by_a_word(text, status):
    assert read_status(text) == status


@pytest.mark.parametrize(
    ("text", "beside", "persons", "side"),
    [
        ("Gerda Zonderling, Piet van Elderen", "", ("Gerda Zonderling", "Piet van Elderen"), None),
        ("Gerda Zonderling / Piet van Elderen", "", ("Gerda Zonderling", "Piet van Elderen"), None),
        ("leverancier", "", (), "supplier"),
        ("Gerda Zonderling (klant)", "", ("Gerda Zonderling",), "customer"),
        ("Gerda Zonderling", "Opdrachtnemer", ("Gerda Zonderling",), "supplier"),
        ("allen", "", (), None),
    ],
)
def test_owners_are_one_or_several_with_the_side_that_a_cell_tells(text, beside, persons, side):
    owners = read_owners(text, beside)
    assert (owners.persons, owners.side) == (persons, side)
