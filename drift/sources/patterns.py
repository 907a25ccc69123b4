"""Word lists and patterns as data: what a rule looks for, beside sentences that prove it.

A TOML file belongs to the module of its name. `[patterns.NAME]` holds `language`; `pattern`, a regular expression in
which line breaks and the indent behind them are no part and case does not matter; `finds`, sentences in which it must
be found; `leaves`, sentences in which it must not. `{other}` in it stands for another pattern of the file, an entry of
its `[parts]`, or what the module adds. What else a file holds are words that the module reads itself.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import Any, Final

_NAME: Final = re.compile(r"\{([a-z_]+)\}")


@cache
def load_rules(package: str, module: str) -> dict[str, Any]:
    """Return a whole file."""
    return tomllib.loads((files(package) / f"{module}.toml").read_text(encoding="utf-8"))


def load_words(package: str, module: str) -> dict[str, tuple[str, ...]]:
    """Return the word lists of a file, by name."""
    return {name: tuple(words.split()) for name, words in load_rules(package, module)["words"].items()}


def load_patterns(package: str, module: str, **parts: str) -> dict[str, re.Pattern[str]]:
    """Return the patterns of a file, in its order.

    Parameters
    ----------
    parts : what `{name}` stands for in them, where the file itself does not say
    """
    rules = load_rules(package, module)
    patterns = {name: rule["pattern"] for name, rule in rules["patterns"].items()}
    texts = {**parts, **patterns, **rules.get("parts", {})}
    return {name: re.compile(fill_in(text, texts), re.IGNORECASE) for name, text in patterns.items()}


def fill_in(text: str, texts: dict[str, str]) -> str:
    """Return a pattern on one line, with what every `{name}` in it stands for."""
    return _NAME.sub(lambda name: fill_in(texts[name[1]], texts), join_lines(text))


def join_lines(text: str) -> str:
    """Return a pattern that was written over several lines as one."""
    return "".join(line.strip() for line in text.splitlines()) if "\n" in text else text
