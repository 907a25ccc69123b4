"""Texts in which nobody can be named or reached, told at a glance: nearly all texts of a log are of these.

They are looked at as bytes: what a sign is is then looked up, and not asked of a pattern sign by sign.
"""

import re
from string import ascii_lowercase, ascii_uppercase, digits
from typing import Final

from drift.sources.people.book import NameBook
from drift.sources.people.contacts import FEWEST_DIGITS, POSTCODE_DIGITS
from drift.sources.people.wrapped import BARE

_DIGITS: Final = digits.encode()
_ROW: Final = re.compile(rf"\d{{{POSTCODE_DIGITS}}}")
# what another look at the letters may turn into a name: letters that are wrapped, hidden signs
_ODD: Final = b"&%=\\_" + bytes(code for code in range(128) if code in (*range(9), *range(14, 28), 127))
_LETTERS: Final = (ascii_lowercase + ascii_uppercase).encode()
_WORDS: Final = bytes(chr(code).lower().encode()[0] if code in _LETTERS else 32 for code in range(256))
_CASES: Final = bytes(65 if 65 <= code <= 90 else 97 if code in _LETTERS else 32 for code in range(256))


def names_nobody(text: str, book: NameBook) -> bool:
    """Whether no word of a text is part of a name; False also where it takes a closer look."""
    if not text.isascii():
        return False
    signs = text.encode()
    if len(signs.translate(None, _ODD)) < len(signs) or b"aA" in signs.translate(_CASES):
        return False
    if any(bare in text for bare in BARE) or book.is_asked(text):
        return False
    return book.knows_none(signs.translate(_WORDS).decode().split())


def reaches_nobody(text: str) -> bool:
    """Whether nothing in a text has the signs of an address or a number of a person; False also if that is unsure."""
    if not text.isascii() or "@" in text:
        return False
    signs = text.encode()
    n_digits = len(signs) - len(signs.translate(None, _DIGITS))
    return n_digits < POSTCODE_DIGITS or (n_digits < FEWEST_DIGITS and _ROW.search(text) is None)
