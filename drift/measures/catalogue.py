"""Every measure: what it counts, which way it points, what it needs, and when its sign turns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from drift.terms import Group

Side = Literal["specification", "engagement", "outcome", "context"]
Spread = Literal["none", "clusters", "bound", "pooled", "counts", "seldom", "poisson", "rarefied", "followed"]


@dataclass(frozen=True)
class Measure:
    """One measure; a variance is always that of its natural logarithm, sampling only."""

    name: str  # key of the report's JSON and of wording: measure.NAME
    side: Side
    group: Group | str  # measures of a group move together and share one weight
    direction: int  # +1: more of it raises the side's index; for outcomes +1 is better; 0: context, its sign turns
    unit: str  # of the value
    n: str = "incidents"  # what its n counts
    spread: Spread = "clusters"  # how its variance is found; see docs/measures.md
    column: str = ""  # of the table of flags: what each incident adds; a share has columns of its own name
    within: str = ""  # the measure whose months it has; none: all months that are over and known
    unless_never: bool = False  # what is never found cannot be told from what nobody writes down: then it is absent
    needs: str = ""  # columns and tables without which it is absent
    turns: str = ""  # when more of it is not better or worse after all


STOCKS: Final = (  # counted in the paper: name, group, unit
    ("clauses", "size", "clauses"),
    ("words", "size", "words"),
    ("obligations", "size", "clauses"),
    ("targets", "control", "targets"),
    ("reporting_duties", "control", "clauses"),
    ("penalties", "control", "clauses"),
    ("procedures", "control", "clauses"),
)
MEASURES: Final = (  # in the order in which they are told
    *(
        Measure(name, "specification", group, 1, unit, n="", spread="none", needs="clauses")
        for name, group, unit in STOCKS
    ),
    Measure(
        "tightness",
        "specification",
        "tightness",
        1,
        "ln",
        n="targets followed",
        spread="followed",
        needs="targets, lineage",
        turns="a norm relaxed in words and kept in practice",
    ),
    Measure(
        "same_hands",
        "engagement",
        "hands",
        1,
        "share",
        needs="requester, handler, 12 months of history",
        turns="turnover with overlap and a new site lower it for a year without harm; one person alone gives 1",
    ),
    Measure(
        "direct_contact",
        "engagement",
        "contact",
        1,
        "share",
        needs="events of kind visit or call, or contacts that name incidents",
        turns="remote work and fewer faults that need a visit lower it without harm; calls on a bounced one raise it",
    ),
    Measure(
        "solved_on_the_floor",
        "engagement",
        "floor",
        1,
        "share",
        needs="an end, and pushes or hand-overs; reopenings and objects where told",
        turns="more incidents on the same objects make chance repeats",
    ),
    Measure(
        "attention_while_open",
        "engagement",
        "attention",
        1,
        "share",
        spread="bound",
        needs="opened, resolved, events",
        turns="bounced tickets have more updates: enters only where no person is named; ceiling at 1",
    ),
    Measure(
        "time_to_restore",
        "outcome",
        "restore",
        -1,
        "hours",
        spread="pooled",
        column="open_s",
        needs="opened, resolved",
        turns="automation of the simple ones leaves the long ones",
    ),
    Measure(
        "reopened",
        "outcome",
        "reopened",
        -1,
        "share",
        needs="n_reopened, or events of kind reopened",
        turns="a tool that reopens by itself on a mail of thanks",
    ),
    Measure(
        "repeated",
        "outcome",
        "repeated",
        -1,
        "share",
        needs="object",
        turns="rises by chance with volume on the same objects",
    ),
    Measure(
        "pushed_up",
        "outcome",
        "pushed_up",
        -1,
        "share",
        needs="events of kind escalated or referred back, or levels of persons",
        turns="escalating early may be a sign of trust",
    ),
    Measure(
        "waiting",
        "outcome",
        "waiting",
        -1,
        "share",
        needs="events of kind waiting",
        turns="a clock that stops by agreement is no idleness",
    ),
    Measure(
        "complaints",
        "outcome",
        "complaints",
        -1,
        "share",
        needs="title or text",
        turns="a low threshold for complaints is a sign of trust",
        unless_never=True,
    ),
    Measure(
        "clause_talk",
        "outcome",
        "clause_talk",
        -1,
        "share",
        needs="title or text of events",
        turns="a new contract is talked about by everybody for a while",
        unless_never=True,
    ),
    Measure(
        "time_to_restore_working",
        "outcome",
        "restore",
        -1,
        "working hours",
        spread="counts",
        column="worked_h",
        needs="opened, resolved",
        turns="as time_to_restore",
    ),
    Measure(
        "downtime",
        "outcome",
        "downtime",
        -1,
        "hours",
        spread="seldom",
        column="downtime_s",
        needs="a column of downtime",
        turns="who writes down short stops too has a lower mean",
    ),
    Measure(
        "people",
        "context",
        "people",
        0,
        "persons",
        n="touches",
        spread="rarefied",
        needs="handler or actor",
        turns="bounced tickets meet more people; a call centre has most of all",
    ),
    Measure(
        "pairs",
        "context",
        "people",
        0,
        "pairs",
        spread="rarefied",
        needs="requester, handler",
        turns="three fixed duos have 3, a call centre 48",
    ),
    Measure(
        "first_response",
        "context",
        "first_response",
        0,
        "hours",
        spread="pooled",
        column="responded_s",
        needs="responded",
        turns="an automatic answer is a fast one",
    ),
    Measure(
        "hours_to_contact",
        "context",
        "contact",
        0,
        "hours",
        spread="pooled",
        column="direct_s",
        within="direct_contact",
        needs="as direct_contact",
        turns="where only the urgent ones are still visited, it falls",
    ),
    Measure(
        "diagnosis",
        "context",
        "diagnosis",
        0,
        "share",
        needs="requester, title",
        turns="a form that asks for the object raises it; a portal of fixed choices lowers it",
    ),
    Measure(
        "volume",
        "context",
        "volume",
        0,
        "incidents",
        spread="poisson",
        needs="opened",
        turns="fewer incidents may be better maintenance or given-up callers",
    ),
    Measure(
        "automatic",
        "context",
        "automatic",
        0,
        "share",
        needs="robots, portals and shared mailboxes among the persons",
        turns="a portal takes over calls, or keeps callers from them",
        unless_never=True,
    ),
    Measure(
        "visits",
        "context",
        "contact",
        0,
        "share",
        needs="events of kind visit",
        turns="remote work lowers it without harm",
        unless_never=True,
    ),
    Measure(
        "updates",
        "context",
        "updates",
        0,
        "updates an incident",
        spread="counts",
        column="n_steps",
        needs="events",
        turns="bounced tickets have four times as many",
    ),
)
# of each incident a yes or no, or a share: the columns of the table `answers`
ANSWERED: Final = tuple(measure.name for measure in MEASURES if measure.unit == "share")
COMPONENTS: Final = tuple(measure.name for measure in MEASURES if measure.side == "engagement")
HOURS: Final = tuple(
    measure.name for measure in MEASURES if measure.side == "outcome" and measure.unit.endswith("hours")
)


def measures_of(side: Side) -> tuple[Measure, ...]:
    """Return the measures of one side."""
    return tuple(measure for measure in MEASURES if measure.side == side)


def measure_named(name: str) -> Measure:
    """Return a measure by its name."""
    return next(measure for measure in MEASURES if measure.name == name)


def weigh_groups(names: list[str], told: dict[Group, float] | None = None) -> dict[str, float]:
    """Return weights by which each group has the same say, or the say that drift.toml gives it; they sum to 1."""
    groups = {name: measure_named(name).group for name in names}
    sizes = {group: list(groups.values()).count(group) for group in groups.values()}
    shares: dict[str, float] = {group: float(dict(told or {}).get(group, 1.0)) for group in sizes}  # type: ignore[call-overload]  # groups are of their Literal type or of none
    whole = sum(shares.values()) or 1.0
    return {name: shares[groups[name]] / (whole * sizes[groups[name]]) for name in names}
