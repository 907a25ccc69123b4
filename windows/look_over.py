"""What can be told of the folder for Windows without Windows: libraries, what they ask for, files, paths, the start."""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import Distribution, distributions
from pathlib import Path, PureWindowsPath

import pefile
from packaging.requirements import Requirement
from packaging.tags import compatible_tags, cpython_tags, parse_tag
from packaging.utils import canonicalize_name

PYTHON = "3.12.10"  # the last 3.12 of which python.org packs an embeddable zip
DISTRIBUTION = "contract-drift"
EXTRA = "app"
ENVIRONMENT = {
    "implementation_name": "cpython",
    "implementation_version": PYTHON,
    "os_name": "nt",
    "platform_machine": "AMD64",
    "platform_python_implementation": "CPython",
    "platform_release": "10",
    "platform_system": "Windows",
    "platform_version": "10.0",
    "python_full_version": PYTHON,
    "python_version": "3.12",
    "sys_platform": "win32",
}
KINDS = ("IMPORT", "DELAY_IMPORT")  # tables of a file of machine code
MOST_PATH = 160  # characters below the folder: with the folder itself below the 260 of Windows
# what Windows 10 and 11 have of themselves; the C++ runtime (msvcp140.dll) they have not: a wheel must bring its own
SYSTEM = frozenset(
    [
        *("advapi32", "bcrypt", "bcryptprimitives", "combase", "comctl32", "crypt32", "dbghelp", "gdi32", "iphlpapi"),
        *("kernel32", "ncrypt", "ntdll", "ole32", "psapi", "rstrtmgr", "secur32", "shell32", "shlwapi", "user32"),
        *("userenv", "version", "webservices", "winhttp", "wininet", "ws2_32", "wsock32"),
    ]
)
NEEDED = (
    "drift.cmd",
    "python/python.exe",
    "python/python312.zip",
    "lib/drift/app/__main__.py",
    "README.txt",
    "LICENSE",
)


def look_over(folder: Path, pins: Path) -> tuple[list[str], list[str]]:
    """Return what is to be told of the folder, and what is wrong with it.

    Parameters
    ----------
    pins : a file of versions, name==version a line
    """
    library = folder / "lib"
    installed = {canonicalize_name(one.name): one for one in distributions(path=[str(library)])}
    files = [path for path in folder.rglob("*") if path.is_file()]
    longest = max((path.relative_to(folder).as_posix() for path in files), key=len)
    faults = [f"no {name}" for name in NEEDED if not (folder / name).is_file()]
    faults += [f"no library {missing}" for missing in find_missing(library, EXTRA)]
    faults += [f"{one.name} is not for Python {PYTHON} on Windows" for one in installed.values() if not fits(one)]
    faults += list_unpinned(installed, pins)
    faults += [f"{path} is of another system" for path in files if path.suffix in (".so", ".dylib")]
    faults += [f"a path of {len(longest)} characters: {longest}"] if len(longest) > MOST_PATH else []
    faults += [*find_unmet(files), *read_start(folder)]
    size = sum(path.stat().st_size for path in files) / 2**20
    own = installed.get(canonicalize_name(DISTRIBUTION))
    told = [
        f"{folder}: {len(files):,} files, {size:,.0f} MB, {len(installed)} libraries",
        f"drift {own.version if own else '?'} for Python {PYTHON}; longest path {len(longest)} characters",
    ]
    for name in ("python", "lib"):
        own_size = sum(path.stat().st_size for path in files if path.is_relative_to(folder / name)) / 2**20
        told.append(f"  {name}: {own_size:,.0f} MB")
    return told, faults


def find_missing(library: Path, extra: str) -> list[str]:
    """Return the libraries that are asked for on Windows and are not there, or in another version than is asked."""
    installed = {canonicalize_name(one.name): one for one in distributions(path=[str(library)])}
    missing: dict[str, Requirement] = {}
    for name, one in installed.items():
        for asked in map(Requirement, one.requires or ()):
            extras = ("", extra) if name == canonicalize_name(DISTRIBUTION) else _extras_of(name, installed)
            if asked.marker and not any(asked.marker.evaluate({**ENVIRONMENT, "extra": of}) for of in extras):
                continue
            other = installed.get(canonicalize_name(asked.name))
            if other is None or not asked.specifier.contains(other.version, prereleases=True):
                missing[canonicalize_name(asked.name)] = asked
    return sorted(f"{name}{asked.specifier}" for name, asked in missing.items())


def _extras_of(name: str, installed: dict[str, Distribution]) -> tuple[str, ...]:
    """Return the extras of a library that another one asks for: ibis-framework[duckdb]."""
    asked = (Requirement(line) for one in installed.values() for line in one.requires or ())
    ours = (one for one in asked if canonicalize_name(one.name) == name and not one.marker)
    return ("", *{extra for one in ours for extra in one.extras})


def list_unpinned(installed: dict[str, Distribution], pins: Path) -> list[str]:
    """Return the libraries that have another version than is pinned, or none that is."""
    lines = [line.partition("#")[0].strip() for line in pins.read_text(encoding="utf-8").splitlines()]
    pinned = {canonicalize_name(name): version for name, _, version in (line.partition("==") for line in lines if line)}
    others = {name: one.version for name, one in installed.items() if name != canonicalize_name(DISTRIBUTION)}
    return [
        f"{name} {version} is not the version that is pinned, {pinned.get(name, 'none')}"
        for name, version in others.items()
        if pinned.get(name) != version
    ]


def fits(one: Distribution) -> bool:
    """Whether a library runs under this Python on Windows, as its wheel tells."""
    version = (3, 12)
    ours = {*cpython_tags(version, platforms=["win_amd64"]), *compatible_tags(version, "cp312", ["win_amd64"])}
    lines = (one.read_text("WHEEL") or "").splitlines()
    tags = {tag for line in lines if line.startswith("Tag: ") for tag in parse_tag(line.removeprefix("Tag: "))}
    return bool(tags & ours)


def find_unmet(files: list[Path]) -> Iterator[str]:
    """Yield the libraries of machine code that a file loads, and that neither the folder nor Windows brings."""
    there = {path.name.casefold() for path in files}
    for path in files:
        if path.suffix in (".pyd", ".dll", ".exe"):
            for name in list_loaded(path):
                of_windows = name.startswith("api-ms-win-") or name.removesuffix(".dll") in SYSTEM
                if name not in there and not of_windows:
                    yield f"{path.name} loads {name}, which nothing brings"


def list_loaded(path: Path) -> list[str]:
    """Return the libraries that a file of machine code loads, at once or later; none where it is no such file."""
    try:
        machine = pefile.PE(str(path), fast_load=True)
    except pefile.PEFormatError:
        return []
    machine.parse_data_directories([pefile.DIRECTORY_ENTRY[f"IMAGE_DIRECTORY_ENTRY_{kind}"] for kind in KINDS])
    tables = [getattr(machine, f"DIRECTORY_ENTRY_{kind}", []) for kind in KINDS]
    return sorted({entry.dll.decode("ascii", "replace").casefold() for table in tables for entry in table})


def read_start(folder: Path) -> Iterator[str]:
    """Yield what is wrong with the file to double-click: it must find all it names from wherever the folder lies."""
    content = (folder / "drift.cmd").read_bytes()
    if content.count(b"\n") != content.count(b"\r\n"):
        yield "drift.cmd has lines that do not end as Windows ends them"
    named = re.findall(r'"%~dp0([^"]{1,200})"', content.decode("ascii"))
    if not named:
        yield "drift.cmd names no program of the folder"
    for name in named:
        if not (folder / PureWindowsPath(name).as_posix()).is_file():
            yield f"drift.cmd names {name}, which is not there"
    if b"-m drift.app" not in content:
        yield "drift.cmd does not start drift.app"
    (paths,) = (folder / "python").glob("python*._pth")
    told = [line.strip() for line in paths.read_text(encoding="ascii").splitlines() if line.strip()]
    for line in told:
        if not (folder / "python" / PureWindowsPath(line).as_posix()).exists():
            yield f"{paths.name} names {line}, which is not there"
