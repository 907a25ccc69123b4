"""Hostile workbooks: name of the input -> name of the file, and what makes its bytes."""

from __future__ import annotations

import io
import random
from pathlib import Path

import xlsxwriter
from packages import BOOK, MACRO, MAIN, MICROSOFT, OFFICE, RELATIONS, edit, of_kind, repack
from zips import blanks, packed

SAVED = Path(__file__).parents[1] / "workbooks" / "saved"
SHEET = "xl/worksheets/sheet1.xml"
STRINGS = "xl/sharedStrings.xml"
STYLES = "xl/styles.xml"
HEAD = ("Incident ID", "Titel", "Aangemeld", "Gereed")
ENTITY = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
LAUGHS = (
    '<!DOCTYPE x [<!ENTITY a "ha">'
    + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefghi", "bcdefghij", strict=True))
    + "]>"
)
PARAMETER = '<!DOCTYPE x [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x.dtd"> %p;]>'


def log(*rows) -> bytes:
    """Return a workbook with a log of these rows below one good one."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False}) as book:
        sheet = book.add_worksheet("Log")
        for i, row in enumerate([HEAD, ["H1", "kapot", "2024-03-05 10:00", "2024-03-05 11:00"], *rows]):
            sheet.write_row(i, 0, row)
    return out.getvalue()


def cells(xml: str, where: str = "</sheetData>") -> bytes:
    """Return a log with rows of raw XML below its own."""
    return repack(edit(SHEET, where, xml + where), log())


def prolog(part: str, declaration: str, old: str, new: str) -> bytes:
    """Return a log of which a part declares entities and uses one."""

    def change(parts):
        text = parts[part].decode()
        assert old in text
        start = text.index("?>") + 2
        return {**parts, part: (text[:start] + declaration + text[start:].replace(old, new)).encode()}

    return repack(change, log())


def cut(data: bytes, tenth: int) -> bytes:
    """Return so many tenths of a file."""
    return data[: len(data) * tenth // 10]


def flipped(data: bytes, seed: int, n: int = 40) -> bytes:
    """Return a file with so many bits turned over, the same every time."""
    dice, changed = random.Random(seed), bytearray(data)
    for _ in range(n):
        changed[dice.randrange(len(changed))] ^= 1 << dice.randrange(8)
    return bytes(changed)


def saved(name: str) -> bytes:
    """Return a workbook as LibreOffice saves it."""
    return (SAVED / name).read_bytes()


def cyclic_folders() -> bytes:
    """Return an old workbook whose first entry is its own neighbour and child."""
    data = bytearray(saved("libreoffice.xls"))
    at = 512 * (int.from_bytes(data[48:52], "little") + 1)
    for entry in range(4):
        data[at + 128 * entry + 68 : at + 128 * entry + 80] = (1).to_bytes(4, "little") * 3
    return bytes(data)


def styles(n: int) -> bytes:
    """Return a log with so many looks of a cell."""
    return repack(edit(STYLES, "</cellXfs>", '<xf numFmtId="0"/>' * n + "</cellXfs>"), log())


def with_format(code: str) -> bytes:
    """Return a log with a number in a format of its own."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Log")
        sheet.write_row(0, 0, HEAD)
        sheet.write_row(1, 0, ["H1", "kapot", "2024-03-05 10:00"])
        sheet.write_number(1, 3, 45_000.5, book.add_format({"num_format": code}))
    return out.getvalue()


def row(*values: str, n: int = 9) -> str:
    """Return a row of numbers in XML."""
    return (
        f'<row r="{n}">'
        + "".join(f'<c r="{chr(65 + i)}{n}"><v>{value}</v></c>' for i, value in enumerate(values))
        + "</row>"
    )


def link(target: str) -> bytes:
    """Return a log that names a file elsewhere."""
    new = f'<Relationship Id="rId99" Type="{OFFICE}/externalLinkPath" Target="{target}" TargetMode="External"/>'
    return repack(edit(RELATIONS, "</Relationships>", new + "</Relationships>"), log())


SHEETS = {
    "xlsx bomb in a sheet": ("x.xlsx", lambda: repack(lambda parts: {**parts, SHEET: blanks(101)}, log())),
    "xlsx bomb beside": ("x.xlsx", lambda: repack(lambda parts: {**parts, "xl/media/a.png": blanks(101)}, log())),
    "xlsx entities that multiply": ("x.xlsx", lambda: prolog(STRINGS, LAUGHS, "kapot", "&j;")),
    "xlsx entities in a sheet": ("x.xlsx", lambda: prolog(SHEET, LAUGHS, "<sheetData>", "&j;<sheetData>")),
    "xlsx entity of a file": ("x.xlsx", lambda: prolog(STRINGS, ENTITY, "kapot", "&e;")),
    "xlsx parameter entity": ("x.xlsx", lambda: prolog(STRINGS, PARAMETER, "kapot", "&p;")),
    "xlsx entities in its types": ("x.xlsx", lambda: prolog("[Content_Types].xml", LAUGHS, "<Default", "&j;<Default")),
    "xlsx 100,000 elements deep": ("x.xlsx", lambda: cells("<a>" * 100_000)),
    "xlsx deep strings": ("x.xlsx", lambda: repack(edit(STRINGS, "<t>kapot</t>", "<r>" * 100_000), log())),
    "xlsx attribute of 5 MB": ("x.xlsx", lambda: cells(f'<row r="9" x="{"a" * 5_000_000}"/>')),
    "xlsx 50,000 attributes": ("x.xlsx", lambda: cells("<row " + " ".join(f'a{i}="1"' for i in range(50_000)) + "/>")),
    "xlsx target that climbs": (
        "x.xlsx", lambda: repack(edit(RELATIONS, "worksheets/sheet1.xml", "../../../../etc/passwd"), log()),
    ),
    "xlsx target of a share": ("x.xlsx", lambda: repack(edit(RELATIONS, "worksheets/sheet1.xml", "\\\\h\\s\\x"), log())),
    "xlsx link elsewhere": ("x.xlsx", lambda: link("file:///etc/passwd")),
    "xlsx link to a share": ("x.xlsx", lambda: link("\\\\127.0.0.1\\c$\\x.xlsx")),
    "xlsx DDE": ("x.xlsx", lambda: cells("<row r=\"9\"><c r=\"A9\"><f>cmd|'/C calc'!A0</f><v>1</v></c></row>")),
    "xlsx formula text": ("x.xlsx", lambda: log(["=1+1", "=cmd|'/C calc'!A0", "@SUM(A1)", "+1"])),
    "xlsx string out of range": ("x.xlsx", lambda: cells('<row r="9"><c r="A9" t="s"><v>99999</v></c></row>')),
    "xlsx string of 1e20": ("x.xlsx", lambda: cells('<row r="9"><c r="A9" t="s"><v>100000000000000000000</v></c></row>')),
    "xlsx row of a thousand million": ("x.xlsx", lambda: cells('<row r="1000000000"><c r="A1000000000"><v>1</v></c></row>')),
    "xlsx row of 1e30": ("x.xlsx", lambda: cells('<row r="1' + "0" * 30 + '"><c r="A9"><v>1</v></c></row>')),
    "xlsx row zero": ("x.xlsx", lambda: cells('<row r="0"><c r="A0"><v>1</v></c></row>')),
    "xlsx row that goes back": ("x.xlsx", lambda: cells(row("1", n=2) + row("2", n=2))),
    "xlsx column ZZZZZZZ": ("x.xlsx", lambda: cells('<row r="9"><c r="ZZZZZZZ9"><v>1</v></c></row>')),
    "xlsx merged wholly": (
        "x.xlsx", lambda: repack(
            edit(SHEET, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'), log()
        ),
    ),
    "xlsx 20,000 merged": (
        "x.xlsx", lambda: repack(edit(
            SHEET, "</sheetData>", "</sheetData><mergeCells>" + "".join(
                f'<mergeCell ref="A{i}:B{i + 1}"/>' for i in range(3, 40_000, 2)
            ) + "</mergeCells>",
        ), log()),
    ),
    "xlsx merged backwards": (
        "x.xlsx",
        lambda: repack(edit(SHEET, "</sheetData>", '</sheetData><mergeCells><mergeCell ref="C9:A1"/></mergeCells>'), log()),
    ),
    "xlsx numbers without end": ("x.xlsx", lambda: cells(row("1e308", "-1e308", "1e309", "NaN"))),
    "xlsx number infinite": ("x.xlsx", lambda: cells(row("Infinity", "-inf", "nan", "0x10"))),
    "xlsx dates before time": ("x.xlsx", lambda: repack(edit(SHEET, "</sheetData>", row("-1", "2958466") + "</sheetData>"), with_format("yyyy-mm-dd"))),
    "xlsx date of 1e15": ("x.xlsx", lambda: repack(edit(SHEET, "45000.5", "1e15"), with_format("yyyy-mm-dd"))),
    "xlsx date below zero": ("x.xlsx", lambda: repack(edit(SHEET, "45000.5", "-45000.5"), with_format("yyyy-mm-dd"))),
    "xlsx date that is no number": ("x.xlsx", lambda: repack(edit(SHEET, "45000.5", "NaN"), with_format("yyyy-mm-dd"))),
    "xlsx format of 10,000 signs": ("x.xlsx", lambda: with_format('"' + "x" * 10_000 + '"yyyy')),
    "xlsx format of brackets": ("x.xlsx", lambda: with_format("[" * 5_000 + "h" + "]" * 5_000)),
    "xlsx 65,000 looks": ("x.xlsx", lambda: styles(65_000)),
    "xlsx sheet named to climb": ("x.xlsx", lambda: repack(edit(BOOK, 'name="Log"', 'name="../../&#10;=1+1"'), log())),
    "xlsx sheet without a name": ("x.xlsx", lambda: repack(edit(BOOK, 'name="Log"', 'name=""'), log())),
    "xlsx 3,000 sheets of one part": (
        "x.xlsx",
        lambda: repack(edit(BOOK, "</sheets>", "".join(f'<sheet name="S{i}" sheetId="{i}" r:id="rId1"/>' for i in range(2, 3_002)) + "</sheets>"), log()),
    ),
    "xlsx of itself": ("x.xlsx", lambda: repack(edit(RELATIONS, "worksheets/sheet1.xml", "workbook.xml"), log())),
    "xlsx macro sheet": ("x.xlsm", lambda: repack(of_kind("macrosheets", f"{MICROSOFT}/xlMacrosheet", MACRO))),
    "xlsx with a program": ("x.xlsm", lambda: repack(lambda parts: {**parts, "xl/vbaProject.bin": b"MZ" + bytes(500)}, log())),
    "xlsx with a packed file": ("x.xlsx", lambda: repack(lambda parts: {**parts, "xl/embeddings/oleObject1.bin": saved("libreoffice.xls")}, log())),
    "xlsx of nothing": ("x.xlsx", lambda: packed({"xl/workbook.xml": b""})),
    "xlsx of another namespace": ("x.xlsx", lambda: repack(edit(SHEET, MAIN, "urn:x"), log())),
    "xlsx comment without end": ("x.xlsx", lambda: cells("<!--" + "-" * 100_000)),
    "xls cyclic entries": ("x.xls", cyclic_folders),
    "xls head alone": ("x.xls", lambda: saved("libreoffice.xls")[:512]),
    "xls under another name": ("x.csv", lambda: saved("libreoffice.xls")),
    "ods entity": ("x.ods", lambda: repack(edit("content.xml", "<office:document-content", ENTITY + "<office:document-content"), saved("libreoffice.ods"))),
    **{f"xlsx cut at {i}0 %": ("x.xlsx", lambda i=i: cut(log(), i)) for i in range(1, 10)},
    **{f"xls cut at {i}0 %": ("x.xls", lambda i=i: cut(saved("libreoffice.xls"), i)) for i in (1, 3, 5, 7, 9)},
    **{f"ods cut at {i}0 %": ("x.ods", lambda i=i: cut(saved("libreoffice.ods"), i)) for i in (1, 3, 5, 7, 9)},
    **{f"xlsx with flipped bits {i}": ("x.xlsx", lambda i=i: flipped(log(), i)) for i in range(4)},
    **{f"xls with flipped bits {i}": ("x.xls", lambda i=i: flipped(saved("libreoffice.xls"), i)) for i in range(4)},
    **{f"ods with flipped bits {i}": ("x.ods", lambda i=i: flipped(saved("libreoffice.ods"), i)) for i in range(2)},
}  # fmt: skip
