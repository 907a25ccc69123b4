"""A small portfolio: a paper that grew, a work that fell, a person's name, an empty folder and a broken one."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from builders import CLAUSES, make_contract, make_log, make_workbook

DUTY = "De leverancier herstelt elke storing binnen 4 uur."
REPORT = "De leverancier rapporteert elke maand over onderdeel {n}."
PERSON = "Jan van der Smit"


def write_versions(folder: Path, *, more: int) -> Path:
    """Write two versions of a contract; the second has so many reporting duties more."""
    texts = [DUTY, *(REPORT.format(n=n) for n in range(6))]
    make_contract(folder, "SLA 2019-01-01", texts)
    make_contract(folder, "SLA 2021-01-01", [*texts, *(REPORT.format(n=n) for n in range(6, 6 + more))])
    return folder


def write_portfolio(folder: Path) -> None:
    write_versions(folder / "Alfa", more=4)
    write_versions(folder / "Beta", more=0)
    make_log(folder / "Beta", dt.datetime(2019, 1, 1), 40, quiet_from=24)
    write_versions(folder / PERSON, more=0)
    (folder / "Leeg").mkdir()
    (folder / "Stuk").mkdir()
    (folder / "Stuk" / "log.xlsx").write_bytes(b"PK\x03\x04 and nothing more")


def write_export(folder: Path, names: list[str]) -> None:
    """Write two versions of one list of clauses, in which the names of a column take turns; the last one has more."""
    (folder / "drift.toml").write_text('relation_column = "Klant"\n')
    for year, more in ((2019, 0), (2021, 9)):
        rows = [[f"1.{i}", REPORT.format(n=i), names[i % 2 if i < 18 else 1]] for i in range(18 + more)]
        make_workbook(folder / f"SLA {year}-01-01.xlsx", {"Eisen": [[*CLAUSES, "Klant"], *rows]})
