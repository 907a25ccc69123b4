"""Who knew when, who has the say, who came and went, in sentences; never who, never why."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.reports.front.years import say_years
from drift.tables.plain import to_rows
from drift.terms import LEVELS, MIN_PERSONS, SIDES
from drift.wording.case import capitalise

if TYPE_CHECKING:
    from drift.analysed import Analysis
    from drift.model.awareness import Awareness
    from drift.wording import Wording

OPERATIONS: Final = "operations"
NOBODY: Final = {"left": 0, "joined": 0, "wave": False, "shared": float("nan")}
SWAPS: Final = 3  # quarters in which most came and went; the workbook has all


def list_aware(analysis: Analysis, say: Wording) -> list[str]:
    """Tell when each level first spoke of the fall."""
    aware, evidence = analysis.judgement.aware, analysis.evidence
    if not aware or evidence is None or evidence.onset_interval is None:
        return []
    spoke = [_say_spoke(one, say) for one in aware]
    first, last = evidence.onset_interval
    told = [say("levels.aware.fall", when=say_years(first, last, say)), capitalise("; ".join(spoke)) + "."]
    before = [
        say("levels.aware.before_part", level=say(f"front.level.{one.level}"), n=one.before)
        for one in aware
        if one.before
    ]
    if before:
        told.append(say("levels.aware.before", parts=say.join(before)))
    return told


def _say_spoke(one: Awareness, say: Wording) -> str:
    level = say(f"front.level.{one.level}")
    if one.met is None:
        return say("levels.aware.unmet", level=level)
    if one.month is None:
        return say("levels.aware.never", level=level)
    return say("levels.aware.since", level=level, month=one.month, met=one.met)


def list_voices(analysis: Analysis, say: Wording) -> list[str]:
    """Tell how much of the time above the floor was operations', who sat at the table, and who wrote the paper."""
    found, told = analysis.measured.levels, []
    voice = _voice(found.say)
    if len(voice) > 1:
        ends = {"before": say.percent(float(voice.iloc[0])), "after": say.percent(float(voice.iloc[-1]))}
        told.append(say("levels.say.time", first=str(voice.index[0]), last=str(voice.index[-1]), **ends))
    heard = found.heard.groupby("year")[["n", "heard"]].sum() if len(found.heard) else found.heard
    if len(heard) > 1:
        then, now = heard.iloc[0], heard.iloc[-1]
        counts = {"n": int(then["heard"]), "of": int(then["n"]), "m": int(now["heard"]), "out_of": int(now["n"])}
        told.append(say("levels.say.heard", first=str(heard.index[0]), last=str(heard.index[-1]), **counts))
    return told


def _voice(shares: pd.DataFrame) -> pd.Series:
    """Return the share of operations in the time at the contract table, by year."""
    if not len(shares):
        return pd.Series(dtype="float64")
    tactical = shares[shares["level"].eq(LEVELS[1])]
    own = tactical[tactical["function"].eq(OPERATIONS)].groupby("year")["share"].sum()
    return own.reindex(sorted(tactical["year"].unique()), fill_value=0.0)


def list_people(analysis: Analysis, say: Wording) -> list[str]:
    """Tell in which quarters five or more persons of a side and level left or came, and what was agreed to be done."""
    found, told = analysis.measured.levels, []
    if len(found.swaps):
        large = found.swaps[found.swaps[["left", "joined"]].max(axis=1) >= MIN_PERSONS]
        groups = large.assign(n=large[["left", "joined"]].max(axis=1)).groupby(["quarter", "level"])["n"].max()
        most = groups.sort_values(ascending=False, kind="stable").head(SWAPS).sort_index()
        told += [_say_swap(found.swaps, quarter, str(level), say) for quarter, level in most.index]
        told.append(say("levels.swaps.few" if told else "levels.swaps.none", persons=MIN_PERSONS))
    if len(found.actions):
        sums = found.actions.groupby("side")["n"].sum()
        sides = {side: int(sums.get(side, 0)) for side in (*SIDES, "unknown")}
        counts = {
            "n": int(sums.sum()),
            "done": int(found.actions["done"].sum()),
            "dropped": int(found.actions["dropped"].sum()),
        }
        told.append(say("levels.actions", first=str(found.actions["year"].min()), **sides, **counts))
    return told


def _say_swap(swaps: pd.DataFrame, quarter: pd.Period, level: str, say: Wording) -> str:
    """Tell who left and came in a quarter at a level, of both sides: one alone would blame it."""
    own = {row["side"]: row for row in to_rows(swaps) if row["quarter"] == quarter and row["level"] == level}
    parts, shared = [], ""
    for side in SIDES:
        row = own.get(side, NOBODY)
        counts = {name: _few(int(row[name]), say) for name in ("left", "joined")}
        parts.append(say(f"levels.swaps.{'wave' if row['wave'] else 'row'}", side=say(f"side.{side}"), **counts))
        if row["left"] >= MIN_PERSONS and row["shared"] == row["shared"]:
            shared += " " + say("levels.swaps.shared", side=say(f"side.{side}"), share=say.percent(row["shared"]))
    head = say("levels.swaps.head", quarter=quarter, level=say(f"front.level.{level}"))
    return f"{head} {'; '.join(parts)}.{shared}"


def _few(n: int, say: Wording) -> str:
    return f"<{MIN_PERSONS}" if 0 < n < MIN_PERSONS else say.number(n)
