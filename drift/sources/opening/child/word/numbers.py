"""The numbers that Word shows before paragraphs and keeps nowhere: reckoned from the lists of numbering.xml."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from drift.sources.opening.child.word.names import W, is_on, value, whole
from drift.sources.opening.child.word.styles import PLAIN, Style

LEVELS: Final = 9  # of a list, as Word has them
_ROMAN: Final = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_MOST: Final = 1_000_000  # a count beyond it is no number of a clause
_PLACE = re.compile(r"%([1-9])")


@dataclass(frozen=True)
class Label:
    """What Word shows before a paragraph of a list."""

    text: str  # "4.2.", "(a)"; empty: a bullet
    level: int = 0  # of its list, 0 = first
    whole: bool = True  # False: of a deeper level that does not repeat the number above it


@dataclass(frozen=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    style: str | None = None
    plain: bool = False  # all its numbers in figures
    restarts: bool = True


@dataclass(frozen=True)
class _List:
    abstract: str  # lists of one make go on counting where the other stopped
    levels: Mapping[int, _Level]
    restarts: Mapping[int, int]  # level -> where this list begins anew


@dataclass
class _Counts:
    """How far each make of list is, while the paragraphs are walked through."""

    reached: dict[str, list[int | None]] = field(default_factory=dict)
    begun: set[tuple[str, int]] = field(default_factory=set)


def number_paragraphs(
    paragraphs: Iterable[etree._Element], numbering: etree._Element | None, styles: Mapping[str, Style]
) -> dict[etree._Element, Label]:
    """Return what Word shows before each paragraph of a list; the paragraphs in the order of the document."""
    lists, counts = _read_lists(numbering), _Counts()
    labels = {}
    for paragraph in paragraphs if lists else ():
        num_id, level = _place(paragraph, lists, styles)
        if num_id in lists and level in lists[num_id].levels:
            labels[paragraph] = _count(num_id, level, lists[num_id], counts)
    return labels


def _place(paragraph: etree._Element, lists: Mapping[str, _List], styles: Mapping[str, Style]) -> tuple[str, int]:
    """Return the list and level of a paragraph: its own word, else that of its style."""
    style_id = value(paragraph.find(f"{W}pPr/{W}pStyle")) or ""
    style = styles.get(style_id, PLAIN)
    own = paragraph.find(f"{W}pPr/{W}numPr")
    num_id = style.num_id if own is None else value(own.find(f"{W}numId")) or style.num_id
    level = style.level if own is None else whole(value(own.find(f"{W}ilvl")), style.level)
    num_id = num_id or ""
    if level is None and num_id in lists:
        level = next((i for i, entry in lists[num_id].levels.items() if entry.style == style_id), 0)
    return num_id, level or 0


def _count(num_id: str, level: int, entry: _List, counts: _Counts) -> Label:
    reached = counts.reached.setdefault(entry.abstract, [None] * LEVELS)
    before = reached[level]
    if level in entry.restarts and (num_id, level) not in counts.begun:
        now = entry.restarts[level]
    else:
        now = entry.levels[level].start if before is None else min(before + 1, _MOST)
    counts.begun.add((num_id, level))
    for above in range(level):
        if reached[above] is None:
            reached[above] = entry.levels.get(above, _Level()).start
    for below in range(level + 1, LEVELS):
        if entry.levels.get(below, _Level()).restarts:
            reached[below] = None
    if _is_gone(entry, level):
        return Label("")
    label = _write(entry, level, [*reached[:level], now])
    reached[level] = now
    return label


def _is_gone(entry: _List, level: int) -> bool:
    return entry.levels[level].form in ("bullet", "none") or not _PLACE.search(entry.levels[level].text)


def _write(entry: _List, level: int, reached: list[int | None]) -> Label:
    own = entry.levels[level]

    def show(match: re.Match[str]) -> str:
        i = int(match[1]) - 1
        if i > level:
            return ""
        form = "decimal" if own.plain else entry.levels.get(i, _Level()).form
        return _figure(reached[i] or 0, form)

    places = {int(place) - 1 for place in _PLACE.findall(own.text)}
    return Label(_PLACE.sub(show, own.text).strip(), level, level == 0 or min(places) < level)


def _figure(n: int, form: str) -> str:
    """Write a number of a list; a form of another alphabet or in words is written in figures."""
    if form in ("lowerLetter", "upperLetter") and 0 < n <= _MOST:
        letters = chr(ord("a") + (n - 1) % 26) * min(1 + (n - 1) // 26, 9)  # as Word goes on: z, aa, bb
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and 0 < n < 5_000:
        roman = _roman(n)
        return roman.upper() if form == "upperRoman" else roman
    return f"{n:02}" if form == "decimalZero" else str(n)


def _roman(n: int) -> str:
    text = ""
    for size, letters in _ROMAN:
        text += letters * (n // size)
        n %= size
    return text


def _read_lists(root: etree._Element | None) -> dict[str, _List]:
    """Return the lists of a document by their number."""
    if root is None:
        return {}
    makes = {value(make, "abstractNumId") or "": make for make in root.iterfind(f"{W}abstractNum")}
    linked = {name: key for key, make in makes.items() if (name := value(make.find(f"{W}styleLink")))}
    lists = {}
    for entry in root.iterfind(f"{W}num"):
        key = value(entry.find(f"{W}abstractNumId")) or ""
        link = value(makes[key].find(f"{W}numStyleLink")) if key in makes else None
        key = linked.get(link or "", key)  # a list that borrows the make of a style
        levels = _read_levels(makes[key]) if key in makes else {}
        restarts: dict[int, int] = {}
        for override in entry.iterfind(f"{W}lvlOverride"):
            i = whole(value(override, "ilvl"), 0) or 0
            start = whole(value(override.find(f"{W}startOverride")))
            levels |= _read_levels(override)
            restarts |= {} if start is None else {i: start}
        lists[value(entry, "numId") or ""] = _List(key, levels, restarts)
    return {num_id: entry for num_id, entry in lists.items() if num_id not in ("", "0")}


def _read_levels(parent: etree._Element) -> dict[int, _Level]:
    levels = {}
    for entry in parent.iterfind(f"{W}lvl"):
        i = whole(value(entry, "ilvl"), 0) or 0
        if 0 <= i < LEVELS:
            levels[i] = _Level(
                whole(value(entry.find(f"{W}start")), 1) or 0,
                value(entry.find(f"{W}numFmt")) or "decimal",
                (value(entry.find(f"{W}lvlText")) or "")[:100],
                value(entry.find(f"{W}pStyle")),
                is_on(entry.find(f"{W}isLgl")),
                value(entry.find(f"{W}lvlRestart")) != "0",
            )
    return levels
