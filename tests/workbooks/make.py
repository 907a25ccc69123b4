"""Write the odd files of this folder: `python tests/workbooks/make.py FOLDER`. README.md says what each is for."""

from __future__ import annotations

import gzip
import io
import random
import struct
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from parts import MAIN, PACKAGE, RELATION, Parts, cell, compound, pack, row, sheet, workbook

FILES: dict[str, Callable[[], bytes]] = {}
NR = ("Nr", "Onderwerp", "Omschrijving")
TICKET = ("Number", "Opened", "Priority", "Title")
CLAUSES = (
    row(1, *NR)
    + row(2, "1.1", "Storing", "De leverancier lost storingen op binnen 4 uur.")
    + row(3, "1.2", "Rapportage", "De leverancier rapporteert maandelijks.")
)
CSV = "Number;Opened;Priority;Title\nINC1;2024-03-05 14:30;2;Band staat stil\nINC2;2024-03-06 09:10;3;Scanner defect\n"


def file(name: str) -> Callable[[Callable[[], bytes]], Callable[[], bytes]]:
    """Register the writer of one file."""

    def register(write: Callable[[], bytes]) -> Callable[[], bytes]:
        FILES[name] = write
        return write

    return register


def book(rows: str, **settings: object) -> Parts:
    """Return the parts of a workbook with one sheet of clauses."""
    return workbook({"Blad1": sheet(rows)}, **settings)


def make(folder: Path) -> None:
    """Write every file."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, write in FILES.items():
        (folder / name).write_bytes(write())


# ---- workbooks that are read ----


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
    lines = row(1, "Afspraken") + row(2, *NR) + row(3, "1", "Storing", "Binnen 4 uur.") + row(4, "2", None, "Binnen 8 uur.")
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
    lines = row(1, *TICKET, "Duration") + row(2, "INC1", 45356.5, "2", "Storing", 1.2604166666666667, styles=(0, 4, 0, 0, 3))
    return pack(book(lines))


@file("injection.xlsx")
def _() -> bytes:
    return pack(book(row(1, *NR) + row(2, "1", "A", "=cmd|' /C calc'!A0") + row(3, "2", "A", "+31 6 12345678")))


@file("styled_blanks.xlsx")
def _() -> bytes:
    blanks = "".join(
        f'<row r="{i}">' + "".join(f'<c r="{letter}{i}" s="1"/>' for letter in "ABCDEFGHIJ") + "</row>" for i in range(4, 20_000)
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


@file("chart_sheet.xlsx")
def _() -> bytes:
    parts = workbook({"Blad1": sheet(CLAUSES), "Grafiek": f'<chartsheet xmlns="{MAIN}"/>'})
    relations = str(parts["xl/_rels/workbook.xml.rels"])
    old = f'Type="{RELATION}/worksheet" Target="worksheets/sheet2.xml"'
    parts["xl/_rels/workbook.xml.rels"] = relations.replace(old, f'Type="{RELATION}/chartsheet" Target="chartsheets/sheet2.xml"')
    parts["xl/chartsheets/sheet2.xml"] = parts.pop("xl/worksheets/sheet2.xml")
    return pack(parts)


@file("blank_sheets.xlsx")
def _() -> bytes:
    return pack(workbook({"Blad1": sheet(""), "Blad2": sheet(""), "Blad3": sheet('<row r="9"><c r="B9" s="1"/></row>')}))


@file("no_content_types.xlsx")
def _() -> bytes:
    parts = book(CLAUSES)
    del parts["[Content_Types].xml"]
    return pack(parts)


@file("wrong_content_types.xlsx")
def _() -> bytes:
    return pack({**book(CLAUSES), "[Content_Types].xml": "<Types><Default Extension='xml' ContentType='text/html'/></Types>"})


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
        + "".join(f'<table:table-cell office:value-type="string"><text:p>{text}</text:p></table:table-cell>' for text in line)
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
        {"mimetype": "application/vnd.oasis.opendocument.spreadsheet", "content.xml": content, "META-INF/manifest.xml": manifest}
    )


@file("binary.xlsb")
def _() -> bytes:
    def record(kind: int, data: bytes = b"") -> bytes:
        head = bytes([kind]) if kind < 128 else bytes([kind & 127 | 128, kind >> 7])
        return head + bytes([len(data) & 127 | (128 if len(data) > 127 else 0)]) + (bytes([len(data) >> 7]) if len(data) > 127 else b"") + data

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


# ---- workbooks that are refused ----


@file("no_sheets.xlsx")
def _() -> bytes:
    return pack(workbook({}))


@file("shared_strings_missing.xlsx")
def _() -> bytes:
    return pack(book(row(1, cell("A1", 0, kind="s"), cell("B1", 7, kind="s")) + row(2, "x", "y")))


@file("far_corner.xlsx")
def _() -> bytes:
    return pack(book(CLAUSES + f'<row r="1048576">{cell("XFD1048576", "hoek")}</row>'))


@file("truncated.xlsx")
def _() -> bytes:
    whole = pack(book(CLAUSES))
    return whole[: len(whole) // 2]


@file("bit_flips.xlsx")
def _() -> bytes:
    whole, chance = bytearray(pack(book(CLAUSES))), random.Random(3)
    for _ in range(200):
        whole[chance.randrange(4, len(whole))] ^= 1 << chance.randrange(8)
    return bytes(whole)


@file("laughs.xlsx")
def _() -> bytes:
    entities = '<!ENTITY a "haha">' + "".join(f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True))
    part = f"<!DOCTYPE x [{entities}]>" + sheet(row(1, "a", "b")).replace(">a<", ">&i;<")
    return pack(workbook({"Blad1": part}))


@file("entity.xlsx")
def _() -> bytes:
    part = '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>' + sheet(row(1, "a", "b")).replace(">a<", ">&e;<")
    return pack(workbook({"Blad1": part}))


@file("bomb.xlsx")
def _() -> bytes:
    return pack(book(CLAUSES, more={"xl/sharedStrings.xml": b" " * (120 << 20)}))


@file("lying_bomb.xlsx")
def _() -> bytes:
    whole = pack(book(CLAUSES, more={"xl/sharedStrings.xml": b" " * (120 << 20)}))
    return whole.replace(struct.pack("<I", 120 << 20), struct.pack("<I", 1000))


@file("many_entries.xlsx")
def _() -> bytes:
    return pack(book(CLAUSES, more={f"xl/media/{i}.txt": "" for i in range(5_001)}))


@file("password.xlsx")
def _() -> bytes:
    return compound(["EncryptionInfo", "EncryptedPackage"])


@file("rights.xlsx")
def _() -> bytes:
    return compound(["EncryptedPackage", "\x06DataSpaces", "DRMEncryptedDataSpace"])


@file("letter.xls")
def _() -> bytes:
    return compound(["WordDocument", "1Table"])


@file("empty_compound.xls")
def _() -> bytes:
    return compound([])


@file("letter.docx")
def _() -> bytes:
    return pack({"[Content_Types].xml": "<Types/>", "word/document.xml": "<document/>"})


@file("page.xls")
def _() -> bytes:
    return b"<html><body><table><tr><td>Nr</td><td>Omschrijving</td></tr></table></body></html>"


@file("page_utf16.xls")
def _() -> bytes:
    return "<html><table><tr><td>Nr</td></tr></table></html>".encode("utf-16")


@file("web_archive.xls")
def _() -> bytes:
    return b"MIME-Version: 1.0\r\nX-Document-Type: Workbook\r\nContent-Type: multipart/related\r\n\r\n"


@file("spreadsheet_2003.xls")
def _() -> bytes:
    return b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>'


@file("settings.xml")
def _() -> bytes:
    return b'<?xml version="1.0"?><settings><a/></settings>'


@file("scan.pdf.xlsx")
def _() -> bytes:
    return b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n"


@file("picture.png")
def _() -> bytes:
    return b"\x89PNG\r\n\x1a\n" + bytes(40)


@file("packed.7z")
def _() -> bytes:
    return b"7z\xbc\xaf\x27\x1c" + bytes(40)


@file("noise.bin")
def _() -> bytes:
    return random.Random(1).randbytes(5_000)


@file("zeros.xlsx")
def _() -> bytes:
    return bytes(5_000)


# ---- text tables ----


@file("semicolon.csv")
def _() -> bytes:
    return CSV.encode()


@file("comma.csv")
def _() -> bytes:
    return CSV.replace(";", ",").encode()


@file("tab.xls")
def _() -> bytes:
    return CSV.replace(";", "\t").encode()


@file("pipe.txt")
def _() -> bytes:
    return CSV.replace(";", "|").encode()


@file("hint.csv")
def _() -> bytes:
    return ("sep=;\r\n" + CSV.replace("\n", "\r\n")).encode()


@file("hint_odd.csv")
def _() -> bytes:
    return ("sep=^\n" + CSV.replace(";", "^")).encode()


@file("cp1252.csv")
def _() -> bytes:
    return CSV.replace("Band staat stil", "Coördinatie € 5 – één").encode("cp1252")


@file("bom.csv")
def _() -> bytes:
    return CSV.replace("Band", "Één band").encode("utf-8-sig")


@file("utf16.csv")
def _() -> bytes:
    return CSV.replace(";", "\t").encode("utf-16")


@file("utf16_bare.xls")
def _() -> bytes:
    return CSV.replace(";", "\t").encode("utf-16-le")


@file("lines_within.csv")
def _() -> bytes:
    return CSV.replace("Band staat stil", '"Band\nstaat; ""stil"""').encode()


@file("wide_rows.csv")
def _() -> bytes:
    return (CSV.replace(";", ",") + "INC3,2024-03-07 10:00,2,Storing,extra,nog meer\n").encode()


@file("decimal_commas.csv")
def _() -> bytes:
    return ("Number;Opened;Priority,;Title\n" + "".join(f"INC{i};2024-03-0{i} 10:00;2,5;Storing\n" for i in range(1, 9))).encode()


@file("nul.csv")
def _() -> bytes:
    return CSV.replace("Band", "Ba\0nd").encode()


@file("open_quote.csv")
def _() -> bytes:
    return CSV.replace("Band staat stil", '"5 inch band').encode()


@file("heading_only.csv")
def _() -> bytes:
    return b"Number;Opened;Priority;Title\n"


@file("blank_lines.csv")
def _() -> bytes:
    return (CSV.replace("\nINC2", "\n\n;;;\nINC2") + "\n\n").encode()


@file("same_headings.csv")
def _() -> bytes:
    return b"Issue key,Summary,Created,Comment,Comment\nA-1,Storing,2024-03-05 10:00,een,twee\n"


@file("injection.csv")
def _() -> bytes:
    return CSV.replace("Band staat stil", "=cmd|' /C calc'!A0").encode()


@file("prose.txt")
def _() -> bytes:
    return (
        "Beste collega's,\n\nHierbij het verslag van het overleg, zoals afgesproken, met dank aan allen.\n"
        "We spraken over storingen, normen, en de planning; dat was nuttig.\n\nGroet,\nde secretaris\n"
    ).encode()


@file("newlines.txt")
def _() -> bytes:
    return b"\n\n\n"


@file("data.json")
def _() -> bytes:
    return b'{\n  "a": 1,\n  "b": [1, 2, 3],\n  "c": "tekst"\n}\n'


# ---- calendars, attendance, event logs ----


@file("teams.csv")
def _() -> bytes:
    text = (
        "1. Summary\nMeeting title\tWeekoverleg\nAttended participants\t2\n\n"
        "2. Participants\nName\tFirst Join\tLast Leave\tIn-Meeting Duration\tEmail\tParticipant ID (UPN)\tRole\n"
        "A. de Vries\t11/26/25, 4:16:54 PM\t11/26/25, 5:00:00 PM\t43m 6s\ta@x.nl\ta@x.nl\tOrganizer\n"
        "B. Jansen\t11/26/25, 4:17:00 PM\t11/26/25, 5:00:00 PM\t43m\tb@y.nl\tb@y.nl\tPresenter\n\n"
        "3. In-Meeting Activities\nName\tJoin Time\tLeave Time\tDuration\tEmail\tRole\n"
        "A. de Vries\t11/26/25, 4:16:54 PM\t11/26/25, 5:00:00 PM\t43m 6s\ta@x.nl\tOrganizer\n"
    )
    return text.encode("utf-16")


@file("outlook.csv")
def _() -> bytes:
    heading = "Onderwerp,Begindatum,Begintijd,Einddatum,Eindtijd,Organisator van vergadering,Vereiste deelnemers"
    rows = ('"Overleg, wekelijks",5-3-2024,10:00:00,5-3-2024,11:00:00,A. de Vries,B. Jansen;C. Bakker',) * 2
    return "\r\n".join((heading, *rows, "")).encode("cp1252")


def _calendar(*events: str) -> bytes:
    body = "".join(f"BEGIN:VEVENT\r\n{event}END:VEVENT\r\n" for event in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//made//EN\r\n{body}END:VCALENDAR\r\n".encode()


@file("meetings.ics")
def _() -> bytes:
    zone = "DTSTART;TZID=W. Europe Standard Time:20240305T100000\r\nDTEND;TZID=W. Europe Standard Time:20240305T110000\r\n"
    weekly = f"UID:1\r\nSUMMARY:Weekoverleg\r\n{zone}RRULE:FREQ=WEEKLY;COUNT=5\r\nEXDATE;TZID=W. Europe Standard Time:20240312T100000\r\n"
    moved = (
        "UID:1\r\nSUMMARY:Weekoverleg (verplaatst)\r\nRECURRENCE-ID;TZID=W. Europe Standard Time:20240319T100000\r\n"
        "DTSTART;TZID=W. Europe Standard Time:20240320T140000\r\nDTEND;TZID=W. Europe Standard Time:20240320T150000\r\n"
    )
    people = (
        "UID:2\r\nSUMMARY:Escalatie\\, met spoed\r\nDTSTART:20240401T080000Z\r\nDURATION:PT45M\r\nSTATUS:CANCELLED\r\n"
        "ORGANIZER;CN=A. de Vries:mailto:a@x.nl\r\nATTENDEE;CN=B. Jansen;ROLE=REQ-PARTICIPANT:mailto:b@y.nl\r\n"
        "ATTENDEE;ROLE=OPT-PARTICIPANT:mailto:c@y.nl\r\nATTENDEE;CN=D;PARTSTAT=DECLINED:mailto:d@y.nl\r\n"
    )
    return _calendar(weekly, moved, people, "UID:3\r\nSUMMARY:Open dag\r\nDTSTART;VALUE=DATE:20240502\r\n")


@file("endless.ics")
def _() -> bytes:
    return _calendar("UID:1\r\nSUMMARY:Dagstart\r\nDTSTART:20240305T080000\r\nDTEND:20240305T081500\r\nRRULE:FREQ=DAILY\r\n")


@file("every_second.ics")
def _() -> bytes:
    return _calendar("UID:1\r\nSUMMARY:Val\r\nDTSTART:20240305T080000\r\nRRULE:FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30\r\n")


@file("broken.ics")
def _() -> bytes:
    return b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART;;;:nonsense\r\nEND:VCALENDAR\r\n"


XES = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<log xes.version="1.0" xmlns="http://www.xes-standard.org/">\n'
    '<trace><string key="concept:name" value="INC1"/><event><string key="concept:name" value="Geopend"/>'
    '<date key="time:timestamp" value="2024-03-05T14:30:00.000+01:00"/><int key="cost" value="12"/></event>'
    '<event><string key="concept:name" value="Gesloten"/><date key="time:timestamp" value="2024-03-06T09:00:00+01:00"/>'
    '<boolean key="sla" value="true"/></event></trace>\n'
    '<trace><string key="concept:name" value="INC2"/><event><string key="concept:name" value="Geopend"/>'
    '<list key="l"><string key="a" value="b"/></list></event></trace></log>\n'
).encode()


@file("log.xes")
def _() -> bytes:
    return XES


@file("log.xes.gz")
def _() -> bytes:
    return gzip.compress(XES, mtime=0)


@file("laughs.xes")
def _() -> bytes:
    doctype = b'<!DOCTYPE log [<!ENTITY a "haha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    return XES.replace(b"\n", b"\n" + doctype, 1).replace(b'"INC1"', b'"&b;"')


@file("cut_off.xes")
def _() -> bytes:
    return XES[:-200]


# ---- packed ----


@file("table.csv.gz")
def _() -> bytes:
    return gzip.compress(CSV.encode(), mtime=0)


@file("cut_off.csv.gz")
def _() -> bytes:
    return gzip.compress(CSV.encode(), mtime=0)[:-12]


@file("bomb.csv.gz")
def _() -> bytes:
    return gzip.compress(b"a;b\n" * (40 << 20), 9, mtime=0)


@file("exports.zip")
def _() -> bytes:
    inner = pack({"a.csv": CSV})
    return pack(
        {
            "2024/tickets.csv": CSV,
            "../../evil.csv": CSV,
            "C:\\temp\\sla.xlsx": pack(book(CLAUSES)),
            "__MACOSX/._tickets.csv": b"\0\5\x16\7",
            "README.txt": "Lees mij",
            "~$sla.xlsx": b"lock",
            "leeg.csv": b"",
            "binnen.zip": inner,
            "foto.png": b"\x89PNG\r\n",
        }
    )


@file("twice.zip")
def _() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name in ("a.csv", "b.csv"):
            archive.writestr(zipfile.ZipInfo(name), CSV)
    return out.getvalue().replace(b"b.csv", b"a.csv")


@file("empty.zip")
def _() -> bytes:
    return pack({})


@file("locked.zip")
def _() -> bytes:
    whole = bytearray(pack({"a.csv": CSV}))
    whole[6] |= 1
    whole[whole.index(b"PK\x01\x02") + 8] |= 1
    return bytes(whole)


@file("cut_off.zip")
def _() -> bytes:
    return pack({"a.csv": CSV * 100})[:-60]


@file("bomb.zip")
def _() -> bytes:
    return pack({"a.csv": b" " * (120 << 20)})


# ---- passed over ----


@file("~$plain.xlsx")
def _() -> bytes:
    return b"\x08A. Vries".ljust(165)


@file("nothing.xlsx")
def _() -> bytes:
    return b""


@file("README.md")
def _() -> bytes:
    return b"# Over deze map\n"


@file("Thumbs.db")
def _() -> bytes:
    return compound(["256_1"])


if __name__ == "__main__":
    make(Path(sys.argv[1]))
