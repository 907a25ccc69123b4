"""Names of many languages, and what is left of their letters where a program read their bytes in a wrong encoding."""

from __future__ import annotations

import html
import json
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import partial
from html.entities import codepoint2name
from urllib.parse import quote

NAMES = {  # as a column writes them -> (given, family)
    "María Núñez": ("María", "Núñez"),
    "Müller, Käthe": ("Käthe", "Müller"),
    "Jürgen Weißbach": ("Jürgen", "Weißbach"),
    "Bjørn Ødegård": ("Bjørn", "Ødegård"),
    "Åse Sørensen": ("Åse", "Sørensen"),
    "Märta Sjöström": ("Märta", "Sjöström"),
    "René Lefèvre": ("René", "Lefèvre"),
    "Chloë Françoisse": ("Chloë", "Françoisse"),
    "João Gonçalves": ("João", "Gonçalves"),
    "Álvaro García": ("Álvaro", "García"),
    "Þóra Guðmundsdóttir": ("Þóra", "Guðmundsdóttir"),
    "Siobhán O'Súilleabháin": ("Siobhán", "O'Súilleabháin"),
    "Çağla Özkanoğlu": ("Çağla", "Özkanoğlu"),
    "Şükrü Yıldırım": ("Şükrü", "Yıldırım"),
    "Łukasz Wójcik": ("Łukasz", "Wójcik"),
    "Grażyna Śliwińska": ("Grażyna", "Śliwińska"),
    "Dvořáková, Růžena": ("Růžena", "Dvořáková"),
    "Đorđe Petrović": ("Đorđe", "Petrović"),
    "Erdős Gyöngyvér": ("Gyöngyvér", "Erdős"),
    "Ștefania Mărginean": ("Ștefania", "Mărginean"),
    "Jānis Bērziņš": ("Jānis", "Bērziņš"),
    "Nguyễn Phương": ("Phương", "Nguyễn"),
    "Иван Черномырдин": ("Иван", "Черномырдин"),
    "Γιώργος Παπαδόπουλος": ("Γιώργος", "Παπαδόπουλος"),
    "王小明": ("小明", "王"),
    "山田 太郎": ("太郎", "山田"),
    "김철수": ("철수", "김"),
    "محمد الخطيب": ("محمد", "الخطيب"),
}
Way = Callable[[str], str]


def misread(text: str, written: str, read: str, times: int = 1) -> str:
    """Return a text written in one encoding and read in another, as lenient readers do: unknown bytes as Latin-1."""
    for _ in range(times):
        text = "".join(_read(text.encode(written), read))
    return text


def _read(raw: bytes, read: str) -> Iterator[str]:
    if read in ("gbk", "cp932", "big5"):
        yield raw.decode(read, "replace")
        return
    for byte in raw:
        try:
            yield bytes([byte]).decode(read)
        except UnicodeDecodeError:
            yield chr(byte)


def _replaced(text: str, mark: str, *, runs: bool = False) -> str:
    """Return a text with a mark for each letter that is no ASCII, or for each run of these."""
    left = "".join(sign if sign.isascii() else "\ufffd" for sign in text)
    while runs and "\ufffd\ufffd" in left:
        left = left.replace("\ufffd\ufffd", "\ufffd")
    return left.replace("\ufffd", mark)


def _named(text: str) -> str:
    known = ((codepoint2name.get(ord(sign)), sign) for sign in text)
    return "".join(sign if sign.isascii() else f"&{name};" if name else f"&#{ord(sign)};" for name, sign in known)


def _numbered(text: str) -> str:
    return "".join(sign if sign.isascii() else f"&#{ord(sign)};" for sign in text)


def _bytes_as(text: str, form: str, encoding: str = "utf-8") -> str:
    return "".join(sign if sign.isascii() else "".join(form % byte for byte in sign.encode(encoding)) for sign in text)


def _codes_as(text: str, form: str) -> str:
    return "".join(sign if sign.isascii() else form % ord(sign) for sign in text)


# one encoding read in another: (what the bytes were, as what they were read)
OF_UTF8 = ("cp1252", "latin-1", "mac_roman", "cp437", "cp850", "cp1250", "cp1251", "cp1254", "iso8859-15", "gbk")
SINGLE = ("cp1252", "cp850", "cp437", "mac_roman", "cp1250", "iso8859-2", "cp852", "cp1254", "cp1257", "cp1251",
          "koi8-r", "cp866", "cp1253", "cp1256")  # fmt: skip
READ_AS = ("cp1252", "latin-1", "cp850", "cp437", "mac_roman", "cp1250")
MISREAD: dict[str, Way] = {
    **{f"utf-8 as {read}": partial(misread, written="utf-8", read=read) for read in OF_UTF8},
    **{f"utf-8 as {read} twice": partial(misread, written="utf-8", read=read, times=2) for read in OF_UTF8[:3]},
    **{
        f"{written} as {read}": partial(misread, written=written, read=read)
        for written in SINGLE
        for read in READ_AS
        if written != read
    },
}
MISREAD["utf-8 as cp1252, small"] = lambda text: misread(text, "utf-8", "cp1252").lower()
MISREAD["utf-8 as cp1252, entities"] = lambda text: _named(misread(text, "utf-8", "cp1252"))
MISREAD["utf-8 as cp1252, then escaped"] = lambda text: json.dumps(misread(text, "utf-8", "cp1252"))[1:-1]
WRAPPED: dict[str, Way] = {
    "entities": _named,
    "numbers": _numbered,
    "entities twice": lambda text: html.escape(_named(text), quote=False),
    "entities, no semicolon": lambda text: _named(text).replace(";", ""),
    "percent": lambda text: quote(text, safe="' ,."),
    "percent small": lambda text: quote(text, safe="' ,.").lower(),
    "percent twice": lambda text: quote(quote(text, safe="' ,."), safe="' ,."),
    "percent latin-1": lambda text: quote(text, safe="' ,.", encoding="latin-1"),
    "percent u": lambda text: _codes_as(text, "%%u%04X"),
    "quoted printable": lambda text: _bytes_as(text, "=%02X"),
    "quoted printable latin-1": lambda text: _bytes_as(text, "=%02X", "latin-1"),
    "json": lambda text: json.dumps(text)[1:-1],
    "json twice": lambda text: json.dumps(json.dumps(text))[3:-3],
    "json, strokes lost": lambda text: json.dumps(text)[1:-1].replace("\\", ""),
    "braces": lambda text: _codes_as(text, "\\u{%x}"),
    "long": lambda text: _codes_as(text, "\\U%08x"),
    "hex": lambda text: _bytes_as(text, "\\x%02x"),
    "hex latin-1": lambda text: _bytes_as(text, "\\x%02x", "latin-1"),
    "octal": lambda text: _bytes_as(text, "\\%03o"),
    "rtf": lambda text: _bytes_as(text, "\\'%02x", "cp1252"),
    "cell": lambda text: _codes_as(text, "_x%04X_"),
}
LOST: dict[str, Way] = {
    "lost to ?": lambda text: _replaced(text, "?"),
    "lost to ??": lambda text: _replaced(text, "??"),
    "lost to _": lambda text: _replaced(text, "_"),
    "lost to \ufffd": lambda text: _replaced(text, "\ufffd"),
    "lost to \ufffd\ufffd": lambda text: _replaced(text, "\ufffd\ufffd"),
    "lost to one \ufffd a run": lambda text: _replaced(text, "\ufffd", runs=True),
    "lost to □": lambda text: _replaced(text, "□"),
    "utf-8 as ascii": lambda text: text.encode().decode("ascii", "replace"),
    "cp1252 as utf-8": lambda text: text.encode("cp1252").decode("utf-8", "replace"),
    "latin-1 or ?": lambda text: text.encode("latin-1", "replace").decode("latin-1"),
    "utf-8 as cp1252, unknown as \ufffd": lambda text: text.encode().decode("cp1252", "replace"),
    "utf-8 as cp1252, unknown as ?": lambda text: text.encode().decode("cp1252", "replace").replace("\ufffd", "?"),
    "utf-8 as cp1252, controls gone": lambda text: "".join(
        sign for sign in misread(text, "utf-8", "cp1252") if sign.isprintable()
    ),
    "utf-8 as cp1252, plain blanks": lambda text: misread(text, "utf-8", "cp1252").replace("\xa0", " "),
}


ONLY_LATIN_1 = {"entities, no semicolon", "utf-8 as cp1252, small"}  # others need it, or would be other letters
# two bytes a letter, or a letter of other scripts is a blank
BY_LETTER = {"utf-8 as gbk", "json, strokes lost", "utf-8 as cp1252, plain blanks", "utf-8 as cp1252, controls gone"}


def can_write(label: str, way: Way, text: str) -> bool:
    """Whether a text can be written so, is altered by it, and something is left of which it can be told."""
    try:
        written = way(text)
    except UnicodeEncodeError:
        return False
    if label in ONLY_LATIN_1 and max(text) > "\xff":
        return False
    if label in LOST and not has_latin(text):
        return False
    if label in BY_LETTER and (not is_latin(text) or not has_latin(text) or written != "".join(map(way, text))):
        return False
    return written != text


def looks_right(text: str) -> bool:
    """Whether nothing shows that a name was misread: all its signs are letters of names, Øukasz for Łukasz."""
    return all(sign.isascii() or sign == "\xa0" or (sign.isalpha() and is_latin(sign)) for sign in text)


def is_latin(text: str) -> bool:
    """Whether all letters of a text are Latin ones."""
    return all("LATIN" in unicodedata.name(sign) for sign in text if sign.isalpha())


def has_latin(text: str) -> bool:
    """Whether letters of each word would be left if all that are no ASCII were lost."""
    return all(
        any("a" <= sign.lower() <= "z" for sign in word) for word in re.findall(r"\w{2,}", text.removesuffix("s"))
    )


def list_forms(given: str, family: str) -> tuple[str, ...]:
    """Return what people write for a name."""
    if len(family) + len(given) <= 4:
        return (f"{family}{given}", f"{family} {given}", f"{family}\u3000{given}")
    return (
        f"{given} {family}",
        f"{family}, {given}",
        family,
        f"{given[0]}. {family}",
        f"{family}s",
        f"{family} {given}",
    )
