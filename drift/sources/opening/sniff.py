"""What is this file: decided by its content, never by its name."""

import codecs
import re
from typing import Final, Literal

from drift.errors import Note
from drift.terms import OWN_MARK

Kind = Literal[
    "ole", "old", "zip", "gzip", "html", "pdf", "picture", "archive", "xml_sheet", "old_document", "xes", "xml", "ics",
    "text", "mail", "parquet", "locked_parquet", "unknown",
]  # fmt: skip

HEAD_BYTES: Final = 8_192  # enough for the longest preamble seen before a root element
_MAGIC: Final[dict[Kind, tuple[bytes, ...]]] = {
    "ole": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",),  # old .xls, and any encrypted Office file
    "zip": (b"PK\x03\x04", b"PK\x05\x06"),  # the second: without entries
    # Excel 2, 3, 4 and a bare 5: a stream without a container
    "old": (b"\x09\x00\x04\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00", b"\x09\x08\x08\x00"),
    "gzip": (b"\x1f\x8b",),
    "parquet": (b"PAR1\x15",),  # the sign behind the mark begins a page, or what the file tells of itself
    "locked_parquet": (b"PARE\x15",),
    "pdf": (b"%PDF",),
    "picture": (b"\x89PNG", b"\xff\xd8\xff", b"GIF8"),
    "old_document": (b"{\\rtf",),
    "archive": (b"7z\xbc\xaf", b"Rar!", b"\xfd7zXZ", b"BZh"),
}
_BARE_MARKS: Final[dict[bytes, Kind]] = {b"PAR1": "parquet", b"PARE": "locked_parquet"}  # a text may begin so too
_NO_TABLES: Final[tuple[Kind, ...]] = (
    "html", "pdf", "picture", "archive", "xml_sheet", "old_document", "xml", "mail", "locked_parquet",
)  # fmt: skip
OWN_HTML: Final = f'<meta name="generator" content="{OWN_MARK}">'.encode()  # in the head of a page that drift wrote
REFUSED: Final[dict[Kind, str]] = {kind: f"refused.{kind}" for kind in _NO_TABLES}
_PASSED_OVER: Final = ("readme", "license", "licence", "notice", "copying")  # papers that lie beside data
_PAPERS: Final = ("", "md", "txt", "rst", "html", "pdf", "adoc")  # a README.xlsx is a workbook
_SYSTEM: Final = ("thumbs.db", "desktop.ini", ".ds_store", ".directory", ".localized")
_XML_SHEETS: Final = ("urn:schemas-microsoft-com:office:spreadsheet", "application/vnd.oasis.opendocument.spreadsheet")
_XML_TEXTS: Final = (  # a text document of Word or LibreOffice as one file of XML
    "http://schemas.microsoft.com/office/word/2003/wordml",
    "http://schemas.microsoft.com/office/2006/xmlpackage",
    "application/vnd.oasis.opendocument.text",
)
_HTML = re.compile(r"<(?:html|!doctype\s+html|table|head|body|meta|style)\b|mime-version:")
_FIELD = re.compile(r"[a-z][a-z0-9-]*:|[ \t]")  # a line of the head of a message, or the rest of one
_XML = re.compile(r"<(?:\?xml|!--|!doctype|[a-z_][\w.-]*[:\s>])")
_CONTROL = re.compile(rb"[\x01-\x08\x0e-\x19\x1b-\x1f\x7f]")  # never in text, whatever its encoding
_CONTROL_SHARE: Final = 0.02  # a stray one does not make a text file binary
_NUL_SHARE: Final = 0.1  # padding of a sick export; UTF-16 has a third and more
_MARKS: Final = {  # those of UTF-32 first: the little one begins as that of UTF-16 does
    codecs.BOM_UTF32_LE: "utf-32-le",
    codecs.BOM_UTF32_BE: "utf-32-be",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
_FULL: Final = {"utf-16-le": (0, 2), "utf-16-be": (1, 3), "utf-32-le": (0,), "utf-32-be": (3,)}  # of four bytes
_FEWEST_WIDE: Final = 8  # bytes in which NUL tells anything
_MOST_NUL_FULL: Final = 0.05  # share of NUL where letters stand
_LEAST_NUL_EMPTY: Final = 0.7  # and where it does not: letters beyond Latin-1 have a byte there


def why_passed_over(name: str, size: int) -> Note | None:
    """Why a file of this name and size in bytes is not meant to be read (lock file, empty, README), or None."""
    name = name.casefold()
    if name.startswith(("~$", ".~lock")):
        return Note("skipped.lock")
    if name in _SYSTEM or name.startswith("._"):
        return Note("skipped.system")
    if name.startswith("."):
        return Note("skipped.hidden")
    if size == 0:
        return Note("skipped.empty")
    stem, _, ending = name.partition(".")
    if stem in _PASSED_OVER and ending in _PAPERS:
        return Note("skipped.readme")
    return None


def why_refused(head: bytes) -> Note | None:
    """Why the content certainly is no table, by its first HEAD_BYTES; None when a reader process may try.

    A PDF, or a page with our mark, is looked at there: it may be one that drift wrote.
    """
    kind = recognise(head)
    ours = kind == "pdf" or (kind == "html" and OWN_HTML in head)
    return Note(REFUSED[kind]) if kind in REFUSED and not ours else None


def recognise(head: bytes) -> Kind:
    """Return what a file is by its first bytes (HEAD_BYTES of them, or all)."""
    for kind, magic in _MAGIC.items():
        if head.startswith(magic):
            return kind
    encoding = guess_wide(head)
    n_strange = len(_CONTROL.findall(head))
    if encoding is None and (head.count(0) > _NUL_SHARE * len(head) or n_strange > _CONTROL_SHARE * len(head)):
        return _BARE_MARKS.get(head[:4], "unknown")
    return _recognise_text(head.decode(encoding or "latin-1", errors="replace"))


def guess_wide(head: bytes) -> str | None:
    """Return the UTF-16 or UTF-32 and its byte order, by the mark or by where the NUL bytes stand; else None."""
    for mark, encoding in _MARKS.items():
        if head.startswith(mark):
            return encoding
    if len(head) < _FEWEST_WIDE or _CONTROL.search(head.replace(b"\x00", b"")):
        return None
    nul = [head[i::4].count(0) / len(head[i::4]) for i in range(4)]  # share of them at each place of four bytes
    for encoding, full in _FULL.items():
        if all((nul[i] < _MOST_NUL_FULL) if i in full else (nul[i] > _LEAST_NUL_EMPTY) for i in range(4)):
            return encoding
    return None


def _recognise_text(head: str) -> Kind:
    start = head.lstrip("\ufeff\u00ef\u00bb\u00bf \t\r\n").casefold()
    if start.startswith("begin:vcalendar"):
        return "ics"
    if _HTML.match(start):
        return "html"
    if not _XML.match(start):
        return "mail" if _is_mail(start) else "text"
    if any(name in start for name in _XML_SHEETS):
        return "xml_sheet"
    if any(name in start for name in _XML_TEXTS):
        return "old_document"
    if re.search(r"<log[\s>]", start):
        return "xes"
    return "html" if "<html" in start else "xml"


def _is_mail(start: str) -> bool:
    """Whether a text begins as an e-mail message does, with its sender and its subject or addressee."""
    lines = re.split(r"\r?\n\r?\n", start, maxsplit=1)[0].splitlines()
    names = {line.partition(":")[0] for line in lines}
    return all(map(_FIELD.match, lines)) and "from" in names and not names.isdisjoint(("to", "subject"))
