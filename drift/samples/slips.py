"""What people got wrong while they kept the files: dates, mostly; no more than a few."""

from __future__ import annotations

from typing import Final

NO_DATE: Final = 97  # each so many-th ticket of the third year is closed on the day that stands for no date
OLD_DAY: Final = 9  # each so many-th document of minutes still has the day of the meeting before it
SLIP_AT: Final = 40  # the row of the first list of meetings whose day is typed as none that exists


def lacks_date(place: int) -> bool:
    """Whether the ticket in this place of the third year's export bears 1 January 1970 as its end."""
    return place % NO_DATE == NO_DATE - 1


def keeps_old_day(place: int) -> bool:
    """Whether the page of this document of minutes still has the day of the one before."""
    return place % OLD_DAY == OLD_DAY - 1
