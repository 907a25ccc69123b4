"""What a view needs of the run it is part of."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from flask import current_app, redirect, render_template, url_for
from werkzeug.wrappers import Response

from drift.app.desk import Desk, Opened
from drift.app.work import Work

STEPS: Final = (
    *("project.files", "sheets.show", "people.show", "report.show", "questions.ask"),
    *("outcome.show", "rehearsing.show", "forgetting.show"),
)


def find_desk() -> Desk:
    """Return what this run remembers."""
    desk = current_app.extensions["desk"]
    assert isinstance(desk, Desk)  # noqa: S101  site.py puts it there
    return desk


def show(template: str, opened: Opened, *, passes: bool = False, **values: Any) -> str:
    """Return a page of a project, with what is to be told since the last one.

    passes : the page makes place for another by itself, which then tells it
    """
    told, opened.told = ([], opened.told) if passes else (opened.told, [])
    return render_template(template, opened=opened, name=opened.folder.name, told=told, steps=STEPS, **values)


def begin(opened: Opened, does: str, run: Callable[[Work], None]) -> Response:
    """Start a piece of work, unless one goes on already, and show how far it is."""
    desk = find_desk()
    with desk.starting:
        if opened.work is None or not opened.work.goes_on:
            opened.work = Work(does, run, desk.line)
            opened.work.start()
    return go("project.work", opened)


def go(view: str, opened: Opened) -> Response:
    """Return the way to a page of a project, as an answer to a form: going back asks nothing twice."""
    return redirect(url_for(view, project=opened.id), code=303)
