"""One wide table of what is judged of each corrective incident, before it is known which months are the base.

Written once: every measure is a question put to its columns, and all questions are counted together.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from drift.measures.work.attention import judge_attention
from drift.measures.work.contact import find_touches, judge_touches
from drift.measures.work.floor import judge_fates
from drift.measures.work.hands import find_hands, judge_hands
from drift.measures.work.histories import count_moves
from drift.measures.work.outcomes import judge_waiting
from drift.measures.work.repeats import find_repeats

if TYPE_CHECKING:
    import ibis

    from drift.tables.store import Store


def build_judged(store: Store, first_month: int, cut_days: int) -> None:
    """Put the table `judged`, a row a corrective incident.

    case, month, category, priority, cluster; by_people, caller_number, handler_number, n_actors, n_steps; downtime_s;
    open_s, responded_s and direct_s (seconds from opening; missing: not known, or never); shares in billionths: hands,
    attention, waiting, lull; yes, no or not told: solved, pushed_up, bounced, reopened, repeated, direct, visited,
    clause, complaint, diagnosed; hands_asked.
    """
    told = _gather(store, cut_days)
    store.derive(
        "judged",
        told.select(
            "case",
            "month",
            "category",
            "priority",
            "cluster",
            "by_people",
            "caller_number",
            "handler_number",
            "n_actors",
            "n_steps",
            "open_s",
            "downtime_s",
            "diagnosed",
            "lull",
            responded_s=told.responded_s - told.opened_s,
            clause=_either(told.clause, told.argues),
            complaint=_either(told.complaint, told.complains),
            waiting=judge_waiting(told),
            attention=judge_attention(told),
            **judge_hands(told, first_month),
            **judge_touches(told),
            **judge_fates(told, cut_days),
        ),
    )


def _gather(store: Store, cut_days: int) -> ibis.Table:
    """Return the cases with their histories, moves, repeats, hands and contacts, and what their tool tells."""
    rows = store["cases"]
    of_case = (store["histories"], count_moves(store), find_repeats(store), find_hands(store))
    for table in (*of_case, find_touches(store, cut_days)):
        rows = rows.left_join(table, "case").drop("case_right")
    return rows.left_join(store["tools"], "tool").drop("tool_right")


def _either(title: ibis.Value, steps: ibis.Value) -> ibis.Value:
    """Return whether the title or a step says it; null where there is neither a title nor a step with text."""
    import ibis

    said = (title.fill_null(False).cast("int64") + steps.fill_null(0)) > 0
    return ibis.ifelse(title.notnull() | steps.notnull(), said, ibis.null("boolean"))
