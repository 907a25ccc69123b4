"""The three bands on one axis of time, their alternative text and their numbers."""

from __future__ import annotations

from typing import Final

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from drift.charts.axes import first_months, year_axis
from drift.charts.bands.paper import draw_paper
from drift.charts.bands.parts import Bands, PaperBand, TalkBand, TogetherBand
from drift.charts.bands.room import Room
from drift.charts.bands.talk import draw_talk
from drift.charts.bands.through import mark_through
from drift.charts.bands.together import draw_together
from drift.charts.style import COLOUR, Chart, drawing, tell_ends
from drift.terms import LEVELS
from drift.wording import Wording

WIDTH: Final = 7.35  # inches
LEFT, RIGHT = 0.5, 1.12  # inches, for the numbers and the names beside the bands
HEADING: Final = 0.34  # inches, above each band
FOOT: Final = 0.79  # inches, for years and what is marked on them
ROOM: Final = 2.7  # inches, of all bands together
TALLEST, THIN = 1.7, 0.3  # inches, of a band; of one whose data are missing
INK: Final = {"paper": COLOUR.specification, "talk": COLOUR.text, "together": COLOUR.engagement}


def draw_bands(bands: Bands, say: Wording, title: str) -> Chart:
    """Draw the three bands.

    Parameters
    ----------
    title : the finding, with which the alternative text begins

    Returns
    -------
    chart : data: a row a month: period, paper, contacts by level (in the first month of their quarter), together
    """
    parts = {"paper": bands.paper, "talk": bands.talk, "together": bands.together}
    with drawing():
        figure, panels = _panels({name: isinstance(part, str) for name, part in parts.items()})
        room = Room(figure)
        for name, part in parts.items():
            year_axis(panels[name], bands.months)
            panels[name].tick_params(labelbottom=name == "together", length=3)
            _draw(panels[name], part, room, say)
            _head(panels[name], say(f"front.band.{name}"), "" if isinstance(part, str) else part.name, INK[name])
        known = [name for name, part in parts.items() if not isinstance(part, str)]
        mark_through([panels[name] for name in known], panels["together"], bands.marks, room, say)
    return Chart("bands", figure, _describe(bands, say, title), _gather(bands))


def _draw(axes: Axes, part: PaperBand | TalkBand | TogetherBand | str, room: Room, say: Wording) -> None:
    if isinstance(part, PaperBand):
        draw_paper(axes, part, room, say)
    elif isinstance(part, TalkBand):
        draw_talk(axes, part, say)
    elif isinstance(part, TogetherBand):
        draw_together(axes, part, room, say)
    else:
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.set_facecolor("#f6f6f6")
        axes.text(0.5, 0.5, part, transform=axes.transAxes, ha="center", va="center", fontsize=10, color=COLOUR.quiet)


def _panels(missing: dict[str, bool]) -> tuple[Figure, dict[str, Axes]]:
    """Return a figure as high as its bands, and their axes from above to below; known ones share the room."""
    n_missing = sum(missing.values())
    tall = min(TALLEST, (ROOM - THIN * n_missing) / max(len(missing) - n_missing, 1))
    heights = {name: THIN if gone else tall for name, gone in missing.items()}
    whole = sum(heights.values()) + HEADING * len(heights) + FOOT
    figure, top = Figure(figsize=(WIDTH, whole)), whole
    panels: dict[str, Axes] = {}
    for name, height in heights.items():
        top -= HEADING + height
        box = (LEFT / WIDTH, top / whole, (WIDTH - LEFT - RIGHT) / WIDTH, height / whole)
        panels[name] = figure.add_axes(box, sharex=next(iter(panels.values()), None))
    return figure, panels


def _head(axes: Axes, label: str, name: str, colour: str) -> None:
    """Write the heading of a band: its word, and what is counted."""
    word = axes.annotate(
        label, (0, 1), xycoords="axes fraction", xytext=(0, 4), textcoords="offset points",
        fontsize=10.5, fontweight="bold", color=colour,
    )  # fmt: skip
    axes.annotate(
        name, (1, 0), xycoords=word, xytext=(8, 0), textcoords="offset points",
        va="bottom", fontsize=10.5, color=colour, annotation_clip=False,
    )  # fmt: skip


def _gather(bands: Bands) -> pd.DataFrame:
    """Return the numbers behind the picture by month; those of a quarter in its first month."""
    data = pd.DataFrame(index=bands.months)
    if isinstance(bands.paper, PaperBand):
        data["paper"] = bands.paper.counts.reindex(bands.months)
    if isinstance(bands.talk, TalkBand):
        data = data.join(bands.talk.contacts.set_axis(first_months(bands.talk.contacts)))
    if isinstance(bands.together, TogetherBand):
        points = bands.together.points
        data["together"] = points["value"].set_axis(first_months(points))
    return data.rename_axis("period").reset_index()


def _describe(bands: Bands, say: Wording, title: str) -> str:
    told = [title]
    if isinstance(bands.paper, PaperBand):
        told.append(say("front.alt.line", name=bands.paper.name, **tell_ends(bands.paper.counts.dropna(), say.number)))
    if isinstance(bands.talk, TalkBand) and (floor := _share_of_floor(bands.talk)) is not None:
        told.append(say("front.alt.talk", **tell_ends(floor, say.percent)))
    if isinstance(bands.together, TogetherBand):
        values = bands.together.points["value"].dropna()
        told.append(say("front.alt.line", name=bands.together.name, **tell_ends(values, say.percent)))
    missing = [f"{part}." for part in (bands.paper, bands.talk, bands.together) if isinstance(part, str)]
    return " ".join([*told, *missing])


def _share_of_floor(talk: TalkBand) -> pd.Series | None:
    known = talk.contacts.dropna()
    if not talk.has_shares or LEVELS[0] not in known:
        return None
    shares = (known[LEVELS[0]] / known.sum(axis=1)).dropna()
    return shares if len(shares) else None
