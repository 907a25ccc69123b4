"""The words of a paragraph: those that hold, those that are struck through or deleted, what is left out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from drift.sources.opening.child.word.names import WRAPPERS, W, is_on, value
from drift.sources.opening.child.word.styles import PLAIN, Style

_DELETED: Final = f"{W}del"
_MOVED: Final = f"{W}moveFrom"  # the same words stand where they were moved to
_TRACKED: Final = {f"{W}ins", _DELETED, _MOVED, f"{W}moveTo"}
_SIGNS: Final = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_TEXTS: Final = ("t", "delText")
_ALTERNATIVE: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_PICTURES: Final = ("pic", "imagedata")  # local names: a picture of today and of old


@dataclass(frozen=True)
class Words:
    """What stands in a paragraph or a cell."""

    text: str = ""  # what holds
    gone: str = ""  # struck through or deleted
    comments: tuple[str, ...] = ()

    @property
    def struck(self) -> bool:
        """Whether all that stands there is struck through or deleted."""
        return bool(self.gone.strip()) and not self.text.strip()

    @property
    def shown(self) -> str:
        """The words that hold; where there are none, those that did."""
        return (self.gone if self.struck else self.text).strip()

    @property
    def remark(self) -> str:
        """What is kept beside the words: comments, and the words that were struck out of them."""
        gone = " ".join(self.gone.split())
        return "\n".join([*([f"[- {gone} -]"] if gone and not self.struck else []), *self.comments])


@dataclass(frozen=True)
class Reading:
    """What a document says of its words, and what was met while they were read."""

    styles: Mapping[str, Style]
    comments: Mapping[str, str]
    met: Counter[str] = field(default_factory=Counter)  # tracked, hidden, text_boxes, images: how many


def read_words(paragraph: etree._Element, reading: Reading) -> Words:
    """Return the words of a paragraph."""
    style = reading.styles.get(value(paragraph.find(f"{W}pPr/{W}pStyle")) or "", PLAIN)
    texts: dict[bool, list[str]] = {False: [], True: []}
    comments: list[str] = []
    for run, deleted in _runs(paragraph, reading.met):
        looks = run.find(f"{W}rPr")
        if looks is not None and is_on(looks.find(f"{W}vanish")):
            reading.met["hidden"] += bool(_text_of(run))
            continue
        texts[deleted or _is_struck(looks, style, reading.styles)].append(_text_of(run))
        comments += [
            text
            for mark in run.iterchildren(f"{W}commentReference")
            if (text := reading.comments.get(value(mark, "id") or "", ""))
        ]
        _count_drawn(run, reading.met)
    return Words("".join(texts[False]), "".join(texts[True]), tuple(comments))


def _runs(paragraph: etree._Element, met: Counter[str]) -> Iterator[tuple[etree._Element, bool]]:
    """Yield the runs of a paragraph, each with whether it was deleted; what was moved away stands elsewhere."""
    waiting = [(iter(paragraph), False)]
    while waiting:
        entries, deleted = waiting[-1]
        child = next(entries, None)
        if child is None:
            waiting.pop()
            continue
        met["tracked"] += child.tag in _TRACKED
        if child.tag == f"{W}r":
            yield child, deleted
        elif child.tag in WRAPPERS or child.tag == _DELETED:
            waiting.append((iter(child), deleted or child.tag == _DELETED))


def _text_of(run: etree._Element) -> str:
    parts = []
    for child in run:
        name = child.tag.rpartition("}")[2] if isinstance(child.tag, str) else ""
        parts.append((child.text or "") if name in _TEXTS else _SIGNS.get(name, ""))
    return "".join(parts)


def _is_struck(looks: etree._Element | None, style: Style, styles: Mapping[str, Style]) -> bool:
    if looks is None:
        return style.struck
    marks = [mark for name in ("strike", "dstrike") if (mark := looks.find(W + name)) is not None]
    if marks:
        return any(map(is_on, marks))
    return style.struck or styles.get(value(looks.find(f"{W}rStyle")) or "", PLAIN).struck


def _count_drawn(run: etree._Element, met: Counter[str]) -> None:
    """Count the text boxes and pictures of a run; an alternative for old programs shows the same again."""
    for child in run:
        drawn = next(iter(child), child) if child.tag == _ALTERNATIVE else child
        if not isinstance(drawn.tag, str):
            continue
        met["text_boxes"] += sum(1 for box in drawn.iter(f"{W}txbxContent") if has_words(box))
        met["images"] += any(part.tag.rpartition("}")[2] in _PICTURES for part in drawn.iter("{*}*"))


def has_words(element: etree._Element) -> bool:
    """Whether a text box, header, footer or note holds any text."""
    return any((text.text or "").strip() for text in element.iter(f"{W}t"))


def read_comments(root: etree._Element | None) -> dict[str, str]:
    """Return the comments of a document by their id."""
    if root is None:
        return {}
    return {
        value(comment, "id") or "": " ".join("".join(text.text or "" for text in comment.iter(f"{W}t")).split())
        for comment in root.iterfind(f"{W}comment")
    }
