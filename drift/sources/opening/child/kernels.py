"""Arrow's kernels by name: importing pyarrow.compute makes a function of each of three hundred, half of a start."""

from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa

try:
    from pyarrow._compute import CastOptions, MatchSubstringOptions, ReplaceSubstringOptions, call_function
except ImportError:  # where a later Arrow keeps them elsewhere
    from pyarrow.compute import CastOptions, MatchSubstringOptions, ReplaceSubstringOptions, call_function

compute: Callable[[str, Sequence[Any]], Any] = call_function


def cast(array: Any, kind: pa.DataType) -> Any:
    """Return an array as another type; ArrowInvalid where a value would be lost."""
    return call_function("cast", [array], CastOptions.safe(kind))


def cut_time(array: Any, kind: pa.DataType) -> Any:
    """Return moments or days as another type, without the parts of a second or of a day that it cannot hold."""
    return call_function("cast", [array], CastOptions(kind, allow_time_truncate=True))


def substitute(texts: Any, pattern: str, by: str) -> Any:
    """Return texts with every match of a pattern replaced."""
    return call_function("replace_substring_regex", [texts], ReplaceSubstringOptions(pattern, by))


def count(texts: Any, part: str) -> int:
    """Return how often a part stands in these texts."""
    return call_function("sum", [call_function("count_substring", [texts], MatchSubstringOptions(part))]).as_py() or 0
