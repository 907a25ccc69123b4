"""The page under a path that nobody can guess: a cookie knows no port, but it knows its path.

Another server on this machine that is opened at 127.0.0.1 would be sent the cookie of `/`; that of a path it does not
know it is not sent.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from http import HTTPStatus
from typing import Any, Final

from drift.app.headers import HEADERS

Environ = dict[str, Any]
Start = Callable[..., Any]
Application = Callable[[Environ, Start], Iterable[bytes]]
_TOKEN: Final = "token="  # noqa: S105  the name of a parameter


def mount(site: Application, prefix: str) -> Application:
    """Return the site under a path; beside it only the address that opens it is let through.

    prefix : with a stroke in front and none at its end
    """

    def answer(environ: Environ, start: Start) -> Iterable[bytes]:
        path = environ.get("PATH_INFO", "")
        if path.startswith(f"{prefix}/"):
            return site({**environ, "SCRIPT_NAME": prefix, "PATH_INFO": path.removeprefix(prefix)}, start)
        if path == "/" and environ.get("QUERY_STRING", "").startswith(_TOKEN):
            return site({**environ, "SCRIPT_NAME": prefix}, start)
        status = HTTPStatus.NOT_FOUND
        start(f"{status.value} {status.phrase}", [("Content-Type", "text/plain"), *HEADERS.items()])
        return [b""]

    return answer
