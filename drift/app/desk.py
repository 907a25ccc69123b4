"""What one run of the page remembers: the folders it has listed, the projects that are open, the work that goes on.

A browser names a folder or a project by an id that was given out here; a path never comes from it.
"""

from __future__ import annotations

import secrets
import threading
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Final

from drift.errors import UsageError
from drift.project import open_project
from drift.setup.recent import remember
from drift.wording import Wording

if TYPE_CHECKING:
    from drift.analysed import Analysis
    from drift.app.work import Work
    from drift.setup.seen import Seen
    from drift.terms import Language

ID_BYTES: Final = 9


@dataclass
class Opened:
    """One project: its folder, and what was last read and found there."""

    id: str
    folder: Path
    seen: Seen | None = None  # what the files were taken for
    n_looks: int = 0  # times that the files were read: a form of an earlier time is told so
    analysis: Analysis | None = None
    is_fed: bool = False  # files came since the last report: the next one tells what changed
    rehearsed: tuple[Path, ...] = ()  # files of the rehearsal of this run
    work: Work | None = None  # the last, whatever became of it
    told: list[str] = field(default_factory=list)  # sentences for the next page


class Desk:
    """Gives ids to folders and projects, and finds them again."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self.line = threading.Lock()  # one piece of work at a time: stages are told for the whole process
        self.starting = threading.Lock()  # two tabs that press a button at once start one piece of work
        self._lock = threading.Lock()
        self._folders: dict[str, Path] = {}
        self._ids: dict[Path, str] = {}
        self._projects: dict[str, Opened] = {}

    @property
    def say(self) -> Wording:
        """Speaks the language that was chosen."""
        return Wording(self.language)

    @property
    def is_busy(self) -> bool:
        """Whether work goes on."""
        return any(one.work is not None and one.work.goes_on for one in list(self._projects.values()))

    def name(self, folder: Path) -> str:
        """Return the id of a folder that is about to be listed."""
        with self._lock:
            if folder not in self._ids:
                made = secrets.token_urlsafe(ID_BYTES)
                self._ids[folder], self._folders[made] = made, folder
            return self._ids[folder]

    def folder(self, given: str) -> Path:
        """Return the folder of an id that was given out; UsageError: there is none."""
        if given not in self._folders:
            raise UsageError("site.unknown_folder")
        return self._folders[given]

    def open(self, folder: Path) -> Opened:
        """Open a project, or find it open; it is remembered as the last one.

        Raises
        ------
        UsageError : there is no such folder any more, or its drift.toml cannot be used
        """
        folder = folder.expanduser().resolve()
        if not folder.is_dir():
            raise UsageError("error.not_folder", path=str(folder))
        open_project(folder)
        remember(folder)
        with self._lock:
            for one in self._projects.values():
                if one.folder == folder:
                    return one
            opened = Opened(secrets.token_urlsafe(ID_BYTES), folder)
            self._projects[opened.id] = opened
            return opened

    def project(self, given: str) -> Opened:
        """Return the project of an id; UsageError: there is none, as after a new start."""
        if given not in self._projects:
            raise UsageError("site.unknown_project")
        return self._projects[given]

    def stop_all(self) -> None:
        """Ask all work to stop."""
        for one in list(self._projects.values()):
            if one.work is not None:
                one.work.cancel()
