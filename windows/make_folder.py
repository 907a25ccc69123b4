"""Make the folder for Windows: Python as python.org packs it, drift and its pinned libraries, a file to double-click.

    make windows WINDOWS_PYTHON=python-3.12.10-embed-amd64.zip

Made on any system; what can be told of it without Windows is told by look_over.py.
"""

from __future__ import annotations

import argparse
import hashlib
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterable
from pathlib import Path

from look_over import DISTRIBUTION, EXTRA, PYTHON, find_missing, look_over

NAME = f"python-{PYTHON}-embed-amd64.zip"
ADDRESS = f"https://www.python.org/ftp/python/{PYTHON}/{NAME}"
SHA256 = "4acbed6dd1c744b0376e3b1cf57ce906f9dc9e95e68824584c8099a63025a3c3"
PATHS = "python312.zip\n.\n..\\lib\n"  # of python312._pth: with it Python looks nowhere else on the computer
ROOT = Path(__file__).parent.parent


def unpack_python(archive: Path, folder: Path, sha256: str = SHA256) -> None:
    """Unpack Python, and tell it where the libraries are.

    Raises
    ------
    SystemExit : there is no such file, or it is another one; with where to get it
    """
    where = f"get {NAME} from {ADDRESS}\nand run: make windows WINDOWS_PYTHON=path/to/{NAME}"
    if not archive.is_file():
        raise SystemExit(f"no Python for Windows at {str(archive)!r}: {where}")
    found = hashlib.sha256(archive.read_bytes()).hexdigest()
    if found != sha256:
        raise SystemExit(f"{archive} is another file (sha256 {found}, expected {sha256}): {where}")
    with zipfile.ZipFile(archive) as packed:
        packed.extractall(folder)
    (paths,) = folder.glob("python*._pth")
    paths.write_text(PATHS, encoding="ascii", newline="\r\n")


def put_libraries(wheels: Iterable[str], folder: Path) -> None:
    """Put wheels for Windows into a folder, at the pinned versions, each without what it asks for."""
    version = PYTHON.rpartition(".")[0]
    subprocess.run(
        [
            *(sys.executable, "-m", "pip", "install", "--quiet", "--no-compile", "--no-deps", "--upgrade"),
            *("--platform", "win_amd64", "--python-version", version, "--implementation", "cp"),
            *("--only-binary", ":all:", "--target", folder, *wheels),
        ],
        check=True,
    )
    shutil.rmtree(folder / "bin", ignore_errors=True)  # start scripts of this system
    for tests in [path for path in folder.rglob("tests") if path.is_dir()]:  # a third of the files, the longest paths
        shutil.rmtree(tests, ignore_errors=True)


def put_all(folder: Path, work: Path) -> None:
    """Put drift into a folder, and what it needs on Windows, however deep: pip would ask this system instead."""
    subprocess.run(
        [sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--wheel-dir", work, ROOT], check=True
    )
    (own,) = work.glob(f"{DISTRIBUTION.replace('-', '_')}-*.whl")
    put_libraries([str(own)], folder)
    while missing := find_missing(folder, EXTRA):
        print("libraries:", " ".join(missing))
        put_libraries(missing, folder)


def make_folder(archive: Path, folder: Path) -> None:
    """Make the folder anew."""
    if folder.exists():
        shutil.rmtree(folder)
    (folder / "python").mkdir(parents=True)
    unpack_python(archive, folder / "python")
    work = folder / "work"
    put_all(folder / "lib", work)
    shutil.rmtree(work)
    for name in ("drift.cmd", "README.txt"):
        shutil.copy(Path(__file__).with_name(name), folder)
    shutil.copy(ROOT / "LICENSE", folder)


def main() -> None:
    """Make the folder, look it over, and tell."""
    asked = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    asked.add_argument("--python", type=Path, default=Path(NAME), help=f"{NAME}, from {ADDRESS}")
    asked.add_argument("--out", type=Path, default=Path("out/drift-windows"))
    given = asked.parse_args()
    make_folder(given.python, given.out)
    told, faults = look_over(given.out, ROOT / "constraints.txt")
    print(*told, *(f"FAULT: {fault}" for fault in faults), sep="\n")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
