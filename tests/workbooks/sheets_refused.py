"""Workbooks and other files that are refused, each with its reason."""

from __future__ import annotations

import random
import struct

from corpus import CLAUSES, book, file
from parts import cell, compound, pack, row, sheet, workbook


@file("no_sheets.xlsx")
def _() -> bytes:
    return pack(workbook({}))


@file("shared_strings_missing.xlsx")
def _() -> bytes:
    return pack(book(row(1, cell("A1", 0, kind="s"), cell("B1", 7, kind="s")) + row(2, "x", "y")))


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
    entities = '<!ENTITY a "haha">' + "".join(
        f'<!ENTITY {b} "{f"&{a};" * 10}">' for a, b in zip("abcdefgh", "bcdefghi", strict=True)
    )
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


@file("excel4.xls")
def _() -> bytes:
    return b"\x09\x04\x06\x00\x00\x00\x10\x00\x18\xaf" + bytes(40)


@file("zeros.xlsx")
def _() -> bytes:
    return bytes(5_000)
