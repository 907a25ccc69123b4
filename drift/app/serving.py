"""The server: one socket on this machine alone, on a port that the system chooses, until nobody uses it any more."""

from __future__ import annotations

import socket
import webbrowser
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final

from waitress import wasyncore
from waitress.server import create_server

from drift.app.access import ADDRESS, Access
from drift.app.desk import Desk
from drift.app.doorstep import stand_guard
from drift.app.idle import Idle
from drift.app.mounting import mount
from drift.app.site import make_site
from drift.app.uploads import MOST_BYTES
from drift.errors import OutputError
from drift.terms import Language
from drift.writing.ending import ended_by

THREADS: Final = 4
TURN_S: Final = 0.5  # seconds between two looks at whether to end


def serve(
    folder: Path | None, language: Language, tell: Callable[[str], None], *, browser: bool, idle: Idle | None = None
) -> None:
    """Serve the page until it is idle, or a signal ends the run.

    Parameters
    ----------
    folder : the project to open first
    tell : is given the address
    browser : open it, in the browser of the user

    Raises
    ------
    OutputError : this machine gives no port
    """
    idle = idle or Idle()
    try:
        listener = socket.create_server((ADDRESS, 0))
    except OSError as fault:
        raise OutputError("error.no_port", detail=fault.strerror or str(fault)) from fault
    access, desk = Access(listener.getsockname()[1]), Desk(language)
    address = access.address
    site = make_site(access, desk, idle, desk.open(folder) if folder is not None else None)
    sockets: dict[int, Any] = {}
    server = create_server(
        mount(site, access.prefix),
        map=sockets,
        sockets=[listener],
        threads=THREADS,
        ident=None,
        max_request_body_size=MOST_BYTES,
        clear_untrusted_proxy_headers=True,
    )
    stand_guard(server, access.prefix, (ADDRESS, access.port))
    tell(address)
    if browser:
        webbrowser.open(address)
    try:
        while not idle.is_over(busy=desk.is_busy) and ended_by() is None:
            wasyncore.loop(timeout=TURN_S, map=sockets, count=1)
    finally:
        desk.stop_all()
        server.task_dispatcher.shutdown()
        server.close()
