"""Measured targets of a clause: metric, comparator, value, unit, period and condition, in English and Dutch."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from drift.contract.reading.comparators import compare
from drift.contract.reading.counts import find_counts
from drift.contract.reading.numerals import number_starts
from drift.contract.reading.quantities import MONEY, TIMES, Quantity, find_quantities, has_fixed, is_article

QUOTED: Final = 40  # signs of the text in front of a number that a quote holds
_BRACKETS: Final = str.maketrans("[]", "  ")  # "within [7 days]": filled in, not left open
_BREAK: Final = re.compile(r"[;|\n]|[.!?](?=\s|$)(?<!\bmax\.)(?<!\bmin\.)(?<!\bca\.)(?<!\bincl\.)")
_ROW: Final = re.compile(r"[;\n]|[.!?](?=\s|$)(?<!\bmax\.)(?<!\bmin\.)")  # its cells belong together
_EXAMPLE: Final = re.compile(
    r"(?i)(?:for example|e\.g\.|for instance|such as|bijvoorbeeld|bijv\.|stel dat|zoals)[^.;]*$"
    r"|^\W*(?:reken)?(?:voorbeeld|example|worked example)\b"
)
_INDICATIVE: Final = re.compile(
    r"(?i)\bindicati(?:ve|ef|e)\b|\bgeen rechten\b|\bforecast|\bnaar schatting\b|\bestimate[ds]?\b|\bschatting\b"
    r"|\bnaar verwachting\b|\bis expected to\b"
)
_ABOUT: Final = re.compile(
    r"(?i)(?:\bcirca|\bca\.?|\bongeveer|\babout|\bapproximately|\baround|\broughly|\bzo'n|~)\s*$"
)
_DEFINITION: Final = re.compile(
    r"(?i)^\W*[“\"'‘][^”\"’']{2,60}[”\"’']\s*[^.]{0,40}?\b(?:means?|refers? to|is the|are the|betekent|:)"
    r"|\bwordt verstaan\b|^\W*onder [^.]{2,60} verstaan"
)
_MEASURED_TERM: Final = re.compile(
    r"(?i)uptime|downtime|availab|outage|error rate|respon[sd]|resol|beschikba|uitval|storing|hersteltijd|responstijd"
)
_AGE: Final = re.compile(r"(?i)\s*(?:of age|old\b|oud\b)")
_AGED: Final = re.compile(r"(?i)\b(?:aged?|leeftijd)\b[^.;]{0,60}$")
# a stretch over which something is measured belongs to another number: "over 12 maanden", "each 4-week period"
_STRETCH_BEFORE: Final = re.compile(
    r"(?i)(?:\bper|\ba rolling|\brolling|\bany|\bany given|\bin (?:any|a|een)|\b(?:measured|averaged|gemeten"
    r"|gemiddeld\w*"
    r"|average|voortschrijdend\w*|berekend|calculated)(?: as an average)? (?:over|per)(?: (?:a|an|each|any|een"
    r"|de|the))?"
    r"(?: (?:period of|periode van|rolling|laatste|last|afgelopen))?"
    r"|\b(?:once|twice|times|keer|maal|eens|eenmaal|tweemaal)\s+(?:per|every|each|in|elke|iedere|in de)"
    r"|\b(?:the|de|het) (?:last|previous|preceding|past|prior|laatste|afgelopen|voorgaande|vorige)"
    r"|\bover (?:a period of|een periode van|de laatste|the last|the previous|de afgelopen|the preceding))\s*$"
)
_STRETCH_AFTER: Final = re.compile(
    r"(?i)[\s-]*(?:rolling )?(?:period|periode|window|basis|interval or|moving average)\b"
)
_LONG: Final = ("week", "month", "year")
_CLOCK: Final = re.compile(r"\d{1,2}[.:]\d{2}\s*(?:uur|u|h|hrs?|hours?)", re.I)
_HOURS_OF_DAY: Final = re.compile(
    r"(?i)\d{1,2}[.:]?\d{2}\s*(?:uur|u|hrs|h)?\s*(?:en|tot|and|to|until|-|–)\s*\d{1,2}[.:]?\d{2}(?:\b|h)"
)
_FROM_CLOCK: Final = re.compile(r"(?i)\d{1,2}[.:]\d{2}(?:\s*uur)?\s*(?:en|tot|and|to|until|-|–)\s*$")
_HOUR_OF_DAY: Final = re.compile(r"(?i)\b(?:om|vóór|vanaf|at)\s*$")
_PENALTY: Final = re.compile(
    r"(?i)\b(?:credit|boete|malus|bonus|liab|aansprak|penalt|deduct|korting|vergoed|compensat|cap|charge|fee"
    r"|invoice|factu"
    r"|schade|damage|verzeker|insur|bid|tarief|prijs|pay|betaal)\w*"
)
_FORMULA_BEFORE: Final = re.compile(r"(?:[x×*/]|\bminus|[=)]\s*(?=100))\s*$")
_FORMULA_AFTER: Final = re.compile(r"\s*(?:[-–−x×*/+]|minus)\s+(?=[A-Za-z(\d])")
_FIRST: Final = re.compile(r"(?i)\b(?:during|for|gedurende|in) (?:the|de|het) (?:first|eerste)\s*$|^(?:the )?first\s*$")
_KNOWN: Final = re.compile(r"(?i)\b(?:the|those|these|this|de|deze|die)\s*$")  # spoken of before
_RESTATED: Final = re.compile(r"(?i)(?:\bafter|\bna|\bless than|\bminder dan|\bthat|\bthose|\bthis|\bdeze|\bdie)\s*$")
_PER: Final = re.compile(
    r"(?i)\s*\]?\)?,?\s*(?:\b(?:per|a|an|each|every|in any|in een)\s+(?:(?:calendar|rolling|contract|kalender)\s*)?"
    r"(?P<per>hour|day|week|month|quarter|year|shift|event|trip|departure|uur|dag|etmaal|week|maand|kwartaal"
    r"|jaar|dienst"
    r"|gebeurtenis|rit|incident|occurrence|storing|melding|ploeg|locatie|kalendermaand|kalenderjaar)\b"
    r"|(?P<adverb>annually|monthly|weekly|daily|quarterly|per annum|jaarlijks|maandelijks|wekelijks|dagelijks)\b)"
)
_PER_LATER: Final = re.compile(
    r"(?i)\b(?:(?:measured|averaged|gemeten|berekend|calculated)\b[^.;|]{0,30}?|)(?:per|over|each|rolling|in any)\s+"
    r"(?:(?:a|each|rolling|any|een|calendar|een periode van|kalender)\s*){0,2}"
    r"(?P<per>(?:\d+|three|six|twelve|drie|zes|twaalf)?[\s-]*(?:week|month|quarter|year|maand|kwartaal|jaar"
    r"|weken|maanden"
    r"|months|weeks)\b)"
)
_PRIORITY: Final = re.compile(
    r"(?i)\b(?:P ?(?P<p>[0-9])|(?:prio|priority|prioriteit|severity|sev|urgentie|level|niveau) ?(?P<n>[0-9A-D])"
    r"|(?P<w>critical|kritieke?|high|hoge?|medium|low|lage?|normal|normale) (?:priority|prioriteit)"
    r"|(?:prioriteit|priority) (?P<x>high|hoog|midden|medium|laag|low))\b"
)
_IF: Final = re.compile(
    r"(?i)\b(?:if|where|when|indien|als|wanneer|mits|in case of|bij|of receipt|after|na|following|from|vanaf"
    r"|of)\s+(?P<what>[^.;,|()]{3,60})"
)
_METRIC: Final = re.compile(
    r"(?i)\b(?:respon[sc]e(?: time)?|respon[sd]\w*|reactietijd|responstijd|aanrijtijd|repair\w*|restor\w*"
    r"|resol\w*|oplostijd"
    r"|(?:functie)?hersteltijd|herstel\w*|availability|uptime|beschikbaarheid\w*|downtime|stilstand\w*|uitval"
    r"|notice|opzegtermijn"
    r"|retention|retain\w*|bewaa?r\w*|credit\w*|boete|malus|bonus|fine|deduct\w*|liability|aansprakelijkheid"
    r"|report\w*|rapport\w*"
    r"|overleg|meeting\w*|back-?ups?|audit\w*|temperatu\w+|score|waiting time|wachttijd|delivery|levertijd|answer\w*"
    r"|beantwoord\w*|MTBF|RTO|RPO|complaints?|klachten|acknowledg\w*)\b"
)
_NAMED: Final = re.compile(r"^\W*(?:KPI\s*\d*\s*[-–:|.]?\s*)?(?P<name>[^:|;.]{3,60}?)\s*(?:[:|]|[-–]\s)")
_STATED: Final = re.compile(
    r"(?i)(?P<effort>\bbest[ -]efforts?\b)|(?:^|[:|;,]|\btijd\b|\btime\b)\s*(?:\w+tijd\s+)?"
    r"(?P<none>n\.?v\.?t\b\.?|niet van toepassing|n/a\b|not applicable)"
    r"|(?:^|[:|])\s*(?P<agreed>in overleg|nader te bepalen|n\.?t\.?b\.?|t\.?b\.?d\.?|to be (?:agreed|determined"
    r"|confirmed)"
    r"|by mutual agreement)\b"
)
METRIC_WORDS: Final = 8  # of a subject that stands for a metric


@dataclass(frozen=True)
class Target:
    """A measured level, limit, deadline or amount, and the words it was read from."""

    metric: str
    comparator: str
    value: float
    unit: str
    per: str
    condition: str
    quote: str


@dataclass(frozen=True)
class Stated:
    """A norm without a number: best effort, not applicable, to be agreed."""

    metric: str
    condition: str
    stated: str  # best effort, not applicable, to be agreed
    quote: str


def find_targets(text: str) -> list[Target]:
    """Return the measured targets of a clause, in order; a number that sets no level, limit or amount is none."""
    if not text or not (number_starts(text) or has_fixed(text)) or _is_no_norm(text):
        return []
    plain = text.translate(_BRACKETS)
    found: list[tuple[Quantity, str]] = []
    quantities = find_quantities(text)
    quantities = sorted([*quantities, *find_counts(plain, quantities)], key=lambda quantity: quantity.start)
    for i, quantity in enumerate(quantities):
        sentence = _sentence(plain, quantity)
        comparator, cued = _in_range(plain, quantities, i) or compare(plain, quantity, sentence)
        if not cued and found and _continues(plain, found[-1][0], quantity):
            comparator, cued = found[-1][1], True
        if not _sets_something(plain, quantity, sentence, comparator, cued):
            continue
        if not _said_before(plain, quantity, comparator, cued, found):
            found.append((quantity, comparator))
    return [_target(plain, quantity, comparator, quantities) for quantity, comparator in found]


def find_stated(text: str) -> list[Stated]:
    """Return norms that are stated without a number: best effort, n.v.t., in overleg."""
    names = {"effort": "best effort", "none": "not applicable", "agreed": "to be agreed"}
    return [
        Stated(_metric(text, match.start()), _priority(text, match.start()), names[kind], " ".join(match[kind].split()))
        for match in _STATED.finditer(text or "")
        for kind in names
        if match[kind]
    ]


def _is_no_norm(text: str) -> bool:
    return bool(
        _INDICATIVE.search(text)
        or re.match(r"(?i)\W*(?:reken)?(?:voorbeeld|example|worked example)\b", text)
        or (_DEFINITION.search(text) and not _MEASURED_TERM.search(text[:80]))
    )


def _sentence(text: str, quantity: Quantity) -> str:
    start = max((match.end() for match in _BREAK.finditer(text, 0, quantity.start)), default=0)
    after = _BREAK.search(text, quantity.end)
    return text[start : after.start() if after else len(text)]


def _in_range(text: str, quantities: list[Quantity], i: int) -> tuple[str, bool] | None:
    """Return the comparator of a number that is one end of a range: between a and b."""
    quantity = quantities[i]
    if quantity.unit in MONEY:
        return None
    after = quantities[i + 1] if i + 1 < len(quantities) else None
    before = quantities[i - 1] if i else None
    for low, high, sign in ((quantity, after, ">="), (before, quantity, "<=")):
        if low is None or high is None or low.unit != high.unit or not 0 < low.value < high.value:
            continue
        between = text[low.end : high.start]
        lead = text[max(0, low.start - 14) : low.start]
        linked = re.fullmatch(r"(?i)\s*(?:°\s*C?)?\s*(?:and|en|to|tot(?: en met)?|-|–)\s*", between)
        if linked and (re.search(r"(?i)\b(?:between|tussen|from|van)\s*$", lead) or re.search("to|[-–]", between)):
            return sign, True
    return None


def _continues(text: str, other: Quantity, quantity: Quantity) -> bool:
    """Return whether a number goes on with the one before: tot € 5 per rit en € 9 per jaar."""
    alike = other.unit == quantity.unit or (other.unit in TIMES and quantity.unit in TIMES)
    between = text[other.end : quantity.start]
    return alike and not quantity.sign and bool(re.fullmatch(r"(?i)[^.;|:]{0,40}?(?:\b(?:and|en|or|of)|,)\s*", between))


def _sets_something(text: str, quantity: Quantity, sentence: str, comparator: str, cued: bool) -> bool:
    before, after = text[max(0, quantity.start - 70) : quantity.start], text[quantity.end :]
    if (
        is_article(text, quantity)
        and not (cued and comparator in ("<=", ">="))
        and "(" not in text[quantity.start : quantity.end]
    ):
        written = text[quantity.start : quantity.end].casefold()
        if not re.match(r"one|één", written) or _STRETCH_AFTER.match(after):
            return False
    if quantity.words and quantity.value == 0.5 and not cued:
        return False
    if _EXAMPLE.search(before) or _ABOUT.search(before) or _AGE.match(after) or _AGED.search(before):
        return False
    if _is_clock_time(text, quantity, before):
        return False
    if quantity.unit == "%" and (_FORMULA_BEFORE.search(before) or _FORMULA_AFTER.match(after)):
        return False
    if (quantity.value == 0 and not cued) or (quantity.unit in TIMES and not cued and _KNOWN.search(before)):
        return False
    if comparator in (">", "<") and _is_scope(text, quantity, sentence):
        return False
    return not (quantity.unit in TIMES and _is_stretch(quantity, before, after, comparator, cued))


def _is_clock_time(text: str, quantity: Quantity, before: str) -> bool:
    if quantity.unit not in ("hour", "working_hour"):
        return False
    written = text[quantity.start : quantity.end]
    if _HOURS_OF_DAY.match(text, quantity.start) or re.match(r"(?i)\d{4}(?:hrs?|h|u)", written):
        return True
    if _CLOCK.match(written) and not re.search(r"(?i)(?:binnen|within|maximaal|at most)\s*$", before):
        return True
    if _FROM_CLOCK.search(before) or _HOUR_OF_DAY.search(before):
        return True
    span = re.search(
        r"(?i)(?:\b(?:van|tussen|from|between)\s+)(\d{1,2})\s*(?:uur)?\s*(?:en|tot|and|to|-|–)\s*$", before
    )
    if span and "uur" in written.casefold() and quantity.value >= 12:
        return True
    starts = re.match(r"(?i)\s*(?:en|tot|and|to|-|–)\s*(\d{1,2})\s*uur", text[quantity.end :])
    return bool(starts and float(starts[1]) >= 12 and re.search(r"(?i)\b(?:van|tussen)\s*$", before))


def _is_scope(text: str, quantity: Quantity, sentence: str) -> bool:
    written = text[quantity.start : quantity.end].casefold()
    if quantity.unit == "other":
        return bool(re.search(r"met(?:re|er)|mm|cm|kg|m[23²³]|kw", written))
    return quantity.unit in MONEY and not _PENALTY.search(sentence)


def _is_stretch(quantity: Quantity, before: str, after: str, comparator: str, cued: bool) -> bool:
    if _STRETCH_BEFORE.search(before) or _FIRST.search(before):
        return True
    if _STRETCH_AFTER.match(after) and not (cued and comparator == "<="):
        return not re.match(r"(?i)[\s-]*period(?:e)? (?:of|van) at least", after)
    if comparator == ">" and re.search(r"(?i)\bover\s*$", before):
        return quantity.unit in _LONG
    return comparator == ">" and bool(
        re.search(r"(?i)\b(?:aantal|number of)\b[^.;|]*\b(?:langer dan|longer than)\s*$", before)
    )


def _said_before(text: str, quantity: Quantity, comparator: str, cued: bool, found: list[tuple[Quantity, str]]) -> bool:
    """Return whether the row said this before: a number restated, or the complement of a limit in time."""
    for other, sign in found:
        if (other.value, other.unit) != (quantity.value, quantity.unit):
            continue
        complement = {sign, comparator} in ({">=", "<"}, {"<=", ">"}, {">", "<"})
        if quantity.unit in TIMES and (complement or _RESTATED.search(text[: quantity.start])):
            return True
        if quantity.unit in TIMES and not cued:
            return True
    return False


def _target(text: str, quantity: Quantity, comparator: str, quantities: list[Quantity]) -> Target:
    before = text[max(0, quantity.start - QUOTED) : quantity.start]
    if quantity.start > QUOTED and not text[quantity.start - QUOTED - 1].isspace():
        before = before.partition(" ")[2]  # a quote begins with a whole word
    return Target(
        metric=_metric(text, quantity.start),
        comparator=comparator,
        value=quantity.value,
        unit=quantity.unit,
        per=_per(text, quantity, quantities),
        condition=_priority(text, quantity.start) or _condition(text, quantity, quantities),
        quote=" ".join((before + text[quantity.start : quantity.end]).split()),
    )


def _row_start(text: str, start: int) -> int:
    return max((match.end() for match in _ROW.finditer(text, 0, start)), default=0)


def _metric(text: str, start: int) -> str:
    """Return what is measured: the word nearest before the number, else after it, else the row's name or subject."""
    row, after = _row_start(text, start), _BREAK.search(text, start)
    before = [*_METRIC.finditer(text, row, start)]
    if before:
        return before[-1][0].casefold()
    if found := _METRIC.search(text, start, after.start() if after else len(text)):
        return found[0].casefold()
    named = _NAMED.match(text[row:])
    if named and not _PRIORITY.search(named["name"]):
        return named["name"].strip().casefold()
    return "" if named else " ".join(text[row:start].split()[:METRIC_WORDS]).casefold()


def _per(text: str, quantity: Quantity, quantities: list[Quantity]) -> str:
    own = _PER.match(text, quantity.end)
    if own:
        return str(own["per"] or own["adverb"]).casefold()
    later = [other.start for other in quantities if other.start > quantity.end and other.unit == quantity.unit]
    end = min([*later, *(match.start() for match in _BREAK.finditer(text, quantity.end)), len(text)])
    spread = _PER_LATER.search(text, quantity.end, end)
    return " ".join(spread["per"].split()).casefold() if spread else ""


def _priority(text: str, start: int) -> str:
    marks = [*_PRIORITY.finditer(text, _row_start(text, start), start)]
    if not marks:
        return ""
    last = marks[-1]
    number = last["p"] or last["n"]
    return f"P{number}".upper() if number else str(last["w"] or last["x"]).casefold()


def _condition(text: str, quantity: Quantity, quantities: list[Quantity]) -> str:
    later = min([other.start for other in quantities if other.start > quantity.end] or [len(text)])
    tail = text[quantity.end : later]
    tail = tail[: match.start()] if (match := _BREAK.search(tail)) else tail
    found = _IF.search(tail)
    return " ".join(found[0].split()).casefold() if found else ""
