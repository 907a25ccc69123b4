"""A change as sentences: both shares, what the work and what the norms did, each with its interval."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drift.reports.pages.norms.grid import say_clock
from drift.reports.pages.norms.parts import Split, stand
from drift.wording.case import capitalise

if TYPE_CHECKING:
    from drift.wording import Wording


def say_split(split: Split, say: Wording, *, code: str = "split") -> str:
    """Tell a change in points: from which share to which, and what of it the work and the norms took off or added."""
    told = say(
        f"norms.page.{code}",
        clock=say_clock(split.pair.clock, say),
        from_year=str(split.from_year),
        to_year=str(split.to_year),
        before=say.percent(split.before, 1),
        after=say.percent(split.after, 1),
        from_version=split.from_version,
        to_version=split.to_version,
    )
    return " ".join([capitalise(told), say_part("work", split.work, say), say_part("norm", split.norm, say)])


def say_part(name: str, part: tuple[float, float, float], say: Wording) -> str:
    """Tell what the work or the norms did; a part whose interval holds 0 is not called a change."""
    value, low, high = part
    standing = stand(low, high)
    if value == low == high == 0:
        return say(f"norms.page.{name}.none")
    if standing in ("less", "more"):
        ends = sorted((abs(low), abs(high)))
        sizes = {key: say.number(100 * end, 1) for key, end in zip(("low", "high"), ends, strict=True)}
        return say(f"norms.page.{name}.{standing}", value=say.number(100 * abs(value), 1), **sizes)
    signed = {key: say.signed_points(end) for key, end in (("value", value), ("low", low), ("high", high))}
    return say(f"norms.page.{name}.{standing}", **signed)
