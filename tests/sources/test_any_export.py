"""Every table of every vocabulary, in any layout, locale, order of columns and file, reads back to equal typed rows."""

import csv
import datetime as dt
import tomllib
from importlib.resources import files

import pandas as pd
import pytest
from builders import make_workbook
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from reading import read_contents

from drift.project import Project
from drift.project.settings import Settings
from drift.sources.accounts import FileAccount
from drift.sources.files import read_file
from drift.sources.layout.shapes import REQUIRED
from drift.sources.people import People
from drift.sources.readings import join_files
from drift.sources.values.clocks import unit_of
from drift.sources.vocabulary import words_of
from drift.sources.words import normalise, split_brackets

few = settings(
    max_examples=5, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
)
VOCABULARIES = {
    entry.name.removesuffix(".toml"): tomllib.loads(entry.read_text(encoding="utf-8"))
    for entry in sorted(files("drift.sources.vocabulary").iterdir(), key=lambda entry: entry.name)
    if entry.name.endswith(".toml")
}
# governance is of several kinds, each with columns of its own: test_governance.py
CASES = [(name, table) for name, content in VOCABULARIES.items() for table in content if REQUIRED.get(table)]

_MONTHS = {
    "nl": "januari februari maart april mei juni juli augustus september oktober november december",
    "en": "January February March April May June July August September October November December",
    "de": "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
}
MONTHS = {language: names.split() for language, names in _MONTHS.items()}
NOTATIONS = {  # numeric, then with the name of the month
    "nl": ("%d-%m-%Y %H:%M", "{d} {name} %Y %H:%M"),
    "en": ("%m/%d/%Y %I:%M %p", "{name} {d}, %Y %I:%M %p"),
    "de": ("%d.%m.%Y %H:%M", "{d}. {name} %Y %H:%M"),
    "fr": ("%d/%m/%Y %H:%M", "{d} {name} %Y %H:%M"),
    "iso": ("%Y-%m-%d %H:%M", "%Y-%m-%dT%H:%M"),
}
TEXTS = frozenset({"title", "category", "object", "group", "channel", "topic", "text", "section", "priority"})
PERSONS = frozenset({"requester", "handler", "actor", "person"})
COUNTS = frozenset({"n_reassigned", "n_reopened"})
MOMENTS = frozenset({"opened_at", "responded_at", "resolved_at", "closed_at", "due_at", "updated_at", "at"})
ROSTER = frozenset({"side", "function"})
FIELDS = TEXTS | PERSONS | COUNTS | MOMENTS | ROSTER | {"incident_id", "clause_id", "type", "minutes", "status", "kind"}
FIELDS |= {"organizer", "required", "optional"}

WORDS = ("Lift", "Deur klemt", "Koeling", "Lamp stuk", "Netwerk traag", "Pomp lekt", "Écran noir", "Tür", "Café", "E/B")
NAMES = ("Ann Lee", "Bo Kim", "Cy Poe", "Piet de Vries", "Gerda Zonderling")
moments = st.datetimes(dt.datetime(2005, 1, 1), dt.datetime(2035, 1, 1)).map(
    # no hour that a clock change skips
    lambda moment: moment.replace(second=0, microsecond=0, hour=8 + moment.hour % 8)
)


def kinds_of_value(field, content):
    if field in MOMENTS:
        return moments
    if field in PERSONS:
        return st.sampled_from(NAMES)
    if field in COUNTS:
        return st.integers(0, 99)
    if field == "minutes":
        return st.integers(1, 480).map(lambda n: n / 2)
    if field in ROSTER | {"type"}:
        words = content.get("values", {}).get(field, {})
        return st.sampled_from(sorted(word for theirs in words.values() for word in theirs) or ["Storing"])
    return st.sampled_from(WORDS)


@st.composite
def exports(draw, name, table):
    """Draw headings, rows, and how they are written down."""
    content = VOCABULARIES[name]
    spoken = {field: headings for field, headings in content[table].items() if field in FIELDS}
    needed = {next(field for field in group if field in spoken) for group in REQUIRED[table]}
    if table == "incidents":
        needed |= {"incident_id", "title", "group", "handler", "category", "object"} & spoken.keys()
    others = sorted(spoken.keys() - needed)
    chosen = sorted(needed) + [field for field in others if draw(st.integers(0, 3))]
    headings = {field: draw(st.sampled_from(spoken[field][:4])) for field in chosen}
    columns = draw(st.permutations(chosen))
    n = draw(st.integers(8, 9))
    rows = [{field: draw(kinds_of_value(field, content)) for field in columns} for _ in range(n)]
    for i, row in enumerate(rows):
        row |= {field: f"M-{i:03}" for field in ("incident_id", "clause_id") if field in row}
    return headings, columns, rows


layouts = st.fixed_dictionaries(
    {
        "locale": st.sampled_from(sorted(NOTATIONS)),
        "named": st.booleans(),  # months by name
        "real": st.booleans(),  # dates as cells
        "file": st.sampled_from(["xlsx", "xlsx", "csv"]),
        "top": st.sampled_from([[], [["Overzicht"]], [["Overzicht"], [None], ["versie", "2"]]]),
        "head": st.sampled_from(["one row", "one row", "groups above", "two rows"]),
        "gap": st.booleans(),
        "ending": st.sampled_from([[], [[None], ["Eindtotaal"]], [["Totaal: 3"]]]),
        "split": st.booleans(),  # over two sheets with equal headings
        "below": st.booleans(),  # a small list of something else in the same sheet
    }
)


def write_moment(moment, layout):
    notation = NOTATIONS[layout["locale"]][layout["named"]]
    name = MONTHS.get(layout["locale"], MONTHS["en"])[moment.month - 1]
    return moment.strftime(notation.replace("{d}", str(moment.day)).replace("{name}", name))


def write_cell(value, layout):
    if isinstance(value, dt.datetime):
        return value if layout["real"] and layout["file"] == "xlsx" else write_moment(value, layout)
    if isinstance(value, float) and layout["file"] == "csv":
        return str(value) if layout["locale"] in ("en", "iso") else str(value).replace(".", ",")
    return value


def lay_out(headings, columns, rows, layout, *, last):
    titles = [headings[field] for field in columns]
    body = [[write_cell(row[field], layout) for field in columns] for row in rows]
    if layout["gap"] and len(body) > 1:
        body.insert(1, [None])
    heads = [titles]
    if layout["head"] == "groups above":
        heads = [["Algemeen"] + [None] * (len(titles) - 1), titles]
    elif layout["head"] == "two rows" and len(titles) > 3:  # half of them in the upper row, merged downwards
        half = len(titles) // 2
        heads = [titles[:half] + [None] * (len(titles) - half), [None] * half + titles[half:]]
    below = [[None], ["Legenda"], ["Kleur", "Betekenis"], ["rood", "te laat"]] if last and layout["below"] else []
    sheet = [*layout["top"], *heads, *body, *(layout["ending"] if last else []), *below]
    return [row + [None] * (len(titles) - len(row)) for row in sheet]


def write_file(path, headings, columns, rows, layout):
    if layout["file"] == "csv":
        with path.open("w", newline="", encoding="utf-8") as stream:
            cells = lay_out(headings, columns, rows, layout, last=True)
            csv.writer(stream, delimiter=";").writerows(
                [["" if cell is None else cell for cell in row] for row in cells]
            )
        return 1
    cut = len(rows) // 2 if layout["split"] else 0
    parts = [rows[:cut], rows[cut:]] if cut else [rows]
    sheets = {
        f"Blad{i}": lay_out(headings, columns, part, layout, last=part is parts[-1]) for i, part in enumerate(parts, 1)
    }
    make_workbook(path, sheets)
    return len(parts)


def read(path):
    people = People(None)
    project = Project(folder=path.parent, only=None, name="x", settings=Settings(), config=None)
    reading = read_file(read_contents(path), FileAccount(path.name, "read"), project, people)
    return join_files([reading], people), reading.account


def expect(field, row, heading, tool):
    if field == "minutes":
        return row[field] * unit_of(split_brackets(heading)[1])
    if field in ROSTER | {"type"}:
        return words_of(field, "people" if field in ROSTER else tool)[normalise(row[field])]
    return row[field]


def typed(frame, field, readings):
    values = [None if pd.isna(value) else value for value in frame[field]]
    if field in PERSONS:
        return [None if value is None else readings.people.persons[value].name for value in values]
    return values


@pytest.mark.parametrize(("name", "table"), CASES, ids=[f"{name}-{table}" for name, table in CASES])
@few
@given(data=st.data(), layout=layouts)
def test_a_table_of_any_tool_in_any_layout_reads_back_equal(tmp_path, name, table, data, layout):
    headings, columns, rows = data.draw(exports(name, table))
    path = tmp_path / f"export.{layout['file']}"
    write_file(path, headings, columns, rows, layout)
    readings, account = read(path)
    told = {note.code for note in account.notes}
    tables = [heading.table for _, _, heading in readings.recognised]
    assert set(tables) == {table}, (headings, [vars(sheet) for sheet in account.sheets])
    frame = pd.concat(readings.frames[table], ignore_index=True)
    assert len(frame) == len(rows)
    kept = [field for field in columns if field in frame]
    assert len(kept) >= 2
    for field in kept:
        if field in MOMENTS and told & {"note.dates_undecided", "note.dates_contradict"}:
            continue
        tool = frame["tool"].iloc[0] if "tool" in frame else ""
        expected = [expect(field, row, headings[field], tool) for row in rows]
        assert typed(frame, field, readings) == expected, (field, headings)
    assert sum(sheet.rejected for sheet in account.sheets) == 0


odd_cells = st.one_of(
    moments.map(lambda moment: moment.strftime("%d-%m-%Y %H:%M")),
    st.sampled_from(["?", "n.v.t.", "#N/B", "##########", "-", "31-04-2024", "13-13-2024", "9999-12-31", "45356"]),
    st.text("0123456789-/:. ap", min_size=1, max_size=12).map(str.strip),
)
NOTHING = ("", "?", "-", "n.v.t.", "#n/b")


@settings(few, max_examples=25)
@given(cells=st.lists(odd_cells, min_size=1, max_size=8))
def test_every_cell_of_a_date_column_is_read_or_missing_or_told(tmp_path, cells):
    path = tmp_path / "log.csv"
    lines = [f"M{i};x;2024-03-15 10:00;{cell}" for i, cell in enumerate(cells)]
    path.write_text("Meldingnummer;Omschrijving;Aanmelddatum;Gereed\n" + "\n".join(lines) + "\n")
    readings, account = read(path)
    (frame,) = readings.frames["incidents"]
    said = [cell for cell in cells if cell.casefold() not in NOTHING and set(cell) != {"#"}]
    never = sum(int(note.values["n"]) for note in account.notes if note.code in ("note.no_dates", "note.stray_stamp"))
    assert len(frame) == len(cells)
    assert frame["resolved_at"].notna().sum() + never + sum(problem.n for problem in account.problems) == len(said)
