"""Which dates are wrong in the files, as the truth tells it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from drift.samples.files.metro_meetings import list_early, list_minuted
from drift.samples.files.servicenow import list_years
from drift.samples.slips import SLIP_AT, keeps_old_day, lacks_date

if TYPE_CHECKING:
    from drift.samples.relation import Relation


def tell_slips(relation: Relation) -> dict[str, Any]:
    """Return which dates are wrong in the files, ready for JSON; nothing where the scene has none."""
    if relation.story.scene.facts["tool"] != "servicenow":
        return {}
    third = [*list_years(relation).values()][2:3]
    minuted, slip = list_minuted(relation), list_early(relation)[SLIP_AT : SLIP_AT + 1]
    return {
        "wrong_dates": {
            "closed_1970": [ticket.number for own in third for i, ticket in enumerate(own) if lacks_date(i)],
            "minutes_with_an_old_day": [
                f"{meeting.at:%Y-%m-%d}" for i, meeting in enumerate(minuted) if keeps_old_day(i)
            ],
            "meetings_without_a_day": [f"{meeting.at:%Y-%m-%d %H:%M}" for meeting in slip],
        }
    }
