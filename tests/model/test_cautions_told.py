"""Every caution as people read it: one and more, in both languages; and when the weights may speak."""

import re
import string
from pathlib import Path
from types import SimpleNamespace

import pandas as pd
import pytest

from drift.errors import Note
from drift.model.cautions.engagement import find_weight_cautions
from drift.terms import LANGUAGES
from drift.wording import Wording, load_texts
from drift.wording.values import LogChange, Share

COUNTS = ("n", "of", "usual", "days", "lists")
MONTHS = tuple(pd.period_range("2020-01", periods=3, freq="M"))
OTHERS = {
    **dict.fromkeys(("months", "log"), MONTHS),
    **dict.fromkeys(("month", "first", "last", "base"), MONTHS[0]),
    "needed": 24,
}
SHARES = ("share", "short", "ended", "known", "rate", "before", "after", "later")
CHANGES = ("size", "control", "log")
ONE = {
    "en": r"\b1 (?:months|incidents|clauses|rows|calendars|lists|versions|days|handlers|callers|are|have|end|they)\b",
    "nl": r"\b1 (?:maanden|meldingen|bepalingen|rijen|agenda's|lijsten|versies|dagen|behandelaars|zijn|melders)\b",
}
MORE = {
    "en": r"\b2 (?:month|incident|clause|row|calendar|list|version|day|handler|caller|is|has|ends|it)\b",
    "nl": r"\b2 (?:maand|melding|bepaling|rij|agenda|lijst|versie|dag|behandelaar|melder)\b(?!')",
}
DOCS = Path(__file__).parents[2] / "docs" / "cautions.md"
CODES = [code for code in load_texts("en") if re.fullmatch(r"caution\.\w+", code)]


def value_of(name, n, known):
    if name in COUNTS:
        return n
    if name == "sources":
        return Note("caution.sources.calendars_and_lists", {"n": n, "lists": n})
    if name in known:
        return known[name]
    return Share(0.5) if name in SHARES else LogChange(-0.2) if name in CHANGES else "x"


def tell(code, n, language):
    """Return the sentence with every count n; what is a share in one caution is a month in another."""
    text = load_texts(language)[code]
    names = {name for _, name, _, _ in string.Formatter().parse(text) if name}
    known = {name: value for name, value in OTHERS.items() if not (name in CHANGES and "months" in names)}
    return Wording(language)(code, **{name: value_of(name, n, known) for name in names}).replace("\u00a0", " ")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", CODES)
def test_one_and_two_are_written_as_people_write_them(code, language):
    one, two = tell(code, 1, language), tell(code, 2, language)
    assert not re.search(ONE[language], one), one
    assert not re.search(MORE[language], two), two
    assert "{" not in one + two


def test_every_caution_has_its_row_in_the_docs():
    rows = [line.split("|")[1] for line in DOCS.read_text(encoding="utf-8").splitlines() if line.startswith("| `")]
    listed = {code for row in rows for code in re.findall(r"`(\w+)`", row)}
    assert {f"caution.{code}" for code in listed} == set(CODES)


def work(alarm=None, rise=None, clear=None):
    fall, rose = SimpleNamespace(alarm=alarm), SimpleNamespace(alarm=rise)
    return SimpleNamespace(fall=fall, rise=rose, change=None if clear is None else SimpleNamespace(clear=clear))


def test_weights_speak_only_where_a_direction_is_claimed():
    for claimed in (work(alarm=MONTHS[0]), work(rise=MONTHS[0]), work(clear=True)):
        assert [caution.code for caution in find_weight_cautions(0.6, claimed)] == ["weights_differ"]
        assert find_weight_cautions(0.95, claimed) == find_weight_cautions(None, claimed) == []
    for unclaimed in (work(), work(clear=False), SimpleNamespace(fall=None, rise=None, change=None)):
        assert find_weight_cautions(0.6, unclaimed) == []
