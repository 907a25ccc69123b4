"""One row a case: what it adds to each measure, before it is known which months are the base.

Written once: all measures are counted together from its columns.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drift.measures.catalogue import AUTOMATIC
from drift.measures.work.questions.ask import ask
from drift.measures.work.questions.attention import flag_attention, flag_waiting
from drift.measures.work.questions.contact import flag_contact
from drift.measures.work.questions.floor import flag_fates
from drift.measures.work.questions.hands import find_hands, flag_hands
from drift.measures.work.questions.hours import work_hours
from drift.measures.work.questions.repeats import CHANCE, find_repeats
from drift.measures.work.questions.talk import flag_talk
from drift.tables.engine import FIXED_POINT

if TYPE_CHECKING:
    import ibis
    import pandas as pd

    from drift.project.settings import Settings
    from drift.tables.calendar import Span


def flag_cases(
    cases: ibis.Table, histories: ibis.Table, settings: Settings, span: Span, spoiled: pd.PeriodIndex
) -> ibis.Table:
    """Return what each corrective incident adds.

    Parameters
    ----------
    histories : a row a case, as of `build_histories`
    span : of the log
    spoiled : months that tell no hands

    Returns
    -------
    table : case, month, category, priority, cluster; by_people, caller_number, handler_number, n_actors (null: none),
        n_steps; open_s, responded_s and direct_s (seconds from opening; missing: not known, or never), downtime_s,
        worked_h; of each measure that is a share, NAME (yes or no, or billionths; null: not told) and NAME_asked; lull
        (billionths), solved and bounced
    """
    rows = cases
    for table in (histories, find_repeats(cases, span.last), find_hands(cases, spoiled), work_hours(cases, settings)):
        rows = rows.left_join(table, "case").drop("case_right")
    return rows.select(
        *("case", "month", "category", "priority", "cluster", "by_people", "caller_number", "handler_number"),
        *("n_actors", "open_s", "downtime_s", "worked_h", "lull"),
        n_steps=rows.n_steps.fill_null(0),
        responded_s=rows.responded_s - rows.opened_s,
        **flag_hands(rows, span.months[0].ordinal),
        **flag_contact(rows),
        **flag_fates(rows, settings.cut_days),
        **flag_attention(rows),
        **flag_waiting(rows),
        **flag_talk(rows),
        **ask(AUTOMATIC, ~rows.by_people),
        **ask(CHANCE, FIXED_POINT - rows.lull, rows.lull.notnull()),
    )
