"""The engine behind Ibis: checked tables as Parquet in a temporary folder, DuckDB in process."""

from __future__ import annotations

import math
from dataclasses import dataclass, fields, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from drift.errors import Note
from drift.sources.accounts import SheetAccount
from drift.sources.opening.columns import from_arrow, repeat_text
from drift.sources.opening.reader import describe_readers
from drift.tables.actions import join_actions
from drift.tables.among import are_among
from drift.tables.calendar import date_versions
from drift.tables.cases import derive_incidents, join_derived
from drift.tables.columns import TABLES, schema_of, to_arrow
from drift.tables.future import find_later
from drift.tables.held import GROUP_ROWS, Held
from drift.tables.intake import Intake
from drift.tables.keys import refer, settle_keys
from drift.tables.repeats import drop_repeated, find_repeated, keep_latest, number_copies
from drift.tables.reports import find_gone, keep_later_reports
from drift.tables.strays import drop_strays
from drift.writing.temporary import TemporaryFolder

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import ibis
    from ibis.backends.duckdb import Backend

    from drift.project import Project
    from drift.sources.readings import Readings

MEMORY_LIMIT = "768MB"  # of DuckDB; beyond it spills to the store's own folder. With what the run itself holds: 2 GB
_SELDOM: Final = ("norms", "decisions", "actions")  # a caller may hand over none


class Stored:
    """One checked table: `rows` for the engine, `frame` whole, in the order it was written; each opened once."""

    def __init__(self, engine: Any, path: Path) -> None:
        self._engine, self._path = engine, path

    @cached_property
    def rows(self) -> ibis.Table:
        """The table as the engine queries it."""
        return self._engine.read_parquet(self._path, table_name=self._path.stem)

    @cached_property
    def frame(self) -> pd.DataFrame:
        """The whole table; nobody writes in it."""
        return self.pick()

    @property
    def n_rows(self) -> int:
        """How many rows it has."""
        return int(pq.read_metadata(self._path).num_rows)

    def pick(self, *columns: str) -> pd.DataFrame:
        """Return some columns of a table that is too large to take whole; none named: all of them."""
        frame: pd.DataFrame = pq.read_table(self._path, columns=[*columns] or None).to_pandas()
        return frame

    def find(self, name: str, texts: Sequence[str], *columns: str) -> pd.DataFrame:
        """Return some columns of the rows that have one of some texts in a column, by their place in the table."""
        held = Held(self._path)
        at = held.find(name, pa.array(texts, type=pa.string()))
        return held.take(pd.Index(at, dtype="int64"), columns)

    def put_beside(self, name: str, query: ibis.Table) -> ibis.Table:
        """Compute a query of many rows now, into a file beside this table; return what came out.

        As columns in a file it is a third as large as in the engine's memory, and later queries read what they ask for.
        """
        from ibis.util import gen_name

        path = self._path.with_name(f"{gen_name(name)}.parquet")
        self._engine.to_parquet(query, path)
        rows: ibis.Table = self._engine.read_parquet(path, table_name=path.stem)
        return rows


@dataclass(frozen=True)
class Tables:
    """What was read of a relation, and what was read in its clauses: tables as columns.py has them."""

    clauses: Stored
    readings: Stored
    targets: Stored
    lineage: Stored
    units: Stored
    documents: Stored
    governance: Stored
    incidents: Stored
    events: Stored
    contacts: Stored
    attendees: Stored
    decisions: Stored
    actions: Stored
    people: Stored
    robots: Stored
    hands: Stored
    norm_reports: Stored


class Store:
    """Tables of one run; they vanish with it. Use as a context manager."""

    def __init__(self) -> None:
        self._folder = TemporaryFolder()
        self.path = self._folder.path

    @cached_property
    def engine(self) -> Backend:
        """The engine, started when something is first asked of it."""
        import ibis

        # nested as they were asked, questions are worded in nine tenths of the time; DuckDB joins them by itself
        ibis.options.sql.fuse_selects = False
        engine = ibis.duckdb.connect(memory_limit=MEMORY_LIMIT, temp_directory=str(self.path / "spill"))
        # no query relies on the order of rows, and keeping it takes memory
        engine.raw_sql("set preserve_insertion_order = false")
        return engine

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Let go of the engine and remove the tables."""
        try:
            if "engine" in vars(self):
                self.engine.disconnect()
        finally:
            self._folder.close()

    def put(self, name: str, frame: pd.DataFrame) -> None:
        """Write a table as Parquet, under its declared types; in groups of rows, so that none is held twice."""
        with pq.ParquetWriter(self._file(name), schema_of(name)) as writer:
            for first in range(0, max(len(frame), 1), GROUP_ROWS):
                writer.write_table(to_arrow(name, frame.iloc[first : first + GROUP_ROWS]))

    def put_all(self, tables: Mapping[str, pd.DataFrame]) -> None:
        """Write several tables, each under its name."""
        for name, frame in tables.items():
            self.put(name, frame)

    def fetch(self, name: str) -> pa.Table:
        """Return a table in the order it was written."""
        return pq.read_table(self._file(name))

    def hold(self, name: str) -> Held:
        """Return a table as it may outlive the store."""
        return Held(self._file(name).read_bytes())

    def open_tables(self) -> Tables:
        """Return all tables, to be read once the contract has been."""
        names = [field.name for field in fields(Tables)]
        return Tables(**{name: Stored(self.engine, self._file(name)) for name in names})

    def _file(self, name: str) -> Path:
        return self.path / f"{name}.parquet"


def build_tables(readings: Readings, project: Project) -> tuple[Store, Intake]:
    """Check what was read, drop what is there twice, and store it.

    Returns
    -------
    (store, intake) : the tables of columns.py but readings and targets; the account of every row
    """
    parts_of = {**dict.fromkeys(_SELDOM, ()), **readings.frames}
    frames = {name: _gather(name, parts, project.name) for name, parts in parts_of.items()}
    reports, again = keep_later_reports(frames["norm_reports"])
    gone = find_gone(frames["norm_reports"], reports)
    frames["norm_reports"] = reports
    frames["actions"] = join_actions(frames["actions"])
    incidents, strays = drop_strays(frames["incidents"], frames["events"], readings)
    incidents, keys = settle_keys(number_copies(incidents))
    latest = keep_latest(incidents)
    twice = [*keys, *find_repeated(incidents, latest)]
    events = refer(_adopt(frames["events"], incidents), incidents)
    derived, told = derive_incidents(events, incidents)
    frames["incidents"] = join_derived(latest, derived)
    orphans = [*told, *_find_orphans(events, frames["incidents"])]
    frames["events"] = drop_repeated(events)
    del events
    people = readings.people
    people.spare(map(str, frames["clauses"]["text"].dropna().unique()))
    people.ease(map(str, frames["incidents"]["title"].dropna().unique()))
    documents, notes = date_versions(_list_documents(readings, project.name))
    listed = {name: _gather(name, [getattr(readings, name)], project.name) for name in ("robots", "hands")}
    frames |= {"documents": documents, **listed}
    store = _keep(frames)
    accounts = tuple(
        replace(account, sheets=tuple(_count_kept(account.file, sheet, frames, gone) for sheet in account.sheets)).add(
            notes=strays.pop(account.file, [])
        )
        for account in readings.accounts
    )
    others = [note for told in strays.values() for note in told]  # of files that have no account: a caller's frames
    later = find_later(readings.held, frames)
    notes = [
        Note("note.zone", {"zone": project.settings.zone}),
        *readings.notes,
        *notes,
        *others,
        *twice,
        *again,
        *orphans,
        *later,
    ]
    return store, Intake(accounts, tuple(notes), describe_readers() if accounts else None)


def _keep(frames: Mapping[str, pd.DataFrame]) -> Store:
    """Return a store of tables; where they cannot all be written, nothing of them stays."""
    store = Store()
    try:
        store.put_all(frames)
    except BaseException:
        store.close()
        raise
    return store


def _gather(name: str, parts: Sequence[pd.DataFrame], relation: str) -> pd.DataFrame:
    filled = [part for part in parts if len(part)]
    if not filled:
        empty: pd.DataFrame = schema_of(name).empty_table().to_pandas()
        return empty
    frame = pd.concat(filled, ignore_index=True)
    return frame.assign(relation=from_arrow(repeat_text(relation, len(frame)), frame.index))


def _adopt(events: pd.DataFrame, incidents: pd.DataFrame) -> pd.DataFrame:
    """Give each event the tool of its incident.

    The sheets of one export may be recognised by different vocabularies; an incident number that only one tool uses
    settles to which it belongs.
    """
    if not len(events):
        return events
    own = incidents["tool"].unique()
    known = are_among(events["incident_id"], [incidents["number"]])
    if len(own) == 1 and known.all():  # as it mostly is
        return events.assign(tool=from_arrow(repeat_text(own[0], len(events)), events.index))
    tools = incidents.drop_duplicates(["number", "tool"]).groupby("number")["tool"].agg(["first", "size"])
    only = tools.loc[tools["size"] == 1, "first"]
    return events.assign(tool=events["incident_id"].map(only).astype("str").fillna(events["tool"]))


def _find_orphans(events: pd.DataFrame, incidents: pd.DataFrame) -> list[Note]:
    """Tell how many events have no incident."""
    known = are_among(events["incident_id"], [incidents["incident_id"]])
    return [] if known.all() else [Note("note.orphans", {"n": int((~known).sum()), "of": len(events)})]


def _list_documents(readings: Readings, relation: str) -> pd.DataFrame:
    columns = [column.name for column in TABLES["documents"]]
    rows = [{"relation": relation, "ends_on": None, **vars(version)} for version in readings.versions]
    return pd.DataFrame(rows, columns=columns)


def _count_kept(file: str, sheet: SheetAccount, frames: Mapping[str, pd.DataFrame], gone: pd.DataFrame) -> SheetAccount:
    """Return the account of a sheet; one that holds several tables has each in rows of its own.

    gone : rows of reports of which a later report repeats every result
    """
    if sheet.table in ("incidents", "events", "actions"):
        kept = _count_rows(file, sheet, frames[sheet.table])
    elif sheet.table == "norm_reports":
        kept = sheet.accepted - _count_rows(file, sheet, gone)
    else:
        return sheet
    return replace(sheet, accepted=kept, repeated=sheet.repeated + sheet.accepted - kept)


def _count_rows(file: str, sheet: SheetAccount, rows: pd.DataFrame) -> int:
    own = rows.loc[rows["file"].eq(file) & rows["sheet"].eq(sheet.sheet), "row"]
    return int(own.between(sheet.first_row, sheet.last_row or math.inf).sum())
