"""The patterns by which norms are bound find their examples and leave the others."""

import pytest

from drift.contract.norms.clocks import PATTERNS as CLOCKS
from drift.contract.norms.levels import PATTERNS as LEVELS
from drift.sources.patterns import load_rules

PACKAGE = "drift.contract.norms"
BEGINNINGS = ("from_report", "conditional")  # looked for where a text begins
NAMED = [(patterns, module, name) for module, patterns in (("clocks", CLOCKS), ("levels", LEVELS)) for name in patterns]


@pytest.mark.parametrize(("patterns", "module", "name"), NAMED, ids=[name for _, _, name in NAMED])
def test_a_pattern_of_norms_finds_its_examples_and_leaves_the_others(patterns, module, name):
    rule = load_rules(PACKAGE, module)["patterns"][name]
    assert rule["finds"]
    assert rule["leaves"]
    find = patterns[name].match if name in BEGINNINGS else patterns[name].search
    assert [text for text in rule["finds"] if not find(text)] == []
    assert [text for text in rule["leaves"] if find(text)] == []
