"""typst, called in one way: shipped fonts only, accessible and archivable by standard, a warning is an error."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from drift.charts.typeface import list_folders
from drift.errors import OutputError
from drift.writing.temporary import TemporaryFolder

if TYPE_CHECKING:
    import typst

STANDARDS: list[Literal["ua-1", "a-3a"]] = ["ua-1", "a-3a"]


def compile_layout(template: Path, data: str, folder: Path | None = None) -> bytes:
    """Return the PDF of a template with its data (JSON); `folder` holds the files that the template names.

    Raises
    ------
    OutputError : the layout fails; every figure without alternative text does, by the standard
    """
    with _lay_out(template, data, folder) as compiler:
        pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=[*STANDARDS])
        if warnings or not isinstance(pdf, bytes):
            raise OutputError("error.layout", detail="; ".join(str(warning) for warning in warnings))
        return pdf


def count_paper(template: Path, data: str, folder: Path) -> list[int]:
    """Return on how many pages of paper each page of content comes, by the ends told under the label <pages>.

    Only laid out: a PDF is made of the layout that is chosen.
    """
    with _lay_out(template, data, folder) as compiler:
        ends = [int(page) for page in json.loads(compiler.query("<pages>", field="value"))]
    return [end - begin for begin, end in zip([0, *ends], ends, strict=False)]


@contextmanager
def _lay_out(template: Path, data: str, folder: Path | None) -> Iterator[typst.Compiler]:
    import typst

    with TemporaryFolder() if folder is None else nullcontext(folder) as home:
        shutil.copyfile(template, home / "layout.typ")
        try:
            yield typst.Compiler(
                str(home / "layout.typ"),
                root=str(home),
                font_paths=_fonts(),
                ignore_system_fonts=True,
                sys_inputs={"data": data},
            )
        except typst.TypstError as fault:
            raise OutputError("error.layout", detail=str(fault)) from fault


@cache
def _fonts() -> typst.Fonts:
    """Return the fonts, read once."""
    import typst

    return typst.Fonts(include_system_fonts=False, font_paths=[*map(str, list_folders())])
