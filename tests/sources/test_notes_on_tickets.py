"""Notes on tickets under headings that no list knows, yes or no under the name of a moment, and kinds of orders."""

import csv

import pytest

import drift

NOTES = [
    (f"WO{1000 + i // 3}", i % 3 + 1, f"{i // 30 + 1:02d}-03-2021 {8 + i % 9:02d}:{i % 60:02d}", "J. Bakker")
    for i in range(60)
]
TEXT = "Ter plaatse geweest, pomp weer aangezet."


def write(path, heading, rows):
    with path.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=";").writerows([heading, *rows])


def tables_of(folder):
    return drift.analyse(folder).tables


@pytest.mark.parametrize(
    "heading",
    [
        ("Order", "Volgnr", "Datum/tijd", "Medewerker", "Tekst"),
        ("Melding", "Regel", "Invoerdatum", "Ingevoerd door", "Actie / notitie"),
        ("Job ref", "Line", "Entered", "By", "Engineer remarks"),
    ],
)
def test_rows_that_name_tickets_again_and_again_with_a_moment_and_a_sentence_are_notes(tmp_path, heading):
    write(tmp_path / "log.csv", heading, [(*row, TEXT) for row in NOTES])
    tables = tables_of(tmp_path)
    assert len(tables["events"]) == 60
    assert tables["events"]["incident_id"].nunique() == 20
    assert len(tables["clauses"]) == 0


def test_numbered_sentences_of_a_contract_stay_clauses(tmp_path):
    rows = [
        (i, f"De leverancier herstelt storing {i} binnen {i} uur.", f"{i % 28 + 1:02d}-03-2021") for i in range(1, 41)
    ]
    write(tmp_path / "SLA 2021-03-01.csv", ("Nr", "Eis", "Datum"), rows)
    assert len(tables_of(tmp_path)["clauses"]) == 40


def test_a_list_of_tickets_that_repeats_some_stays_one(tmp_path):
    rows = [
        (f"M{i // 2}", f"{i // 2 % 28 + 1:02d}-03-2021 {8 + i // 2 % 9:02d}:00", "lamp is kapot") for i in range(40)
    ]
    write(tmp_path / "meldingen.csv", ("Melding", "Aangemeld", "Omschrijving"), rows)
    assert len(tables_of(tmp_path)["incidents"]) == 20


def test_yes_or_no_is_no_moment_and_a_yes_counts_once(tmp_path):
    heading = ("Meldingnummer", "Aangemaakt op", "Afgemeld", "Datum afgemeld", "Heropend", "Korte omschrijving")
    days = [f"{i % 28 + 1:02d}-03-2021" for i in range(30)]
    rows = [
        (f"M{i}", f"{day} 08:00", "Ja", f"{day} 09:30", "Ja" if i % 3 == 0 else "Nee", "lamp kapot")
        for i, day in enumerate(days)
    ]
    write(tmp_path / "meldingen.csv", heading, rows)
    incidents = tables_of(tmp_path)["incidents"]
    assert ((incidents["closed_at"] - incidents["opened_at"]).dt.total_seconds() == 5400).all()
    assert incidents["n_reopened"].sum() == 10


def test_a_job_is_done_before_its_papers_and_kinds_are_known_by_a_word_within(tmp_path):
    heading = ("Ordernummer", "Aanmelddatum", "Technisch gereed", "Administratief gereed", "Ordertype", "Omschrijving")
    kinds = ("Storing (spoed)", "Periodiek onderhoud", "Opleverpunt", "Storing")
    rows = [
        (
            f"WO{i}",
            f"{i % 28 + 1:02d}-03-2021 08:00",
            f"{i % 28 + 1:02d}-03-2021 10:00",
            "29-03-2021 12:00",
            kinds[i % 4],
            "pomp stil",
        )
        for i in range(40)
    ]
    write(tmp_path / "orders.csv", heading, rows)
    incidents = tables_of(tmp_path)["incidents"]
    assert ((incidents["resolved_at"] - incidents["opened_at"]).dt.total_seconds() == 7200).all()
    assert incidents["closed_at"].dt.day.eq(29).all()
    assert incidents["type"].value_counts().to_dict() == {"corrective": 20, "planned": 10, "change": 10}
