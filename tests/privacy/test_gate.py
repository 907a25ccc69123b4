"""What leaves passes the gate: a text is masked unless somebody declared it ours, and there is no other way out."""

import ast
import datetime as dt
import re
import sys
import typing
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from pydantic import BaseModel

import drift
import drift.analysis  # loads every record that an analysis holds: _reach looks for them
from drift.analysed import Analysis
from drift.compare.versions import Compared
from drift.errors import Address, DriftError, Note, Problem
from drift.measures.norms.judgements import JUDGEMENTS
from drift.project import Project, Settings
from drift.rehearse.rehearsal import Rehearsal
from drift.sources.accounts import FileAccount
from drift.sources.people import MASK, People
from drift.tables.columns import NOT_SHOWN, PERSONS, TABLES, TEXT
from drift.tables.gate import Gate
from drift.tables.held import Held
from drift.tables.history import Snapshot
from drift.tables.ours import LABELLED, OURS, PLACES
from drift.tables.shown import Shown

NAME = "Gerda Zonderling"


class Everybody(People):
    """Knows every word there is as a name: what comes out whole was declared to be ours."""

    def mask(self, text):
        return MASK if any(sign.isalpha() for sign in text) else text

    mask_names = mask


@pytest.fixture
def gate():
    people = People(None)
    people.hide(pd.Series([NAME]))
    return Gate(people)


# --- the walk


@dataclass(frozen=True)
class Inner:
    told: str
    at: Address


@dataclass(frozen=True)
class Planted:
    """A record that nobody declared: all of it is a stranger's."""

    said: str
    parts: tuple[Inner, ...]
    by: Mapping[str, list[str]]
    rows: pd.DataFrame
    n: int = 3
    on: dt.date = dt.date(2021, 3, 1)


def test_a_field_that_nobody_declared_is_masked_wherever_it_stands(gate):
    rows = pd.DataFrame({"what": [NAME, None], f"of {NAME}": ["x", "y"], "n": [1, 2]}, index=[NAME, "b"])
    planted = Planted(f"by {NAME}", (Inner(NAME, Address(f"{NAME}.xlsx", NAME, "A1")),), {NAME: [NAME, "b"]}, rows)
    shown = gate.pass_out(planted)
    assert shown.said == f"by {MASK}"
    assert shown.parts == (Inner(MASK, Address(f"{MASK}.xlsx", MASK, "A1")),)
    assert shown.by == {MASK: [MASK, "b"]}
    assert (list(shown.rows), list(shown.rows.index)) == (["what", f"of {MASK}", "n"], [MASK, "b"])
    assert shown.rows.iloc[0].tolist() == [MASK, "x", 1]
    assert (shown.n, shown.on) == (3, dt.date(2021, 3, 1))
    assert planted.said == f"by {NAME}"  # what was read stays as it was


@given(st.recursive(st.sampled_from([NAME, "pomp", 4, None]), lambda inner: st.lists(inner) | st.tuples(inner, inner)))
def test_no_nesting_hides_a_name(nested):
    people = People(None)
    people.hide(pd.Series([NAME]))
    assert repr(Gate(people).pass_out(nested)) == repr(nested).replace(NAME, MASK)


def test_what_the_gate_was_not_taught_does_not_pass(gate):
    for thing in (object(), np.array([NAME]), lambda: NAME, gate):
        with pytest.raises(TypeError, match="gate"):
            gate.pass_out(thing)


def test_two_names_that_look_alike_without_them_stay_two(gate):
    sizes = {"SLA Zonderling": 1.0, "SLA Gerda": 2.0, "SLA": 3.0}
    assert gate.pass_out(sizes) == {f"SLA {MASK}": 1.0, f"SLA {MASK} (2)": 2.0, "SLA": 3.0}


def test_a_persons_column_comes_out_as_numbers_whatever_its_frame(gate):
    rows = pd.DataFrame({"author": ["a9f3", "07bc", "a9f3"], "n": [1, 2, 3]})
    assert gate.pass_out(rows)["author"].tolist() == [1, 2, 1]


def test_a_row_of_digits_is_a_telephone_number_in_a_text_and_a_number_in_a_place(gate):
    note = gate.pass_out(Note("note.unused", {"heading": "0612345678", "id": "0612345678"}, Address("0612345678.csv")))
    assert note == Note("note.unused", {"heading": MASK, "id": "0612345678"}, Address("0612345678.csv"))


def test_an_error_leaves_through_the_gate_without_its_cause(gate):
    fault = DriftError("error.relations", Address(f"{NAME}.xlsx"), heading="Klant", n=2, names=NAME)
    with pytest.raises(DriftError) as told, gate.guard():
        raise fault from ValueError(NAME)
    assert NAME not in f"{told.value} {told.value.args!r}"
    assert told.value.__cause__ is None
    assert told.value.note.at == Address(f"{MASK}.xlsx")


# --- what nobody has listed


@pytest.mark.parametrize(
    ("found", "cell", "shown"),
    [
        ("Piet de Vries", "C4", MASK),
        ("JAN JANSEN", "C4", MASK),
        ("Piet de Vries, Anna Bakker", None, f"{MASK}, {MASK}"),
        ("Gewijzigd Door, Status", None, "Gewijzigd Door, Status"),
        ("Gewijzigd door", "A1", "Gewijzigd door"),
        ("Gewijzigd Door", "A1", "Gewijzigd Door"),
        ("VEVENT DTSTART", None, "VEVENT DTSTART"),
        ("next Tuesday", "C4", "next Tuesday"),
    ],
)
def test_a_cell_that_is_quoted_shows_words_and_no_name(found, cell, shown):
    problem = Problem(Address("a.xlsx", "Log", cell), found, "expected.moment")
    assert Gate().pass_out(problem).found == shown


@pytest.mark.parametrize(
    ("detail", "shown"),
    [
        ("Content line could not be parsed: 'SUMMARY:pomp van Gerda'", f"Content line could not be parsed: {MASK}"),
        ('unexpected "gerda" in sheet1', f"unexpected {MASK} in sheet1"),
        ("Unknown string format: Piet de Vries", f"Unknown string format: {MASK}"),
        ("Expected '=' after a key (at line 3, column 5)", "Expected '=' after a key (at line 3, column 5)"),
        ("file isn't whole, it can't be opened", "file isn't whole, it can't be opened"),
        ("invalid Zip archive: Could not find EOCD", "invalid Zip archive: Could not find EOCD"),
    ],
)
def test_what_a_library_quotes_of_a_file_is_not_repeated(detail, shown):
    refused = FileAccount("a.ics", "refused", reason=Note("refused.broken", {"detail": detail}))
    assert Gate().pass_out(refused).reason.values["detail"] == shown
    sheet = Problem(Address("a.xlsx", "Log"), detail, "expected.sheet")
    assert Gate().pass_out(sheet).found == shown


# --- what is declared ours


def _reach(*starts: type) -> dict[str, dict[str, object]]:
    """Return the fields of every record that can stand in one of these, by the name of its class."""
    known = {}
    for name, module in sys.modules.items():
        if name.startswith("drift."):
            known |= {one.__name__: one for one in vars(module).values() if isinstance(one, type)}
    known |= {"dt": dt, "pd": pd, "np": np, "Path": Path, "Any": typing.Any, "Mapping": Mapping}
    found: dict[str, dict[str, object]] = {}
    seen: set[type] = set()

    def visit(kind: object) -> None:
        for part in typing.get_args(kind):
            visit(part)
        if isinstance(kind, type) and kind not in seen and (is_dataclass(kind) or issubclass(kind, BaseModel)):
            seen.add(kind)
            space = known | vars(sys.modules[kind.__module__])
            hints = typing.get_type_hints(kind, space, space)
            names = [one.name for one in fields(kind)] if is_dataclass(kind) else list(kind.model_fields)
            found.setdefault(kind.__name__, {}).update({name: hints[name] for name in names})
            for name in names:
                visit(hints[name])

    for start in starts:
        visit(start)
    return found


REACHED = _reach(Analysis, Compared, Rehearsal, Snapshot)


def test_every_name_that_is_declared_ours_is_there():
    made = {**TABLES, "judgements": JUDGEMENTS}
    frames = {f"{owner}.{field}" for owner, known in REACHED.items() for field in known} | {"Stocks.by_document"}
    for owner, names in {**OURS, **{owner: names for owner, names in LABELLED.items() if owner not in OURS}}.items():
        if owner in made:
            assert names <= {column.name for column in made[owner] if column.dtype == TEXT}, owner
        elif owner in REACHED:
            assert names | LABELLED.get(owner, frozenset()) <= REACHED[owner].keys(), owner
        else:
            assert owner in frames, owner


def test_every_text_column_of_a_table_is_a_persons_a_strangers_or_ours():
    ours = {
        "readings": {"language", "party", "modality", "kind"},
        "targets": {"comparator", "unit", "stated", "cell"},
        "lineage": {"change"},
        "documents": {"role", "status"},
        "incidents": {"type"},
        "events": {"kind"},
        "people": {"side", "level"},
        "norm_reports": {"cell", "period", "comparator", "unit"},
    }
    assert {name: set(OURS[name]) for name in TABLES if name in OURS and name not in NOT_SHOWN} == ours


@pytest.mark.parametrize("table", [name for name in TABLES if name not in NOT_SHOWN])
def test_all_that_is_not_ours_is_masked_in_a_table(table):
    columns = [column.name for column in TABLES[table] if column.dtype == TEXT]
    frame = pd.DataFrame({name: pd.Series(["Pieter belt"], dtype="str") for name in columns})
    shown = Gate(Everybody(None)).pass_out({table: frame}, "Analysis", "tables")[table]
    persons = {*PERSONS.get(table, ())}
    whole = {name for name in columns if shown[name].iloc[0] == "Pieter belt"}
    assert whole == set(OURS.get(table, ()))
    assert {name for name in columns if shown[name].iloc[0] == 1} == persons & set(columns)


def _texts(thing, owner="", field=""):
    """Yield every text in an analysis as (owner, field, text), by a walk of its own."""
    if isinstance(thing, str):
        yield owner, field, thing
    elif isinstance(thing, pd.DataFrame):
        within = field if owner == "Analysis.tables" else f"{owner}.{field}"
        for name, column in thing.items():
            yield from ((within, str(name), text) for text in column.dropna() if isinstance(text, str))
    elif isinstance(thing, pd.Series):
        yield from ((owner, field, text) for text in thing.dropna() if isinstance(text, str))
    elif isinstance(thing, Mapping):
        for key, value in thing.items():
            yield from _texts(value, f"{owner}.{field}", str(key))
    elif isinstance(thing, tuple | list | set | frozenset):
        for one in thing:
            yield from _texts(one, owner, field)
    elif isinstance(thing, BaseModel):
        for name in type(thing).model_fields:
            yield from _texts(getattr(thing, name), type(thing).__name__, name)
    elif is_dataclass(thing):
        for one in fields(thing):
            yield from _texts(getattr(thing, one.name), type(thing).__name__, one.name)


def test_where_every_word_is_a_name_only_ours_is_left_and_a_report_is_still_written(sorteercentrum, tmp_path):
    """What the pages work with is declared ours: no name of a person can break a report."""
    shown = Gate(Everybody(None)).pass_out(sorteercentrum)
    left = {
        (owner, field)
        for owner, field, text in _texts(shown)
        if any(sign.isalpha() for sign in text.replace(MASK, "")) and field not in OURS.get(owner, ())
    }
    assert left <= {(owner, "function") for owner in ("documents", "people", "Seat")} | {
        (f"Governance.{name}", "function") for name in ("roles", "authors", "say")
    }
    written = drift.write_report(shown, tmp_path, language="en", edition="shared")
    assert written[0].name == "relation-shared.pdf"


# --- the relation


def test_an_alias_stands_wherever_the_relation_would():
    settings = Settings(relation="Acme BV", alias="Relatie 1", aliases={"Acme BV": ("acme",)})
    project = Project(folder=Path(), name="Acme BV", settings=settings, config=None)
    shown = Gate(relation="Acme BV", shown="Relatie 1").pass_out(project)
    assert (shown.name, shown.settings.relation, shown.settings.aliases) == (
        "Relatie 1",
        "Relatie 1",
        {"Relatie 1": ("acme",)},
    )


def test_places_are_names_of_something_that_is_there():
    known = {name for columns in REACHED.values() for name in columns}
    known |= {column.name for columns in TABLES.values() for column in columns}
    known |= {f"{side}_{name}" for side in ("old", "new") for name in ("id", "sheet")}
    assert known | {"id", "ids", "cells", "rows"} >= PLACES


# --- no other way out

WRITERS = {  # modules that write, print or lay out, and what they are given: nothing that did not pass the gate
    **dict.fromkeys(("check", "tables", "grid"), "Intake"),
    **dict.fromkeys(("compare", "comparison"), "Compared"),
    **dict.fromkeys(("explain", "explained"), "Explained, of an Analysis"),
    "report": "Analysis",
    "rehearse": "Rehearsal",
    "portfolio": "rows, of Analyses past the gate",
    **dict.fromkeys(("forget", "simulate"), "what the user gave"),
    "init": "Outcome, of Guarded",
    "output": "DriftError, sentences",
}
WRITING = {
    **{f"drift/cli/{name}.py": given for name, given in WRITERS.items()},
    "drift/compare/workbook.py": "Compared",
    "drift/charts/style.py": "figures of an Analysis",
    "drift/reports/rehearsal/pdf.py": "Rehearsal",
    "drift/reports/rehearsal/workbook.py": "Rehearsal",
    "drift/reports/rehearsal/writing.py": "Rehearsal",
    "drift/reports/portfolio/": "rows, of Analyses past the gate",
    "drift/reports/writing.py": "Analysis; the logger is told of folders that the user named",
    "drift/reports/collisions.py": "names of files of an Analysis; the logger is told of folders that the user named",
    "drift/reports/layout.py": "Analysis, or the purpose",
    "drift/reports/outcomeform.py": "Analysis",
    "drift/reports/pdf.py": "Analysis",
    "drift/reports/html/document.py": "Analysis",
    "drift/reports/html/explore.py": "Analysis: JSON for the page",
    "drift/reports/workbook/book.py": "Analysis",
    "drift/setup/settings.py": "a proposal of Guarded, or the analyst's own settings, in his own file",
    "drift/setup/book/": "drift.xlsx: a proposal of Guarded, or what the analyst chose, in his own file",
    "drift/app/uploads.py": "files of the user, as they are, into his folder",
    "drift/setup/overrule.py": "drift.toml: what the analyst chose, in his own file",
    "drift/setup/recent.py": "folders that the user opened, in his own settings folder",
    "drift/setup/people_list.py": "people.xlsx: the analyst's own list of names",
    "drift/setup/purpose.py": "the relation as it is shown",
    "drift/tables/history.py": "Snapshot, past the gate",
    "drift/tables/store.py": "the store of one run, in a temporary folder",
    "drift/tables/held.py": "a table of the store, into memory",
    "drift/sources/": "the reader process and the key of the pseudonyms",
    "drift/samples/": "a made-up relation",
    "drift/cli/main.py": "a signal, memory and disk: sentences of ours",
    "drift/kept.py": "Analysis, past the gate",
    "drift/portfolio/spark.py": "rows, of Analyses past the gate; to the worker: as child.py",
    "drift/portfolio/worker.py": "rows, of Analyses past the gate",
    "drift/portfolio/keep.py": "rows, of Analyses past the gate",
    "drift/portfolio/child.py": "to the worker: how a folder or a column calls its relation",
    "drift/project/home.py": "keys, and bytes of those who call write_private",
    "drift/wording/stages.py": "codes of ours, to the logger",
    "drift/wording/visible.py": "makes the text of JSON for those who write it",
    "drift/writing/placing.py": "bytes of those who call write_file",
}
METHODS = {"write_text", "write_bytes", "write_table", "savefig", "writestr", "echo", "print", "Workbook"}
METHODS |= {"Compiler", "print_svg", "write_file", "write_private", "to_csv", "to_excel", "to_parquet"}
METHODS |= {"dump", "dumps", "getLogger", "warn"}
UNMASKED = {"drift.sources.people", "drift.sources.readings", "drift.sources.files", "drift.tables.store"}


def find_sinks(source: str) -> list[str]:
    """Return the calls of a module by which something can leave it."""
    return [name for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call) and (name := _sink(node))]


def _sink(call: ast.Call) -> str | None:
    name = call.func.id if isinstance(call.func, ast.Name) else getattr(call.func, "attr", "")
    if name in ("open", "fdopen"):
        given = (arg for arg in [*call.args, *(one.value for one in call.keywords)] if isinstance(arg, ast.Constant))
        return name if any(re.fullmatch(r"[wax]b?t?\+?|r.?\+", str(arg.value)) for arg in given) else None
    if name in ("write", "writelines"):
        return name if getattr(getattr(call.func, "value", None), "attr", "") in ("stdout", "stderr") else None
    return name if name in METHODS else None


def modules():
    """Yield every module of drift: its path in the project, and its source."""
    for path in sorted((ROOT / "drift").rglob("*.py")):
        yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")


def _writes(path: str) -> bool:
    return any(path == writer or (writer.endswith("/") and path.startswith(writer)) for writer in WRITING)


def test_only_the_writers_let_anything_out():
    out = {path: found for path, source in modules() if not _writes(path) and (found := find_sinks(source))}
    assert out == {}


def test_every_writer_that_is_listed_writes():
    sources = dict(modules())
    idle = [writer for writer in WRITING if not any(find_sinks(sources[p]) for p in sources if p.startswith(writer))]
    assert idle == []


@pytest.mark.parametrize(
    "line",
    [
        "print(name)",
        "click.echo(name)",
        "console.print(name)",
        "path.write_text(name)",
        "open(path, 'w')",
        "path.open(mode='ab')",
        "path.open('r+')",
        "sys.stderr.write(name)",
        "logging.getLogger('drift').warning(name)",
        "json.dump(name, stream)",
        "xlsxwriter.Workbook(path)",
        "pq.write_table(table, path)",
        "frame.to_csv(path)",
        "warnings.warn(name)",
    ],
)
def test_a_new_way_out_is_seen(line):
    assert find_sinks(f"def leak(name):\n    {line}\n")


def test_what_writes_knows_nothing_that_holds_names():
    """cli, reports, charts and explain take what passed; they cannot reach what was read."""
    reaching = {}
    for path, source in modules():
        if path.startswith(("drift/cli/", "drift/reports/", "drift/charts/", "drift/explain/", "drift/app/")):
            imports = {n.module for n in ast.walk(ast.parse(source)) if isinstance(n, ast.ImportFrom)}
            if imports & UNMASKED:
                reaching[path] = imports & UNMASKED
    assert reaching == {}


def test_an_analysis_is_made_at_one_place():
    makers = [path for path, source in modules() if "Analysis(" in source.replace("class Analysis(", "")]
    assert makers == [
        "drift/analysis.py",
        "drift/reports/edition/share.py",
    ]  # the shared edition is made from the other


@pytest.mark.parametrize("first", ["incidents", "events"])
def test_a_person_has_one_number_in_all_tables_whichever_is_asked_first(first):
    incidents = Held.of(pa.table({"requester": ["k1", "k2"], "handler": ["k3", "k1"]}))
    shown = Shown({"incidents": incidents, "events": Held.of(pa.table({"actor": ["k9", "k3", "k1"]}))}, Gate())
    assert len(shown[first])
    assert shown["incidents"].to_numpy().tolist() == [[1, 3], [2, 1]]
    assert shown["events"]["actor"].tolist() == [4, 3, 1]
