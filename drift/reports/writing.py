"""The files of a report as one set: run.json goes last, and tells the hash of every other."""

from __future__ import annotations

import hashlib
import json
import logging
import re
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from drift.project.plain import open_plain
from drift.reports.collisions import hash_name, tell_apart, tell_record
from drift.sources.listing import RUN_RECORDS
from drift.writing.faults import tell_fault
from drift.writing.placing import put_in_place
from drift.writing.temporary import TemporaryFolder, remove_leftovers

if TYPE_CHECKING:
    from drift.reports.material import Material
    from drift.reports.since import ReportChanges
    from drift.wording import Wording

log = logging.getLogger("drift")

KINDS: Final = ("pdf", "html", "xlsx", "json")  # of files, in the order in which they are told
RECORD_BYTES: Final = 1 << 24  # of a record of a run; one of a thousand files in has some 200 kB
FORM: Final = "-roundtable"  # in the name of a form; people fill it in, so it may differ from what was written
NAME_CHARACTERS: Final = 80  # of a relation's name in a file's; 255 bytes may a file's name have, with a folder 260
RUNS: Final = ("run", "run-shared")
ENDINGS: Final = ("-shared", FORM)
_DEVICE: Final = re.compile(r"con|prn|aux|nul|conin|conout|clock|(?:com|lpt)\d")  # no file of Windows has such a name
_OUR_NAME: Final = re.compile(r"[a-z0-9.-]+")  # a record may be a stranger's: no other name is looked at or told


def write_files(material: Material, folder: Path, record: dict[str, Any], changes: ReportChanges | None) -> list[Path]:
    """Write every file beside its place, and then put them in place.

    Raises
    ------
    OutputError : the folder cannot be written, or a file in it is open elsewhere
    """
    from drift.reports.outcomeform import place_form

    edition, relation = material.edition, material.analysis.relation
    name = to_slug(relation) + ("-shared" if edition == "shared" else "")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        tell_former(folder, RUN_RECORDS[edition], material.say)
        tell_record(folder, RUN_RECORDS[edition], relation, material.say)
        name = tell_apart(folder, name, relation, material.say)
        form = place_form(folder, name).name
        names = [*(f"{name}.{kind}" for kind in KINDS), form, RUN_RECORDS[edition]]
        with TemporaryFolder(folder) as beside:
            _write_beside([beside / name for name in names], material, record, changes)
            put_in_place(beside, folder, names)
    except OSError as fault:
        raise tell_fault(fault, folder) from fault
    *files, form, run = names
    return [folder / name for name in (*files, run, form)]


def _write_beside(paths: list[Path], material: Material, record: dict[str, Any], changes: ReportChanges | None) -> None:
    from drift.reports.glyphs import lacks_glyphs
    from drift.reports.html.document import write_html
    from drift.reports.numbers.pages import list_numbers
    from drift.reports.outcomeform import write_form
    from drift.reports.pdf import draw_report, write_drawn
    from drift.reports.run_record import build_run
    from drift.reports.workbook import write_workbook
    from drift.wording.visible import to_json

    relation, say = material.analysis.relation, material.say
    if lacks_glyphs(relation):  # a terminal may show it
        log.warning(say("cli.note", note=say("report.undrawn", relation=relation)))
    pdf, html, workbook, report_json, form, run_json = paths
    drawn = draw_report(material, changes)
    write_drawn(drawn, pdf)
    write_html(material, html, drawn, changes)
    write_workbook(material, workbook, list_numbers(drawn.report, drawn.memory))
    report_json.write_text(to_json(record), encoding="utf-8", newline="\n")
    write_form(material.analysis, form, material.say)
    run = build_run(material, paths[:-1], changes)
    run_json.write_text(to_json(run), encoding="utf-8", newline="\n")


def tell_former(folder: Path, record: str, say: Wording) -> None:
    """Tell of a former report here that is no whole: a run was cut off, or its record disowns some of its files."""
    if remove_leftovers(folder):
        log.warning(say("cli.note", note=say("writing.leftover", folder=str(folder))))
    mixed = find_mixed(folder, record)
    if mixed:
        values = {"folder": str(folder), "files": ", ".join(mixed), "n": len(mixed), "record": record}
        log.warning(say("cli.note", note=say("writing.mixed", **values)))


def _read_hashes(record: Path) -> dict[str, str]:
    """Return what a record of a run says that it wrote: name -> hash; empty where it cannot be read."""
    try:
        with open_plain(record) as stream:
            text = stream.read(RECORD_BYTES + 1)
        content = json.loads(text.decode()) if len(text) <= RECORD_BYTES else {}
        return {str(output["file"]): str(output["sha256"]) for output in content["outputs"]}
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return {}


def find_mixed(folder: Path, record: str) -> list[str]:
    """Return the files of a report whose record tells another hash: they are of different runs, or were changed."""
    written = sorted(_read_hashes(folder / record).items())
    return [name for name, digest in written if FORM not in name and _is_other(folder, name, digest)]


def _is_other(folder: Path, name: str, digest: str) -> bool:
    try:
        if not _OUR_NAME.fullmatch(name):
            return False
        with open_plain(folder / name) as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest() != digest
    except OSError:
        return False


def to_slug(relation: str) -> str:
    """Return an ASCII name for files, on every system: `Sorteercentrum Zuid` becomes `sorteercentrum-zuid`.

    What is lost of a name, letters that ASCII lacks or those beyond the 80th, is told apart by a few signs of its hash;
    what else two names may differ by, where both stand in one folder (`collisions`).
    """
    plain = unicodedata.normalize("NFKD", relation.casefold())
    slug = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    lost = len(slug) > NAME_CHARACTERS or any(sign.isalnum() and not sign.isascii() for sign in plain)
    slug = slug[:NAME_CHARACTERS].strip("-") or "relation"
    if lost or slug in RUNS or slug.endswith(ENDINGS):  # the name of another file of a report
        return f"{slug}-{hash_name(relation)}"
    return f"relation-{slug}" if _DEVICE.fullmatch(slug) else slug
