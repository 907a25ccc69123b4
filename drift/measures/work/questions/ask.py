"""What is asked of each incident: two columns a measure, so that all measures can be counted together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drift.tables.engine import FIXED_POINT

if TYPE_CHECKING:
    import ibis


def ask(name: str, answer: ibis.Value, asked: ibis.BooleanValue | bool = True) -> dict[str, ibis.Value]:
    """Return the columns NAME (yes or no, or a share in billionths; null: not told) and NAME_asked (of which it is)."""
    import ibis

    return {name: answer, f"{name}_asked": ibis.literal(asked) if isinstance(asked, bool) else asked.fill_null(False)}


def share_of(flags: ibis.Table, name: str) -> ibis.Value:
    """Return what each incident adds to a measure, in billionths; null where it is not told, or not asked."""
    import ibis

    answer = flags[name]
    share = answer.cast("int64") * FIXED_POINT if answer.type().is_boolean() else answer
    return ibis.ifelse(flags[f"{name}_asked"], share, ibis.null("int64"))
