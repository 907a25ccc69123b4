"""Clauses that people name by their number: "volgens artikel 2.7"."""

from __future__ import annotations

import re
from typing import Final

# behind a word that says so: 2.7 alone may be a time, an amount or a version
NAMED: Final = r"(?i)\b(?:artikel|art\.?|article|clause|clausule|bepaling|section|paragraaf|par\.?|§) ?"
NUMBER: Final = r"(\d{1,3}(?:\.\d{1,3})+)\b"
_NAMING: Final = re.compile(NAMED + NUMBER)


def find_numbers(text: str) -> list[str]:
    """Return the numbers of clauses that a text names, in order."""
    return _NAMING.findall(text)
