"""Names whose bytes were read in another alphabet, so that no letter of them is left: ×åðíîìûðäèí, ÍõÐ¡Ã÷, M黮ler.

No text is repaired: it is turned back into the bytes that a reader may have had, and bytes of known names are looked
for in these.
"""

import codecs
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from itertools import accumulate
from typing import Final, NamedTuple

from drift.sources.people.forms import MOST_SIGNS
from drift.sources.people.plain import Span, fold
from drift.sources.people.wide import Wide
from drift.sources.people.wrapped import Signs

# in which names are written; of two that write the same bytes the first will do
WRITTEN: Final = ("utf-8", "cp1252", "iso8859-15", "cp850", "mac_roman", "cp1250", "iso8859-2", "cp852", "mac_latin2",
                  "cp1254", "cp1257", "cp1258", "cp1251", "koi8-u", "cp866", "iso8859-5", "mac_cyrillic", "cp855",
                  "cp1253", "iso8859-7", "cp737", "mac_greek", "cp1255", "cp862", "cp1256", "iso8859-6", "cp720",
                  "cp874", "gb18030", "big5", "cp932", "euc_jp", "cp949")  # fmt: skip
MOSTLY: Final = ("utf-8", "cp1252", "cp1250", "cp1251", "koi8-u", "cp866")  # of which bytes were lost
OF_WIDE: Final = ("utf-8", "gb18030", "big5", "cp932", "euc_jp", "cp949")  # scripts that write no blank between words
ONE_BYTE: Final = ("cp1252", "cp850", "cp437", "mac_roman", "cp1250", "cp1251", "koi8-r", "cp866", "iso8859-5",
                   "mac_cyrillic", "cp1253", "cp1254", "cp1255", "cp1256", "cp874")  # fmt: skip
READ_AS: Final = (*ONE_BYTE, "gb18030", "big5", "cp932", "euc_jp", "cp949")
AGAIN: Final = 2  # times that UTF-8 was read as something else before
STARTS: Final = 3  # bytes with which a name of two signs is told at a glance: one of UTF-8, one and a half of others
LONG: Final = 7  # bytes of a name that is told by itself, whatever stands behind it
UNKNOWN: Final = b"\0"  # a byte that its reader had no sign for
_PIECE: Final = re.compile(r"[^\x00-\x3e]+")  # what bytes of two-byte letters are read as, but digits
_TOKENS: Final = (
    re.compile(rb"[A-Za-z\x80-\xff]+"),
    re.compile(rb"[A-Za-z\x80-\xff\x00]+"),
    re.compile(rb"[\x00\x40-\xff]+"),
)
_GAPS: Final = " ,，\u3000・·"  # within a name in scripts that write no blank between words
_GAP: Final = re.compile(f"[{_GAPS}\xa0]{{1,2}}")
_MARKED: Final = re.compile("(?s).[\u0300-\u036f\u1161-\u11c2]*")  # of NFD
_MARKS: Final = "«»„“”‘’‚‹›–—…"
_MARK_SIZES: Final = (1, 2, 3)  # bytes
_WORD: Final = re.compile(r"[^\W\d_]+")
# a blank that was none: the second byte of Р, Π and à; behind the sign that the first one is read as
_BLANK: Final = re.compile("(?<=[ÐÎ×ÃÄÅРОЧГДЕ]) (?=[^\x00-\x7f])")
_ASCII: Final = bytes(range(128))
FEWEST: Final = 2  # bytes above ASCII of a word of which some were lost, and half of those of it that were not
_LENIENT: Final = "drift.taken"


Find = Callable[[bytes], Iterable["Hit"]]


class Hit(NamedTuple):
    """Where signs of a text were a word of a name, in bytes that were read as they are."""

    start: int
    end: int
    word: str
    raw: bytes
    reads: tuple[str, ...] = ()  # as what the bytes were read, the last time first; UTF-8 between two of them

    def move(self, start: int, end: int, *reads: str) -> "Hit":
        """Return the hit at another place, where the bytes were read once more."""
        return Hit(start, end, self.word, self.raw, (*reads, *self.reads))


def _take(fault: UnicodeError) -> tuple[str | bytes, int]:
    """Give the byte of Latin-1 for a sign that an encoding lacks, as lenient readers do; else a blank."""
    if not isinstance(fault, UnicodeEncodeError):
        raise fault
    signs = fault.object[fault.start : fault.end]
    return bytes(ord(sign) if "\x80" <= sign <= "\xff" else 32 for sign in signs), fault.end


codecs.register_error(_LENIENT, _take)


def to_bytes(text: str, read: str) -> bytes:
    """Return the bytes that were read as a text."""
    return text.replace("\ufffd", "?").encode(read, _LENIENT).replace(b"?", UNKNOWN)


class Garbled:
    """Bytes of names in the encodings that people's systems write, for names that become known one by one."""

    def __init__(self, wide: Wide) -> None:
        self._wide = wide
        self._forms: dict[bytes, str] = {}  # -> word as written
        self._sizes: set[int] = set()  # of forms that are told by themselves, in bytes
        self._heads: set[bytes] = set()  # with which these begin
        self._known: set[str] = set()  # words
        self._letters: set[str] = set()  # initials, and words of one sign: told beside others alone
        self._starts: set[tuple[int, ...]] = set()  # bytes with which names begin in scripts without blanks
        self._calm: set[str] = set()  # pieces of texts that are nobody's

    def add(self, cell: str) -> None:
        """Remember the bytes of the words of a cell, in capitals and small; words of ASCII are the same everywhere."""
        words = {word for word in _WORD.findall(unicodedata.normalize("NFC", cell[:MOST_SIGNS])) if not word.isascii()}
        new = words - self._known
        for form in {form for word in new for form in (word, word.upper(), word.lower()) if len(word) > 1}:
            for raw in _spell(form):
                self._forms.setdefault(raw, form)
                if len(raw) >= LONG:
                    self._sizes.add(len(raw))
                    self._heads.add(raw[:LONG])
        if new:
            self._known |= new
            self._letters |= {word[0] for word in new}
            self._calm.clear()

    def add_wide(self, names: Iterable[str]) -> None:
        """Remember how names in scripts that write no blank between words begin, with a gap behind the first sign."""
        written = (unicodedata.normalize("NFC", name) for name in names if len(name) > 1)
        parted = [f"{name[0]}{gap}{name[1:]}" for name in written for gap in ("", *_GAPS)]
        raws = (_write(form, encoding) for form in parted for encoding in OF_WIDE)
        self._starts |= {tuple(raw[:STARTS]) for raw in raws if raw}

    def read(self, found: Signs) -> Iterator[Signs]:
        """Yield a text, or what it stands for, with the words of names whose letters were read in other alphabets."""
        if not self._known:
            return
        if not unicodedata.is_normalized("NFC", found.signs):
            yield from self._read(_compose(found))
        yield from self._read(found)

    def _read(self, found: Signs) -> Iterator[Signs]:
        for text in dict.fromkeys((found.signs, _BLANK.sub("\xa0", found.signs))):
            pieces = [one.span() for one in _PIECE.finditer(text) if not one.group().isascii()]
            hits = self._find_in(text, pieces, self._find_words)
            hits += self._find_in(text, _join(text, pieces), self._find_wide) if self._starts else []
            if hits:
                yield _put(found, [*hits, *self._find_letters(text, pieces, hits)])

    def _find_in(self, text: str, spans: list[Span], find: Find) -> list[Hit]:
        """Return what is found in parts of a text; nothing that stands there as it is."""
        mark = "" if find == self._find_words else "\n"
        new = {span: key for span in spans if (key := text[slice(*span)] + mark) not in self._calm}
        if not new or not any(True for _ in _find("\n".join(new.values()), find, AGAIN, whole=False)):
            self._calm.update(new.values())
            return []
        hits = []
        for start, end in new:
            inside = [
                hit for hit in _find(text[start:end], find, AGAIN) if hit.word != text[start:end][hit.start : hit.end]
            ]
            hits += [hit.move(start + hit.start, start + hit.end) for hit in inside]
            self._calm |= set() if inside else {new[start, end]}
        return hits

    def _find_words(self, raw: bytes) -> Iterator[Hit]:
        rows = {one.span(): one.group() for tokens in _TOKENS for one in tokens.finditer(raw)}
        for (_, end), row in rows.items():
            for token in _strip(row):
                yield from self._find_forms(token, end - len(token))

    def _find_forms(self, token: bytes, start: int) -> Iterator[Hit]:
        """Yield what a row of bytes is, or begins with, or is without a quotation mark or unknown bytes behind it."""
        sizes = {len(token), len(token.rstrip(UNKNOWN))}
        sizes |= {len(token) - n for n in _MARK_SIZES if token[-n:] in _list_marks()}
        sizes |= self._sizes if token[:LONG] in self._heads else set()
        for form in (token[:size] for size in sizes):
            if form in self._forms:
                yield Hit(start, start + len(form), self._forms[form], form)

    def _find_wide(self, raw: bytes) -> Iterator[Hit]:
        if self._starts.isdisjoint(zip(*(raw[i:] for i in range(STARTS)), strict=False)):
            return
        for written in OF_WIDE:
            reading = fold(Signs.of(raw.decode(written, "ignore")))
            for word in {reading.written(*span) for span in self._wide.find(reading)}:
                form = word.encode(written)
                yield from (Hit(one.start(), one.end(), word, form) for one in re.finditer(re.escape(form), raw))

    def _find_letters(self, text: str, pieces: Iterable[Span], hits: Iterable[Hit]) -> Iterator[Hit]:
        """Yield initials and words of one sign that were read in the way of what is found in a text."""
        ways = {(hit.reads, written) for hit in hits for written in WRITTEN if _write(hit.word, written) == hit.raw}
        for start, end in pieces:
            for reads, written in ways if end - start <= LONG else ():
                letter = _read_back(text[start:end], reads, written)
                if letter in self._letters:
                    yield Hit(start, end, letter, b"")


def _read_back(piece: str, reads: Sequence[str], written: str) -> str:
    """Return what a piece of a text was before it was read in other encodings, one after the other."""
    for i, read in enumerate(reads, 1):
        piece = to_bytes(piece, read).decode(written if i == len(reads) else "utf-8", "ignore")
    return piece


def _strip(token: bytes) -> set[bytes]:
    """Return a row of bytes as it is, and without what stands for unknown ones or a quotation mark before it."""
    return {token, token.lstrip(UNKNOWN), *(token[n:] for n in _MARK_SIZES if token[:n] in _list_marks())}


@cache
def _list_marks() -> frozenset[bytes]:
    """Return the bytes of quotation marks and dashes, which may stand right beside a name, in each encoding."""
    return frozenset(raw for mark in _MARKS for written in WRITTEN if (raw := _write(mark, written)))


def _join(text: str, pieces: Iterable[Span]) -> list[Span]:
    """Return pieces of a text with those beside them, behind no more than a gap of a name."""
    joined: list[Span] = []
    for start, end in pieces:
        if joined and _GAP.fullmatch(text, joined[-1][1], start):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return joined


def _find(piece: str, find: Find, again: int, *, whole: bool = True) -> Iterator[Hit]:
    """Yield what is found in a piece of a text, for each encoding that its bytes may have been read in.

    whole: all of it is UTF-8 that was read as something else, if any is; else the places are no matter
    """
    for read in READ_AS:
        raw = to_bytes(piece, read)
        inside = [] if raw.isascii() else [*find(raw)]
        if again and not inside and read in ONE_BYTE and (before := _decode(raw, whole=whole)) and before != piece:
            sizes = [0, *accumulate(len(sign.encode()) for sign in before)]
            hits = _find(before, find, again - 1, whole=whole)
            inside = [hit.move(sizes[hit.start], sizes[hit.end]) for hit in hits]
        if inside:
            signs = _list_signs(piece, read)
            yield from (hit.move(signs[hit.start], signs[hit.end - 1] + 1, read) for hit in inside)


def _decode(raw: bytes, *, whole: bool) -> str:
    """Return the text that bytes are in UTF-8; nothing where they are none, or only ASCII."""
    try:
        text = raw.decode(errors="strict" if whole else "ignore")
    except UnicodeDecodeError:
        return ""
    return "" if text.isascii() else text


def _list_signs(piece: str, read: str) -> list[int]:
    """Return which sign of a piece each byte was read as."""
    return [i for i, sign in enumerate(piece) for _ in to_bytes(sign, read)]


def _compose(found: Signs) -> Signs:
    """Return a text with each sign and the marks behind it as one sign, where there is one."""
    signs, starts = [], []
    for one in _MARKED.finditer(found.signs):
        composed = unicodedata.normalize("NFC", one.group())
        signs.append(composed)
        starts += [found.starts[one.start()]] * len(composed)
    return Signs(found.text, "".join(signs), [*starts, found.starts[-1]])


def _put(found: Signs, hits: Iterable[Hit]) -> Signs:
    """Return a text with words in the place of the signs that they became; of two in one place the longer one."""
    signs, starts, last = [], [], 0
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end)):
        if hit.start >= last:
            signs += [found.signs[last : hit.start], hit.word]
            starts += [*found.starts[last : hit.start], *[found.starts[hit.start]] * len(hit.word)]
            last = hit.end
    return Signs(found.text, "".join(signs) + found.signs[last:], [*starts, *found.starts[last:]])


def _spell(word: str) -> set[bytes]:
    """Return the bytes of a word in each encoding, and what is left of them where a reader had no sign for some."""
    whole = {raw for written in WRITTEN if (raw := _write(word, written))}
    whole.add(unicodedata.normalize("NFD", word).encode())
    mostly = {raw for written in MOSTLY if (raw := _write(word, written))}
    return whole.union(*(_lose(raw, read) for raw in mostly for read in READ_AS if _may_lose(raw, read)))


@lru_cache(4096)
def _write(word: str, written: str) -> bytes | None:
    """Return the bytes of a word in an encoding; None where it lacks a letter of it."""
    try:
        return (_part_tones(word) if written == "cp1258" else word).encode(written)
    except UnicodeEncodeError:
        return None


def _part_tones(word: str) -> str:
    """Return letters of Vietnamese as Windows writes them, with the tone as a sign of its own: ê and a tilde for ễ."""
    parts = [unicodedata.decomposition(sign).split() if "\u1ea0" <= sign <= "\u1ef9" else [] for sign in word]
    return "".join("".join(chr(int(one, 16)) for one in part) or sign for part, sign in zip(parts, word, strict=True))


def _may_lose(raw: bytes, read: str) -> bool:
    """Whether a reader may have no sign for some bytes; one that reads two at a time may have none for these."""
    unknown = _list_unknown(read)
    return read not in ONE_BYTE or (bool(unknown) and len(raw.translate(None, unknown)) < len(raw))


@cache
def _list_unknown(read: str) -> bytes:
    return bytes(byte for byte in range(128, 256) if not bytes([byte]).decode(read, "ignore"))


def _lose(raw: bytes, read: str) -> set[bytes]:
    """Return what is left of bytes of which some are no sign in an encoding: marked as such, or gone."""
    signs = raw.decode(read, "replace")
    n_lost = signs.count("\ufffd")
    if 3 * n_lost > len(raw) or len(raw) - n_lost < 2 * FEWEST:
        return set()
    forms = {to_bytes(signs, read)}
    forms |= {to_bytes(signs.replace("\ufffd", ""), read)} if read in ONE_BYTE else set()
    return {form for form in forms if len(form.translate(None, _ASCII)) >= FEWEST or len(raw) - n_lost >= LONG}
