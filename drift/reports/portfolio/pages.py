"""The pages of a portfolio: what many alarms are worth, what relations share, and a line each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.reports.pages.blocks import Items, Lists, Page, Quiet, Table
from drift.reports.portfolio.lines import list_lines
from drift.reports.portfolio.shared import count_dead, count_grown

if TYPE_CHECKING:
    from collections.abc import Sequence

    from drift.portfolio.flow import Portfolio
    from drift.reports.pages.blocks import Block
    from drift.reports.portfolio.shared import Pattern
    from drift.wording import Wording

WIDTHS: Final = (1.2, 3, 2.8)


def build_pages(portfolio: Portfolio, say: Wording) -> list[Page]:
    """Return the lines, and behind them what they are worth together."""
    return [build_lines(portfolio, say), build_together(portfolio, say)]


def build_lines(portfolio: Portfolio, say: Wording) -> Page:
    """Return a line a relation, by name."""
    heads = [say(f"portfolio.head.{name}") for name in ("relation", "said", "cannot")]
    rows = [[line.relation, line.said, line.cannot] for line in list_lines(portfolio, say)]
    table = Table(say("portfolio.lines_caption"), heads, rows, len(heads), widths=WIDTHS)
    title = say("portfolio.title", n=len(rows))
    return Page("lines", title, [table], lead=say("portfolio.lead"))


def build_together(portfolio: Portfolio, say: Wording) -> Page:
    """Return what alarms are worth among so many, and what the relations share."""
    blocks: list[Block] = [Lists([Items(say("portfolio.chance_head"), tell_chance(portfolio, say))])]
    grown, dead = list_shared(portfolio, say)
    blocks += [grown] if grown.rows else []
    blocks += [dead] if dead.rows else []
    blocks.append(Quiet([say("portfolio.shared_note"), say("portfolio.data_note")]))
    return Page("together", say("portfolio.shared_head"), blocks)


def tell_chance(portfolio: Portfolio, say: Wording) -> list[str]:
    """Tell how many alarms are to be expected by chance, and which of them hold."""
    if not portfolio.n_weighed:
        return [say("portfolio.chance_unweighed")]
    expected = say.number(portfolio.expected, 0 if portfolio.expected.is_integer() else 1)
    told = [say("portfolio.chance", n=portfolio.n_weighed, expected=expected)]
    if not portfolio.n_alarms:
        return [*told, say("portfolio.chance_none")]
    told.append(say("portfolio.chance_alarms", n=portfolio.n_alarms, holding=sum(portfolio.holds)))
    return [*told, say("portfolio.chance_own")]


def list_shared(portfolio: Portfolio, say: Wording) -> tuple[Table, Table]:
    """Return the kinds of clauses that grew, and the norms that decided nothing; by name."""
    grown = _table("kinds", "kind", "grew", _name(count_grown(portfolio.rows), "measure.{}", say), say)
    dead = _table("clocks", "clock", "dead", _name(count_dead(portfolio.rows), "norms.page.clock.{}", say), say)
    return grown, dead


def _name(patterns: Sequence[Pattern], code: str, say: Wording) -> list[list[str]]:
    rows = [[say(code.format(one.code)), say.number(one.n_have), say.number(one.n_so)] for one in patterns]
    return sorted(rows, key=lambda row: row[0].casefold())


def _table(caption: str, first: str, last: str, rows: list[list[str]], say: Wording) -> Table:
    heads = [say(f"portfolio.head.{name}") for name in (first, "have", last)]
    return Table(say(f"portfolio.{caption}_caption"), heads, rows, 1, widths=(2, 1, 1))
