"""Word documents as people make them, written with python-docx, and by hand where it cannot."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from docx.document import Document as WordDocument
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.table import Table
from docx.text.paragraph import Paragraph

LEVELS = (("decimal", "%1."), ("decimal", "%1.%2"), ("lowerLetter", "(%3)"))
REVISION = {qn("w:id"): "1", qn("w:author"): "3", qn("w:date"): "2024-01-01T00:00:00Z"}


def add_rows(document: WordDocument, rows: Sequence[Sequence[str]]) -> Table:
    """Add a table of these texts."""
    table = document.add_table(len(rows), len(rows[0]))
    for r, row in enumerate(rows):
        for c, text in enumerate(row):
            table.cell(r, c).text = text
    return table


def add_list(document: WordDocument, levels: Sequence[tuple[str, str]] = LEVELS, list_id: int = 70) -> str:
    """Add a numbered list of these forms and texts a level; returns its number."""
    entries = "".join(
        f'<w:lvl w:ilvl="{i}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for i, (form, text) in enumerate(levels)
    )
    numbering = document.part.numbering_part.element
    make = f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{list_id}">{entries}</w:abstractNum>'
    numbering.insert(0, parse_xml(make))
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{list_id}"><w:abstractNumId w:val="{list_id}"/></w:num>')
    )
    return str(list_id)


def number(paragraph: Paragraph, list_id: str, level: int = 0) -> Paragraph:
    """Put a paragraph in a list."""
    properties = paragraph._p.get_or_add_pPr()
    properties.append(
        parse_xml(
            f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{level}"/><w:numId w:val="{list_id}"/></w:numPr>',
        )
    )
    return paragraph


def track(paragraph: Paragraph, run: int, change: str) -> None:
    """Make a run of a paragraph an insertion (ins) or a deletion (del) that nobody has accepted."""
    element = paragraph.runs[run]._r
    wrapper = OxmlElement(f"w:{change}", REVISION)
    element.addprevious(wrapper)
    wrapper.append(element)
    if change == "del":
        for text in element.findall(qn("w:t")):
            text.tag = qn("w:delText")


def strike(paragraph: Paragraph) -> None:
    """Strike every run of a paragraph through."""
    for run in paragraph.runs:
        run.font.strike = True


def nest(table: Table, row: int, column: int, rows: Sequence[Sequence[str]]) -> None:
    """Put a table of these texts into a cell, below what stands there."""
    inner = table.cell(row, column).add_table(len(rows), len(rows[0]))
    for r, line in enumerate(rows):
        for c, text in enumerate(line):
            inner.cell(r, c).text = text


def add_text_box(paragraph: Paragraph, text: str) -> None:
    """Add a text box as Word writes it: once for itself, and once more for old programs."""
    box = f"<w:txbxContent><w:p><w:r><w:t>{text}</w:t></w:r></w:p></w:txbxContent>"
    paragraph.add_run()._r.append(
        parse_xml(
            f"<mc:AlternateContent {nsdecls('w')} "
            'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
            'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape">'
            f'<mc:Choice Requires="wps"><w:drawing><wps:txbx>{box}</wps:txbx></w:drawing></mc:Choice>'
            f"<mc:Fallback><w:pict>{box}</w:pict></mc:Fallback></mc:AlternateContent>"
        )
    )


def wrap_in_control(block) -> None:
    """Put a paragraph, a row or a cell into a content control, as forms do."""
    control, content = OxmlElement("w:sdt"), OxmlElement("w:sdtContent")
    block.addprevious(control)
    control.append(content)
    content.append(block)


def save(document: WordDocument, folder: Path, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    document.save(str(folder / name))
    return folder / name
