"""What becomes of problems, in sentences: then and now, with what can be told of the difference."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.measures.levels.links import LINKED_DAYS
from drift.measures.levels.problems import CONNECTED_DAYS
from drift.reports.front.years import say_years
from drift.reports.pages.blocks import Table
from drift.terms import LEVELS
from drift.wording.case import as_title, capitalise

if TYPE_CHECKING:
    import pandas as pd

    from drift.analysed import Analysis
    from drift.model.fates import FateChange, Fated
    from drift.wording import Wording

SHOWN: Final = ("solved", "went_up", *LEVELS[1:], "referred_back")  # columns of the table


def say_title(analysis: Analysis, say: Wording) -> str:
    """Return the finding; it never says more than the interval does."""
    found, fated = analysis.measured.levels, analysis.judgement.fated
    if not len(found.problems):
        return as_title(say("levels.title.levels"))
    solved = fated and next(change for change in fated.fates if change.fate == "solved")
    if not fated or not solved:
        sums = found.problems[["solved", "raised"]].sum()
        return as_title(say("levels.title.alone", n=int(sums["solved"]), of=int(sums["raised"])))
    before, after = solved.before / solved.of_before, solved.after / solved.of_after
    then = say("levels.title.at", share=say.percent(before), when=_windows(fated, say)["then"])
    if fated.lowest and fated.lowest[1] < min(before, after):
        year, share = fated.lowest
        then += ", " + say("levels.title.at", share=say.percent(share), when=str(year))
    now = say("levels.title.now", share=say.percent(after))
    return as_title(say(f"levels.title.{solved.standing}", shares=f"{then}, {now}"))


def list_fates(analysis: Analysis, say: Wording) -> list[str]:
    """Return a sentence a fate."""
    fated = analysis.judgement.fated
    return [_say_change(change, fated, say) for change in fated.fates if change.before or change.after] if fated else []


def _say_change(change: FateChange, fated: Fated, say: Wording) -> str:
    return capitalise(
        say(
            "levels.change",
            fate=say(f"levels.fate.{change.fate}"),
            before=change.before,
            of_before=change.of_before,
            after=change.after,
            of_after=change.of_after,
            standing=say(f"levels.standing.{change.standing}"),
            **_windows(fated, say),
        )
    )


def _windows(fated: Fated, say: Wording) -> dict[str, str]:
    """Return the two windows as people name them."""
    windows = {"then": fated.then, "now": fated.now}
    return {
        name: say_years(first.asfreq("M", "start"), last.asfreq("M", "end"), say)
        for name, (first, last) in windows.items()
    }


def tabulate_fates(quarters: pd.DataFrame, say: Wording) -> Table:
    """Return a row a year: problems raised, and what became of them."""
    years = quarters.groupby(quarters["quarter"].dt.year)[["raised", *SHOWN]].sum()
    heads = [say("levels.year"), say("levels.row.raised"), *(say(f"levels.row.{name}") for name in SHOWN)]
    rows = [[str(year), *(say.number(n) for n in counts)] for year, *counts in years.itertuples()]
    return Table(say("levels.table"), [capitalise(head) for head in heads], rows, text_columns=1)


def list_handovers(analysis: Analysis, say: Wording) -> list[str]:
    """Return how tickets passed between teams, in one line; none where no step tells its team."""
    found = analysis.measured.levels
    if found.no_handovers is not None:
        return []
    sums = {name: int(n) for name, n in found.handovers.drop(columns="quarter").sum().items()}
    told = say(
        "levels.handovers",
        told=sums["with_team"],
        handed=sums["handed"],
        handovers=sums["handovers"],
        back=sums["came_back"],
    )
    if found.no_lines is not None:
        return [told]
    return [told + " " + say("levels.front", front=sums["front"], lined=sums["lined"])]


def list_rules(analysis: Analysis, say: Wording) -> list[str]:
    """Return how problems are followed, and what is not seen."""
    found = analysis.measured.levels
    told = [say("levels.rule", connected=CONNECTED_DAYS, linked=LINKED_DAYS)]
    if found.no_problems is not None:
        told = [say.tell(found.no_problems)]
    elif not found.n_contacts:
        told.append(say("levels.no_tables"))
    else:
        told.append(say("levels.named", n=found.n_named, of=found.n_contacts))
    told.append(say.tell(found.no_levels) if found.no_levels else say("levels.unseen"))
    if found.n_by_people:
        told.append(say("levels.by_people", n=found.n_by_people, of=found.n_direct))
    return told


def is_turned(analysis: Analysis) -> bool:
    """Whether clearly another share of problems is solved where they are raised, or a version was made above it."""
    fated, first = analysis.judgement.fated, analysis.measured.levels.first
    turned = fated is not None and any(
        change.standing != "unclear" for change in fated.fates if change.fate == SHOWN[0]
    )
    return turned or any(one.top_down for one in first)
