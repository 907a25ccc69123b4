"""The record of a run: what went in, what came out, by which versions and options."""

from __future__ import annotations

import hashlib
import platform
from importlib.metadata import version
from pathlib import Path
from typing import Any, Final

from drift.reports.material import Material
from drift.reports.since import ReportChanges
from drift.tables.intake import COUNTS
from drift.version import __version__

# of drift.toml; what is not named is the analyst's own, like the spellings of the relation and the milestones
SHARED_OPTIONS: Final = {
    *("schema_", "relation", "alias", "zone", "base", "cut_days", "document", "scope", "logo", "sides", "weights"),
    "working_time",
}
LIBRARIES: Final = (
    *("duckdb", "ibis-framework", "matplotlib", "numpy", "pandas"),
    *("pyarrow", "python-calamine", "typst", "xlsxwriter"),
)


def build_run(material: Material, outputs: list[Path], changes: ReportChanges | None = None) -> dict[str, Any]:
    """Return the record of a run: files in and out with their hashes, versions, options, rows; no clock, no full path.

    Parameters
    ----------
    outputs : the files written, where they lie now
    """
    analysis, edition = material.analysis, material.edition
    settings, files = analysis.project.settings, analysis.intake.files
    options = SHARED_OPTIONS if edition == "shared" else None  # ours: all of them
    return {
        "schema": 1,
        "relation": analysis.relation,
        "versions": {
            "drift": __version__,
            "python": platform.python_version(),
            **{name: version(name) for name in LIBRARIES},
            **({"reader": analysis.intake.reader} if analysis.intake.reader else {}),
        },
        "options": {
            "language": material.say.language,
            "edition": edition,
            **settings.model_dump(mode="json", by_alias=True, include=options, exclude={"language"}),
        },
        "inputs": [{"file": file.file, "status": file.status, "sha256": file.sha256} for file in files],
        **({"since": {"file": changes.file, "sha256": changes.sha256}} if changes else {}),
        "rows": {count: analysis.intake.total(count) for count in COUNTS},
        "outputs": [{"file": path.name, "sha256": hashlib.sha256(path.read_bytes()).hexdigest()} for path in outputs],
    }
