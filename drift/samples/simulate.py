"""A made-up relation: its tables, its monthly logs with their variances, and the truth."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from drift.errors import UsageError
from drift.samples.realise import live_through, realise
from drift.samples.scenarios import SCENARIOS, Scenario
from drift.samples.series import REPAIR_MONTHS, SLIDE_MONTHS, Drawn, draw_series

if TYPE_CHECKING:
    from drift.samples.relation import Relation

FIRST_MONTH = "2018-01"  # a January, as the season of series.py has it


@dataclass(frozen=True)
class Truth:
    """What happened, as only the simulator knows it.

    drifts : whether engagement falls at all
    onset : first month of the fall
    shape : step or slide
    ended : month in which a repair is complete
    effect : natural log of engagement against what it would have been, monthly PeriodIndex
    """

    drifts: bool
    onset: pd.Period | None
    shape: str | None
    ended: pd.Period | None
    effect: pd.Series


@dataclass(frozen=True)
class Simulated:
    """One made-up relation.

    tables : name -> rows, with the columns of tables.columns; made when first asked for (a second a thousand tickets)
    log_series : engagement (NaN = no data), specification and scope, natural logs, monthly PeriodIndex
    variances : sampling variances of the same columns, log squared; specification and scope are known without noise
    n_incidents : opened a month
    """

    scenario: str
    seed: int
    log_series: pd.DataFrame
    variances: pd.DataFrame
    n_incidents: pd.Series
    truth: Truth
    law: Scenario = field(repr=False)
    drawn: Drawn = field(repr=False)

    @cached_property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Clauses, documents, governance, incidents, events, contacts, attendees and people of a relation like it.

        Its months have the tickets of `n_incidents` (none where engagement is missing), and their work is that of the
        series before sampling: what `drift` measures in them is near `log_series`, not equal to it.
        """
        return realise(self._lived)

    @cached_property
    def levels(self) -> dict[str, Any]:
        """What is true of the levels in the tables: first_contact, awareness, problems and swaps, as in truth.json.

        Problems are planted in `top_down`, `bottom_up`, `leaving` and `denied`; elsewhere meetings name none.
        """
        from drift.samples.levels.truth import tell_levels

        return tell_levels(self._lived)

    @cached_property
    def _lived(self) -> Relation:
        return live_through(self.law, self.drawn, self.seed)


def simulate(
    scenario: str,
    *,
    months: int,
    seed: int,
    onset: int | None = None,
    phi: float | None = None,
    n_incidents: int | None = None,
    overdispersion: float | None = None,
) -> Simulated:
    """Make up one relation that follows a scenario.

    Parameters
    ----------
    scenario : a name of SCENARIOS
    months : length, 1 or more
    seed : 0 or more; equal seeds give equal relations, and paper changes no digit of the work
    onset : month in which the fall begins, 0 = the first; a third of the way where it is not told
    phi, n_incidents, overdispersion : instead of those of the scenario

    Raises
    ------
    UsageError : no such scenario, or a figure out of range

    Examples
    --------
    >>> relation = simulate("slide_2", months=60, seed=1)
    >>> str(relation.truth.onset)
    '2019-09'
    >>> len(relation.tables["incidents"]) == relation.n_incidents[relation.log_series["engagement"].notna()].sum()
    True
    """
    law = _find(scenario)
    chosen = {"phi": phi, "n_incidents": n_incidents, "overdispersion": overdispersion}
    law = replace(law, **{name: value for name, value in chosen.items() if value is not None})  # type: ignore[arg-type]  # names and values are those of Scenario
    _check(law, months, seed, onset)
    drawn = draw_series(law, 1, months, seed, onset)
    index = pd.period_range(FIRST_MONTH, periods=months, freq="M")
    logs = {"engagement": drawn.engagement[0], "specification": drawn.specification[0], "scope": drawn.scope[0]}
    variances = {"engagement": drawn.variance[0], "specification": np.zeros(months), "scope": np.zeros(months)}
    return Simulated(
        scenario,
        seed,
        pd.DataFrame(logs, index=index),
        pd.DataFrame(variances, index=index),
        pd.Series(drawn.n_incidents[0], index=index).astype("int64"),
        _describe_truth(law, drawn, index, months // 3 if onset is None else onset),
        law,
        drawn,
    )


def _find(name: str) -> Scenario:
    if name not in SCENARIOS:
        raise UsageError("error.scenario", name=name, known=", ".join(SCENARIOS))
    return SCENARIOS[name]


def _check(law: Scenario, months: int, seed: int, onset: int | None) -> None:
    allowed = {
        "months": (months, months >= 1),
        "seed": (seed, seed >= 0),
        "onset": (onset, onset is None or 0 <= onset < months),
        "phi": (law.phi, -1 < law.phi < 1),
        "n_incidents": (law.n_incidents, law.n_incidents >= 1),
        "overdispersion": (law.overdispersion, law.overdispersion > 0),
    }
    for name, (value, right) in allowed.items():
        if not right:
            raise UsageError("error.simulate", name=name, found=value)


def _describe_truth(law: Scenario, drawn: Drawn, index: pd.PeriodIndex, onset: int) -> Truth:
    effect = pd.Series(drawn.effect[0], index=index)
    if law.fall == "none":
        return Truth(False, None, None, None, effect)
    repaired = onset + SLIDE_MONTHS + REPAIR_MONTHS - 1
    ended = index[repaired] if law.fall == "recovery" and repaired < len(index) else None
    return Truth(True, index[onset], "step" if law.fall == "step" else "slide", ended, effect)
