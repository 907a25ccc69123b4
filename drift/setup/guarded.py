"""What init says and writes into drift.toml: through the gate, and such that a pattern still takes in its files."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from drift.setup.toml_text import quote
from drift.sources.people import MASK
from drift.wording import Wording

if TYPE_CHECKING:
    from drift.errors import Note
    from drift.tables.gate import Gate
    from drift.terms import Language


class Guarded(Wording):
    """Speaks as Wording does; what strangers wrote passes the gate before it is said."""

    def __init__(self, language: Language, gate: Gate) -> None:
        super().__init__(language)
        self.gate = gate

    def __call__(self, code: str, /, **values: object) -> str:
        """Return the sentence of a code."""
        return super().__call__(code, **self.gate.pass_out(values, "Note", "values"))

    def tell(self, note: Note) -> str:
        """Return a note as a sentence, with its place in front where it has one."""
        return super().tell(self.gate.pass_out(note))

    def quote(self, text: str, field: str) -> str:
        """Return a TOML string of what stands in a field of this name."""
        return quote(self.gate.mask(text, field))

    def quote_pattern(self, pattern: str) -> str:
        """Return a TOML string of a pattern of files, or of a sheet, in which every letter of a name became a `?`."""
        parts = self.gate.hide_names(pattern).split(MASK)
        names = re.fullmatch("(.+?)".join(map(re.escape, parts)), pattern, re.S)
        hidden = ["?" * len(name) for name in names.groups()] if names else []
        return quote("".join(part + name for part, name in zip(parts, [*hidden, ""], strict=True)))
