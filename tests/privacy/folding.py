"""Letters alone: what is left of a text when no way of writing it can hide a name, and no markup between its parts."""

from __future__ import annotations

import html
import re
import unicodedata
from urllib.parse import unquote

# letters that no normal form takes apart
WHOLE = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "ı": "i", "æ": "ae", "œ": "oe", "þ": "th", "ß": "ss"})
# as German and Nordic names are written on a keyboard without their letters
SPELT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa", "ß": "ss", "æ": "ae"})
QUOTED = re.compile(r"(?:=[0-9A-F]{2})+")
ESCAPED = re.compile(r"\\u([0-9a-fA-F]{4})")
CELL_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
SCREEN = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
REST = re.compile(r"[^a-z0-9]+")


def decode(text: str) -> str:
    """Undo what wraps a text for its carrier: entities, percent, quoted-printable, escapes of JSON, xlsx, screens."""
    text = SCREEN.sub("", text)
    text = ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    text = CELL_ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
    text = html.unescape(text)
    if "%" in text:
        text = unquote(text, errors="ignore")
    return QUOTED.sub(lambda found: bytes.fromhex(found[0].replace("=", "")).decode("utf-8", "ignore"), text)


def fold(text: str) -> str:
    """Return letters a-z and digits alone: without case, accents, width, blanks, signs and hidden characters."""
    lowered = unicodedata.normalize("NFKC", text).casefold()
    return REST.sub("", unicodedata.normalize("NFKD", lowered.translate(WHOLE)))


def fold_spelt(text: str) -> str:
    """Return the same with ä as ae, ø as oe, å as aa."""
    return fold(unicodedata.normalize("NFC", text).casefold().translate(SPELT))
