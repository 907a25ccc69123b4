"""What was found of levels and problems; what there is none of is an empty table."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pandas as pd

from drift.errors import Note

if TYPE_CHECKING:
    from drift.measures.levels.order import FirstMet


@dataclass(frozen=True)
class LevelFindings:
    """What was found of the three levels and of problems between them; counts alone, no person and no meeting.

    balance : as of `count_balance`; say : as of `share_time`; heard : as of `hear_floor`
    first : who met first around each version; swaps : as of `count_swaps`; problems : as of `count_quarters`
    fates : a row a problem, as `Fates.problems`: for explaining
    lines : what contacts said of problems: problem, quarter, level, by and a column for each of terms.STEPS
    n_named : direct contacts above the floor that name a problem; n_contacts : all direct contacts above the floor
    n_by_people : direct contacts of which the persons there decided the level; n_direct : all of them
    mentions : as of `list_mentions`; months : level and month in which it had a contact
    actions : as of `count_actions`
    handovers : as of `count_handovers`
    no_levels, no_problems, no_handovers, no_lines : why there is nothing; None: there is
    """

    balance: pd.DataFrame = field(default_factory=pd.DataFrame)
    say: pd.DataFrame = field(default_factory=pd.DataFrame)
    heard: pd.DataFrame = field(default_factory=pd.DataFrame)
    first: tuple[FirstMet, ...] = ()
    swaps: pd.DataFrame = field(default_factory=pd.DataFrame)
    problems: pd.DataFrame = field(default_factory=pd.DataFrame)
    fates: pd.DataFrame = field(default_factory=pd.DataFrame)
    lines: pd.DataFrame = field(default_factory=pd.DataFrame)
    handovers: pd.DataFrame = field(default_factory=pd.DataFrame)
    mentions: pd.DataFrame = field(default_factory=pd.DataFrame)
    months: pd.DataFrame = field(default_factory=pd.DataFrame)
    actions: pd.DataFrame = field(default_factory=pd.DataFrame)
    n_named: int = 0
    n_contacts: int = 0
    n_by_people: int = 0
    n_direct: int = 0
    no_levels: Note | None = field(default_factory=lambda: Note("levels.none.contacts"))
    no_problems: Note | None = field(default_factory=lambda: Note("problems.none.log"))
    no_handovers: Note | None = field(default_factory=lambda: Note("handovers.none.log"))
    no_lines: Note | None = field(default_factory=lambda: Note("handovers.none.log"))
