"""Whether a version is a draft, signed or in force, by the words people use for it; a version below 1 is a draft."""

import re
from typing import Final

from drift.sources.vocabulary import find_values
from drift.sources.words import normalise

_BELOW_ONE: Final = re.compile(r"(?:v|ver|versie|version|rev)?\s?0[.,]\d+(?:[.,]\d+)*", re.I)
_NOT: Final = re.compile(r"\b(?:niet|nog niet|not|not yet|in afwachting van|pending|awaiting)\b")


def status_of(text: str | None, version: str | None = None) -> str | None:
    """Return draft, signed or in force; None where neither words nor version tell, or words tell two things."""
    statuses = find_values("document_status", text or "")
    if statuses:
        return statuses.pop() if len(statuses) == 1 and not _NOT.search(normalise(text or "")) else None
    return "draft" if version and _BELOW_ONE.fullmatch(version.strip()) else None


def plain_version(text: object) -> str:
    """Return a version as compared: `v1.0`, `Versie 1` and 1 are "1"; empty where it has no number."""
    match = re.search(r"(?<!\d)\d+(?:[.,]\d+)*(?:\s?[a-z])?(?![\w])", text.casefold() if isinstance(text, str) else "")
    if match is None:
        return ""
    parts = [part.strip() for part in re.split(r"[.,]|(?<=\d)(?=\s?[a-z])", match.group())]
    parts = [(part.lstrip("0") or "0") if part.isdecimal() else part for part in parts]
    while len(parts) > 1 and parts[-1] == "0":
        parts.pop()
    return ".".join(parts)
