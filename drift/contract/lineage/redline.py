"""What changed in the words of a clause: deleted and added, in place."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import Final

KEPT, DELETED, ADDED = "kept", "deleted", "added"
_TOKEN: Final = re.compile(r"\S+\s*")


def mark_changes(old: str, new: str) -> list[tuple[str, str]]:
    """Return (kind, text) runs, kind in kept, deleted, added; kept and added together read as the new text.

    Words are compared without the blanks behind them, so that a line break is no change.
    """
    before, after = _TOKEN.findall(old.strip()), _TOKEN.findall(new.strip())
    plain = [token.strip() for token in before], [token.strip() for token in after]
    runs: list[tuple[str, str]] = []
    for kind, a, b, c, d in SequenceMatcher(None, plain[0], plain[1], autojunk=False).get_opcodes():
        if kind == "equal":
            runs.append((KEPT, "".join(after[c:d])))
            continue
        if b > a:
            runs.append((DELETED, "".join(before[a:b])))
        if d > c:
            runs.append((ADDED, "".join(after[c:d])))
    return runs


def write_plain(runs: list[tuple[str, str]]) -> str:
    """Return runs as plain text: [-old-]{+new+}."""
    signs = {KEPT: "{}", DELETED: "[-{}-]", ADDED: "{{+{}+}}"}
    parts = []
    for kind, text in runs:
        core = text.rstrip()
        parts.append(signs[kind].format(core) + text[len(core) :])
    return "".join(parts)
