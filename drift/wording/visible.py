"""What a stranger wrote as a line that is shown and never obeyed: on a terminal, in a log, in JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from typing import Any, Final

from drift.wording.shorten import shorten_middle

WORD_LENGTH: Final = 200  # characters without a blank; the longest honest path in a zip that was seen has 140
LINE_LENGTH: Final = 2_000  # characters of a line; the longest of our own sentences has 600
_REPLACEMENT: Final = "\ufffd"
# letters and marks that nobody sees: fillers of Hangul, the joiner of graphemes, Mongolian and other selectors
_UNSEEN: Final = frozenset(
    (0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, *range(0x180B, 0x1810), 0x2800, 0x3164, *range(0xFE00, 0xFE10), 0xFFA0,
     *range(0xE0100, 0xE01F0))
)  # fmt: skip
_LONG: Final = re.compile(rf"\S{{{WORD_LENGTH + 1},}}")
_MARKS: Final = 3  # marks on one letter; Vietnamese has two, and what is piled up covers other lines


# of JSON, where controls below 0x20 are escapes already and only our own line ends stand as they are
_HIDDEN: Final = re.compile(
    "[\x7f-\x9f\u00ad\u0600-\u0605\u061c\u06dd\u070f\u0890\u0891\u08e2\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f"
    "\ud800-\udfff\ufeff\ufff9-\ufffb\U000110bd\U000110cd\U00013430-\U0001345f\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e007f]"
)


class _Signs(dict[int, str | None]):
    """What each character becomes, asked once: itself, a blank, nothing, or the sign for what cannot be shown."""

    def __missing__(self, number: int) -> str | None:
        sign, self[number] = chr(number), None
        category = unicodedata.category(sign)
        if sign.isspace() or category in ("Zl", "Zp"):
            self[number] = sign if category == "Zs" else " "
        elif category in ("Cs", "Co", "Cn"):
            self[number] = _REPLACEMENT
        elif category not in ("Cc", "Cf") and number not in _UNSEEN:
            self[number] = sign
        return self[number]


_SIGNS: Final = _Signs()


def show_line(text: str) -> str:
    """Return text as one line without signs that steer a terminal or the eye; as long as what of it can be seen."""
    if text.isascii() and text.isprintable():
        return text
    return _thin_out(text.translate(_SIGNS))


def shorten_line(text: str) -> str:
    """Return a line in which no name and no value pushes the rest off the screen."""
    line = _LONG.sub(lambda word: shorten_middle(word.group(), WORD_LENGTH), show_line(text))
    return shorten_middle(line, LINE_LENGTH)


def _thin_out(text: str) -> str:
    """Leave no more marks on a letter than people write."""
    if text.isascii():
        return text
    kept, n = [], 0
    for sign in text:
        n = n + 1 if unicodedata.combining(sign) else 0
        if n <= _MARKS:
            kept.append(sign)
    return "".join(kept)


def to_json(content: dict[str, Any]) -> str:
    """Return JSON as every output of drift writes it; NaN is null, a sign that steers a terminal an escape."""
    return escape_hidden(json.dumps(content, ensure_ascii=False, indent=1, allow_nan=False)) + "\n"


def escape_hidden(written: str) -> str:
    """Return JSON with what a terminal would obey or hide written as escapes; the values stay as they are."""
    if written.isascii() and "\x7f" not in written:
        return written
    return _HIDDEN.sub(lambda sign: _escape(sign.group()), written)


def _escape(sign: str) -> str:
    units = sign.encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[i : i + 2].hex()}" for i in range(0, len(units), 2))
