"""Frames -> readings, as if they had been read from files: checked, completed, persons as pseudonyms."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.errors import Address, Note, TableError
from drift.project import Project, join_spelling
from drift.sources.accounts import FileAccount, SheetAccount
from drift.sources.layout.heading import Heading
from drift.sources.people import People
from drift.sources.people.columns import MOST_VALUES, Column
from drift.sources.people.hands import list_hands
from drift.sources.personcolumns import DOUBTED, tell_shown
from drift.sources.readings import Readings
from drift.sources.robots import list_robots, tell_robots
from drift.sources.rows.scope import Declared, list_declared
from drift.tables.columns import PERSONS, TABLES, TEXT
from drift.tables.door.complete import complete, seat_attendees, tell_left_out
from drift.tables.door.given import CELLS_TOLD, CHOICES, NEEDED, Given, columns_of, take_frame
from drift.tables.door.versions import list_versions, place_clauses
from drift.tables.gate import Gate
from drift.wording import Wording, guess_language

if TYPE_CHECKING:
    from drift.sources.rows.clauses.contracts import Version

READ: Final = (
    *("clauses", "norms", "incidents", "events", "contacts", "attendees", "decisions", "actions", "people"),
    *("governance", "norm_reports"),
)
PLACED_BY: Final = ("file", "sheet", "tool")  # where a row stands
_SEEN_AS: Final = {"attendees": "required", "people": "roster", "governance": "governance", "documents": "governance"}
_KEYS: Final = {"incidents": ["tool", "incident_id", "opened_utc"], "clauses": ["file", "sheet", "row"]}
_SHOWN: Final = {"incidents": ["incident_id", "opened_at"], "clauses": ["file", "sheet", "row"]}  # of a key, as given


def name_relation(tables: Mapping[str, object]) -> str | None:
    """Return the first name that the tables themselves give their relation, where they give one."""
    return next(iter(_list_relations(tables)), None) if isinstance(tables, Mapping) else None


def _list_relations(tables: Mapping[str, object]) -> list[str]:
    frames = [frame for frame in tables.values() if isinstance(frame, pd.DataFrame)]
    columns = [frame.iloc[:, i] for frame in frames for i, name in enumerate(frame) if name == "relation"]
    names = [" ".join(name.split()) for column in columns for name in dict.fromkeys(map(str, column.dropna()))]
    return list({name.casefold(): name for name in names}.values())


def read_tables(tables: Mapping[str, object], project: Project) -> Readings:
    """Take a caller's frames as if they had been read from files; the frames stay as they are.

    Raises
    ------
    TableError : a table, a column or a cell cannot be used; every fault of the call is named
    """
    if not isinstance(tables, Mapping):
        raise _gather_faults([Note("door.tables", {"found": type(tables).__name__})], project)
    people = People(None)
    given = {name: take_frame(name, tables.get(name, pd.DataFrame()), project.zone) for name in NEEDED}
    given = {name: _hide_persons(name, one, people) for name, one in given.items()}
    _doubt_columns(given, people)
    frames, versions, loose = _join_tables(given, project)
    faults = [*_check_tables(tables, project), *(fault for one in given.values() for fault in one.faults), *loose]
    if not (faults or len(frames["clauses"]) or len(frames["incidents"])):
        faults = [Note("door.empty")]
    if faults:
        raise _gather_faults(list(Gate(people).pass_out(tuple(faults))), project)
    readings = Readings(
        people,
        {name: (frame,) for name, frame in frames.items()},
        tuple(versions),
        _account(frames),
        _list_headings(frames, given),
        scope=(*list_declared(project), *_list_scope(given["scope"])),
    )
    robots = list_robots(readings)
    hands = list_hands(people.persons, frozenset(robots["person"]))
    notes = (*tell_left_out(given), *tell_robots(robots), *tell_shown(people, "note.persons_given"))
    return replace(readings, robots=robots, hands=hands, notes=notes)


def _join_tables(
    given: Mapping[str, Given], project: Project
) -> tuple[dict[str, pd.DataFrame], list[Version], list[Note]]:
    """Return the tables complete, the versions, and what does not fit together."""
    frames = {name: complete(name, given[name]) for name in READ if name not in ("clauses", "attendees")}
    frames["attendees"], unseated = seat_attendees(given["attendees"], frames["contacts"])
    frames["clauses"], versions, loose = list_versions(place_clauses(given["clauses"]), given["documents"], project)
    twice = [fault for name in _KEYS for fault in _find_twice(name, frames[name])]
    return frames, versions, [*unseated, *loose, *twice]


def _check_tables(tables: Mapping[str, object], project: Project) -> list[Note]:
    """Tell what is no table of ours, and several relations in one call."""
    known = ", ".join(NEEDED)
    spelled = (join_spelling(name, project.settings.aliases) for name in _list_relations(tables))
    names = list(dict.fromkeys(spelled))
    faults = [] if tables else [Note("door.none", {"known": known})]
    if len(names) > 1:
        faults.append(Note("door.relations", {"n": len(names), "found": ", ".join(names)}))
    for name in (str(name) for name in tables if name not in NEEDED):
        near = difflib.get_close_matches(name, NEEDED, n=1, cutoff=0.5)
        if name in TABLES:
            faults.append(Note("door.made", {"table": name}))
        elif near:
            faults.append(Note("door.table_near", {"table": name, "near": near[0]}))
        else:
            faults.append(Note("door.table", {"table": name, "known": known}))
    return faults


def _hide_persons(table: str, given: Given, people: People) -> Given:
    hidden = {
        name: people.hide(given.frame[name], _SEEN_AS.get(table, name)).astype("str") for name in PERSONS.get(table, ())
    }
    return Given(given.frame.assign(**hidden), given.columns, given.faults)


def _doubt_columns(given: Mapping[str, Given], people: People) -> None:
    """Let the names be told in every column of texts that is taken for groups, places or things."""
    for table in (name for name in READ if name in DOUBTED):
        frame = given[table].frame
        for name, dtype in columns_of(table).items():
            ours = name in PLACED_BY or name in PERSONS.get(table, ()) or (table, name) in CHOICES
            if dtype == TEXT and given[table].has(name) and not ours:
                texts = frame[name].dropna().unique()[:MOST_VALUES]
                people.doubt(Column(name, tuple(" ".join(text.split()) for text in texts), Address(table)))
    people.settle()


def _find_twice(table: str, frame: pd.DataFrame) -> list[Note]:
    keys = frame[_KEYS[table]].dropna()
    again = frame.loc[keys.index[keys.duplicated()], _SHOWN[table]]
    told = [
        Note("door.twice", {"table": table, "row": int(i), "found": " ".join(map(str, key))})
        for i, *key in again.head(CELLS_TOLD).itertuples()
    ]
    rest = len(again) - len(told)
    return [*told, Note("door.more_twice", {"table": table, "n": rest})] if rest else told


def _gather_faults(faults: list[Note], project: Project) -> TableError:
    say = Wording(project.settings.language or guess_language())
    return TableError(tuple(faults), "\n- ".join([say("door.head", n=len(faults)), *map(say.tell, faults)]))


def _places(frames: Mapping[str, pd.DataFrame]) -> list[tuple[str, str, str, int]]:
    """Return table, file, sheet and rows of every part of the tables that is a sheet of its own."""
    return [
        (name, str(file), str(sheet), len(part))
        for name, frame in frames.items()
        if name != "norms"  # the rows they stand in are clauses
        for (file, sheet), part in frame.groupby(["file", "sheet"], sort=False)
    ]


def _account(frames: Mapping[str, pd.DataFrame]) -> tuple[FileAccount, ...]:
    sheets: dict[str, list[SheetAccount]] = {}
    for table, file, sheet, n in _places(frames):
        sheets.setdefault(file, []).append(SheetAccount(sheet, table, accepted=n))
    return tuple(FileAccount(file, "read", sheets=tuple(sheets[file])) for file in sorted(sheets))


def _list_headings(
    frames: Mapping[str, pd.DataFrame], given: Mapping[str, Given]
) -> tuple[tuple[str, str, Heading], ...]:
    return tuple(
        (file, sheet, Heading(table, "", 0, dict.fromkeys(given[table].columns, 0), {}, {}))
        for table, file, sheet, _ in _places(frames)
    )


def _list_scope(given: Given) -> list[Declared]:
    rows = given.frame[["on", "unit", "amount"]].itertuples(index=False)
    return [Declared(on, unit, amount) for on, unit, amount in rows]
