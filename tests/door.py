"""Frames for the door: a small relation, and those of a folder as its readers make them, persons by name."""

import dataclasses

import numpy as np
import pandas as pd

from drift.project import open_project
from drift.sources.files import read_files
from drift.tables.columns import PERSONS
from drift.tables.door.read import READ
from drift.tables.store import build_tables


def small_tables(months=4, a_month=5):
    """Return two versions of a contract and a short log; only what must be there, and who."""
    texts = [f"The supplier shall mend fault {i} within {i} hours." for i in range(1, 9)]
    versions = [("1.0", "2021-01-01", texts[:6]), ("2.0", "2021-03-01", texts)]
    clauses = [
        {"document": "SLA", "version": version, "effective_on": pd.Timestamp(on), "clause_id": f"{i}.1", "text": text}
        for version, on, clause_texts in versions
        for i, text in enumerate(clause_texts, start=1)
    ]
    opened = [pd.Timestamp(2021, month, 1 + 5 * i, 9) for month in range(1, months + 1) for i in range(a_month)]
    incidents = pd.DataFrame(
        {
            "incident_id": range(101, 101 + len(opened)),
            "opened_at": opened,
            "resolved_at": [at + pd.Timedelta(hours=4) for at in opened],
            "title": "Belt stands still, says Gerda Zonderling",
            "requester": ["Gerda Zonderling" if i % 2 else "Piet de Vries" for i in range(len(opened))],
        }
    )
    return {"clauses": pd.DataFrame(clauses), "incidents": incidents}


def tables_of(folder):
    """Return the frames that the readers make of a folder, persons by name, and its settings."""
    project = open_project(folder)
    readings = read_files(project, keep_key=False)
    store, _ = build_tables(readings, project)
    with store:
        tables = {name: store.fetch(name).to_pandas() for name in (*READ, "documents")}
    names = {key: person.name for key, person in readings.people.persons.items()}
    for table, columns in PERSONS.items():
        tables[table] = tables[table].assign(**{name: tables[table][name].map(names) for name in columns})
    return tables, project.settings.model_dump(by_alias=True, exclude_unset=True)


def find_texts(result, at=""):
    """Return every text in a result, by the path of its field."""
    if isinstance(result, str):
        return [(at, result)]
    if dataclasses.is_dataclass(result):
        parts = {f".{field.name}": getattr(result, field.name) for field in dataclasses.fields(result)}
    elif isinstance(result, pd.DataFrame):
        parts = {f"[{name}]": [str(name), *result[name].dropna().unique()] for name in result}
    elif isinstance(result, pd.Series | pd.Index):
        parts = {"": [*result.dropna().unique()]}
    elif isinstance(result, dict):
        parts = {f"[{name}]": [name, value] for name, value in result.items()}
    elif isinstance(result, list | tuple):
        parts = dict(enumerate(result))
    else:
        parts = {"": result.model_dump()} if hasattr(result, "model_dump") else {}
    return [text for path, part in parts.items() for text in find_texts(part, f"{at}{path}")]


def find_differences(one, other, at=""):
    """Return where two results differ, as paths of fields."""
    if type(one) is not type(other):
        return [f"{at}: {type(one).__name__}, {type(other).__name__}"]
    if dataclasses.is_dataclass(one):
        names = [field.name for field in dataclasses.fields(one)]
        pairs = [(getattr(one, name), getattr(other, name), f"{at}.{name}") for name in names]
    elif isinstance(one, dict):
        pairs = [(one.get(name), other.get(name), f"{at}[{name}]") for name in {*one, *other}]
    elif isinstance(one, list | tuple):
        pairs = [(a, b, f"{at}[{i}]") for i, (a, b) in enumerate(zip(one, other, strict=False))]
        pairs += [] if len(one) == len(other) else [(len(one), len(other), f"{at} length")]
    else:
        return [] if _equal(one, other) else [at]
    return [path for pair in pairs for path in find_differences(*pair)]


def _equal(one, other):
    if isinstance(one, pd.DataFrame | pd.Series | pd.Index):
        return one.equals(other)
    if isinstance(one, np.ndarray):
        return np.array_equal(one, other, equal_nan=True)
    return one is other or one == other or (one != one and other != other)
