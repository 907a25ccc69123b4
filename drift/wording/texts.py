"""The texts of one language by code, each section read when one of its texts is asked for.

A check speaks a tenth of them; to read all of both languages takes as long as to load a library.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Final

_SECTION: Final = re.compile(r"^\[(\w{1,99})[^\n]{0,999}$", re.MULTILINE)


class Texts(Mapping[str, str]):
    """Code -> template.

    Parameters
    ----------
    content : a TOML file of ours, in which no line of a text begins with a bracket
    """

    def __init__(self, content: str) -> None:
        self._unread: dict[str, str] = {}  # name of a section, "" of what stands above the first -> its lines
        self._texts: dict[str, str] = {}
        places = [(found[1], found.start()) for found in _SECTION.finditer(content)]
        ends = [*(start for _, start in places), len(content)]
        self._unread[""] = content[: ends[0]]
        for (name, start), end in zip(places, ends[1:], strict=True):
            self._unread[name] = self._unread.get(name, "") + content[start:end]

    def __getitem__(self, code: str) -> str:
        if code not in self._texts:
            self._read("" if "." not in code else code.partition(".")[0])
        return self._texts[code]

    def __iter__(self) -> Iterator[str]:
        for name in [*self._unread]:
            self._read(name)
        return iter(self._texts)

    def __len__(self) -> int:
        return sum(1 for _ in self)  # a list would ask for the length

    def _read(self, name: str) -> None:
        if name in self._unread:
            self._texts |= _flatten(tomllib.loads(self._unread.pop(name)), "")


def _flatten(content: dict[str, object], prefix: str) -> dict[str, str]:
    texts: dict[str, str] = {}
    for key, value in content.items():
        if isinstance(value, dict):
            texts |= _flatten(value, f"{prefix}{key}.")
        else:
            texts[prefix + key] = str(value)
    return texts
