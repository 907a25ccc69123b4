"""The persons and groups found: side, function and level, for many at once or pasted from Excel.

This is the analyst's own list, as people.xlsx is: the one page that shows names.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, request
from werkzeug.datastructures import MultiDict
from werkzeug.wrappers import Response

from drift.app.desk import Opened
from drift.app.here import find_desk, go
from drift.app.here import show as show_page
from drift.app.views.sheets import look_again
from drift.errors import UsageError
from drift.wording import Wording

if TYPE_CHECKING:
    from drift.setup.people_list import Listing

views = Blueprint("people", __name__, url_prefix="/p/<project>/people")
NAMED: Final = 8  # rows that were not understood: who pasted more sees by these what they are
STAYS: Final = "-"  # of a choice for many: this column stays as it is


@views.get("/")
def show(project: str) -> str:
    """Show the grid."""
    from drift.setup.people_list import LISTS

    desk = find_desk()
    opened = desk.project(project)
    rows = _to_rows(opened.seen.persons, desk.say) if opened.seen else None
    return show_page("people.html", opened, rows=rows, lists=LISTS, stamp=opened.n_looks)


@views.post("/")
def save(project: str) -> Response:
    """Put what was chosen into people.xlsx, and read the files again."""
    from drift.setup.people_choices import choose_people
    from drift.setup.people_pasted import read_pasted

    desk = find_desk()
    opened = desk.project(project)
    if opened.seen is None or request.form.get("stamp") != str(opened.n_looks):
        raise UsageError("site.sheets.stale")
    listing = opened.seen.persons
    if request.form.get("pasted", "").strip():
        pasted = read_pasted(request.form["pasted"], listing)
        chosen, unknown = pasted.chosen, pasted.unknown
    else:
        chosen, unknown = _to_chosen(listing, request.form), ()
    n = choose_people(listing, chosen, opened.folder, desk.say)
    return _tell(opened, n, unknown, desk.say)


def _tell(opened: Opened, n: int, unknown: Sequence[int], say: Wording) -> Response:
    """Tell how many were changed; read the files again where any was."""
    opened.told = [say("site.people.saved", n=n)]
    if unknown:
        rows = ", ".join(map(str, unknown[:NAMED])) + (" …" if len(unknown) > NAMED else "")
        opened.told.append(say("site.people.unknown", n=len(unknown), rows=rows))
    return look_again(opened, does="site.work.people") if n else go("people.show", opened)


def _to_rows(listing: Listing, say: Wording) -> list[dict[str, Any]]:
    from drift.setup.people_choices import COLUMNS
    from drift.setup.people_line import tell_seen

    return [
        {
            "name": line.person.name,
            "n": line.person.n,
            "seen": tell_seen(line.person, say),
            "remark": line.remarks,
            "listed": any(key in one.rows for one in listing.lists),
            **{name: getattr(line.choice, name) for name in COLUMNS},
        }
        for key, line in listing.lines
    ]


def _to_chosen(listing: Listing, form: MultiDict[str, str]) -> dict[str, Mapping[str, str]]:
    """Return what differs from what was chosen before; those that were ticked get what was chosen for many."""
    from drift.setup.people_choices import COLUMNS
    from drift.setup.people_list import LISTS

    many = {name: form.get(f"many-{name}", STAYS) for name in COLUMNS}
    ticked = set(form.getlist("tick"))
    chosen: dict[str, Mapping[str, str]] = {}
    for place, (key, line) in enumerate(listing.lines):
        told = {name: form.get(f"{name}-{place}") for name in COLUMNS}
        if str(place) in ticked:
            told |= {name: word for name, word in many.items() if word != STAYS}
        new = {
            name: word for name, word in told.items() if word is not None and word != (getattr(line.choice, name) or "")
        }
        known = {name: word for name, word in new.items() if word == "" or word in LISTS[name]}
        if known:
            chosen[key] = known
    return chosen
