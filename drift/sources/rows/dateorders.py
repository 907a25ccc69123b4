"""Day first or month first: decided for a column over all sheets of a file, and for columns that cannot tell."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from drift.errors import Address, Note
from drift.project.settings import Source
from drift.sources.layout.table import Table
from drift.sources.opening.columns import Column
from drift.sources.values.moments import explain_order, weigh_dates
from drift.sources.values.stamps import Order
from drift.sources.words import normalise

ROWS_WEIGHED: Final = 5_000  # nearly every column of dates has a day after the twelfth in so many
_Key = tuple[str, str]  # field, normalised heading


@dataclass(frozen=True)
class DateOrders:
    """Columns of a file of which its other sheets or columns tell the order of day and month."""

    day_first: Mapping[_Key, bool] = field(default_factory=dict)
    notes: tuple[Note, ...] = ()

    def of(self, table: Table) -> dict[str, bool]:
        """Return field -> day first, for the columns of one table."""
        return {name: first for (name, title), first in self.day_first.items() if normalise(table.title(name)) == title}


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
    orders = {key: _weigh(key[0], group) for key, group in columns.items()}
    neighbours = {order.day_first for order in orders.values() if bool(order.day) != bool(order.month)}
    day_first: dict[_Key, bool] = {}
    notes: list[Note] = []
    for key, order in orders.items():
        group = columns[key]
        title = group[0].title(key[0])
        silent = order.n > 0 and not order.day and not order.month
        if silent and len(neighbours) == 1:
            (day_first[key],) = neighbours
            first = Note(f"dates.{'day' if day_first[key] else 'month'}")
            notes.append(Note("note.dates_neighbour", {"heading": title, "n": order.n, "first": first}))
        elif order.n and len(group) > 1:
            day_first[key] = order.day_first
            notes += explain_order(order, title)
    return DateOrders(day_first, tuple(Note(note.code, note.values, Address(file)) for note in notes))


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
