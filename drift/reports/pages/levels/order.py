"""Who met first around each version, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.measures.levels.order import BEFORE_DAYS
from drift.reports.pages.blocks import Table
from drift.terms import LEVELS
from drift.wording.case import capitalise

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drift.measures.levels.order import FirstMet
    from drift.wording import Wording

MOST: Final = 7  # versions on the page; the workbook has all
COLUMNS: Final = (0.8, 1.8, 3.1, 1.5)  # widths against each other
ANSWERS: Final = {True: "yes", False: "no", None: "untold"}


def tabulate_order(first: Sequence[FirstMet], say: Wording) -> Table | None:
    """Return a row a version of those around which anybody met; None where nobody did."""
    told = [one for one in first if one.order][-MOST:]
    if not told:
        return None
    several = len({one.document for one in told}) > 1
    rows = [
        [
            f"{one.document} {one.version}" if several else one.version,
            say.day(one.signed_on),
            say_order(one, say),
            say(f"levels.top_down.{ANSWERS[one.top_down]}"),
        ]
        for one in told
    ]
    heads = [say(f"levels.order.{name}") for name in ("version", "signed", "order", "top_down")]
    caption = say("levels.order.caption", days=BEFORE_DAYS)
    return Table(caption, [capitalise(head) for head in heads], rows, text_columns=4, widths=COLUMNS)


def say_order(one: FirstMet, say: Wording) -> str:
    """Return the levels in the order in which they met, each with how often it met before the version was signed."""
    before = dict(zip(LEVELS, one.before, strict=True))
    return ", ".join(say("levels.order.met", level=say(f"front.level.{level}"), n=before[level]) for level in one.order)
