"""Hostile texts: exports, calendars, event logs and Word documents; name -> name of the file, and what makes it."""

from __future__ import annotations

import io
import random

from docx import Document
from good import TEXT
from packages import repack
from tables import ENTITY, LAUGHS, PARAMETER, cut, flipped, saved
from zips import noise

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
HEAD = TEXT.splitlines()[0]
LINE = "H{0};kapot;2024-03-05 10:00;2024-03-05 11:00\n"


def ics(*lines: str, start: str = "20240301T100000") -> bytes:
    """Return a calendar of one meeting with more lines."""
    event = [
        "BEGIN:VEVENT",
        "UID:1",
        "SUMMARY:Overleg",
        f"DTSTART:{start}",
        "DTEND:20240301T110000",
        *lines,
        "END:VEVENT",
    ]
    return "\r\n".join(["BEGIN:VCALENDAR", "VERSION:2.0", *event, "END:VCALENDAR", ""]).encode()


def zoned(rule: str) -> bytes:
    """Return a calendar whose time zone is made of a rule that never ends."""
    part = (
        f"BEGIN:STANDARD\r\nDTSTART:19000101T000000\r\nTZOFFSETFROM:+0100\r\nTZOFFSETTO:+0200\r\n{rule}END:STANDARD\r\n"
    )
    zone = f"BEGIN:VTIMEZONE\r\nTZID:X\r\n{part * 2}END:VTIMEZONE\r\n"
    body = ics().replace(b"DTSTART:", b"DTSTART;TZID=X:")
    return body.replace(b"BEGIN:VEVENT", zone.encode() + b"BEGIN:VEVENT")


def xes(body: str, declaration: str = "") -> bytes:
    """Return an event log of one case with more in it."""
    event = '<event><string key="concept:name" value="open"/><date key="time:timestamp" value="2024-03-01T10:00:00"/></event>'
    return f'<?xml version="1.0"?>{declaration}<log><trace><string key="concept:name" value="1"/>{event}{body}</trace></log>'.encode()


def docx(body: str = "", part: str = "word/document.xml", old: str = "<w:sectPr", extra: str = "") -> bytes:
    """Return a Word document with more XML in a part."""
    out = io.BytesIO()
    document = Document()
    document.add_paragraph("De leverancier lost storingen binnen 4 uur op.")
    table = document.add_table(2, 2)
    for i, text in enumerate(("Nr", "Eis", "1", "De leverancier meldt storingen.")):
        table.cell(*divmod(i, 2)).text = text
    document.save(out)

    def change(parts):
        text = parts[part].decode()
        assert old in text
        changed = {**parts, part: text.replace(old, body + old, 1).encode()}
        lists = changed["word/numbering.xml"].decode()
        return {**changed, "word/numbering.xml": lists.replace("</w:numbering>", extra + "</w:numbering>").encode()}

    return repack(change, out.getvalue())


def style(name: str, based: str) -> str:
    """Return a style of Word that stands on another one."""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/></w:style>'
    )


def nested_tables(depth: int) -> str:
    """Return tables within each other."""
    return "<w:tbl><w:tr><w:tc>" * depth + "<w:p/>" + "</w:tc></w:tr></w:tbl><w:p/>" * depth


CYCLE = (
    '<w:abstractNum w:abstractNumId="900"><w:numStyleLink w:val="N"/></w:abstractNum>'
    '<w:num w:numId="900"><w:abstractNumId w:val="900"/></w:num>'
)
NUMBERED = (
    '<w:p><w:pPr><w:numPr><w:ilvl w:val="{0}"/><w:numId w:val="{1}"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>'
)

TEXTS = {
    "csv in UTF-7": ("x.csv", lambda: TEXT.replace("kapot", "+AD0-1+-1").encode()),
    "csv in UTF-16": ("x.csv", lambda: TEXT.encode("utf-16")),
    "csv in UTF-16 of odd length": ("x.csv", lambda: TEXT.encode("utf-16") + b"\x00"),
    "csv in UTF-32": ("x.csv", lambda: TEXT.encode("utf-32")),
    "csv in UTF-32 BE": ("x.csv", lambda: TEXT.encode("utf-32-be")),
    "csv of NULs": ("x.csv", lambda: TEXT.replace("kapot", "\0" * 30).encode()),
    "csv with controls": ("x.csv", lambda: TEXT.replace("kapot", "\x1b[2J\x07\x9b31m\u202e").encode()),
    "csv with formulas": ("x.csv", lambda: TEXT.replace("kapot", "=cmd|'/C calc'!A0").encode()),
    "csv with one line of 5 MB": ("x.csv", lambda: (HEAD + "\n" + "x" * 5_000_000).encode()),
    "csv with one cell of 5 MB": ("x.csv", lambda: (TEXT + LINE.format(9).replace("kapot", "x" * 5_000_000)).encode()),
    "csv with an open quote": ("x.csv", lambda: (TEXT + 'H9;"kapot;2024-03-05 10:00;\n' + LINE.format(8) * 2_000).encode()),
    "csv of quotes": ("x.csv", lambda: (TEXT + '"' * 200_001).encode()),
    "csv of separators": ("x.csv", lambda: b";,|\t" * 100_000),
    "csv of 20,000 columns": ("x.csv", lambda: (";".join(map(str, range(20_000))) + "\n").encode() * 2),
    "csv of a row ever wider": ("x.csv", lambda: "".join("a;" * i + "\n" for i in range(600)).encode()),
    "csv of blank lines": ("x.csv", lambda: (HEAD + "\n" * 300_000).encode()),
    "csv that ends in a return": ("x.csv", lambda: TEXT.replace("\n", "\r").encode()),
    "csv named xlsx": ("x.xlsx", lambda: TEXT.encode()),
    "csv with a hint that is a quote": ("x.csv", lambda: ('sep="\n' + TEXT).encode()),
    "csv with a hint that is a break": ("x.csv", lambda: ("sep=\r\n" + TEXT).encode()),
    "csv with a hint that is a NUL": ("x.csv", lambda: ("sep=\0\n" + TEXT).encode()),
    "csv of joined signs": ("x.csv", lambda: TEXT.replace("kapot", "a" + "\u0301" * 50_000).encode()),
    "csv with numbers of 10,000 digits": ("x.csv", lambda: TEXT.replace("2024-03-01 10:00", "9" * 10_000).encode()),
    "csv with dates of year 99999": ("x.csv", lambda: TEXT.replace("2024-03-01", "99999-03-01").encode()),
    "csv with half signs": ("x.csv", lambda: TEXT.encode().replace(b"kapot", b"\xed\xa0\x80\xff\xc0\x80")),
    "json 100,000 deep": ("x.json", lambda: b"[" * 100_000 + b"]" * 100_000),
    "html named xls": ("x.xls", lambda: b"<html><script>alert(1)</script><table><tr><td>1</td></tr></table></html>"),
    "html with csv behind": ("x.csv", lambda: b"<html>\n" + TEXT.encode()),
    "rtf": ("x.doc", lambda: b"{\\rtf1" + b"{" * 100_000),
    "noise": ("x.xlsx", lambda: noise(50_000)),
    "noise behind an OLE head": ("x.xls", lambda: saved("libreoffice.xls")[:8] + noise(50_000)),
    "old sheet of noise": ("x.xls", lambda: b"\x09\x08\x08\x00" + noise(5_000)),
    "picture that is a zip": ("x.png", lambda: b"\x89PNG\r\n\x1a\n" + docx()),
    "pdf of nothing": ("x.pdf", lambda: b"%PDF-1.7\n" + b"<<" * 100_000),
    "ics of every second": ("x.ics", lambda: ics("RRULE:FREQ=SECONDLY")),
    "ics of every day for ever": ("x.ics", lambda: ics("RRULE:FREQ=DAILY")),
    "ics of every part of a second": ("x.ics", lambda: ics("RRULE:FREQ=YEARLY;BYHOUR=" + ",".join(map(str, range(24))) + ";BYMINUTE=" + ",".join(map(str, range(60))) + ";BYSECOND=" + ",".join(map(str, range(60))))),
    "ics of a day that never comes": ("x.ics", lambda: ics("RRULE:FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30")),
    "ics of 1e9 times": ("x.ics", lambda: ics("RRULE:FREQ=DAILY;COUNT=1000000000;INTERVAL=0")),
    "ics of the year 9999": ("x.ics", lambda: ics("RRULE:FREQ=DAILY", start="99991230T100000")),
    "ics with 5,000 days": ("x.ics", lambda: ics("RDATE:" + ",".join(f"2024{m:02}{d:02}T1{h}0000" for m in range(1, 13) for d in range(1, 28) for h in range(10)))),
    "ics with a length of 1e12 days": ("x.ics", lambda: ics("DURATION:P1000000000000D").replace(b"DTEND:20240301T110000\r\n", b"")),
    "ics zone without end": ("x.ics", lambda: zoned("RRULE:FREQ=YEARLY;BYMONTH=3\r\n")),
    "ics zone of every second": ("x.ics", lambda: zoned("RRULE:FREQ=SECONDLY\r\n")),
    "ics in itself": ("x.ics", lambda: b"BEGIN:VCALENDAR\r\n" + b"BEGIN:VEVENT\r\n" * 3_000),
    "ics of one folded line": ("x.ics", lambda: ics("DESCRIPTION:" + "x\r\n " * 50_000)),
    "ics cut": ("x.ics", lambda: cut(ics("RRULE:FREQ=DAILY"), 6)),
    "ics with a zone that is a path": ("x.ics", lambda: ics().replace(b"DTSTART:", b"DTSTART;TZID=../../../etc/passwd:")),
    "xes entities that multiply": ("x.xes", lambda: xes("&j;", LAUGHS)),
    "xes entity of a file": ("x.xes", lambda: xes('<string key="a" value="&e;"/>', ENTITY)),
    "xes parameter entity": ("x.xes", lambda: xes("", PARAMETER)),
    "xes 100,000 deep": ("x.xes", lambda: xes("<list>" * 100_000)),
    "xes with 3,000 attributes": ("x.xes", lambda: xes("<event>" + "".join(f'<string key="k{i}" value="1"/>' for i in range(3_000)) + "</event>")),
    "xes with giant numbers": ("x.xes", lambda: xes(f'<event><int key="n" value="{"9" * 5_000}"/><float key="f" value="1e999"/></event>')),
    "xes cut": ("x.xes", lambda: cut(xes(""), 7)),
    "docx cyclic styles": ("x.docx", lambda: docx(style("A", "B") + style("B", "A"), "word/styles.xml", "</w:styles>")),
    "docx style of itself": ("x.docx", lambda: docx(style("A", "A"), "word/styles.xml", "</w:styles>")),
    "docx 600 styles deep": ("x.docx", lambda: docx("".join(style(f"S{i}", f"S{i + 1}") for i in range(600)), "word/styles.xml", "</w:styles>")),
    "docx tables 100 deep": ("x.docx", lambda: docx(nested_tables(80))),
    "docx tables 1,000 deep": ("x.docx", lambda: docx(nested_tables(1_000))),
    "docx cyclic numbering": ("x.docx", lambda: docx(NUMBERED.format(0, 900), extra=CYCLE)),
    "docx numbered at level 99": ("x.docx", lambda: docx(NUMBERED.format(99, 1) + NUMBERED.format(-1, 1))),
    "docx numbered by 1e30": ("x.docx", lambda: docx(NUMBERED.format("1" * 30, "9" * 30))),
    "docx numbered by a word": ("x.docx", lambda: docx(NUMBERED.format("a", "b"))),
    "docx entities that multiply": ("x.docx", lambda: repack(lambda parts: {**parts, "word/document.xml": parts["word/document.xml"].replace(b"<w:document", LAUGHS.encode() + b"<w:document").replace(b"storingen binnen", b"&j;")}, docx())),
    "docx with a span of 1e9": ("x.docx", lambda: docx('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>')),
    "docx with a span below zero": ("x.docx", lambda: docx('<w:tbl><w:tr><w:tc><w:tcPr><w:gridSpan w:val="-5"/></w:tcPr><w:p/></w:tc></w:tr></w:tbl>')),
    "docx with a target elsewhere": ("x.docx", lambda: repack(lambda parts: {**parts, "word/_rels/document.xml.rels": parts["word/_rels/document.xml.rels"].replace(b'Target="styles.xml"', b'Target="file:///etc/passwd" TargetMode="External"')}, docx())),
    **{f"docx cut at {i}0 %": ("x.docx", lambda i=i: cut(docx(), i)) for i in (1, 3, 5, 7, 9)},
    **{f"docx with flipped bits {i}": ("x.docx", lambda i=i: flipped(docx(), i)) for i in range(3)},
    **{f"csv with flipped bits {i}": ("x.csv", lambda i=i: flipped(TEXT.encode() * 20, i, 200)) for i in range(2)},
    "csv of random signs": ("x.csv", lambda: "".join(chr(random.Random(7).randrange(32, 0xD000)) for _ in range(3)).encode() + TEXT.encode()),
}  # fmt: skip
