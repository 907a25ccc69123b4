"""What a run does now, told to whoever listens: the bar of a command, or the log of a caller."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Final, Literal

_STAGES: Final = logging.getLogger("drift.stage")
Stage = Literal["reading", "tables", "contract", "measures", "evidence", "report"]


def tell_stage(name: Stage) -> None:
    """Tell that a stage begins: INFO, with its code in wording."""
    _STAGES.info("stage.%s", name)


@contextmanager
def listen_to_stages(show: Callable[[str], None]) -> Iterator[None]:
    """Hand the code of each stage that begins to a function."""

    def hear(record: logging.LogRecord) -> bool:
        show(record.getMessage())
        return True

    level = _STAGES.level
    _STAGES.addFilter(hear)
    _STAGES.setLevel(logging.INFO)
    try:
        yield
    finally:
        _STAGES.setLevel(level)
        _STAGES.removeFilter(hear)
