"""Norms counted in things, and scores: at least three technicians, 3 per week, norm 8,0."""

from __future__ import annotations

import re
from typing import Final

from drift.contract.reading.numerals import DIGITS, WORDS, match_numbers, number_starts, read_number
from drift.contract.reading.quantities import Quantity

_NUMBER: Final = (
    rf"(?:(?P<words>{WORDS})\s*\(\s*(?P<again>{DIGITS})\s*\)|(?P<digits>{DIGITS})|(?P<word>\b(?:{WORDS})\b))"
)
_CUE: Final = (
    r"(?:\bat least|\ba minimum of|\bminimum(?: of)?|\bno(?:t)? (?:less|fewer|more) than|\bat most"
    r"|\ba maximum of|\bmaximum(?: of)?"
    r"|\bminimaal|\bten ?minste|\bminstens|\bmaximaal(?: (?:kunnen|mogen|kan|mag))?|\bten hoogste|\bhoogstens"
    r"|\bniet (?:meer|minder|groter|hoger|lager|kleiner)(?: (?:is|zijn))? dan|\bmeer dan"
    r"|\bmore than|\bfewer than|\bexceeds?|\blimit of|\bmax\.|\bmin\.|\bgeen meer dan|\bup to|>=|<=|≥|≤|>|<)"
)
_CUED: Final = re.compile(
    rf"{_CUE},?\s+(?:een |a |an )?{_NUMBER}(?![\w%°€£$])(?!\s*(?:[%€£$°]|,\d|:\d))"
    rf"(?!\s+(?:hundred|thousand)\b)(?!\s+(?:{WORDS})\s*\(\d)(?!\s*(?:of the following"
    rf"|van de volgende)\b)",
    re.I,
)
_LIMIT_IS: Final = re.compile(
    rf"\b(?:maximum|minimum|maximale|minimale|maximaal)\s+(?:number|aantal)\b[^.;|]{{0,110}}\b(?:is|are"
    rf"|bedraagt|:)\s+{_NUMBER}"
    r"(?![\w%])",
    re.I,
)
_STAFF: Final = (
    r"(?:qualified |trained |vaste |gekwalificeerde |security |service )?(?:technic\w+|monteurs?|medewerkers?"
    r"|beveiligers?"
    r"|engineers?|operators?|officers?|guards?|staff|persons?|persoon|personen|people|FTE|fte|surveillanten"
    r"|schoonmakers?"
    r"|cleaners?|receptionist\w*|operatives?)"
)
_STAFFED: Final = re.compile(rf"(?<![\w.,:/]){_NUMBER}\s+{_STAFF}\b", re.I)
_A_PERIOD: Final = re.compile(
    rf"(?<![\w.,:/-]){_NUMBER}\s+(?:\w+\s+)?(?:per|a|each) (?:shift|dienst|week|month|maand|year|jaar|day|dag"
    rf"|quarter|kwartaal)\b",
    re.I,
)
_AMONG: Final = re.compile(rf"\b(?:waarvan|van wie|of whom|of which)\s+{_NUMBER}(?![\w%])(?!\s*[%])", re.I)
_IN_ROW: Final = re.compile(
    rf"(?<![\w.,:/-]){_NUMBER}\s+(?:consecutive|opeenvolgende|missed|gemiste|late|te late|failed)\s+(?!months?"
    rf"|maanden|days?"
    r"|dagen|weeks?|weken|years?|jaren|hours?|uren|working|business|period)\w+",
    re.I,
)
_STOREYS: Final = re.compile(r"(?i)\s*(?:storeys?|floors?|verdiepingen|bouwlagen)\b")
_SCALE: Final = (
    r"(?:score|cijfer|rapportcijfer|schaal|scale|VSR|DKS|NPS|waardering|tevredenheid|satisfaction|punten|points|rating)"
)
_SCORE: Final = re.compile(
    rf"(?<![\w.,:/-])(?P<digits>\d{{1,3}}(?:[.,]\d{{1,2}})?)(?![\w%]|[.,]\d)(?!\s*(?:{_SCALE}\s+)?(?:%|per\b"
    rf"|keer|times|uur|dag))"
    r"(?P<out>\s*(?:out of|van de|op een schaal van|on a scale of|op)\s+(?:\d+(?!\s*[:.]\d)|de)\b)?",
    re.I,
)
_SCORED_BEFORE: Final = re.compile(
    rf"(?i)\b\w*(?:{_SCALE})\w*\b[^.;|:\d]{{0,60}}(?:(?:of|van|een|a|an|is|hoger is dan|hoger dan|higher than"
    rf"|above|least"
    r"|minste|minimaal|minimum|bedraagt|norm|target|dan|than|≥|>=|>|<|<=|≤)\s*)$"
)
_NORM_BEFORE: Final = re.compile(
    r"(?i)(?:\b(?:norm|target|ondergrens|streefwaarde|lower limit|threshold)\b\s*:?\s*(?:≥|>=|van|of|is)?|≥|>="
    r"|minimaal een)\s*$"
)
_SCALE_NEAR: Final = re.compile(rf"(?i)(?:{_SCALE})")


def find_counts(text: str, known: list[Quantity]) -> list[Quantity]:
    """Return numbers without a unit of measurement that set a norm: things counted (count) and scores (other)."""
    found: list[Quantity] = []
    for quantity in (*_scores(text), *_things(text)):
        taken = any(other.start < quantity.end and quantity.start < other.end for other in (*known, *found))
        if not taken:
            found.append(quantity)
    return found


def _things(text: str) -> list[Quantity]:
    found = []
    starts = number_starts(text)
    if not starts:
        return []
    for pattern in (_LIMIT_IS, _CUED, _STAFFED, _A_PERIOD, _AMONG, _IN_ROW):
        in_front = pattern in (_STAFFED, _A_PERIOD, _IN_ROW)
        for match in match_numbers(pattern, text, starts) if in_front else pattern.finditer(text):
            group = next(name for name in ("again", "digits", "word") if match[name])
            start = match.start("words" if group == "again" else group)
            end = match.end(group) + (group == "again" and text[match.end(group) : match.end(group) + 1] == ")")
            value = read_number(match[group])
            word = match["word"] is not None
            if (pattern is _A_PERIOD and word and value == 1) or (pattern in (_STAFFED,) and word and value <= 1):
                continue
            if value != int(value) or (word and value == 0.5):
                continue
            if re.match(r"(?i)\s*(?:out of|of|van)\s+(?:the|de|which)\b", text[end:]) or _STOREYS.match(text, end):
                continue
            sign = ("<=" if match[0].casefold().startswith("max") else ">=") if pattern is _LIMIT_IS else ""
            found.append(Quantity(value, "count", start, end, words=word, sign=sign))
    return found


def _scores(text: str) -> list[Quantity]:
    if not _SCALE_NEAR.search(text):
        return []
    found = []
    for match in _SCORE.finditer(text):
        before = text[: match.start()]
        if match["out"] or _SCORED_BEFORE.search(before) or _NORM_BEFORE.search(before):
            found.append(Quantity(read_number(match["digits"]), "other", match.start(), match.end(), sign=">="))
    return found
