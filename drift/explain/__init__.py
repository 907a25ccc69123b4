"""Where does this come from: a clause, an incident or a number walked back to file, sheet and cell."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drift.explain.change import explain_change, explain_year
from drift.explain.clause import explain_clause
from drift.explain.counted import explain_counted
from drift.explain.explained import Explained
from drift.explain.incident import explain_incident
from drift.explain.norm import explain_norm
from drift.explain.number import explain_number
from drift.explain.problem import explain_problem
from drift.explain.what import COUNTED, ask

if TYPE_CHECKING:
    from drift.analysed import Analysis
    from drift.wording import Wording


def explain(analysis: Analysis, what: str, say: Wording) -> Explained:
    """Walk a clause (`clause 4.2`), a norm (`norm 3.4`), a problem (`problem SC-036`), an incident or a number back.

    An incident goes by its number, a problem by its installation or one of its incidents.

    A number has the month, quarter or year it is told for: `engagement 2023-05`.
    A number without a period is its change since the base, as the cards and tables of the report have it.

    Raises
    ------
    UsageError : there is no such thing; the message names what is near
    """
    question = ask(analysis, what, say)
    if question.kind == "clause":
        return explain_clause(analysis, question.name, say)
    if question.kind == "norm":
        return explain_norm(analysis, question.name, say)
    if question.kind == "problem":
        return explain_problem(analysis, question.name, say)
    if question.kind == "incident":
        return explain_incident(analysis, question.name, say)
    if question.name in COUNTED:
        return explain_counted(analysis, question.name, question.period, say)
    if question.period is None:
        return explain_change(analysis, question.name, say)
    if question.period.freqstr.startswith("Y"):
        return explain_year(analysis, question.name, question.period, say)
    return explain_number(analysis, question.name, question.period, say)
