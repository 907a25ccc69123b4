"""Who a sentence begins with and lets act: the Buyer shall, de klant geeft."""

from __future__ import annotations

import re
from typing import Final

_SUPPLIER: Final = (
    r"supplier|provider|contractor|vendor|we|github|offeror|opdrachtnemer|leverancier|dienstverlener|aannemer"
)
_CUSTOMER: Final = (
    r"customer|client|buyer|you|government|subscriber|licensee|opdrachtgever|opdrachtgevende organisatie|klant|afnemer"
    r"|beheerorganisatie"
)
_EITHER: Final = rf"(?:the |de )?(?:{_SUPPLIER}) (?:and|en) (?:the |de )?(?:{_CUSTOMER})"
_BOTH: Final = (
    rf"{_EITHER}|(?:the |de )?(?:{_CUSTOMER}) (?:and|en) (?:the |de )?(?:{_SUPPLIER})"
    r"|(?:both |each |either |neither |the |beide |elke )?part(?:y|ies)|(?:beide )?partijen|elke partij"
)
# "Where a fault is found, the Supplier ..."
_CONDITION: Final = (
    r"(?:(?:if|where|when|unless|upon|after|before|in the event|in case|should|at|on|within|prior|subject|indien|als"
    r"|wanneer|zodra|na|voor|bij|tijdens|binnen|in|op|vanaf)\b[^,;]{0,160},\s*)?"
)
# who only receives is not the one who acts; "the Buyer's premises", "Supplier Staff" are no party
_NO_ACTOR: Final = (
    r"(?!['’]s?\s)(?!\s+(?:and|en|or|of|from|premises|staff|personnel|representative|is entitled|are entitled"
    r"|receives?|ontvangt|krijgt|heeft recht|(?:shall|will|is|are) (?:not )?be(?:ing)? \w+ed"
    r"|(?:shall|will) (?:be (?:paid|entitled|given)|receive|not be liable))\b)"
)
_VERB: Final = r"\s+(?:\w+ly\s+|also\s+|then\s+)?(?:shall|must|will|agrees?|is|are|may|[a-z]{2,}(?:t|en)|zal|\w+s)\b"
_LEADER: Final = re.compile(
    rf"^\W*{_CONDITION}(?:(?P<both>{_BOTH})|(?:the |de |het |each |every |elke |iedere )?"
    rf"(?:(?P<customer>{_CUSTOMER})|(?P<supplier>{_SUPPLIER})))\b{_NO_ACTOR}{_VERB}",
    re.IGNORECASE,
)


def find_leader(sentence: str) -> str:
    """Return who a sentence begins with and lets act: supplier, customer, both or nobody."""
    found = _LEADER.search(sentence)
    return next((side for side in ("both", "customer", "supplier") if found[side]), "nobody") if found else "nobody"
