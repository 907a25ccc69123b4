"""What the settings say of files and columns, held against the fields there are and the files that were read."""

import difflib
from collections.abc import Sequence
from fnmatch import fnmatch

from drift.errors import Note, UsageError
from drift.project import Project, find_place
from drift.project.settings import Source
from drift.sources.accounts import FileAccount
from drift.sources.layout.find import NOTHING
from drift.sources.vocabulary import list_words


def check_fields(project: Project) -> None:
    """Refuse a field of `columns` that no table has, and name the nearest."""
    fields = sorted({word.field for words in list_words().values() for word in words if word.field})
    named = [(i, name) for i, source in enumerate(project.settings.source) for name in source.columns]
    for i, name in (pair for pair in named if pair[1] not in fields):
        at = find_place(project, "source", i, "columns", name)
        for near in difflib.get_close_matches(name, fields, n=1, cutoff=0.5):
            raise UsageError("error.toml_key_near", at=at, key=f"columns.{name}", near=near)
        raise UsageError("error.toml_key", at=at, key=f"columns.{name}", known=", ".join(fields))


def tell_unmatched(project: Project, accounts: Sequence[FileAccount]) -> list[Note]:
    """Note every setting of drift.toml that fits nothing: a typing error must not pass for a choice."""
    if project.only:
        return []
    unmatched = [
        (i, ("document.files", entry.files))
        for i, entry in enumerate(project.settings.document)
        if not any(fnmatch(account.file, entry.files) for account in accounts)
    ]
    sources = enumerate(project.settings.source)
    unmatched += [(i, pair) for i, source in sources if (pair := _find_unmatched(source, accounts))]
    return [
        Note("note.unmatched", {"key": key, "value": value}, find_place(project, *_to_loc(key, i)))
        for i, (key, value) in unmatched
    ]


def _to_loc(key: str, number: int) -> tuple[str | int, ...]:
    """Return the place of a key of an entry: of `source.files` of the first ("source", 0, "files")."""
    table, _, name = key.partition(".")
    return table, number, name


def _find_unmatched(source: Source, accounts: Sequence[FileAccount]) -> tuple[str, str] | None:
    fitting = [account for account in accounts if fnmatch(account.file, source.files)]
    sheets = [sheet for account in fitting for sheet in account.sheets if source.speaks_of(sheet.sheet)]
    if not fitting:
        return "source.files", source.files
    if source.sheet and not sheets and any(account.sheets for account in fitting):
        return "source.sheet", source.sheet
    if source.table == NOTHING or any(sheet.table or (source.columns and sheet.n_problems) for sheet in sheets):
        return None  # a problem that names the heading tells more
    return ("source.table", source.table or source.files) if sheets else None
