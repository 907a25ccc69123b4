"""Every pattern of the reading beside sentences that prove it."""

from importlib import import_module
from pathlib import Path

import pytest

from drift.contract.reading import patterns
from drift.contract.reading.patterns import load_rules
from drift.contract.reading.plain import to_plain

MODULES = sorted(path.stem for path in Path(patterns.__file__).parent.glob("*.toml"))
READ_PLAIN = ("cues", "duties", "leaders", "features", "points")  # their patterns are tried on a clause without dress
RULES = [(module, name) for module in MODULES for name in load_rules(module).get("patterns", {})]


@pytest.mark.parametrize(("module", "name"), RULES)
def test_a_pattern_finds_its_examples_and_leaves_the_others(module, name):
    rule = load_rules(module)["patterns"][name]
    pattern = import_module(f"drift.contract.reading.{module}").PATTERNS[name]
    assert rule["finds"]
    assert rule["leaves"]
    read = to_plain if module in READ_PLAIN else str
    assert [text for text in rule["finds"] if not pattern.search(read(text))] == []
    assert [text for text in rule["leaves"] if pattern.search(read(text))] == []


def test_every_pattern_names_its_languages():
    named = {load_rules(module)["patterns"][name]["language"] for module, name in RULES}
    assert named == {"en", "nl", "en, nl"}
