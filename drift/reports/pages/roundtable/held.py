"""A round table that was held: what it agreed on, and what happened since."""

from __future__ import annotations

from typing import Final

from drift.measures.work.engagement import ENGAGEMENT
from drift.model.change import AFTER_MONTHS, Change
from drift.model.comparing import AfterTable
from drift.reports.pages.figures import interval_values
from drift.reports.pages.roundtable.problem import cut
from drift.reports.pages.roundtable.seats import write_function
from drift.sources.rows.outcomeforms import Agreed
from drift.terms import BASE_MONTHS
from drift.wording import Wording

AGREED_SHOWN: Final = 2  # problems; the form has them all
NAME_SHOWN: Final = 28  # characters of what a problem is called
TEXT_SHOWN: Final = 36  # characters of what people wrote on a form
PARTS_SHOWN: Final = 1  # of engagement, beside itself


def tell_held(held: tuple[AfterTable, ...], say: Wording) -> list[str]:
    """Tell what the last table agreed on, and what happened since."""
    if not held:
        return []
    last = held[-1]
    withheld = ENGAGEMENT not in last.changes  # in the shared edition, where only one side's updates measure it
    return [*_tell_agreed(last, say), *([] if withheld else [tell_since(last, say)])]


def _tell_agreed(since: AfterTable, say: Wording) -> list[str]:
    sentences = [sentence for agreed in since.held.agreed if (sentence := _agreed(agreed, say))]
    if not sentences:
        return []
    n_more = len(sentences) - AGREED_SHOWN
    more = [say("roundtable.agreed_more", n=n_more)] if n_more > 0 else []
    return [say("roundtable.agreed", on=since.held.held_on, agreed="; ".join([*sentences[:AGREED_SHOWN], *more]))]


def _agreed(agreed: Agreed, say: Wording) -> str:
    """Tell what one problem was given: asked for what, which possibilities, who visits whom; nothing where nothing."""
    parts = [say("roundtable.asked_for", what=say(f"form.{agreed.asked_for}"))] if agreed.asked_for else []
    parts += [cut(agreed.possibilities, TEXT_SHOWN)] if agreed.possibilities else []
    visitor = _who(agreed.visitor_side, agreed.visitor_function, say)
    host = _who(agreed.host_side, agreed.host_function, say)
    if visitor and host:
        parts.append(say("roundtable.visits", visitor=visitor, host=host))
    if not parts:
        return ""
    return say("roundtable.agreed_one", problem=cut(_name(agreed.problem or "–"), NAME_SHOWN), what=", ".join(parts))


def _name(problem: str) -> str:
    """Return what a problem is called on a form without the number before it, as form.named writes it."""
    number, _, title = problem.partition(": ")
    return title if title and any(sign.isdigit() for sign in number) else problem


def _who(side: str | None, function: str | None, say: Wording) -> str:
    """Write who visits or is visited: the side, else the function, as far as they were filled in."""
    if side:
        return say("roundtable.who", side=say(f"side.{side}"))
    return write_function(function, say) if function else ""


def tell_since(since: AfterTable, say: Wording) -> str:
    """Tell what happened since a table: engagement and its components, each with its interval."""
    known = {name: change for name, change in since.changes.items() if change is not None}
    on = since.held.held_on
    if ENGAGEMENT in known:
        shown = sorted(known, key=lambda name: name != ENGAGEMENT)[: 1 + PARTS_SHOWN]
        changes = "; ".join(_change(name, known[name], say) for name in shown)
        return say("roundtable.since", on=on, n=since.n_after, changes=changes)
    if since.n_after >= AFTER_MONTHS:
        return say("roundtable.since_no_before", on=on, needed=BASE_MONTHS)
    return say("roundtable.since_early", on=on, n=since.n_after, needed=AFTER_MONTHS)


def _change(name: str, change: Change, say: Wording) -> str:
    interval = interval_values(change, say)
    if name == ENGAGEMENT:
        return say("roundtable.since_index", **interval)
    levels = {"level_before": say.percent(change.before.level), "level_after": say.percent(change.after.level)}
    return say("roundtable.since_change", measure=say(f"measure.{name}.name"), **levels, **interval)
