"""People who come and go, by side, level and quarter: how many, whether in a wave, and whether their work was shared.

By the days that the list of persons tells. Never who, never why.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import pandas as pd

from drift.measures.work.parties import ROBOT
from drift.tables.engine import to_frame
from drift.terms import LEVELS, MIN_PERSONS, SIDES

if TYPE_CHECKING:
    import ibis

    from drift.measures.work.casebook import Casebook

WAVE_P: Final = 0.01  # so many leavers, or more, by chance at the rate of the whole list: below it a wave
SHARED_DAYS: Final = 365  # of the objects of the last year before somebody left
KEYS: Final = ["quarter", "side", "level"]


def count_swaps(people: pd.DataFrame, casebook: Casebook | None) -> pd.DataFrame:
    """Count who left and who came.

    A group is a side, a level and a quarter. The first quarter of the list joins nobody: it begins there.

    Parameters
    ----------
    people : the list of persons, as in columns.py
    casebook : for the work that was shared; None: not known

    Returns
    -------
    frame : quarter, side, level, left, joined (persons), wave (more left than chance makes of the rate of this side and
        level), shared (of the objects on which leavers of the supplier worked in their last year the share on which a
        colleague who stayed did too; missing: not known). Only quarters in which somebody left or came.
    """
    listed = people[people["function"].ne(ROBOT) & people["side"].isin(SIDES) & people["level"].isin(LEVELS)]
    spans = _span(listed)
    left = _count(spans, "to_on")
    joined = _count(spans[spans["from_on"] > spans["from_on"].min()], "from_on")
    frame = pd.concat([left.rename("left"), joined.rename("joined")], axis=1).fillna(0).astype("int64")
    if frame.empty:
        return pd.DataFrame(columns=[*KEYS, "left", "joined", "wave", "shared"])
    frame = frame.rename_axis(KEYS).reset_index().sort_values(KEYS, ignore_index=True)
    frame = frame.assign(wave=_find_waves(frame), shared=float("nan"))
    return frame if casebook is None else frame.assign(shared=_share_work(frame, spans, casebook.cases))


def _span(listed: pd.DataFrame) -> pd.DataFrame:
    """Return a row a person: side and level of the last row, first and last day (missing: still there)."""
    days = listed.assign(from_on=pd.to_datetime(listed["from_on"]), to_on=pd.to_datetime(listed["to_on"]))
    days = days.sort_values(["person", "from_on"], na_position="first")
    groups = days.assign(still=days["to_on"].isna()).groupby("person")
    spans = groups.agg(
        side=("side", "last"),
        level=("level", "last"),
        from_on=("from_on", "min"),
        to_on=("to_on", "max"),
        still=("still", "any"),
    )
    return spans.assign(to_on=spans["to_on"].where(~spans["still"])).drop(columns="still").reset_index()


def _count(spans: pd.DataFrame, day: str) -> pd.Series:
    known = spans.dropna(subset=day)
    quarters = pd.PeriodIndex(known[day], freq="Q")
    return known.groupby([quarters, known["side"], known["level"]])["person"].nunique()


def _find_waves(frame: pd.DataFrame) -> pd.Series:
    """Return where so many persons left that the mean of all quarters makes it of chance in less than WAVE_P."""
    from scipy.special import pdtrc  # scipy.stats takes a third of a second to load

    n_quarters = (frame["quarter"].max() - frame["quarter"].min()).n + 1
    usual = frame.groupby(["side", "level"])["left"].transform("sum") / n_quarters
    chance = pdtrc((frame["left"] - 1).clip(lower=0), usual)
    return frame["left"].ge(MIN_PERSONS) & (pd.Series(chance, index=frame.index) < WAVE_P)


def _share_work(frame: pd.DataFrame, spans: pd.DataFrame, cases: ibis.Table) -> pd.Series:
    """Return for each row the share of the leavers' objects that a colleague who stayed had worked on as well."""
    handled = cases.filter(cases.handler.notnull() & cases["object"].notnull())
    work = to_frame(handled.select("handler", "object", at="opened_at").distinct(), "handler", "object", "at")
    work = work.merge(spans[["person", "side", "to_on"]], left_on="handler", right_on="person")
    shares = []
    for quarter, side, level, left in frame[[*KEYS, "left"]].itertuples(index=False):
        gone = spans[spans["side"].eq(side) & spans["level"].eq(level)]
        gone = gone[gone["to_on"].dt.to_period("Q").eq(quarter)]
        shares.append(_share(work, gone, quarter, side) if left else float("nan"))
    return pd.Series(shares, index=frame.index, dtype="float64")


def _share(work: pd.DataFrame, gone: pd.DataFrame, quarter: pd.Period, side: str) -> float:
    until = quarter.end_time
    recent = work[work["side"].eq(side) & (work["at"] <= until)]
    recent = recent[recent["at"] > quarter.start_time - pd.Timedelta(days=SHARED_DAYS)]
    own = set(recent.loc[recent["person"].isin(gone["person"]), "object"])
    stayed = recent[~recent["person"].isin(gone["person"]) & ~(recent["to_on"] <= until)]
    return len(own & set(stayed["object"])) / len(own) if own else float("nan")
