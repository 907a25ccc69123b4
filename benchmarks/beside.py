"""Where the real cases and labels of others lie: beside the project, or where the command says."""

from __future__ import annotations

import sys
from pathlib import Path

SHARED = next((path for up in Path(__file__).parents if ((path := up / "shared") / "cases").is_dir()), None)


def find_cases(*needed: str) -> Path:
    """Return the folder of real cases that is given or lies beside the project; ends in one line where it has not all.

    Parameters
    ----------
    needed : folders of it, such as nist and restructurings
    """
    given = [Path(name) for name in sys.argv[1:] if not name.startswith("--")]
    if not given and SHARED is None:
        sys.exit("no real cases: ../shared/cases is not there, and no folder is given")
    cases = given[0] if given else SHARED / "cases"
    missing = [name for name in needed if not (cases / name).is_dir()]
    if missing:
        sys.exit(f"no real cases: {cases} has no {', '.join(missing)}")
    return cases
