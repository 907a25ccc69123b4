"""Notices that name a successor: "[Withdrawn: incorporated into PL-9]", "vervallen, zie 4.2", "verplaatst naar 7.1"."""

from __future__ import annotations

import re
from typing import Final

from drift.sources.patterns import compile_bound

NOTICE_WORDS: Final = 14  # a text of more words is a clause; what it says of moving counts in brackets alone
# a number with a part below it (4.2, PL-9, AC-2(10)), or any after a word for clause: "moved to 3 sites" names none
_NUMBER: Final = (
    r"(?:(?:clauses?|articles?|art\.|sections?|paragraphs?|controls?|requirements?|artikel(?:en)?|eis(?:en)?|lid|"
    r"paragraaf|bepaling(?:en)?|punt)\s+([0-9a-z]+(?:[.\-()/]+[0-9a-z]+)*\)?)"
    r"|\b([0-9a-z]{1,6}(?:[.\-(/]+[0-9a-z]+\)?)+))"
)
_GOES_TO: Final = (
    r"(?:(?:incorporated|merged|moved|transferred|relocated|absorbed|consolidated|folded)\s+(?:in)?to|merged\s+with|"
    r"(?:replaced|superseded)\s+by|(?:withdrawn|deleted|removed|deprecated|expired)\W+see|"
    r"(?:opgegaan|opgenomen|ondergebracht|geïntegreerd)\s+in|(?:verplaatst|overgebracht|verhuisd)\s+naar|"
    r"samengevoegd\s+met|vervangen\s+door|(?:vervallen|geschrapt|verwijderd|ingetrokken)\W+zie|^\W*(?:see|zie|now|nu))"
)
_NUMBERS: Final = compile_bound(_NUMBER)
_LIST: Final = compile_bound(rf"{_GOES_TO}(?:\s+also|\s+ook)?\s*:?((?:\s*(?:and|en|or|of|,|;|&)?\s*{_NUMBER})+)")
_BRACKETS: Final = re.compile(r"\[[^\[\]]*\]")


def find_successors(text: str) -> tuple[str, ...]:
    """Return the numbers of the clauses that took this one over, by its own words, tidied; () where it names none."""
    parts = [text] if is_notice(text) else _BRACKETS.findall(text)
    lists = [match[1] for part in parts for match in _LIST.finditer(part.strip("[] ").casefold())]
    numbers = [a or b for listing in lists for a, b in _NUMBERS.findall(listing)]
    return tuple(dict.fromkeys(number for number in numbers if any(sign.isdigit() for sign in number)))


def is_notice(text: str) -> bool:
    """Return whether a text is short enough to be nothing but a notice."""
    return len(text.split()) <= NOTICE_WORDS
