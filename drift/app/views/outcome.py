"""What the round table decided, filled in on the page and kept in the form of the report."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from flask import Blueprint, request
from werkzeug.wrappers import Response

from drift.app.desk import Opened
from drift.app.here import find_desk, go
from drift.app.here import show as show_page
from drift.app.results import find_outputs
from drift.errors import UsageError

if TYPE_CHECKING:
    from drift.setup.outcome import Answers

views = Blueprint("outcome", __name__, url_prefix="/p/<project>/table")
LONGEST: Final = 400  # characters of what is possible, as the reader of a form takes


@views.get("/")
def show(project: str) -> str:
    """Show the problems of the table, with room for what was decided."""
    from drift.setup.outcome import CHOSEN, read_form
    from drift.sources.rows.outcomeforms import choices_of

    desk = find_desk()
    opened = desk.project(project)
    choices = {column: choices_of(column, desk.language) for column in CHOSEN}
    form = find_outputs(opened).get("form") if opened.analysis is not None else None
    held_on, answers = read_form(form) if form is not None else (None, [])
    problems = list(zip(_list(opened), answers, strict=False))
    return show_page("table.html", opened, problems=problems, choices=choices, ready=form is not None, held_on=held_on)


@views.post("/")
def keep(project: str) -> Response:
    """Put what was decided into the form that came with the report."""
    from drift.setup.outcome import fill_form

    desk = find_desk()
    opened = desk.project(project)
    form = find_outputs(opened).get("form")
    if form is None or opened.analysis is None:
        raise UsageError("site.outcome.unready")
    answers = [_to_answers(request.form, place) for place in range(len(_list(opened)))]
    fill_form(form, _to_day(request.form.get("held_on", "")), answers)
    opened.told = [desk.say("site.outcome.kept", file=form.name)]
    opened.seen = None
    return go("outcome.show", opened)


def _list(opened: Opened) -> list[str]:
    """Return the problems as the form names them."""
    problems = opened.analysis.judgement.problems if opened.analysis else None
    say = find_desk().say
    return [
        say("form.named", id=one.incident_id, title=one.title or "–") for one in (problems.problems if problems else ())
    ]


def _to_answers(form: Mapping[str, str], place: int) -> Answers:
    from drift.setup.outcome import CHOSEN

    answers: dict[str, str | int | dt.date] = {}
    for column in CHOSEN:
        given = form.get(f"{column}-{place}", "")
        if given.isascii() and given.isdigit() and int(given) < _n_choices(column):
            answers[column] = int(given)
        elif not given:
            answers[column] = ""
    answers["possibilities"] = form.get(f"possibilities-{place}", "").strip()[:LONGEST]
    day = form.get(f"visit_on-{place}", "").strip()
    answers["visit_on"] = _to_day(day) if day else ""
    return answers


def _n_choices(column: str) -> int:
    from drift.sources.rows.outcomeforms import choices_of

    return len(choices_of(column, find_desk().language))


def _to_day(given: str) -> dt.date:
    try:
        return dt.date.fromisoformat(given.strip())
    except ValueError as fault:
        raise UsageError("site.sheets.day", found=given[:20] or "–") from fault
