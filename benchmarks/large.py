"""Large made-up logs as files: a contract of two versions, and incidents with their events as csv or Parquet.

Run: python benchmarks/large.py FOLDER INCIDENTS [EVENTS [FORM]]

EVENTS an incident: 5; FORM: csv or parquet, of which the stamps are stamps. A million incidents take a minute.
Texts are mostly distinct, as people write them; one in fifty names a person. Equal arguments give equal bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from typing import Final

import duckdb

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from builders import make_contract

EVENTS = 5
A_FILE = 1_000_000  # events; more of them in one file need more memory than a reader may have
YEARS_S = 252_460_800  # eight years
_FIRST = "['Anna','Bas','Carla','Dirk','Els','Frans','Gerda','Hans','Ineke','Joost','Karin','Luuk','Mieke','Nico']"
_LAST = "['Bakker','de Vries','Jansen','van Dijk','Visser','Smit','Meijer','de Boer','Mulder','Peters','Vos','Kok']"
_PARTS = "['pump','belt','sorter','scanner','printer','sensor','motor','network','gate','lift','roller','chute']"
_FAULTS = "['stands still','makes noise','jams at the inlet','gives fault 17','is slow since morning','leaks oil']"

MACROS = f"""
create macro pick(words, n) as words[1 + (n % len(words))::bigint];
create macro person(n) as pick({_FIRST}, n) || ' ' || pick({_LAST}, n // 14)
  || case when n < 168 then '' else chr((65 + n // 168 % 26)::int) || chr((97 + n // 4368 % 26)::int) || 'stra' end;
create macro words(n) as pick({_PARTS}, n) || ' ' || n % 400 || ' ' || pick({_FAULTS}, n // 12);
"""
_INCIDENTS = """
select 'INC' || lpad(i::varchar, 8, '0') as "Number",
  words(hash(i + 2)) || case when hash(i + 9) % 50 = 0 then ', says ' || person(hash(i + 6) % {staff}) else '' end
    as "Title",
  strftime(opened, '%Y-%m-%d %H:%M:%S') as "Opened",
  strftime(opened + to_seconds((3600 + hash(i) % 86400)::bigint), '%Y-%m-%d %H:%M:%S') as "Resolved",
  'P' || 1 + hash(i + 1) % 4 as "Priority",
  'Category ' || hash(i + 3) % 12 as "Category",
  'OBJ-' || hash(i + 4) % {objects} as "Object",
  person({staff} + hash(i + 5) % {callers}) as "Caller",
  person(hash(i + 6) % {staff}) as "Assigned to"
from (select i, timestamp '2016-01-01' + to_seconds((i * {seconds} // {n})::bigint) as opened from range({n}) t(i))
order by i"""
_EVENTS = """
select 'INC' || lpad((i // {k})::varchar, 8, '0') as "Incident",
  strftime(timestamp '2016-01-01' + to_seconds(((i // {k}) * {seconds} // {n} + (1 + i % {k}) * 1200)::bigint),
    '%Y-%m-%d %H:%M:%S') as "At",
  pick(['Comment', 'Call', 'Waiting', 'Comment', 'Escalated'], hash(i)) as "Status",
  person(hash(i + 1) % {staff}) as "Author",
  'looked at ' || words(hash(i + 2)) || ', ' || i % 977 || ' done'
    || case when hash(i + 9) % 50 = 0 then ', told ' || person({staff} + hash(i + 5) % {callers}) else '' end
    as "Message"
from range({start}, {stop}) t(i) order by i"""


FORMS: Final = {"csv": "header", "parquet": "format parquet"}


def write_log(folder: Path, n: int, events: int = EVENTS, form: str = "csv") -> None:
    """Write a contract of two versions and a log of n incidents in one of FORMS."""
    for year in (2016, 2019):
        make_contract(folder, f"SLA {year}-01-01", ["Supplier shall answer within 4 hours."] * (20 * (year - 2013)))
    sizes = {"n": n, "k": events, "seconds": YEARS_S, "objects": max(n // 50, 20)}
    sizes |= {"staff": max(n // 1000, 100), "callers": min(max(n // 100, 50), 2000)}
    with duckdb.connect(config={"threads": 1}) as engine:
        engine.execute(MACROS)
        engine.execute(_copy(_INCIDENTS.format(**sizes), folder / f"incidents.{form}", ("Opened", "Resolved")))
        for part, start in enumerate(range(0, n * events, A_FILE), start=1):
            query = _EVENTS.format(**sizes, start=start, stop=min(start + A_FILE, n * events))
            engine.execute(_copy(query, folder / f"events {part}.{form}", ("At",)))


def _copy(query: str, path: Path, stamps: tuple[str, ...]) -> str:
    """Return the statement that writes rows; in Parquet their stamps have a type."""
    form = path.suffix[1:]
    if form == "parquet":
        typed = ", ".join(f'"{name}"::timestamp as "{name}"' for name in stamps)
        query = f"select * replace ({typed}) from ({query})"
    return f"copy ({query}) to '{path}' ({FORMS[form]})"


def write(folder: str, n: str, events: str = str(EVENTS), form: str = "csv") -> Callable[[], object]:
    """Write a log, as a job (clock.py)."""
    Path(folder).mkdir(parents=True, exist_ok=True)
    return lambda: write_log(Path(folder), int(n), int(events), form)


if __name__ == "__main__":
    write(*sys.argv[1:])()
