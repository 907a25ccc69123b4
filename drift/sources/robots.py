"""Who among the names is no person: robots, portals, shared mailboxes; told by name, by rhythm or by the analyst."""

import re
from typing import Final

import numpy as np
import pandas as pd

from drift.errors import Note
from drift.sources.patterns import compile_bound
from drift.sources.readings import Readings
from drift.sources.rolewords import is_role

# seen in real logs: "Siebel" with 6,162 events, monitoring@, "Servicedesk IT", "API integration", "no-reply"
_ROBOT: Final = re.compile(
    r"(?i)\b(?:api|chatbot|robot|system|systeem|svc|monitoring|monitor|nagios|zabbix|integration|integratie|workflow|"
    r"automation|automatisch|interface|import|scheduler|admin|administrator|anonymous|anoniem|unknown)\b"
)
# names of people as well (Job de Vries, Jan Bot): a robot where nothing but a number stands beside them
_ROBOT_ALONE: Final = compile_bound(r"(?i)\W*(?:siebel|bot|job|root|guest)\W*\d*\W*")
_PORTAL: Final = re.compile(r"(?i)(?:\b|\w)(?:portal|portaal)\b|\b(?:self.?service|webform\w*|website|web)\b")
_SHARED: Final = re.compile(
    r"(?i)\b(?:no.?reply|info|support|helpdesk|service.?desk|meldkamer|postbus|mailbox|balie|receptie|reception|"
    r"team|groep|group|afdeling|department|desk|klantenservice|customer service|storingsdienst|"
    r"vergader(?:zaal|ruimte|kamer)|meeting room|conference room)\b"
)
_BRACKETS: Final = re.compile(r"(?<!\s)\s*+[(\[][^()\[\]]*[)\]]")  # Jansen (Servicedesk) is a person, at the desk

# Nobody works around the clock for a week. In the ServiceNow log of the cases 712 of 714 accounts never go 21 hours
# without a pause of five, the next one 20; the one that closes tickets by itself goes 1,434.
REST_H: Final = 5.0  # a pause in which a person may have slept
RESTLESS_H: Final = 168.0  # so long without such a pause: no one person
_OWN_STAMPS: Final = frozenset({"actor", "updated_by"})  # who acted; a handler is not who changed the row
ROBOT: Final = "robot"  # what people.xlsx calls them, in our word


def tell_robot(name: str) -> str | None:
    """Return robot, portal, shared mailbox or function account where a name looks like one; else None."""
    shown = _BRACKETS.sub("", name).strip() or name
    shown = shown.split("@")[0] or shown  # jan@support.nl is Jan
    if _ROBOT_ALONE.fullmatch(shown):
        return "robot"
    for kind, pattern in (("robot", _ROBOT), ("portal", _PORTAL), ("shared mailbox", _SHARED)):
        if pattern.search(shown.replace("_", " ").replace(".", " ")):
            return kind
    numbered = any(map(str.isdigit, shown))  # Agent 3 is one of several, and somebody
    return "function account" if is_role(shown) and not numbered else None


def find_restless(actors: pd.Series, moments: pd.Series) -> set[str]:
    """Return who acts for RESTLESS_H hours without a pause of REST_H hours.

    One row an act, moments in UTC; rows that lack either count for nothing.
    """
    who, names = pd.factorize(actors)
    moment = moments.to_numpy(dtype="datetime64[s]")
    told = (who >= 0) & ~np.isnat(moment)
    if not told.any():
        return set()
    who, at = who[told], moment[told].astype(np.int64) / 3600
    order = np.lexsort((at, who))
    who, at = who[order], at[order]
    starts = np.flatnonzero(np.r_[True, (who[1:] != who[:-1]) | (np.diff(at) >= REST_H)])
    ends = np.r_[starts[1:], len(at)] - 1
    return {str(names[i]) for i in who[starts[at[ends] - at[starts] >= RESTLESS_H]]}


def list_robots(readings: Readings) -> pd.DataFrame:
    """Return who is no person, and why; the analyst's word goes before name and rhythm, either way.

    Returns
    -------
    frame : columns person (pseudonym), why (told, name, rhythm), n_rows (that name them), in the order of pseudonyms
    """
    functions = _read_functions(readings)
    restless = _restless(readings)
    robots = []
    for key, person in sorted(readings.people.persons.items()):
        why = "name" if tell_robot(person.name) else "rhythm" if key in restless else None
        if key in functions:
            why = "told" if functions[key] else None
        if why:
            robots.append((key, why, person.n))
    return pd.DataFrame(robots, columns=["person", "why", "n_rows"])


def _read_functions(readings: Readings) -> dict[str, bool]:
    """Return whom people.xlsx gives a function, and whether that is robot; any other function makes a person."""
    parts = readings.frames["people"]
    if not parts:
        return {}
    roster = pd.concat(parts, ignore_index=True).dropna(subset="function")
    robots = roster["function"].eq(ROBOT).groupby(roster["person"]).all()
    return {str(person): bool(robot) for person, robot in robots.items()}


def _restless(readings: Readings) -> set[str]:
    own = {(file, sheet) for file, sheet, heading in readings.recognised if _OWN_STAMPS & heading.columns.keys()}
    parts = [
        part[["actor", "at_utc"]]
        for part in readings.frames["events"]
        if len(part) and (part["file"].iloc[0], part["sheet"].iloc[0]) in own
    ]
    events = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame({"actor": [], "at_utc": []})
    return find_restless(events["actor"], events["at_utc"])


def tell_robots(robots: pd.DataFrame) -> list[Note]:
    """Return the note that says how many are left out wherever persons count; no names."""
    if robots.empty:
        return []
    n = robots["why"].value_counts()
    values = {why: int(n.get(why, 0)) for why in ("name", "rhythm", "told")}
    return [Note("note.robots", {"n": len(robots), "rows": int(robots["n_rows"].sum()), **values})]
