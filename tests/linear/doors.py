"""The functions through which a text comes in, found by what they take, and texts that keep them busy."""

from __future__ import annotations

import inspect
import types
from collections.abc import Callable
from functools import cache

from found_patterns import list_modules

ROOMS = (
    "sources",
    "tables",
    "contract",
    "measures",
    "compare",
    "wording",
)  # that meet a stranger's text
TEXTS = {"str", "str | None", "object"}

# words of clauses, cells, headings and names, in two languages, and what only breaks readers
TOKENS = (
    *("binnen 4 uur ", "99,5% ", "tenzij de klant a. ", "en ", "(", "1.", "- ", "\n", " ", "4 ", "a", "A ", "Ab"),
    *("[x] ", "P1/", "zie 4.2 ", "€ 5 per maand; ", "De Vries ", "niet ", "elke maand ", "within 2 working days, "),
    *("4 uur na melding door de klant, ", "e\u0301", "\u200b", "01-02-2024 ", "2024-01-01 10:00 Jan: ", "12:30", "1:"),
    *(
        "the supplier shall not ",
        "twee",
        "duizend",
        "honderd",
        "vijf en ",
        "|",
        "x;",
        ",",
        "_",
        "@a.",
        "'",
        '"',
        "=",
        "<",
        "&",
        "Q1 ",
    ),
)


@cache
def find_doors() -> dict[str, Callable[[str], object]]:
    """Return the functions of the package that take one text, by name: what is cached as it is without its cache."""
    doors = {}
    for module in list_modules():
        room = module.__name__.split(".")[1]
        for name, value in vars(module).items():
            function = inspect.unwrap(value) if callable(value) else None
            own = isinstance(function, types.FunctionType) and function.__module__ == module.__name__
            if own and room in ROOMS and _takes_text(function):
                doors[f"{module.__name__}.{name}"] = function
    return doors


def _takes_text(function: types.FunctionType) -> bool:
    needed = [one for one in inspect.signature(function).parameters.values() if one.default is one.empty]
    positional = all(one.kind in (one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD) for one in needed)
    ours = [one.name for one in needed] == ["pattern"]  # written by us
    return len(needed) == 1 and positional and not ours and str(needed[0].annotation) in TEXTS


def knock(door: Callable[[str], object], text: str) -> None:
    """Call a door; a text that is no code or name it knows is refused, which is an answer as well."""
    try:
        answer = door(text)
        if isinstance(answer, types.GeneratorType):
            for _ in answer:
                pass
    except (LookupError, StopIteration, ValueError, ModuleNotFoundError, OSError):
        pass
