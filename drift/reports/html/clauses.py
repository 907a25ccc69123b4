"""A step of the paper as it is shown: folded, its clauses old beside new, what went and what came marked in place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.contract.lineage.redline import ADDED, DELETED, KEPT, mark_changes
from drift.reports.html.markup import Markup, join, tag
from drift.reports.html.tables import fold, lay_table

if TYPE_CHECKING:
    from drift.reports.html.steps import ClauseStep, VersionStep
    from drift.wording import Wording

SHOWN: Final = 40  # clauses of a version; all of them stand in the workbook


def write_step(step: VersionStep, name: str, say: Wording) -> Markup:
    """Return a version and its clauses, folded.

    Parameters
    ----------
    name : its id, by which the picture finds it
    """
    shown = step.clauses[:SHOWN]
    heads = [say(f"html.{head}") for head in ("changed", "old", "new")]
    title, counts = name_step(step, say), _count(step, say)
    table = lay_table(title, heads, ([_tell(one, say), *_mark(one)] for one in shown), text_columns=3)
    rest = len(step.clauses) - len(shown)
    more = tag("p", say("html.more", n=rest), class_="quiet") if rest else Markup("")
    return fold(title, tag("p", counts), table, more, id=name, class_="step")


def name_step(step: VersionStep, say: Wording) -> str:
    """Name a version by its document, its number and its day."""
    name = say("html.version", document=step.document, version=step.version) if step.version else step.document
    return name if step.day is None else say("html.step", name=name, day=step.day.date())


def _count(step: VersionStep, say: Wording) -> str:
    return say.join([say(f"html.count.{name}", n=n) for name, n in step.counts.items()])


def _tell(step: ClauseStep, say: Wording) -> str:
    return say.join([say(f"html.became.{change}") for change in step.changes])


def _mark(step: ClauseStep) -> tuple[Markup, Markup]:
    """Return the clause old and new; where both are there, what went and what came is marked."""
    old, new = join(step.old), join(step.new)
    if step.old and step.new:
        runs = mark_changes(step.old, step.new)
        old = join(*(_run(kind, text, "del") for kind, text in runs if kind != ADDED))
        new = join(*(_run(kind, text, "ins") for kind, text in runs if kind != DELETED))
    return _cell(step.old_id, old, step.language), _cell(step.new_id, new, step.language)


def _run(kind: str, text: str, element: str) -> str:
    core = text.rstrip()
    return text if kind == KEPT else join(tag(element, core), text[len(core) :])


def _cell(number: str, text: Markup, language: str) -> Markup:
    """Return a clause with its number, read out in its own language."""
    told = tag("span", text, lang=language) if language and text else text
    return join(tag("b", number), " ", told) if number else told
