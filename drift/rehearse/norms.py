"""The norms of a draft held against the incidents of the last months, beside the norms now in force."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from drift.measures.norms.assign import State
from drift.measures.norms.chains import cells_of
from drift.measures.norms.tally import COUNTED
from drift.measures.norms.told import LEVEL_SIGN
from drift.rehearse.intervals import bound_difference, bound_nothing
from drift.rehearse.rehearsal import HeldNorm
from drift.rehearse.times import tell_reality
from drift.terms import MIN_KNOWN_SHARE

if TYPE_CHECKING:
    from collections.abc import Mapping

    from drift.contract.norms.norm import Norm
    from drift.measures.norms.judged import Judged
    from drift.rehearse.moment import Moment

CASES: Final = 10  # incidents; of fewer nothing is said of always, never and half
YEAR: Final = 12  # months
STEPS: Final = {"tightened": "stricter", "relaxed": "relaxed"}  # as compare calls it -> as it is told
_MET, _MISSED, _N, _NEAR = (COUNTED.index(name) for name in ("met", "missed", "n", "near"))


@dataclass(frozen=True)
class Pair:
    """The counts of the same incidents by month under two versions, shape (n_months, 7); now: None where none holds."""

    draft: np.ndarray
    now: np.ndarray | None


def hold_drafted(judged: Judged, moment: Moment, steps: Mapping[tuple[str, int, float], str]) -> tuple[HeldNorm, ...]:
    """Hold every norm of a draft against the incidents it binds, and those of the version in force against the same.

    Parameters
    ----------
    steps : what a comparison says of a target, by sheet, row and value
    """
    own = [norm for norm in judged.binding.norms if norm.source.place.file == moment.file]
    return tuple(_hold(judged, moment, norm, steps) for norm in own)


def _hold(judged: Judged, moment: Moment, norm: Norm, steps: Mapping[tuple[str, int, float], str]) -> HeldNorm:
    cells = cells_of(judged, norm)
    now = find_now(judged, moment, norm.clock)
    common = [cell for cell in cells if cell in now]
    before = [now[cell] for cell in common]
    pair = Pair(
        count_by_month(judged, moment, [(cell, norm) for cell in common or cells]),
        count_by_month(judged, moment, [(cell, now[cell]) for cell in common]) if common else None,
    )
    was = before[0] if before and len({(one.limit, one.kind, one.share) for one in before}) == 1 else None
    step = steps.get((norm.source.place.sheet, norm.source.place.row, norm.value))
    change = _name_change(norm, before, pair, step)
    bounds = _bound(norm, before, pair)
    reality = tell_reality(judged, moment, norm, cells)
    return HeldNorm(
        clause_id=norm.source.clause_id,
        clock=norm.clock,
        levels=LEVEL_SIGN.join(sorted(norm.levels)),
        scope=norm.scope,
        value=norm.value,
        unit=norm.written_unit,
        share=norm.share,
        change=change,
        was_value=was.value if was else None,
        was_unit=was.written_unit if was else None,
        met_now=None if pair.now is None else share_met(pair.now),
        met_draft=share_met(pair.draft),
        n=int(pair.draft[:, [_MET, _MISSED]].sum()),
        low=bounds[0] if bounds else None,
        high=bounds[1] if bounds else None,
        met_years=_by_year(pair.draft),
        near=bool(pair.draft[:, _NEAR].sum()),
        p90=reality.p90,
        best_p90=reality.best_p90,
        best_quarter=reality.best_quarter,
        three_of_four=reality.three_of_four,
    )


def find_now(judged: Judged, moment: Moment, clock: str) -> Mapping[int, Norm]:
    """Return the norm of each cell in the version in force."""
    if moment.now_file is None:
        return {}
    return judged.assigned.get(State(str(moment.draft["document"]), moment.now_file, clock), {})


def count_by_month(judged: Judged, moment: Moment, held: list[tuple[int, Norm]]) -> np.ndarray:
    """Return the counts of some cells, each under its norm, by month looked at: shape (n_months, 7), as COUNTED."""
    bins, counts = judged.bench.incidents.months, judged.add(held)
    return np.array([counts[bins == month].sum(axis=0) for month in moment.months.asi8], dtype="int64")


def share_met(counts: np.ndarray) -> float | None:
    """Return the share of known incidents that met a norm; None where under 80 % are known."""
    met, missed, n = (int(counts[..., i].sum()) for i in (_MET, _MISSED, _N))
    known = met + missed
    return met / known if known and known >= MIN_KNOWN_SHARE * n else None


def _by_year(counts: np.ndarray) -> tuple[float | None, float | None]:
    if len(counts) < 2 * YEAR:
        return None, None
    years = (counts[-2 * YEAR : -YEAR], counts[-YEAR:])
    first, last = (share_met(year) if year[:, [_MET, _MISSED]].sum() >= CASES else None for year in years)
    return first, last


def _bound(norm: Norm, before: list[Norm], pair: Pair) -> tuple[float, float] | None:
    if pair.now is None or share_met(pair.now) is None or share_met(pair.draft) is None:
        return None
    if all((one.limit, one.kind, one.strict) == (norm.limit, norm.kind, norm.strict) for one in before):
        return 0.0, 0.0
    known = [np.column_stack([side[:, _MET], side[:, _MET] + side[:, _MISSED]]) for side in (pair.now, pair.draft)]
    if np.array_equal(known[0], known[1]):
        return bound_nothing(int(known[1][:, 1].sum()), stricter=norm.limit < before[0].limit)
    return bound_difference(known[0], known[1])


def _name_change(norm: Norm, before: list[Norm], pair: Pair, step: str | None) -> str:
    """Return what a norm is beside the one now in force: as compare has it, else by what held for the same incidents.

    Of two limits in one kind of time the shorter one is stricter; of two kinds (hours, working days) the one that fewer
    incidents met; of one limit the higher share.
    """
    if not before or pair.now is None:
        return "new"
    if step in STEPS:
        return STEPS[step]
    lengths = [norm.limit - one.limit for one in before if one.kind == norm.kind]
    if len(lengths) < len(before):
        fewer = int(pair.draft[:, _MET].sum()) - int(pair.now[:, _MET].sum())
        return "stricter" if fewer < 0 else "relaxed" if fewer > 0 else "same"
    asked = [(norm.share or 1.0) - (one.share or 1.0) for one in before]
    if min(lengths) < 0 or (not any(lengths) and max(asked) > 0):
        return "stricter"
    return "relaxed" if max(lengths) > 0 or min(asked) < 0 else "same"


def list_decided(norms: tuple[HeldNorm, ...]) -> tuple[tuple[str | None, ...], tuple[str | None, ...]]:
    """Return the clauses whose norm every incident met, and those whose norm none did; of CASES or more."""
    always, never = (tuple(dict.fromkeys(norm.clause_id for norm in find_met(norms, share))) for share in (1.0, 0.0))
    return always, never


def list_enough(norms: tuple[HeldNorm, ...]) -> list[HeldNorm]:
    """Return the norms of enough incidents to say that they were always met, or never."""
    return [norm for norm in norms if norm.n >= CASES and norm.met_draft is not None]


def find_met(norms: tuple[HeldNorm, ...], share: float) -> list[HeldNorm]:
    """Return the norms of enough incidents that exactly a share met: all of them, or none."""
    return [norm for norm in list_enough(norms) if norm.met_draft == share]
