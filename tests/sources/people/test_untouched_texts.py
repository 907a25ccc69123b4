"""Texts in which nobody is named come out as they went in, whoever is known."""

import pandas as pd
import pytest
from name_spellings import NAMES

from drift.sources.people import People

TEXTS = """
De printer op de derde verdieping geeft foutmelding 0x80070005 na de update naar 22H2.
Graag de rechten op \\\\fs01\\projecten\\2024 herstellen voor deze map.
Storing aan sorteerlijn 3: motor M12 draait niet, frequentieregelaar meldt F07.
Server SRV-APP-014 reageert niet meer op ping (10.12.0.14), herstart om 03:15 uur.
Na het installeren van KB5034441 werkt de VPN niet meer; teruggezet naar versie 7.2.1.
Verzoek: nieuw account met licentie E3, ingang per 1 maart 2024.
Wijziging CHG0031245 is uitgesteld tot maandag 12 jan 2025 om 22:00 uur.
De nachtelijke back-up van database ORDERS is mislukt: ORA-01555 snapshot too old.
Certificaat van portal verloopt op 31-12-2024, graag verlengen.
Deur van dok 14 sluit niet; sensor vervangen, getest en in bedrijf gesteld.
Melding gesloten: geen reactie van de melder na drie pogingen.
Temperatuur in ruimte B2.104 loopt op tot 31,5 graden.
Het scherm blijft zwart na de update, ook met een andere kabel.
Factuur 2024-00183 van EUR 1.250,00 staat nog open.
Wachtwoord vergeten, account is geblokkeerd na vijf pogingen.
Leverancier dient binnen 4 uur te reageren en binnen 8 uur te herstellen.
Het verzoek van de klant wordt in de volgende release opgenomen, zie ook artikel 4.10.
User cannot open attachments larger than 10 MB in Outlook 2019.
Please reset the token of the service account, it will expire on 2024-05-31.
Mark change CHG0042 as done and close the ticket.
The job may fail when the disk is full; we will restart it at night.
Link is down between switch A and switch B, port Gi1/0/24.
Will this be fixed in the next release? May be it should be.
Kernel 5.15.0-91-generic panics with BUG: soft lockup - CPU#3 stuck for 22s!
Upgrade from Terraform v1.5.7 to v1.6.0 breaks the provider registry.terraform.io/hashicorp/aws.
TLS 1.0 is to be disabled on all load balancers by 2024-06-30 (PCI DSS 4.0).
HTTP 503 from https://api.example.com/v2/orders?id=1234567890 since 14:05 UTC.
Monitoring reports CPU above 95 % for 15 minutes on node k8s-worker-07.
Request for change: add index on table customer_order, see RFC 7231 section 6.5.
Disk 3 of RAID set is degraded, spare part ordered under PO 4500123456.
Meeting of 3 April 2024 is moved; note the new room: B-12.
All users in the office report slow response since this morning.
The customer service desk will call back within 30 minutes.
Der Drucker im Lager druckt seit heute Morgen nicht mehr.
Le serveur ne répond plus depuis la mise à jour de 10 h.
Lang verhaal kort: kabel los, weer vast gezet, kort daarna werkt alles goed.
Rechts van de groene deur hangt een wit kastje; links zit de zwarte schakelaar.
Jong en oud gebruiken de app; een grote groep ziet een leeg beeld.
De storing trad op tijdens een zware storm, de brand was snel uit.
In mei en juni 2024 is het aantal meldingen hoog, in augustus laag.
""".strip().splitlines()

KNOWN = [
    *NAMES, "Mark Visser", "Will May", "Piet de Jong", "Anna de Groot", "Kees Lang", "Emma de Wit", "Tom Zwart",
    "Bo Groen", "April Hill", "Jan Storm", "Rob Links", "Karin Brand", "Ton Kort", "Service Desk", "Team Beheer",
    "Monitoring", "ICT", "svc_backup", "noreply", "info@acme.example", "servicedesk@acme.example",
    "jan@portal.example", "Storing (ICT)", "R. Plant", "An van Heer", "Max Day", "Bill Link", "Hans Klein",
    "Grote, Ina", "de Boer, W.", "M. Open", "Bob Note", "Eva Schermer",
]  # fmt: skip


@pytest.fixture(scope="module")
def people():
    known = People(None)
    known.hide(pd.Series(KNOWN))
    return known


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_that_names_nobody_stays(people, text):
    assert people.mask(text) == text


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("gemeld door Mark, niet door Will", "gemeld door […], niet door […]"),
        ("Will May belde, en W. May ook", "[…] belde, en […] ook"),
        ("De Groot belde de jong en De Jong", "[…] belde de jong en […]"),
        ("De Boer belde over april, April Hill niet", "[…] belde over april, […] niet"),
        ("R. Plant kijkt naar de plant", "[…] kijkt naar de plant"),
        ("k.lang en klang zijn log-ins", "[…] en […] zijn log-ins"),
    ],
)
def test_a_name_that_is_a_word_is_masked_where_it_is_written_as_one(people, text, masked):
    assert people.mask(text) == masked


@pytest.mark.parametrize(
    "name", ["Servicedesk", "Team Beheer", "noreply", "monitoring", "ICT", "svc_backup", "no-reply@acme.example"]
)
def test_an_account_of_nobody_masks_nothing(name):
    people = People(None)
    people.hide(pd.Series([name]))
    text = f"{name.partition('@')[0]} of acme, backup and team: Monitoring door ICT, Beheer en Servicedesk"
    assert people.mask(text) == text


def test_a_word_is_what_the_texts_write():
    people = People(None)
    people.hide(pd.Series(["Mark Visser", "Page Vermeulen", "Storing Zuid", "Ina Kamer", "Piet Dolfsma"]))
    texts = [f"{n} visser en Vermeulen en Dolfsma belden Mark, in kamer {n}" for n in range(120)]
    people.ease(texts)
    assert people.mask("Mark belde") == "[…] belde"  # no text writes it small
    assert people.mask("in de kamer, volgens Kamer") == "in de kamer, volgens […]"
    assert people.mask("Dolfsma en dolfsma") == "[…] en […]"


def test_a_login_that_is_a_word_is_one_where_the_texts_write_it():
    people = People(None)
    people.hide(pd.Series(["Anna Long", "Kees Lang"]))
    people.ease(f"{n} cables run along the wall" for n in range(5))
    assert people.mask("along the wall, by klang") == "along the wall, by […]"


def test_where_all_is_written_small_no_name_is_taken_for_a_word():
    people = People(None)
    people.hide(pd.Series(["Ina Kamer", "Piet Dolfsma"]))
    people.ease(f"{n} dolfsma belt ina kamer" for n in range(500))
    assert people.mask("dolfsma en kamer") == "[…] en […]"
