"""What an output may show: no name in a file, a document, a category, or in what the analyst wrote in drift.toml."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

if TYPE_CHECKING:
    from drift.project import Project
    from drift.sources.people import People


def mask_table(table: pd.DataFrame, columns: tuple[str, ...], people: People) -> pd.DataFrame:
    """Return a table as an output may show it: a file, a document or a category may bear somebody's name."""
    masked = {name: [people.mask_names(str(x)) if pd.notna(x) else x for x in table[name]] for name in columns}
    return table.assign(**masked)


def mask_project(project: Project, people: People) -> Project:
    """Return the project as an output may show it: what the analyst wrote in drift.toml may name somebody too."""
    settings = project.settings
    documents = tuple(
        one.model_copy(update={"files": people.mask_names(one.files), "name": one.name and people.mask_names(one.name)})
        for one in settings.document
    )
    update = {
        "milestone": tuple(one.model_copy(update={"what": people.mask(one.what)}) for one in settings.milestone),
        "scope": tuple(one.model_copy(update={"unit": people.mask(one.unit)}) for one in settings.scope),
        "source": tuple(one.model_copy(update={"files": people.mask_names(one.files)}) for one in settings.source),
        "document": documents,
    }
    return project.model_copy(update={"settings": settings.model_copy(update=update)})
