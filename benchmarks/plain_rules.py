"""The plain rules drift began with, kept as a baseline: what anything learned must beat."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

_PARTY = r"we|you|they|it|supplier|provider|contractor|customer|client|buyer|user|party|parties|vendor"
_SUBJECT = rf"(?:\b(?:{_PARTY})|\b[A-Z][\w’']+)"
# what looks like a duty and is none: forecasts, applicability, "serves as"
_NO_DUTY: Final = re.compile(
    r"(?i)\b(?:shall|will) (?:apply|be (?:deemed|construed|governed|interpreted)|mean|survive)\b"
    r"|\b(?:zal|zullen) naar verwachting\b|\bnaar verwachting\b|\bdien(?:t|en) (?:als|ter|tot|voor)\b"
    r"|\bis van toepassing\b"
)
_PROHIBITION: Final = re.compile(
    r"(?i)\b(?:shall|must|may|will|can) (?:not|never|only)\b|\bcannot\b"
    r"|\b(?:is|are) (?:not (?:allowed|permitted)|prohibited)\b"
    r"|\bmag\b[^.;]{0,60}\b(?:niet|geen|alleen|uitsluitend)\b|\bmogen\b[^.;]{0,60}\b(?:niet|geen|alleen|uitsluitend)\b"
    r"|\bniet toegestaan\b|\bverboden\b|\bonthoudt zich\b"
)
_SOFT_DUTY: Final = re.compile(
    r"(?i)\b(?:reasonable|best) (?:commercial )?(?:efforts|endeavou?rs)\b"
    r"|\bspan(?:t|nen) zich in\b|\binspanningsverplichting\b"
)
_OBLIGATION: Final = re.compile(
    r"(?i:\b(?:shall|must)\b"
    r"|\b(?:is|are) (?:responsible|liable) for\b|\b(?:is|are) (?:required|obliged|obligated) to\b"
    r"|\b(?:undertakes?|agrees?) to\b|\b(?:guarantees?|warrants?|ensures?)\b"
    r"|\bmoet(?:en)?\b|\bdien(?:t|en)\b[^.;]*\bte\b|\b(?:zal|zullen)\b"
    r"|\b(?:is|zijn) (?:verplicht|gehouden|verantwoordelijk)\b|\bverplicht(?:en)? zich\b"
    r"|\bdraagt\b[^.;]{0,20}\bzorg\b|\bgarandeert\b|\bwaarborgt\b)"
    rf"|{_SUBJECT} (?:[a-z]+ly |also |then )?will\b"
)
_SOFT: Final = re.compile(
    r"(?i)\b(?:should|aims? to|is encouraged to)\b|\bstre(?:eft|ven) (?:er )?naar\b|\bbij voorkeur\b"
)
_PERMISSION: Final = re.compile(
    r"(?i)\bmay\b|\b(?:is|are) entitled to\b|\breserves? the right\b|\bcan\b|\b(?:mag|mogen|kan|kunnen)\b"
    r"|\b(?:is|zijn) (?:gerechtigd|bevoegd)\b|\bheeft het recht\b"
)


def read_modality(text: str) -> str:
    """Return obligation, prohibition, permission, soft or none: the strongest thing a clause says.

    A clause with one binding sentence is binding. Rules only: the words of reference and guide, both languages at once.
    """
    binding = _NO_DUTY.sub(" ", text)
    if _OBLIGATION.search(binding):
        return "soft" if _SOFT_DUTY.search(binding) and len(_OBLIGATION.findall(binding)) == 1 else "obligation"
    if _PROHIBITION.search(binding):
        return "prohibition"
    if _SOFT_DUTY.search(binding) or _SOFT.search(binding):
        return "soft"
    return "permission" if _PERMISSION.search(binding) else "none"


def is_binding(text: str, modality: str) -> bool:
    """Return whether someone is bound: an obligation, a prohibition or a promised effort (not a mere aspiration)."""
    return modality in ("obligation", "prohibition") or (modality == "soft" and bool(_SOFT_DUTY.search(text)))


_UNITS: Final = {
    "%": r"%|per ?cent|procent",
    "working_hour": r"(?:working|business|office) hours?|werkuren|werkuur|kantooruren",
    "working_day": r"(?:working|business) days?|werkdag(?:en)?|wd",
    "minute": r"minutes?|minuten|minuut|mins?",
    "hour": r"(?:clock )?hours?|hrs?|uren|uur",
    "day": r"(?:calendar )?days?|(?:kalender)?dag(?:en)?|etma(?:al|len)",
    "week": r"weeks?|weken",
    "month": r"months?|maand(?:en)?",
    "year": r"years?|jaar|jaren",
}
_MONEY: Final = {"EUR": r"€|EUR|euro", "GBP": r"£|GBP", "USD": r"US ?\$|\$|USD"}
_WORD_NUMBERS: Final = {
    word: value
    for value, words in (
        (1, ("one", "een", "één")),
        (2, ("two", "twee")),
        (3, ("three", "drie")),
        (4, ("four", "vier")),
        (5, ("five", "vijf")),
        (6, ("six", "zes")),
        (7, ("seven", "zeven")),
        (8, ("eight", "acht")),
        (9, ("nine", "negen")),
        (10, ("ten", "tien")),
        (12, ("twelve", "twaalf")),
        (14, ("fourteen", "veertien")),
        (15, ("fifteen", "vijftien")),
        (20, ("twenty", "twintig")),
        (24, ("twenty-four", "vierentwintig")),
        (30, ("thirty", "dertig")),
        (45, ("forty-five", "vijfenveertig")),
        (60, ("sixty", "zestig")),
        (90, ("ninety", "negentig")),
    )
    for word in words
}
_NUMBER = r"\d+(?:[.,]\d+)*"
_WORDS = "|".join(sorted(_WORD_NUMBERS, key=len, reverse=True))
_UNIT = "|".join(f"(?P<{'percent' if name == '%' else name}>{pattern})" for name, pattern in _UNITS.items())
_CURRENCY = "|".join(f"(?P<{name}>{pattern})" for name, pattern in _MONEY.items())
# "thirty (30) days", "99,5 %", "4 werkuren", "fifty percent (50%)"
_QUANTITY: Final = re.compile(
    rf"(?<![\w.,:])(?:(?P<words>{_WORDS})\s*\((?P<again>{_NUMBER})\)|(?P<digits>{_NUMBER})|\b(?P<word>{_WORDS}))"
    rf"[\s-]*(?:consecutive\s|opeenvolgende\s)?(?:{_UNIT})(?!\w)(?!\s*\(\d)(?![\s-]+period\b)",
    re.I,
)
_AMOUNT: Final = re.compile(rf"(?:{_CURRENCY})\s*(?P<digits>{_NUMBER})(?!\w)", re.I)
_CUES: Final = (
    (
        ">=",
        r"at least|no(?:t)? less than|minimum(?: of)?|not fewer than|"
        r"ten ?minste|minimaal|minstens|niet minder dan|>=|≥",
    ),
    (
        "<=",
        r"within|no later than|not later than|at most|no(?:t)? more than|maximum(?: of)?|up to|not exceed(?:ing)?|"
        r"binnen|uiterlijk(?: binnen)?|maximaal|ten hoogste|hoogstens|niet meer dan|niet langer dan|tot|<=|≤",
    ),
    (">", r"more than|exceed(?:s|ing)?|over|meer dan|langer dan|hoger (?:is )?dan|>"),
    ("<", r"less than|below|under|minder dan|lager dan|onder|korter dan|<"),
)
_CUE: Final = re.compile(
    r"(?:"
    + "|".join(f"(?P<c{i}>{cue})" for i, (_, cue) in enumerate(_CUES))
    + r")\s*(?:(?:of|a|an|the|de|het|een|van)\s+)*$",
    re.I,
)
_LATER_CUE: Final = (
    re.compile(r"\s*(?:or (?:less|fewer|sooner)|of minder)", re.I),
    re.compile(r"\s*(?:or more|of meer)", re.I),
)
_BRACKETS: Final = str.maketrans("[]", "  ")  # "within [7 days]": filled in, not left open
_NOT_A_TARGET: Final = re.compile(r"(?i)(?:for example|e\.g\.|bijvoorbeeld|bijv\.)[^.;]*$")
# what the number speaks of, where no comparator stands beside it: a time to respond is a limit, a notice a minimum
_LIMITED: Final = re.compile(r"(?i)\b(?:respon[sd]|react|repair|restor|resol|herstel|respons|reactie|oploss|aanrij)\w*")
_MINIMUM: Final = re.compile(r"(?i)\b(?:notice|retain|retention|gedurende|bewaar|bewaard|opzegtermijn)\w*")
_TIMES: Final = ("minute", "hour", "working_hour", "day", "working_day")
CUE_LENGTH: Final = 40  # characters before a number in which its comparator stands


@dataclass(frozen=True)
class Target:
    """A measured level, limit, deadline or amount, and the words it was read from."""

    comparator: str
    value: float
    unit: str
    quote: str


def find_targets(text: str) -> list[Target]:
    """Return the measured targets of a clause, in order; a number without a unit or currency is none."""
    found: list[Target] = []
    text = text.translate(_BRACKETS)
    for pattern in (_QUANTITY, _AMOUNT):
        for match in pattern.finditer(text):
            before = text[max(0, match.start() - CUE_LENGTH) : match.start()]
            value = _value(match.groupdict())
            if value is None or _NOT_A_TARGET.search(before):
                continue
            unit = next(name for name, hit in match.groupdict().items() if hit and name in _NAMES)
            comparator = _comparator(text, match, before, _NAMES[unit])
            target = Target(comparator, value, _NAMES[unit], " ".join((before[-20:] + match.group()).split()))
            found.append(target)
    return found


_NAMES: Final = {"percent": "%"} | {name: name for name in (*_UNITS, *_MONEY) if name != "%"}


def _value(parts: dict[str, str | None]) -> float | None:
    digits = parts.get("again") or parts.get("digits")
    if digits is None:
        return float(_WORD_NUMBERS[(parts.get("word") or "").casefold()])
    if re.fullmatch(r"\d{1,3}(?:[.,]\d{3})+", digits):
        digits = re.sub(r"[.,]", "", digits)  # 5,000 and 1.250: thousands
    elif re.fullmatch(r"\d{1,3}(?:,\d{3})+\.\d+", digits):
        digits = digits.replace(",", "")
    elif re.fullmatch(r"\d{1,3}(?:\.\d{3})+,\d+", digits):
        digits = digits.replace(".", "")
    try:
        return float(digits.replace(",", "."))
    except ValueError:
        return None  # 1.2.3 is a number of a clause


def _comparator(text: str, match: re.Match[str], before: str, unit: str) -> str:
    cue = _CUE.search(before.rstrip())
    if cue:
        return next(_CUES[i][0] for i in range(len(_CUES)) if cue.group(f"c{i}"))
    for comparator, pattern in zip(("<=", ">="), _LATER_CUE, strict=True):
        if pattern.match(text, match.end()):
            return comparator
    sentence = text[text.rfind(".", 0, match.start()) + 1 : match.end() + CUE_LENGTH]
    if unit in _TIMES and _LIMITED.search(sentence):
        return "<="
    if unit not in _MONEY and _MINIMUM.search(sentence):
        return ">="
    return ">=" if unit == "%" else "="
