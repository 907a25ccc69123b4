"""KPI reports beside the tickets: what each said of a period, and what the incidents opened in it say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
import pandas as pd

from drift.contract.norms.clocks import AVAILABILITY
from drift.measures.norms.reported.gaps import add_gaps
from drift.measures.norms.reported.join import join_indicator
from drift.measures.norms.reported.printed import find_clause, is_green, list_asked, list_limits_in_force
from drift.measures.norms.reported.recount import Spent, add_lasted, add_met, count_lasted, count_met
from drift.measures.norms.reported.stretches import EPOCH, Stretch, read_stretch
from drift.measures.norms.reported.subject import PERCENT, Indicator, Subject, Unjoined
from drift.measures.norms.told import LEVEL_SIGN
from drift.tables.plain import to_rows
from drift.terms import MIN_KNOWN_SHARE

if TYPE_CHECKING:
    from drift.contract.norms.norm import Binding
    from drift.measures.norms.judged import Judged

NAMED: Final = ["document", "indicator", "clause_id", "unit"]
SECONDS_A_DAY: Final = 86_400
SAME: Final = 1e-6  # of two shares that are one

# why there is no figure beside that of the report; a code of wording, norms.reported.untold.CODE
UNTOLD: Final = (
    "outside",  # the log does not cover the period from end to end
    "not_in_force",  # no norm of the clock was in force when an incident came
    "no_incidents",  # none was opened
    "unknown",  # of under 80 % it is known whether they met the norm
    "weeks",  # downtime is logged by the month
)


@dataclass(frozen=True)
class Tickets:
    """What reports are held against.

    names : categories and objects of the log
    judged : None: nothing can be judged
    downtime : seconds that the installation stood still, by month; empty: not logged
    complete : months that the log covers from end to end
    """

    binding: Binding
    names: tuple[str, ...]
    judged: Judged | None
    downtime: pd.Series
    complete: pd.PeriodIndex


class Compared(NamedTuple):
    """Reports beside tickets: `reported` and `unjoined` of NormFindings."""

    reported: pd.DataFrame
    unjoined: pd.DataFrame


def compare_reports(reports: pd.DataFrame, tickets: Tickets) -> Compared:
    """Return what reports said of each period beside what the tickets say; columns as in NormFindings.

    Parameters
    ----------
    reports : norm_reports, as in columns.py

    Counted are the corrective incidents opened in the period, each under the norms in force on its day, from the
    opening to the moment of the clock, waiting included; beside it without the waiting. A report may count by the month
    of closing, and its figures are its own: they have no sampling error.
    """
    rows: list[dict[str, Any]] = []
    unjoined: list[dict[str, Any]] = []
    for _, own in reports.groupby(NAMED, sort=False, dropna=False):
        indicator = read_indicator(to_rows(own.head(1))[0])
        counter = _open_counter(indicator, tickets)
        if isinstance(counter, Unjoined):
            unjoined.append(_tell_unjoined(indicator, counter, len(own)))
            continue
        dated = [(row, stretch) for row in to_rows(own) if (stretch := read_stretch(str(row["period"])))]
        named = {"document": indicator.document, "indicator": indicator.text}
        rows += [named | _tell(row, stretch, counter) for row, stretch in dated]
        if len(dated) < len(own):
            unjoined.append(_tell_unjoined(indicator, Unjoined("period"), len(own) - len(dated)))
    return Compared(add_gaps(pd.DataFrame(rows)), pd.DataFrame(unjoined))


def read_indicator(row: dict[str, Any]) -> Indicator:
    """Return the indicator of a row of norm_reports."""
    document, text, number, unit = (one if isinstance(one := row[name], str) else None for name in NAMED)
    return Indicator(document or "", text or "", number, unit)


def _tell_unjoined(indicator: Indicator, why: Unjoined, n: int) -> dict[str, Any]:
    return {
        "document": indicator.document,
        "indicator": indicator.text,
        "reason": why.reason,
        "column": why.column,
        "n": n,
    }


@dataclass(frozen=True)
class _Counter:
    """What an indicator counts, with its counts by stretch of days."""

    subject: Subject
    tickets: Tickets
    counts: np.ndarray | None = None  # None: availability, that has no incidents


def _open_counter(indicator: Indicator, tickets: Tickets) -> _Counter | Unjoined:
    subject = join_indicator(indicator, tickets.binding, tickets.names)
    if isinstance(subject, Unjoined):
        return subject
    if subject.clock == AVAILABILITY:
        return _Counter(subject, tickets)
    if tickets.judged is None:
        return Unjoined("no_contract")
    count = count_met if subject.unit == PERCENT else count_lasted
    counts = count(tickets.judged, subject)
    return Unjoined("documents") if counts is None else _Counter(subject, tickets, counts)


def _tell(row: dict[str, Any], stretch: Stretch, counter: _Counter) -> dict[str, Any]:
    subject, binding = counter.subject, counter.tickets.binding
    spent, why = _recount(stretch, counter)
    size = 100 if subject.unit == PERCENT else 1
    result, norm = (float("nan") if row[name] is None else row[name] / size for name in ("result", "norm"))
    asked = list_asked(binding, subject, stretch)
    limits = list_limits_in_force(binding.norms, subject, stretch) if subject.limit else []
    return {
        "period": str(row["period"]),
        "begins_on": _day(stretch.begin),
        "ends_on": _day(stretch.end),
        "clause_id": find_clause(binding, subject, stretch),
        "clock": subject.clock,
        "levels": LEVEL_SIGN.join(sorted(subject.levels)),
        "unit": subject.unit,
        **{name: row[name] for name in ("file", "sheet", "row", "cell")},
        "reported": result,
        "recounted": spent.value,
        "recounted_stopped": spent.stopped,
        "n": spent.n,
        "n_met": spent.n_met,
        "n_asked": spent.n_asked,
        "spread": spent.spread,
        "untold": why,
        "norm": norm,
        "contract_norm": asked[0] if asked else np.nan,
        "norm_differs": bool(asked) and not np.isnan(norm) and all(abs(norm - one) > SAME for one in asked),
        "limit": None if subject.limit is None else subject.limit.value,
        "limit_unit": None if subject.limit is None else subject.limit.unit,
        "limit_differs": bool(limits) and subject.limit is not None and not any(map(subject.limit.is_of, limits)),
        "contract_limit": limits[0].value if limits else None,
        "contract_limit_unit": limits[0].written_unit if limits else None,
        "verdict": row["verdict"],
        "green": is_green(row, subject.unit),
    }


def _day(number: int) -> pd.Timestamp:
    return pd.Timestamp(EPOCH) + pd.Timedelta(days=number)


NOTHING: Final = Spent(0, 0, np.nan)


def _recount(stretch: Stretch, counter: _Counter) -> tuple[Spent, str | None]:
    """Return what the tickets say of a period; where nothing, a code of UNTOLD."""
    tickets, judged = counter.tickets, counter.tickets.judged
    if not _is_covered(stretch, tickets.complete):
        return NOTHING, "outside"
    if counter.counts is None or judged is None:
        return _add_downtime(stretch, tickets.downtime)
    add = add_met if counter.subject.unit == PERCENT else add_lasted
    spent = add(judged, counter.counts, stretch)
    if not spent.n_asked:
        held = list_limits_in_force(tickets.binding.norms, counter.subject, stretch)
        return NOTHING, "no_incidents" if held else "not_in_force"
    if spent.n < MIN_KNOWN_SHARE * spent.n_asked:
        return Spent(spent.n, spent.n_asked, np.nan), "unknown"
    return spent, None


def _months_of(stretch: Stretch) -> Iterator[pd.Period]:
    """Return the months that a period touches."""
    yield from pd.period_range(_day(stretch.begin), _day(stretch.end - 1), freq="M")


def _is_covered(stretch: Stretch, complete: pd.PeriodIndex) -> bool:
    return all(month in complete for month in _months_of(stretch))


def _add_downtime(stretch: Stretch, downtime: pd.Series) -> tuple[Spent, str | None]:
    """Return the share of a period in which one installation worked, around the clock, as `tell_months` has it."""
    months = [*_months_of(stretch)]
    if months[0].start_time != _day(stretch.begin) or (months[-1] + 1).start_time != _day(stretch.end):
        return NOTHING, "weeks"
    if any(month not in downtime.index for month in months):
        return NOTHING, "outside"
    seconds = float(downtime.reindex(months).sum())
    share = 1 - seconds / ((stretch.end - stretch.begin) * SECONDS_A_DAY)
    return Spent(0, 0, max(share, 0.0)), None
