"""One version as it is compared: its clauses, what was read in them, and the sheets they stand in."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.contract.carrying import carry_steps, list_carried
from drift.contract.effects.codes import Said
from drift.contract.parties import Names, replace_names, to_names
from drift.contract.reading.normrows import settle_norms
from drift.contract.reading.read import read_clauses
from drift.errors import DriftError, UsageError
from drift.project import open_project
from drift.sources.files import read_files
from drift.sources.layout.find import LOGS
from drift.sources.opening.cells import Cells, Contents
from drift.sources.opening.reader import Entry, shared_readers
from drift.sources.rows.clauses.contracts import USED
from drift.tables.gate import Gate
from drift.tables.plain import to_rows
from drift.tables.store import build_tables

if TYPE_CHECKING:
    from pathlib import Path

    from drift.project import Project
    from drift.sources.people import People
    from drift.sources.readings import Readings

Place = tuple[str, int]  # sheet and row, 1 = first
PENALTY: Final = "penalty"
CLAUSE_FIELDS: Final = USED - {"remark"}  # columns that make a clause; what else stands in its row is beside it
_PLACE: Final = ("sheet", "row")


@dataclass(frozen=True)
class Sheets:
    """The sheets of a file as they stand, and which of their rows hold clauses, a heading of these, or a log."""

    cells: tuple[Cells, ...]
    taken: frozenset[Place]
    columns: dict[str, frozenset[int]]  # sheet -> columns of which the clauses are made, 0 = A
    headings: dict[str, int]  # sheet -> row of the heading of its clauses


NO_SHEETS: Final = Sheets((), frozenset(), {}, {})


@dataclass(frozen=True)
class Version:
    """One version as it was read, names and all; every frame has a row a clause in force, but `withdrawn`."""

    people: People
    name: str
    parties: Names  # of both parties, as far as told
    words: pd.DataFrame  # clauses
    readings: pd.DataFrame
    said: tuple[Said, ...]
    places: tuple[Place, ...]
    numbers: tuple[str | None, ...]
    withdrawn: pd.DataFrame  # clauses that stand in the file and are not in force
    targets: dict[Place, list[dict[str, Any]]]
    sheets: Sheets

    def say(self, rows: list[int]) -> Said:
        """Return what some clauses say together: who is bound by the first of them that binds."""
        said = [self.said[row] for row in rows]
        if len(said) == 1:
            return said[0]
        first = next((one for one in said if one.obligation), said[0])
        kind = PENALTY if any(one.kind == PENALTY for one in said) else first.kind
        return replace(first, text="\n".join(one.text for one in said), kind=kind)


def _list_said(clauses: pd.DataFrame, readings: pd.DataFrame, names: Names) -> tuple[Said, ...]:
    """Return what was read in each clause."""
    columns = (readings[name].astype(str) for name in ("party", "modality", "kind"))
    rows = zip(clauses["text"], readings["obligation"].astype(bool), *columns, strict=True)
    return tuple(Said(replace_names(str(text), names), *read) for text, *read in rows)


def keep_readings(before: Version, after: Version, pairs: pd.DataFrame) -> Version:
    """Return the new version, in which a clause that did not change in force says what it said."""
    kept = pairs[list_carried(pairs)]
    steps = zip(kept["change"], kept["old_row"].astype(int), kept["new_row"].astype(int), strict=True)
    readings = carry_steps(
        (before.readings, after.readings), (before.words["text"], after.words["text"]), steps, after.parties
    )
    return replace(after, readings=readings, said=_list_said(after.words, readings, after.parties))


def read_version(path: Path) -> Version:
    """Read one file.

    Raises
    ------
    UsageError : the path is not there, or is a folder
    DriftError : the file holds no clauses, or cannot be read
    """
    with Gate().guard():  # nobody is known yet
        if path.is_dir():
            raise UsageError("error.not_file", path=str(path))
        project = open_project(path)
        readings = read_files(project, keep_key=False)
    with Gate(readings.people).guard():
        return _take_version(path, project, readings)


def _take_version(path: Path, project: Project, readings: Readings) -> Version:
    names = to_names(project.settings.parties.model_dump())
    store, intake = build_tables(readings, project)
    with store:
        clauses = store.fetch("clauses").to_pandas()
        read = settle_norms(*read_clauses(clauses, names), store.fetch("norms").to_pandas())
        store.put_all(dict(zip(("readings", "targets"), read, strict=True)))
        if clauses.empty:
            refused = next((file.reason for file in intake.files if file.reason), None)
            if refused:
                raise DriftError("error.nothing_read_one", n=1, file=path.name, why=refused)
            raise DriftError("error.no_clauses", path=str(path))
        told, targets = (store.fetch(name).to_pandas() for name in ("readings", "targets"))
    sheets = _open_sheets(path, readings, clauses)
    return build_version(readings.people, names, (clauses, told, targets), sheets)


def build_version(
    people: People,
    parties: Names,
    tables: tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame],
    sheets: Sheets = NO_SHEETS,
) -> Version:
    """Return a version of its tables: clauses, readings (a row a clause, in their order) and targets.

    Parameters
    ----------
    sheets : none where only clauses are compared
    """
    clauses, told, targets = tables
    kept = clauses["in_force"].astype(bool).to_numpy()
    words, inforce = clauses[kept].reset_index(drop=True), told[kept].reset_index(drop=True)
    return Version(
        people=people,
        name=", ".join(str(name) for name in clauses["file"].unique()),
        parties=parties,
        words=words,
        readings=inforce,
        said=_list_said(words, inforce, parties),
        numbers=tuple(str(number) if isinstance(number, str) else None for number in words["clause_id"]),
        places=tuple(zip(words["sheet"].astype(str), words["row"].astype(int), strict=True)),
        withdrawn=clauses[~kept].reset_index(drop=True),
        targets=_by_place(targets),
        sheets=sheets,
    )


def _by_place(targets: pd.DataFrame) -> dict[Place, list[dict[str, Any]]]:
    """Return targets by the place they were read from."""
    places: dict[Place, list[dict[str, Any]]] = {}
    for target in to_rows(targets):
        places.setdefault((str(target["sheet"]), int(target["row"])), []).append(target)
    return places


def _open_sheets(path: Path, readings: Readings, clauses: pd.DataFrame) -> Sheets:
    """Open a file once more for what stands beside its clauses; an archive is not looked into."""
    _, result = next(iter(shared_readers().read([Entry(path)])))
    cells = result.sheets if isinstance(result, Contents) else ()
    taken = {(str(sheet), int(row)) for sheet, row in clauses[[*_PLACE]].itertuples(index=False)}
    columns: dict[str, frozenset[int]] = {}
    headings: dict[str, int] = {}
    for _, sheet, heading in readings.recognised:
        if heading.table == "clauses":
            taken |= {(sheet, row) for row in range(heading.row - heading.n_rows + 1, heading.row + 1)}
            columns[sheet] = frozenset(i for name, i in heading.columns.items() if name in CLAUSE_FIELDS)
            headings[sheet] = heading.row
    lengths = {sheet.sheet: sheet.n_rows for sheet in cells}
    texts = {sheet.sheet for sheet in cells if sheet.text}
    for account in (account for file in readings.accounts for account in file.sheets):
        if account.table in LOGS or (account.table == "clauses" and account.sheet in texts):
            last = account.last_row or lengths.get(account.sheet, 0)
            taken |= {(account.sheet, row) for row in range(account.first_row, last + 1)}
    return Sheets(cells, frozenset(taken), columns, headings)
