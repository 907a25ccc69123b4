"""What was read: a line a sheet, its first rows, and what the analyst says it is instead."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from http import HTTPStatus
from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, abort, request
from werkzeug.wrappers import Response

from drift.app.desk import Opened
from drift.app.here import begin, find_desk
from drift.app.here import show as show_page
from drift.app.work import Work
from drift.errors import UsageError
from drift.project import BOOK, CONFIG, find_config, open_project
from drift.wording import Wording

if TYPE_CHECKING:
    import pandas as pd

    from drift.setup.overrule import SheetChoice
    from drift.setup.seen import SheetSeen

views = Blueprint("sheets", __name__, url_prefix="/p/<project>/sheets")
FIELD: Final = "column-"  # in front of the place of a column
CODED: Final = {"level": "on_level", "side": "side", "kind": "kind", "type": "type", "party": "party"}  # their words
LONGEST: Final = 80  # characters of a cell that are shown


@views.get("/")
def show(project: str) -> str:
    """Show what each sheet was taken for."""
    from drift.sources.relations.find import NONE

    opened = find_desk().project(project)
    config = find_config(opened.folder) if opened.seen else None
    name = config.name if config else CONFIG
    chosen = open_project(opened.folder)
    names = [name for _, listed in (opened.seen.relations if opened.seen else ()) for name in listed]
    # of several relations nobody chose, the name of the folder is none
    relation = "" if names and chosen.name not in names else chosen.name
    return show_page(
        "sheets.html",
        opened,
        seen=opened.seen,
        settings=name,
        in_book=name == BOOK,
        relation=relation,
        column=chosen.settings.relation_column,
        one=NONE,
    )


@views.post("/")
def look(project: str) -> Response:
    """Read the files; `book`: and put the settings into drift.xlsx."""
    return look_again(find_desk().project(project), book="book" in request.form)


def look_again(opened: Opened, *, book: bool = False, does: str = "site.work.look") -> Response:
    """Read the files of a project anew, and show how far that is.

    book : its settings are to stand in drift.xlsx; does : the code of what it does, and where it leads
    """
    from drift.setup.seen import see_folder

    opened.seen = opened.analysis = None
    opened.n_looks += 1
    say = find_desk().say

    def run(work: Work) -> None:
        opened.seen = see_folder(opened.folder, say, work.show_files, book=book)

    return begin(opened, does, run)


@views.get("/<int:number>")
def one(project: str, number: int) -> str:
    """Show one sheet, its columns and first rows; `as`: as if it were taken for another table."""
    from drift.setup.fields import TABLES, list_fields
    from drift.setup.overrule import ROLES

    opened = find_desk().project(project)
    sheet = _find(opened, number)
    given, taken = request.args.get("as"), sheet.table or sheet.looks_like or "none"
    if given is not None and given not in TABLES:
        abort(HTTPStatus.NOT_FOUND)
    table = given or (taken if taken in TABLES else "none")  # what nobody can choose can be seen all the same
    return show_page(
        "sheet.html",
        opened,
        sheet=sheet,
        number=number,
        table=table,
        tables=TABLES,
        fields=list_fields(table),
        roles=ROLES,
        rows=_to_cells(sheet.rows, find_desk().say),
        stamp=opened.n_looks,
        settings=(find_config(opened.folder) or opened.folder / CONFIG).name,
    )


@views.post("/<int:number>")
def mend(project: str, number: int) -> Response:
    """Write what the analyst says of a sheet into the settings, and read the files again."""
    from drift.setup.overrule import overrule

    opened = find_desk().project(project)
    sheet = _find(opened, number)
    if request.form.get("stamp") != str(opened.n_looks):
        raise UsageError("site.sheets.stale")
    overrule(opened.folder, _to_choice(sheet, request.form))
    return look_again(opened)


@views.post("/relation")
def relate(project: str) -> Response:
    """Write which relation the report is about into the settings, and read the files again."""
    from drift.setup.overrule import name_relation

    opened = find_desk().project(project)
    name, column = (request.form.get(key, "").strip() or None for key in ("relation", "relation_column"))
    name_relation(opened.folder, name, column)
    return look_again(opened)


def _find(opened: Opened, number: int) -> SheetSeen:
    if opened.seen is None or number >= len(opened.seen.sheets):
        raise UsageError("site.sheets.stale")
    return opened.seen.sheets[number]


def _to_choice(sheet: SheetSeen, form: Mapping[str, str]) -> SheetChoice:
    """Return what a form says: only what differs from what was read."""
    from drift.setup.fields import TABLES
    from drift.setup.overrule import ROLES, SheetChoice

    table = form.get("table", "none")
    if table not in TABLES:
        raise UsageError("site.sheets.stale")
    return SheetChoice(
        file=sheet.file,
        sheet=None if sheet.alone else sheet.sheet,
        table=table if table != (sheet.table or "") else None,
        columns=_to_columns(sheet, table, form),
        document=_other(form, "document", sheet.version.document if sheet.version else None),
        role=next(
            (role for role in ROLES if role == _other(form, "role", sheet.version.role if sheet.version else None)),
            None,
        ),
        effective_on=_to_day(form, sheet),
    )


def _to_columns(sheet: SheetSeen, table: str, form: Mapping[str, str]) -> dict[str, str | None]:
    """Return the fields of which the column changed: the heading each has now, None where it has none any more."""
    from drift.setup.fields import list_fields

    fields = list_fields(table)
    now = {column.field: column.heading for column in sheet.columns if column.field and table == sheet.table}
    chosen = {
        given: column.heading
        for place, column in enumerate(sheet.columns)
        if (given := form.get(f"{FIELD}{place}", "")) in fields
    }
    if chosen == now:
        return {}
    return {**dict.fromkeys(now.keys() - chosen.keys()), **chosen}


def _to_day(form: Mapping[str, str], sheet: SheetSeen) -> dt.date | None:
    given = form.get("effective_on", "").strip()
    if not given or sheet.version is None:
        return None
    try:
        day = dt.date.fromisoformat(given)
    except ValueError as fault:
        raise UsageError("site.sheets.day", found=given[:LONGEST]) from fault
    return None if day == sheet.version.effective_on else day


def _other(form: Mapping[str, str], name: str, now: str | None) -> str | None:
    given = form.get(name, "").strip()
    return given if given and given != now else None


def _to_cells(rows: pd.DataFrame, say: Wording) -> dict[str, Any]:
    """Return the first rows as heads and texts."""
    from drift.reports.codes import find_word
    from drift.reports.facts import show_value

    rows = rows.assign(
        **{
            name: rows[name].map(
                lambda code, column=column: find_word(code, column, say) if isinstance(code, str) else code
            )
            for name, column in CODED.items()
            if name in rows
        }
    )
    values = rows.astype(object).itertuples(index=False, name=None)
    return {
        "heads": [str(name) for name in rows.columns],
        "rows": [[_shorten(show_value(value, say)) for value in row] for row in values],
    }


def _shorten(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"
