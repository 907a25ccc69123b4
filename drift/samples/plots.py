"""What each scenario plants: in the work, on paper, at the tables, among the people."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Final, Literal

GOOD: Final = {
    "same": 0.88,  # handled by the technician of the caller's own duo
    "direct": 0.84,  # caller and technician spoke, by voice or in person
    "direct_h": 0.8,  # median hours to it
    "pushed": 0.05,  # to the service desk or the contract manager, instead of solved
    "reopened": 0.03,
    "repeated": 0.03,  # comes back on the same object within 30 days, on top of chance
    "waiting": 0.08,  # stood still at least once
    "diagnosis": 0.62,  # the caller's report names object and cause
    "desk": 0.04,  # written up by the desk instead of by the one who does the work
    "clause": 0.0,  # argued by clause
    "complaint": 0.01,
    "restore_h": 4.0,  # median hours at priority 2, waiting aside
    "portal": 0.0,  # came in by the portal
    "robot": 0.0,  # entered by an interface, without a caller
    "volume": 1.0,
}
BAD: Final = GOOD | {
    "same": 0.10,
    "direct": 0.28,
    "direct_h": 7.0,
    "pushed": 0.34,
    "reopened": 0.07,
    "repeated": 0.20,
    "waiting": 0.40,
    "diagnosis": 0.18,
    "desk": 0.88,
    "clause": 0.24,
    "complaint": 0.10,
    "restore_h": 10.0,
    "portal": 0.45,
    "robot": 0.08,
}
DENIED: Final = BAD | {"same": 0.40, "direct": 0.50, "direct_h": 3.0, "desk": 0.60, "repeated": 0.26, "complaint": 0.16}
LEFT: Final = {"same": 0.12, "direct": 0.55, "direct_h": 2.5, "diagnosis": 0.25, "repeated": 0.10, "restore_h": 6.5}

# of a relation whose supplier keeps its stamps green while faults come back
GREEN: Final = GOOD | {
    "same": 0.12,
    "direct": 0.30,
    "direct_h": 6.0,
    "pushed": 0.30,
    "reopened": 0.14,
    "repeated": 0.22,
    "waiting": 0.30,
    "diagnosis": 0.20,
    "desk": 0.90,
    "clause": 0.16,
    "complaint": 0.10,
    "restore_h": 6.0,
    "portal": 0.35,
    "robot": 0.06,
    "volume": 0.80,
}

HELD: Final = ("1.0", "1.1", "1.2")  # versions of a relation in which the paper does not grow
GROWN: Final = (*HELD, "2.0", "3.0", "3.1", "4.0 concept", "4.0")
UNREPAIRED: Final = (*HELD, "2.0", "3.0", "3.1")  # nobody sits at a round table

# what becomes of problems, by weight: in the good years, and where a slide ends (levels/fates.py has the routes)
ON_THE_FLOOR: Final = {"floor": 0.90, "table": 0.10}
UP: Final = {"floor": 0.10, "back": 0.12, "stuck": 0.08, "parked": 0.16, "bounced": 0.18, "denied": 0.22,
             "refused": 0.14}  # fmt: skip
UP_AGAIN: Final = {"floor": 0.04, "bounced": 0.06, "denied": 0.30, "refused": 0.15, "again": 0.45}
TO_THE_TABLE: Final = {"floor": 0.45, "table": 0.20, "back": 0.35}

Weights = Mapping[str, float]


@dataclass(frozen=True)
class Plot:
    """What a scenario plants; what it does not name stays as in the good years.

    work : parameters of GOOD as they are where the slide ends
    versions : of the contract, by name
    going : who leaves: nobody, the experts one by one, those of both sides within a quarter; or staff stops reporting
    desk : whether clerks of the supplier take the telephone
    talk : how far meetings follow the slide, 0 to 1: from the floor to the tables above it
    board : strategic meetings a month that the slide adds
    repaired : whether a round table and a repair follow
    deal : the levels that meet before a version is signed, in their order; the others do not; empty: as it comes
    fates : what becomes of problems where the slide ends; none: meetings name no problem
    held : versions of a relation of this scene in which the paper does not grow
    dealt : the versions that such a deal is about; empty: all of them
    """

    work: Weights = field(default_factory=dict)
    versions: tuple[str, ...] = HELD
    going: Literal["nobody", "slide", "wave", "silence"] = "nobody"
    desk: bool = False
    talk: float = 0.0
    board: float = 0.4
    repaired: bool = False
    deal: tuple[str, ...] = ()
    fates: Weights | None = None
    held: tuple[str, ...] = HELD
    dealt: tuple[str, ...] = ()


_SORTING: Final = MappingProxyType(
    {
        "sliding": Plot(BAD, GROWN, "slide", desk=True, talk=1.0, repaired=True, fates=UP),
        "healthy": Plot(),
        "paper only": Plot(versions=GROWN),
        "rotating team": Plot({"same": 0.2}),
        "call centre": Plot({"same": 0.0, "direct": 0.45, "direct_h": 2.5, "desk": 0.8}),
        "portal": Plot({"direct": 0.5, "portal": 0.7, "robot": 0.1}),
        "better maintenance": Plot({"volume": 0.45}),
        "top down": Plot(BAD, UNREPAIRED, desk=True, talk=0.5, deal=("strategic", "tactical"), fates=UP),
        "bottom up": Plot(deal=("operational", "tactical", "strategic"), fates=ON_THE_FLOOR),
        "leaving": Plot(LEFT, going="wave", fates=TO_THE_TABLE),
        "denied": Plot(DENIED, UNREPAIRED, desk=True, talk=0.8, board=1.8, fates=UP_AGAIN),
    }
)
PLOTS: Final[Mapping[str, Mapping[str, Plot]]] = MappingProxyType(
    {
        "sorteercentrum": _SORTING,
        "metro": {
            "top down": Plot(
                GREEN,
                ("1.0", "1.1", "2.0", "2.1", "2.2", "3.0"),
                "silence",
                desk=True,
                talk=0.8,
                repaired=True,
                deal=("strategic", "tactical"),
                fates=UP,
                held=("1.0", "1.1"),
                dealt=("2.0", "2.1", "3.0"),
            ),
        },
    }
)  # of each scene
