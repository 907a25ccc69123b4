import pytest

from drift.contract.duties import is_binding, read_modality


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("The Supplier shall repair the fault within 4 hours.", "obligation"),
        ("Customer must pay the Fees.", "obligation"),
        ("GitHub will notify you.", "obligation"),
        ("You are responsible for your account.", "obligation"),
        ("Opdrachtnemer dient de melding binnen 4 uur te herstellen.", "obligation"),
        ("De leverancier zal maandelijks rapporteren.", "obligation"),
        ("Leverancier draagt er zorg voor dat de dienst werkt.", "obligation"),
        ("You may not sublicense the software.", "prohibition"),
        ("Opdrachtgever mag de installatie niet wijzigen.", "prohibition"),
        ("Supplier may subcontract.", "permission"),
        ("Opdrachtgever is gerechtigd een boete op te leggen.", "permission"),
        ("The parties aim to meet.", "soft"),
        ("This section shall apply to all services.", "none"),
        ("Dit document dient als bijlage.", "none"),
        ("De vraag zal naar verwachting toenemen.", "none"),
        ("“Fork” means to copy the Content.", "none"),
    ],
)
def test_the_words_of_a_clause_tell_its_modality(text, modality):
    assert read_modality(text) == modality


@pytest.mark.parametrize(
    ("text", "binding"),
    [
        ("The supplier shall use reasonable efforts to answer.", True),
        ("Leverancier spant zich in de storing te herstellen.", True),
        ("The parties aim to meet.", False),
        ("Supplier may subcontract.", False),
    ],
)
def test_a_promised_effort_binds_and_a_wish_does_not(text, binding):
    assert is_binding(text, read_modality(text)) is binding
