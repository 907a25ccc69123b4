"""The language of a folder: what people wrote in it says more than the headings a tool gave its export."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import pandas as pd

from drift.sources.readings import Readings
from drift.terms import Language

# little words of one language that are no words of the other ("of", "is", "in", "was" and "door" are words of both)
_NL = """de het een van en zijn niet voor op te dat die aan wordt worden naar bij ook als om dan dit deze geen moet kan
uit tot werkt graag"""
_EN = """the and to for with that be by are shall from this or not will any which must an it has have we your can does
please"""
_DUTCH, _ENGLISH = frozenset(_NL.split()), frozenset(_EN.split())
_DUTCH_HEADING: Final = re.compile(
    r"(?i)datum|nummer|omschrijving|melding|behandel|aanmeld|eis\b|artikel|soort|gereed|hoofdstuk|tekst|prioriteit|"
    r"categorie|oplos|opgelost|groep|onderwerp|toelichting|maatregel|begin|eind|organisator|deelnemers|geopend|"
    r"gesloten|toegewezen|storing|\bnorm\b|werkbon|locatie|naam\b"
)
_ENGLISH_HEADING: Final = re.compile(
    r"(?i)\bdate|number|description|created|opened|closed|resolved|priority|category|\bgroup|assign|subject|"
    r"\bstart(?!datum)|\bend\b|required|requirement|clause|section|reporter|summary|updated|short_|caller|attendees|time"
)
_WORD: Final = re.compile(r"[^\W\d_]+")
TEXTS: Final = 500  # distinct texts of one file; more do not change the share
# the contract is what the reader holds beside the report; a tool's headings are its maker's choice
WEIGHTS: Final = {"contract": 3.0, "titles": 2.0, "headings": 1.0}


@dataclass(frozen=True)
class FolderLanguage:
    """What a folder's language was taken for, and the share of Dutch in each kind of words that tells."""

    language: Language
    dutch_share: dict[str, float]  # contract, titles, headings: 0 to 1; a kind that tells nothing is not there


def guess_language(readings: Readings, default: Language) -> FolderLanguage:
    """Weigh contract, titles and headings, each file of a kind the same; `default` where none of them tells."""
    shares = {
        "contract": _mean([_share_of_texts(frame, "text") for frame in readings.frames["clauses"]]),
        "titles": _mean(
            [
                _share_of_texts(frame, column)
                for table, column in (("incidents", "title"), ("events", "text"), ("contacts", "topic"))
                for frame in readings.frames[table]
            ]
        ),
        "headings": _mean(_shares_of_headings(readings)),
    }
    known = {kind: share for kind, share in shares.items() if share is not None}
    if not known:
        return FolderLanguage(default, {})
    dutch = sum(WEIGHTS[kind] * share for kind, share in known.items()) / sum(WEIGHTS[kind] for kind in known)
    return FolderLanguage("nl" if dutch >= 0.5 else "en", known)


def _share_of_texts(frame: pd.DataFrame, column: str) -> float | None:
    words = _WORD.findall(" ".join(frame[column].dropna().unique()[:TEXTS]).casefold()) if column in frame else []
    return _share(sum(word in _DUTCH for word in words), sum(word in _ENGLISH for word in words))


def _shares_of_headings(readings: Readings) -> list[float | None]:
    shares = []
    for titles in dict.fromkeys(
        (*heading.titles.values(), *heading.unused)
        for _, _, heading in readings.recognised
        if heading.table != "people"  # our own list, in the language it was written in
    ):
        spaced = [re.sub(r"_", " ", title) for title in titles]
        dutch = [bool(_DUTCH_HEADING.search(title)) for title in spaced]
        english = sum(
            bool(_ENGLISH_HEADING.search(title)) and not own for title, own in zip(spaced, dutch, strict=True)
        )
        shares.append(_share(sum(dutch), english))
    return shares


def _share(n_dutch: int, n_english: int) -> float | None:
    return n_dutch / (n_dutch + n_english) if n_dutch + n_english else None


def _mean(shares: list[float | None]) -> float | None:
    known = [share for share in shares if share is not None]
    return sum(known) / len(known) if known else None
