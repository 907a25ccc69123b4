import pytest

from drift.reports.glyphs import Cleaner


@pytest.mark.parametrize(
    ("text", "cleaned", "replaced"),
    [
        ("Storing in “hal 3” – ≥ 99,5 %", "Storing in “hal 3” – ≥ 99,5 %", 0),
        ("bel\x07 en tab\tnieuw\nregel", "bel en tab nieuw regel", 0),
        ("漢字", "��", 2),
        ("$ # @ < & \\ { }", "$ # @ < & \\ { }", 0),
        ("e\u0301", "é", 0),
        ("\ud800 \u202e", "\ufffd ", 1),
    ],
)
def test_text_is_cleaned_for_layout_and_what_is_replaced_is_counted(text, cleaned, replaced):
    clean = Cleaner()
    assert (clean(text), clean.replaced) == (cleaned, replaced)
