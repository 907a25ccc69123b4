"""The analysis of the last time, where nothing it rests on has changed since: what is asked again costs no reading.

It lies in `.drift` beside the data and holds what an analysis holds: pseudonyms and masked text. A folder may come from
a stranger, `.drift` and all: what is kept counts only under a seal made with a key of this user, kept elsewhere.
"""

from __future__ import annotations

import hashlib
import hmac
import pickle
import platform
from contextlib import suppress
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path
from typing import TYPE_CHECKING, Final

import click
import pyarrow as pa

from drift.analysed import Analysis
from drift.errors import OutputError
from drift.project import Project, choose_relation, open_project
from drift.project.home import ANALYSIS, HOME, KEY_BYTES, find_home, open_key_file, write_private
from drift.project.plain import open_plain
from drift.sources.listing import list_files
from drift.tables.gate import Gate
from drift.tables.shown import Shown
from drift.writing.placing import put_in_place
from drift.writing.temporary import TemporaryFolder

if TYPE_CHECKING:
    from collections.abc import Callable

_SEAL_BYTES: Final = 32  # of the seal itself
# larger ones are made anew: written down all of their texts are masked, and held once more
_MOST_TABLES: Final = 7 << 22  # bytes, as `Shown` counts them: some 200,000 incidents, 50,000 of five events
_MOST_BYTES: Final = 1 << 28  # of a file that is looked into
_CODEC: Final = "zstd"
# what another try may read: a busy or small machine, somebody who was writing
_PASSING: Final = {f"refused.{code}" for code in ("memory", "memory_here", "deadline", "died", "changed", "unreadable")}
_LIBRARIES: Final = ("numpy", "pandas", "duckdb", "ibis-framework", "scipy", "pyarrow")


def recall(
    path: str | Path,
    *,
    relation: str | None = None,
    progress: Callable[[int, int], None] | None = None,
    fresh: bool = False,
) -> Analysis:
    """Return what `drift.analyse` returns: as kept, where files, settings and drift are those of the last time.

    Parameters
    ----------
    relation, progress : as of `drift.analyse`
    fresh : do everything anew

    Raises
    ------
    UsageError, DriftError : as of `drift.analyse`
    """
    with Gate().guard():
        project = choose_relation(open_project(Path(path)), relation)
        fingerprint = take_fingerprint(project)
    place = project.folder / HOME / f"{ANALYSIS}{_digest(project.only, relation)[:12]}"
    kept = None if fresh else load(place, fingerprint)
    if kept is not None:
        return _place(kept, project.folder, project.config)
    from drift.analysis import analyse  # a second to load, for nothing where the analysis is kept

    analysis = analyse(path, relation=relation, progress=progress)
    if _may_be_kept(analysis) and take_fingerprint(project) == fingerprint:
        # where folder or home cannot be written to, what is asked again takes as long again
        with suppress(OSError, OutputError):
            save(analysis, place, fingerprint)
    return analysis


def take_fingerprint(project: Project) -> bytes:
    """Return a digest, 32 bytes, of all that an analysis rests on: settings, files by content, drift, its libraries."""
    files = [
        (account.file, account.status, account.sha256, str(account.reason)) for _, account, _ in list_files(project)
    ]
    return bytes.fromhex(_digest(project.model_dump_json(), files, *list_program()))


def list_program() -> tuple[list[tuple[str, int, int]], list[str]]:
    """Return the files of drift with their states, and the versions of what it is made with."""
    ours = (path for ending in ("py", "toml") for path in sorted(Path(__file__).parent.rglob(f"*.{ending}")))
    return [(str(path), *_state(path)) for path in ours], [platform.python_version(), *map(version, _LIBRARIES)]


def _state(path: Path) -> tuple[int, int]:
    told = path.stat()
    return told.st_size, told.st_mtime_ns


def _digest(*of: object) -> str:
    return hashlib.sha256(repr(of).encode("utf-8", "surrogatepass")).hexdigest()


def is_passing(analysis: Analysis) -> bool:
    """Whether another try may read more: a file was refused for what the machine was doing."""
    return any(file.reason is not None and file.reason.code in _PASSING for file in analysis.intake.files)


def _may_be_kept(analysis: Analysis) -> bool:
    return not is_passing(analysis) and (
        not isinstance(analysis.tables, Shown) or analysis.tables.n_bytes < _MOST_TABLES
    )


def save(analysis: Analysis, place: Path, fingerprint: bytes) -> None:
    """Keep an analysis for who asks the same again; OSError or OutputError where it cannot be written."""
    if find_home(place.parent.parent) is None:
        return
    content = pickle.dumps(_place(analysis, Path(), None), protocol=5)  # where the folder lies may name somebody
    put_sealed(content, place, fingerprint)


def put_sealed(content: bytes, place: Path, fingerprint: bytes) -> None:
    """Write what is kept under this user's seal; OSError or OutputError where it cannot be written."""
    packed = fingerprint + len(content).to_bytes(8, "big") + pa.compress(content, codec=_CODEC, asbytes=True)
    seal = hmac.digest(open_seal(make=True), packed, "sha256")
    place.parent.mkdir(mode=0o700, exist_ok=True)
    with TemporaryFolder(place.parent) as beside:
        write_private(beside / place.name, seal + packed)
        put_in_place(beside, place.parent, [place.name])


def _place(analysis: Analysis, folder: Path, config: Path | None) -> Analysis:
    """Return an analysis of data that lie in a folder."""
    return replace(analysis, project=analysis.project.model_copy(update={"folder": folder, "config": config}))


def load(place: Path, fingerprint: bytes) -> Analysis | None:
    """Return what is kept; None where it is of other files, of somebody else, or damaged."""
    content = read_sealed(place, fingerprint, _MOST_BYTES)
    # only what this user's drift wrote comes this far: nobody else can make its seal
    analysis = None if content is None else pickle.loads(content)  # noqa: S301
    return analysis if isinstance(analysis, Analysis) else None


def read_sealed(place: Path, fingerprint: bytes, most: int) -> bytes | None:
    """Return what was kept by `put_sealed`; None where it is of other files, of somebody else, damaged or too large."""
    try:
        with open_plain(place) as stream:
            content = stream.read(most)
        key = open_seal()
    except OSError:
        return None
    seal, packed = content[:_SEAL_BYTES], content[_SEAL_BYTES:]
    if not hmac.compare_digest(seal, hmac.digest(key, packed, "sha256")) or not packed.startswith(fingerprint):
        return None
    packed = packed[len(fingerprint) :]
    size = int.from_bytes(packed[:8], "big")
    return bytes(pa.decompress(packed[8:], decompressed_size=size, codec=_CODEC, asbytes=True))


def open_seal(*, make: bool = False) -> bytes:
    """Return the key of this user's seals; OSError where there is none, or none can be made."""
    path = Path(click.get_app_dir("drift")) / "seal"
    if make:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    return open_key_file(path, make=make, most=2 * KEY_BYTES)
