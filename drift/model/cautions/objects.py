"""Objects so few that incidents repeat on them by chance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drift.errors import Note
from drift.model.cautions.caution import Caution
from drift.wording.values import Share

if TYPE_CHECKING:
    from drift.measures.work.questions.repeats import Fineness


def find_coarse_objects(fineness: Fineness | None, *, with_floor: bool) -> list[Caution]:
    """Tell that repeats are not counted, how many of them chance alone would make, and where else they are missed.

    Parameters
    ----------
    with_floor : whether it is measured what was solved on the floor, of which no repeat is a part then
    """
    if fineness is None or not fineness.coarse:
        return []
    figures = {
        "months": tuple(fineness.months),
        "share": Share(fineness.explained),
        "repeated": Share(fineness.repeated),
        "chance": Share(fineness.chance),
    }
    sentence = Note("caution.coarse_objects_floor" if with_floor else "caution.coarse_objects", figures)
    return [Caution("coarse_objects", "inform", (), sentence)]
