"""Persons are pseudonyms from the moment of reading; names, addresses and numbers are masked in every output."""

from __future__ import annotations

import hashlib
import hmac
import os
import re
import secrets
from typing import TYPE_CHECKING, Final

import pandas as pd

if TYPE_CHECKING:
    from pathlib import Path

KEY_BYTES: Final = 32
MASK: Final = "[…]"
_PARTICLES: Final = frozenset({"van", "der", "den", "het", "the", "von", "and", "team", "desk", "servicedesk", "group"})
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w.,/-])(?:\+\d{1,3}[ -]?(?:\(0\))?[ -]?|0)[1-9](?:[ -]?\d){7,9}(?![\w/-]|[.,]\d)")
# 1234 AB, with the place behind it; not 1000 GB, 1500 PM or 2000 VA
_POSTCODE = re.compile(
    r"\b[1-9]\d{3} ?(?!(?:[KMGT]B|[AP]M|[KM]?W|[KM]?V|VA|HZ|US|EU)\b)[A-Z]{2}\b(?:,? +[A-Z][\w'-]+)?"
)
_WORD = re.compile(r"[^\W\d_]{3,}")


class People:
    """Replaces persons by pseudonyms while reading, and remembers their names only to mask them in free text."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._key: bytes | None = None
        self._parts: set[str] = set()

    def hide(self, names: pd.Series) -> pd.Series:
        """Return pseudonyms for a column of persons (missing stays missing)."""
        known = names.dropna().unique()
        for name in known:
            self._parts.update(part for part in _WORD.findall(name) if part.casefold() not in _PARTICLES)
        return names.map({name: self._pseudonym(name) for name in known})

    def mask(self, text: str) -> str:
        """Return text without the persons, e-mail addresses, phone numbers and postal codes that can be recognised."""
        if "@" in text:
            text = _EMAIL.sub(MASK, text)
        text = _POSTCODE.sub(MASK, _PHONE.sub(MASK, text))
        if not self._parts:
            return text
        return _WORD.sub(lambda word: MASK if word.group() in self._parts else word.group(), text)

    def _pseudonym(self, name: str) -> str:
        self._key = self._key or _open_key(self._folder)
        plain = " ".join(name.casefold().split())
        return hmac.new(self._key, plain.encode(), hashlib.sha256).hexdigest()[:32]


def _open_key(folder: Path) -> bytes:
    """Return the key of the pseudonyms; one run keeps a key of its own where none can be stored."""
    given = os.environ.get("DRIFT_KEY")
    if given:
        return given.encode()
    path = folder / ".drift" / "key"
    try:
        if path.exists():
            return path.read_bytes()
        path.parent.mkdir(exist_ok=True)
        key = secrets.token_bytes(KEY_BYTES)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(key)
    except OSError:
        return secrets.token_bytes(KEY_BYTES)  # a folder that cannot be written: no output depends on the key
    return key


def number_persons(*columns: pd.Series) -> list[pd.Series]:
    """Return pseudonym columns as running numbers by first appearance: no output shows the pseudonym itself."""
    seen: dict[str, int] = {}
    for column in columns:
        for name in column.dropna().unique():
            seen.setdefault(name, len(seen) + 1)
    return [column.map(seen).astype("Int64") for column in columns]
