"""What each incident adds to each measure, so that a number of a month can be led back to its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.work.cases import FIXED_POINT, HOUR_S, to_frame
from drift.measures.work.contact import CONTACT_HOURS
from drift.measures.work.context import RESPONSE
from drift.measures.work.outcomes import WORKED
from drift.tables.columns import ANSWERED, TABLES, to_arrow

if TYPE_CHECKING:
    import ibis

    from drift.measures.work.questions import Question
    from drift.tables.store import Store

_PLACE: Final = ["relation", "file", "sheet", "row", "tool", "incident_id"]


def put_answers(store: Store, questions: dict[str, Question] | None) -> None:
    """Put the table `answers`, a row a corrective incident in the order of the incidents.

    Parameters
    ----------
    questions : as they were put to the table `judged`; None without incidents
    """
    names = [column.name for column in TABLES["answers"]]
    if questions is None:
        store.put("answers", to_arrow("answers", pd.DataFrame(columns=names)))
        return
    told = to_frame(_ask_all(store, {name: questions[name] for name in ANSWERED if name in questions}), "case")
    shares = {name: told[name] / FIXED_POINT for name in ANSWERED if name in told}
    unasked = {f"{name}_asked": False for name in ANSWERED if name not in told}
    places = store.fetch("incidents").to_pandas()[_PLACE]
    rows = places.merge(told.assign(**shares, **unasked), on=["tool", "incident_id"])
    store.put("answers", to_arrow("answers", rows.reindex(columns=names)))


def _ask_all(store: Store, questions: dict[str, Question]) -> ibis.Table:
    """Return what every question gets for an answer, and the hours and counts of which a month takes the mean."""
    import ibis

    judged = store["judged"]
    shares = {name: ibis.ifelse(one.asked, one.share, ibis.null("int64")) for name, one in questions.items()}
    asked = {f"{name}_asked": one.asked.fill_null(False) for name, one in questions.items()}
    hours = {CONTACT_HOURS: judged.direct_s, RESPONSE: judged.responded_s}
    taken = {
        name: (ibis.ifelse(seconds > 0, seconds, ibis.null("int64")) / HOUR_S).cast("float64")
        for name, seconds in hours.items()
    }
    rows = judged.select("case", "bounced", n_steps=judged.n_steps.fill_null(0), **shares, **asked, **taken)
    worked = store["worked"].select("case", **{WORKED: store["worked"].took_h})
    rows = rows.left_join(worked, "case").drop("case_right")
    return rows.join(store["cases"].select("case", "tool", "incident_id"), "case")
