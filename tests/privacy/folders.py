"""Two folders: one that is read and reported on, and the same among files and sheets that nobody knows."""

from __future__ import annotations

import shutil
from pathlib import Path

from plant_contract import write_contract
from plant_documents import write_documents
from plant_files import write_files
from plant_log import write_log
from plant_sheets import write_sheets


def make_relation(folder: Path) -> Path:
    """Write a log, a contract and documents."""
    folder.mkdir(parents=True)
    write_log(folder)
    write_contract(folder)
    write_documents(folder)
    return folder


def make_everything(relation: Path, folder: Path) -> Path:
    """Write the same among files and sheets that nobody knows."""
    shutil.copytree(relation, folder)
    write_sheets(folder)
    write_files(folder)
    return folder
