"""Where does this come from: any number, clause or incident of the analysis that is in memory."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from flask import Blueprint, request
from werkzeug.wrappers import Response

from drift.app.desk import Opened
from drift.app.here import begin, find_desk
from drift.app.here import show as show_page
from drift.app.work import Work
from drift.errors import UsageError
from drift.wording import Wording
from drift.wording.shorten import shorten_end

if TYPE_CHECKING:
    from drift.analysed import Analysis
    from drift.explain.explained import Explained

views = Blueprint("questions", __name__, url_prefix="/p/<project>/ask")
ROWS: Final = 50  # of a table of an answer
TEXT: Final = 300  # characters of a cell
LONGEST: Final = 200  # characters of a question
CODES: Final = ("measure", "side", "counts_in")  # facts for who types: the title and the sentences say them in words
INDICES: Final = ("drift", "specification", "engagement")


@views.get("/")
def ask(project: str) -> str:
    """Answer a question about the analysis in memory; without one show what can be asked."""
    desk = find_desk()
    opened = desk.project(project)
    what = request.args.get("what", "").strip()[:LONGEST]
    analysis = opened.analysis
    answer, unknown = _answer(analysis, what, desk.say) if analysis is not None and what else (None, None)
    offered = _offer(analysis, desk.say) if analysis is not None else None  # None: nothing can be asked yet
    return show_page("ask.html", opened, what=what, answer=answer, unknown=unknown, offered=offered)


@views.post("/")
def prepare(project: str) -> Response:
    """Take the analysis into memory: as it was kept, where nothing changed since."""
    opened = find_desk().project(project)
    return begin(opened, "site.work.ask", lambda work: _recall(opened, work))


def _recall(opened: Opened, work: Work) -> None:
    from drift.kept import recall

    opened.analysis = recall(opened.folder, progress=work.show_files)


def _offer(analysis: Analysis, say: Wording) -> list[tuple[str, str]]:
    """Return what can be asked with one click: question, and what it is called."""
    from drift.reports.facts import name_measure

    measures = sorted({str(name) for name in analysis.measures["measure"].unique()})
    offered = [(name, name_measure(name, say)) for name in (*INDICES, *measures)]
    return sorted(offered, key=lambda pair: pair[1].casefold())


def _answer(analysis: Analysis, what: str, say: Wording) -> tuple[dict[str, Any] | None, str | None]:
    """Return the answer; or why there is none, and what is near."""
    from drift.explain import explain

    try:
        return _to_answer(explain(analysis, what, say), say), None
    except UsageError as fault:
        return None, say.tell(fault.note)


def _to_answer(explained: Explained, say: Wording) -> dict[str, Any]:
    """Return an answer as texts."""
    from drift.reports.facts import list_facts

    return {
        "what": explained.what,
        "facts": list_facts({name: fact for name, fact in explained.facts.items() if name not in CODES}, say),
        "sentences": explained.sentences,
        "tables": [_to_table(name, rows, explained.kind, say) for name, rows in explained.tables.items() if len(rows)],
    }


def _to_table(name: str, rows: Any, kind: str, say: Wording) -> dict[str, Any]:
    from drift.reports.facts import list_rows, name_column, pick_changed

    if kind == "clause":
        rows = pick_changed(rows)
    shown = rows.dropna(axis=1, how="all")
    return {
        "name": name_column(name, say),
        "heads": [name_column(str(column), say) for column in shown.columns],
        "rows": [[shorten_end(cell, TEXT) for cell in cells] for cells in list_rows(shown.head(ROWS), say)],
        "n_more": max(0, len(shown) - ROWS),
    }
