"""What a person asks to explain: a clause, a norm, an incident or a number; what is near when there is no such thing.

A number goes by its name in the JSON or by its name in the report, in either language, with the month, quarter or year
that the report tells it for, written in any way that people write those; without one it is its change since the base.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.errors import Note, UsageError
from drift.explain.explained import Kind
from drift.explain.norm import find_norms
from drift.explain.problem import find_problems
from drift.measures.catalogue import MEASURES
from drift.tables.keys import number_of
from drift.tables.shown import pick_shown
from drift.terms import LANGUAGES
from drift.wording import load_texts

if TYPE_CHECKING:
    from drift.analysed import Analysis
    from drift.wording import Wording

# words in front of an id, both languages, whatever language drift speaks
WORDS: Final[dict[str, Kind]] = {
    **dict.fromkeys(("clause", "clausule", "bepaling", "artikel", "eis"), "clause"),
    "norm": "norm",
    **dict.fromkeys(("problem", "probleem"), "problem"),
    **dict.fromkeys(("incident", "ticket", "melding"), "incident"),
    **dict.fromkeys(("number", "getal", "measure", "maat"), "number"),
}
INDEX_NAMES: Final = ("specification", "control", "engagement", "drift", "incidents")
NEAR_SHOWN: Final = 3
NEAR_SCORE: Final = 60  # of 100; difflib's own default for close matches is 0.6
# counted apart from the measures, with what a count is of: a quarter, a year, or the whole
COUNTED: Final = {"meetings": "q", "experts": "y", "lost": "y", "held": "", "round_table": "", "scope": ""}
BY_YEAR: Final = ("engagement", "control")  # of which the path tells years
# 2021-03; 2021-Q3, 2021Q3, 2021-K3; Q3 2021, K3 2021; 2021
_PERIOD = re.compile(r"(\d{4})(?:-(0[1-9]|1[0-2])|[- ]?[QqKk]([1-4]))?|[QqKk]([1-4])[- ]?(\d{4})")


@dataclass(frozen=True)
class Question:
    """What is asked: an id, or the name of a number and its month, quarter or year (none: since the base)."""

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
    if kind == "norm":
        return Question("norm", _find_norm(analysis, what, rest, say))
    if kind == "problem":
        return Question("problem", _find_problem(analysis, what, rest, say))
    clause = _find(analysis, "clause", rest) if kind in (None, "clause") else None
    incident = _find(analysis, "incident", rest) if kind in (None, "incident") else None
    if clause and incident:
        raise UsageError("error.what_both", what=rest)
    if clause:
        return Question("clause", clause)
    if incident:
        return Question("incident", incident)
    if kind in (None, "number"):
        name, period = _split_period(words)
        number = _name_of(analysis, name)
        if number is not None:
            _check_period(analysis, number, period)
            return Question("number", number, period)
        if period is not None:
            raise _refuse(name, _near(name.casefold(), name_numbers(analysis)), say)
    raise _unknown(analysis, what, rest, kind, say)


def _find_norm(analysis: Analysis, what: str, rest: str, say: Wording) -> str:
    """Return the number of a clause that sets a norm; refuse one that sets none, and name what is near."""
    if find_norms(analysis, rest):
        return rest
    found = analysis.measured.norms
    numbers = [number for part in (found.bound, found.unbound) if len(part) for number in part["clause_id"].dropna()]
    raise _refuse(what, [f"norm {number}" for number in _near(rest, [*dict.fromkeys(numbers)])], say)


def _find_problem(analysis: Analysis, what: str, rest: str, say: Wording) -> str:
    """Return an installation or an incident with a problem; refuse another name, and name what is near."""
    if len(find_problems(analysis, rest)):
        return rest
    why = analysis.measured.levels.no_problems
    if why is not None:
        raise UsageError("error.no_problems", why=why)
    objects = [*map(str, analysis.measured.levels.fates["object"].unique())]
    raise _refuse(what, [f"problem {name}" for name in _near(rest, objects)], say)


def _split_period(words: list[str]) -> tuple[str, pd.Period | None]:
    """Split off the period at the end; it may be two words: Q3 2021."""
    for n in (2, 1):
        match = _PERIOD.fullmatch(" ".join(words[-n:])) if len(words) > n else None
        if match:
            return " ".join(words[:-n]), _to_period(match)
    return " ".join(words), None


def _to_period(match: re.Match[str]) -> pd.Period:
    year, month, quarter, quarter_first, year_last = match.groups()
    if month:
        return pd.Period(f"{year}-{month}", "M")
    if quarter or quarter_first:
        return pd.Period(f"{year or year_last}Q{quarter or quarter_first}", "Q")
    return pd.Period(year, "Y")


def name_numbers(analysis: Analysis) -> list[str]:
    """Return the names of all numbers that this analysis has."""
    names = [name for name in analysis.measures["measure"].unique() if name not in INDEX_NAMES]
    measured, experts = analysis.measured, analysis.measured.experts
    has = {
        "meetings": measured.meetings is not None,
        "experts": experts is not None and len(experts) > 0,
        "lost": experts is not None and len(experts) > 0,
        "held": len(measured.held) > 0,
        "round_table": analysis.judgement.problems is not None,
        "scope": measured.paper.scope is not None,
    }
    return [*INDEX_NAMES, *names, *(name for name in COUNTED if has[name])]


def _name_of(analysis: Analysis, name: str) -> str | None:
    """Return the number that goes by a name: that of the JSON, or that of the report in either language."""
    names, plain = name_numbers(analysis), name.casefold()
    if plain in names:
        return plain
    spoken = _spoken().get(plain)
    return spoken if spoken in names else None


@cache
def _spoken() -> dict[str, str]:
    names = (*(measure.name for measure in MEASURES), *INDEX_NAMES, *COUNTED)
    texts = [load_texts(language) for language in LANGUAGES]
    codes = [(f"{part}.{name}{end}", name) for name in names for part, end in _SPOKEN]
    pairs = [(text[code].casefold(), name) for text in texts for code, name in reversed(codes) if code in text]
    return dict(pairs)


_SPOKEN: Final = (("explain.index", ""), ("measure", ".name"), ("measure", ""), ("explain.name", ""))


def _check_period(analysis: Analysis, name: str, period: pd.Period | None) -> None:
    """Refuse a period that the number is not told for, and one that lies outside of the data."""
    if period is None:
        return
    units = COUNTED.get(name, "mqy" if name in BY_YEAR else "mq")
    if period.freqstr[0].casefold() not in units:
        raise UsageError("error.what_by", name=name, by=Note(f"explain.by.{units or 'whole'}"))
    months = analysis.indices.index
    if name in COUNTED:
        return
    if not len(months) or period.asfreq("M", "end") < months[0] or period.asfreq("M", "start") > months[-1]:
        first, last = (months[0], months[-1]) if len(months) else ("–", "–")
        shown = str(period) if period.freqstr.startswith("Y") else period
        raise UsageError("error.what_period", period=shown, first=first, last=last)


def _ids(analysis: Analysis, kind: str) -> pd.Series:
    table, column = ("clauses", "clause_id") if kind == "clause" else ("incidents", "incident_id")
    ids: pd.Series = pick_shown(analysis.tables, table, [column])[column].dropna()
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
    for of_id in ("clause", "incident"):
        if kind in (None, of_id):
            ids = list(_ids(analysis, of_id).unique())
            alike = [name for name in ids if number_of(name) == rest] if of_id == "incident" else []
            near += [f"{of_id} {name}" for name in alike or _near(rest, ids)]
    if kind in (None, "number"):
        name = rest.split()[0] if rest else ""
        near += [f"{number} {analysis.indices.index[-1]}" for number in _near(name, name_numbers(analysis))]
    return _refuse(what, near, say)


def _near(name: str, names: list[str]) -> list[str]:
    """Return the names most like one; rapidfuzz, because a log has 300,000 ids."""
    from rapidfuzz import fuzz, process

    matches = process.extract(name, names, scorer=fuzz.ratio, limit=NEAR_SHOWN, score_cutoff=NEAR_SCORE)
    return [str(match[0]) for match in matches]


def _refuse(what: str, near: list[str], say: Wording) -> UsageError:
    examples = say("explain.examples")
    if near:
        return UsageError("error.what_near", what=what, near=", ".join(near[:NEAR_SHOWN]), examples=examples)
    return UsageError("error.what", what=what, examples=examples)
