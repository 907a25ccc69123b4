"""What lies beside the project: real files of others, small inputs with a known answer, labelled clauses.

None of it stands in the project: a test of it is skipped where it is not there. Tests read copies, for reading leaves a
key beside what is read.
"""

from __future__ import annotations

import atexit
import shutil
import tempfile
from pathlib import Path

import pytest

SHARED = next((path for up in Path(__file__).parents if ((path := up / "shared") / "cases").is_dir()), None)


def shared_path(name: str) -> Path:
    """Return a file or folder of it, such as `cases/nist` or `labels/real.csv`."""
    if SHARED is None or not (SHARED / name).exists():
        pytest.skip(f"../shared/{name} is not there")
    return SHARED / name


def small_case(name: str) -> Path:
    """Return a copy of a folder of small inputs."""
    scratch = Path(tempfile.mkdtemp(prefix="small-case-"))
    atexit.register(shutil.rmtree, scratch, ignore_errors=True)
    return copy_case(f"small/{name}", scratch / name)


def copy_case(name: str, folder: Path, pattern: str = "**/*") -> Path:
    """Copy the files of a real case to a folder and return it."""
    case = shared_path(f"cases/{name}")
    for path in sorted(path for path in case.glob(pattern) if path.is_file()):
        copy = folder / path.relative_to(case)
        copy.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, copy)
    return folder
