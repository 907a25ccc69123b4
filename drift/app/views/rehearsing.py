"""A draft held against the last months, before it is signed."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Final

from flask import Blueprint, request
from werkzeug.wrappers import Response

from drift.app.desk import Opened
from drift.app.here import begin, find_desk, go
from drift.app.here import show as show_page
from drift.app.results import KINDS, hand_out, refuse_link
from drift.app.uploads import take_files
from drift.app.work import Work
from drift.terms import Language
from drift.wording import Wording
from drift.wording.stages import tell_stage
from drift.writing.temporary import TemporaryFolder

views = Blueprint("rehearsing", __name__, url_prefix="/p/<project>/rehearse")
FOLDER: Final = "rehearsal"  # in the project


@views.get("/")
def show(project: str) -> str:
    """Show the last rehearsal of this run, and take a draft."""
    opened = find_desk().project(project)
    outputs = _find(opened)
    return show_page("rehearse.html", opened, outputs=outputs, sentence=_tell(outputs) if outputs else None)


@views.post("/")
def hold(project: str) -> Response:
    """Hold the draft that was sent against the last months; without one every draft in the folder."""
    desk = find_desk()
    opened = desk.project(project)
    if opened.work is not None and opened.work.goes_on:
        return go("project.work", opened)
    aside = TemporaryFolder()
    taken = take_files(request.files.getlist("files"), aside.path)
    refused = [(one.name, one.reason) for one in taken if one.reason is not None]
    if refused:
        aside.close()
        say = desk.say
        opened.told = [say("site.files.refused", file=name, why=say.tell(why)) for name, why in refused]
        return go("rehearsing.show", opened)
    drafts = [aside.path / one.name for one in taken]
    return begin(opened, "site.work.rehearse", lambda work: _rehearse(opened, desk.language, aside, drafts, work))


def _rehearse(opened: Opened, language: Language, aside: TemporaryFolder, drafts: list[Path], work: Work) -> None:
    from drift.rehearse.flow import rehearse
    from drift.rehearse.record import build_rehearsal
    from drift.reports.rehearsal.writing import write_rehearsal

    with aside:
        refuse_link(opened.folder / FOLDER)
        say = Wording(language)
        rehearsal = rehearse(opened.folder, drafts, language=language, progress=work.show_files)
        record = build_rehearsal(rehearsal, say)
        tell_stage("report")
        opened.rehearsed = tuple(write_rehearsal(rehearsal, record, opened.folder / FOLDER, say))


@views.get("/<kind>")
def fetch(project: str, kind: str) -> Response:
    """Hand out one file of the last rehearsal."""
    return hand_out(_find(find_desk().project(project)), kind)


def _find(opened: Opened) -> dict[str, Path]:
    """Return the files of the rehearsal of this run by kind."""
    return {kind: path for path in opened.rehearsed if (kind := path.suffix[1:]) in KINDS and path.is_file()}


def _tell(outputs: dict[str, Path]) -> Any:
    """Return the sentence of the record."""
    return json.loads(outputs["json"].read_text(encoding="utf-8"))["sentence"]
