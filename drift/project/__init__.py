"""A folder and its settings, drift.toml or drift.xlsx, before its files are opened; a bare folder works too."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pydantic import BaseModel, ConfigDict, ValidationError

from drift.errors import Address, UsageError
from drift.project.book import read_book
from drift.project.entries import Loc
from drift.project.faults import explain_fault
from drift.project.settings import Settings
from drift.project.toml import read_toml
from drift.wording.case import fold_spelling

CONFIG = "drift.toml"
BOOK = "drift.xlsx"  # the same for who prefers Excel; one of the two stands in a folder
FORMER = "drift.toml.old"  # what drift.toml is called once its settings stand in a workbook


Find = Callable[[Loc], Address | None]  # where a setting stands


class Project(BaseModel):
    """A folder and what is known about it before its files are opened."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    folder: Path
    only: str | None = None  # one file of the folder, where the path named a file
    added: tuple[Path, ...] = ()  # files beside those of the folder: a draft that stands elsewhere
    name: str
    settings: Settings
    config: Path | None
    relation: str | None = None  # chosen for this run, --relation NAME
    logo: Path | None = None  # as drift.toml says; what its name is, is shown to nobody

    @property
    def wanted(self) -> str | None:
        """The relation whose rows count where there are several: chosen for this run, else that of drift.toml."""
        return self.relation or self.settings.relation

    @property
    def zone(self) -> ZoneInfo:
        """The zone of all wall times."""
        return ZoneInfo(self.settings.zone)


def open_project(path: Path) -> Project:
    """Open a folder, its drift.toml or drift.xlsx, or one file of it.

    Raises
    ------
    UsageError : there is no such path, or the settings cannot be used; the message names key and line, or cell
    """
    path = path.expanduser()
    if not path.exists():
        raise UsageError("error.no_path", path=str(path))
    if not (path.is_dir() or path.is_file()):
        raise UsageError("error.no_file", path=str(path))
    folder = path if path.is_dir() else path.parent
    config = path if path.is_file() and path.suffix == ".toml" else find_config(folder)
    only = path.name if path.is_file() and path != config else None
    content, find = read_config(config)
    settings = _check(content, find)
    _check_logo(folder, settings.logo, find)
    name = join_spelling(settings.relation or (path.stem if only else folder.resolve().name), settings.aliases)
    return Project(
        folder=folder,
        only=only,
        name=" ".join(name.split()),
        settings=settings,
        config=config,
        logo=None if settings.logo is None else Path(settings.logo),
    )


def choose_relation(project: Project, name: str | None) -> Project:
    """Return the project with the relation that is chosen for one run; None: as drift.toml says.

    An alias beside the name of another relation is that one's.
    """
    if name is None or not name.strip():
        return project
    name, settings = " ".join(name.split()), project.settings
    own, chosen = (join_spelling(one, settings.aliases) for one in (settings.relation or name, name))
    if fold_spelling(own) != fold_spelling(chosen):
        settings = settings.model_copy(update={"alias": None})
    return project.model_copy(update={"relation": name, "settings": settings})


def spell_relation(project: Project, name: str | None) -> Project:
    """Return the project under the name of the relation that was chosen, as the files spell it."""
    if name is None:
        return project
    settings = project.settings.model_copy(update={"relation": name})
    return project.model_copy(update={"name": name, "settings": settings})


def make_project(settings: dict[str, Any], relation: str | None) -> Project:
    """Return the project of tables that come from no folder: settings as in drift.toml.

    Parameters
    ----------
    relation : how the tables call it, where the settings do not say

    Raises
    ------
    UsageError : the settings cannot be used; the message names the key
    """
    checked = _check(settings, lambda _: None)
    name = join_spelling(checked.relation or relation or "relation", checked.aliases)
    return Project(
        folder=Path(),
        name=" ".join(name.split()),
        settings=checked,
        config=None,
        logo=None if checked.logo is None else Path(checked.logo),
    )


def _check_logo(folder: Path, logo: str | None, find: Find) -> None:
    """Refuse a logo whose path goes round in circles; that it is not there, or no picture, is told with the report."""
    if logo is not None:
        try:
            (folder / logo).resolve()
        except (OSError, RuntimeError) as fault:  # the second: links in a ring, until Python 3.12
            raise UsageError("error.logo_place", at=find(("logo",)), logo=logo) from fault


def find_config(folder: Path) -> Path | None:
    """Return the file of settings of a folder; None: it has none.

    Raises
    ------
    UsageError : it has two, and nobody can tell which of them counts
    """
    stand = [folder / name for name in (CONFIG, BOOK) if _stands(folder / name)]
    if len(stand) > 1:
        raise UsageError("error.two_settings", at=Address(BOOK), other=CONFIG)
    return stand[0] if stand else None


def read_config(config: Path | None) -> tuple[dict[str, Any], Find]:
    """Return what a file of settings says, and what tells where in it a key stands; None: there is none.

    Raises
    ------
    UsageError : it cannot be read; whether its keys can be used is not looked at
    """
    if config is None:
        return {}, lambda _: None
    at = Address(config.name)
    if config.name == BOOK:
        book = read_book(config)
        return book.content, lambda loc: book.find(loc) or at
    return read_toml(config), lambda _: at


def find_place(project: Project, *loc: str | int) -> Address | None:
    """Return where a setting of a project stands: its file, or its cell; None: in no file."""
    if project.config is None or project.config.name != BOOK:
        return Address(project.config.name) if project.config else None
    return read_config(project.config)[1](loc)


def _stands(config: Path) -> bool:
    """Whether something stands at this path; that it is a folder or a link to nowhere is told when it is read."""
    return os.path.lexists(config)


def _check(content: dict[str, Any], find: Find) -> Settings:
    try:
        return Settings.model_validate(content)
    except ValidationError as fault:
        raise explain_fault(fault, find) from fault


def join_spelling(name: str, aliases: Mapping[str, tuple[str, ...]]) -> str:
    """Return the name that a spelling stands for; case and blanks make no other spelling."""
    spelled = {fold_spelling(other): one for one, others in aliases.items() for other in (one, *others)}
    return spelled.get(fold_spelling(name), name)
