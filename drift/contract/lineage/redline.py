"""What changed in the words of a clause: deleted and added, in place."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Hashable, Sequence
from difflib import SequenceMatcher
from typing import Final

KEPT, DELETED, ADDED = "kept", "deleted", "added"
# of equal words of two texts, up to which difflib compares them: it takes the cube of a word that is repeated; 1,500
# words of prose have 30,000, and so have 170 of one word
MOST_PAIRS: Final = 30_000
_TOKEN: Final = re.compile(r"\S+\s*")


def mark_changes(old: str, new: str) -> list[tuple[str, str]]:
    """Return (kind, text) runs, kind in kept, deleted, added; kept and added together read as the new text.

    Words are compared without the blanks behind them, so that a line break is no change.
    """
    before, after = _TOKEN.findall(old.strip()), _TOKEN.findall(new.strip())
    plain = [token.strip() for token in before], [token.strip() for token in after]
    runs: list[tuple[str, str]] = []
    for kind, a, b, c, d in align_words(*plain):
        if kind == "equal":
            runs.append((KEPT, "".join(after[c:d])))
            continue
        if b > a:
            runs.append((DELETED, "".join(before[a:b])))
        if d > c:
            runs.append((ADDED, "".join(after[c:d])))
    return runs


def align_words(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[str, int, int, int, int]]:
    """Return opcodes as difflib has them: kind, and where words that are equal, or not, stand in both.

    Beyond MOST_PAIRS equal words the longest common sequence tells, which for a cell full of one word takes no longer
    than for a text.
    """
    first = next((k for k, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
    ends = zip(reversed(old[first:]), reversed(new[first:]), strict=False)
    last = next((k for k, (a, b) in enumerate(ends) if a != b), min(len(old), len(new)) - first)
    a, b = old[first : len(old) - last], new[first : len(new) - last]
    times = Counter(a), Counter(b)
    if sum(n * times[1][word] for word, n in times[0].items()) > MOST_PAIRS:
        middle = _align_long(a, b)
    else:
        middle = [(str(code[0]), *code[1:]) for code in SequenceMatcher(None, a, b, autojunk=False).get_opcodes()]
    codes = [("equal", 0, first, 0, first)] if first else []
    codes += [(kind, i + first, j + first, k + first, m + first) for kind, i, j, k, m in middle]
    tail = ("equal", len(old) - last, len(old), len(new) - last, len(new))
    return [*codes, tail] if last else codes


def _align_long(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[tuple[str, int, int, int, int]]:
    """Return opcodes by the longest common sequence; what goes and comes at one place was replaced."""
    from rapidfuzz.distance import Indel

    codes: list[tuple[str, int, int, int, int]] = []
    for code in Indel.opcodes(old, new):
        kind, i, j, k, m = code.tag, code.src_start, code.src_end, code.dest_start, code.dest_end
        if codes and codes[-1][0] != "equal" and kind != "equal":
            _, first, _, at, _ = codes.pop()
            kind, i, k = "replace", first, at
        codes.append((kind, i, j, k, m))
    return codes


def write_plain(runs: list[tuple[str, str]]) -> str:
    """Return runs as plain text: [-old-]{+new+}."""
    signs = {KEPT: "{}", DELETED: "[-{}-]", ADDED: "{{+{}+}}"}
    parts = []
    for kind, text in runs:
        core = text.rstrip()
        parts.append(signs[kind].format(core) + text[len(core) :])
    return "".join(parts)
