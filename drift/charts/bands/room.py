"""Words in a picture that must not touch: each takes the first place that is free, or stays away."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from matplotlib.axes import Axes
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

if TYPE_CHECKING:
    from matplotlib.transforms import BboxBase


@dataclass(frozen=True)
class Room:
    """The room that is taken in a figure by words that were written so far."""

    figure: Figure
    taken: list[BboxBase] = field(default_factory=list)

    def write(self, axes: Axes, tries: Iterable[tuple[str, dict[str, Any]]]) -> bool:
        """Write the first of some texts that touches no other and leaves no edge; tell whether there was one.

        Parameters
        ----------
        tries : text, and how it is placed and looks, as `Axes.annotate` takes it
        """
        renderer = FigureCanvasAgg(self.figure).get_renderer()  # type: ignore[no-untyped-call]  # backends have no types
        for text, look in tries:
            label = axes.annotate(text, annotation_clip=False, **look)
            box = label.get_window_extent(renderer)
            if box.x0 >= 0 and box.x1 <= self.figure.bbox.x1 and not any(box.overlaps(other) for other in self.taken):
                self.taken.append(box)
                return True
            label.remove()
        return False
