"""Pseudonyms: names under a key that never leaves, and running numbers for outputs."""

import hashlib
import hmac
import os
import secrets
from contextlib import suppress
from pathlib import Path

import pandas as pd

from drift.project.home import KEY_BYTES, find_home, open_key_file
from drift.wording.case import fold_spelling


def make_pseudonym(name: str, key: bytes) -> str:
    """Return the pseudonym of a name; spellings that differ in case and blanks alone have one."""
    return hmac.new(key, fold_spelling(name).encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()[:32]


def open_key(folder: Path | None) -> bytes:
    """Return the key of the pseudonyms; one run keeps a key of its own where none can be stored."""
    given = os.environ.get("DRIFT_KEY")
    if given:
        return given.encode()
    if folder is None:
        return secrets.token_bytes(KEY_BYTES)
    home = find_home(folder)
    if home is not None:
        with suppress(OSError):  # a folder that cannot be written: no output depends on the key
            return open_key_file(home / "key")
    return secrets.token_bytes(KEY_BYTES)


def number_persons(*columns: pd.Series, seen: dict[str, int] | None = None) -> list[pd.Series]:
    """Return pseudonym columns as running numbers by first appearance: no output shows the pseudonym itself.

    seen : the numbers of those met before, and of those met here afterwards
    """
    seen = {} if seen is None else seen
    for column in columns:
        for name in column.dropna().unique():
            seen.setdefault(name, len(seen) + 1)
    return [column.map(seen).astype("Int64") for column in columns]
