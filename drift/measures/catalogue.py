"""Every measure: what it counts, which way it points, what it needs, and when its sign turns."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from drift.terms import Group

Side = Literal["specification", "engagement", "outcome", "context"]
Spread = Literal["none", "clusters", "bound", "pooled", "counts", "seldom", "poisson", "rarefied", "followed", "waits"]


@dataclass(frozen=True)
class Measure:
    """One measure; a variance is always that of its natural logarithm, sampling only."""

    name: str  # key of the report's JSON and of wording: measure.NAME
    side: Side
    unit: str = "share"  # of the value
    of: str = "incidents"  # what a share is a share of: of.OF in wording
    moves_with: Group | str = ""  # the group it shares a weight with; none named: it is one by itself
    n: str = "incidents"  # what its n counts
    spread: Spread = "clusters"  # how its variance is found; see docs/measures.md
    column: str = ""  # of the table of flags: what each incident adds; a share has columns of its own name
    adjusted: bool = False  # of no share: brought to the mix of the base, as shares are
    within: str = ""  # the measure whose months it has; none: all months that are over and known
    unless_never: bool = False  # what is never found cannot be told from what nobody writes down: then it is absent
    needs: str = ""  # columns and tables without which it is absent
    turns: str = ""  # when more of it is not better or worse after all
    apart: bool = False  # an outcome with a finding of its own, weighed with no other

    @property
    def group(self) -> Group | str:
        """Measures of a group move together and share one weight."""
        return self.moves_with or self.name

    @property
    def answered(self) -> bool:
        """Whether every incident answers it by a yes or no, or a share."""
        return self.unit == "share" and self.spread != "waits"

    @property
    def direction(self) -> int:
        """+1: more of it raises the index of its side; -1: an outcome, less is better; 0: context, its sign turns."""
        return {"outcome": -1, "context": 0}.get(self.side, 1)


# names of measures: keys of the JSON and of wording
HANDS, CONTACT, FLOOR, ATTENTION = "same_hands", "direct_contact", "solved_on_the_floor", "attention_while_open"
RESTORE, WORKED = "time_to_restore", "time_to_restore_working"
REOPENED, REPEATED, PUSHED_UP, WAITING = "reopened", "repeated", "pushed_up", "waiting"
COMPLAINTS, CLAUSE_TALK, DIAGNOSIS = "complaints", "clause_talk", "diagnosis"
PEOPLE, PAIRS, UPDATES, VOLUME = "people", "pairs", "updates", "volume"
RESPONSE, CONTACT_HOURS = "first_response", "hours_to_contact"
AUTOMATIC, VISITS = "automatic", "visits"
CALLERS_LEFT = "callers_left"

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
        Measure(name, "specification", unit, moves_with=group, n="", spread="none", needs="clauses")
        for name, group, unit in STOCKS
    ),
    Measure(
        "tightness",
        "specification",
        "ln",
        n="targets followed",
        spread="followed",
        needs="targets, lineage",
        turns="a norm relaxed in words and kept in practice",
    ),
    Measure(
        HANDS,
        "engagement",
        of="earlier",
        moves_with="hands",
        needs="requester, handler, 4 months of history",
        turns="turnover with overlap and a new site lower it for months without harm; one person alone gives 1",
    ),
    Measure(
        CONTACT,
        "engagement",
        moves_with="contact",
        needs="events of kind visit or call, or contacts that name incidents",
        turns="remote work and fewer faults that need a visit lower it without harm; calls on a bounced one raise it",
    ),
    Measure(
        FLOOR,
        "engagement",
        moves_with="floor",
        needs="an end, and pushes or hand-overs; reopenings and objects where told",
        turns="more incidents on the same objects make chance repeats",
    ),
    Measure(
        ATTENTION,
        "engagement",
        of="open_time",
        moves_with="attention",
        spread="bound",
        needs="opened, resolved, events",
        turns="bounced tickets have more updates: enters only where no person is named; ceiling at 1",
    ),
    Measure(
        RESTORE,
        "outcome",
        "hours",
        moves_with="restore",
        spread="pooled",
        column="open_s",
        adjusted=True,
        needs="opened, resolved",
        turns="automation within a category and priority leaves the long ones",
    ),
    Measure(
        REOPENED,
        "outcome",
        needs="n_reopened, or events of kind reopened",
        turns="a tool that reopens by itself on a mail of thanks",
    ),
    Measure(REPEATED, "outcome", of="located", needs="object", turns="rises by chance with volume on the same objects"),
    Measure(
        PUSHED_UP,
        "outcome",
        needs="events of kind escalated or referred back, or levels of persons",
        turns="escalating early may be a sign of trust",
    ),
    Measure(
        WAITING,
        "outcome",
        of="open_time",
        needs="events of kind waiting",
        turns="a clock that stops by agreement is no idleness",
    ),
    Measure(
        COMPLAINTS,
        "outcome",
        unless_never=True,
        needs="title or text",
        turns="a low threshold for complaints is a sign of trust",
    ),
    Measure(
        CLAUSE_TALK,
        "outcome",
        unless_never=True,
        needs="title or text of events",
        turns="a new contract is talked about by everybody for a while",
    ),
    Measure(
        WORKED,
        "outcome",
        "working hours",
        moves_with="restore",
        spread="counts",
        column="worked_h",
        adjusted=True,
        needs="opened, resolved",
        turns="as time_to_restore",
    ),
    Measure(
        "downtime",
        "outcome",
        "hours",
        spread="seldom",
        column="downtime_s",
        needs="a column of downtime",
        turns="who writes down short stops too has a lower mean",
    ),
    Measure(
        CALLERS_LEFT,
        "outcome",
        n="callers",
        spread="waits",
        needs="requester, 24 months, 20 callers in twelve months",
        turns="a portal that takes over calls, work that was moved elsewhere, other log-in names",
        apart=True,
    ),
    Measure(
        PEOPLE,
        "context",
        "persons",
        n="touches",
        spread="rarefied",
        needs="handler or actor",
        turns="bounced tickets meet more people; a call centre has most of all",
    ),
    Measure(
        PAIRS,
        "context",
        "pairs",
        moves_with="people",
        spread="rarefied",
        needs="requester, handler",
        turns="three fixed duos have 3, a call centre 48",
    ),
    Measure(
        RESPONSE,
        "context",
        "hours",
        spread="pooled",
        column="responded_s",
        needs="responded",
        turns="an automatic answer is a fast one",
    ),
    Measure(
        CONTACT_HOURS,
        "context",
        "hours",
        moves_with="contact",
        spread="pooled",
        column="direct_s",
        within=CONTACT,
        needs="as direct_contact",
        turns="where only the urgent ones are still visited, it falls",
    ),
    Measure(
        DIAGNOSIS,
        "context",
        of="titles",
        needs="requester, title",
        turns="a form that asks for the object raises it; a portal of fixed choices lowers it",
    ),
    Measure(
        VOLUME,
        "context",
        "incidents",
        spread="poisson",
        needs="opened",
        turns="fewer incidents may be better maintenance or given-up callers",
    ),
    Measure(
        AUTOMATIC,
        "context",
        unless_never=True,
        needs="robots, portals and shared mailboxes among the persons",
        turns="a portal takes over calls, or keeps callers from them",
    ),
    Measure(
        VISITS,
        "context",
        moves_with="contact",
        unless_never=True,
        needs="events of kind visit",
        turns="remote work lowers it without harm",
    ),
    Measure(
        UPDATES,
        "context",
        "updates an incident",
        spread="counts",
        column="n_steps",
        needs="events",
        turns="bounced tickets have four times as many",
    ),
)
# of each incident a yes or no, or a share: the columns of the table `answers`
ANSWERED: Final = tuple(measure.name for measure in MEASURES if measure.answered)
TEXT_MEASURES: Final = (COMPLAINTS, CLAUSE_TALK)  # what people write: the least sure of all
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
