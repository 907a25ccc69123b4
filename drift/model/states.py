"""The one ordered table: what paper, work and outcomes did, and how far the data reach -> the state of a relation."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final, Literal

Growth = Literal["grew", "held", "shrank", "unknown"]
Work = Literal["falls", "mending", "mended", "holds", "rises", "unknown"]
Outcomes = Literal["worse", "held", "unknown"]
State = Literal[
    "not enough data",
    "inventory",
    "paper grew",
    "paper tightened",
    "paper held",
    "paper shrank",
    "in step",
    "formalising",
    "unsettled",
    "looser",
    "let go",
    "drifting apart",
    "sliding",
    "spreadsheets and KPIs",
    "repairing",
    "repaired",
]


@dataclass(frozen=True)
class Findings:
    """All that the state of a relation depends on."""

    rung: int | None  # of the ladder; None: operations without a contract
    paper: Growth  # size or control since the base, beyond their reading error
    tightened: bool  # followed targets became stricter, beyond their reading error
    work: Work  # engagement, by evidence; mending and mended: a fall that was alarmed about, and is coming or came back
    outcomes: Outcomes  # by evidence over all outcomes
    several: bool  # two outcomes or more are worse now, and not by what people write alone
    left: bool  # callers left
    withheld: bool  # a caution forbids a conclusion


@dataclass(frozen=True)
class Rule:
    """One row of the table: what each finding must be; None: whatever it is."""

    state: State
    rung: tuple[int | None, ...] | None = None
    paper: Growth | None = None
    tightened: bool | None = None
    work: Work | None = None
    outcomes: Outcomes | None = None
    several: bool | None = None
    left: bool | None = None
    withheld: bool | None = None

    def fits(self, findings: Findings) -> bool:
        """Whether the findings are those of this row."""
        if self.rung is not None and findings.rung not in self.rung:
            return False
        names = (field.name for field in fields(findings) if field.name != "rung")
        return all(getattr(self, name) in (None, getattr(findings, name)) for name in names)


# read from the top; the first row that fits is the state, and the last fits everything
RULES: Final = (
    Rule("not enough data", withheld=True),
    Rule("not enough data", rung=(None,)),  # operations without a contract
    Rule("inventory", rung=(0,)),
    Rule("paper grew", rung=(1,), paper="grew"),
    Rule("paper tightened", rung=(1,), tightened=True),
    Rule("paper shrank", rung=(1,), paper="shrank"),
    Rule("paper held", rung=(1,), paper="held"),
    Rule("not enough data", rung=(1,)),
    Rule("unsettled", work="unknown", outcomes="worse"),
    Rule("unsettled", work="unknown", left=True),
    Rule("paper grew", work="unknown", paper="grew"),
    Rule("not enough data", work="unknown"),
    Rule("repaired", work="mended"),
    Rule("repairing", work="mending"),
    # on rung 2 sides and levels are a guess: never a slide
    Rule("drifting apart", rung=(2,), work="falls", paper="grew"),
    Rule("spreadsheets and KPIs", rung=(4,), work="falls", paper="grew", several=True),
    Rule("sliding", work="falls", paper="grew"),
    Rule("let go", work="falls", outcomes="worse"),
    Rule("looser", work="falls"),
    # work holds or rises from here on
    Rule("unsettled", outcomes="worse"),
    Rule("unsettled", left=True),
    Rule("formalising", paper="grew"),
    Rule("in step", paper="held"),
    Rule("in step", paper="shrank"),
    Rule("not enough data"),
)


def find_state(findings: Findings) -> State:
    """Return the state of a relation: that of the first row of RULES that fits."""
    return next(rule.state for rule in RULES if rule.fits(findings))
