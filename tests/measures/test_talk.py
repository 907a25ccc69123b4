"""What people write: on titles of which a reader knows at once what they tell."""

from handmade import incident, make_casebook, rows_of

BARE = (
    "Storing",
    "Storing scanner 58",
    "Stilstand PLC-kast 8 graag z.s.m.",
    "Melding storing uitvoer 128 P1",
    "Transportband 99 doet het niet",
    "Storing hal B",
    "Please help, pump 3 is down again",
)
DIAGNOSED = (
    "Scanner 58 leest niet",
    "Band 3 slipt",
    "Motor E17 te heet",
    "Storing scanner 58, fout 17",
    "Printer 4: error 500",
    "Pump 3 leaks at the seal",
)
COMPLAINTS = ("Klacht over afhandeling", "Onacceptabel dat scanner 58 stilstaat", "Complaint: nobody came")
CLAUSES = ("Scanner 58 valt niet onder de SLA", "Boete voor te late reactie", "Out of scope per contract")
NEITHER = (
    "Scanner 58 loopt, geen klachten",
    "Pump 3 runs, no complaints",
    "Klachtenbus leeg",
    "Klacht afgehandeld, gereed binnen norm",
    "Klacht: nee - SLA: ja",
    "Complaint resolved within SLA",
)


def told(titles, column):
    with make_casebook([incident(title, title=title) for title in titles]) as casebook:
        return rows_of(casebook, casebook.flags).loc[list(titles), column].tolist()


def test_a_title_with_only_the_object_tells_no_more_than_that_it_stands_still():
    assert told((*BARE, *DIAGNOSED), "diagnosis") == [False] * len(BARE) + [True] * len(DIAGNOSED)


def test_complaints_and_talk_by_the_contract_are_told_apart_and_no_complaints_is_neither():
    titles = (*COMPLAINTS, *CLAUSES, *NEITHER)
    assert told(titles, "complaints") == [True] * 3 + [False] * (3 + len(NEITHER))
    assert told(titles, "clause_talk") == [False] * 3 + [True] * 3 + [False] * len(NEITHER)


def test_an_incident_without_a_title_or_steps_tells_nothing():
    with make_casebook([incident("I1", title=None)]) as casebook:
        flags = rows_of(casebook, casebook.flags)
    assert flags.loc["I1", ["clause_talk", "complaints", "diagnosis"]].isna().all()
