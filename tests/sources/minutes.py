"""Minutes as people write them: a header table with label and value in one cell, items in prose, actions last."""

from __future__ import annotations

from pathlib import Path

from documents import add_rows
from docx import Document

HEADER = [
    ["vergaderdatum\n1-9-2021", "aanwezig\nGerda Zonderling (klant), Piet van Elderen (leverancier)\nKees Uitgesteld"],
    ["afwezig\nJoost Ontbrekend", "Notulist\nWilma Schrijver"],
]
ITEMS = [
    "1. Opening",
    "De voorzitter opent de vergadering en heet iedereen welkom.",
    "2. Verslag vorige vergadering",
    "Het verslag van 4 augustus wordt ongewijzigd vastgesteld.",
    "3. Storingen band 12 (SC-036)",
    "De band stond drie keer stil. De leverancier herkent de klacht niet. Wie is akkoord met een proef?",
    "4. Reservedelen",
    "Afgesproken is dat er twee riemen op locatie komen. Het tarief moet nog worden vastgesteld.",
    "Besluit:",
    "Het punt gaat naar de stuurgroep",
]
ACTIONS = [
    ["Actiepunt", "wie", "status"],
    ["Riemen bestellen", "Gerda Zonderling", "open, wacht op offerte"],
    ["Proef met sensor", "Piet van Elderen en Gerda Zonderling", "loopt"],
    ["Handleiding bijwerken", "leverancier", "gereed"],
]


def write_minutes(path: Path, *, header=HEADER, items=ITEMS, actions=ACTIONS, title="Verslag tactisch overleg") -> Path:
    """Write minutes; None or nothing of a part: it is left out."""
    document = Document()
    if title:
        document.add_paragraph(title)
    if header:
        add_rows(document, header)
    for item in items:
        document.add_paragraph(item)
    if actions:
        add_rows(document, actions)
    path.parent.mkdir(parents=True, exist_ok=True)
    document.save(str(path))
    return path
