"""The pages as one application: every request is looked at before it is answered, every answer is shut."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from http import HTTPStatus
from typing import Any, Final

from flask import Flask, Response, abort, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response as AnyResponse

from drift.app.access import Access
from drift.app.desk import Desk, Opened
from drift.app.headers import shut
from drift.app.idle import Idle
from drift.app.uploads import MOST_BYTES
from drift.app.views import list_views
from drift.errors import DriftError
from drift.wording import Wording
from drift.writing.faults import find_fault

MOST_FIELDS: Final = 4 << 20  # bytes of a form without files: a grid of some 10,000 persons
CHANGING: Final = ("POST",)
_FORM: Final = Markup('<input type="hidden" name="form_token" value="{}">')


def make_site(access: Access, desk: Desk, idle: Idle, first: Opened | None = None) -> Flask:
    """Return the application.

    Parameters
    ----------
    first : the project that is shown first; None: the choice of one
    """
    site = Flask("drift.app")
    site.config.update(MAX_CONTENT_LENGTH=MOST_BYTES, MAX_FORM_MEMORY_SIZE=MOST_FIELDS)
    site.extensions["desk"] = desk
    site.jinja_env.trim_blocks = site.jinja_env.lstrip_blocks = True

    @site.before_request
    def look_at() -> AnyResponse | None:
        return _admit(access, idle, first)

    @site.context_processor
    def offer() -> dict[str, Any]:
        say = desk.say
        return {
            "say": say,
            "token": lambda: _FORM.format(access.form),
            "name_fields": partial(_name_fields, say),
            "next_step": _next_step,
        }

    site.after_request(shut)
    site.register_error_handler(DriftError, lambda fault: _tell(fault, desk))
    site.register_error_handler(HTTPException, lambda fault: _tell_http(fault, desk))
    site.register_error_handler(Exception, lambda fault: _tell_other(fault, desk))
    for views in list_views():
        site.register_blueprint(views)
    return site


def _name_fields(say: Wording, names: list[str]) -> list[str]:
    """Return what fields of a table are called."""
    return [say.word(f"site.field.{name}", f"column.{name}", default=name.replace("_", " ")) for name in names]


def _next_step(steps: Sequence[str]) -> str | None:
    """Return the view of the step after the one that is shown; None: it is the last, or no step."""
    here = steps.index(request.endpoint) + 1 if request.endpoint in steps else len(steps)
    return steps[here] if here < len(steps) else None


def _admit(access: Access, idle: Idle, first: Opened | None) -> AnyResponse | None:
    """Refuse what is not ours; give the cookie for the token; None: go on."""
    if not access.is_ours(request.host, request.headers.get("Origin"), request.headers.get("Sec-Fetch-Site")):
        abort(HTTPStatus.FORBIDDEN)
    token = request.args.get("token")
    if request.method == "GET" and token is not None and access.redeem(token):
        idle.touch()
        return _welcome(access, first)
    if not access.knows(request.cookies.get(access.cookie_name)):
        abort(HTTPStatus.UNAUTHORIZED)
    if request.method in CHANGING and not access.is_form(request.form.get("form_token")):
        abort(HTTPStatus.FORBIDDEN)
    idle.touch()
    return None


def _welcome(access: Access, first: Opened | None) -> AnyResponse:
    place = url_for("project.show", project=first.id) if first else url_for("start.show")
    answer = redirect(place)
    answer.set_cookie(
        access.cookie_name, access.cookie, httponly=True, samesite="Strict", path=request.script_root or "/"
    )
    return answer


def _tell(fault: DriftError, desk: Desk) -> tuple[str, int]:
    """Tell what is wrong, as the command does: past a gate."""
    from drift.tables.gate import Gate

    sentence = desk.say.tell(Gate().pass_out(fault.note))
    return render_template("fault.html", sentence=sentence), HTTPStatus.UNPROCESSABLE_ENTITY


def _tell_http(fault: HTTPException, desk: Desk) -> Response | tuple[str, int]:
    code = fault.code or HTTPStatus.INTERNAL_SERVER_ERROR
    kind = f"site.fault.{code}"
    sentence = desk.say(kind) if desk.say.knows(kind) else desk.say("site.fault.other")
    if code == HTTPStatus.UNAUTHORIZED or code == HTTPStatus.FORBIDDEN:
        return Response(sentence + "\n", code, content_type="text/plain; charset=utf-8")  # a stranger learns no more
    return render_template("fault.html", sentence=sentence), code


def _tell_other(fault: Exception, desk: Desk) -> tuple[str, int]:
    """Tell a fault of the machine; another one is a fault of ours, and its words may hold what was read."""
    found = find_fault(fault)
    if found is not None:
        return _tell(found, desk)
    sentence = desk.say("site.fault.500", kind=type(fault).__name__)
    return render_template("fault.html", sentence=sentence), HTTPStatus.INTERNAL_SERVER_ERROR
