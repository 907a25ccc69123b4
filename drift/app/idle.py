"""When nobody uses the page any more."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Final

IDLE_S: Final = 30 * 60.0  # seconds without a request after which the page ends: a coffee, no lunch


class Idle:
    """Knows when the last request came.

    Parameters
    ----------
    clock : seconds that never run back
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._last = clock()

    def touch(self) -> None:
        """Somebody asked something."""
        self._last = self._clock()

    def is_over(self, *, busy: bool) -> bool:
        """Whether half an hour went by without a request; work that goes on counts as one."""
        if busy:
            self.touch()
        return self._clock() - self._last >= IDLE_S
