"""Which way a norm points: at least, at most, more than, less than or just so, by the words round its number."""

from __future__ import annotations

import re
from typing import Final

from drift.contract.reading.quantities import MONEY, TIMES, Quantity

_THAN: Final = r"(?:\s+(?:zijn|is|ligt|liggen|zijn dan|dan|than|of))*"
# tried in this order on the words just before the number; the first that ends there counts
_CUES: Final = (
    (
        ">=",
        r"\b(?:no|not|never|niet|geen|nooit)\b[^.;|,]{0,22}?\b(?:less|fewer|lower|below|under|shorter|lager"
        r"|minder|korter"
        rf"|onder|beneden){_THAN}",
    ),
    (
        "<=",
        r"\b(?:no|not|never|niet|geen|nooit)\b[^.;|,]{0,22}?\b(?:more|longer|later|older|higher|greater|exceed\w*"
        r"|above|over"
        rf"|beyond|meer|langer|later|ouder|hoger|groter|boven|overschrijd\w*){_THAN}",
    ),
    (
        "<=",
        r"\b(?:neither|nor|no event|in geen geval)\b[^.;|]{0,60}?\b(?:exceed|be more than|overschrijd\w*"
        r"|hoger zijn dan)",
    ),
    (
        ">=",
        r"at least|(?:a |as a )?minimum(?: of| is)?|minimal(?:ly)?|\bmin\.|ten ?minste|minimaal|minimale \w+|minstens"
        r"|op zijn minst|ondergrens|lower limit|>=|=>|≥|guaranteed?(?: level)?(?: of)?|gegarandeerde? \w+ van|until",
    ),
    (
        "<=",
        r"within|(?:by )?no later than|at most|(?:a |the |with a )?maximum(?: of| is)?|\bmax\.?|up to|capped at"
        r"|limited to"
        r"|(?:cap|ceiling) of|exceed(?=\s*$)(?<=not exceed)|binnen|uiterlijk(?: binnen)?"
        r"|maximaal(?: (?:kunnen|mogen|kan|mag))?|maximale \w+"
        r"|ten hoogste"
        r"|hoogstens|beperkt tot|begrensd (?:op|tot)|gemaximeerd op|bovengrens|\btot(?: maximaal| en met| aan)?|<=|=<|≤"
        r"|by the|(?:uiterlijk )?op de|limit of|limiet van",
    ),
    (
        ">",
        rf"(?:more|greater|longer|higher|later|larger) than|exceed(?:s|ed|ing)?(?: (?:a|the) (?:height|weight"
        rf"|length|width|value) of)?|in excess of|\bover|\babove"
        rf"|(?:meer|langer|hoger|groter|later){_THAN}|boven|overschrijd\w*|>",
    ),
    ("<", rf"(?:less|fewer|lower|shorter|smaller) than|below|\bunder|(?:minder|lager|korter|kleiner){_THAN}|onder|<"),
)
_ARTICLES: Final = (
    r"\s*(?:\b(?:of|a|an|the|de|het|een|van|first|initial|eerste|each|any|termijn|period|periode|drempel|norm"
    r"|is|op|steeds"
    r"|altijd|om de|once|eenmaal|eens)\b\s*|[(:\[]\s*|=\s*)*"
)
# a cue is a word of its own: "reminder two weeks before" is not "minder"
_BEFORE: Final = tuple(
    (sign, re.compile(rf"(?:(?<!\w)|(?=[<>=≤≥]))(?:{cue}){_ARTICLES}$", re.I)) for sign, cue in _CUES
)
_AFTER: Final = (
    (
        "<=",
        re.compile(
            r"\s*\]?\)?,?\s*(?:or (?:less|fewer|sooner|lower|below|under)|of (?:minder|lager|korter|eerder))", re.I
        ),
    ),
    (
        ">=",
        re.compile(r"\s*\]?\)?,?\s*(?:or (?:more|higher|above|longer|greater|better)|of (?:meer|hoger|langer))", re.I),
    ),
    ("<=", re.compile(r"\s*\]?\)?\s*\(?(?:maximaal|maximum|max\b|at most|at the latest)", re.I)),
    (">=", re.compile(r"\s*\]?\)?\s*\(?(?:minimaal|minimum|min\.)", re.I)),
    (
        ">=",
        re.compile(
            r"\s*\]?\)?[’']?\s*(?:(?:prior|advance|ahead|before|voor(?:af|aan))\b"
            r"|(?:\w+\s)?(?:in advance|van tevoren))",
            re.I,
        ),
    ),
)
# what the number speaks of, where no comparator stands beside it
_LIMITED: Final = re.compile(
    r"(?i)\b(?:respon[sd]|react|repair|restor|resol|fix\b|attend|acknowledg|workaround|recovery|downtime|RTO\b"
    r"|RPO\b|herstel"
    r"|verh(?:e|o)lp|reageer|respons|reactie|oploss|oplos|aanrij|opkom|afhandel|doorloop|functieherstel"
    r"|beantwoord|answered"
    r"|escalat|opschal|schaalt|wachttijd|turnaround|delivery time|levertijd|niveau \d|level \d)\w*"
)
_KEPT: Final = re.compile(
    r"(?i)\b(?:notice|retain|retention|kept|keep for|maintain(?:ed)? for|opzegtermijn|bewaar|bewaard"
    r"|bewaartermijn|archive"
    r"|opgezegd|may delete|inactiv|not been used|unused|niet gebruikt|for [^.;]{0,20} thereafter|stored? for"
    r"|opgeslagen)\w*"
)
_PAID: Final = re.compile(
    r"(?i)\b(?:credit\w*|payments?|costs?|korting|boetes?|malus|bonus|deduct\w*|penalt\w+|rente|interest|refund"
    r"|vergoed\w*|charges?|fees?"
    r"|invoice|factuur|maandvergoeding|discount|opslag|increase|in mindering|compensat\w+|ingehouden)\b"
)
_ROW_OF_PRIORITY: Final = re.compile(
    r"(?i)^\W*(?:P ?[1-5]|prio(?:rit(?:y|eit))? ?\w+|sev(?:erity)? ?\w+)\b[^.;:]{0,20}[|:]"
)
_WINDOW: Final = re.compile(r"(?i)\s*(?:\]|\))*,?\s*(?:per|a|an|each) (?:day|week|year|dag|jaar)\b")
_PRIORITY: Final = re.compile(
    r"(?i)\b(?:P ?[1-5]|prio(?:rit(?:y|eit))? ?\w+|sev(?:erity)? ?\w+|urgen\w+)\b[^.;|]{0,3}$"
)
# how long a stretch is that follows another: "successive 5-year terms", "additional periods of twelve months"
_STRETCH: Final = re.compile(
    r"(?i)\b(?:successive|consecutive|additional|renewed for|renewal|initial)(?: (?:periods?|terms?)(?: of)?)?\s*$"
)
_GIVEN: Final = re.compile(r"(?i)\b(?:have|has|had|heeft|hebben|krijgt|krijgen)\s*$")  # "has one year to achieve it"
_TO_DO_SO: Final = re.compile(r"(?i)\s*\)?\s*(?:to|om|de tijd)\b")
_CELL: Final = re.compile(r"\|\s*$")
CUE_LENGTH: Final = 60  # characters before a number in which its comparator stands


def compare(text: str, quantity: Quantity, sentence: str) -> tuple[str, bool]:
    """Return the comparator of a quantity, and whether a word or sign stands beside it.

    Parameters
    ----------
    text : the clause, brackets round filled-in numbers taken out
    sentence : the part of it that the number stands in
    """
    before = text[max(0, quantity.start - CUE_LENGTH) : quantity.start]
    for sign, cue in _BEFORE:
        if cue.search(before):
            return sign, True
    for sign, cue in _AFTER if not quantity.listed else ():
        if cue.match(text, quantity.end):
            return sign, True
    if quantity.sign:
        return quantity.sign, True
    return _by_subject(quantity, text, before, sentence), False


def _by_subject(quantity: Quantity, text: str, before: str, sentence: str) -> str:
    if quantity.unit in MONEY or quantity.unit == "count":
        return "="
    if quantity.listed or (quantity.unit in TIMES and _WINDOW.match(text, quantity.end)):
        return "="
    if quantity.unit in TIMES and _STRETCH.search(before):
        return "="
    if quantity.unit in TIMES and _GIVEN.search(before) and _TO_DO_SO.match(text, quantity.end):
        return "<="
    if quantity.unit in TIMES or quantity.unit == "other":
        if _KEPT.search(sentence):
            return ">="
        in_cell = quantity.unit in TIMES and _CELL.search(before)  # a time that begins a cell is a limit
        limited = in_cell or _LIMITED.search(sentence) or _PRIORITY.search(before) or _ROW_OF_PRIORITY.search(text)
        return "<=" if limited and not re.search(r"(?i)\b(?:every|each|elke|iedere?|om de)\s*$", before) else "="
    return "=" if quantity.unit == "%" and _PAID.search(sentence) else ">="
