"""Cells of date and time as the reader hands them over: ISO, with a Z where the column is one of instants."""

import pandas as pd

INSTANT = "Z"


def read_typed(texts: pd.Series) -> tuple[pd.Series, pd.Series]:
    """Return the moments of typed cells as they stand, and how far they are ahead of UTC: nothing where that is untold.

    texts : such as 2024-03-05 10:15:00, 2024-03-05 10:15:00.123Z, 2024-03-05; none missing
    """
    offsets = pd.Series(pd.NaT, index=texts.index, dtype="timedelta64[us]")
    instant = texts.str.endswith(INSTANT)
    if instant.any():
        offsets[instant] = pd.Timedelta(0)
        texts = texts.str.removesuffix(INSTANT)
    return pd.to_datetime(texts, format="ISO8601").astype("datetime64[us]"), offsets
