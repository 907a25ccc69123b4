"""Arrow's kernels by name: importing pyarrow.compute makes a function of each of three hundred, half of a start."""

from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa

try:
    from pyarrow._compute import CastOptions, call_function
except ImportError:  # where a later Arrow keeps them elsewhere
    from pyarrow.compute import CastOptions, call_function

compute: Callable[[str, Sequence[Any]], Any] = call_function


def cast(array: Any, kind: pa.DataType) -> Any:
    """Return an array as another type; ArrowInvalid where a value would be lost."""
    return call_function("cast", [array], CastOptions.safe(kind))
