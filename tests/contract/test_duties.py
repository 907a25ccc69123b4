"""Who is bound, by the words themselves: the traps of both languages."""

import pytest

from drift.contract.reading.classify import read_clause
from drift.contract.reading.duties import read_duties
from drift.contract.reading.plain import to_plain


@pytest.mark.parametrize(
    ("text", "binding", "modality"),
    [
        ("The Supplier shall repair the fault within 4 hours.", True, "obligation"),
        ("Customer must pay the Fees.", True, "obligation"),
        ("We will notify you.", True, "obligation"),
        ("You are responsible for your account.", True, "obligation"),
        ("Opdrachtnemer dient de melding binnen 4 uur te herstellen.", True, "obligation"),
        ("De leverancier zal maandelijks rapporteren.", True, "obligation"),
        ("Leverancier draagt er zorg voor dat de dienst werkt.", True, "obligation"),
        ("De responstijd mag niet hoger zijn dan 4 uur.", True, "obligation"),
        ("Customer is entitled to a service credit of 5%.", True, "obligation"),
        ("You may not sublicense the software.", True, "prohibition"),
        ("Staff may only enter the plant room with a permit.", True, "prohibition"),
        ("Opdrachtgever mag de installatie niet wijzigen.", True, "prohibition"),
        ("Het is Leverancier niet toegestaan gegevens te delen.", True, "prohibition"),
        ("The supplier shall use reasonable efforts to answer.", True, "soft"),
        ("Leverancier spant zich in de storing te herstellen.", True, "soft"),
        ("The parties aim to meet.", False, "soft"),
        ("Bij voorkeur komt steeds dezelfde monteur.", False, "soft"),
        ("Supplier may subcontract.", False, "permission"),
        ("The Customer shall be entitled to audit the records.", False, "permission"),
        ("Changes may be made provided that they are recorded and must be reported.", False, "permission"),
        ("Opdrachtgever is gerechtigd een controle uit te voeren.", False, "permission"),
        ("This section shall apply to all services.", False, "none"),
        ("Dit document dient als bijlage.", False, "none"),
        ("De lijst dient ter informatie.", False, "none"),
        ("De vraag zal naar verwachting toenemen.", False, "none"),
        ("Demand will grow as new sites open.", False, "none"),
        ("Neither party's liability shall exceed EUR 500,000 per year.", False, "none"),
        ("“Lift log” means the book of a lift, which you must keep in its engine room.", False, "none"),
        ("See annex B of 12 May 2023.", False, "none"),
        ("Onder beheer vallen het oplossen van storingen en het doorvoeren van wijzigingen.", False, "none"),
        ("Het wekelijkse overleg heet bij ons het werkoverleg.", False, "none"),
        ("De leverancier doet een redelijke inspanning om binnen 4 uur te komen.", True, "soft"),
        # no duty although a word of duty stands there
        ("The Customer is not required to attend.", False, "none"),
        ("De klant is niet verplicht een account aan te maken.", False, "none"),
        ("The Supplier may, on request, be required to sign a statement.", False, "permission"),
        ("The provider does not warrant that errors will be corrected.", False, "none"),
        ("The maintenance agreement shall automatically renew each year.", False, "none"),
        ("The licence will be valid for one year.", False, "none"),
        ("Details of the floor plans shall be provided in Annex B.", False, "none"),
        ("Details of the floor plans shall be provided by the Buyer in Annex B.", True, "obligation"),
        ("Het inzetten van bekende medewerkers zorgt voor een soepele start.", False, "none"),
        ("De projectleider zorgt voor een soepele start.", True, "obligation"),
        # a duty although a word of permission stands there, or none of duty
        ("The records are to be handed over each month.", True, "obligation"),
        ("It is your responsibility to close the account.", True, "obligation"),
        ("Het is de verantwoordelijkheid van de beheerder om meldingen te onderzoeken.", True, "obligation"),
        ("In het systeem mag maximaal 5% van de methoden te lang zijn.", True, "obligation"),
        ("Een verzoek kan pas worden opgepakt als het volledig is.", True, "obligation"),
    ],
)
def test_clear_words_tell_who_is_bound_and_how(text, binding, modality):
    duties = read_duties(to_plain(text))
    assert (duties.binding, duties.modality) == (binding, modality)


@pytest.mark.parametrize(
    ("text", "leader"),
    [
        ("De klant geeft toegang tot de panden.", "customer"),
        ("The Buyer shall provide access.", "customer"),
        ("Where a fault is found, the Supplier shall repair it.", "supplier"),
        ("Wij en de opdrachtgever evalueren dit jaarlijks.", "both"),
        ("De opdrachtgever en de leverancier evalueren dit jaarlijks.", "both"),
        ("The parties shall meet each quarter.", "both"),
        ("The Customer is entitled to a credit.", "nobody"),  # who owes it is bound
        ("The Contractor shall be paid on acceptance.", "nobody"),
        ("Supplier Staff shall wear a badge.", "nobody"),
        ("The Buyer's premises shall be cleaned.", "nobody"),
        ("Access shall be given by the Buyer.", "nobody"),
    ],
)
def test_who_a_sentence_begins_with_and_lets_act_is_bound(text, leader):
    assert read_duties(to_plain(text)).leader == leader
    reading = read_clause(text)
    assert leader == "nobody" or not reading.obligation or reading.party == leader


def test_what_a_template_tells_who_fills_it_in_binds_nobody():
    note = "[The Buyer is to fill in the halls here. If one hall is meant, strike out the rest]"
    clause = "The Supplier shall provide a night guard."
    assert read_clause(f"{clause} {note}") == read_clause(clause)


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("Het project levert bij elke release een testverslag op.", ""),
        ("Storingen worden binnen 24 uur hersteld.", "Storingen"),
        ("P1 | 15 min | 4 uur", "Responstijden"),
        ("P2 | 30 minutes | 8 hours", "Response times"),
        ("Ensuring that all staff hold a valid permit;", "Staffing"),
        ("Provide a monthly overview of open faults;", "Reporting"),
    ],
)
def test_the_present_tense_a_table_row_and_a_list_item_bind_the_supplier(text, section):
    reading = read_clause(text, section)
    assert (reading.obligation, reading.party) == (True, "supplier")


@pytest.mark.parametrize(
    ("text", "section"),
    [
        ("De inspanning die nodig is voor beheer hangt af van de kwaliteit van de software.", "Toelichting"),
        ("De receptie kan per dag 200 bezoekers ontvangen.", "Toegang"),
        ("Part 4 - Rules of the Building", ""),
        ('"Downtime" means any period in which the sorter cannot accept parcels.', "Definitions"),
        ("Op deze overeenkomst is Nederlands recht van toepassing.", "Algemeen"),
    ],
)
def test_ability_headings_definitions_and_applicability_bind_nobody(text, section):
    reading = read_clause(text, section)
    assert (reading.obligation, reading.party) == (False, "none")


@pytest.mark.parametrize(
    ("text", "party"),
    [
        ("The Supplier shall repair the fault.", "supplier"),
        ("Customer shall provide access to the site.", "customer"),
        ("The parties shall meet every month.", "both"),
        ("Opdrachtnemer herstelt de storing.", "supplier"),
        ("Opdrachtgever moet sleutels tijdig verstrekken.", "customer"),
        ("Partijen komen maandelijks bijeen.", "both"),
        ("Customer is entitled to a service credit of 5%.", "supplier"),
    ],
)
def test_the_party_is_the_one_that_is_bound(text, party):
    assert read_clause(text).party == party
