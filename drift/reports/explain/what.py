"""What a person asks to explain: a clause, an incident or a number; what is near when there is no such thing."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.errors import UsageError
from drift.reports.explain.explained import Kind

if TYPE_CHECKING:
    from drift.analysis import Analysis
    from drift.wording import Wording

# words in front of an id, both languages, whatever language drift speaks
WORDS: Final[dict[str, Kind]] = {
    **dict.fromkeys(("clause", "clausule", "bepaling", "artikel", "eis"), "clause"),
    **dict.fromkeys(("incident", "ticket", "melding"), "incident"),
    **dict.fromkeys(("number", "getal", "measure", "maat"), "number"),
}
INDEX_NAMES: Final = ("specification", "control", "engagement", "drift", "incidents")
NEAR_SHOWN: Final = 3
NEAR_SCORE: Final = 60  # of 100; difflib's own default for close matches is 0.6
_PERIOD = re.compile(r"(\d{4})-(?:(0[1-9]|1[0-2])|[QqKk]([1-4]))")


@dataclass(frozen=True)
class Question:
    """What is asked: an id, or the name of a number and its month or quarter."""

    kind: Kind
    name: str
    period: pd.Period | None = None


def ask(analysis: Analysis, what: str, say: Wording) -> Question:
    """Understand what is asked.

    Raises
    ------
    UsageError : nothing goes by this name, or a clause and an incident both do
    """
    words = what.split()
    kind = WORDS.get(words[0].casefold()) if len(words) > 1 else None
    if kind:
        words = words[1:]
    rest = " ".join(words)
    if kind in (None, "number") and len(words) == 2 and (period := _PERIOD.fullmatch(words[1])):
        return _ask_number(analysis, words[0], _to_period(period), say)
    clause = _find(analysis, "clause", rest) if kind in (None, "clause") else None
    incident = _find(analysis, "incident", rest) if kind in (None, "incident") else None
    if clause and incident:
        raise UsageError("error.what_both", what=rest)
    if clause:
        return Question("clause", clause)
    if incident:
        return Question("incident", incident)
    raise _unknown(analysis, what, rest, kind, say)


def _to_period(found: re.Match[str]) -> pd.Period:
    year, month, quarter = found.groups()
    return pd.Period(f"{year}-{month}", "M") if month else pd.Period(f"{year}Q{quarter}", "Q")


def name_numbers(analysis: Analysis) -> list[str]:
    """Return the names of all numbers that have months."""
    return [*INDEX_NAMES, *(name for name in analysis.measures["measure"].unique() if name not in INDEX_NAMES)]


def _ask_number(analysis: Analysis, name: str, period: pd.Period, say: Wording) -> Question:
    names = name_numbers(analysis)
    plain = name.casefold()
    if plain not in names:
        raise _refuse(name, _near(plain, names), say)
    months = analysis.indices.index
    if not len(months) or period.asfreq("M", "end") < months[0] or period.asfreq("M", "start") > months[-1]:
        first, last = (months[0], months[-1]) if len(months) else ("–", "–")
        raise UsageError("error.what_period", period=period, first=first, last=last)
    return Question("number", plain, period)


def _ids(analysis: Analysis, kind: str) -> pd.Series:
    table, column = ("clauses", "clause_id") if kind == "clause" else ("incidents", "incident_id")
    ids: pd.Series = analysis.tables[table][column].dropna()
    return ids


def _find(analysis: Analysis, kind: str, name: str) -> str | None:
    """Return an id as the files write it; capitals do not count where they need not."""
    ids = _ids(analysis, kind)
    if ids.eq(name).any():
        return name
    alike = ids[ids.str.casefold().eq(name.casefold())]
    return str(alike.iloc[0]) if len(alike) else None


def _unknown(analysis: Analysis, what: str, rest: str, kind: Kind | None, say: Wording) -> UsageError:
    near = []
    if kind in (None, "clause"):
        near += [f"clause {name}" for name in _near(rest, list(_ids(analysis, "clause").unique()))]
    if kind in (None, "incident"):
        near += [f"incident {name}" for name in _near(rest, list(_ids(analysis, "incident").unique()))]
    if kind in (None, "number"):
        name = rest.split()[0] if rest else ""
        near += [f"{found} {analysis.indices.index[-1]}" for found in _near(name, name_numbers(analysis))]
    return _refuse(what, near, say)


def _near(name: str, known: list[str]) -> list[str]:
    """Return the names most like one; rapidfuzz, because a log has 300,000 ids."""
    from rapidfuzz import fuzz, process

    found = process.extract(name, known, scorer=fuzz.ratio, limit=NEAR_SHOWN, score_cutoff=NEAR_SCORE)
    return [str(entry[0]) for entry in found]


def _refuse(what: str, near: list[str], say: Wording) -> UsageError:
    examples = say("explain.examples")
    if near:
        return UsageError("error.what_near", what=what, near=", ".join(near[:NEAR_SHOWN]), examples=examples)
    return UsageError("error.what", what=what, examples=examples)
