"""Which column of an unrecognised table holds which field, by its content: a proposal, never a reading."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from drift.errors import Note
from drift.sources.layout.parts import read_parts
from drift.sources.layout.unread.blocks import Block
from drift.sources.layout.unread.profile import SHORT, Profile

MOSTLY: Final = 0.8  # of the cells of a column that are dates, or numbers of clauses
NEARLY: Final = 0.95  # of the rows in which the work ends no sooner than it began
UNIQUE: Final = 0.98  # of the numbers of a log that differ; some exports repeat a row
FEW: Final = 0.2  # of the times since the opening that differ where they are a norm for a priority
TITLED: Final = 0.3  # of the titles of a log that differ: the same fault comes back


@dataclass(frozen=True)
class ColumnGuess:
    """A column taken for a field by what it holds, with the evidence."""

    field: str
    column: int
    heading: str
    evidence: Note


def guess_columns(block: Block, table: str, known: Mapping[str, int]) -> tuple[ColumnGuess, ...]:
    """Return the columns proposed for the fields of a table that have no heading we know; known: those that have."""
    free = [one for one in block.profiles if one.heading and one.n and one.column not in known.values()]
    guesses = _guess_log(free, block, known) if table == "incidents" else _guess_clauses(free, known)
    return tuple(guess for guess in guesses if guess.field not in known)


def _guess_log(free: list[Profile], block: Block, known: Mapping[str, int]) -> list[ColumnGuess]:
    dated = [one for one in free if one.dated >= MOSTLY and one.filled >= 0.5]
    guesses = []
    opened = next((one for one in block.profiles if one.column == known.get("opened_at")), None)
    if opened is None and dated:
        most = max(one.moments.nunique() for one in dated)
        likely = [one for one in dated if one.moments.nunique() >= NEARLY * most]
        opened = min(likely, key=lambda one: (sum(_is_later(one, other) for other in likely), one.column))
        guesses.append(_dated(opened, "opened_at", "proposal.by_moments"))
    end = _find_end(free, opened) if opened and not {"resolved_at", "closed_at"} & known.keys() else None
    if opened and end:
        guesses.append(_dated(end, "resolved_at", "proposal.by_later", opened=opened.heading))
    rest = [one for one in free if one.dated < 0.5]
    number = next((one for one in rest if is_number(one)), None)
    if number:
        guesses.append(_counted(number, "incident_id", "proposal.by_unique"))
    texts = [one for one in rest if one is not number and one.different >= TITLED and one.length > 10]
    if texts:
        guesses.append(_counted(max(texts, key=lambda one: one.length), "title", "proposal.by_texts"))
    return guesses


def tell_known(known: Mapping[str, int], block: Block) -> tuple[ColumnGuess, ...]:
    """Return the columns whose heading is known, to stand beside those that are guessed."""
    return tuple(
        ColumnGuess(field, i, block.headings[i], Note("proposal.by_heading"))
        for field, i in known.items()
        if i < len(block.headings) and block.headings[i]
    )


def _find_end(free: list[Profile], opened: Profile) -> Profile | None:
    """Return the last of the moments after the opening; not a norm, so many hours after each, nor the last change."""
    later = [one for one in free if one is not opened and one.dated >= MOSTLY and _is_later(one, opened)]
    said = {one.column: read_parts(one.heading) for one in later}
    ends = [one for one in later if (part := said[one.column]) is None or part.field not in ("due_at", "updated_at")]
    free_ends = [one for one in ends if not _is_norm(one, opened)] or ends
    return max(free_ends, key=lambda one: (sum(_is_later(one, other) for other in free_ends), one.column), default=None)


def _is_norm(one: Profile, opened: Profile) -> bool:
    lags = (one.moments - opened.moments).dropna()
    return lags.nunique() <= FEW * len(lags)


def _guess_clauses(free: list[Profile], known: Mapping[str, int]) -> list[ColumnGuess]:
    texts = [one for one in free if one.length > SHORT]
    guesses = []
    if texts and "text" not in known:
        guesses.append(_counted(max(texts, key=lambda one: one.length), "text", "proposal.by_texts"))
    rest = [one for one in free if one.length <= SHORT and one.filled >= 0.5]
    number = max(rest, key=lambda one: (one.hierarchical >= MOSTLY, is_number(one), -one.column), default=None)
    if number and (number.hierarchical >= MOSTLY or is_number(number)):
        code = "proposal.by_hierarchy" if number.hierarchical >= MOSTLY else "proposal.by_unique"
        guesses.append(_counted(number, "clause_id", code))
    return guesses


def _is_later(one: Profile, other: Profile) -> bool:
    """Whether the moments of a column are nowhere before those of another, in nearly all rows that have both."""
    both = one.moments.notna() & other.moments.notna()
    return bool(both.any()) and float((one.moments[both] >= other.moments[both]).mean()) >= NEARLY


def is_number(one: Profile) -> bool:
    """Whether a column holds a number or a code of its own in each row; a plain counter is one."""
    return one.different >= UNIQUE and one.longest <= SHORT and one.numbered >= MOSTLY and one.filled >= NEARLY


def _dated(one: Profile, field: str, code: str, **values: object) -> ColumnGuess:
    n = int(one.moments.notna().sum())
    counts = {"n": n, "of": one.n, "different": int(one.moments.nunique())}
    return ColumnGuess(field, one.column, one.heading, Note(code, {**counts, **values}))


def _counted(one: Profile, field: str, code: str) -> ColumnGuess:
    counts = {"n": one.n, "different": one.n_different, "length": round(one.length)}
    return ColumnGuess(field, one.column, one.heading, Note(code, counts))
