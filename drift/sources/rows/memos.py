"""Memo fields: work notes of a ticket in one cell, block after block with stamp, name and text -> events.

As TOPdesk (`05-03-2024 10:15 Jansen, Piet: tekst`), ServiceNow (`2024-03-05 10:15:23 - Piet Jansen (Work notes)` above
its text), Ultimo (`[05-03-2024 10:15 PJANSEN] tekst`) and Jira (`05/Mar/24 10:15 AM;author;text`) write them. What
stands before the first stamp has no moment: it stays text, and is counted.
"""

import re
from functools import cache
from itertools import chain
from typing import Final

import numpy as np
import pandas as pd

from drift.sources.opening.child import TEXT
from drift.sources.opening.columns import Column
from drift.sources.rows.context import Context
from drift.sources.values.moments import to_moments
from drift.sources.vocabulary import words_of
from drift.sources.words import normalise

_DATE = r"(?:\d{4}-\d{1,2}-\d{1,2}|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}|\d{1,2}[ /-][^\W\d]{3,9}\.?[ /-]\d{2,4})"
_STAMP = re.compile(
    rf"^[ \t]*[\[(<*]*(?P<stamp>{_DATE},?[ T]+\d{{1,2}}:\d{{2}}(?::\d{{2}})?(?: ?[AP]M)?)(?: uur)?(?P<rest>[^\n]*)",
    re.M,
)
_NAME = r"[^\W\d_][\w.'’-]*(?:,? [\w.'’-]+){0,5}"
# what stands in every text that a head fits, and the head
_HEADS: Final = tuple(
    (sign, re.compile(pattern))
    for sign, pattern in (
        (";", rf"^;(?P<name>{_NAME});(?P<text>.*)$"),  # Jira
        (" (", rf"^[ \]\-–|,]*(?P<name>{_NAME}) \([^)]*\)[ :]*(?P<text>.*)$"),  # ServiceNow: Piet Jansen (Work notes)
        ("", rf"^[ \-–|,]*(?P<name>{_NAME})[\])>]+[ :\-–]*(?P<text>.*)$"),  # Ultimo: 10:15 PJANSEN] tekst
        (":", rf"^[ \]\-–|,]*(?P<name>{_NAME}) ?: ?(?P<text>.*)$"),  # TOPdesk: Jansen, Piet: tekst
        ("", rf"^[ \]\-–|,]*(?P<name>{_NAME}) [-–|] (?P<text>.*)$"),
        ("", rf"^[ \]\-–|,]+(?P<name>{_NAME})$"),  # the name alone on its line
    )
)
_CLAUSES = re.compile(r"[,.;:!?\n]| maar | but ")  # a denial holds within its own clause
# words between what denies and what did not happen: "niet telefonisch", "nog niet kunnen gebeld"; "niemand op de vloer
# van de avondploeg gesproken"
BEFORE: Final = {"not": 2, "nobody": 7}


def read_memos(context: Context, incidents: pd.DataFrame) -> pd.DataFrame:
    """Return an event for every block of the incidents' notes, and one for each further thing that it tells of."""
    memos = context.texts("memo").reindex(incidents.index).dropna()
    blocks, n_unstamped = [], 0
    for row, memo in zip(memos.index.tolist(), memos.tolist(), strict=True):
        stamps = [*_STAMP.finditer(memo)]
        ends = [*(stamp.start() for stamp in stamps), len(memo)]
        n_unstamped += bool(memo[: ends[0]].strip())
        for block, end in zip(stamps, ends[1:], strict=True):
            name, text = _split_head(block["rest"])
            blocks.append((row, block["stamp"], name, f"{text}\n{memo[block.end() : end]}".strip()))
    heading = context.table.title("memo")
    if n_unstamped:
        context.tell("note.memo_unstamped", heading=heading, n=n_unstamped)
    if not blocks:
        return pd.DataFrame()
    frame = pd.DataFrame(blocks, columns=["place", "stamp", "name", "text"])
    column = Column(pd.Series(TEXT, index=frame.index), frame["stamp"].str.rstrip(","))
    moments = to_moments(column, context.project.zone, heading)
    frame = frame.assign(at=moments.wall, at_utc=moments.utc, actor=context.people.hide(frame["name"], "actor"))
    lost = int(frame["at"].isna().sum())
    counts = {"n": len(frame) - lost, "incidents": frame["place"].nunique()}
    context.tell("note.memos_lost" if lost else "note.memos", heading=heading, **counts, lost=lost)
    frame = frame[frame["at"].notna()]
    kinds = {text: tell_kinds(text) for text in frame["text"].unique()}
    of_each = [kinds[text] for text in frame["text"].tolist()]
    frame = frame.iloc[np.repeat(np.arange(len(frame)), [*map(len, of_each)])].reset_index(drop=True)
    frame["kind"] = pd.Series([*chain.from_iterable(of_each)], dtype="str")
    of = incidents.loc[frame["place"], ["file", "sheet", "row", "incident_id", "tool"]].reset_index(drop=True)
    return of.assign(
        status=None, group=None, **{name: frame[name] for name in ("at", "at_utc", "kind", "actor", "text")}
    )


def _split_head(rest: str) -> tuple[str | None, str]:
    bare = rest.rstrip()
    for sign, head in _HEADS:
        if sign in bare and (match := head.match(bare)):
            return match["name"], match.groupdict().get("text") or ""
    return None, rest.lstrip(" ]:-–")


def tell_kinds(text: str) -> list[str]:
    """Return what a note tells of, comment where nothing; what did not happen does not count."""
    if not _any().search(f" {normalise(text)} "):
        return ["comment"]  # most notes tell of nothing, and of those that do most parts do not
    parts = [part for part in (f" {normalise(part)} " for part in _CLAUSES.split(text)) if _any().search(part)]
    kinds = [kind for kind, pattern in _patterns().items() if any(_tells(pattern, part) for part in parts)]
    return kinds or ["comment"]


def _tells(pattern: re.Pattern[str], part: str) -> bool:
    return any(not _denial().search(part[: hit.start() + 1]) for hit in pattern.finditer(part))


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    words: dict[str, list[str]] = {}
    for word, kind in words_of("memo", "memo").items():
        words.setdefault(kind, []).append(word)
    return {kind: _compile(those) for kind, those in words.items() if kind not in BEFORE}


@cache
def _any() -> re.Pattern[str]:
    """Return the pattern of any word that tells of something."""
    return _compile([word for word, kind in words_of("memo", "memo").items() if kind not in BEFORE])


def _compile(words: list[str]) -> re.Pattern[str]:
    return re.compile(rf" (?:{'|'.join(map(re.escape, words))})(?= )")


@cache
def _denial() -> re.Pattern[str]:
    words = words_of("memo", "memo").items()
    those = {kind: "|".join(re.escape(word) for word, denies in words if denies == kind) for kind in BEFORE}
    return re.compile("|".join(rf" (?:{those[kind]})(?: \w+){{0,{n}}} $" for kind, n in BEFORE.items()))
