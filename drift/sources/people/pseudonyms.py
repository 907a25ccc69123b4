"""Pseudonyms: names under a key that never leaves, and running numbers for outputs."""

import hashlib
import hmac
import os
import secrets
from pathlib import Path
from typing import Final

import pandas as pd

from drift.wording.case import fold_spelling

KEY_BYTES: Final = 32


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
    path = folder / ".drift" / "key"
    if path.parent.is_symlink():
        return secrets.token_bytes(KEY_BYTES)  # nothing is written to where a link leads
    try:
        if path.exists() and path.stat().st_size >= KEY_BYTES:
            return path.read_bytes()
        path.unlink(missing_ok=True)  # an empty key would be no key
        path.parent.mkdir(mode=0o700, exist_ok=True)
        key = secrets.token_bytes(KEY_BYTES)
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as stream:
            stream.write(key)
    except OSError:
        return secrets.token_bytes(KEY_BYTES)  # a folder that cannot be written: no output depends on the key
    return key


def number_persons(*columns: pd.Series, seen: dict[str, int] | None = None) -> list[pd.Series]:
    """Return pseudonym columns as running numbers by first appearance: no output shows the pseudonym itself.

    seen : the numbers of those met before, and of those met here afterwards
    """
    seen = {} if seen is None else seen
    for column in columns:
        for name in column.dropna().unique():
            seen.setdefault(name, len(seen) + 1)
    return [column.map(seen).astype("Int64") for column in columns]
