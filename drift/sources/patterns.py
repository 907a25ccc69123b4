"""Word lists and patterns as data: what a rule looks for, beside sentences that prove it.

A TOML file belongs to the module of its name. `[patterns.NAME]` holds `language`; `pattern`, a regular expression in
which line breaks and the indent behind them are no part and case does not matter; `finds`, sentences in which it must
be found; `leaves`, sentences in which it must not. `{other}` in it stands for another pattern of the file, an entry of
its `[parts]`, or what the module adds. What else a file holds are words that the module reads itself.

A text may be a stranger's: a cell of 32,767 signs made to keep an expression busy. A repeat without an end (`*`, `+`)
would go over all of it from every sign on, which costs the square of its length or worse; so each is compiled with an
end that no honest text reaches.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Final

_NAME: Final = re.compile(r"\{([a-z_]+)\}")
_BLANKS: Final = 20  # in a row; 12,870 labelled clauses and sentences read the same with it
_SIGNS: Final = 200  # in a row of all else, words of a list as well: from one word to another of the same sentence
_SENTENCE: Final = 1_000  # where a pattern ends in all but a few signs: the rest of a sentence; a real one has 950
_OF_BLANKS: Final = (r"\s", " ", r"[^\S\n]", r"[ \t]", r"[\s-]")
_ATOM: Final = re.compile(
    r"(?P<atom>\\.|\[\^?\]?(?:\\.|[^\]\\]){0,200}+\]|[^\\\[])(?:(?P<repeat>[*+?]|\{\d*,?\d*\})(?P<manner>[+?]?))?",
    re.DOTALL,
)


@cache
def load_rules(package: str, module: str) -> dict[str, Any]:
    """Return a whole file."""
    return tomllib.loads((files(package) / f"{module}.toml").read_text(encoding="utf-8"))


def load_words(package: str, module: str) -> dict[str, tuple[str, ...]]:
    """Return the word lists of a file, by name."""
    return {name: tuple(words.split()) for name, words in load_rules(package, module)["words"].items()}


class Patterns(Mapping[str, re.Pattern[str]]):
    """The patterns of a file by name, in its order; read when one is asked for, each compiled when it is."""

    def __init__(self, package: str, module: str, parts: dict[str, str]) -> None:
        """Take where the file is, and what `{name}` stands for in it where the file itself does not say."""
        self._package, self._module, self._parts = package, module, parts
        self._compiled: dict[str, re.Pattern[str]] = {}

    def __getitem__(self, name: str) -> re.Pattern[str]:
        pattern = self._compiled.get(name)
        if pattern is None:
            text = fill_in(self._texts[name], self._fillings)
            pattern = self._compiled[name] = compile_bound(text, re.IGNORECASE)
        return pattern

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    @cached_property
    def _texts(self) -> dict[str, str]:
        rules = load_rules(self._package, self._module)["patterns"]
        return {name: rule["pattern"] for name, rule in rules.items()}

    @cached_property
    def _fillings(self) -> dict[str, str]:
        return {**self._parts, **self._texts, **load_rules(self._package, self._module).get("parts", {})}


def load_patterns(package: str, module: str, **parts: str) -> Patterns:
    """Return the patterns of a file; some 300 would take a tenth of a second at every start of a command.

    Parameters
    ----------
    parts : what `{name}` stands for in them, where the file itself does not say
    """
    return Patterns(package, module, parts)


def compile_bound(pattern: str, flags: int = 0) -> re.Pattern[str]:
    """Return a pattern compiled with an end to every repeat."""
    return re.compile(bound_repeats(pattern), flags)


def bound_repeats(pattern: str) -> str:
    """Return a pattern in which no repeat is without an end: `\\s*` as `\\s{0,20}`, `(?:en )+` as `(?:en ){1,200}`."""
    return _ATOM.sub(_bound, pattern)


def _bound(match: re.Match[str]) -> str:
    atom, repeat = match["atom"], match["repeat"] or ""
    if repeat not in ("*", "+") and not repeat.endswith(",}"):
        return match[0]
    least = {"*": "0", "+": "1"}.get(repeat, repeat[1:-2])
    is_last = atom.startswith("[^") and match.string[match.end() : match.end() + 1] in ("", "|")
    most = _BLANKS if atom in _OF_BLANKS else _SENTENCE if is_last else _SIGNS
    return f"{atom}{{{least},{most}}}{match['manner']}"


def fill_in(text: str, texts: dict[str, str]) -> str:
    """Return a pattern on one line, with what every `{name}` in it stands for."""
    return _NAME.sub(lambda name: fill_in(texts[name[1]], texts), join_lines(text))


def join_lines(text: str) -> str:
    """Return a pattern that was written over several lines as one."""
    return "".join(line.strip() for line in text.splitlines()) if "\n" in text else text
