"""Who had a part in it, in plain words, as far as it may be told: never more than a seat holds."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from drift.model.roundtable.chains import OPERATIONAL, Seat
from drift.wording import Wording

FLOOR: Final = "operations"  # the function that sits on the floor, so that its level need not be told


def say_seat(seat: Seat, say: Wording, nobody: str = "someone") -> str:
    """Write a seat: its function and level, else that it is someone of that side.

    Parameters
    ----------
    nobody : how people are called of whom the level alone is told: someone, or people
    """
    if not is_told(seat):
        return say("roundtable.seat.someone_of", side=say(f"side.{seat.side}"))
    who = say(f"roundtable.seat.{seat.function or nobody}")
    if seat.level is None or (seat.function, seat.level) == (FLOOR, OPERATIONAL):
        return who
    return say(f"roundtable.seat.at_{seat.level}", who=who)


def is_told(seat: Seat) -> bool:
    """Whether more of a seat may be told than its side."""
    return not seat.small and bool(seat.function or seat.level)


def say_seats(seats: Iterable[Seat], side: str, say: Wording) -> list[str]:
    """Write those seats of a side of which more than the side is told, each words once."""
    return [*dict.fromkeys(say_seat(seat, say, "people") for seat in seats if seat.side == side and is_told(seat))]


def write_function(function: str, say: Wording) -> str:
    """Write a function as the outcome form has it."""
    return say(f"form.function.{function}")
