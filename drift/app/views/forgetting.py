"""The key of the pseudonyms, deleted."""

from flask import Blueprint
from werkzeug.wrappers import Response

from drift.app.here import find_desk, go
from drift.app.here import show as show_page
from drift.project.home import HOME

views = Blueprint("forgetting", __name__, url_prefix="/p/<project>/forget")


@views.get("/")
def show(project: str) -> str:
    """Show what would be deleted."""
    return show_page("forget.html", find_desk().project(project))


@views.post("/")
def forget(project: str) -> Response:
    """Delete what drift keeps beside the data, and what is in memory."""
    from drift.setup.folder import forget_folder

    desk = find_desk()
    opened = desk.project(project)
    n = forget_folder(opened.folder)
    opened.seen = opened.analysis = None
    say = desk.say
    opened.told = [say("forget.done", path=HOME, n=n) if n else say("forget.nothing", path=opened.folder.name)]
    return go("forgetting.show", opened)
