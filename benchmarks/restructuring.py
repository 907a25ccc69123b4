"""Versions made by program: a specification rewritten, with the truth about which clause became which.

Clauses are kept, reworded by synonyms and by words of other clauses, split, merged, absorbed, dropped, added, moved in
blocks and renumbered; numbers that retire are given to unrelated clauses; sections are renamed or drawn anew.
"""

from __future__ import annotations

import random
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

TOLD = tomllib.loads(Path(__file__).with_name("paraphrase.toml").read_text(encoding="utf-8"))
SYNONYMS = {
    word: [other for other in group.split() if other != word]
    for language in ("en", "nl")
    for group in TOLD[language]
    for word in group.split()
}
FUNCTION_WORDS = sorted(set(TOLD["function_words"].split()))
# how clauses fare, in shares: a light revision, a revision, a catalogue written anew, one of which every word changed
FARES = (
    {"kept": 0.8, "light": 0.07, "medium": 0.04, "split": 0.01, "merged": 0.01, "dropped": 0.07},
    {"kept": 0.2, "light": 0.24, "medium": 0.2, "heavy": 0.12, "split": 0.08, "merged": 0.06, "dropped": 0.1},
    {
        "kept": 0.08,
        "light": 0.12,
        "medium": 0.2,
        "heavy": 0.18,
        "extreme": 0.08,
        "split": 0.12,
        "merged": 0.1,
        "dropped": 0.12,
    },
    {
        "kept": 0.04,
        "light": 0.06,
        "medium": 0.16,
        "heavy": 0.24,
        "extreme": 0.24,
        "split": 0.12,
        "merged": 0.1,
        "dropped": 0.04,
    },
)
STRENGTH = {"kept": 0.0, "light": 0.15, "medium": 0.4, "heavy": 0.65, "extreme": 0.85}
ADDED_SHARES = (0.05, 0.3)
REPLACED = 0.4  # of the clauses that came: they stand where another went
BELOW = 0.5  # of the restructurings whose numbers last: what was added is numbered below its neighbour
COUNTED_BY_SECTION = 0.35  # of the restructurings
PART_STRENGTHS = (0.0, 0.2, 0.45, 0.65)  # parts of a split, sources of a merge
END = re.compile(r"(?<=[.;:])\s+|,\s+(?=(?:and|or|en|of)\s)")

Pairs = set[tuple[int, int]]


@dataclass
class Made:
    """A clause of the new version."""

    text: str
    section: str
    sources: list[int]  # positions in the base


class Rewriter:
    """One author's way of wording: some terms are replaced everywhere, other words here and there."""

    def __init__(self, texts: list[str], rng: random.Random) -> None:
        self.rng = rng
        self.pool = [word for text in texts for word in re.findall(r"[^\W\d_]{4,}", text)]
        self.pool = [word for word in self.pool if word.lower() not in FUNCTION_WORDS] or ["item"]
        common = pd.Series([word.lower() for word in self.pool]).value_counts().index[:60].tolist()
        chosen = rng.sample(common, min(8, len(common)))
        self.terms = {word: rng.choice(SYNONYMS.get(word, self.pool)) for word in chosen}

    def reword(self, text: str, strength: float) -> str:
        """Return a text in other words; strength 0: as it is, 1: hardly a word is left."""
        if not strength:
            return text
        words = [new for word in text.split() for new in self._replace(word, strength)]
        if self.rng.random() < strength and len(words) > 8:
            cut = self.rng.randint(3, len(words) - 3)
            words = words[cut:] + words[:cut]
        return " ".join(words) or text

    def _replace(self, word: str, strength: float) -> list[str]:
        plain, chance = re.sub(r"\W", "", word.lower()), self.rng.random()
        if plain in FUNCTION_WORDS:
            if chance < 0.15 * strength:
                return []
            return [self.rng.choice(FUNCTION_WORDS)] if chance < 0.35 * strength else [word]
        if plain in self.terms:
            return [self.terms[plain]]
        if plain in SYNONYMS and self.rng.random() < 0.3 + strength:
            return [self.rng.choice(SYNONYMS[plain])]
        if chance < 0.55 * strength:
            return [self.rng.choice(self.pool)]
        if chance < 0.85 * strength:
            return []
        return [word, self.rng.choice(self.pool)] if chance < strength else [word]


def restructure(base: pd.DataFrame, seed: int) -> tuple[pd.DataFrame, pd.DataFrame, Pairs]:
    """Return an old and a new version of `base` (clause_id, section, text), and which rows belong together."""
    rng = random.Random(seed)
    base = base.drop_duplicates("text").reset_index(drop=True).fillna({"section": "", "clause_id": ""})
    rewriter = Rewriter(base["text"].tolist(), rng)
    added = set(rng.sample(range(len(base)), int(len(base) * rng.uniform(*ADDED_SHARES))))
    made = _rewrite(base, added, rewriter, FARES[seed % len(FARES)])
    made = _reorder(made, rng)
    kept = [row for row in range(len(base)) if row not in added]
    old = base.iloc[kept].reset_index(drop=True)
    new = pd.DataFrame({"section": [one.section for one in made], "text": [one.text for one in made]})
    style = rng.random()
    if style < COUNTED_BY_SECTION:
        old["clause_id"], new["clause_id"] = (_count_by_section(frame["section"].tolist()) for frame in (old, new))
    else:
        new["clause_id"] = _number(made, base, old, rng)
    names = {name: name if rng.random() < 0.4 else rewriter.reword(name, 0.5) for name in sorted(set(new["section"]))}
    new["section"] = new["section"].map(names)
    if rng.random() < 0.25:
        old, new = old.drop(columns="section"), new.drop(columns="section")
    place = {row: k for k, row in enumerate(kept)}
    return old, new, {(place[source], row) for row, one in enumerate(made) for source in one.sources}


def _rewrite(base: pd.DataFrame, added: set[int], rewriter: Rewriter, fares: dict[str, float]) -> list[Made]:
    rng, made, row = rewriter.rng, [], 0
    replaced = {row + 1 for row in added if rng.random() < REPLACED} - added
    texts, sections = base["text"].tolist(), base["section"].tolist()
    while row < len(base):
        text, section = texts[row], sections[row]
        fare = rng.choices(list(fares), list(fares.values()))[0]
        strength = rng.choice(PART_STRENGTHS)
        if row in added:
            made.append(Made(text, section, []))
        elif row in replaced:
            pass
        elif fare == "merged" and row + 1 < len(base) and row + 1 not in added | replaced:
            both = f"{rewriter.reword(text, strength)} {rewriter.reword(texts[row + 1], strength)}"
            made.append(Made(both, section, [row, row + 1]))
            row += 1
        elif fare == "split" and (parts := _cut(text, rng)):
            made += [Made(rewriter.reword(part, strength), section, [row]) for part in parts]
        elif fare != "dropped":
            made.append(Made(rewriter.reword(text, STRENGTH.get(fare, 0.4)), section, [row]))
        row += 1
    return made


def _cut(text: str, rng: random.Random) -> list[str]:
    """Return two parts of a text, between sentences where it has them; none where it is too short."""
    parts, words = [part for part in END.split(text) if len(part.split()) >= 3], text.split()
    if len(parts) >= 2:
        at = rng.randint(1, len(parts) - 1)
        return [" ".join(parts[:at]), " ".join(parts[at:])]
    if len(words) < 10:
        return []
    at = rng.randint(4, len(words) - 4)
    lead = words[:3] if rng.random() < 0.5 else []
    return [" ".join(words[:at]), " ".join(lead + words[at:])]


def in_blocks(n: int, rng: random.Random) -> list[int]:
    """Return an order of n rows in which blocks of neighbours changed places."""
    blocks, start = [], 0
    while start < n:
        size = rng.randint(2, 12)
        blocks.append(list(range(start, min(n, start + size))))
        start += size
    rng.shuffle(blocks)
    return [row for block in blocks for row in block]


def _reorder(made: list[Made], rng: random.Random) -> list[Made]:
    """Keep the order, move blocks, or draw the sections anew: most clauses follow theirs, in an order of their own."""
    style = rng.random()
    if style < 0.2:
        return made
    if style < 0.5:
        return [made[row] for row in in_blocks(len(made), rng)]
    names, loyal = sorted({one.section for one in made}), rng.choice((0.4, 0.7, 0.9))
    goes_to = {name: rng.choice(names) for name in names}
    for one in made:
        one.section = goes_to[one.section] if rng.random() < loyal else rng.choice(names)
    rng.shuffle(made)
    return sorted(made, key=lambda one: one.section)


def _number(made: list[Made], base: pd.DataFrame, old: pd.DataFrame, rng: random.Random) -> list[str]:
    """Return numbers: kept, or those of the old version in the new order, or counted anew."""
    style, known, own = rng.random(), old["clause_id"].tolist(), base["clause_id"].tolist()
    if style < 0.35:
        return _keep_numbers([own[one.sources[0]] if one.sources else None for one in made], rng)
    if style < 0.7:
        return [known[row] if row < len(known) else f"Y{row}" for row in range(len(made))]
    return [f"{row // 9 + 1}.{row % 9 + 1}" for row in range(len(made))]


def _keep_numbers(numbers: list[str | None], rng: random.Random) -> list[str]:
    """Return numbers that last; what was added stands below the clause before it, or has a number of its own."""
    below, kept, last = rng.random() < BELOW, [], ""
    for row, number in enumerate(numbers):
        last = number or last
        kept.append(number or (f"{last}({row})" if below and last else f"X{row}"))
    return kept


def _count_by_section(sections: list[str]) -> list[str]:
    """Return running numbers within each section: behind a clause that came or went they shift, elsewhere they hold."""
    counts: dict[str, int] = {}
    numbers = []
    for section in sections:
        counts[section] = counts.get(section, 0) + 1
        numbers.append(f"{section[:12]}-{counts[section]}")
    return numbers


def write_short(language: str, n: int, seed: int) -> pd.DataFrame:
    """Return n short clauses that share their nouns."""
    rng, told = random.Random(seed), TOLD["short"][language]
    whole = [(thing, deed) for thing in told["things"] for deed in told["deeds"]]
    chosen = sorted(rng.sample(range(len(whole)), min(n, len(whole))))
    rows = []
    for k, at in enumerate(chosen):
        thing, deed = whole[at]
        rows.append(
            (
                f"{k // 8 + 1}.{k % 8 + 1}",
                thing,
                told["form"].format(deed=deed, thing=thing, how=rng.choice(told["hows"])),
            )
        )
    return pd.DataFrame(rows, columns=["clause_id", "section", "text"])


def shorten(base: pd.DataFrame, seed: int) -> pd.DataFrame:
    """Return the clauses cut down to the first 8 to 18 words."""
    rng = random.Random(seed)
    first = [next((part for part in END.split(text) if len(part.split()) >= 5), text) for text in base["text"]]
    return base.assign(text=[" ".join(text.split()[: rng.randint(8, 18)]) for text in first])
