"""Who a sentence begins with and lets act: the Buyer shall, de klant geeft."""

from __future__ import annotations

from typing import Final

from drift.contract.reading.patterns import load_patterns

PATTERNS: Final = load_patterns("leaders")


def find_leader(sentence: str) -> str:
    """Return who a sentence begins with and lets act: supplier, customer, both or nobody."""
    match = PATTERNS["leader"].search(sentence)
    return next((side for side in ("both", "customer", "supplier") if match[side]), "nobody") if match else "nobody"
