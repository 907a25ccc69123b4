"""What is looked at before a request is read: whose connection it is, and whether its sender knows the way to a form.

Another user of this machine can connect to the port, and a page of a stranger can send 512 MB to it: the first could
take a token that he saw in the list of processes, the second fill a disk before anybody looked at what was sent.
"""

from __future__ import annotations

import os
import sys
from contextlib import suppress
from ipaddress import IPv4Address
from pathlib import Path
from typing import Any, Final

from waitress.channel import HTTPChannel
from waitress.parser import HTTPRequestParser, ParsingError

Peer = tuple[str, int]  # address and port
_TABLES: Final = ("/proc/net/tcp", "/proc/net/tcp6")  # of Linux; the second has those that came as ::ffff:127.0.0.1
_LOCAL, _REMOTE, _USER = 1, 2, 7  # fields of a line there
ROOT: Final = 0  # may read all of this anyway; brings what comes from Windows to Linux in it (WSL)


def stand_guard(server: Any, prefix: str, own: Peer) -> None:
    """Let a server close connections of other users, and read no body for a path that is not ours.

    server : of waitress; prefix : of every path, without a stroke at its end; own : where it listens
    """

    class Request(HTTPRequestParser):  # type: ignore[misc]  # the library tells no types
        def parse_header(self, header_plus: bytes) -> None:
            super().parse_header(header_plus)
            if (self.content_length or self.chunked) and not self.path.startswith(f"{prefix}/"):
                raise ParsingError("Nothing is taken here")

    class Channel(HTTPChannel):  # type: ignore[misc]  # the library tells no types
        parser_class = Request

    def welcome(server: Any, connection: Any, peer: Peer, *rest: Any, **named: Any) -> None:
        if is_stranger(find_user(peer, own)):
            connection.close()
        else:
            Channel(server, connection, peer, *rest, **named)

    server.channel_class = welcome


def is_stranger(user: int | None) -> bool:
    """Whether a connection is of another user; where the system does not tell whose it is, nobody is one."""
    return user is not None and user not in (ROOT, os.getuid())


def find_user(peer: Peer, own: Peer) -> int | None:
    """Return the number of the user at the other end of a connection; None: the system does not tell."""
    ends = [_to_text(peer), _to_text(own)]
    for table in _TABLES:
        with suppress(OSError, ValueError, IndexError):
            for line in Path(table).read_text(encoding="ascii").splitlines()[1:]:
                fields = line.split()
                if [fields[_LOCAL][-13:], fields[_REMOTE][-13:]] == ends:
                    return int(fields[_USER])
    return None


def _to_text(end: Peer) -> str:
    """Return an end of a connection as Linux lists it, 13 signs: the address as a number of this machine, the port."""
    host, port = end
    return f"{int.from_bytes(IPv4Address(host).packed, sys.byteorder):08X}:{port:04X}"
