"""Which tables a sheet may be taken for, and which fields the columns of one may hold."""

from __future__ import annotations

from functools import cache
from typing import Final, get_args

from drift.project.settings import Source
from drift.sources.vocabulary import list_words

TABLES: Final[tuple[str, ...]] = get_args(get_args(Source.model_fields["table"].annotation)[0])


@cache
def list_fields(table: str) -> tuple[str, ...]:
    """Return the fields of a table that a heading can be taken for, in order of the alphabet; none: it has no such."""
    return tuple(
        sorted({word.field for words in list_words().values() for word in words if word.table == table} - {""})
    )
