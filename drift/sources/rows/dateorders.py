"""Day first or month first: decided for a column over all sheets of a file, and for columns that cannot tell."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from drift.errors import Address, Note
from drift.project.settings import Source
from drift.sources.layout.table import Table
from drift.sources.opening.columns import Column
from drift.sources.values.moments import weigh_dates
from drift.sources.values.orders import Order
from drift.sources.words import normalise

ROWS_WEIGHED: Final = 5_000  # nearly every column of dates has a day after the twelfth in so many
_Key = tuple[str, str]  # field, normalised heading


@dataclass(frozen=True)
class Leaning:
    """How the dates of a file read that can be read in more than one way; None: the file does not tell either."""

    day_first: bool | None = None
    year_first: bool | None = None


@dataclass(frozen=True)
class DateOrders:
    """Columns of a file of which its other sheets or columns tell the order of day and month."""

    leanings: Mapping[_Key, Leaning] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()

    def of(self, table: Table) -> dict[str, Leaning]:
        """Return field -> what the file tells of it, for the columns of one table."""
        return {name: lean for (name, title), lean in self.leanings.items() if normalise(table.title(name)) == title}


def weigh_orders(file: str, tables: Sequence[Table], settings: Sequence[Source]) -> DateOrders:
    """Decide day first or month first for columns that go on over several sheets, and for those that cannot tell.

    A tool writes all its dates alike: where one column of a file can be read both ways and the others only one way,
    it is read as they are.
    """
    if any(source.day_first is not None or source.format for source in settings):
        return DateOrders()
    columns = _group_columns(tables)
    if len(columns) < 2 and all(len(group) < 2 for group in columns.values()):
        return DateOrders()  # one column of one sheet decides for itself
    weighed = {key: _weigh(key[0], group) for key, group in columns.items()}
    leads = _lead_alike(weighed.values())
    orders = {key: order.settle(bool(_leads(order, leads))) for key, order in weighed.items()}
    neighbours = {order.day_first for order in orders.values() if bool(order.day) != bool(order.month)}
    leanings: dict[_Key, Leaning] = {}
    notes: list[Note] = []
    for key, order in orders.items():
        group = columns[key]
        title = group[0].title(key[0])
        year_first = _leads(weighed[key], leads)
        leanings[key] = Leaning(year_first=year_first)
        if order.silent and len(neighbours) == 1:
            leanings[key] = Leaning(neighbours == {True}, year_first)
            first = Note(f"dates.{'day' if neighbours == {True} else 'month'}")
            notes.append(Note("note.dates_neighbour", {"heading": title, "n": order.n, "first": first}))
        elif order.n and len(group) > 1:
            leanings[key] = Leaning(order.day_first, year_first)
            notes += _explain_sheets(order, key[0], group)
    return DateOrders(leanings, tuple(Note(note.code, note.values, Address(file)) for note in notes))


def _lead_alike(orders: Iterable[Order]) -> bool | None:
    """Return whether the year leads in the columns that tell of it; None where none does, or they differ."""
    told = {order.short.leads for order in orders if order.short.n} - {None}
    return told.pop() if len(told) == 1 else None


def _leads(order: Order, neighbours: bool | None) -> bool | None:
    return neighbours if order.short.leads is None else order.short.leads


def _explain_sheets(order: Order, name: str, group: Sequence[Table]) -> list[Note]:
    """Return what to tell of a column on several sheets; a sheet that contradicts itself tells so with its cells."""
    title = group[0].title(name)
    if order.silent:
        return [Note("note.dates_undecided", {"heading": title, "n": order.n})]
    if order.contradicts and not any(weigh_dates(table.column(name)).contradicts for table in group):
        return [Note("note.sheets_contradict", {"heading": title, "day": order.day, "month": order.month})]
    return []


def _group_columns(tables: Sequence[Table]) -> dict[_Key, list[Table]]:
    columns: dict[_Key, list[Table]] = {}
    for table in tables:
        for name in table.heading.columns:
            if name == "at" or name.endswith("_at"):
                columns.setdefault((name, normalise(table.title(name))), []).append(table)
    return columns


def _weigh(name: str, group: Sequence[Table]) -> Order:
    """Weigh a column over all its sheets; of one sheet alone the first rows will do where they tell."""
    if len(group) > 1:
        return sum((weigh_dates(table.column(name)) for table in group), Order())
    column = group[0].column(name)
    first = weigh_dates(Column(column.kinds.iloc[:ROWS_WEIGHED], column.texts.iloc[:ROWS_WEIGHED]))
    return first if first.day or first.month or len(column.texts) <= ROWS_WEIGHED else weigh_dates(column)
