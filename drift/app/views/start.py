"""The choice of a project: one of the last, a folder of this machine, or the made-up sample."""

from __future__ import annotations

from pathlib import Path
from typing import Final

import click
from flask import Blueprint, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect
from werkzeug.wrappers import Response

from drift.app.folders import list_folders, list_places, make_folder
from drift.app.here import find_desk, go
from drift.setup.recent import clear_recent, list_recent
from drift.terms import LANGUAGES

views = Blueprint("start", __name__)
SAMPLE: Final = "sorteercentrum"


@views.get("/")
def show() -> str:
    """Show the last projects, and the ways to another."""
    desk = find_desk()
    recent = [(desk.name(folder), folder) for folder in list_recent()]
    places = [(desk.name(folder), folder) for folder in list_places()]
    return render_template("start.html", recent=recent, places=places)


@views.get("/folders/<folder>")
def browse(folder: str) -> str:
    """Show the folders in a folder."""
    desk = find_desk()
    here = desk.folder(folder)
    inside, n_more, n_files = list_folders(here)
    return render_template(
        "folders.html",
        here=here,
        id=folder,
        above=desk.name(here.parent) if here.parent != here else None,
        folders=[(desk.name(one), one.name) for one in inside],
        n_more=n_more,
        n_files=n_files,
    )


@views.post("/folders/<folder>")
def make(folder: str) -> Response:
    """Make a folder in a folder, and open it as a project."""
    desk = find_desk()
    return go("project.files", desk.open(make_folder(desk.folder(folder), request.form.get("name", ""))))


@views.post("/open")
def choose() -> Response:
    """Open a folder that was listed."""
    desk = find_desk()
    return go("project.show", desk.open(desk.folder(request.form.get("folder", ""))))


@views.post("/sample")
def sample() -> Response:
    """Write the made-up relation where drift keeps its own, and open it."""
    from drift.samples.files.folder import write_relation
    from drift.samples.relation import make_relation

    folder = Path(click.get_app_dir("drift")) / SAMPLE
    if not folder.is_dir():
        write_relation(make_relation(), folder)
    return go("project.show", find_desk().open(folder))


@views.post("/recent/clear")
def clear() -> Response:
    """Forget which projects were opened last."""
    clear_recent()
    return redirect(url_for("start.show"), code=303)


@views.post("/language")
def speak() -> Response:
    """Speak another language, and show the page again that was shown."""
    wanted = request.form.get("language")
    desk = find_desk()
    desk.language = next((one for one in LANGUAGES if one == wanted), desk.language)
    return redirect(_way_back(request.form.get("back", "")), code=303)


def _way_back(given: str) -> str:
    """Return a place of this site; whatever is none leads to the start."""
    from flask import current_app

    try:
        view, values = current_app.url_map.bind("").match(given, method="GET")
    except (HTTPException, RequestRedirect):
        return url_for("start.show")
    return url_for(view, **values)
