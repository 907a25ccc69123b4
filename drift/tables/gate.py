"""The one gate: what leaves a run passes it, and every text is masked that is not declared to be ours.

A new field or column is a stranger's until somebody declares it in `ours`. A gate is made once, when reading is done
and the names are known; one that knows nobody still takes out addresses and numbers.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import fields, is_dataclass, replace
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar

import numpy as np
import pandas as pd
from pydantic import BaseModel

from drift.errors import DriftError, Note, Problem
from drift.sources.people import MASK, People, number_persons
from drift.sources.relations.bearers import Bearers, find_bearers
from drift.tables.ours import CODES, DETAIL, HEADINGS, KEYS, LABELLED, OURS, PERSON_COLUMNS, PLACES, QUOTED, UNREADABLE
from drift.tables.shown import Shown
from drift.tables.unlisted import hide_quoted, hide_unlisted
from drift.wording.case import fold_spelling

if TYPE_CHECKING:
    from drift.project import Project
    from drift.sources.readings import Readings

T = TypeVar("T")
NUMBERED: Final = "relation"  # in both languages alike: a report is compared with one in the other
_PLAIN: Final = (bool, int, float, dt.date, dt.timedelta, pd.Period, np.number, np.bool_, Path, type(None))
_OBJECT: Final = np.dtype("O")  # periods have its kind, and are none
_DATED: Final = (pd.PeriodIndex, pd.DatetimeIndex, pd.RangeIndex, type(pd.NA))


class Gate:
    """Lets things out: the same things, without the persons that can be recognised."""

    def __init__(self, *known: People, relation: str = "", shown: str | None = None, chosen: bool = True) -> None:
        """Take those who know names.

        shown : stands where the relation's own name would (None: its name may)
        chosen : somebody said that it shall
        """
        self._known = known or (People(None),)
        self._relation, self._shown, self._chosen = fold_spelling(relation), shown, chosen
        self._places: dict[str, str] = {}  # those met before that are called otherwise now
        self._taken: set[str] = set()  # what they are called now: no two alike
        self._numbers: dict[str, int] = {}  # of persons, over all tables
        self._passed: dict[int, pd.DataFrame] = {}  # frames that came out are not gone over again

    @property
    def notes(self) -> tuple[Note, ...]:
        """What is to be said of what is hidden: the name of the relation, where nobody chose another to be shown."""
        if self._shown is None or (self._chosen and MASK not in self._shown):
            return ()
        return (Note("note.alias", {"shown": self._shown}),)

    def pass_out(self, thing: T, owner: str = "", field: str = "") -> T:
        """Return a record, a frame, a list or a text as an output may show it.

        Parameters
        ----------
        owner, field : where it stands, as in `ours`; a record knows

        Raises
        ------
        TypeError : it is of a kind that nobody taught the gate
        """
        passed: T = self._walk(thing, owner, field)
        return passed

    @contextmanager
    def guard(self) -> Iterator[None]:
        """Let a DriftError out through the gate, without what it was caused by: that quotes what was read."""
        try:
            yield
        except DriftError as fault:
            fault.note = self.pass_out(fault.note)
            fault.args = (fault.note.code, fault.note.at, fault.note.values)
            fault.__cause__, fault.__suppress_context__ = None, True
            raise

    def mask(self, text: str, field: str = "") -> str:
        """Return a text that stands in a field or a column of this name, without the persons in it."""
        if self._shown is not None and fold_spelling(text) == self._relation:
            return self._shown
        if field in PLACES:
            if text in self._places:
                return self._places[text]
            masked = self._keep_apart(text, self.hide_names(text))
            if masked != text:  # the others, numbers of tickets above all, are too many to remember
                self._places[text] = masked
            return masked
        text = self._mask(hide_quoted(text) if field == DETAIL else text, "mask")
        return hide_unlisted(text, headings=field in HEADINGS) if field in QUOTED | HEADINGS else text

    def name_relation(self, project: Project, bearers: Bearers) -> str | None:
        """Return what is shown instead of the relation's name: its alias, a number where it is a person's; or None."""
        name, alias = project.name, project.settings.alias
        person = fold_spelling(name) in map(fold_spelling, bearers.persons)  # Will and Mark may be words to all others
        masked = MASK if alias is None and person else self.mask(alias or name)
        if masked == name:
            return None
        says = MASK not in masked or (alias and any(map(str.isalnum, masked)))
        # two of one column stay two: files are called after them
        return masked if says or bearers.number is None else f"{NUMBERED}-{bearers.number}"

    def hide_names(self, text: str) -> str:
        """Return a place without names and e-mail addresses, whatever other text looks like it then."""
        return self._mask(text, "mask" if "@" in text else "mask_names")

    def _keep_apart(self, text: str, masked: str) -> str:
        """Return it numbered where another looks like it without names: two files, or documents, stay two."""
        if masked == text:
            return text
        stem, ending = re.fullmatch(r"(.*?)(\.\w{2,5})?", masked, re.S).groups(default="")  # type: ignore[union-attr]  # it takes every text
        numbered = (f"{stem} ({n}){ending}" for n in count(2))
        shown = masked
        while shown in self._taken:
            shown = next(numbered)
        self._taken.add(shown)
        return shown

    def _mask(self, text: str, how: str) -> str:
        for people in self._known:
            text = getattr(people, how)(text)
        return text

    def _walk(self, thing: Any, owner: str, field: str) -> Any:
        if isinstance(thing, str):
            theirs = field not in OURS.get(owner, ()) and thing not in CODES.get(field, ())
            return self.mask(thing, field) if theirs else thing
        if isinstance(thing, _PLAIN + _DATED) or (isinstance(thing, np.ndarray) and thing.dtype.kind in "biufmM"):
            return thing
        if isinstance(thing, pd.DataFrame):
            return self._pass_frame(thing, owner, field)
        if isinstance(thing, pd.Series):
            return self._pass_labels(self._pass_column(thing, owner, field), axis=0)
        if isinstance(thing, Shown):
            return thing.through(self)
        if isinstance(thing, Mapping):
            return self._pass_mapping(thing, owner, field)
        if isinstance(thing, tuple | list | set | frozenset):
            passed = [self._walk(one, owner, field) for one in thing]
            return thing if _same(passed, thing) else _like(thing, passed)
        return self._pass_record(thing)

    def _pass_record(self, record: Any) -> Any:
        """Pass the fields of a record; one in which nothing is hidden stays the same."""
        owner = type(record).__name__
        if isinstance(record, BaseModel):
            names = list(type(record).model_fields)
        elif is_dataclass(record):
            names = [field.name for field in fields(record)]
        else:
            raise TypeError(f"the gate does not know {owner}")
        values = {name: getattr(record, name) for name in names}
        passed = {name: self._walk(value, owner, name) for name, value in values.items()}
        if isinstance(record, Problem):  # nobody has listed the person whose name stands where none belongs
            found = self.mask(record.found, DETAIL if record.expected == UNREADABLE else "")
            passed["found"] = hide_unlisted(found, headings=record.at.cell is None)
        if _same(passed.values(), values.values()):
            return record
        return record.model_copy(update=passed) if isinstance(record, BaseModel) else replace(record, **passed)

    def _pass_mapping(self, mapping: Mapping[Any, Any], owner: str, field: str) -> Any:
        within = f"{owner}.{field}"
        if field in LABELLED.get(owner, ()):
            passed = {key: self._walk(value, within, str(key)) for key, value in mapping.items()}
            return mapping if _same(passed.values(), mapping.values()) else passed
        place = KEYS.get(within, "")
        keys = [self.mask(key, place) for key in mapping] if place else self.pass_labels(mapping, field)
        return {key: self._walk(value, within, "each") for key, value in zip(keys, mapping.values(), strict=True)}

    def pass_labels(self, labels: Any, field: str) -> list[Any]:
        """Pass keys or columns; two that are alike once the names are gone are numbered."""
        passed: list[Any] = []
        for label in labels:
            masked = self._walk(label, "", field) if isinstance(label, str) else label
            n = 2
            while masked in passed and isinstance(label, str):
                masked, n = f"{self._walk(label, '', field)} ({n})", n + 1
            passed.append(masked)
        return passed

    def _pass_frame(self, frame: pd.DataFrame, owner: str, field: str) -> pd.DataFrame:
        """Pass the texts of a frame, its labels where they are strangers', and persons as running numbers."""
        if id(frame) in self._passed:
            return frame
        within = field if owner == "Analysis.tables" else f"{owner}.{field}"
        texts = [name for name, dtype in frame.dtypes.items() if _is_text(dtype)]
        persons = [name for name in texts if name in PERSON_COLUMNS]
        seen = self._numbers if owner == "Analysis.tables" else None  # one person has one number in all tables
        numbers = number_persons(*(frame[name] for name in persons), seen=seen)
        changed: dict[Any, Any] = dict(zip(persons, numbers, strict=True))
        for name in (name for name in texts if name not in PERSON_COLUMNS):
            column = frame[name]
            masked = self._pass_column(column, within, str(name))
            changed |= {} if masked is column else {name: masked}
        passed = frame.assign(**changed) if changed else frame
        if owner != "Analysis.tables" and field not in LABELLED.get(owner, ()):
            passed = self._pass_labels(self._pass_labels(passed, axis=1), axis=0)
        self._passed[id(passed)] = passed
        return passed

    def pass_table(self, frame: pd.DataFrame, name: str) -> pd.DataFrame:
        """Pass a table of columns.py, or some columns and rows of it; parts of a large log are not remembered."""
        passed = self._pass_frame(frame, "Analysis.tables", name)
        self._passed.pop(id(passed), None)
        return passed

    def settle_places(self, frame: pd.DataFrame, name: str) -> None:
        """Settle what the places in a table are called, so that it does not depend on what is shown first."""
        for place in (column for column in frame if column in PLACES):
            self._pass_column(frame[place], name, str(place))

    def settle_persons(self, persons: pd.Series) -> None:
        """Settle the numbers of the persons in a column."""
        number_persons(persons, seen=self._numbers)

    def _pass_labels(self, rows: Any, *, axis: int) -> Any:
        """Pass the labels of the rows (axis 0) or columns of a frame or a series."""
        labels = rows.axes[axis]
        return rows.set_axis(self.pass_labels(labels, ""), axis=axis) if _is_text(labels.dtype) else rows

    def _pass_column(self, column: pd.Series, within: str, name: str) -> pd.Series:
        """Pass the distinct texts of a column once each; lists and notes in it one by one."""
        if not _is_text(column.dtype) or name in OURS.get(within, ()):
            return column
        if column.dtype == _OBJECT and not pd.api.types.is_string_dtype(column):
            values = [self._walk(value, within, name) for value in column]
            same = _same(values, column)
            return column if same else pd.Series(values, index=column.index, name=column.name, dtype=object)
        texts = {text: self._walk(text, within, name) for text in column.dropna().unique()}
        if all(text == masked for text, masked in texts.items()):
            return column
        return column.map(texts, na_action="ignore").astype(column.dtype)


def _same(passed: Any, given: Any) -> bool:
    return all(one is other for one, other in zip(passed, given, strict=True))


def _is_text(dtype: Any) -> bool:
    return dtype == _OBJECT or isinstance(dtype, pd.StringDtype | pd.CategoricalDtype)


def open_gate(readings: Readings, project: Project) -> Gate:
    """Return the gate of what was read: it knows the persons in it, and a relation that bears a person's name."""
    people, bearers = readings.people, find_bearers(readings, project)
    others = People(None)  # apart: who bears a relation's name is nobody of the log
    others.hide(pd.Series(bearers.persons, dtype="str"), "relation")
    known = Gate(people, others)
    shown, alias = known.name_relation(project, bearers), project.settings.alias
    chosen = alias is not None and shown == known.mask(alias)
    gate = Gate(people, others, relation=project.name, shown=shown, chosen=chosen)
    for account in readings.accounts:  # in the order of their names, whatever leaves first
        gate.mask(account.file, "file")
    return gate


def _like(thing: Any, parts: list[Any]) -> Any:
    """Return a collection of the same kind; a named tuple takes its parts one by one."""
    return type(thing)(*parts) if hasattr(thing, "_fields") else type(thing)(parts)
