"""What still works: where the same hands and the floor came back or held against the base, by a stated rule."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Final

import pandas as pd

from drift.measures.catalogue import FLOOR, HANDS
from drift.measures.work.strengths import BY, FALL, FINDINGS, MIN_ROWS
from drift.reports.edition.tell import say_steps
from drift.reports.material import Material
from drift.reports.pages.blocks import Notes, Page, Table
from drift.reports.pages.figures import shorten
from drift.terms import BASE_MONTHS, MIN_PERSONS
from drift.wording import Wording
from drift.wording.case import capitalise

NAMED: Final = 3  # in the title
ROWS_SHOWN: Final = 24
GOOD: Final = ("back", "rising", "held")  # told in the title before any loss
UNTOLD: Final = FINDINGS[-1]
_MEASURES: Final = {"hands": HANDS, "floor": FLOOR}


def build_works(material: Material) -> Page | None:
    """Build the page: one table, and its rule; None where nothing can be told of any group."""
    found, say = material.analysis.measured.held, material.say
    told = (found[[f"{measure}_finding" for measure in _MEASURES.values()]] != UNTOLD).any(axis=1)
    if not told.any():
        return None
    rule = say("report.works.rule", rows=MIN_ROWS, persons=MIN_PERSONS, fall=round(100 * FALL))
    steps = [say_steps("steps_held", say)] if material.edition == "shared" else []
    notes = Notes([rule, say("report.works.back_rule"), *steps, say("report.works.left")])
    table = _table(found[told], int((~told).sum()), say, _caption(material))
    title = capitalise(_title(found[told], say)) + _tell_months(found[told], say)
    return Page("works", title, (table, notes))


def _caption(material: Material) -> str:
    """Tell what the table holds, with the months of its windows."""
    analysis, say = material.analysis, material.say
    base, span = analysis.measured.base.work, analysis.measured.span
    over = span.settled(analysis.project.settings.cut_days)[-BASE_MONTHS:] if span else base
    return say("report.works.caption", base=say.span(base[0], base[-1]), later=say.span(over[0], over[-1]))


def _title(found: pd.DataFrame, say: Wording) -> str:
    """Tell by finding which groups came back or held, else which fell; months count where there is no other group."""
    places = found[found["what"] != "month"]
    places = places if len(places) else found
    parts = {finding: _tell_finding(places, finding, say) for finding in FINDINGS[:-1]}
    good = [parts[finding] for finding in GOOD if parts[finding]]
    return "; ".join(good) or parts["fell"] or say("report.works.title_untold")


def _tell_months(found: pd.DataFrame, say: Wording) -> str:
    """Tell beside what came back or held how many single months are still below the base: the table lists them."""
    months = found[found["what"] == "month"]
    below = (months[[f"{measure}_finding" for measure in _MEASURES.values()]] == "fell").any(axis=1)
    if not below.any() or len(months) == len(found):
        return ""
    return say("report.works.months_fell", n=int(below.sum()), of=len(months))


def _tell_finding(places: pd.DataFrame, finding: str, say: Wording) -> str:
    """Tell of which groups a measure has a finding, by name or by number; nothing where there is none."""
    parts = []
    for what, measure in _MEASURES.items():
        rows = places[places[f"{measure}_finding"] == finding]
        names = [_name(*pair, say) for pair in zip(rows["what"], rows["name"], strict=True)]
        measured = say(f"report.works.{what}")
        if 0 < len(names) <= NAMED:
            parts.append(say("report.works.part_named", measure=measured, which=say.join(names)))
        elif names:
            parts.append(say("report.works.part_many", measure=measured, n=len(names), of=len(places)))
    return say(f"report.works.title_{finding}", what=say.join(parts)) if parts else ""


def _name(what: str, name: str, say: Wording) -> str:
    if what == "whole":
        return say("report.works.whole")
    return say.period(pd.Period(name, "M")) if what == "month" else shorten(name)


def _table(found: pd.DataFrame, n_untold: int, say: Wording, caption: str) -> Table:
    """Return a row a group, those that came back first; what has too few incidents is one row."""
    rows = [
        [
            *(("", _name(row["what"], row["name"], say)) if row["what"] == "whole" else _names(row, say)),
            *(cell for measure in _MEASURES.values() for cell in _tell_row(row, measure, say)),
        ]
        for row in found.loc[_order(found)].head(ROWS_SHOWN).to_dict("records")
    ]
    if len(found) > ROWS_SHOWN:
        rows.append([say("report.works.more", n=len(found) - ROWS_SHOWN), *[""] * 5])
    if n_untold:
        rows.append([say("report.works.more_untold", n=n_untold), *[""] * 5])
    hands, floor = (say(f"report.works.{what}") for what in _MEASURES)
    heads = [say("report.works.what"), "", hands, say("report.works.levels"), floor, say("report.works.levels")]
    return Table(caption, heads, rows, text_columns=6, tight=True)


def _names(row: dict[Hashable, Any], say: Wording) -> tuple[str, str]:
    return say(f"report.works.{row['what']}"), _name(row["what"], row["name"], say)


def _order(found: pd.DataFrame) -> pd.Index:
    """Return the rows in the order of what they tell: the better of both findings; then by kind, name and time."""
    ranks = pd.concat([found[f"{measure}_finding"].map(FINDINGS.index) for measure in _MEASURES.values()], axis=1)
    kinds = found["what"].map(BY.index)
    return found.assign(rank=ranks.min(axis=1), kind=kinds).sort_values(["rank", "kind"], kind="stable").index


def _tell_row(row: dict[Hashable, Any], measure: str, say: Wording) -> tuple[str, str]:
    """Write a finding, and the shares in the base, in the lowest year and in the last twelve months, each with n."""
    finding = row[f"{measure}_finding"]
    windows = ("before", "lowest", "after") if finding in ("back", "rising") else ("before", "after")
    parts = []
    for window in windows:
        share, n = row[f"{measure}_{window}"], int(row[f"{measure}_n_{window}"])
        year = str(row[f"{measure}_lowest_year"]) if window == "lowest" else ""
        level = say.percent(share) if pd.notna(share) else "–"
        parts.append(say(f"report.works.level{'_year' if year else ''}", level=level, n=n, year=year))
    return say(f"report.works.held_{finding}"), " → ".join(parts)
