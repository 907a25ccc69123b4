"""Which recent problems to put on the table: three that both sides know, by a rule that anybody can repeat.

A candidate is a corrective incident, opened in the eight weeks before the last stamp of the log, that was pushed up,
bounced, came back on the same object, waited long, or was argued by clause. Left out are: what not both sides know; the
worst case (the longest open, and the one that is most of these things at once), because it stands for itself; and a
kind that only befell one caller or one handler, because that would be about a person. Of what is left the kinds that
occur most come first, and of each the incident in the middle by open time: an ordinary case, not a striking one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import pandas as pd

from drift.tables.engine import DAY_S, FIXED_POINT, to_frame, to_seconds

if TYPE_CHECKING:
    import ibis

    from drift.measures.work.casebook import Casebook

WEEKS: Final = 8  # so recent that those who were there remember it
PROBLEMS: Final = 3  # as many as fit an afternoon
KINDS: Final = ("pushed_up", "bounced", "repeated", "waited", "argued")  # this order settles ties
WAITED_SHARE: Final = 0.5  # of its open time: waiting was most of what happened
WAITED_DAYS: Final = 1  # and at least a day; waiting for an hour is no problem
SEVERAL: Final = 2  # callers, and handlers, that a kind befell: else it is about one of them


@dataclass(frozen=True)
class Choice:
    """One incident chosen, and as what."""

    case: int
    tool: str
    incident_id: str
    kind: str  # one of KINDS: why it was chosen
    kinds: tuple[str, ...]  # all that it is
    open_s: int  # seconds from opening to its end, or to the last stamp


@dataclass(frozen=True)
class Choices:
    """What was chosen, and how many were left at each step of the rule."""

    chosen: tuple[Choice, ...]
    n_recent: int  # corrective incidents of people in the eight weeks
    n_troubled: int  # of these of one kind or more
    n_known: int  # of these known to both sides
    n_open: int  # of these neither the worst nor one person's


def choose_problems(casebook: Casebook, last: pd.Timestamp) -> Choices:
    """Choose the problems.

    Parameters
    ----------
    last : last stamp of the log, wall time
    """
    cases = recent_cases(casebook.cases, last)
    recent = _gather(cases, casebook.flags, last)
    troubled = recent[recent[list(KINDS)].any(axis=1)]
    known = troubled["between"] | troubled["case"].isin(_touched_by_both(cases, casebook))
    eligible = troubled[known & ~troubled["case"].isin(find_worst(troubled))]
    flags = _drop_personal(eligible)
    chosen = _pick(eligible, flags)
    return Choices(tuple(chosen), len(recent), len(troubled), int(known.sum()), int(flags.any(axis=1).sum()))


def recent_cases(cases: ibis.Table, last: pd.Timestamp) -> ibis.Table:
    """Return the corrective incidents of people that were opened in the eight weeks before the last stamp."""
    from_s = int((last - pd.Timedelta(weeks=WEEKS) - pd.Timestamp(0)) // pd.Timedelta(seconds=1))
    return cases.filter((to_seconds(cases.opened_at) > from_s) & cases.by_people)


def _gather(cases: ibis.Table, flags: ibis.Table, last: pd.Timestamp) -> pd.DataFrame:
    """Return a row a recent incident: the five kinds as flags, who called, who handled, how long it was open."""
    answers = flags.select("case", "pushed_up", "bounced", "repeated", waited="waiting", argued="clause_talk")
    names = ["case", "tool", "incident_id", "caller", "handler", "between", "object"]
    names += ["opened_at", "opened_s", "ended_s"]
    frame = to_frame(cases.select(*names).left_join(answers, "case").drop("case_right"), "case")
    lasted = (frame["ended_s"] - frame["opened_s"]).astype("Float64")
    until_now = (last - frame["opened_at"]).dt.total_seconds()
    frame["open_s"] = lasted.fillna(until_now).clip(lower=0).astype("int64")
    waited = frame["waited"].astype("Float64").fillna(0.0) / FIXED_POINT
    long = (waited >= WAITED_SHARE) & (waited * frame["open_s"] >= WAITED_DAYS * DAY_S)
    frame["waited"] = long.astype(bool)
    for name in ("pushed_up", "bounced", "repeated", "argued", "between"):
        frame[name] = frame[name].astype("boolean").fillna(False).astype(bool)
    return frame


def _touched_by_both(cases: ibis.Table, casebook: Casebook) -> set[int]:
    """Return the cases among whose steps are those of persons of both sides."""
    steps, parties = casebook.steps, casebook.parties.spans
    acted = steps.join(cases.select("case", "opened_s"), "case")
    acted = acted.mutate(at_s=acted.opened_s + acted.after_s)
    there = (acted.actor == parties.person, acted.at_s >= parties.from_s, acted.at_s < parties.to_s)
    known = acted.join(parties.filter(parties.side.notnull()).select("person", "from_s", "to_s", "side"), there)
    counts = to_frame(known.group_by("case").agg(n=known.side.nunique()), "case")
    return set(counts.loc[counts["n"] > 1, "case"])


def find_worst(troubled: pd.DataFrame) -> set[int]:
    """Return the cases that are the worst: the longest open, and the one that is most things at once."""
    if not len(troubled):
        return set()
    n_kinds = troubled[list(KINDS)].sum(axis=1)
    longest: Any = troubled.sort_values(["open_s", "case"]).iloc[-1]
    most: Any = troubled.assign(n_kinds=n_kinds).sort_values(["n_kinds", "open_s", "case"]).iloc[-1]
    return {int(longest["case"])} | ({int(most["case"])} if most["n_kinds"] > 1 else set())


def _drop_personal(eligible: pd.DataFrame) -> pd.DataFrame:
    """Return the flags of the kinds that befell several callers and several handlers; the others are all false."""
    flags = eligible[list(KINDS)].copy()
    for kind in KINDS:
        those = eligible[eligible[kind]]
        if min(those["caller"].nunique(), those["handler"].nunique()) < SEVERAL:
            flags[kind] = False
    return flags


def _pick(eligible: pd.DataFrame, flags: pd.DataFrame) -> list[Choice]:
    """Pick one of each kind, the commonest kinds first; then, where there is room, a second of a kind."""
    n_of: dict[str, int] = {kind: int(flags[kind].to_numpy().sum()) for kind in KINDS}
    order = sorted(KINDS, key=lambda kind: (-n_of[kind], KINDS.index(kind)))
    chosen: list[Choice] = []
    for kind in [*order, *order]:
        if len(chosen) == PROBLEMS:
            break
        taken = eligible["case"].isin({choice.case for choice in chosen})
        objects = set(eligible.loc[taken, "object"].dropna())  # two incidents of one object are one problem
        left = eligible[flags[kind] & ~taken & ~eligible["object"].isin(objects)]
        if len(left):
            chosen.append(_to_choice(_middle(left), kind))
    return chosen


def _middle(left: pd.DataFrame) -> pd.Series:
    """Return the row in the middle by open time; of two the later."""
    ranked = left.sort_values(["open_s", "case"])
    return ranked.iloc[len(ranked) // 2]


def _to_choice(row: Any, kind: str) -> Choice:
    kinds = tuple(name for name in KINDS if row[name])
    return Choice(int(row["case"]), str(row["tool"]), str(row["incident_id"]), kind, kinds, int(row["open_s"]))
