"""Workbooks that are read, each with one oddity."""

from __future__ import annotations

import struct

from corpus import CLAUSES, NR, TICKET, book, file
from parts import MAIN, PACKAGE, RELATION, cell, compound, pack, row, sheet, workbook


@file("plain.xlsx")
def _() -> bytes:
    return pack(book(CLAUSES))


@file("named.pdf")
def _() -> bytes:
    return pack(book(CLAUSES))


@file("workbook_named.xls")
def _() -> bytes:
    return pack(book(CLAUSES))


@file("title_block.xlsx")
def _() -> bytes:
    lines = row(1, "Service Level Agreement") + row(2, "Versie", "2.3") + row(4, *NR) + row(5, "1", "A", "De eis.")
    return pack(book(lines + row(7, "2", "A", "Nog een eis.")))


@file("merged.xlsx")
def _() -> bytes:
    lines = (
        row(1, "Afspraken") + row(2, *NR) + row(3, "1", "Storing", "Binnen 4 uur.") + row(4, "2", None, "Binnen 8 uur.")
    )
    merges = '<mergeCells><mergeCell ref="A1:C1"/><mergeCell ref="B3:B4"/></mergeCells>'
    return pack(workbook({"Blad1": sheet(lines, more=merges)}))


@file("epoch_1904.xlsx")
def _() -> bytes:
    lines = row(1, *TICKET) + row(2, "INC1", 43894.5, "2", "Storing", styles=(0, 4))
    return pack(book(lines, properties='<workbookPr date1904="1"/>'))


@file("numbers_shown.xlsx")
def _() -> bytes:
    numbers = [row(i, n, "A", f"Eis {i}.", styles=(2,)) for i, n in enumerate((1.09, 1.1, 1.11, 4.1), 2)]
    return pack(book(row(1, *NR) + "".join(numbers)))


@file("numbers_general.xlsx")
def _() -> bytes:
    return pack(book(row(1, *NR) + row(2, 1.9, "A", "Eis.") + row(3, 1.1, "A", "Eis.") + row(4, 2, "A", "Eis.")))


@file("formulas.xlsx")
def _() -> bytes:
    lines = row(1, *NR) + row(2, "1", "A", cell("C2", formula='"Eis "&A2')) + row(3, "2", "A", "Eis twee.")
    return pack(book(lines))


@file("errors.xlsx")
def _() -> bytes:
    lines = row(1, *NR) + row(2, "1", "A", cell("C2", "#REF!", kind="e", formula="Blad9!A1"))
    return pack(book(lines + row(3, cell("A3", "#N/A", kind="e"), "A", "Eis twee.") + row(4, "3", "A", "Eis drie.")))


@file("hidden_sheet.xlsx")
def _() -> bytes:
    parts = workbook(
        {"Blad1": sheet(CLAUSES), "Oud": sheet(CLAUSES), "Intern": sheet(CLAUSES)},
        states={"Oud": "hidden", "Intern": "veryHidden"},
    )
    return pack(parts)


@file("hidden_rows.xlsx")
def _() -> bytes:
    return pack(book(CLAUSES + row(4, "1.3", "A", "Verborgen eis.", hidden=True)))


@file("struck.xlsx")
def _() -> bytes:
    return pack(book(CLAUSES + row(4, "1.3", "A", "Doorgehaalde eis.", styles=(0, 0, 1))))


@file("struck_within.xlsx")
def _() -> bytes:
    strings = (
        f'<sst xmlns="{MAIN}"><si><r><rPr><strike/></rPr><t>Geheel </t></r><r><rPr><strike/></rPr><t>weg.</t></r></si>'
        "<si><r><rPr><strike/></rPr><t>Deels</t></r><r><t> gebleven.</t></r></si></sst>"
    )
    lines = row(1, *NR) + row(2, "1", "A", cell("C2", 0, kind="s")) + row(3, "2", "A", cell("C3", 1, kind="s"))
    return pack(book(lines, more={"xl/sharedStrings.xml": strings}))


@file("comments.xlsx")
def _() -> bytes:
    comments = (
        f'<comments xmlns="{MAIN}"><authors><author/></authors><commentList>'
        '<comment ref="C2" authorId="0"><text><t>Nog te bespreken</t></text></comment></commentList></comments>'
    )
    relations = f'<Relationships xmlns="{PACKAGE}"><Relationship Id="r1" Type="{RELATION}/comments" Target="../c.xml"/></Relationships>'
    return pack(book(CLAUSES, more={"xl/c.xml": comments, "xl/worksheets/_rels/sheet1.xml.rels": relations}))


@file("durations.xlsx")
def _() -> bytes:
    lines = row(1, *TICKET, "Duration") + row(
        2, "INC1", 45356.5, "2", "Storing", 1.2604166666666667, styles=(0, 4, 0, 0, 3)
    )
    return pack(book(lines))


@file("injection.xlsx")
def _() -> bytes:
    return pack(book(row(1, *NR) + row(2, "1", "A", "=cmd|' /C calc'!A0") + row(3, "2", "A", "+31 6 12345678")))


@file("styled_blanks.xlsx")
def _() -> bytes:
    blanks = "".join(
        f'<row r="{i}">' + "".join(f'<c r="{letter}{i}" s="1"/>' for letter in "ABCDEFGHIJ") + "</row>"
        for i in range(4, 20_000)
    )
    return pack(book(CLAUSES + blanks))


@file("dimension_wrong.xlsx")
def _() -> bytes:
    return pack(workbook({"Blad1": sheet(CLAUSES, dimension="A1")}))


@file("dimension_huge.xlsx")
def _() -> bytes:
    return pack(workbook({"Blad1": sheet(CLAUSES, dimension="A1:XFD1048576")}))


@file("last_row.xlsx")
def _() -> bytes:
    return pack(book(CLAUSES + row(1_048_576, "9.9", "A", "De allerlaatste rij.")))


@file("last_column.xlsx")
def _() -> bytes:
    return pack(book(CLAUSES + f'<row r="4">{cell("XFD4", "rand")}</row>'))


@file("far_corner.xlsx")
def _() -> bytes:
    return pack(book(CLAUSES + f'<row r="1048576">{cell("XFD1048576", "hoek")}</row>'))


@file("chart_sheet.xlsx")
def _() -> bytes:
    parts = workbook({"Blad1": sheet(CLAUSES), "Grafiek": f'<chartsheet xmlns="{MAIN}"/>'})
    relations = str(parts["xl/_rels/workbook.xml.rels"])
    old = f'Type="{RELATION}/worksheet" Target="worksheets/sheet2.xml"'
    parts["xl/_rels/workbook.xml.rels"] = relations.replace(
        old, f'Type="{RELATION}/chartsheet" Target="chartsheets/sheet2.xml"'
    )
    parts["xl/chartsheets/sheet2.xml"] = parts.pop("xl/worksheets/sheet2.xml")
    return pack(parts)


@file("blank_sheets.xlsx")
def _() -> bytes:
    return pack(
        workbook({"Blad1": sheet(""), "Blad2": sheet(""), "Blad3": sheet('<row r="9"><c r="B9" s="1"/></row>')})
    )


@file("no_content_types.xlsx")
def _() -> bytes:
    parts = book(CLAUSES)
    del parts["[Content_Types].xml"]
    return pack(parts)


@file("wrong_content_types.xlsx")
def _() -> bytes:
    return pack(
        {**book(CLAUSES), "[Content_Types].xml": "<Types><Default Extension='xml' ContentType='text/html'/></Types>"}
    )


@file("no_styles.xlsx")
def _() -> bytes:
    parts = book(CLAUSES)
    del parts["xl/styles.xml"]
    return pack(parts)


@file("prefixed.xlsx")
def _() -> bytes:
    part = sheet(CLAUSES).replace("<", "<x:").replace("<x:/", "</x:").replace("xmlns=", "xmlns:x=")
    return pack(workbook({"Blad1": part}))


@file("one_sheet_missing.xlsx")
def _() -> bytes:
    parts = workbook({"Blad1": sheet(CLAUSES), "Weg": sheet(CLAUSES)})
    del parts["xl/worksheets/sheet2.xml"]
    return pack(parts)


@file("one_sheet_broken.xlsx")
def _() -> bytes:
    return pack(workbook({"Blad1": sheet(CLAUSES), "Kapot": sheet(CLAUSES)[:400]}))


@file("macros.xlsm")
def _() -> bytes:
    return pack(book(CLAUSES, more={"xl/vbaProject.bin": compound(["VBA"])}))


@file("external_link.xlsx")
def _() -> bytes:
    link = f'<externalLink xmlns="{MAIN}"><externalBook/></externalLink>'
    lines = CLAUSES + row(4, "1.3", "A", cell("C4", "Elders.", kind="str", formula="'file:///etc/[passwd]x'!A1"))
    return pack(book(lines, more={"xl/externalLinks/externalLink1.xml": link}))


@file("ods_by_hand.ods")
def _() -> bytes:
    cells = "".join(
        "<table:table-row>"
        + "".join(
            f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in line
        )
        + "</table:table-row>"
        for line in (NR, ("1", "A", "De eis."))
    )
    filler = '<table:table-row table:number-rows-repeated="1048574"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    names = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'<office:document-content xmlns:office="{names}office:1.0" xmlns:table="{names}table:1.0" xmlns:text="{names}text:1.0">'
        f'<office:body><office:spreadsheet><table:table table:name="Blad1">{cells}{filler}</table:table>'
        "</office:spreadsheet></office:body></office:document-content>"
    )
    manifest = '<manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"/>'
    return pack(
        {
            "mimetype": "application/vnd.oasis.opendocument.spreadsheet",
            "content.xml": content,
            "META-INF/manifest.xml": manifest,
        }
    )


@file("binary.xlsb")
def _() -> bytes:
    def record(kind: int, data: bytes = b"") -> bytes:
        head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
        return (
            head
            + bytes([len(data) & 127 | (128 if len(data) > 127 else 0)])
            + (bytes([len(data) >> 7]) if len(data) > 127 else b"")
            + data
        )

    def text(value: str) -> bytes:
        return struct.pack("<I", len(value)) + value.encode("utf-16-le")

    lines = b""
    for i, line in enumerate((NR, ("1", "A", "De eis."))):
        lines += record(0, struct.pack("<I", i) + bytes(13))
        for j, value in enumerate(line):
            lines += record(6, struct.pack("<II", j, 0) + text(value))
    part = record(129) + record(148, struct.pack("<4I", 0, 1, 0, 2)) + record(145) + lines + record(146) + record(130)
    entry = record(156, struct.pack("<II", 0, 1) + text("rId1") + text("Blad1"))
    parts = workbook({})
    del parts["xl/workbook.xml"], parts["xl/_rels/workbook.xml.rels"], parts["xl/styles.xml"]
    parts["_rels/.rels"] = str(parts["_rels/.rels"]).replace("workbook.xml", "workbook.bin")
    parts["xl/workbook.bin"] = record(131) + record(143) + entry + record(144) + record(132)
    parts["xl/_rels/workbook.bin.rels"] = (
        f'<Relationships xmlns="{PACKAGE}"><Relationship Id="rId1" Type="{RELATION}/worksheet" Target="worksheets/sheet1.bin"/></Relationships>'
    )
    parts["xl/worksheets/sheet1.bin"] = part
    return pack(parts)
