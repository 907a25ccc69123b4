import pandas as pd
import pytest

from drift.sources.people import People


@pytest.fixture
def people(tmp_path):
    return People(tmp_path)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("bel Jansen even", "bel […] even"),
        ("mail jan.jansen@acme.nl nu", "mail […] nu"),
        ("06-12345678 of +31 6 12345678", "[…] of […]"),
        ("Kade 3, 1234 AB Utrecht", "[…]"),
        ("Bijlage 04 2021-01-01", "Bijlage 04 2021-01-01"),
        ("1000 GB op 2024-03-05 om 14:30, zaak 0123", "1000 GB op 2024-03-05 om 14:30, zaak 0123"),
        ("de Vries van het team", "[…] van het team"),
        ("JANSEN en jansen", "[…] en […]"),
        ("met Bo Li, niet met li of bo", "met […], niet met li of bo"),
        ("Jansen, Jan", "[…]"),
    ],
)
def test_what_can_be_recognised_is_masked_and_the_rest_stays(people, text, masked):
    people.hide(pd.Series(["Jan Jansen", "Piet de Vries", "Vries, de", "Bo Li"]))
    assert people.mask(text) == masked


def test_common_words_of_the_contract_are_spared_unless_the_whole_name_stands_there(people):
    people.hide(pd.Series(["Blauwe Lijn", "Piet Pietersen"]))
    people.spare(f"the {thing} of the blauwe lijn shall stay" for thing in ("belt", "motor", "drum"))
    assert people.mask("the blauwe wagon calls Blauwe Lijn, or Piet") == "the blauwe wagon calls […], or […]"


def test_a_name_that_one_clause_writes_small_is_masked_all_the_same(people):
    people.hide(pd.Series(["Jan Jansen"]))
    people.spare(["bel jansen voor negen uur", "bel de wacht na negen uur"])
    assert people.mask("Jansen, of jansen") == "[…], of […]"


ROLES = ["SLA Manager", "Change Manager", "Service Desk", "Do Not Reply", "Agent 1", "Team Functioneel Beheer",
         "Incident Manager", "Wachtdienst 2e lijn", "Störungsstelle Nord", "noreply", "Service-Desk B"]  # fmt: skip
TITLES = [
    "Incident after change, SLA at risk", "Printer not responding", "Account locked, service down",
    "Called the Service Desk about a Change", "Wijziging door beheer, niet gemeld", "Agent reported Team change",
]  # fmt: skip


def test_functions_and_mailboxes_mask_no_word_of_a_title(people):
    people.hide(pd.Series(ROLES))
    assert [people.mask(title) for title in TITLES] == TITLES


def test_a_persons_name_that_is_also_a_word_stays_masked(people):
    people.hide(pd.Series(["Jan Visser", "Mark Change", "Anna Meester"]))
    assert people.mask("visser belde, Visser ook, meester niet") == "[…] belde, […] ook, […] niet"
    assert people.mask("Incident after change by Mark") == "Incident after change by […]"
    assert people.mask("Change failed, seen by Change") == "Change failed, seen by […]"
    assert people.mask("Mark Change and Change Mark and mark change") == "[…] and […] and […]"
    assert people.mask("Done. Change is planned: Service is up") == "Done. Change is planned: Service is up"


def test_a_role_beside_a_name_leaves_the_name_masked(people):
    people.hide(pd.Series(["Manager Zonderling", "Jan de Vries (Service Desk)"]))
    assert people.mask("manager Zonderling belt") == "[…] belt"
    assert people.mask("the manager belt zonderling, de Vries niet") == "the manager belt […], […] niet"


def test_a_word_beside_a_function_is_a_word_where_the_texts_write_it_small(people):
    people.hide(pd.Series(["Team Wegen", "Team Visser", "Jan Visser"]))
    people.ease([f"{n} wegen dicht en visser belt" for n in range(3)])
    assert people.mask("alle wegen dicht") == "alle wegen dicht"
    assert people.mask("gemeld door Wegen en Team Wegen") == "gemeld door […] en […]"
    assert people.mask("volgens visser") == "volgens […]"  # it is part of a person's name too


def test_an_id_of_ten_digits_is_no_telephone_number(people):
    people.hide(pd.Series(["Jan Jansen"]))
    assert people.mask_names("0612345678 Jansen") == "0612345678 […]"
