"""What became of an item, by the words of a decision; and what sounds like it and tells nothing."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drift.sources.values.steps import STRONGEST, steps_of
from drift.sources.values.steps.clauses import FIELDS, LONGEST, split_clauses
from drift.sources.values.steps.spelling import correct, spell_out
from drift.sources.words import normalise
from drift.terms import STEPS

SOLVED = [
    "Storing is opgelost.",
    "Lekkage verholpen door monteur op 3 maart",
    "Pomp 12 hersteld, geen verdere actie",
    "Deur werkt weer.",
    "Melding SC-036 opgelost",
    "Afgehandeld",
    "Actie 14 is gereed",
    "Punt afgesloten.",
    "Installatie gerepareerd en weer in bedrijf",
    "De leverancier meldt dat de roltrap is hersteld",
    "Besluit: opgelost, punt kan van de lijst",
    "Niet langer een probleem: de fout is verholpen",
    "Fixed last week.",
    "The fault has been resolved",
    "Scanner 58 repaired and back in service",
    "Done",
    "Closed",
    "Item closed.",
    "Pump is working again",
    "Customer confirms that the leak was fixed",
    "Resolved when the valve was replaced",
    "Software bijgewerkt; probleem doet zich niet meer voor.",
    "Was fixed by the engineer on 4 May",
]
PUSHED_UP = [
    "Geëscaleerd naar de stuurgroep",
    "Niet opgelost, geëscaleerd naar directie",
    "Wordt voorgelegd aan de stuurgroep",
    "We leggen dit voor aan de directie.",
    "Aan de stuurgroep voorgelegd",
    "Opgeschaald naar strategisch overleg",
    "Escaleren naar MT",
    "Naar stuurgroep",
    "→ directie",
    "Besloten te escaleren",
    "Geen besluit, doorgezet naar de directie",
    "Punt gaat naar het strategisch overleg",
    "Akkoord om dit aan de directie voor te leggen",
    "Meegenomen naar het directieoverleg",
    "Doorgezet naar het tactisch overleg",
    "Escalated to the steering committee",
    "Not resolved; escalated to the board",
    "Agreed to escalate",
    "Escalate to the executive board",
    "Referred to the steering group",
    "Taken to the board by both directors",
    "Submitted to the management team",
    "Contractmanagers leggen het geschil voor aan beide directies",
    "Op agenda stuurgroep gezet",
    "Terugkerende storingen geëscaleerd naar de stuurgroep",
    "Punt doorgeschoven naar de stuurgroep",
    "Geen akkoord op tactisch niveau, dus door naar de stuurgroep",
]
PARKED = [
    "Punt aangehouden",
    "Wordt aangehouden tot het volgende overleg",
    "Doorgeschoven naar volgende vergadering",
    "Komt volgende keer terug",
    "Volgend overleg bespreken",
    "Geen besluit genomen.",
    "Nog niet akkoord",
    "Het plan kon niet worden vastgesteld",
    "Nog geen overeenstemming",
    "Uitgesteld",
    "Besloten het voorstel aan te houden",
    "Niet behandeld wegens tijdgebrek",
    "Geparkeerd tot na de zomer",
    "Blijft op de agenda staan",
    "Wacht op akkoord van de opdrachtgever",
    "Zal volgende vergadering worden besproken",
    "Kan niet worden goedgekeurd zonder cijfers",
    "Aangehouden, indien nodig een extra overleg",
    "Deferred to next meeting",
    "Not yet approved",
    "No decision taken",
    "Carried over",
    "On hold until further notice",
    "Will be discussed at the next meeting",
    "The plan could not be approved",
    "Agreed to defer the item",
    "Pending",
    "No agreement reached",
    "Doorgeschoven",
    "Beslissing verschoven naar oktober",
    "Dit punt houden we aan",
    "We come back to this next time",
    "Opnieuw op de agenda in september",
    "Akkoord nog niet mogelijk, cijfers ontbreken",
    "The committee did not reach a decision",
    "Postponed until the figures are in",
]
DENIED = [
    "Niet herkend door leverancier",
    "De leverancier herkent dit probleem niet",
    "Voorstel afgewezen",
    "Niet akkoord",
    "Opdrachtgever gaat niet akkoord met het voorstel",
    "Het meerwerk is niet goedgekeurd",
    "Valt buiten het contract",
    "Buiten scope",
    "Klacht niet erkend",
    "Leverancier wijst de claim af",
    "Dit is geen storing",
    "Besloten het voorstel af te wijzen",
    "De kosten worden betwist",
    "Niet als storing gezien",
    "Not approved.",
    "Not accepted by the customer",
    "Rejected",
    "The supplier does not recognise the problem",
    "Claim turned down",
    "Out of scope",
    "Not agreed",
    "Falls outside the agreement",
    "No fault found",
    "Leverancier wijst de claim niet toe en weigert herstel",
    "Opdrachtgever keurt het voorstel niet goed",
    "De klacht is ongegrond verklaard",
    "The board did not approve the proposal",
    "We do not see this as a problem",
    "The proposal was voted down",
    "Rejected by the board",
]
REFERRED_BACK = [
    "Terugverwezen naar de operatie",
    "Teruggelegd bij het operationeel overleg",
    "Terug naar de werkvloer",
    "Verwezen naar het operationeel overleg",
    "Akkoord, maar teruggelegd bij operatie",
    "De stuurgroep verwijst terug naar het tactisch overleg",
    "Punt hoort thuis in het operationeel overleg",
    "Besloten terug te verwijzen naar de operatie",
    "Operatie moet dit oplossen, teruggelegd",
    "Referred back to operations",
    "Sent back to the operational meeting",
    "Returned to operations",
    "To be solved by operations",
    "Handed back to the working group",
    "De directie legt het terug bij de contractmanagers",
    "Door de operatie op te lossen",
    "Retour operationeel overleg",
    "The steering group sent it back to the tactical level",
    "Punt gaat terug naar het operationeel overleg",
    "De directie verwijst de klacht terug naar de werkvloer",
]
DECIDED = [
    "Akkoord",
    "Akkoord met het verbeterplan",
    "Verbeterplan goedgekeurd",
    "Afgesproken dat de leverancier wekelijks rapporteert",
    "Plan van aanpak vastgesteld",
    "Akkoord, mits het budget er is",
    "Besluit: leverancier levert voor 1 mei een plan",
    "Beide partijen gaan akkoord",
    "Geen bezwaar",
    "Besloten niet over te gaan tot vervanging",
    "Stuurgroep stemt in met de planning",
    "Afspraak: de leverancier belt elke maandag",
    "Agreed",
    "It was agreed that the supplier visits weekly",
    "Improvement plan approved",
    "Agreed not to replace the pump",
    "Decision: supplier delivers a plan by 1 May",
    "Approved without changes",
    "Resolved to hold a monthly call",
    "Proposal accepted",
    "No objections",
    "De stuurgroep besluit het contract een jaar te verlengen",
    "De directie keurt het plan goed",
    "It was decided that weekly reports are no longer needed",
    "Afgesproken dat de leverancier zal komen kijken",
    "Approved by the board",
    "Agreed the new planning",
]
TOLD = {
    "solved": SOLVED,
    "pushed_up": PUSHED_UP,
    "parked": PARKED,
    "denied": DENIED,
    "referred_back": REFERRED_BACK,
    "decided": DECIDED,
}
NOTHING = [
    *("", "-", "n.v.t.", "Besluit: geen", "Decision: none", "Ter kennisname", "For information"),
    # not so
    "Niet opgelost",
    "Nog niet opgelost",
    "De storing is niet door de leverancier verholpen",
    "Niet geëscaleerd",
    "Niet afgewezen",
    "Escalatie niet nodig",
    "Not solved",
    "The fault has not been fixed",
    "Not escalated to the board",
    "Not rejected",
    "Geen actie afgesproken",
    # not yet, or only if
    "Indien niet opgelost wordt geëscaleerd",
    "Als het niet is opgelost, escaleren we naar de directie",
    "Wordt geëscaleerd indien niet opgelost voor 1 mei",
    "Wordt geëscaleerd naar de directie, tenzij opgelost",
    "Wordt opgelost door de leverancier",
    "Wordt onderzocht en opgelost",
    "Moet voor 1 mei opgelost zijn",
    "De leverancier gaat na of het is opgelost",
    "Is dit opgelost?",
    "Wanneer is de pomp hersteld?",
    "If not fixed, escalate to the board",
    "Will be fixed next week",
    "To be approved",
    "Once approved we start",
    "Must be resolved by May",
    "Check whether this was approved",
    "Is being repaired",
    "May be rejected",
    # sounds like it
    "Besluit genomen dat geen besluit nodig is",
    "Oplossing besproken",
    "De oplossing van de leverancier is duidelijk",
    "Percentage opgelost: 85 %",
    "Aantal opgelost binnen norm: 12",
    "14 van de 20 opgelost",
    "Deels opgelost",
    "Tijdelijk hersteld met een noodoplossing",
    "Was opgelost maar is heropend",
    "Akkoord met vorig verslag",
    "Notulen goedgekeurd",
    "Verslag vorige vergadering: akkoord",
    "Agenda vastgesteld",
    "Zoals afgesproken",
    "De afgesproken tijden zijn besproken",
    "Conform eerder besluit akkoord",
    "Vraagt akkoord van de directie",
    "Akkoord nodig van de opdrachtgever",
    "Oorzaak vastgesteld",
    "Er is vastgesteld dat de pomp vaak stilstaat",
    "Besloten overleg",
    "Volgend overleg: 12 mei",
    "De escalatieprocedure is besproken",
    "Besproken in de stuurgroep",
    "Gemeld aan de directie",
    "Terugkoppeling aan operatie",
    "Terug naar normaal",
    "Storingen van deze maand besproken",
    "Number of resolved incidents: 14",
    "Fixed price discussed",
    "Partly resolved",
    "The approved plan was presented",
    "As agreed",
    "The minutes were approved",
    "Previous minutes agreed",
    "Approval needed",
    "Within the agreed time",
    "The solution was presented",
    "Reported to the board",
    "Back to normal",
    "Report back to operations",
    "Response within the agreed level",
    "Leverancier wijst de claim niet af",
    "Het besluit is lastig te begrijpen",
    "Besluit te nemen door de directie",
    "Access denied at gate 3",
    "Drie meldingen geëscaleerd in mei",
    "Onderdelen retour gestuurd naar leverancier",
    "Actielijst doorgenomen en vastgesteld",
    "Bij herhaling escaleren",
    "The solution agreed last year does not work",
    "Supplier promises that it is fixed by then",
    "Meeting moved to another room",
    "Rejected parts are stored in hall 2",
    "Parked cars block the gate",
    "Approved suppliers were listed",
    "Storing 3x opgelost en 3x terug",
    "Trains returned to the operational depot",
    "Monteur gaat terug naar locatie",
    "Niet alle storingen zijn opgelost",
]
SEVERAL = [
    ("Niet herkend, terugverwezen naar tactisch overleg", {"denied", "referred_back"}),
    ("Terugverwezen naar tactisch overleg, want niet herkend", {"denied", "referred_back"}),
    ("Storing opgelost, structureel probleem geëscaleerd naar de stuurgroep", {"solved", "pushed_up"}),
    ("Escalated to the board. The leak itself was fixed.", {"solved", "pushed_up"}),
    ("Afgewezen en terug naar de operatie", {"denied", "referred_back"}),
    ("Rejected, referred back to operations", {"denied", "referred_back"}),
    ("Pomp hersteld. Akkoord met het onderhoudsplan.", {"solved", "decided"}),
    ("Meerwerk niet akkoord; klacht aangehouden", {"denied", "parked"}),
]


BY_KIND = [
    # who is to end it, without a word for a direction
    ("Site leads to resolve between them", {"referred_back"}),
    ("Planners en chauffeurs moeten dit onderling oplossen", {"referred_back"}),
    ("Operations should deal with this themselves", {"referred_back"}),
    ("Not for this board, depot supervisors to settle it", {"referred_back"}),
    ("Hoort in de dagstart", {"referred_back"}),
    ("SteerCo declined to rule and asked the site managers to settle it", {"referred_back"}),
    ("De managers bespreken de cijfers onderling in juni", set()),
    ("Operations handled 14 calls", set()),
    ("Besluit ligt bij de directie", {"pushed_up"}),
    ("MT moet beslissen", {"pushed_up"}),
    # higher tables by their ending, their letters and their place
    ("Aangekaart bij de regiodirecteur", {"pushed_up"}),
    ("Naar DO", {"pushed_up"}),
    ("Terug naar OO", {"referred_back"}),
    ("For SteerCo", {"pushed_up"}),
    ("Goes one table up", {"pushed_up"}),
    ("Zal worden voorgelegd aan de stuurgroep", {"pushed_up"}),
    ("The matter will be put before the Steering Committee", {"pushed_up"}),
    ("Mogelijk moet dit naar de stuurgroep", set()),
    ("No need to take this to SteerCo", set()),
    # formal English
    ("Resolved: that the claim be refused", {"denied"}),
    ("RESOLVED that the lease be renewed", {"decided"}),
    ("The committee resolved to adjourn the item", {"parked"}),
    ("Complaint resolved to the satisfaction of the residents", {"solved"}),
    ("That the tender be awarded", {"decided"}),
    ("That the appeal be dismissed", {"denied"}),
    ("That the matter be referred back to the working party", {"referred_back"}),
    ("It was suggested that the claim be rejected", set()),
    ("Geopperd werd de korting af te wijzen", set()),
    # neither, whether, instead
    ("Neither approved nor refused", {"parked"}),
    ("Not agreed and not rejected", {"parked"}),
    ("Neither side endorsed or rejected the draft", {"parked"}),
    ("No agreement about whether to recognise the fault", {"parked"}),
    ("Voorgelegd aan de directie met de vraag of dit akkoord is", {"pushed_up"}),
    ("The route was not accepted; a shorter one was agreed instead", {"decided"}),
    ("Voorstel afgewezen, in plaats daarvan is een proef afgesproken", {"decided"}),
    ("De stuurgroep besluit niet over te gaan tot opzegging", {"decided"}),
    # short and misspelt words
    ("Akk.", {"decided"}),
    ("Afw.", {"denied"}),
    ("Esc. regiodir.", {"pushed_up"}),
    ("aangeh.", {"parked"}),
    ("c/f to next mtg", {"parked"}),
    ("Doorgschoven nr volgend overleg", {"parked"}),
    ("Storing verholpn", {"solved"}),
    ("Proposal aproved", {"decided"}),
    # done, and by when
    ("De klep is vervangen", {"solved"}),
    ("De klep wordt vervangen", set()),
    ("De agenda is aangepast", set()),
    ("Verbeterplan uiterlijk 15/10", {"decided"}),
    ("Supplier to submit a plan by 30/4", {"decided"}),
    # no fault
    ("Geen tekortkoming van de leverancier", {"denied"}),
    ("Van een tekortkoming is geen sprake", {"denied"}),
    ("Acht zich niet aansprakelijk", {"denied"}),
    ("The board did not uphold the complaint", {"denied"}),
    ("We kunnen dit verzoek niet honoreren", {"denied"}),
    ("The vendor cannot be held liable", {"denied"}),
    # what is accepted, from further on
    ("Opdrachtgever accepteert de meerkosten", {"decided"}),
    ("Opdrachtgever accepteert de meerkosten niet", {"denied"}),
    ("Tag reader replaced", {"solved"}),
    ("Klep vervangen", set()),
    ("De contractmanagers besluiten de kwestie aan beide directies voor te leggen", {"pushed_up"}),
    ("Opdrachtgever kan zich in de voorgestelde indexering niet vinden", {"denied"}),
    ("Members want to see the pilot results before coming to a conclusion", {"parked"}),
    ("Agreed to double the number of inspections", {"decided"}),
    # where it goes, and when, and no more
    ("Naar tactisch overleg", {"pushed_up"}),
    ("Lukt hier niet, dus stuurgroep", {"pushed_up"}),
    ("Punt 4: volgende keer", {"parked"}),
    ("Volgende keer", {"parked"}),
    ("Next meeting: 12 September", set()),
]


FIELDS_AROUND = ("beside", "before", "behind", "sentence", "many")


def read_words():
    """Return the word lists of the vocabulary, by field and kind."""
    text = (files("drift.sources.vocabulary") / "decisions.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)["values"]


@pytest.mark.parametrize(("step", "text"), [(step, text) for step, texts in TOLD.items() for text in texts])
def test_the_words_of_a_decision_tell_one_step(step, text):
    assert steps_of(text) == {step}


@pytest.mark.parametrize("text", NOTHING)
def test_what_did_not_happen_or_only_sounds_like_it_tells_nothing(text):
    assert steps_of(text) == frozenset()


@pytest.mark.parametrize(("text", "steps"), BY_KIND)
def test_each_way_to_say_it_tells_its_step(text, steps):
    assert steps_of(text) == steps


@pytest.mark.parametrize(("text", "steps"), SEVERAL)
def test_a_decision_may_tell_two_steps_in_either_order(text, steps):
    assert steps_of(text) == steps


@pytest.mark.parametrize("text", [text for texts in TOLD.values() for text in texts])
def test_case_and_accents_do_not_matter_and_a_question_tells_nothing(text):
    plain = text.rstrip(".")
    assert steps_of(plain.upper()) == steps_of(plain) == steps_of(plain.replace("ë", "e"))
    assert steps_of(f"{plain.replace('. ', ', ').replace('; ', ', ')}?") == frozenset()


@pytest.mark.parametrize("text", [*SOLVED, *PUSHED_UP, *DENIED, *REFERRED_BACK, *DECIDED])
@pytest.mark.parametrize("condition", ["Indien {}", "Mocht {}", "Unless {}", "We kijken of {}"])
def test_what_stands_behind_a_condition_has_not_happened(condition, text):
    first = text.split(". ")[0].split("; ")[0].rstrip(".")
    assert steps_of(condition.format(first[:1].lower() + first[1:])) == frozenset()


@pytest.mark.parametrize("word", ["opgelost", "verholpen", "hersteld", "solved", "fixed", "repaired"])
@pytest.mark.parametrize("denial", ["niet", "nog niet", "niet volledig", "not", "not yet", "still not", "has not been"])
def test_what_is_not_fixed_is_no_step(denial, word):
    assert steps_of(f"Pomp {denial} {word}") == frozenset()
    assert steps_of(f"Pomp {denial} {word}, voorgelegd aan de stuurgroep") == {"pushed_up"}


@pytest.mark.parametrize("word", ["akkoord", "goedgekeurd", "geaccepteerd", "approved", "accepted", "endorsed"])
def test_denials_turn_what_was_agreed(word):
    assert steps_of(f"Voorstel {word}") == {"decided"}
    assert steps_of(f"Voorstel niet {word}") == steps_of(f"Proposal was not {word}") == {"denied"}
    assert steps_of(f"Voorstel nog niet {word}") == steps_of(f"Proposal not yet {word}") == {"parked"}
    assert steps_of(f"Proposal could not be {word}") == {"parked"}
    assert steps_of(f"Proposal will be {word}") == steps_of(f"If {word} we start") == frozenset()


@given(st.text(alphabet=st.sampled_from("abn .,;:?!\n'é-/(1"), max_size=60))
def test_steps_are_those_of_the_list(text):
    assert steps_of(f"Niet akkoord. {text}") <= {*STEPS}
    assert steps_of(text) == frozenset()


def test_steps_are_named_once():
    assert sorted(STRONGEST) == sorted(STEPS)


@pytest.mark.parametrize("field", [*read_words()])
def test_a_word_of_decisions_is_spelt_as_compared_and_means_one_thing(field):
    words = [word for kind in read_words()[field].values() for word in kind]
    assert [word for word in words if normalise(word) != word or len(word.split()) > LONGEST] == []
    assert sorted({word for word in words if words.count(word) > 1}) == []


def test_no_word_of_decisions_stands_in_two_lists_that_are_looked_for_together():
    lists = [{word for kind in read_words()[field].values() for word in kind} for field in FIELDS]
    both = [word for n, one in enumerate(lists) for other in lists[n + 1 :] for word in one & other]
    assert both == []


@pytest.mark.parametrize("field", [field for field in read_words() if field.endswith("_unless")])
def test_a_word_around_a_step_has_a_place_that_is_looked_at(field):
    places = read_words()[field]
    assert {*places} <= {*FIELDS_AROUND}
    assert [word for place in ("before", "behind") for word in places.get(place, ()) if " " in word] == []


def test_parted_verbs_are_joined_where_they_end():
    (clause,) = split_clauses("Leverancier legt dit punt aan de directie voor")
    assert clause.words == ("leverancier", "dit", "punt", "aan", "de", "directie", "legt", "voor")


KNOWN = frozenset({"verworpen", "referred", "goedgekeurd"})


@pytest.mark.parametrize("slip", ["verworpn", "verrworpen", "vreworpen"])
def test_a_letter_missing_too_many_or_moved_is_a_slip(slip):
    assert correct(slip, KNOWN) == "verworpen"


@pytest.mark.parametrize("other", ["verworven", "preferred", "goedgekeurde", "verworpene", "ver"])
def test_another_word_or_ending_is_no_slip(other):
    assert correct(other, KNOWN) == other


def test_a_short_word_in_front_of_a_number_stays():
    assert spell_out("Melding nr 12 nr MT") == "Melding nr 12 naar MT"
