"""Every combination of findings that a state and its sentence can be asked about."""

from itertools import product
from typing import get_args

from drift.model.states import Findings, Growth, Outcomes, Work

EVERY = [
    Findings(*parts)
    for parts in product(
        (None, 0, 1, 2, 3, 4),
        get_args(Growth),
        (False, True),
        get_args(Work),
        get_args(Outcomes),
        (False, True),
        (False, True),
        (False, True),
    )
]
