"""What is true of a made-up relation: what was planted, and what came of it by the definitions of the measures."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from itertools import pairwise
from statistics import median
from typing import Any, Final

from drift.samples.callers import tell_callers
from drift.samples.contract_text import list_governance
from drift.samples.contract_truth import list_norms, trace
from drift.samples.levels.truth import tell_levels
from drift.samples.norms.truth import tell_norms
from drift.samples.relation import Relation
from drift.samples.story import LATE, add_months
from drift.samples.tickets import Ticket
from drift.terms import LEVELS

SAME_FROM, SAME_TO = dt.timedelta(days=8), dt.timedelta(days=120)  # the caller's earlier incidents that count
REPEAT_WITHIN: Final = dt.timedelta(days=30)
DIGITS: Final = 6


def tell_truth(relation: Relation) -> dict[str, Any]:
    """Return the truth of a relation, ready for JSON."""
    story = relation.story
    return {
        "made_up": True,
        "relation": story.scene.relation,
        "scenario": story.scenario,
        "seed": relation.seed,
        "months": story.months,
        "exported_at": relation.exported_at.isoformat(sep=" "),
        "dates": _dates(relation),
        "by_month": list_months(relation),
        "left": _left(relation),
        "governance": list_governance(relation.paper, relation.cast),
        "versions": [
            {"version": version.name, "effective_on": version.effective_on.isoformat(), "draft": version.draft,
             "author": version.author, "clauses": len(relation.paper.clauses[version.name]),
             "kinds": dict(sorted(Counter(clause.kind for clause in relation.paper.clauses[version.name]).items()))}
            for version in relation.paper.versions
        ],
        "norms": list_norms(relation.paper),
        "lineage": [
            {"from": before.name, "to": version.name, "pairs": trace(relation.paper, before, version)}
            for version in relation.paper.versions
            for before in [relation.paper.before(version)]
            if before
        ],
        **tell_norms(relation),
        **tell_levels(relation),
        **tell_callers(relation),
    }  # fmt: skip


def _dates(relation: Relation) -> dict[str, str | None]:
    """Return the months in which something turns; None where it does not happen in this scenario."""
    story = relation.story
    slides, when = story.slides, story.schedule
    return {
        "procurement": f"{story.day(when.procurement):%Y-%m}" if story.paper_grows else None,
        "onset": f"{story.day(when.onset):%Y-%m}" if story.turns else None,
        "onset_outcomes": f"{story.day(when.onset + when.lag):%Y-%m}"
        if any(name in story.plot.work for name in LATE)
        else None,
        "round_table": f"{story.day(when.table, when.table_day):%Y-%m-%d}" if slides else None,
        "repair": f"{story.day(when.repair):%Y-%m}" if slides else None,
        "repaired": f"{story.day(when.repaired):%Y-%m}" if slides else None,
        **_relapse(relation),
    }


def _relapse(relation: Relation) -> dict[str, str]:
    """Return the months in which a repair is let go again and has come to nothing, where that is told."""
    story, when = relation.story, relation.story.schedule
    if not story.slides or when.relapse is None or when.relapsed is None:
        return {}
    return {"relapse": f"{story.day(when.relapse):%Y-%m}", "relapsed": f"{story.day(when.relapsed):%Y-%m}"}


def _left(relation: Relation) -> list[dict[str, str]]:
    return [
        {"side": person.side, "role": person.role, "last_day": person.to_on.isoformat()}
        for person in relation.cast.left(relation.story)
        if person.to_on
    ]


def list_months(relation: Relation) -> list[dict[str, Any]]:
    """Return one row a month: corrective incidents opened in it, what was planted, and what came of it.

    same_hands: mean over the incidents whose caller had one 8 to 120 days before, of the share of those handled by the
    same person (n_same_hands of them). floor: neither pushed up, nor reopened, nor back on the same object within 30
    days. Shares are over all corrective incidents of the month. What happened after the export does not count.
    """
    corrective = [ticket for ticket in relation.tickets if ticket.type == "corrective"]
    robot = relation.story.scene.facts["robot"]
    hands, repeated = _same_hands(corrective, robot), _repeated(corrective)
    n_tickets = Counter(map(_month, relation.tickets))
    met = Counter((f"{meeting.at:%Y-%m}", meeting.level) for meeting in relation.meetings)
    rows = []
    for i, planted in enumerate(relation.story.planted):
        month = f"{add_months(relation.story.first, i):%Y-%m}"
        opened = [ticket for ticket in corrective if _month(ticket) == month]
        shares = [hands[ticket.number] for ticket in opened if ticket.number in hands]
        rows.append({
            "month": month,
            "n_tickets": n_tickets[month],
            "n_corrective": len(opened),
            "same_hands": _mean(shares), "n_same_hands": len(shares),
            **_share_outcomes(opened, relation.exported_at, repeated),
            "meetings": {level: met[month, level] for level in LEVELS},
            "planted": {name: round(value, DIGITS) for name, value in planted.items()},
        })  # fmt: skip
    return rows


def _share_outcomes(opened: list[Ticket], exported_at: dt.datetime, repeated: set[str]) -> dict[str, float | None]:
    """Return the shares of the incidents of a month that each thing happened to, and the hours in which they closed."""
    kinds = [{event.kind for event in ticket.events if event.at < exported_at} for ticket in opened]
    back = [ticket.number in repeated for ticket in opened]
    floor = [not (own & {"escalated", "reopened"} or again) for own, again in zip(kinds, back, strict=True)]
    hours = [
        (ticket.resolved_at - ticket.opened_at).total_seconds() / 3600
        for ticket in opened
        if ticket.resolved_at and ticket.resolved_at < exported_at
    ]
    return {
        "own_duo": _mean([ticket.planted["same"] for ticket in opened]),
        "direct": _mean([bool(own & {"call", "visit"}) for own in kinds]),
        "floor": _mean(floor),
        "pushed_up": _mean(["escalated" in own for own in kinds]),
        "reopened": _mean(["reopened" in own for own in kinds]),
        "repeated": _mean(back),
        "waiting": _mean(["waiting" in own for own in kinds]),
        "clause_talk": _mean([ticket.planted["clause"] for ticket in opened]),
        "complaint": _mean([ticket.planted["complaint"] for ticket in opened]),
        "diagnosis": _mean([ticket.planted["diagnosis"] for ticket in opened]),
        "restore_h": round(median(hours), DIGITS) if hours else None,
    }


def _month(ticket: Ticket) -> str:
    return f"{ticket.opened_at:%Y-%m}"


def _mean(values: list[Any]) -> float | None:
    return round(sum(map(float, values)) / len(values), DIGITS) if values else None


def _same_hands(tickets: list[Ticket], robot: str) -> dict[str, float]:
    """Return for each incident the share of its caller's earlier ones that the same person handled."""
    by_caller: dict[str, list[Ticket]] = {}
    for ticket in tickets:
        if ticket.requester != robot:
            by_caller.setdefault(ticket.requester, []).append(ticket)
    shares = {}
    for own in by_caller.values():
        for ticket in own:
            earlier = [one for one in own if SAME_FROM <= ticket.opened_at - one.opened_at <= SAME_TO]
            if earlier:
                shares[ticket.number] = sum(one.handler is ticket.handler for one in earlier) / len(earlier)
    return shares


def _repeated(tickets: list[Ticket]) -> set[str]:
    """Return the incidents after which the same object broke down again within 30 days."""
    by_object: dict[str, list[Ticket]] = {}
    for ticket in tickets:
        by_object.setdefault(ticket.thing.code, []).append(ticket)
    repeated = set()
    for own in by_object.values():
        for one, following in pairwise(own):
            if following.opened_at - one.opened_at <= REPEAT_WITHIN:
                repeated.add(one.number)
    return repeated
