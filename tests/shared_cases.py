"""What lies beside the project: real files of others, small inputs with a known answer, labelled clauses.

None of it is ours, so none of it is in the project: a test of it is skipped where it is not there.
"""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

SHARED = next((path for up in Path(__file__).parents if (path := up / "shared").is_dir()), None)


def shared_path(name: str) -> Path:
    """Return a file or folder of it, such as `cases/nist` or `labels/real.csv`."""
    if SHARED is None or not (SHARED / name).exists():
        pytest.skip(f"../shared/{name} is not there")
    return SHARED / name


def small_case(name: str) -> Path:
    """Return a folder of small inputs."""
    return shared_path(f"cases/small/{name}")


def copy_case(name: str, folder: Path, pattern: str = "*") -> Path:
    """Copy the files of a real case to a folder and return it: reading leaves a key beside what is read."""
    for path in sorted(shared_path(f"cases/{name}").glob(pattern)):
        shutil.copyfile(path, folder / path.name)
    return folder
