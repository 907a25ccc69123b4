"""Who stops reporting: by leaving, or by falling quiet while they work on."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drift.samples.story import add_months

if TYPE_CHECKING:
    from drift.samples.relation import Relation


def tell_callers(relation: Relation) -> dict[str, Any]:
    """Return what is true of the callers, ready for JSON; nothing where the scene has no staff.

    n : staff that reports in the beginning; left : last months in which one was there; quiet : first months without a
    report; by_month : how many of them still report on its first day, and how many persons did report in it
    """
    staff = [person for seat in relation.cast.staff for person in seat]
    if not staff:
        return {}
    robot, called = relation.story.scene.facts["robot"], dict[str, set[str]]()
    for ticket in relation.tickets:
        if ticket.requester != robot:
            called.setdefault(f"{ticket.opened_at:%Y-%m}", set()).add(ticket.requester)
    firsts = [add_months(relation.story.first, i) for i in range(relation.story.months)]
    return {
        "callers": {
            "n": len(staff),
            "left": sorted(f"{person.to_on:%Y-%m}" for person in staff if person.to_on),
            "quiet": sorted(f"{person.quiet_on:%Y-%m}" for person in staff if person.quiet_on),
            "by_month": [
                {
                    "month": f"{day:%Y-%m}",
                    "still": sum(person.reports_on(day) for person in staff),
                    "reported": len(called.get(f"{day:%Y-%m}", ())),
                }
                for day in firsts
            ],
        }
    }
