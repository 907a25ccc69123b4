"""Every function that takes a text costs no more than in proportion to it."""

from __future__ import annotations

import pytest
from doors import TOKENS, find_doors, knock
from growth import measure

pytestmark = pytest.mark.long

PARTS = 8
SIZES = (1_000, 2_000, 4_000)  # characters: of numbers, which take half a second at the largest


@pytest.mark.parametrize("part", range(PARTS))
def test_every_function_that_takes_one_text_is_linear(part):
    steep = {}
    for name, door in [*find_doors().items()][part::PARTS]:
        knock(door, "De klant belt binnen 4 uur.")  # what is loaded once is loaded
        costs = (measure(lambda text, door=door: knock(door, text), token, sizes=SIZES) for token in TOKENS)
        if (cost := next((cost for cost in costs if not cost.is_linear), None)) is not None:
            steep[name] = str(cost)
    assert steep == {}


def test_a_function_that_takes_the_square_of_a_text_is_found():
    assert not measure(lambda text: [text[:i].split() for i in range(0, len(text), 8)], "a ", sizes=SIZES).is_linear
