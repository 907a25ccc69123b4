"""Hand-overs, ping-pong and push to front by drift, by pm4py and by a plain walk over the same rows.

    python -m venv ../peers && ../peers/bin/pip install pm4py
    python -m benchmarks.handovers [--python ../peers/bin/python] [--cases N]

Logs are made with robots, steps without a team, steps of one second, and files that begin with the last step. Each is
written as XES and as csv in English and in Dutch; drift reads the file as `check` does, pm4py its XES, the walk what
was written. pm4py stands in no group of pyproject.toml: its licence is not permissive; without it its line is missing.
Steps without a team are taken out of its log first (it sorts teams, and stops at a missing one), and those of robots.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import random
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path
from typing import Final, NamedTuple

NAMES: Final = ("cases", "hand-overs", "handed", "came back", "solved", "first line")
TEAMS: Final = {
    "en": ("V1", "V30", "V37", "N4", "V5 3rd", "V2 2nd", "V17 2nd-3rd"),
    "nl": ("Balie", "Monteurs noord", "Monteurs zuid", "Kabels", "Beheer 2e lijn", "Leverancier derde lijn"),
}
HIGHER: Final = ("2nd", "3rd", "2e lijn", "derde lijn")
STATUS: Final = {"en": ("Accepted", "In Progress", "Resolved"), "nl": ("Geopend", "In behandeling", "Opgelost")}
HEADING: Final = {
    "en": ("SR Number", "Change Date+Time", "Status", "Sub Status", "Involved ST", "Owner First Name"),
    "nl": ("Meldingnummer", "Tijdstip", "Status", "Behandelaarsgroep", "Medewerker"),
}
ROBOT: Final = "System"
FIRST: Final = dt.datetime(2022, 1, 1, 8)


class Step(NamedTuple):
    """A step of a ticket as a file lists it."""

    case: str
    at: dt.datetime
    status: str
    team: str
    actor: str


def make_steps(n_cases: int, language: str, seed: int = 1) -> list[Step]:
    """Return steps in the order in which they were taken, no two alike (a step told twice is one for drift).

    None is later than 50 days after its ticket was opened: later than 60 days none counts.
    """
    chance, steps = random.Random(seed), []
    for number in range(n_cases):
        at = FIRST + dt.timedelta(minutes=number * 800_000 / n_cases, seconds=chance.randrange(60))
        team, n = chance.choice(TEAMS[language]), chance.randint(2, 9)
        for i in range(n):
            robot = i > 0 and chance.random() < 0.08
            told = "" if i > 0 and chance.random() < 0.05 else team
            status = STATUS[language][2 if i == n - 1 else min(i, 1)]
            actor = ROBOT if robot and i < n - 1 else f"person {chance.randrange(60)}"
            steps.append(Step(f"M{number:06}", at.replace(microsecond=0), status, told, actor))
            at += dt.timedelta(seconds=chance.choice((0, 1, 60, 3_600, 90_000, 400_000)))
            team = chance.choice(TEAMS[language]) if chance.random() < 0.5 else team
    return [*dict.fromkeys(steps)]


# ---- written


def write_xes(steps: Iterable[Step], path: Path) -> None:
    """Write a trace a ticket."""
    with path.open("w", encoding="utf-8") as stream:
        stream.write('<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0">\n')
        for case, of_case in groupby(steps, key=lambda step: step.case):
            stream.write(f'<trace><string key="concept:name" value="{case}"/>\n')
            stream.writelines(_spell(step) for step in of_case)
            stream.write("</trace>\n")
        stream.write("</log>\n")


def _spell(step: Step) -> str:
    team = f'<string key="org:group" value="{step.team}"/>' if step.team else ""
    return (
        f'<event><string key="concept:name" value="{step.status}"/><string key="org:resource" value="{step.actor}"/>'
        f'{team}<date key="time:timestamp" value="{step.at.isoformat()}+01:00"/></event>\n'
    )


def write_csv(steps: list[Step], path: Path, language: str, *, newest_first: bool = False) -> None:
    """Write a row a step, as a tool of the language exports them."""
    with path.open("w", newline="", encoding="utf-8") as stream:
        rows = csv.writer(stream, delimiter=";")
        rows.writerow(HEADING[language])
        for case, at, status, team, actor in reversed(steps) if newest_first else steps:
            if language == "en":
                rows.writerow((case, f"{at.isoformat()}+01:00", "Accepted", status, team, actor))
            else:
                rows.writerow((case, at.strftime("%d-%m-%Y %H:%M:%S"), status, team, actor))


# ---- counted


def walk(steps: Iterable[Step]) -> list[int]:
    """Count by going over the rows one by one; steps of robots and steps without a team are none."""
    tickets: dict[str, list[str]] = {}
    ended = set()
    for step in steps:
        if step.status in {solved for *_, solved in STATUS.values()}:
            ended.add(step.case)
        if step.actor != ROBOT and step.team:
            tickets.setdefault(step.case, []).append(step.team)
    return _sum_up({case: _tell(teams) for case, teams in tickets.items()}, ended)


def _tell(teams: Iterable[str]) -> tuple[int, bool, bool]:
    """Return the hand-overs of one ticket, whether it came back, and whether it left the first line."""
    visits = [team for team, _ in groupby(teams)]
    back = any(team in visits[:i] for i, team in enumerate(visits))
    return len(visits) - 1, back, any(word in team for team in visits for word in HIGHER)


def _sum_up(tickets: dict[str, tuple[int, bool, bool]], ended: set[str]) -> list[int]:
    solved = [tickets[case] for case in tickets if case in ended]
    moves = [n for n, *_ in tickets.values()]
    came_back = sum(back for _, back, _ in tickets.values())
    front = sum(not higher for *_, higher in solved)
    return [len(moves), sum(moves), sum(n > 0 for n in moves), came_back, len(solved), front]


def count_by_drift(folder: Path) -> list[int]:
    """Read a folder and follow its tickets, whole quarters or not."""
    from drift.measures.levels.handovers import follow_groups, list_groups, read_lines
    from drift.measures.work.casebook import build_casebook
    from drift.project import open_project
    from drift.sources.files import read_files
    from drift.tables.calendar import find_span
    from drift.tables.store import build_tables

    project = open_project(folder)
    store, _ = build_tables(read_files(project, keep_key=False), project)
    with store:
        tables = store.open_tables()
        span = find_span(tables.incidents.pick("opened_at", "updated_at"), tables.events.pick("at"))
        casebook = build_casebook(tables, frozenset(tables.robots.frame["person"]), span, project.settings)
        followed = follow_groups(casebook.steps, read_lines(list_groups(casebook.steps)))
        rows = casebook.flags.select("case", "solved").join(followed, "case").to_pyarrow().to_pandas()
    solved = rows[rows["solved"].fillna(False).astype(bool)]
    handed, back = int((rows["n_moves"] > 0).sum()), int((rows["n_returns"] > 0).sum())
    return [len(rows), int(rows["n_moves"].sum()), handed, back, len(solved), int((solved["n_higher"] == 0).sum())]


def count_by_pm4py(path: str) -> list[int]:
    """Count by its hand-over network, its variants by team and its filters; its network tells shares of all pairs."""
    import pm4py

    log = pm4py.read_xes(path, show_progress_bar=False)
    solved = [status[2] for status in STATUS.values()]
    cases = "case:concept:name"
    ended = {*pm4py.filter_event_attribute_values(log, "concept:name", solved, level="case")[cases]}
    log = pm4py.filter_event_attribute_values(log, "org:resource", [ROBOT], level="event", retain=False)
    log = log.dropna(subset="org:group")
    network = pm4py.discover_handover_of_work_network(log, resource_key="org:group")
    pairs = len(log) - log[cases].nunique()
    moves = pairs * sum(share for (team, to), share in network.connections.items() if team != to)
    told = {tuple(teams): n for teams, n in pm4py.get_variants(log, activity_key="org:group").items()}
    handed = sum(n for teams, n in told.items() if _tell(teams)[0])
    back = sum(n for teams, n in told.items() if _tell(teams)[1])
    higher = [team for team in log["org:group"].unique() if any(word in team for word in HIGHER)]
    front = pm4py.filter_event_attribute_values(log, "org:group", higher, level="case", retain=False)
    return [log[cases].nunique(), round(moves), handed, back, *(len({*one[cases]} & ended) for one in (log, front))]


# ---- told


def main() -> None:
    """Print a line a log: what each counts, and whether all agree."""
    words = sys.argv[1:]
    if words[:1] == ["--count"]:
        print(json.dumps(count_by_pm4py(words[1])))
        return
    python = words[words.index("--python") + 1] if "--python" in words else sys.executable
    n_cases = int(words[words.index("--cases") + 1]) if "--cases" in words else 2_000
    print(f"{'log':24} {'by':8} {'':5}".ljust(40), *(name.rjust(10) for name in NAMES))
    with tempfile.TemporaryDirectory() as home:
        for name, path, steps in _write_logs(Path(home), n_cases):
            counts = {"walk": walk(steps), "drift": count_by_drift(path.parent)}
            if path.suffix == ".xes" and (told := _ask(python, path)) is not None:
                counts["pm4py"] = told
            same = "equal" if len({*map(tuple, counts.values())}) == 1 else "DIFFER"
            for by, found in counts.items():
                print(f"{name:24} {by:8} {same}".ljust(40), *(f"{n:10,}" for n in found), flush=True)
    _close_readers()


def _write_logs(home: Path, n_cases: int) -> Iterator[tuple[str, Path, list[Step]]]:
    for language in TEAMS:
        steps = make_steps(n_cases, language)
        for kind in ("xes", "csv", "csv, newest first"):
            path = home / f"{language} {kind}" / f"log.{kind[:3]}"
            path.parent.mkdir()
            if kind == "xes":
                write_xes(steps, path)
            else:
                write_csv(steps, path, language, newest_first=kind != "csv")
            yield f"{language}, {kind}", path, steps


def _close_readers() -> None:
    from drift.sources.opening.reader import shared_readers

    shared_readers().close()


def _ask(python: str, path: Path) -> list[int] | None:
    """Return what pm4py counts in an interpreter that has it; None where it has not."""
    ran = subprocess.run([python, __file__, "--count", str(path)], capture_output=True, text=True, check=False)
    return json.loads(ran.stdout.splitlines()[-1]) if ran.returncode == 0 else None


if __name__ == "__main__":
    main()
