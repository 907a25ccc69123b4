"""One grammar of numbers: every way of writing a value reads the same, in a clause and in a cell."""

from pathlib import Path

import pandas as pd
import pytest

from drift.contract.reading.targets import find_targets
from drift.sources.opening.child import TEXT
from drift.sources.opening.columns import Column
from drift.sources.patterns import load_rules
from drift.sources.values import quantities
from drift.sources.values.amounts import Amount, read_amount
from drift.sources.values.numbers import to_numbers
from drift.sources.values.quantities import comparators, find, fixed, measured, numerals, signs
from drift.sources.values.quantities.numerals import find_numbers
from drift.sources.values.quantities.units import list_units

MODULES = {one.__name__.rpartition(".")[2]: one for one in (comparators, find, fixed, measured, numerals, signs)}
RULES = [(module, name) for module in MODULES for name in load_rules(quantities.__name__, module)["patterns"]]
WHOLE = [*range(1, 21), 21, 24, 30, 36, 45, 48, 60, 72, 75, 90, 100, 101, 115, 120, 150, 180, 200, 240, 250, 365, 500]
WHOLE += [720, 999, 1000, 1250, 1500, 2000, 2400, 4500]
BROKEN = [0.125, 0.25, 0.5, 0.75, 1.5, 2.25, 2.5, 7.5, 12.5, 37.5, 99.95]
LISTS = load_rules(quantities.__name__, "numerals")["words"]
EN, EN_TENS, NL, NL_TENS = (LISTS[name].split() for name in ("en_ones", "en_tens", "nl_ones", "nl_tens"))


def in_english(n):
    if n >= 1000:
        return f"{in_english(n // 1000)} thousand" + (f" {in_english(n % 1000)}" if n % 1000 else "")
    if n >= 100:
        return f"{EN[n // 100 - 1]} hundred" + (f" and {in_english(n % 100)}" if n % 100 else "")
    if n < 20:
        return EN[n - 1]
    return EN_TENS[n // 10 - 2] + (f"-{EN[n % 10 - 1]}" if n % 10 else "")


def in_dutch(n):
    if n >= 100:
        word, size = ("duizend", 1000) if n >= 1000 else ("honderd", 100)
        return ("" if n < 2 * size else in_dutch(n // size)) + word + (in_dutch(n % size) if n % size else "")
    if n < 20:
        return NL[n - 1]
    one = NL[n % 10 - 1] if n % 10 else ""
    return (one + ("ën" if one.endswith("e") else "en") if one else "") + NL_TENS[n // 10 - 2]


def ways(value):
    """Return ways to write that something takes at most so many hours, in both languages."""
    point = f"{value:g}"
    comma = point.replace(".", ",")
    texts = [
        f"binnen {comma} uur", f"within {point} hours", f"≤ {comma} u", f"<={point}h", f"max. {comma} klokuren",
        f"maximaal [{comma} uur]", f"at most ({point}) hours", f"not more than {point} hrs", f"{point} hours or less",
        f"niet langer dan\u00a0{comma}\u202fuur", f"Ten hoogste {comma} UREN*", f"no longer than {point}-hour",
        f"{comma} uur¹ (maximaal)", f"uiterlijk binnen {comma} uur",
    ]  # fmt: skip
    if value != int(value):
        return [*texts, f"binnen 0{comma} uur", f"within 0{point} hours"]
    english, dutch = in_english(value), in_dutch(value)
    texts += [f"within {english} ({point}) hours", f"binnen {dutch} ({point}) uur", f"binnen {point} ({dutch}) uur"]
    texts += [f"within {english} hours", f"binnen {dutch} uur", f"up to {english.upper()} HOURS"]
    if value >= 1000:
        first, last = divmod(value, 1000)
        texts += [f"binnen {first}{mark}{last:03} uur" for mark in (".", ",", " ", "'", "\u2019", "\u00a0", "\u2009")]
    return texts


@pytest.mark.parametrize("value", [*WHOLE, *BROKEN])
def test_every_way_of_writing_a_value_reads_the_same_in_a_clause_and_in_a_cell(value):
    texts = ways(value)
    assert len({*texts}) >= 12
    read = {text: [(one.comparator, one.value, one.unit) for one in find_targets(text)] for text in texts}
    assert {text: targets for text, targets in read.items() if targets != [("<=", value, "hour")]} == {}
    cells = {text: read_amount(text) for text in texts}
    assert {text: cell for text, cell in cells.items() if cell != Amount(value, "hour", "<=")} == {}


def test_there_are_sixty_values():
    assert len({*WHOLE, *BROKEN}) == 60


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.250", 1250), ("1,250", 1250), ("1 250", 1250), ("1'250'000", 1_250_000), ("5,000.00", 5000),
        ("10.000,00", 10_000), ("98,5", 98.5), ("2.500.000", 2_500_000), ("0,125", 0.125), ("0.250", 0.25),
        ("twenty-four", 24), ("tweeëntwintig", 22), ("Two Hundred Fifty", 250), ("two hundred and fifty", 250),
        ("One Thousand Five Hundred", 1500), ("tweehonderdvijftig", 250), ("vijftienhonderd", 1500),
        ("vijf miljoen", 5_000_000), ("anderhalve", 1.5), ("two and a half", 2.5), ("twee en een half", 2.5),
        ("tweeënhalf", 2.5), ("2½", 2.5), ("1 1/2", 1.5), ("three quarters", 0.75), ("twee derde", 2 / 3),
        ("thirty (30)", 30), ("30 (dertig)", 30), ("99·9", 99.9),
    ],
)  # fmt: skip
def test_digits_fractions_and_words_are_numbers(text, value):
    plain = signs.even_out(text)
    assert [number.value for number in find_numbers(plain)] == [pytest.approx(value)]


@pytest.mark.parametrize("text", ["4.3.2", "12:30", "24/7", "1.2.3.4", "P1", "ten minste", "often", "9" * 400])
def test_what_is_no_number_is_left(text):
    assert find_numbers(text) == []


@pytest.mark.parametrize(
    ("text", "amount"),
    [
        ("2,5k EUR", Amount(2500, "EUR")), ("$ 1.5M", Amount(1_500_000, "USD")), ("-5 %", Amount(-5, "%")),
        ("1 uur 30", Amount(1.5, "hour")), ("24x7", Amount(24, "hour")),
        ("anderhalf uur", Amount(1.5, "hour")), ("99,97 %²", Amount(99.97, "%")),
        ("een kwartier", Amount(15, "minute")), ("binnen één werkdag", Amount(1, "working_day", "<=")),
        ("höchstens 4 Stunden", Amount(4, "hour", "<=")), ("au moins 95 %", Amount(95, "%", ">=")),
        ("3 keer", Amount(3, "count")), ("= 12", Amount(12, None, "=")), ("9.19.3-1", None), ("31/01/2025", None),
        ("een dag", None), ("Vier klachten", Amount(4, "count")), ("Onderhoud vier keer", None),
    ],
)  # fmt: skip
def test_a_cell_is_read_by_the_same_grammar(text, amount):
    assert read_amount(text) == amount


def test_a_column_of_numbers_may_group_with_apostrophes():
    texts = ["1'250,5", "2\u2019000", "0,125"]
    column = Column(pd.Series([TEXT] * 3, dtype="uint8"), pd.Series(texts, dtype="str"))
    assert to_numbers(column).values.tolist() == [1250.5, 2000, 0.125]


def test_a_word_is_one_unit_in_sentences_and_in_cells():
    assert list_units().items() <= list_units(cells=True).items()


@pytest.mark.parametrize(("module", "name"), RULES)
def test_a_pattern_of_numbers_finds_its_examples_and_leaves_the_others(module, name):
    rule, pattern = load_rules(quantities.__name__, module)["patterns"][name], MODULES[module].PATTERNS[name]
    assert rule["finds"]
    assert rule["leaves"]
    assert [text for text in rule["finds"] if not pattern.search(text)] == []
    assert [text for text in rule["leaves"] if pattern.search(text)] == []


def test_every_list_of_the_room_has_its_module():
    folder = Path(quantities.__file__).parent
    assert {path.stem for path in folder.glob("*.toml")} == {*MODULES, "units"}
