"""Folders: one that is reported on, the same among files and sheets that nobody knows, one of many customers."""

from __future__ import annotations

import shutil
from pathlib import Path

from plant_contract import write_contract
from plant_documents import write_documents
from plant_files import write_files
from plant_log import write_customers, write_log
from plant_sheets import write_sheets


def make_relation(folder: Path) -> Path:
    """Write a log, a contract and documents."""
    folder.mkdir(parents=True)
    write_log(folder)
    write_contract(folder)
    write_documents(folder)
    return folder


def make_log(folder: Path) -> Path:
    """Write the log alone."""
    folder.mkdir(parents=True)
    write_log(folder)
    return folder


def make_everything(relation: Path, folder: Path) -> Path:
    """Write the same among files and sheets that nobody knows."""
    shutil.copytree(relation, folder)
    write_sheets(folder)
    write_files(folder)
    return folder


def make_customers(folder: Path) -> Path:
    """Write a log of many customers: a report on it is refused, with their names."""
    folder.mkdir(parents=True)
    write_customers(folder)
    return folder
