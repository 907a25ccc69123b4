"""Persons are pseudonyms from the moment of reading; names, addresses and numbers are masked in every output."""

import hashlib
import hmac
import os
import re
import secrets
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

import pandas as pd

from drift.sources.rolewords import has_function, is_role, is_role_word
from drift.wording.case import fold_spelling

KEY_BYTES: Final = 32
MASK: Final = "[…]"
MIN_PART: Final = 3  # letters; "Bo" alone is masked only as part of the whole name
MAX_NAME: Final = 6  # words
_SENTENCE_ENDS: Final = frozenset(".!?:;\n")
COMMON_FROM: Final = 3  # different texts that write a word small; once may be a name typed in haste
_PARTICLES: Final = frozenset({"van", "der", "den", "het", "the", "von", "and", "team", "desk", "servicedesk", "group"})
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_PHONE = re.compile(r"(?<![\w.,/-])(?:\+\d{1,3}[ -]?(?:\(0\))?[ -]?|0)[1-9](?:[ -]?\d){7,9}(?![\w/-]|[.,]\d)")
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d\d-\d\d-\d{4}")  # "04 2021-01-01" is no telephone number
# 1234 AB, with the place behind it; not 1000 GB, 1500 PM or 2000 VA
_POSTCODE = re.compile(
    r"\b[1-9]\d{3} ?(?!(?:[KMGT]B|[AP]M|[KM]?W|[KM]?V|VA|HZ|US|EU)\b)[A-Z]{2}\b(?:,? +[A-Z][\w'-]+)?"
)
_WORD = re.compile(r"[^\W\d_]+")


@dataclass
class Person:
    """Someone as the files name them: for masking, and for the analyst's people.xlsx; never for an output."""

    name: str
    n: int = 0  # rows that name them
    seen_as: set[str] = field(default_factory=set)  # requester, handler, actor, person


class People:
    """Replaces persons by pseudonyms while reading, and remembers their names only to mask and to list them."""

    def __init__(self, folder: Path | None) -> None:
        self.persons: dict[str, Person] = {}  # by pseudonym
        self._folder = folder
        self._key: bytes | None = None
        self._parts: set[str] = set()  # case-folded words of names of persons
        self._beside: set[str] = set()  # those that only stand beside a function: Team Wegen
        self._doubted: set[str] = set()  # words of names and of the language: a name where written as one, Mark Change
        self._names: set[tuple[str, ...]] = set()  # whole names, case-folded word by word

    def hide(self, names: pd.Series, seen_as: str = "person") -> pd.Series:
        """Return pseudonyms for a column of persons (missing stays missing)."""
        counts = names.value_counts()
        hidden = {name: self._pseudonym(str(name)) for name in counts.index}
        for name, n in counts.items():
            person = self.persons.setdefault(hidden[name], Person(" ".join(str(name).split())))
            person.n += int(n)
            person.seen_as.add(seen_as)
            self._remember(str(name))
        return names.map(hidden)

    def _remember(self, name: str) -> None:
        """Remember what to mask: nothing of a function or a mailbox, every word of a person's name that may be one."""
        if is_role(name):
            return
        words = tuple(word.casefold() for word in _WORD.findall(name))
        long = {word for word in words if len(word) >= MIN_PART and word not in _PARTICLES}
        doubted = {word for word in long if is_role_word(word)}
        self._doubted |= doubted
        (self._beside if has_function(name) else self._parts).update(long - doubted)
        if len(words) > 1:
            self._names |= {words, words[::-1]}

    def mask(self, text: str) -> str:
        """Return text without the persons, e-mail addresses, phone numbers and postal codes that can be recognised."""
        if "@" in text:
            text = _EMAIL.sub(MASK, text)
        text = _POSTCODE.sub(
            MASK, _PHONE.sub(lambda match: match.group() if _DATE.search(match.group()) else MASK, text)
        )
        return self.mask_names(text)

    def mask_names(self, text: str) -> str:
        """Mask whole names wherever they stand, and every word of a name that is no common word.

        For ids, sheets and file names, in which a row of digits is no telephone number.
        """
        if not (self._parts or self._names or self._beside):
            return text
        words = [*_WORD.finditer(text)]
        plain = [word.group().casefold() for word in words]
        kept, end, i = [], 0, 0
        while i < len(words):
            length = self._name_length(plain, i) or int(self._is_doubted_name(text, words[i]))
            if length:
                kept += [text[end : words[i].start()], MASK]
                end = words[i + length - 1].end()
            i += length or 1
        return "".join(kept) + text[end:]

    def _name_length(self, plain: list[str], i: int) -> int:
        for length in range(min(MAX_NAME, len(plain) - i), 1, -1):
            if tuple(plain[i : i + length]) in self._names:
                return length
        return int(plain[i] in self._parts or plain[i] in self._beside)

    def _is_doubted_name(self, text: str, word: re.Match[str]) -> bool:
        """Whether a word of the language that is somebody's name too is written as a name: a capital within a sentence.

        `Incident after change` is no name, `seen by Change` may be one.
        """
        written = word.group()
        if written.casefold() not in self._doubted or not (written[:1].isupper() and written[1:].islower()):
            return False
        for i in range(word.start() - 1, -1, -1):
            if text[i] in _SENTENCE_ENDS:
                return False
            if text[i].isalnum():
                return True
        return False

    def spare(self, words: set[str]) -> None:
        """Stop masking single words that are common ones in the contract; whole names are masked all the same.

        A team "Customer Service" among the handlers must not blot "the customer" out of every clause.
        """
        self._parts -= words
        self._beside -= words

    def ease(self, texts: Iterable[str]) -> None:
        """Mask words that stand beside a function (Team Wegen) only as names where the texts write them small.

        A word that is part of a person's name is masked however common it is.
        """
        if self._beside:
            n = Counter(word for text in texts for word in _WORD.findall(text) if word in self._beside)
            common = {word for word, times in n.items() if times >= COMMON_FROM}
            self._beside -= common
            self._doubted |= common

    def _pseudonym(self, name: str) -> str:
        self._key = self._key or _open_key(self._folder)
        plain = fold_spelling(name)
        return hmac.new(self._key, plain.encode(), hashlib.sha256).hexdigest()[:32]


def _open_key(folder: Path | None) -> bytes:
    """Return the key of the pseudonyms; one run keeps a key of its own where none can be stored."""
    given = os.environ.get("DRIFT_KEY")
    if given:
        return given.encode()
    if folder is None:
        return secrets.token_bytes(KEY_BYTES)
    path = folder / ".drift" / "key"
    try:
        if path.exists() and path.stat().st_size >= KEY_BYTES:
            return path.read_bytes()
        path.unlink(missing_ok=True)  # an empty key would be no key
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
