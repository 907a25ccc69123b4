"""An old .xls encrypted by RC4, as Excel did it: LibreOffice and the libraries at hand only undo it."""

from __future__ import annotations

import hashlib
import io
import struct

import olefile
from cryptography.hazmat.decrepit.ciphers.algorithms import ARC4
from cryptography.hazmat.primitives.ciphers import Cipher
from msoffcrypto.method.rc4 import _makekey

WRITER, KEY, SHEET = 0x5C, 0x2F, 0x85  # who wrote it, how it is encrypted, where a sheet begins
PLAIN = (0x809, KEY, 0x194, 0x195, 0xE1, 0x1C9, 0x138)  # records that are never encrypted (MS-XLS 2.2.10)
BLOCK = 1024


def crypt(key: bytes, data: bytes) -> bytes:
    return Cipher(ARC4(key), mode=None).encryptor().update(data)


def lock_old(plain: bytes, password: str) -> bytes:
    """Return an old .xls under a password: the record of who wrote it makes room for that of the key."""
    with olefile.OleFileIO(io.BytesIO(plain)) as ole:
        stream = bytearray(ole.openstream("Workbook").read())
    salt, verifier = bytes(16), bytes(range(16))
    both = crypt(_makekey(password, salt, 0), verifier + hashlib.md5(verifier).digest())
    key = struct.pack("<HHH", 1, 1, 1) + salt + both
    mask = bytearray(len(stream))
    at = 0
    while at + 4 <= len(stream):
        kind, size = struct.unpack_from("<HH", stream, at)
        if kind == WRITER and size == 112:
            rest = struct.pack("<HH", WRITER, size - len(key) - 4)
            stream[at : at + 8 + len(key)] = struct.pack("<HH", KEY, len(key)) + key + rest
            kind, size = KEY, len(key)
        if kind not in PLAIN:
            first = at + (8 if kind == SHEET else 4)
            mask[first : at + 4 + size] = b"\1" * max(0, at + 4 + size - first)
        at += 4 + size
    blocks = (bytes(stream[i : i + BLOCK]) for i in range(0, len(stream), BLOCK))
    keyed = b"".join(crypt(_makekey(password, salt, i), block) for i, block in enumerate(blocks))
    out = io.BytesIO(plain)
    with olefile.OleFileIO(out, write_mode=True) as ole:
        ole.write_stream("Workbook", bytes(k if m else p for k, p, m in zip(keyed, stream, mask, strict=True)))
    return out.getvalue()
