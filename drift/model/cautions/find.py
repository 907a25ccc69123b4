"""What qualifies a finding: which months it touches, and what it does to the conclusion."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from drift.errors import Note
from drift.measures.index import Base
from drift.measures.paper.specification import Specification
from drift.model.cautions.caution import Caution
from drift.model.cautions.log_ends import find_edges
from drift.model.cautions.registration import find_changes
from drift.model.cautions.sampling import find_calendars, find_limits
from drift.model.evidence.looks import STEP_SIZES
from drift.terms import BASE_MONTHS, INTERVAL_Z, QUARTERS_BELOW
from drift.wording.values import LogChange, Share

if TYPE_CHECKING:
    from drift.measures.work.arrivals import Arrival
    from drift.measures.work.log_shape import LogShape
    from drift.tables.calendar import Span
    from drift.tables.intake import Intake

WEIGHTS_AGREE = 0.9  # of random weights; below it the direction depends on what one finds important
ARRIVAL_STEP = STEP_SIZES[0] / 2  # of the index, in logs: half of the smallest step that evidence looks for
SMALL_GROWTH = 0.02  # in logs: below it "part of the growth came before" would be a quibble


def find_cautions(
    specification: Specification,
    base: Base,
    span: Span | None,
    cut_days: int,
    engagement_months: pd.PeriodIndex,
    n_incidents: pd.Series,
    unreadable: pd.DataFrame,
    shape: LogShape | None = None,
    intake: Intake | None = None,
    contacts: pd.DataFrame | None = None,
    weights_hold: float | None = None,
    arrivals: tuple[Arrival, ...] = (),
) -> list[Caution]:
    """Return the cautions that apply, in the order of the months they touch."""
    found = [_unreadable(unreadable), _grown_before(specification, base.paper), _base_cut(base), _gone(specification)]
    if shape is not None and span is not None:
        found += find_edges(shape.months, span.settled(cut_days), base.work)
        found += find_changes(shape)
        found.append(_too_short(span, cut_days, shape))
    if intake is not None:
        found += find_limits(intake)
    if weights_hold is not None and weights_hold < WEIGHTS_AGREE:
        note = Note("caution.weights_differ", {"share": Share(weights_hold)})
        found.append(Caution("weights_differ", "qualify", (), note))
    found += tell_arrivals(arrivals)
    if contacts is not None:
        found.append(find_calendars(contacts))
    found += [*_incomplete(span, cut_days), _too_few_known(span, cut_days, engagement_months)]
    if span is not None and float(n_incidents.reindex(span.complete).median()) < QUARTERS_BELOW:
        values = {"n": round(float(n_incidents.reindex(span.complete).median()))}
        found.append(Caution("few_incidents", "inform", (), Note("caution.few_incidents", values)))
    return [caution for caution in found if caution is not None]


def _unreadable(documents: pd.DataFrame) -> Caution | None:
    """Tell how many clauses are in a language whose duties count as none because nobody read them."""
    some = documents[documents["unreadable"] > 0]
    if not len(some):
        return None
    values = {
        "n": int(some["unreadable"].sum()),
        "of": int(some["clauses"].sum()),
        "documents": ", ".join(some["document"]),
    }
    return Caution("other_language", "qualify", (), Note("caution.other_language", values))


def tell_arrivals(arrivals: tuple[Arrival, ...]) -> list[Caution]:
    """Tell components that moved on their own in the year that links them: a step there may be of their making."""
    found = []
    for arrival in arrivals:
        if abs(arrival.step) < ARRIVAL_STEP or abs(arrival.apart) < INTERVAL_Z * arrival.error:
            continue
        year = tuple(pd.period_range(arrival.month, periods=BASE_MONTHS, freq="M"))
        measure = Note(f"measure.{arrival.measure}.name")
        values = {"measure": measure, "month": arrival.month, "log": LogChange(arrival.apart)}
        found.append(Caution("component_arrived", "qualify", year, Note("caution.component_arrived", values)))
    return found


def _too_short(span: Span, cut_days: int, shape: LogShape) -> Caution | None:
    """Tell a log that has no year to compare a year with."""
    filled = pd.PeriodIndex(shape.months.index[shape.months["n"] > 0])
    over = span.settled(cut_days).intersection(filled)
    if len(over) >= 2 * BASE_MONTHS:
        return None
    values = {"n": len(over), "needed": 2 * BASE_MONTHS}
    return Caution("too_few_months", "withhold", tuple(over), Note("caution.too_few_months", values))


def _grown_before(specification: Specification, base: pd.PeriodIndex) -> Caution | None:
    first, earlier = _before(specification.index.values, base)
    if first is None or abs(earlier) < SMALL_GROWTH:
        return None
    periods = tuple(pd.period_range(first, base[0] - 1, freq="M"))
    parts = {name: LogChange(_before(getattr(specification, name), base)[1]) for name in ("size", "control")}
    values = {"first": first, "base": base[0], "log": LogChange(earlier), **parts}
    code = "base_after_growth" if earlier > 0 else "base_after_shrinkage"
    return Caution(code, "qualify", periods, Note(f"caution.{code}", values))


def _gone(specification: Specification) -> Caution | None:
    """Tell of which stocks there was none: that is sure, how far the index moves by it is a convention."""
    if not specification.gone:
        return None
    months = sorted(set().union(*specification.gone.values()))
    names = tuple(Note(f"measure.{name}") for name in specification.gone)
    note = Note("caution.stock_gone", {"measures": names, "months": tuple(months)})
    return Caution("stock_gone", "qualify", tuple(months), note)


def _before(index: pd.Series, base: pd.PeriodIndex) -> tuple[pd.Period | None, float]:
    """Return the first month of an index, and by how much it changed until the base began."""
    known = index.dropna()
    at_base = known.loc[known.index >= base[0]] if len(base) else known.iloc[:0]
    if not len(at_base) or known.index[0] >= base[0]:
        return None, 0.0
    return known.index[0], float(at_base.iloc[0] - known.iloc[0])


def _base_cut(base: Base) -> Caution | None:
    if not base.cut:
        return None
    months = base.work if len(base.work) else base.paper
    return Caution("base_cut", "qualify", tuple(months), Note("caution.base_cut", {"months": tuple(months)}))


def _incomplete(span: Span | None, cut_days: int) -> list[Caution]:
    if span is None:
        return []
    found = []
    partial = span.months.difference(span.complete)
    if len(partial):
        note = Note("caution.incomplete_months", {"months": tuple(partial)})
        found.append(Caution("incomplete_months", "inform", tuple(partial), note))
    young = span.complete.difference(span.settled(cut_days))
    if len(young):
        note = Note("caution.not_over_yet", {"months": tuple(young), "days": cut_days})
        found.append(Caution("not_over_yet", "inform", tuple(young), note))
    return found


def _too_few_known(span: Span | None, cut_days: int, engagement_months: pd.PeriodIndex) -> Caution | None:
    if span is None:
        return None
    missing = tuple(span.settled(cut_days).difference(engagement_months))
    if not missing:
        return None
    return Caution("too_few_known", "inform", missing, Note("caution.too_few_known", {"months": missing}))
