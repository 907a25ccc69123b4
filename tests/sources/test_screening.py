"""A screen leaves out no pattern that would be found."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drift.contract.reading import cues, duties, points
from drift.contract.reading.patterns import load_rules
from drift.sources.screening import find_needed, screen_patterns

LISTS = {"cues": cues.PATTERNS, "duties": duties.PATTERNS, "points": points.PATTERNS}
SENTENCES = sorted(
    {
        sentence
        for module in LISTS
        for rule in load_rules(module)["patterns"].values()
        for sentence in (*rule["finds"], *rule["leaves"])
    }
)


@pytest.mark.parametrize(
    ("pattern", "needed"),
    [
        (r"\bmust\b|\bmoet(?:en)?\b", {"must", "moet"}),
        (r"\bshall (?:not|never)\b", {"shall not", "shall neve"}),
        (r"(?:a )?Belts?[^.]{0,9}\bstop", {"stop"}),
        (r"\b(?:will|shall)\b[^.]{0,9}\bgo", {"will", "shall"}),
        (r"(?:belt){0,3}\brun", {"run"}),
        (r"(?:belt){1,3}\bof", {"belt"}),
        (r"as[ -]is\b(?! known)", {"as is", "as-is"}),
        (r"[\"'](?=of)", {'"', "'"}),
        (r"(?P<name>\w+) days|\|", {" days", "|"}),
    ],
)
def test_a_pattern_needs_one_of_these_pieces(pattern, needed):
    assert find_needed(pattern) == needed


@pytest.mark.parametrize(
    "pattern",
    ["belt[" + "ab" * 150 + "]", r"\b(?:is|are)\b", r"\d+", r"x*", r"[a-z]+ing?", r"(?:belt)?", r"été|.", r"(a)\1"],
)
def test_of_a_pattern_that_needs_no_letters_in_a_row_nothing_is_known(pattern):
    assert find_needed(pattern) == set()


@pytest.mark.parametrize("module", LISTS)
def test_in_each_sentence_a_screen_finds_what_a_search_finds(module):
    patterns = LISTS[module]
    screen = screen_patterns(patterns)
    for sentence in SENTENCES:
        assert screen.list_found(sentence) == [name for name in patterns if patterns[name].search(sentence)]


def test_most_patterns_of_a_list_are_screened():
    assert len(screen_patterns(cues.PATTERNS).always) < 0.1 * len(cues.PATTERNS)


@given(text=st.text(alphabet="maysk ſKıİMAYSK'\"[]-", max_size=12))
def test_signs_that_count_as_a_letter_are_one(text):
    patterns = {
        name: re.compile(pattern, re.IGNORECASE)
        for name, pattern in {"may": "may", "sky": r"sk\w|[\"']", "i": "mi[ks]"}.items()
    }
    assert screen_patterns(patterns).list_found(text) == [name for name in patterns if patterns[name].search(text)]


_PIECES = st.sampled_from([*"abc", "abc", "cab", r"\b", "[ab]", "[^a]", ".", r"\w", "(?!b)", "(?=a)", "(?<!c)"])
_PATTERNS = st.recursive(
    _PIECES,
    lambda parts: st.one_of(
        st.tuples(parts, parts).map("".join),
        st.tuples(parts, parts).map("|".join).map("(?:{})".format),
        st.tuples(parts.map("(?:{})".format), st.sampled_from(["?", "*", "+", "{2}", "{0,1}", "{1,2}?"])).map("".join),
    ),
    max_leaves=8,
)


@given(pattern=_PATTERNS, text=st.text(alphabet="abcA", max_size=9))
def test_what_a_pattern_finds_holds_a_piece_that_it_needs(pattern, text):
    needed = find_needed(pattern)
    if needed and re.search(pattern, text, re.IGNORECASE):
        assert any(piece in text.lower() for piece in needed)
