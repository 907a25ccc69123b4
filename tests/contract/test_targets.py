"""Measured targets, and the numbers that are none."""

import csv
import re
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import drift
from drift.contract.reading import patterns
from drift.contract.reading.stated import find_stated
from drift.contract.reading.targets import find_targets
from drift.sources.patterns import load_rules
from drift.sources.values import quantities

SMALL = Path(drift.__file__).parents[2] / "shared" / "cases" / "small"
NUMBERS = ("comparators", "find", "fixed", "measured", "numerals", "signs")
READING = ("counts", "metrics", "nonnorms", "stated", "subjects", "targets")


def targets(text):
    return [(target.comparator, target.value, target.unit) for target in find_targets(text)]


def read_truth(written):
    """Return targets as they are written down: ">= 95 %; <= 4 hour"."""
    pieces = re.findall(r"([<>=]+) (-?[\d.]+) (\S+?)(?=[;,]? |$)", written)
    return [(comparator, float(value), unit) for comparator, value, unit in pieces]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("available at least 99.5% of the time", [(">=", 99.5, "%")]),
        ("beschikbaarheid minimaal 99,5 %", [(">=", 99.5, "%")]),
        ("99.950% uptime", [(">=", 99.95, "%")]),
        ("hersteltijd binnen 4 werkuren", [("<=", 4.0, "working_hour")]),
        ("within 8 business hours", [("<=", 8.0, "working_hour")]),
        ("uiterlijk binnen vijf werkdagen", [("<=", 5.0, "working_day")]),
        ("within thirty (30) days", [("<=", 30.0, "day")]),
        ("binnen 30 (dertig) dagen", [("<=", 30.0, "day")]),
        ("within [7 days] of the quarter", [("<=", 7.0, "day")]),
        ("a minimum of sixty two per cent (62%)", [(">=", 62.0, "%")]),
        ("binnen vierentwintig uur", [("<=", 24.0, "hour")]),
        ("binnen een kwartier", [("<=", 15.0, "minute")]),
        ("binnen een werkweek beschikbaar", [("<=", 1.0, "week")]),
        ("within one hour", [("<=", 1.0, "hour")]),
        ("mended no more than a week after a part has come", [("<=", 1.0, "week")]),
        ("within an hour", [("<=", 1.0, "hour")]),
        ("a week of training in an hour", []),  # an article that follows no limit
        # words in which another cue only seems to stand
        ("een herinnering twee weken vooraf", [(">=", 2.0, "week")]),
        ("send a reminder two weeks before that", [(">=", 2.0, "week")]),
        # not older than: at most
        ("a certificate not older than 3 months", [("<=", 3.0, "month")]),
        ("een auditrapport, niet ouder dan 2 jaar", [("<=", 2.0, "year")]),
        # a time that begins a cell of a row is a limit, a stretch that follows another is as long as it says
        ("Corrections | Provider | 1 business day", [("<=", 1.0, "working_day")]),
        ("Hoog | 4 uur | 2 werkdagen", [("<=", 4.0, "hour"), ("<=", 2.0, "working_day")]),
        ("renews for successive 5-year terms", [("=", 5.0, "year")]),
        ("has one year to obtain the certificate", [("<=", 1.0, "year")]),
        ("at least one hundred twenty (120) days before it ends", [(">=", 120.0, "day")]),
        ("up to four open (4) requests", [("<=", 4.0, "count")]),
        ("maximaal mogen twee releases in gebruik zijn", [("<=", 2.0, "count")]),
        ("de complexiteit is niet groter dan 10", [("<=", 10.0, "count")]),
        ("a breach of 12 U. S. C. 345", []),
        ("insured for no less than AU$8 million", [(">=", 8_000_000.0, "other")]),
        # money, symbols before and after
        ("up to $7,250.00 USD", [("<=", 7250.0, "USD")]),
        ("boete van maximaal € 1.250", [("<=", 1250.0, "EUR")]),
        ("een bonus van 1.500 euro", [("=", 1500.0, "EUR")]),
        ("verzekerd voor ten minste € 2,5 miljoen", [(">=", 2_500_000.0, "EUR")]),
        ("deduct £60 from the invoice", [("=", 60.0, "GBP")]),
        (
            "aansprakelijkheid beperkt tot € 2.500.000 per gebeurtenis en € 5.000.000 per jaar",
            [("<=", 2_500_000.0, "EUR"), ("<=", 5_000_000.0, "EUR")],
        ),
        # no comparator beside it
        ("responstijd 1 uur", [("<=", 1.0, "hour")]),
        ("90 days' prior written notice", [(">=", 90.0, "day")]),
        ("Gegevens worden zeven jaar bewaard.", [(">=", 7.0, "year")]),
        ("a service credit of 5% of the monthly fee", [("=", 5.0, "%")]),
        ("90% of calls are answered within 20 seconds", [(">=", 90.0, "%"), ("<=", 20.0, "other")]),
        # negation turns the comparator round
        ("not less than 42 days", [(">=", 42.0, "day")]),
        ("shall not exceed six hours", [("<=", 6.0, "hour")]),
        ("mag in geen enkele maand lager zijn dan 97,5 procent", [(">=", 97.5, "%")]),
        ("niet langer dan 30 minuten", [("<=", 30.0, "minute")]),
        ("below 99.2% but not below 98.0%", [("<", 99.2, "%"), (">=", 98.0, "%")]),
        ("more than 3 months", [(">", 3.0, "month")]),
        ("lager dan 5%", [("<", 5.0, "%")]),
        ("80% of hoger", [(">=", 80.0, "%")]),
        # two-sided, tiers, percentiles
        ("between 98.0% and 99.8%", [(">=", 98.0, "%"), ("<=", 99.8, "%")]),
        ("tussen 18 °C en 24 °C", [(">=", 18.0, "other"), ("<=", 24.0, "other")]),
        ("P1 15 min / P2 4 uur responstijd", [("<=", 15.0, "minute"), ("<=", 4.0, "hour")]),
        ("Prio 2: reactie 1 uur; Prio 3: reactie 2 werkdagen", [("<=", 1.0, "hour"), ("<=", 2.0, "working_day")]),
        ("95% binnen 3 werkdagen", [(">=", 95.0, "%"), ("<=", 3.0, "working_day")]),
        ("norm 97%, ondergrens 94%", [(">=", 97.0, "%"), (">=", 94.0, "%")]),
        # counts, scores, round the clock
        ("twee keer per jaar", [("=", 2.0, "count")]),
        ("minimaal tweemaal per jaar", [(">=", 2.0, "count")]),
        ("greased a minimum of [four times a year]", [(">=", 4.0, "count")]),
        ("maximaal 3 per week", [("<=", 3.0, "count")]),
        ("6 technici per dienst, waarvan ten minste 2 met een diploma", [("=", 6.0, "count"), (">=", 2.0, "count")]),
        ("no fewer than two officers", [(">=", 2.0, "count")]),
        ("norm ≥ 8,0 op de VSR-schaal", [(">=", 8.0, "other")]),
        ("a score of 8 out of 10", [(">=", 8.0, "other")]),
        ("24x7", [("=", 24.0, "hour"), ("=", 7.0, "day")]),
        ("[[16] hours per day [300] days] a year", [("=", 16.0, "hour"), ("=", 300.0, "day")]),
        ("every [6 Months]", [("=", 6.0, "month")]),
    ],
)
def test_a_measured_target_is_comparator_value_and_unit(text, expected):
    assert targets(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "see article 4.2 and Schedule 12",
        "Zie artikel 12.3 en bijlage 2, versie 1.4 van 15 maart 2025",
        "Version in force since: March 9, 2022",
        "ISO 9001, NEN 2767 and RFC 2616",
        "before 22:00 uur",
        "op werkdagen van 07.00 tot 19.00 uur bereikbaar",
        "between 08:00hrs and 1800hrs",
        "Bel 020-1234567 of +31 20 123 45 67",
        "best effort",
        "n.v.t.",
        "for example 4 hours",
        "Voorbeeld: bij een storing van 3 uur is de beschikbaarheid 99,58%.",
        "averaged over each 4-week period",
        "measured over the last 90 days",
        "circa 180.000 pakketten per etmaal; deze hoeveelheid is indicatief",
        "The forecast volume is about 250,000 items per week",
        "ladders that reach above four (4) metres",
        "projects over £500k",
        "drivers aged between eighteen (18) months and two years",
        '"Affiliate" means any entity of which more than fifty percent (50%) is owned',
        "next working day",
        "maandelijks, per kwartaal, elk half jaar",
        "beschikbaarheid = (totale tijd – uitval) / totale tijd x 100%",
        "ten minste het volgende",
    ],
)
def test_numbers_that_set_no_level_are_no_targets(text):
    assert targets(text) == []


def test_a_deadline_and_its_complement_are_one_target():
    text = "Cancel at least 14 days before the start. If you cancel less than 14 days before it, the fee is due."
    assert targets(text) == [(">=", 14.0, "day")]


def test_a_tier_keeps_its_priority_period_and_metric():
    first, second = find_targets("Prio 1: responstijd 15 minuten; Prio 2: responstijd 4 uur")
    assert (first.condition, second.condition) == ("P1", "P2")
    assert {first.metric, second.metric} == {"responstijd"}
    (stops,) = find_targets("Het aantal stilstanden langer dan 10 minuten is maximaal 3 per week")
    assert (stops.value, stops.unit, stops.per) == (3.0, "count", "week")
    (uptime,) = find_targets("99.95% uptime, measured per calendar month")
    assert (uptime.metric, uptime.per) == ("uptime", "month")


@pytest.mark.parametrize(
    ("text", "stated"),
    [
        ("De bereikbaarheid in het weekend is best effort.", ["best effort"]),
        ("P4: responstijd n.v.t.", ["not applicable"]),
        ("Hersteltijd: in overleg", ["to be agreed"]),
        ("Response | n/a | to be agreed", ["not applicable", "to be agreed"]),
        ("De planning komt in overleg tot stand.", []),
    ],
)
def test_norms_without_a_number_are_kept_as_stated_and_are_no_numbers(text, stated):
    assert [norm.stated for norm in find_stated(text)] == stated
    assert targets(text) == []


@given(st.integers(1, 999), st.sampled_from(["4.2 ", "12.3.1 ", "  ", "(b) "]))
def test_a_number_in_front_of_a_clause_is_no_target(value, front):
    assert targets(f"{front}Herstel binnen {value} uur.") == [("<=", float(value), "hour")]


def read_rows(path):
    return [*csv.DictReader(path.read_text(encoding="utf-8").splitlines())]


SENTENCES = [
    (row["language"], row["text"], read_truth(row["targets"]))
    for row in read_rows(Path(__file__).parent / "targets.csv")
]


@pytest.mark.parametrize(("text", "expected"), [(text, expected) for _, text, expected in SENTENCES])
def test_sentences_of_many_hands_are_read_as_their_writer_meant_them(text, expected):
    assert sorted(targets(text)) == sorted(expected)


DRESS = {
    "a full stop more": lambda text: text.rstrip(".") + ".",
    "a semicolon": lambda text: text.rstrip(".") + ";",
    "a number in front": lambda text: f"4.12 {text}",
    "an item of a list": lambda text: f"(b) {text}",
    "blanks that do not break": lambda text: re.sub(r"(?<=\d) (?=\D)", "\u00a0", text),
    "narrow blanks": lambda text: re.sub(r"(?<=\d) (?=[%€a-z])", "\u202f", text),
    "typographic quotes": lambda text: text.replace("'", "\u2019").replace('"', "\u201d"),
    "upper case": lambda text: text.upper(),
    "lower case": lambda text: text.lower(),
    "a party renamed": lambda text: re.sub(r"Supplier|Contractor|Provider|Vendor|Opdrachtnemer", "KPN", text),
    "true minus signs": lambda text: re.sub(r" -(?=\d)", " \u2212", text),
}


@pytest.mark.parametrize("dress", DRESS)
def test_what_says_nothing_changes_no_target(dress):
    changed = {}
    for _, text, expected in SENTENCES:
        found = targets(DRESS[dress](text))
        if sorted(found) != sorted(expected):
            changed[text] = found
    assert changed == {}


@pytest.mark.skipif(not SMALL.exists(), reason="the small cases stand beside the project")
@pytest.mark.parametrize("name", ["numbers.csv", "norms_A_expected.csv"])
def test_the_small_cases_are_read_as_they_say(name):
    rows = read_rows(SMALL / name)
    assert len(rows) == 40
    truth = {row["text"]: sorted(read_truth(row["expected"])) for row in rows}
    assert {text: sorted(targets(text)) for text in truth} == truth


KINDS = [
    *(rule for name in NUMBERS for rule in load_rules(quantities.__name__, name)["patterns"].values()),
    *(rule for name in READING for rule in patterns.load_rules(name)["patterns"].values()),
]
PIECES = sorted(
    {text for rule in KINDS for text in rule["finds"]}
    | {" ", "9", "a", "a ", "5 ", "5\t", "(", "[", "€ ", "½", "- ", "1.250.", "1,", "5" + " " * 50, "not ", "honderd"}
    | {"binnen 4 uur, ", "99,5 % ", "9 van de 10 ", "P1 | 15 min | 4 uur | ", "van elke 100 calls ", "maximaal 4 "}
)


def measure(piece, length):
    text = (piece * (length // len(piece) + 1))[:length]
    begin = time.process_time()
    find_targets(text)
    return time.process_time() - begin


@pytest.mark.parametrize("piece", PIECES)
def test_twice_the_text_takes_about_twice_the_time(piece):
    attempts = ((measure(piece, 2_500), measure(piece, 5_000)) for _ in range(5))
    assert any(twice < 3 * once + 0.01 for once, twice in attempts)  # of the square it would be 4


def test_a_text_of_twenty_thousand_letters_is_read_at_once():
    text = "P1: reactie binnen 15 minuten, herstel binnen 4 uur (99,5 % per maand); boete € 1.500,- per dag. " * 200
    begin = time.process_time()
    assert len(find_targets(text[:20_000])) > 500
    assert time.process_time() - begin < 5


def test_a_number_without_end_is_no_target():
    assert targets("binnen " + "9" * 400 + " uur") == []
