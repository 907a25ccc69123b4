"""Who says what must: the modality of a clause, in English and Dutch, by its words."""

from __future__ import annotations

import re
from typing import Final

_PARTY = r"we|you|they|it|supplier|provider|contractor|customer|client|buyer|user|party|parties|vendor"
_SUBJECT = rf"(?:\b(?:{_PARTY})|\b[A-Z][\w’']+)"
# what looks like a duty and is none: forecasts, applicability, "serves as"
_NO_DUTY: Final = re.compile(
    r"(?i)\b(?:shall|will) (?:apply|be (?:deemed|construed|governed|interpreted)|mean|survive)\b"
    r"|\b(?:zal|zullen) naar verwachting\b|\bnaar verwachting\b|\bdien(?:t|en) (?:als|ter|tot|voor)\b"
    r"|\bis van toepassing\b"
)
_PROHIBITION: Final = re.compile(
    r"(?i)\b(?:shall|must|may|will|can) (?:not|never|only)\b|\bcannot\b"
    r"|\b(?:is|are) (?:not (?:allowed|permitted)|prohibited)\b"
    r"|\bmag\b[^.;]{0,60}\b(?:niet|geen|alleen|uitsluitend)\b|\bmogen\b[^.;]{0,60}\b(?:niet|geen|alleen|uitsluitend)\b"
    r"|\bniet toegestaan\b|\bverboden\b|\bonthoudt zich\b"
)
_SOFT_DUTY: Final = re.compile(
    r"(?i)\b(?:reasonable|best) (?:commercial )?(?:efforts|endeavou?rs)\b"
    r"|\bspan(?:t|nen) zich in\b|\binspanningsverplichting\b"
)
_OBLIGATION: Final = re.compile(
    r"(?i:\b(?:shall|must)\b"
    r"|\b(?:is|are) (?:responsible|liable) for\b|\b(?:is|are) (?:required|obliged|obligated) to\b"
    r"|\b(?:undertakes?|agrees?) to\b|\b(?:guarantees?|warrants?|ensures?)\b"
    r"|\bmoet(?:en)?\b|\bdien(?:t|en)\b[^.;]*\bte\b|\b(?:zal|zullen)\b"
    r"|\b(?:is|zijn) (?:verplicht|gehouden|verantwoordelijk)\b|\bverplicht(?:en)? zich\b"
    r"|\bdraagt\b[^.;]{0,20}\bzorg\b|\bgarandeert\b|\bwaarborgt\b)"
    rf"|{_SUBJECT} (?:[a-z]+ly |also |then )?will\b"
)
_SOFT: Final = re.compile(
    r"(?i)\b(?:should|aims? to|is encouraged to)\b|\bstre(?:eft|ven) (?:er )?naar\b|\bbij voorkeur\b"
)
_PERMISSION: Final = re.compile(
    r"(?i)\bmay\b|\b(?:is|are) entitled to\b|\breserves? the right\b|\bcan\b|\b(?:mag|mogen|kan|kunnen)\b"
    r"|\b(?:is|zijn) (?:gerechtigd|bevoegd)\b|\bheeft het recht\b"
)


def read_modality(text: str) -> str:
    """Return obligation, prohibition, permission, soft or none: the strongest thing a clause says.

    A clause with one binding sentence is binding. Rules only: the words of reference and guide, both languages at once.
    """
    binding = _NO_DUTY.sub(" ", text)
    if _OBLIGATION.search(binding):
        return "soft" if _SOFT_DUTY.search(binding) and len(_OBLIGATION.findall(binding)) == 1 else "obligation"
    if _PROHIBITION.search(binding):
        return "prohibition"
    if _SOFT_DUTY.search(binding) or _SOFT.search(binding):
        return "soft"
    return "permission" if _PERMISSION.search(binding) else "none"


def is_binding(text: str, modality: str) -> bool:
    """Return whether someone is bound: an obligation, a prohibition or a promised effort (not a mere aspiration)."""
    return modality in ("obligation", "prohibition") or (modality == "soft" and bool(_SOFT_DUTY.search(text)))
