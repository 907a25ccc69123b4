"""One project: where it stopped, its files, and the work that goes on for it."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from flask import Blueprint, jsonify, request, url_for
from werkzeug.wrappers import Response

from drift.app.here import find_desk, go
from drift.app.here import show as show_page
from drift.app.results import FOLDER, find_outputs
from drift.app.uploads import Taken, take_files
from drift.app.views.rehearsing import FOLDER as DRAFTS
from drift.app.work import Work
from drift.errors import UsageError
from drift.project import open_project
from drift.sources.accounts import FileAccount
from drift.wording import Wording

views = Blueprint("project", __name__, url_prefix="/p/<project>")
NEXT: Final = {
    "site.work.look": "sheets.show",
    "site.work.people": "people.show",
    "site.work.report": "report.show",
    "site.work.ask": "questions.ask",
    "site.work.rehearse": "rehearsing.show",
}

_OURS: Final = re.compile(rf"(?:{FOLDER}|{DRAFTS})/[^/]*|people(?:-\d+)?\.xlsx|purpose-(?:nl|en)\.pdf")
READING: Final = ("site.work.look", "site.work.people")  # what has one stage


@views.get("/")
def show(project: str) -> Response:
    """Go to where the project stopped."""
    opened = find_desk().project(project)
    if opened.work is not None and opened.work.goes_on:
        return go("project.work", opened)
    if find_outputs(opened):
        return go("report.show", opened)
    return go("sheets.show" if _list(opened.folder) else "project.files", opened)


@views.get("/files")
def files(project: str) -> str:
    """Show what is in the folder, and take more."""
    opened = find_desk().project(project)
    shown = {one.file: one.shown_file for one in opened.seen.sheets} if opened.seen else {}
    return show_page("files.html", opened, files=_list(opened.folder), shown=shown)


@views.post("/files")
def take(project: str) -> Response:
    """Copy the files that were sent into the folder."""
    opened, desk = find_desk().project(project), find_desk()
    taken = take_files(request.files.getlist("files"), opened.folder)
    opened.told = _tell(taken, desk.say)
    if any(one.reason is None for one in taken):
        opened.seen = opened.analysis = None  # of the files that were there before
        opened.is_fed = bool(find_outputs(opened))
    return go("project.files", opened)


def _tell(taken: list[Taken], say: Wording) -> list[str]:
    """Tell what became of files: how many were taken, and each that was not."""
    from drift.tables.gate import Gate

    n_taken = sum(one.reason is None for one in taken)
    told = [say("site.files.taken", n=n_taken)] if n_taken else []
    gate = Gate()
    told += [
        say("site.files.refused", file=gate.mask(one.name, "file"), why=say.tell(one.reason))
        for one in taken
        if one.reason is not None
    ]
    return told or [say("site.files.none")]


def _list(folder: Path) -> list[FileAccount]:
    """Return what stands in a folder but what is skipped, and what drift wrote itself: reports, papers, the list."""
    from drift.sources.listing import list_files
    from drift.tables.gate import Gate

    accounts = [account for _, account, _ in list_files(open_project(folder))]
    return [Gate().pass_out(one) for one in accounts if one.status != "skipped" and not _OURS.fullmatch(one.file)]


@views.get("/work")
def work(project: str) -> str | Response:
    """Show how far the work is; once it is done, what it was for."""
    opened = find_desk().project(project)
    now = opened.work
    if now is None:
        return go("project.show", opened)
    if now.state == "done":
        return go(NEXT[now.does], opened)
    return show_page(
        "work.html",
        opened,
        passes=now.goes_on,
        work=now,
        reads_only=now.does in READING,
        back=url_for(NEXT[now.does], project=opened.id),
    )


@views.get("/work.json")
def progress(project: str) -> Response:
    """Tell how far the work is, for the script of the page."""
    desk = find_desk()
    now = desk.project(project).work
    if now is None:
        raise UsageError("site.unknown_project")
    return jsonify(goes_on=now.goes_on, stage=tell_stage(now, desk.say), files=now.files)


def tell_stage(now: Work, say: Wording) -> str:
    """Tell what the work does now."""
    if now.state == "waiting":
        return say("site.work.waiting")
    done = say("site.work.files", done=now.files[0], total=now.files[1]) if now.files else ""
    return f"{say(now.stage)} {done}".strip()


@views.post("/cancel")
def cancel(project: str) -> Response:
    """Ask the work to stop."""
    opened = find_desk().project(project)
    if opened.work is not None:
        opened.work.cancel()
        opened.work.wait(1.0)
    return go("project.work", opened)
