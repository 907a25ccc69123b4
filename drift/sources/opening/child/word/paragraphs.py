"""The paragraphs of a document, each with its number, as people type it or as Word shows it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from drift.sources.opening.child.word.numbers import Label
from drift.sources.opening.child.word.words import Words

TITLE_LENGTH: Final = 60  # a line that is shorter and no sentence is a heading, as in a sheet of one column
HEADING_LENGTH: Final = 120  # the same of a line in a style for headings
_SENTENCE: Final = (".", ";", ":", ",")
_WORD: Final = r"(?:artikel|article|art\.|clause|bepaling|eis|section|paragraaf|hoofdstuk|chapter|§)"
# 4.1 text, 4.1. text, 4) text, Artikel 4, SLA-12 text; a bare 4 before a word is an amount: 4 uur na melding
_TYPED = re.compile(
    rf"(?P<word>{_WORD}\s*)?(?P<number>(?:[A-Z]{{1,4}}[-.]?)?\d{{1,3}}(?:\.\d{{1,3}}){{0,5}}(?:\.?[a-z](?![a-z]))?)"
    r"(?P<after>[.):]{0,2})(?P<blank>\s+|$)(?P<text>.*)",
    re.S | re.I,
)
_LETTER = re.compile(r"\(?(?P<number>[a-z]|[ivx]{2,5})[.)]\s+(?P<text>\S.*)", re.S)
_LONE = re.compile(r"[a-z]{1,5}", re.I)
_OF_LABEL = re.compile(rf"(?:{_WORD}|[^\W\d_]{{3,}})?\s*(.*)", re.S | re.I)
_OF_LETTERS: Final = 1_000  # level of a lone letter: below any number


@dataclass(frozen=True)
class Paragraph:
    """One paragraph between the tables; text without its number."""

    words: Words
    label: Label | None = None
    heading: bool = False  # in a style for headings
    contents: bool = False  # a line of the table of contents
    number: str | None = None  # of the clause or heading: 4.2, 4.2.a
    text: str = ""
    article: bool = False  # numbered as an article: Artikel 4

    @property
    def bullet(self) -> bool:
        """Whether it is an item of a list without numbers."""
        return self.label is not None and not self.label.text

    @property
    def line(self) -> str:
        """The paragraph as Word shows it."""
        return f"{self.label.text if self.label else ''} {self.words.shown}".strip()


def strike_whole(words: Words) -> Words:
    """Return words of which all but the number is struck through as struck whole: the clause is gone, not its text."""
    number = _TYPED.fullmatch(words.text.strip())
    if number is None or number["text"] or not words.gone.strip():
        return words
    return Words("", f"{words.text.strip()} {words.gone.strip()}", words.comments)


def split_numbers(paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """Take the numbers out of paragraphs; a letter or a number of a deeper level goes on from the one above it."""
    split, above = [], []
    for paragraph in paragraphs:
        found = _split(paragraph)
        if found.number is None:
            split.append(found)
            continue
        label, number = found.label, found.number
        lone = bool(_LONE.fullmatch(number))
        level = _OF_LETTERS + label.level if label and lone else _OF_LETTERS if lone else label.level if label else 0
        if not lone and (label is None or label.whole):
            above = [(level, number)]
        else:
            above = [entry for entry in above if entry[0] < level]
            number = f"{above[-1][1]}.{number}" if above else number
            above = [*above, (level, number)]
        split.append(replace(found, number=number))
    return split


def _split(paragraph: Paragraph) -> Paragraph:
    text = paragraph.words.shown
    if paragraph.contents or paragraph.bullet or not text:
        return replace(paragraph, text=text)
    if paragraph.label:
        return replace(paragraph, number=_plain(paragraph.label.text) or None, text=text)
    match = _TYPED.fullmatch(text)
    if match and _is_number(match):
        number = match["number"]
        return replace(paragraph, number=number, text=match["text"].strip(), article=bool(match["word"]))
    letter = _LETTER.fullmatch(text)
    if letter:
        return replace(paragraph, number=letter["number"], text=letter["text"])
    return replace(paragraph, text=text)


def _plain(label: str) -> str:
    """Return the number of a label: 4.2 of `4.2.`, a of `(a)`, 4 of `Artikel 4`."""
    match = _OF_LABEL.fullmatch(label.strip(" .:)(§"))
    return (match[1] if match and re.search(r"\d", match[1]) else label).strip(" .:)(§-–")


def _is_number(match: re.Match[str]) -> bool:
    """Whether figures before a text are its number, and no amount such as 4 uur, 99.5 % or 1.5 hours."""
    number, text = match["number"], match["text"]
    if match["word"]:
        return True
    if not text or not (text[0].isalpha() or text[0] in "\"'“‘(["):
        return False
    marked = bool(match["after"]) or "\t" in match["blank"] or not number[0].isdigit()
    return marked or ("." in number and not text[0].islower())


def is_title(paragraph: Paragraph, following: str | None) -> bool:
    """Whether a paragraph is a heading rather than a clause; following: the number of the next one that has one."""
    text = paragraph.text
    if text.endswith(_SENTENCE) or paragraph.bullet:
        return False
    if paragraph.heading:
        return len(text) < HEADING_LENGTH
    if len(text) >= TITLE_LENGTH:
        return False
    if paragraph.number is None or paragraph.article:
        return True
    return following is not None and following.startswith(f"{paragraph.number}.")
