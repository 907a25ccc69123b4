"""The one-page purpose statement for the works council and the other party, in Dutch and English."""

from __future__ import annotations

import json
from pathlib import Path

from drift.reports.glyphs import Cleaner
from drift.reports.layout import compile_layout
from drift.terms import LANGUAGES
from drift.wording import Wording

TEMPLATE = Path(__file__).with_name("purpose.typ")
PARTS = {
    "purpose": ("question", "table"),
    "reads": ("contract", "log", "contacts"),
    "people": ("pseudonyms", "masked", "few", "never"),
    "keeps": ("laptop", "temporary", "forget"),
    "rights": ("see", "stop"),
}


def write_purposes(relation: str, folder: Path) -> list[Path]:
    """Write purpose-nl.pdf and purpose-en.pdf; both languages always, because both parties read it.

    relation : its name as it is shown
    """
    clean = Cleaner()
    written = []
    for language in LANGUAGES:
        say = Wording(language)
        parts = [
            {"heading": say(f"purpose.{part}.heading"), "items": [say(f"purpose.{part}.{item}") for item in items]}
            for part, items in PARTS.items()
        ]
        content = {
            "title": say("purpose.title", relation=clean(relation)),
            "lead": say("purpose.lead"),
            "lang": language,
            "parts": parts,
            "sign": say("purpose.sign"),
        }
        path = folder / f"purpose-{language}.pdf"
        path.write_bytes(compile_layout(TEMPLATE, json.dumps(content, ensure_ascii=False)))
        written.append(path)
    return written
