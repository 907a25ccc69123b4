"""The report: made on request, shown in the page, and its files to keep."""

from __future__ import annotations

from pathlib import Path

from flask import Blueprint, request
from werkzeug.wrappers import Response

from drift.app.desk import Opened
from drift.app.here import begin, find_desk
from drift.app.here import show as show_page
from drift.app.results import FOLDER, find_outputs, hand_out, refuse_link
from drift.app.work import Work
from drift.terms import LANGUAGES, Language
from drift.wording.stages import tell_stage

views = Blueprint("report", __name__, url_prefix="/p/<project>/report")


@views.get("/")
def show(project: str) -> str:
    """Show the last report."""
    opened = find_desk().project(project)
    return show_page("report.html", opened, outputs=find_outputs(opened), languages=LANGUAGES)


@views.post("/")
def make(project: str) -> Response:
    """Analyse the folder and write the report."""
    desk = find_desk()
    opened = desk.project(project)
    language = next((one for one in LANGUAGES if one == request.form.get("in")), desk.language)
    last = find_outputs(opened).get("json") if request.form.get("since") else None
    return begin(opened, "site.work.report", lambda work: _write(opened, language, last, work))


def _write(opened: Opened, language: Language, last: Path | None, work: Work) -> None:
    from drift.kept import recall
    from drift.reports import write_report

    refuse_link(opened.folder / FOLDER)
    analysis = recall(opened.folder, progress=work.show_files)
    tell_stage("report")
    write_report(analysis, opened.folder / FOLDER, language=language, since=last)
    opened.analysis, opened.is_fed = analysis, False


@views.get("/<kind>")
def fetch(project: str, kind: str) -> Response:
    """Hand out one file of the last report."""
    return hand_out(find_outputs(find_desk().project(project)), kind)
