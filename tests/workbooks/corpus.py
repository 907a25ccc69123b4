"""The odd files by name, and what most of them are made of."""

from __future__ import annotations

from collections.abc import Callable

from parts import Parts, row, sheet, workbook

FILES: dict[str, Callable[[], bytes]] = {}
NR = ("Nr", "Onderwerp", "Omschrijving")
TICKET = ("Number", "Opened", "Priority", "Title")
CLAUSES = (
    row(1, *NR)
    + row(2, "1.1", "Storing", "De leverancier lost storingen op binnen 4 uur.")
    + row(3, "1.2", "Rapportage", "De leverancier rapporteert maandelijks.")
)
CSV = "Number;Opened;Priority;Title\nINC1;2024-03-05 14:30;2;Band staat stil\nINC2;2024-03-06 09:10;3;Scanner defect\n"


def file(name: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Register the writer of one file."""

    def register(write: Callable[[], bytes]) -> Callable[[], bytes]:
        FILES[name] = write
        return write

    return register


def book(rows: str, **settings: object) -> Parts:
    """Return the parts of a workbook with one sheet of clauses."""
    return workbook({"Blad1": sheet(rows)}, **settings)
