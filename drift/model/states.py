"""The one ordered table: what paper, work and outcomes did, and how far the data reach -> the state of a relation."""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import Final, Literal

Growth = Literal["grew", "held", "shrank", "unknown"]
Work = Literal["falls", "holds", "rises", "unknown"]
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
    "looser",
    "let go",
    "sliding",
    "spreadsheets and KPIs",
    "repairing",
]


@dataclass(frozen=True)
class Findings:
    """All that the state of a relation depends on."""

    rung: int | None  # of the ladder; None: operations without a contract
    paper: Growth  # control since the base, beyond its reading error
    tightened: bool  # followed targets became stricter, beyond their reading error
    work: Work  # engagement, by evidence
    alarmed: bool  # engagement fell before, by evidence
    outcomes: Outcomes  # by evidence over all outcomes
    withheld: bool  # a caution forbids a conclusion


@dataclass(frozen=True)
class Rule:
    """One row of the table: what each finding must be; None: whatever it is."""

    state: State
    rung: tuple[int | None, ...] | None = None
    paper: Growth | None = None
    tightened: bool | None = None
    work: Work | None = None
    alarmed: bool | None = None
    outcomes: Outcomes | None = None
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
    Rule("not enough data", paper="unknown"),
    Rule("not enough data", work="unknown"),
    Rule("repairing", work="rises", alarmed=True),
    # below rung 3 sides and levels are a guess: a fall is told in the sentence, never as a slide
    Rule("formalising", rung=(2,), work="falls", paper="grew"),
    Rule("looser", rung=(2,), work="falls"),
    Rule("looser", work="falls", outcomes="held"),
    Rule("spreadsheets and KPIs", rung=(4,), work="falls", paper="grew", outcomes="worse"),
    Rule("sliding", work="falls", paper="grew"),
    Rule("let go", work="falls", outcomes="worse"),
    Rule("looser", work="falls"),  # the paper did not grow, and whether it harmed is not known
    Rule("formalising", work="holds", paper="grew"),
    Rule("in step"),
)


def find_state(findings: Findings) -> State:
    """Return the state of a relation: that of the first row of RULES that fits."""
    return next(rule.state for rule in RULES if rule.fits(findings))
