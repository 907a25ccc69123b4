"""Who may use the page: the browser that was given the address, from the page itself, and nobody else on this machine.

Pages of strangers run in the same browser and can send requests to 127.0.0.1, under a name of theirs too (DNS
rebinding); other users of this machine can connect to the port. The first have neither Host nor Origin of ours, the
second have not the cookie.
"""

from __future__ import annotations

import hmac
import secrets
from dataclasses import dataclass, field
from typing import Final

ADDRESS: Final = "127.0.0.1"
TOKEN_BYTES: Final = 32
SITES: Final = ("", "same-origin", "none")  # of Sec-Fetch-Site: of this page, or typed by a person; old browsers: none


@dataclass
class Access:
    """The secrets of one run; `token` opens it once."""

    port: int
    token: str | None = field(default_factory=lambda: secrets.token_urlsafe(TOKEN_BYTES))  # None: it was used
    cookie: str = field(default_factory=lambda: secrets.token_urlsafe(TOKEN_BYTES))
    prefix: str = field(
        default_factory=lambda: f"/{secrets.token_urlsafe(TOKEN_BYTES)}"
    )  # of every path, and the cookie's
    form: str = field(default_factory=lambda: secrets.token_urlsafe(TOKEN_BYTES))  # in every form of the page

    @property
    def host(self) -> str:
        """The one name under which the page answers."""
        return f"{ADDRESS}:{self.port}"

    @property
    def origin(self) -> str:
        """What a browser says of a request that comes from the page."""
        return f"http://{self.host}"

    @property
    def address(self) -> str:
        """What is opened first."""
        return f"{self.origin}/?token={self.token}"

    @property
    def cookie_name(self) -> str:
        """A name of its own for each run: cookies do not know ports."""
        return f"drift-{self.port}"

    def redeem(self, token: str) -> bool:
        """Whether this is the token; it is none afterwards."""
        if self.token is None or not _same(token, self.token):
            return False
        self.token = None
        return True

    def knows(self, cookie: str | None) -> bool:
        """Whether a request brings the cookie that was given for the token."""
        return cookie is not None and _same(cookie, self.cookie)

    def is_form(self, value: str | None) -> bool:
        """Whether what was sent comes from a form of the page."""
        return value is not None and _same(value, self.form)

    def is_ours(self, host: str | None, origin: str | None, site: str | None) -> bool:
        """Whether a request is made to this page, and from it or by a person: Host, Origin and Sec-Fetch-Site."""
        return host == self.host and origin in (None, self.origin) and (site or "") in SITES


def _same(told: str, secret: str) -> bool:
    return hmac.compare_digest(told.encode(), secret.encode())
