"""Made-up persons, one a place: the family name tells where a hit was planted, and is no word of any language."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import product

HEADS = (
    "Kwakkel",
    "Drenth",
    "Zwiebel",
    "Wroblon",
    "Fjordan",
    "Tjeukel",
    "Schnabor",
    "Bulgon",
    "Pluimgan",
    "Vrouwkol",
    "Gnoskal",
    "Ytsmolan",
    "Hrodval",
)
TAILS = ("stein", "maater", "hovlan", "gaardon", "boschka", "wiersol", "dijkman", "zandler", "kerkson", "molnar")


@dataclass(frozen=True)
class Person:
    """A person as a column of the log writes it, and the parts of the name."""

    first: str  # Jan, Marie-Claire, or P. where nobody wrote more
    particle: str  # van den, El, D', or nothing
    family: str
    written: str  # the cell of the column of persons

    @property
    def full(self) -> str:
        """First name, particle and family name, as one writes it in a sentence."""
        return f"{self.first} {self.surname}"

    @property
    def surname(self) -> str:
        """Particle and family name."""
        return join_particle(self.particle, self.family)


def join_particle(particle: str, family: str) -> str:
    """Put a particle before a family name: D'Hondt, van den Bergh, Visser."""
    return f"{particle}{family}" if particle.endswith("'") or not particle else f"{particle} {family}"


def _swap(text: str, letters: dict[str, str]) -> str:
    """Give the first of each of these letters its sign."""
    for plain, marked in letters.items():
        text = text.replace(plain, marked, 1)
    return text


@dataclass(frozen=True)
class Shape:
    """How names of one kind look: what becomes of the stem, and how the column writes it."""

    first: str
    particle: str
    mark: Callable[[str], str]
    write: Callable[[str, str, str], str] = lambda first, particle, family: f"{first} {join_particle(particle, family)}"


def _last_first(first: str, particle: str, family: str) -> str:
    return f"{join_particle(particle, family)}, {first}"


def _dutch_list(first: str, particle: str, family: str) -> str:
    return f"{family}, {first} {particle}"


SHAPES = (
    Shape("Jan", "", str),
    Shape("Zoë", "van den", lambda stem: _swap(stem, {"o": "ö"}) + "-Özkan"),
    Shape("P.", "", str),
    Shape("Grzegorz", "", lambda stem: _swap(stem, {"s": "ś", "l": "ł", "n": "ń"})),
    Shape("Bjørn", "", lambda stem: _swap(stem, {"o": "ø", "a": "å"})),
    Shape("Müjde", "", lambda stem: _swap(stem, {"s": "ş", "g": "ğ", "u": "ü"}), _last_first),
    Shape("Ahmed", "El", str),
    Shape("Marie-Claire", "D'", str, _last_first),
    Shape("Wilhelmijn", "van der", str, _dutch_list),
    Shape("Siobhán", "O'", lambda stem: _swap(stem, {"e": "é"})),
    Shape("Jürgen", "von", lambda stem: _swap(stem, {"a": "ä", "o": "ö"}) + "ß"),
)


def make_persons() -> tuple[Person, ...]:
    """Return the persons in order, each family name once, all shapes of names in turn."""
    made = []
    for i, (tail, head) in enumerate(product(TAILS, HEADS)):
        shape = SHAPES[i % len(SHAPES)]
        family = shape.mark(head + tail)
        made.append(Person(shape.first, shape.particle, family, shape.write(shape.first, shape.particle, family)))
    return tuple(made)


PERSONS = make_persons()
