"""A console that shows what a stranger wrote and obeys none of it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment
from rich.text import Text

from drift.wording.visible import show_line


class PlainConsole(Console):
    """A console without mark-up; whatever is printed, no sign of it steers the terminal."""

    def __init__(self, **options: Any) -> None:
        super().__init__(highlight=False, markup=False, emoji=False, **options)

    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        """Yield the parts of what is printed; colours and the bar are signs of our own, and apart from the text."""
        for part in super().render(renderable, options):
            yield part if part.control or part.text == "\n" else Segment(_show(part.text), part.style)


def _show(text: str) -> str:
    return "\n".join(map(show_line, text.split("\n")))


def plain_text(line: str, style: str = "") -> Text:
    """Return one line of text; of brackets in it nothing is mark-up."""
    return Text(show_line(line), style)
