"""A log of tickets and its updates with names in every column, and every person of a place in a column of persons."""

from __future__ import annotations

import datetime as dt
from itertools import count, zip_longest
from pathlib import Path
from typing import Any

from builders import make_workbook
from places import ELSEWHERE, HERE, bare_at, person_of, plants_at, quarter_at

FIRST = dt.datetime(2021, 1, 4, 9)
MONTHS = 30
NEXT = dt.timedelta(minutes=9)
COLUMNS = {  # heading -> the place whose spellings it holds, and what stands there otherwise
    "Meldingnummer": ("number", "M{i:04}"),
    "Korte omschrijving": ("title", "Storing band {i}"),
    "Verzoek": ("request", "Band {i} staat stil"),
    "Categorie": ("category", "Mechanisch"),
    "Subcategorie": ("subcategory", "Rol"),
    "Object": ("object", "TB-{i:03}"),
    "Prioriteit": ("priority", "3"),
    "Status": ("status", "Afgemeld"),
    "Behandelaarsgroep": ("group", "Monteurs Zuid"),
    "Soort binnenkomst": ("channel", "E-mail"),
    "Lijn": ("line", "1e lijn"),
    "Soort melding": ("kind", "Storing"),
    "Vestiging": ("site", "Zuid"),
    "SLA": ("name of the SLA", "SLA standaard"),
    "Bijzonderheden rit": ("column nobody knows", "geen"),
}
PERSONS = ("Aanmelder", "Behandelaar")
STAMPS = ("Aanmelddatum", "Gereed")
OTHERS = ("Karin Westerhof", "Piet Houtman", "Anja Verkuil", "Tom Slagter", "Els Rijsdam", "Henk Polderman")
HEADING = [*COLUMNS, "Budgethouder", "Gewijzigd door", *PERSONS, *STAMPS, "Acties"]
ACTIONS = ("Meldingnummer", "Datum", "Actie", "Tekst", "Door")


def write_log(folder: Path) -> None:
    """Write one workbook: a sheet of tickets, a sheet of their updates."""
    tickets = list(_tickets())
    make_workbook(folder / "meldingen.xlsx", {"Meldingen": tickets, "Acties": list(_updates(tickets))})


def write_customers(folder: Path) -> None:
    """Write a log whose customers are called by a person, in every spelling."""
    person = person_of("customer of a row").written
    rows = [
        [f"K{i:03}{j}", "Storing band", FIRST + dt.timedelta(days=i, hours=j), f"{text} Installaties", person]
        for i, text in enumerate(plants_at("customer of a row")[2::12])
        for j in range(3)
    ]
    heading = ["Meldingnummer", "Korte omschrijving", "Aanmelddatum", "Klant", "Aanmelder"]
    make_workbook(folder / "meldingen.xlsx", {"Meldingen": [heading, *rows]})


def _clean() -> list[list[Any]]:
    """Return a row a person, in titles those whom the log names in other columns."""
    persons = [person_of(place).written for place in HERE]
    others = [plants_at(place) for place in ELSEWHERE]
    titles = [others[i % len(others)][i] for i in range(len(persons))]
    return [
        _row(i, {"Korte omschrijving": title}, name, persons[i - 7])
        for i, (name, title) in enumerate(zip(persons, titles, strict=True))
    ]


def _tickets() -> list[list[Any]]:
    """Return headings and rows: those of persons as the column has them, and the planted ones."""
    clean = _clean()
    planted = zip_longest(*(plants_at(place) for place, _ in COLUMNS.values()))
    columns = [dict(zip(COLUMNS, texts, strict=True)) for texts in planted]
    memos = _memos()
    callers, handlers = bare_at("caller otherwise"), bare_at("handler otherwise")
    dirty = [
        [*_row(i, texts, callers[j], handlers[j])[:-1], memos[j]]
        for j, (i, texts) in enumerate(zip(count(len(clean)), columns, strict=False))
    ]
    return [HEADING, *_in_order([*clean, *dirty]), *_rejected()]


def _row(i: int, texts: dict[str, str | None], caller: str, handler: str) -> list[Any]:
    values = [texts.get(head) or other.format(i=i) for head, (_, other) in COLUMNS.items()]
    holders = [_holder(i, place) for place in ELSEWHERE[:2]]
    return [*values, *holders, caller, handler, None, None, None]


def _holder(i: int, place: str) -> str:
    """Return who stands in a column that only its values tell to be one of persons."""
    return (person_of(place).written, *OTHERS)[i % (1 + len(OTHERS))]


def _in_order(rows: list[list[Any]]) -> list[list[Any]]:
    """Spread the rows over the months, planted ones among the others, and give each its stamps."""
    mixed = [row for pair in zip_longest(rows[::2], rows[1::2][::-1]) for row in pair if row]
    step = dt.timedelta(days=30.4 * MONTHS / len(mixed))
    for i, row in enumerate(mixed):
        opened = FIRST + i * step
        row[-3:-1] = [opened, opened + dt.timedelta(hours=3 + i % 40)]
    return mixed


def _memos() -> list[str]:
    """Return memo fields: stamp, name, text."""
    pairs = zip(bare_at("memo: writer"), plants_at("memo: text"), strict=True)
    other = person_of("known from the writers of memos").written
    return [
        f"05-01-2021 17:{i % 60:02} {' '.join(name.split())}:\nGebeld met {text}\n05-01-2021 18:10 {other}:\nGezien"
        for i, (name, text) in enumerate(pairs)
    ]


def _rejected() -> list[list[Any]]:
    """Return rows in which a name stands where a moment belongs."""
    opened, ended = HEADING.index("Aanmelddatum"), HEADING.index("Gereed")
    rows = []
    for i, (one, other) in enumerate(zip(quarter_at("moment (rejected)"), quarter_at("end (a problem)"), strict=False)):
        for at, text in ((opened, one), (ended, other)):
            row = [*_row(9000 + i, {}, "Jan Modaal", "Jan Modaal")]
            row[0] = f"F{at}{i:03}"
            row[opened] = FIRST + dt.timedelta(days=i)
            row[at] = text
            rows.append(row)
    return rows


def _updates(tickets: list[list[Any]]) -> list[list[Any]]:
    rows: list[list[Any]] = [list(ACTIONS)]
    columns = [plants_at("event: text"), plants_at("event: action"), bare_at("event: writer")]
    opened = tickets[0].index("Aanmelddatum")
    for i, ticket in enumerate(tickets[1 : 1 + len(columns[0])]):
        text, action, writer = (column[i] for column in columns)
        at = ticket[opened] + dt.timedelta(hours=1)
        rows += [
            [ticket[0], at, action, text, writer],
            [ticket[0], at + dt.timedelta(minutes=9), "Update", "gebeld", writer],
        ]
    for ticket in tickets[1:20]:
        at = ticket[opened] + dt.timedelta(hours=2)
        rows.append([ticket[0], at, "Update", "gebeld", person_of("known from the writers of updates").written])
    rows += [[text, FIRST, "Update", "gebeld", "Jan Modaal"] for text in quarter_at("event: number")]
    return rows
