"""A scene of a made-up relation, read from its folder: who, when, in which words, under which contract."""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from drift.terms import Language

SORTING: Final = "sorteercentrum"
SCENES: Final = (SORTING, "metro")


@dataclass(frozen=True)
class Schedule:
    """When what happens, in months after the first; a shorter or longer story is stretched.

    procurement : procurement and contract managers are named
    onset, low : the duos begin to break; the slide has reached its end
    lag : outcomes follow the work by so many months
    table : the round table
    repair, repaired : duos are named again; as far as the repair comes
    kept : share of the slide that the repair leaves
    relapse, relapsed : the repair is let go again; it has come to nothing. None: it holds
    """

    months: int
    procurement: int
    onset: int
    low: int
    lag: int
    table: int
    repair: int
    repaired: int
    kept: float
    table_day: int = 16
    relapse: int | None = None
    relapsed: int | None = None


@dataclass(frozen=True)
class Thing:
    """An object of the installation."""

    code: str  # as the tool knows it: TB-014
    said: str  # as people write it
    hall: str
    faults: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class Scene:
    """What is told of a relation besides its scenario; each file is read when it is first asked for.

    facts, phrases, contract, papers : scene.toml and the files of these names
    """

    name: str
    facts: dict[str, Any]

    @cached_property
    def phrases(self) -> dict[str, Any]:
        """Templates of texts by kind."""
        return _read(self.name, "phrases")

    @cached_property
    def contract(self) -> dict[str, Any]:
        """Versions and chapters of the contract."""
        return _read(self.name, "contract")

    @cached_property
    def papers(self) -> dict[str, Any]:
        """What stands on the sheets beside the clauses, and in the papers beside the contract."""
        return _read(self.name, "papers")

    @cached_property
    def schedule(self) -> Schedule:
        """When what happens."""
        return Schedule(**self.facts["schedule"])

    @property
    def relation(self) -> str:
        """What the relation is called."""
        return str(self.facts["relation"])

    @property
    def made_up(self) -> str:
        """The sentence that says that all of it is invented."""
        return str(self.facts["made_up"])

    @property
    def language(self) -> Language:
        """The language of its files."""
        language: Language = self.facts["language"]
        return language

    @property
    def first(self) -> dt.date:
        """The first day."""
        day: dt.date = self.facts["first"]
        return day

    @property
    def seats(self) -> list[str]:
        """The hall of each seat: two for each, early and late."""
        seats: list[str] = self.facts["seats"]
        return seats

    @cached_property
    def things(self) -> tuple[tuple[Thing, ...], tuple[float, ...]]:
        """Every object and the weight with which it breaks down."""
        things, weights = [], []
        for kind in self.phrases["kind"]:
            for i in range(1, kind["count"] + 1):
                code = f"{kind['code']}-{i:03d}"
                things.append(Thing(code, kind["said"].format(i=i), kind["hall"], tuple(kind["faults"])))
                weights.append(kind["weight"] / kind["count"])
        return tuple(things), tuple(weights)

    def role(self, post: str) -> str:
        """Return what the papers call who holds a post."""
        return str(self.facts["roles"][post])

    def firm(self, side: str) -> str:
        """Return the name of a party."""
        return str(self.facts[side]["firm"])

    def say(self, kind: str, name: str) -> str:
        """Return the word of this scene for a side, a function, a level, a type or a channel."""
        return str(self.facts[kind][name])

    def read(self, name: str) -> str:
        """Return the template of a file."""
        return (files("drift.samples.scenes") / self.name / name).read_text(encoding="utf-8")


def _read(scene: str, name: str) -> dict[str, Any]:
    return tomllib.loads((files("drift.samples.scenes") / scene / f"{name}.toml").read_text(encoding="utf-8"))


@cache
def load_scene(name: str = SORTING) -> Scene:
    """Return a scene of SCENES by its name."""
    return Scene(name, _read(name, "scene"))
