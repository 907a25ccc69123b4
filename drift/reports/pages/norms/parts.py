"""What changed between two years, as far as it can be told: the work, the norms, both, or nothing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, Literal

import pandas as pd

from drift.reports.pages.figures import shorten

if TYPE_CHECKING:
    from collections.abc import Collection

    from drift.measures.norms.findings import NormFindings

Standing = Literal["less", "more", "stayed", "unclear"]
CLOCKS: Final = ("restore", "respond", "on_site", "close", "first_entry")  # in the order in which they are told
NAME_LENGTH: Final = 14  # characters of a version
STAYED: Final = 0.05  # of a share: a change of which the whole interval is smaller is one incident in twenty at most


@dataclass(frozen=True)
class Pair:
    """A document and a clock."""

    document: str
    clock: str

    def pick(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return the rows of a table that are about it."""
        if frame.empty:
            return frame
        return frame[frame["document"].eq(self.document) & frame["clock"].eq(self.clock)]


@dataclass(frozen=True)
class Split:
    """The change from the first year to a later one, each under the version in force on its last day.

    before, after : share within the norms; work, norm : what each took off or added, with its 95 % interval
    """

    pair: Pair
    from_year: int
    from_version: str
    to_year: int
    to_version: str
    before: float
    after: float
    change: float
    work: tuple[float, float, float]
    norm: tuple[float, float, float]

    @property
    def standings(self) -> tuple[Standing, Standing]:
        """How the work and the norms stand."""
        return stand(*self.work[1:]), stand(*self.norm[1:])

    @property
    def moved(self) -> bool:
        """Whether a change of either can be told."""
        return any(standing in ("less", "more") for standing in self.standings)


def stand(low: float, high: float) -> Standing:
    """Return what an interval says: one that holds 0 tells no change, and a narrow one that there was none."""
    if high < 0:
        return "less"
    if low > 0:
        return "more"
    return "stayed" if max(abs(low), abs(high)) <= STAYED else "unclear"


def list_pairs(norms: NormFindings) -> list[Pair]:
    """Return what the years were held against: repair first, of one clock the document that binds most incidents."""
    sizes: dict[Pair, int] = {}
    for row in norms.met.to_dict("records"):
        pair = Pair(str(row["document"]), str(row["clock"]))
        sizes[pair] = max(sizes.get(pair, 0), int(row["n_asked"]))
    return sorted(sizes, key=lambda pair: (_rank(pair.clock), -sizes[pair], pair.document))


def _rank(clock: str) -> int:
    return CLOCKS.index(clock) if clock in CLOCKS else len(CLOCKS)


def list_splits(norms: NormFindings, pair: Pair) -> list[Split]:
    """Return the changes of which both shares are counted, in the order of their years; none is estimated."""
    rows, met = pair.pick(norms.splits), pair.pick(norms.met)
    found = (_to_split(pair, row, met) for row in rows.to_dict("records"))
    return sorted((split for split in found if split is not None), key=lambda split: split.to_year)


def _to_split(pair: Pair, row: dict[Any, Any], met: pd.DataFrame) -> Split | None:
    ends = [find_held(met, int(row[f"{end}_year"])) for end in ("from", "to")]
    before, after = ends
    if before is None or after is None:
        return None
    return Split(
        pair=pair,
        from_year=int(row["from_year"]),
        from_version=name_version(before["version"], before["file"]),
        to_year=int(row["to_year"]),
        to_version=name_version(after["version"], after["file"]),
        before=float(before["share"]),
        after=float(after["share"]),
        change=float(row["change"]),
        work=(float(row["work"]), float(row["work_low"]), float(row["work_high"])),
        norm=(float(row["norm"]), float(row["norm_low"]), float(row["norm_high"])),
    )


def find_held(met: pd.DataFrame, year: int, column: str = "share") -> pd.Series | None:
    """Return the row of a year under the version in force on its last day; None where it is not counted."""
    counted = met["in_force"].astype(bool) & ~met["estimated"].astype(bool) & met[column].notna()
    rows = met[met["year"].eq(year) & counted]
    return rows.iloc[0] if len(rows) else None


def choose_last(splits: list[Split], whole: Collection[int]) -> Split | None:
    """Return the change up to the last year that is over; else up to the last there is."""
    over = [split for split in splits if split.to_year in whole] or splits
    return over[-1] if over else None


def choose_largest(splits: list[Split], last: Split, whole: Collection[int]) -> Split | None:
    """Return the change to another year that is over, where it was clearly larger: neither end is picked by taste."""
    others = [split for split in splits if split != last and split.to_year in whole]
    largest = max(others, key=lambda split: abs(split.change), default=None)
    return largest if largest is not None and abs(largest.change) > abs(last.change) + STAYED else None


def name_version(version: Any, file: Any) -> str:
    """Return what a version is called; by its file where it has no number."""
    named = "" if pd.isna(version) or str(version) in ("", "nan") else str(version)
    return shorten(named or str(file).rpartition("/")[2], NAME_LENGTH)
