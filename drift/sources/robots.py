"""Names that are no person: robots, portals, shared mailboxes. A suggestion for the analyst, never a silent filter."""

from __future__ import annotations

import re
from typing import Final

# seen in real logs: "Siebel" with 6,162 events, monitoring@, "Servicedesk IT", "API integration", "no-reply"
_ROBOT: Final = re.compile(
    r"(?i)\b(?:api|bot|robot|system|systeem|siebel|monitoring|monitor|nagios|zabbix|integration|integratie|workflow|"
    r"automation|automatisch|interface|import|job|scheduler|admin|administrator|root|guest|anonymous|anoniem|unknown)\b"
)
_PORTAL: Final = re.compile(r"(?i)(?:\b|\w)(?:portal|portaal)\b|\b(?:self.?service|webform\w*|website|web)\b")
_SHARED: Final = re.compile(
    r"(?i)\b(?:no.?reply|info|support|helpdesk|service.?desk|meldkamer|postbus|mailbox|balie|receptie|reception|"
    r"team|groep|group|afdeling|department|desk|klantenservice|customer service|storingsdienst)\b"
)


def tell_robot(name: str) -> str | None:
    """Return robot, portal or shared mailbox where a name looks like one; None where it looks like a person."""
    for kind, pattern in (("robot", _ROBOT), ("portal", _PORTAL), ("shared mailbox", _SHARED)):
        if pattern.search(name.replace("_", " ").replace(".", " ")):
            return kind
    return None
