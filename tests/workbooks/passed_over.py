"""Files that lie beside data."""

from __future__ import annotations

from corpus import file
from parts import compound


@file("~$plain.xlsx")
def _() -> bytes:
    return b"\x08A. Vries".ljust(165)


@file("nothing.xlsx")
def _() -> bytes:
    return b""


@file("README.md")
def _() -> bytes:
    return b"# Over deze map\n"


@file("Thumbs.db")
def _() -> bytes:
    return compound(["256_1"])
