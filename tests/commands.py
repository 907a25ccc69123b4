"""Commands as tests run them: most in this process, and as a process where that is the point."""

from __future__ import annotations

import os
import subprocess
import sys

from click.testing import CliRunner, Result
from conftest import ROOT

from drift.cli.main import cli

# the environment of another machine: nothing of ours, other hashes, another time zone
ELSEWHERE = {"PATH": "", "PYTHONHASHSEED": "7", "TZ": "Asia/Tokyo", "PYTHONIOENCODING": "utf-8"}


def run(*arguments: object, lang: str = "C", columns: int | None = None) -> Result:
    """Run a command here, spoken to in a language of the environment, on a screen so wide; None: no screen."""
    env = {"LC_ALL": None, "LC_MESSAGES": None, "LANG": lang, "COLUMNS": columns and str(columns)}
    return CliRunner(env=env).invoke(cli, [*map(str, arguments)])


def start(*arguments: object, lang: str = "C") -> subprocess.CompletedProcess[str]:
    """Run a command as a process of its own; a warning is an error."""
    command = [sys.executable, "-W", "error", "-m", "drift", *map(str, arguments)]
    env = ELSEWHERE | {"LANG": lang, "XDG_CONFIG_HOME": os.environ["XDG_CONFIG_HOME"]}
    return subprocess.run(command, capture_output=True, text=True, encoding="utf-8", cwd=ROOT, env=env)
