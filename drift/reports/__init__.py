"""Analysis -> files that people open: PDF, HTML, workbook, JSON and the record of the run."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from drift.reports.writing import write_files
from drift.terms import EDITIONS, Edition, Language
from drift.wording import Wording, guess_language

if TYPE_CHECKING:
    from drift.analysed import Analysis
    from drift.reports.material import Material
    from drift.reports.since import ReportChanges


def write_report(
    analysis: Analysis,
    folder: str | Path,
    *,
    language: Language | None = None,
    since: str | Path | None = None,
    edition: Edition = "ours",
) -> list[Path]:
    """Write NAME.pdf, .html, .xlsx, .json, run.json and NAME-roundtable.xlsx; all of them or none.

    At any instant each file is the former or the new one, whole. A run that is killed may leave some of both: run.json,
    written last, then tells other hashes than those of the files, and the next run says so and writes all anew.

    Parameters
    ----------
    analysis : the result of `drift.analyse`
    folder : made when it is not there
    language : nl or en; else that of drift.toml, else of the environment
    since : JSON of an earlier report; every page tells what changed; with nothing new page 1 and the round table stay
    edition : shared holds what says as much about either side; its files are NAME-shared.* and run-shared.json

    Returns
    -------
    paths of the six files; equal input gives equal bytes. A form that somebody filled in stays: the new one is then
    NAME-roundtable-2.xlsx

    Raises
    ------
    UsageError : `since` is no report of this relation
    OutputError : the folder cannot be written, or a file in it is open elsewhere
    """
    material, record, changes = _prepare(analysis, language, since, edition)
    return write_files(material, Path(folder), record, changes)


def record_report(
    analysis: Analysis,
    *,
    language: Language | None = None,
    since: str | Path | None = None,
    edition: Edition = "ours",
) -> dict[str, Any]:
    """Return what NAME.json of a report holds, and write nothing; parameters and errors as of `write_report`."""
    return _prepare(analysis, language, since, edition)[1]


def _prepare(
    analysis: Analysis, language: Language | None, since: str | Path | None, edition: Edition
) -> tuple[Material, dict[str, Any], ReportChanges | None]:
    """Return what a report is made of: the material, its record, and what changed since an earlier one."""
    from drift.reports.logo import read_logo
    from drift.reports.material import gather
    from drift.reports.record import build_record, list_changes
    from drift.reports.since import compare_reports

    if edition not in EDITIONS:
        raise ValueError(f"edition must be one of {', '.join(EDITIONS)}, not {edition!r}")
    say = Wording(language or analysis.project.settings.language or guess_language())
    material = gather(analysis, say, edition)
    read_logo(analysis.project)  # what is wrong with it is told before anything is written
    record = build_record(material.analysis, say)
    if material.about:
        record["edition"] = {"name": edition, "sentences": [*material.about]}
    changes = compare_reports(Path(since), record) if since else None
    if changes:
        record["since"] = list_changes(changes, say)
    return material, record, changes
