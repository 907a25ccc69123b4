"""A small relation whose persons are known: what stands in the ticket tool, and what is planted in it.

Eight callers and eight handlers, thirty incidents a month, in which all of them act. Planted are a month that one
handler works alone, a month in which three callers alone are visited, a month in which one pair alone meets again and
has its incidents pushed up, a category that only one caller uses, and a function of four.
"""

import random

import pandas as pd

CALLERS = [
    f"Caller {name}" for name in ("Abelino", "Bertolf", "Cunera", "Dirkje", "Evarist", "Fokelien", "Gosse", "Hadewy")
]
HANDLERS = [
    f"Handler {name}" for name in ("Ikram", "Jorrit", "Kunigo", "Lutgard", "Meinou", "Nolleke", "Oeds", "Pleuntje")
]
BUYERS = [f"Buyer {name}" for name in ("Quirijn", "Roelie", "Sjaantje", "Teunis")]
FIRST, MONTHS, A_MONTH = "2020-01", 27, 30
ALONE = pd.Period("2021-09", "M")  # in it one handler works alone
SEEN = pd.Period("2021-05", "M")  # in it three callers are visited, and nobody else
PAIR = pd.Period("2021-01", "M")  # in it one pair alone meets again, and what is pushed up is theirs
SOLO = "Zonwering"  # the category of one caller
CATEGORIES = ("Elektrisch", "Mechanisch")


def make_tables(months=MONTHS, alone=ALONE, alone_visits=1.0, newcomer=False, pushed=2):
    """Return the tables of the relation.

    Parameters
    ----------
    months : of the log; alone : the month that one handler works alone; alone_visits : share of visits in it
    pushed : incidents of the one pair that are pushed up in PAIR
    newcomer : a caller who calls in the last month alone, in a category of his own
    """
    incidents, events = [], []
    for month in pd.period_range(FIRST, periods=months, freq="M"):
        rng = random.Random(str(month))
        for i in range(A_MONTH):
            caller = CALLERS[i % 8]
            handler = HANDLERS[0] if month == alone else HANDLERS[(i + rng.randrange(3) * (i % 5 == 0)) % 8]
            if month == PAIR and i % 8:
                handler = HANDLERS[(i + 4) % 8]  # whom his caller never met
            visited = rng.random() < (alone_visits if month == alone else 0.6)
            visited = i % 8 < 3 if month == SEEN else visited
            category = SOLO if i == 6 else CATEGORIES[i % 2]  # of the caller Gosse
            opened = month.start_time + pd.Timedelta(days=i * 27 // A_MONTH, hours=7 + i % 9, minutes=rng.randrange(60))
            up = (i % 8 == 0 and i < 8 * pushed) if month == PAIR else i % 5 == 4
            _add(incidents, events, opened, caller, handler, category, visited, up)
    if newcomer:
        opened = pd.Period(FIRST, "M").asfreq("M") + months - 1
        _add(
            incidents,
            events,
            opened.start_time + pd.Timedelta(days=9, hours=9, minutes=7),
            "Caller Ubel",
            HANDLERS[3],
            "Lift",
            True,
            False,
        )
    return {
        "clauses": _clauses(),
        "incidents": pd.DataFrame(incidents),
        "events": pd.DataFrame(events),
        "people": _people(newcomer=newcomer),
    }


def _add(incidents, events, opened, caller, handler, category, visited, up):
    number = f"T{opened:%y%m}{len(incidents):05d}"
    incidents.append(
        {
            "incident_id": number,
            "opened_at": opened,
            "resolved_at": opened + pd.Timedelta(hours=5, minutes=13),
            "title": f"Lane {len(incidents)} stands still",
            "object": f"Object {len(incidents)}",
            "category": category,
            "priority": "P2",
            "requester": caller,
            "handler": handler,
            "group": "Team North",
        }
    )
    kind = "visit" if visited else "comment"
    steps = [
        ("comment", handler, 1),
        (kind, handler, 2),
        *([("escalated", BUYERS[0], 3)] if up else []),
    ]
    for what, actor, hours in steps:
        at = opened + pd.Timedelta(hours=hours, minutes=7)
        events.append({"incident_id": number, "at": at, "kind": what, "actor": actor, "text": f"{what} by hand"})


def _clauses():
    texts = [f"The supplier shall mend lane {i} within {i} hours." for i in range(1, 13)]
    versions = [("1.0", "2020-01-01", texts[:8]), ("2.0", "2021-06-01", texts)]
    return pd.DataFrame(
        [
            {
                "document": "SLA",
                "version": version,
                "effective_on": pd.Timestamp(on),
                "clause_id": f"{i}.1",
                "text": text,
            }
            for version, on, own in versions
            for i, text in enumerate(own, start=1)
        ]
    )


def _people(*, newcomer):
    rows = [
        (name, "customer", "operations", "operational") for name in (*CALLERS, *(["Caller Ubel"] if newcomer else []))
    ]
    rows += [(name, "supplier", "operations", "operational") for name in HANDLERS]
    rows += [(name, "supplier", "procurement", "tactical") for name in BUYERS]
    return pd.DataFrame(rows, columns=["person", "side", "function", "level"])
