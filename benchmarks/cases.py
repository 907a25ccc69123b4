"""The facts of real files of others: `python benchmarks/cases.py [CASES]` reads and checks them (../shared/cases)."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pandas as pd
from beside import find_cases

import drift
from drift import classify_clauses
from drift.project import open_project
from drift.sources.files import read_files
from drift.sources.readings import Readings


def rows(readings: Readings, table: str) -> pd.DataFrame:
    return pd.concat(readings.frames[table], ignore_index=True)


def told(readings: Readings, code: str) -> list[dict[str, object]]:
    return [dict(note.values) for account in readings.accounts for note in account.notes if note.code == code]


def check_servicenow(readings: Readings) -> str:
    events, incidents = rows(readings, "events"), rows(readings, "incidents")
    whole = events["file"].str.contains("zip!")
    one, other = events[whole], events[~whole]
    assert (len(one), one["incident_id"].nunique(), len(other)) == (119_998, 20_769, 5_998)
    shared = [name for name in events if name not in ("file", "sheet")]
    pd.testing.assert_frame_equal(one[shared].head(5_998).reset_index(drop=True), other[shared].reset_index(drop=True))
    tickets = incidents[incidents["file"].str.contains("zip!")].set_index("incident_id")
    month = one["incident_id"].map(tickets["opened_at"].dt.month)
    people = one.groupby("incident_id")["actor"].nunique().groupby(tickets["opened_at"].dt.month).mean()
    per_ticket = month.value_counts() / tickets["opened_at"].dt.month.value_counts()
    met = tickets["sla_met"].groupby(tickets["opened_at"].dt.month).mean()
    assert [round(float(per_ticket[m]), 2) for m in (3, 4, 5)] == [6.45, 5.25, 5.22]
    assert [round(float(people[m]), 2) for m in (3, 4, 5)] == [3.93, 3.10, 3.03]
    assert [round(100 * float(met[m])) for m in (3, 4, 5)] == [40, 77, 77]
    assert int((one["status"] == "-100").sum()) == 0 < int(one["status"].isna().sum())  # twice -100 for nothing
    assert not one["group"].str.contains("  ").any()
    (robot,) = readings.robots.itertuples()  # one account of 714 that closes tickets around the clock
    assert (robot.why, int((one["actor"] == robot.person).sum())) == ("rhythm", 29_625)
    return f"shared rows equal; people a ticket {people.round(2).to_dict()}, SLA met {met.round(2).to_dict()}"


def check_trains(readings: Readings) -> str:
    sheets = readings.accounts[0].sheets
    assert [sheet.table for sheet in sheets] == [None, "incidents"]
    assert (sheets[1].read, sheets[1].accepted, sheets[1].rejected) == (5_965, 5_066, 898)
    return str(told(readings, "note.lost_lists"))


def check_streetcars(readings: Readings) -> str:
    assert [len(account.sheets) for account in readings.accounts] == [12, 12, 12, 1]
    frame = rows(readings, "incidents")
    assert len(frame) == 51_963
    clocks = frame["opened_at"].ne(frame["opened_at"].dt.normalize()).groupby(frame["file"]).mean()
    return f"{len(frame)} rows; a time of day in {clocks.round(3).tolist()}"


def check_frameworks(readings: Readings) -> str:
    assert [len(frame) for frame in readings.frames["clauses"]] == [1_988, 3_295, 3_246]
    missing, twice = told(readings, "note.ids_missing"), told(readings, "note.ids_twice")
    assert (missing[0]["n"], twice[0]["n"]) == (524, 218)
    modals = [int(frame["text"].str.count(r"\b(?:shall|must)\b").sum()) for frame in readings.frames["clauses"]]
    assert modals == [1_227, 1_755, 2_181]
    grown = pd.DataFrame({i: count_duties(frame) for i, frame in enumerate(readings.frames["clauses"])}).fillna(0)
    return (
        f"without a number {missing[0]}, twice {twice[0]}; shall or must {modals}\n"
        f"clauses that bind, by party and kind, in three frameworks\n{grown.astype(int).to_string(header=False)}"
    )


def count_duties(clauses: pd.DataFrame) -> pd.Series:
    """Count what binds by party and kind."""
    read = classify_clauses(clauses["text"], sections=clauses["section"])
    return read[read["obligation"]].groupby(["party", "kind"]).size()


def check_templates(readings: Readings) -> str:
    (frame,) = readings.frames["clauses"]
    assert len(frame) == 2_054
    return str(told(readings, "note.inline_numbers"))


def check_checklists(readings: Readings) -> str:
    headings = [heading.row for _, _, heading in readings.recognised]
    assert headings == [5, 5, 5, 5]
    assert [len(frame) for frame in readings.frames["clauses"]] == [99, 105, 105, 99]
    return str(told(readings, "note.comments"))


def check_controls(readings: Readings) -> str:
    assert [len(frame) for frame in readings.frames["clauses"]] == [826, 1_007]
    return "826 and 1,007 controls"


CASES: dict[str, Callable[[Readings], str]] = {
    "servicenow": check_servicenow,
    "treinstoringen": check_trains,
    "ttc": check_streetcars,
    "fm": check_frameworks,
    "fm-templates": check_templates,
    "ictu-checklists": check_checklists,
    "nist": check_controls,
}


def check_cautions(folder: Path) -> str:
    """Three months with a closing window prove nothing: the log is withheld, and its first month told."""
    cautions = {caution.code: caution for caution in drift.analyse(folder).cautions}
    assert cautions["too_few_months"].effect == cautions["long_runners"].effect == "withhold"
    assert [str(month) for month in cautions["long_runners"].periods] == ["2016-02"]
    return ", ".join(f"{caution.code} ({caution.effect})" for caution in cautions.values())


def main(folder: Path) -> None:
    for name, check in CASES.items():
        start = time.perf_counter()
        with tempfile.TemporaryDirectory() as scratch:  # a copy: reading stores a key beside the files
            copy = Path(scratch)
            for path in sorted(path for path in (folder / name).iterdir() if path.is_file()):
                (copy / path.name).write_bytes(path.read_bytes())
            readings = read_files(open_project(copy))
            cautions = check_cautions(copy) if name == "servicenow" else ""
        print(f"{name:16} {time.perf_counter() - start:5.1f} s  {check(readings)} {cautions}")


if __name__ == "__main__":
    main(find_cases(*CASES))
