"""Analysis -> files that people open: PDF, workbook, JSON and the record of the run."""

from __future__ import annotations

import re
import shutil
import tempfile
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from drift.errors import OutputError
from drift.sources.listing import RUN_RECORDS
from drift.terms import EDITIONS, Edition, Language
from drift.wording import Wording, guess_language

if TYPE_CHECKING:
    from drift.analysis import Analysis
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
    """Write NAME.pdf, NAME.xlsx, NAME.json, run.json and NAME-roundtable.xlsx; all of them or none.

    Parameters
    ----------
    analysis : the result of `drift.analyse`
    folder : made when it is not there
    language : nl or en; else that of drift.toml, else of the environment
    since : JSON of an earlier report; every page tells what changed; with nothing new page 1 and the round table stay
    edition : shared holds what says as much about either side; its files are NAME-shared.* and run-shared.json

    Returns
    -------
    paths of the five files; equal input gives equal bytes. A form that somebody filled in stays: the new one is then
    NAME-roundtable-2.xlsx

    Raises
    ------
    UsageError : `since` is no report of this relation
    OutputError : the folder cannot be written, or a file in it is open elsewhere
    """
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
    return _write_all(material, Path(folder), record, changes)


def _write_all(material: Material, folder: Path, record: dict[str, Any], changes: ReportChanges | None) -> list[Path]:
    """Write every file beside its place, and then put them in place."""
    from drift.reports.outcomeform import place_form, write_form
    from drift.reports.pdf import write_pdf
    from drift.reports.record import to_json
    from drift.reports.run_record import build_run
    from drift.reports.workbook import write_workbook

    edition = material.edition
    name = to_slug(material.analysis.relation) + ("-shared" if edition == "shared" else "")
    outputs = [folder / f"{name}{suffix}" for suffix in (".pdf", ".xlsx", ".json")]
    try:
        folder.mkdir(parents=True, exist_ok=True)
        outputs += [folder / RUN_RECORDS[edition], place_form(folder, name)]
        beside = Path(tempfile.mkdtemp(prefix=".drift-", dir=folder))
    except OSError as fault:
        raise OutputError("error.output_folder", path=str(folder), detail=fault.strerror or str(fault)) from fault
    pdf, workbook, report_json, run_json, form = (beside / path.name for path in outputs)
    try:
        write_pdf(material, pdf, changes)
        write_workbook(material, workbook)
        write_form(material.analysis, form, material.say)
        report_json.write_text(to_json(record), encoding="utf-8", newline="\n")
        run = build_run(material, [pdf, workbook, report_json, form], changes)
        run_json.write_text(to_json(run), encoding="utf-8", newline="\n")
        _put_in_place(beside, outputs)
    except OSError as fault:
        raise OutputError("error.output", path=str(folder), detail=fault.strerror or str(fault)) from fault
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return outputs


def _put_in_place(beside: Path, outputs: list[Path]) -> None:
    """Put all files in place or none: those of an earlier run stand aside until every new one stands."""
    aside, set_aside, in_place = beside / "aside", [], []
    aside.mkdir()
    path = outputs[0]
    try:
        for path in outputs:
            if path.is_dir():
                raise IsADirectoryError(str(path))
            if path.exists():
                path.replace(aside / path.name)
                set_aside.append(path)
        for path in outputs:
            (beside / path.name).replace(path)
            in_place.append(path)
    except OSError as fault:
        for done in in_place:
            done.unlink()
        for old in set_aside:
            (aside / old.name).replace(old)
        if isinstance(fault, PermissionError | IsADirectoryError):
            raise OutputError("error.output_open", path=str(path)) from fault
        raise


def to_slug(relation: str) -> str:
    """Return an ASCII name for files: `Sorteercentrum Zuid` becomes `sorteercentrum-zuid`."""
    plain = unicodedata.normalize("NFKD", relation).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.casefold()).strip("-")[:80] or "relation"
