"""The cases of a name in languages that decline names: Kowalskiego, Novákovou, Müllersche, Virtaselle."""

from collections.abc import Iterator
from typing import Final

from drift.sources.people.words import MIN_PART, is_of_language

SHORTEST: Final = 4  # signs of a name that is told by a case of it alone
LONG_ENOUGH: Final = 5  # of one of which a case differs in its last letter only: Zaremba, Zaremby
_VOWELS: Final = frozenset("aeiouy")
_SKI: Final = "iego iemu im ich imi a iej cy"  # Kowalski
_ADJECTIVE: Final = "eho emu ego ym ych ou ej"  # Novotný, in Czech and Polish
_NOUN: Final = "a u owi ovi em iem om ova ove ovou ovych ovi owie owa owej"  # Nowak, Novák, Horvat
_FLEETING: Final = "owi ovi iem em om ova ove ovou"  # Marek: Markowi
_GERMAN: Final = "sche schen scher sches schem ens"
_HUNGARIAN: Final = "nak nek hoz hez tol nal nel"
_FINNISH: Final = "lla lle lta lte ssa sta"  # behind a vowel
# case that tells a name only beside another word of it, or would be too many words of the language
_BESIDE: Final = "ie ze zie"  # o Nowaku, w Piotrze


def decline(name: str) -> Iterator[str]:
    """Yield the cases by which a plain name is told, even alone."""
    if len(name) < SHORTEST or is_of_language(name):
        return
    yield from (form for form in {*_decline(name)} if not is_of_language(form))


def decline_beside(name: str) -> Iterator[str]:
    """Yield the cases by which a plain name is told beside another word of it: Jana Kowalskiego, Anny Nowak."""
    if len(name) < MIN_PART:
        return
    yield from _decline(name)
    yield from (name + ending for ending in _BESIDE.split())
    if name[-1] in "ay":
        yield from (name[:-1] + ending for ending in ("y", "e", "ie", "o", "u", "a", "i"))
    if name[-2:] in ("ek", "ec"):
        yield from (name[:-2] + name[-1] + ending for ending in "au")


def _decline(name: str) -> Iterator[str]:
    stem, last = name[:-1], name[-1]
    yield from (name + ending for ending in f"{_GERMAN} {_HUNGARIAN}".split())
    if name.endswith(("ski", "cki")):
        yield from (stem + ending for ending in _SKI.split())
        yield stem[:-1] + "cy"
    elif name.endswith(("ska", "cka")):
        yield from (stem + ending for ending in ("iej", "ich", "i"))
    elif last == "y" and len(name) > SHORTEST:
        yield from (stem + ending for ending in _ADJECTIVE.split())
    elif last == "i":
        yield from (name + ending for ending in ("ego", "emu"))
    elif last == "a":
        yield from (stem + ending for ending in ("ova", "ove", "ovi", "ovou", "ou", "owie"))
        yield from (stem + ending for ending in "yu" if len(name) >= LONG_ENOUGH)
    elif last not in _VOWELS:
        yield from (name + ending for ending in _NOUN.split())
    if name.endswith("ova"):
        yield from (stem + ending for ending in ("e", "ou", "ych"))
    if name[-2:] in ("ek", "ec"):
        yield from (name[:-2] + last + ending for ending in _FLEETING.split())
    if name.endswith("nen"):  # Virtanen: Virtasen
        yield from (name[:-3] + ending for ending in ("sen", "selle", "sella", "selta", "sesta"))
    if last in _VOWELS:
        yield from (name + ending for ending in _FINNISH.split())
