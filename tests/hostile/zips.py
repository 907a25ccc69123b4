"""Hostile archives: name of the input -> name of the file, and what makes its bytes."""

from __future__ import annotations

import functools
import gzip
import io
import random
import struct
import tarfile
import zipfile
import zlib

from good import TEXT

from drift.terms import ZIP_ENTRIES

MB = 1 << 20


def packed(members, method=zipfile.ZIP_DEFLATED) -> bytes:
    """Return a zip of names and contents; pairs, so that a name may be there twice."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in dict(members).items() if isinstance(members, dict) else members:
            archive.writestr(name, content)
    return out.getvalue()


@functools.cache
def blanks(n_mb: int) -> bytes:
    """Return many blanks, packed into few bytes."""
    return b" " * (n_mb * MB)


def nested(depth: int) -> bytes:
    """Return zips within each other, a table in the innermost."""
    data = packed({"x.csv": TEXT})
    for _ in range(depth):
        data = packed({"x.zip": data})
    return data


def overlapping(n: int = 400) -> bytes:
    """Return a zip of which every entry is the same two megabytes of the file."""
    data = zlib.compressobj(9, zlib.DEFLATED, -15)
    body = data.compress(blanks(2)) + data.flush()
    crc = zlib.crc32(blanks(2))
    sizes = struct.pack("<LLL", crc, len(body), 2 * MB)
    local = b"PK\x03\x04" + struct.pack("<HHHHH", 20, 0, 8, 0, 0) + sizes + struct.pack("<HH", 5, 0) + b"x.csv"
    entries = b"".join(
        b"PK\x01\x02" + struct.pack("<HHHHHH", 20, 20, 0, 8, 0, 0) + sizes
        + struct.pack("<HHHHHLL", 5, 0, 0, 0, 0, 0, 0) + b"%05d" % i
        for i in range(n)
    )  # fmt: skip
    end = b"PK\x05\x06" + struct.pack("<HHHHLLH", 0, 0, n, n, len(entries), len(local) + len(body), 0)
    return local + body + entries + end


def lying(declared: int, real: bytes) -> bytes:
    """Return a zip that says another size of its one member than it has."""
    return packed({"x.csv": real}).replace(struct.pack("<L", len(real)), struct.pack("<L", declared))


def flag(data: bytes, bits: int) -> bytes:
    """Return a zip of which every entry has these flags."""
    changed = bytearray(data)
    for mark, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        i = data.find(mark)
        while i >= 0:
            changed[i + at] |= bits
            i = data.find(mark, i + 4)
    return bytes(changed)


def with_method(method: int) -> bytes:
    """Return a zip that says it was packed by another method."""
    data = bytearray(packed({"x.csv": TEXT}))
    for mark, at in ((b"PK\x03\x04", 8), (b"PK\x01\x02", 10)):
        struct.pack_into("<H", data, data.find(mark) + at, method)
    return bytes(data)


def tar(mode: str = "w") -> bytes:
    """Return a tar with a table and a link out of it."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode=mode) as archive:
        entry = tarfile.TarInfo("x.csv")
        entry.size = len(TEXT)
        archive.addfile(entry, io.BytesIO(TEXT.encode()))
        link = tarfile.TarInfo("passwd")
        link.type, link.linkname = tarfile.SYMTYPE, "/etc/passwd"
        archive.addfile(link)
    return out.getvalue()


def link_member() -> bytes:
    """Return a zip with a symbolic link to a file outside."""
    entry = zipfile.ZipInfo("x.csv")
    entry.external_attr = 0o120777 << 16
    return packed([(entry, "/etc/passwd")])


def noise(n: int) -> bytes:
    """Return random bytes, the same every time."""
    return random.Random(18).randbytes(n)


def quine() -> bytes:
    """Return a zip whose member is the start of itself: whoever unpacks again and again never ends."""
    inner = packed({"x.zip": b"PK\x03\x04" + bytes(200)}, zipfile.ZIP_STORED)
    return packed({"x.zip": inner}, zipfile.ZIP_STORED)


ZIPS = {
    "bomb flat": ("x.zip", lambda: packed({"x.csv": blanks(101)})),
    "bomb of many": ("x.zip", lambda: packed({f"{i}.csv": blanks(2) for i in range(60)})),
    "bomb overlapping": ("x.zip", overlapping),
    "bomb nested": ("x.zip", lambda: nested(1)),
    "zips 40 deep": ("x.zip", lambda: nested(40)),
    "zip of itself": ("x.zip", quine),
    "zip that says too little": ("x.zip", lambda: lying(10, blanks(1))),
    "zip that says too much": ("x.zip", lambda: lying(0x7FFFFFFF, TEXT.encode())),
    "zip of 5,001 entries": ("x.zip", lambda: packed({str(i): b"" for i in range(ZIP_ENTRIES + 1)})),
    "zip that climbs": ("x.zip", lambda: packed({"../../../../tmp/x.csv": TEXT})),
    "zip with a root": ("x.zip", lambda: packed({"/etc/x.csv": TEXT})),
    "zip with a drive": ("x.zip", lambda: packed({"C:\\Windows\\x.csv": TEXT})),
    "zip with a share": ("x.zip", lambda: packed({"\\\\host\\share\\x.csv": TEXT})),
    "zip with a device": ("x.zip", lambda: packed({"CON": TEXT, "nul.csv": TEXT})),
    "zip with a link": ("x.zip", link_member),
    "zip with controls": ("x.zip", lambda: packed({"a\x1b[31m\u202e.csv": TEXT})),
    "zip with a long name": ("x.zip", lambda: packed({"x" * 60_000 + ".csv": TEXT})),
    "zip with one name twice": ("x.zip", lambda: packed([("x.csv", TEXT), ("X.csv", TEXT)])),
    "zip with a folder as file": ("x.zip", lambda: packed([("x.csv/", b""), ("x.csv", TEXT)])),
    "zip encrypted": ("x.zip", lambda: flag(packed({"x.csv": TEXT}), 1)),
    "zip of another method": ("x.zip", lambda: with_method(99)),
    "zip without entries": ("x.zip", lambda: packed({})),
    "zip with a wrong sum": ("x.zip", lambda: packed({"x.csv": TEXT}, zipfile.ZIP_STORED).replace(b"kapot", b"kapOt")),
    "zip behind a pdf": ("x.pdf", lambda: b"%PDF-1.7\n" + packed({"x.csv": TEXT})),
    "zip before a pdf": ("x.zip", lambda: packed({"x.csv": TEXT}) + b"%PDF-1.7 /JS (app.alert(1))"),
    "zip with a comment": ("x.zip", lambda: packed({"x.csv": TEXT})[:-2] + b"\xff\xff" + bytes(65_535)),
    "zip end alone": ("x.zip", lambda: b"PK\x05\x06" + b"\xff" * 18),
    "zip head alone": ("x.zip", lambda: b"PK\x03\x04"),
    "gz bomb": ("x.csv.gz", lambda: gzip.compress(blanks(101))),
    "gz of gz": ("x.csv.gz", lambda: gzip.compress(gzip.compress(TEXT.encode()))),
    "gz of zip": ("x.gz", lambda: gzip.compress(packed({"x.csv": TEXT}))),
    "gz of nothing": ("x.csv.gz", lambda: gzip.compress(b"")),
    "gz of many streams": ("x.csv.gz", lambda: gzip.compress(b"") * 3_000),
    "gz cut": ("x.csv.gz", lambda: gzip.compress(TEXT.encode())[:-9]),
    "gz with noise behind": ("x.csv.gz", lambda: gzip.compress(TEXT.encode()) + noise(50)),
    "tar as zip": ("x.zip", tar),
    "tar.gz": ("x.tar.gz", lambda: tar("w:gz")),
    "tar.xz as xlsx": ("x.xlsx", lambda: tar("w:xz")),
}
