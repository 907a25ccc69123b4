"""typst, called in one way: shipped fonts only, accessible and archivable by standard, a warning is an error."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import Literal

from drift.errors import OutputError
from drift.reports.glyphs import font_folder
from drift.writing.temporary import TemporaryFolder

STANDARDS: list[Literal["ua-1", "a-3a"]] = ["ua-1", "a-3a"]


def compile_layout(template: Path, data: str) -> bytes:
    """Return the PDF of a template with its data (JSON).

    Raises
    ------
    OutputError : the layout fails; every figure without alternative text does, by the standard
    """
    return compile_counted(template, data)[0]


def compile_counted(template: Path, data: str, folder: Path | None = None) -> tuple[bytes, list[int]]:
    """Return the PDF, and the pages of paper on which parts end, as the template tells under the label <pages>.

    `folder` holds the files that the template names.
    """
    import typst

    with TemporaryFolder() as own:
        home = folder or own
        shutil.copyfile(template, home / "layout.typ")
        compiler = typst.Compiler(
            str(home / "layout.typ"),
            root=str(home),
            font_paths=[str(font_folder())],
            ignore_system_fonts=True,
            sys_inputs={"data": data},
        )
        try:
            pdf, warnings = compiler.compile_with_warnings(format="pdf", pdf_standards=[*STANDARDS])
        except typst.TypstError as fault:
            raise OutputError("error.layout", detail=str(fault)) from fault
        if warnings or not isinstance(pdf, bytes):
            raise OutputError("error.layout", detail="; ".join(str(warning) for warning in warnings))
        counted = json.loads(compiler.query("<pages>", field="value"))
        return pdf, [int(page) for page in counted]
