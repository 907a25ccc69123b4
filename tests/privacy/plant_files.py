"""Files that are not read: their names, and what stands in them, hold names."""

from __future__ import annotations

import zipfile
from pathlib import Path

from places import plants_at, quarter_at

BROKEN = b"PK\x03\x04 no workbook at all"


def names_a_file(text: str) -> bool:
    """Tell whether a file may be called so (a line break may stand in a name here, and does)."""
    return "/" not in text and "\0" not in text and len(text.encode()) < 150


def write_files(folder: Path) -> None:
    """Write broken files, folders, zips, links, and texts that hold names."""
    # every file costs a process that looks at it: these four places hold a quarter of the spellings each, together all
    for i, text in enumerate(filter(names_a_file, quarter_at("name of a broken file"))):
        suffix = (".xlsx", ".csv", ".docx", ".ics", ".xls", ".pdf")[i % 6]
        (folder / f"{text}{suffix}").write_bytes(b"\x00" * 9 if suffix == ".csv" else BROKEN)
    for text in filter(names_a_file, quarter_at("name of a folder")):
        (folder / text).mkdir()
        (folder / text / "leeg.xlsx").write_bytes(BROKEN)
    _write_zips(folder)
    for text in plants_at("name of a link", fits=names_a_file)[::5]:
        (folder / f"{text}.xlsx").symlink_to("nergens.xlsx")
    (folder / "README.md").write_text("\n".join(plants_at("text of a README")), encoding="utf-8")
    _write_broken_texts(folder)


def _write_zips(folder: Path) -> None:
    with zipfile.ZipFile(folder / "export.zip", "w") as archive:
        for text in quarter_at("name within a zip"):
            archive.writestr(f"{text}.xlsx", BROKEN)
    for text in filter(names_a_file, quarter_at("name of a zip")):
        with zipfile.ZipFile(folder / f"{text}.zip", "w") as archive:
            archive.writestr("leeg.xlsx", BROKEN)


def _write_broken_texts(folder: Path) -> None:
    """Write what a reader may quote when it refuses: an open quote, ragged lines, a workbook that ends halfway."""
    texts = plants_at("text of a broken csv")
    lines = [f'Meldingnummer;"{text};Aanmelddatum' for text in texts]
    (folder / "open.csv").write_text("\n".join(lines), encoding="utf-8")
    ragged = [";".join([text] * (i % 5 + 1)) for i, text in enumerate(texts)]
    (folder / "gerafeld.csv").write_text("\n".join(ragged), encoding="utf-8")
    with zipfile.ZipFile(folder / "halfweg.xlsx", "w") as archive:
        sheet = "".join(f"<{text}" for text in plants_at("text of a broken workbook"))
        archive.writestr("[Content_Types].xml", f"<Types>{sheet}")
        archive.writestr("xl/workbook.xml", f"<workbook><sheets>{sheet}")
        archive.writestr("xl/worksheets/sheet1.xml", sheet)
