"""Building blocks of the odd files: packages, sheets and compound files written by hand, so that each byte is meant."""

from __future__ import annotations

import io
import struct
import zipfile
from xml.sax.saxutils import escape, quoteattr

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
Parts = dict[str, str | bytes]


def pack(parts: Parts) -> bytes:
    """Zip parts with a fixed date."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in parts.items():
            info = zipfile.ZipInfo(name)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return out.getvalue()


def sheet(rows: str, *, dimension: str = "", more: str = "") -> str:
    """Return a worksheet part."""
    ref = f'<dimension ref="{dimension}"/>' if dimension else ""
    return f'<worksheet xmlns="{MAIN}" xmlns:r="{RELATION}">{ref}<sheetData>{rows}</sheetData>{more}</worksheet>'


def cell(place: str, value: object = None, *, style: int = 0, kind: str = "", formula: str = "") -> str:
    """Return a cell; text is written inline."""
    f = f"<f>{escape(formula)}</f>" if formula else ""
    if kind:
        return f'<c r="{place}" s="{style}" t="{kind}">{f}<v>{escape(str(value))}</v></c>'
    if isinstance(value, str):
        return f'<c r="{place}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    v = "" if value is None else f"<v>{value}</v>"
    return f'<c r="{place}" s="{style}">{f}{v}</c>'


def row(number: int, *values: object, hidden: bool = False, styles: tuple[int, ...] = ()) -> str:
    """Return a row from column A on; None leaves a cell out, a string that begins with <c is a cell itself."""
    cells = []
    for i, value in enumerate(values):
        if isinstance(value, str) and value.startswith("<c "):
            cells.append(value)
        elif value is not None:
            cells.append(cell(f"{chr(65 + i)}{number}", value, style=styles[i] if i < len(styles) else 0))
    return f'<row r="{number}"{" hidden=" + chr(34) + "1" + chr(34) if hidden else ""}>{"".join(cells)}</row>'


STYLES = (
    f'<styleSheet xmlns="{MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="[h]:mm"/></numFmts>'
    "<fonts><font/><font><strike/></font></fonts><fills><fill/></fills><borders><border/></borders>"
    "<cellStyleXfs><xf/></cellStyleXfs><cellXfs>"
    '<xf numFmtId="0" fontId="0"/>'  # 0: General
    '<xf numFmtId="0" fontId="1"/>'  # 1: struck through
    '<xf numFmtId="2" fontId="0"/>'  # 2: 0.00
    '<xf numFmtId="164" fontId="0"/>'  # 3: [h]:mm
    '<xf numFmtId="22" fontId="0"/>'  # 4: date and time
    '<xf numFmtId="10" fontId="0"/>'  # 5: 0.00%
    "</cellXfs></styleSheet>"
)


def workbook(
    sheets: dict[str, str], *, states: dict[str, str] | None = None, properties: str = "", more: Parts | None = None
) -> Parts:
    """Return the parts of an .xlsx of these worksheet parts."""
    names = list(sheets)
    entries = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{i}" state="{(states or {}).get(name, "visible")}" r:id="rId{i}"/>'
        for i, name in enumerate(names, 1)
    )
    relations = "".join(
        f'<Relationship Id="rId{i}" Type="{RELATION}/worksheet" Target="worksheets/sheet{i}.xml"/>'
        for i in range(1, len(names) + 1)
    )
    relations += f'<Relationship Id="rIdS" Type="{RELATION}/styles" Target="styles.xml"/>'
    relations += f'<Relationship Id="rIdT" Type="{RELATION}/sharedStrings" Target="sharedStrings.xml"/>'
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{PACKAGE}">'
        f'<Relationship Id="rId1" Type="{RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATION}">{properties}<sheets>{entries}</sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}">{relations}</Relationships>',
        "xl/styles.xml": STYLES,
        **{f"xl/worksheets/sheet{i}.xml": part for i, part in enumerate(sheets.values(), 1)},
        **(more or {}),
    }


def compound(names: list[str]) -> bytes:
    """Return an OLE compound file with empty streams of these names (at most seven)."""
    free, end, fat_sector = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack("<HHHHH6xIIIIIIIII", 0x3E, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0)
    header += struct.pack("<I", 0) + struct.pack("<I", free) * 108
    fat = [fat_sector, 2, end] + [free] * 125
    entries = [_entry("Root Entry", 5, child=1 if names else free, start=end)]
    entries += [_entry(name, 2, right=i + 2 if i + 1 < len(names) else free, start=end) for i, name in enumerate(names)]
    entries += [bytes(128)] * (8 - len(entries))
    return header + struct.pack("<128I", *fat) + b"".join(entries)


def _entry(name: str, kind: int, *, start: int, child: int = 0xFFFFFFFF, right: int = 0xFFFFFFFF) -> bytes:
    text = name.encode("utf-16-le") + b"\0\0"
    return (
        text.ljust(64, b"\0")
        + struct.pack("<HBBIII", len(text), kind, 1, 0xFFFFFFFF, right, child)
        + bytes(36)
        + struct.pack("<IQ", start, 0)
    )
