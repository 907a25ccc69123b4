"""The files of a portfolio as one set: portfolio.json goes last, and tells the hash of every other."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from drift.reports.portfolio.fold import fold_portfolio
from drift.reports.portfolio.html import build_html
from drift.reports.portfolio.pdf import build_pdf
from drift.reports.portfolio.record import build_parquet, build_record
from drift.reports.portfolio.workbook import build_workbook
from drift.wording.visible import to_json
from drift.writing.faults import tell_fault
from drift.writing.placing import put_in_place
from drift.writing.temporary import TemporaryFolder

if TYPE_CHECKING:
    from pathlib import Path

    from drift.portfolio.flow import Portfolio
    from drift.wording import Wording

NAME: Final = "portfolio"


def write_portfolio(portfolio: Portfolio, folder: Path, say: Wording) -> list[Path]:
    """Write portfolio.pdf, .html, .xlsx, .parquet and .json; all files or none, equal bytes for equal rows.

    Raises
    ------
    OutputError : the folder cannot be written, or a file in it is open elsewhere
    """
    told = fold_portfolio(portfolio)
    contents = {
        f"{NAME}.pdf": build_pdf(told, say),
        f"{NAME}.html": build_html(told, say).encode(),
        f"{NAME}.xlsx": build_workbook(told, say),
        f"{NAME}.parquet": build_parquet(told),
    }
    contents[f"{NAME}.json"] = to_json(build_record(told, say, contents)).encode()
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryFolder(folder) as beside:
            for name, content in contents.items():
                (beside / name).write_bytes(content)
            put_in_place(beside, folder, [*contents])
    except OSError as fault:
        raise tell_fault(fault, folder) from fault
    return [folder / name for name in contents]
