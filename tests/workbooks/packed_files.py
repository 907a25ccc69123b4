"""Archives and packed files."""

from __future__ import annotations

import gzip
import io
import zipfile

from corpus import CLAUSES, CSV, book, file
from parts import pack


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
