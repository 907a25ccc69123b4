"""Event logs in XES (IEEE 1849): one row an event, the attributes of its case beside it."""

from contextlib import suppress
from itertools import chain
from typing import Any, Final

from lxml import etree

from drift.sources.opening.child.content import Content
from drift.sources.opening.child.encoding import Notes
from drift.sources.opening.child.refused import RefusedError
from drift.sources.opening.child.sheets import PackedFile, pack_rows

CASE: Final = "case:"  # before the name of an attribute of the case
_NAME: Final = CASE + "concept:name"
_IDENTITY: Final = CASE + "identity:id"
_STAMP: Final = "time:timestamp"
_LIMIT_COLUMNS: Final = 2_000  # no honest log has so many attributes; a made one could have one an event


def read_event_log(content: Content) -> PackedFile:
    """Read a log as one sheet: a heading row of attribute names, then one row an event.

    Dates stay text with their offset; numbers and logical values keep their kind. Attributes of attributes are counted
    in a note. Raises RefusedError (refused.broken_log, refused.broken).
    """
    columns: dict[str, int] = {}
    unnamed = []  # cases without a name, by their place in the log, 1 = first
    rows: list[dict[int, Any]] = []
    n_nested = 0
    try:
        with content.open() as stream:
            safe = {"resolve_entities": False, "no_network": True, "load_dtd": False}
            traces = etree.iterparse(stream, events=("end",), tag=("{*}trace", "trace"), **safe)
            for n, (_, trace) in enumerate(traces, 1):
                first = len(rows)
                n_nested += _read_trace(trace, columns, rows)
                unnamed += [n] if _name_case(rows[first:], columns, n) else []
                _forget(trace)
    except etree.XMLSyntaxError as fault:
        raise RefusedError("refused.broken_log", detail=str(fault)) from fault
    if len(columns) > _LIMIT_COLUMNS:
        raise RefusedError("refused.broken", detail=f"{len(columns)} attributes")
    width = len(columns)
    table = ([row.get(i, "") for i in range(width)] for row in rows)
    notes: Notes = [("note.nested", {"n": n_nested})] if n_nested else []
    notes += [("note.unnamed_cases", {"n": len(unnamed), "first": unnamed[0]})] if unnamed else []
    return PackedFile([pack_rows(content.stem, chain([[*columns]], table), width)], notes)


def _read_trace(trace: etree._Element, columns: dict[str, int], rows: list[dict[int, Any]]) -> int:
    """Add the events of a case; return how many attributes of attributes were left out."""
    case: dict[int, Any] = {}
    events = []
    n_nested = 0
    for child in trace:
        if not isinstance(child.tag, str):
            continue
        if child.tag.endswith("event"):
            events.append(child)
        else:
            n_nested += _take(child, CASE, columns, case)
    for event in events:
        row = dict(case)
        for attribute in event:
            if isinstance(attribute.tag, str):
                n_nested += _take(attribute, "", columns, row)
        rows.append(row)
    return n_nested


def _name_case(rows: list[dict[int, Any]], columns: dict[str, int], n: int) -> bool:
    """Name a case that has no name by its identity, else by its place in the log; return whether it has neither."""
    if not rows or _STAMP not in columns:
        return False
    name, identity = columns.setdefault(_NAME, len(columns)), columns.get(_IDENTITY, -1)
    if rows[0].get(name):
        return False
    for row in rows:
        row[name] = row.get(identity) or str(n)
    return identity not in rows[0]


def _take(attribute: etree._Element, prefix: str, columns: dict[str, int], row: dict[int, Any]) -> int:
    kind = attribute.tag.rpartition("}")[2]
    i = columns.setdefault(prefix + (attribute.get("key") or ""), len(columns))
    row[i] = _value(kind, attribute.get("value") or "")
    return len(attribute)


def _value(kind: str, text: str) -> Any:
    """Return a value of the kind the log declares; what does not fit its kind stays text."""
    if kind == "boolean" and text in ("true", "false"):
        return text == "true"
    if kind in ("int", "float"):
        with suppress(ValueError):
            return int(text) if kind == "int" else float(text)
    return text


def _forget(trace: etree._Element) -> None:
    """Drop a case that is read, and everything before it: memory stays that of the table."""
    trace.clear()
    parent = trace.getparent()
    while parent is not None and trace.getprevious() is not None:
        del parent[0]
