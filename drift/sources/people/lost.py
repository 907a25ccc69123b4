"""Letters of names that were lost, M?ller, M_ller, N�ez and GarcÃa, of which nothing tells more than where they stood.

A run of signs in the place of letters that are no ASCII is read as HOLE, in texts and in names.
"""

import re
import unicodedata
from collections.abc import Collection
from functools import lru_cache
from typing import Final

from drift.sources.people.wrapped import Signs

HOLE: Final = "\U00010000"  # a letter that nobody writes: of Linear B
ANY_HOLE: Final = "\U00010001"  # the same, of a name whose own letters a column lost: they may be any
LONG_ENOUGH: Final = 40  # signs of a word before a question mark
_MARKS: Final = frozenset("\ufffd□▯■¿")
_LEADS: Final = frozenset("ÃÂÅÄãâ")  # of UTF-8 read as Windows; what stood behind may be gone
SEEMLY: Final = frozenset("“”„‟‘’‚‛–—―‐‑…•·«»‹›€")  # beside words of texts that lost nothing
_SIGN: Final = r"(?:[?_\x80-\U0010ffff]|(?<=[ÃÂ]) (?=[a-z]))"  # in the place of a letter; a blank that was no plain one
_WORD: Final = re.compile(rf"(?:[A-Za-z]|{_SIGN})+")
_PLAIN: Final = re.compile(r"[A-Za-z]+")
_RUN: Final = re.compile(rf"{_SIGN}+")
_LETTER: Final = r"[A-Za-z\xc0-\u024f]"
# a question mark that ends no question
_ASKED: Final = re.compile(
    rf"{_LETTER}\?+{_LETTER}|(?<![\w?])\?+(?:{_LETTER}{{2}}|\. ?{_LETTER})"
    r"|[A-Za-z]{2}\?+(?:[,;:.'>/]|\s[a-z])|[\xc0-\u024f]\?"
)
_LAST: Final = re.compile(rf"[A-Za-z]{{5,{LONG_ENOUGH}}}\Z")  # of a question it is a whole word


def is_asked(text: str, heads: Collection[str]) -> bool:
    """Whether a question mark may stand for a letter: M?ller, ?zkan, Ren? belt, and Petrovi? for one of the heads."""
    if "?" not in text:
        return False
    if _ASKED.search(text) is not None:
        return True
    lasts = (_LAST.search(piece[-LONG_ENOUGH:]) for piece in text.split("?")[:-1])
    return any(last is not None and last.group().lower() + HOLE in heads for last in lasts)


def find_holes(found: Signs, hole: str = HOLE, *, asked: bool = False) -> Signs | None:
    """Return what a text stands for with a hole for each run of lost letters; None where none was lost.

    hole: for ANY_HOLE letters that were not lost are taken for lost ones: a column may have lost them
    asked: question marks stand for letters
    """
    if (
        not asked
        and "_" not in found.signs
        and (found.signs.isascii() or (hole == HOLE and not any(map(_is_suspect, set(found.signs)))))
    ):
        return None
    signs, starts, last = [], [], 0
    for word in _WORD.finditer(found.signs):
        if _PLAIN.fullmatch(word.group()):
            continue
        for start, end in _find_runs(found.signs, word.span(), asked=asked, every=hole == ANY_HOLE):
            signs += [found.signs[last:start], hole]
            starts += [*found.starts[last:start], found.starts[start]]
            last = end
    if not signs:
        return None
    return Signs(found.text, "".join(signs) + found.signs[last:], [*starts, *found.starts[last:]])


def _find_runs(text: str, span: tuple[int, int], *, asked: bool, every: bool) -> list[tuple[int, int]]:
    """Return where letters of a word may have been lost; nothing where no sign shows it, but for every such letter."""
    runs = [run.span() for run in _RUN.finditer(text, *span)]
    runs = [run for run in runs if _may_be_hole(text, *run, asked=asked)]
    if not every and not any(_is_lost(text, *run) for run in runs):
        return []
    return runs


def _may_be_hole(text: str, start: int, end: int, *, asked: bool) -> bool:
    """Whether signs may stand in the place of letters: no mark of a question, no sign between two words."""
    run, before, behind = text[start:end], text[max(0, start - 1) : start], text[end : end + 1]
    if not run.isascii():
        return not SEEMLY.issuperset(run) or (before.isalpha() and behind.isalpha())
    if "?" in run and not asked:
        return False
    return not (before.islower() and behind.isupper()) and (behind.isalpha() or before.isalpha() or behind == ".")


def _is_lost(text: str, start: int, end: int) -> bool:
    """Whether signs of a word show that letters of it were lost."""
    run, before, behind = text[start:end], text[max(0, start - 1) : start], text[end : end + 1]
    if not _MARKS.isdisjoint(run) or not _LEADS.isdisjoint(run) or "?" in run or run.isascii():
        return True
    if (before + behind).isalpha() and any(map(is_odd, run)):
        return True
    return before.islower() and run[0].isupper()  # RenŽ


@lru_cache(maxsize=4096)
def is_odd(sign: str) -> bool:
    """Whether a sign is no letter, and stands in no word of its own."""
    return unicodedata.category(sign)[0] not in "LMZ" and not sign.isascii() and sign not in SEEMLY


@lru_cache(maxsize=4096)
def _is_suspect(sign: str) -> bool:
    """Whether a sign may show that letters were lost."""
    return not sign.isascii() and (sign in _MARKS or sign in _LEADS or sign.isupper() or is_odd(sign))
