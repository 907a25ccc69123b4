"""Every regular expression of the package costs no more than in proportion to the text it meets."""

from __future__ import annotations

import re

import pytest
from alphabet import is_bounded, list_prefixes, list_tokens
from found_patterns import Found, find_patterns
from growth import SIZES, Cost, measure

from drift.sources.patterns import bound_repeats

pytestmark = pytest.mark.long

PARTS = 8  # of the patterns, so that several workers share them
LEADS = 6  # beginnings that are tried before repeated tokens, where a match begins at the first sign
# repeats with an end cost so much a sign at most; 2,000 signs of an expression of five long repeats take 20 ms
PACE_S, PACE_SIZES = 0.25, (500, 1_000, 2_000)
PLANTED = (1_000, 2_000, 4_000)  # characters, of patterns made to fail


def _call(one: Found):
    """Return how a pattern goes over a text."""
    as_it_is = (lambda text: text.encode()) if isinstance(one.pattern.pattern, bytes) else str
    if one.uses <= {"match", "fullmatch"}:
        return lambda text: (one.pattern.match(as_it_is(text)), one.pattern.fullmatch(as_it_is(text)))
    return lambda text: sum(1 for _ in one.pattern.finditer(as_it_is(text)))


def _cost(one: Found, sizes: tuple[int, ...] = SIZES) -> Cost | None:
    """Return the cost of the first text on which a pattern is not linear; None where there is none."""
    leads = list_prefixes(one.pattern)[:LEADS] if one.uses <= {"match", "fullmatch"} else []
    costs = (
        measure(_call(one), token, prefix=lead, sizes=sizes)
        for lead in ("", *leads)
        for token in list_tokens(one.pattern)
    )
    return next((cost for cost in costs if not cost.is_linear), None)


@pytest.mark.parametrize("part", range(PARTS))
def test_every_pattern_is_linear_in_the_length_of_a_text(part):
    found = [one for one in find_patterns().values() if not is_bounded(one.pattern)]
    costs = {f"{one.where} {one.pattern.pattern[:60]}": _cost(one) for one in found[part::PARTS]}
    assert {where: str(cost) for where, cost in costs.items() if cost} == {}


@pytest.mark.parametrize("part", range(PARTS))
def test_a_pattern_whose_repeats_all_end_is_fast_as_well(part):
    found = [one for one in find_patterns().values() if is_bounded(one.pattern)]
    slow = {}
    for one in found[part::PARTS]:
        for token in list_tokens(one.pattern, from_=20):
            cost = measure(_call(one), token, sizes=PACE_SIZES)
            if cost.seconds[-1] > PACE_S:
                slow[one.where] = str(cost)
                break
    assert slow == {}


@pytest.mark.parametrize(
    ("pattern", "uses"),
    [
        (r"\s*x", {"search"}),  # a beginning at every blank
        (r"a[^.]*b", {"search"}),  # what leads to a repeat, again and again
        (r"\w+@\w+", {"search"}),
        (r"\W*\d*\W*z", {"match"}),  # two repeats that take the same
        (r"(?:\w+\s?)*$", {"match"}),  # and one within another
        (r"(?:<!--.*?-->\s*)*<svg", {"match"}),
        (r"P1\s*-?\s*x", {"match"}),  # only behind its own beginning
    ],
)
def test_the_harness_finds_patterns_that_are_not_linear(pattern, uses):
    assert _cost(Found("here", re.compile(pattern), uses), PLANTED) is not None


@pytest.mark.parametrize("pattern", [r"(?<!\s)\s*+x", r"a[^.]{0,200}b", r"\b\w+", r"[^\W\d_]+", r"\[[^\[\]]*\]"])
def test_and_passes_those_that_are(pattern):
    assert _cost(Found("here", re.compile(pattern), {"search"}), PLANTED) is None


@pytest.mark.parametrize(
    "place",
    [
        "drift.contract.reading.duties:PATTERNS[sentence]",  # of a file
        "drift.sources.rows.memos:_HEADS",  # in a tuple
        "drift.contract.naming:_defining",  # what a cached function returns
        "drift.sources.layout.norms.saying:_pattern",  # and one that is given a word of the source
        "drift.contract.effects.words:re.fullmatch",  # in a call
        "drift.sources.values.numbers:re.match",  # of a column of texts
    ],
)
def test_patterns_are_found_wherever_they_are_kept(place):
    assert [one.where for one in find_patterns().values() if one.where.startswith(place)] != []


def test_a_repeat_without_an_end_is_compiled_with_one():
    assert bound_repeats(r"\s*+(?:en )*?[^\]*]+\w++x{3,}\d{2,4}+\[* (?P<a>b)+c?a{2}") == (
        r"\s{0,20}+(?:en ){0,200}?[^\]*]{1,200}\w{1,200}+x{3,200}\d{2,4}+\[{0,200} (?P<a>b){1,200}c?a{2}"
    )
