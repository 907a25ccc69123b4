"""Cells -> a notebook as it ran: the same bytes at every run, nothing of the machine or the clock in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nbformat
from nbclient import NotebookClient
from nbformat.v4 import new_notebook

if TYPE_CHECKING:
    from pathlib import Path

    from nbformat import NotebookNode

TIMEOUT_S = 3600  # the calibration in the second one takes minutes


def run_notebook(cells: list[NotebookNode], page: Path) -> None:
    """Run the cells in the folder of the page and write the page with what came out."""
    for number, cell in enumerate(cells):
        cell["id"] = f"cell-{number}"  # else each run writes other ids
    notebook = new_notebook(cells=cells, metadata={"language_info": {"name": "python"}})
    there = {"metadata": {"path": str(page.parent)}}
    NotebookClient(notebook, timeout=TIMEOUT_S, kernel_name="python3", resources=there).execute()
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)  # clock times
    nbformat.write(notebook, page)
