"""Write the odd files of this folder: `python tests/workbooks/make.py FOLDER`. README.md says what each is for."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from corpus import FILES

for name in ("sheets_read", "sheets_refused", "texts", "contacts", "packed_files", "passed_over"):
    importlib.import_module(name)  # each registers its files


def make(folder: Path) -> None:
    """Write every file."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, write in FILES.items():
        (folder / name).write_bytes(write())


if __name__ == "__main__":
    make(Path(sys.argv[1]))
