"""Three to five persons stay so few under whatever spellings a log writes them; a crowd stays a crowd."""

import pandas as pd
from hypothesis import given, settings
from hypothesis import strategies as st

from drift.measures.work.crowd import _count, _find_enough
from drift.measures.work.hands import join_hands
from drift.sources.people.hands import list_hands
from drift.sources.people.people import Person
from drift.tables.engine import to_table
from drift.terms import MIN_PERSONS

PERSONS = [("Jan", "de Vries"), ("Fatma", "Yilmaz"), ("Piet", "Roosmalen"), ("Anna", "Bakker"), ("Chantal", "Oudeweg")]
FORMS = (  # some that can be joined with the name, some that nothing joins with it
    "{first} {last}",
    "{last}, {first}",
    "{first[0]}. {last}",
    "{login}",
    "{first}.{tail}@acme.example",
    "{first} {last} (a1000{i})",
    "{first}",
    "x{i}q",
    "box{letter}@acme.example",
    "7700{i}",
)


def spell(person, form):
    """Return the cell of a person in one of the forms."""
    first, last = PERSONS[person]
    tail = last.replace(" ", "").lower()
    login = first[0].lower() + tail
    return FORMS[form].format(first=first, last=last, tail=tail, login=login, i=person, letter="abcde"[person])


def count(months):
    """Return how many handlers there are by month; months: the cells of each."""
    cells = pd.DataFrame([(i, name) for i, month in enumerate(months) for name in month], columns=["month", "person"])
    hands = list_hands({name: Person(name) for name in cells["person"]})
    rows = to_table(
        cells.assign(side="handler", n=1), {"month": "int64", "person": "string", "side": "string", "n": "int64"}
    )
    listed = to_table(hands, dict.fromkeys(hands, "string"))
    return _count(join_hands(rows, listed), ["handler"], "month")


# of two log-ins, or two addresses, that share nothing nobody can tell that they are of one person: each has one of them
ONE_OF = {3: 7, 4: 8, 7: 3, 8: 4}
acts = st.tuples(st.integers(0, len(PERSONS) - 1), st.integers(0, len(FORMS) - 1)).map(
    lambda act: (act[0], ONE_OF[act[1]] if act[1] in ((3, 4) if act[0] % 2 else (7, 8)) else act[1])
)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(acts, min_size=1, max_size=40), min_size=1, max_size=4))
def test_no_mix_of_spellings_makes_more_persons_than_there_are(months):
    counts = count([[spell(*act) for act in month] for month in months])["handler"]
    persons = [len({person for person, _ in month}) for month in months]
    assert [n <= of for n, of in zip(counts, persons, strict=True)] == [True] * len(months)


@settings(max_examples=30, deadline=None)
@given(st.lists(st.lists(acts, min_size=5, max_size=40), min_size=1, max_size=4))
def test_another_spelling_of_a_person_makes_no_month_visible(months):
    """Whoever stood under his name everywhere: cells that are written otherwise show no month that was hidden."""
    plain = count([[spell(person, 0) for person, _ in month] for month in months])
    mixed = count([[spell(*act) for act in month] for month in months])
    shown = [_find_enough({1: counts})[1] for counts in (plain, mixed)]
    assert shown[1] <= shown[0]


def test_four_under_every_spelling_are_four_and_five_under_one_are_told():
    everything = [spell(person, form) for person in range(4) for form in range(len(FORMS))]
    assert count([everything])["handler"].tolist() == [4]
    for form in range(len(FORMS)):
        assert count([[spell(person, form) for person in range(5)]])["handler"].tolist() == [MIN_PERSONS]


def test_the_share_of_one_person_is_that_of_all_his_spellings():
    """Forty in a hundred under a name and forty under a number that nothing joins with it may be eighty of one."""
    others = [spell(person, 0) for person in range(1, 5)] * 5
    assert count([[spell(0, 0)] * 40 + [spell(0, 9)] * 40 + others])["handler"].tolist() == [1]
    assert count([[spell(0, 0)] * 40 + [spell(0, 3)] * 40 + others])["handler"].tolist() == [1]
    assert count([[spell(0, 0)] * 40 + others])["handler"].tolist() == [5]
