import pytest
from hypothesis import given
from hypothesis import strategies as st

from drift.wording.shorten import shorten_end, shorten_middle, shorten_words


@pytest.mark.parametrize(
    ("shorten", "short"),
    [(shorten_end, "SLA sorteerce…"), (shorten_words, "SLA…"), (shorten_middle, "SLA sorte…Zuid")],
)
def test_a_text_gives_way_at_its_end_after_a_word_or_in_the_middle(shorten, short):
    assert shorten("SLA sorteercentrum Zuid", 14) == short


@pytest.mark.parametrize("shorten", [shorten_end, shorten_words, shorten_middle])
@given(text=st.text(), length=st.integers(3, 40))
def test_what_fits_stays_and_what_does_not_is_made_to(shorten, text, length):
    short = shorten(text, length)
    assert short == text if len(text) <= length else len(short) <= length
