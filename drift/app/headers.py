"""What a browser may do with what it is given, told with every answer."""

from __future__ import annotations

from typing import Final

from flask import Response

_SHUT: Final = "base-uri 'none'; form-action 'self'; object-src 'none'"
PAGE: Final = f"default-src 'self'; frame-ancestors 'none'; {_SHUT}"
# the report brings a policy of its own that tells script and style by their hash; both hold. In its sandbox it is of no
# origin: it can read no page of ours and send no form to one
REPORT: Final = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; font-src data:; img-src data:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'; sandbox allow-scripts allow-modals"
)
HEADERS: Final = {
    "Cache-Control": "no-store",
    "Content-Security-Policy": PAGE,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    # not no-referrer: under it a browser says of our own forms that they come from nowhere
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
}


OWN: Final = ("Content-Security-Policy", "X-Frame-Options")  # the report has its own


def shut(response: Response) -> Response:
    """Put the headers on an answer."""
    for name, value in HEADERS.items():
        if name not in OWN or name not in response.headers:
            response.headers[name] = value
    return response


def frame_report(response: Response) -> Response:
    """Let an answer stand in a frame of the page, in a sandbox."""
    response.headers["Content-Security-Policy"] = REPORT
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    return response
