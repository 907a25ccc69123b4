"""Names of persons, none twice in a world."""

from __future__ import annotations

import numpy as np

FIRST = """
Aisha Bram Carmen Daan Elske Femke Gijs Hanna Ivo Jasmijn Koen Lotte Marit Niels Olga Pim Quirine Rutger Sanne Teun
Ursula Vera Wouter Xenia Yara Zoe Arjen Birgit Casper Dunja
"""
LAST = """
Aalders Bosveld Coolen Dijkgraaf Elzinga Feenstra Goossens Hoekema Ietswaart Jellema Kuipers Lambrecht Meeuwissen
Nauta Oosterling Postma Quaedvlieg Rietdijk Schipper Terpstra Uitermark Vrolijk Wagenaar Ypma Zandstra Amsing
Brouwers Clement Drijver Eshuis
"""


def name_persons(n_persons: int, rng: np.random.Generator) -> list[str]:
    """Return so many names, each another."""
    names = [f"{first} {last}" for first in FIRST.split() for last in LAST.split()]
    return [names[at] for at in rng.permutation(len(names))[:n_persons]]
