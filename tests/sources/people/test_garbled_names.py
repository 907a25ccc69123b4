"""Known names are masked where their bytes were read in another alphabet, so that no letter of them is left."""

import base64

import pandas as pd
import pytest
from broken_names import NAMES, list_forms

from drift.sources.people import MASK, People
from drift.sources.people.widths import read_widths
from drift.sources.people.wrapped import Signs, unwrap

TWO_BYTES = ("gb18030", "big5", "cp932", "euc_jp", "cp949")
OF_LATIN = ("utf-8", "cp1252", "cp850", "mac_roman", "cp1250", "iso8859-2", "cp852", "cp1254", "cp1258")
OF_OTHERS = ("utf-8", "cp1251", "koi8-r", "cp866", "iso8859-5", "mac_cyrillic", "cp1253", "cp737", "cp1256", *TWO_BYTES)
WESTERN = ("cp1252", "latin-1", "cp437", "cp850", "mac_roman", "cp1250")
EASTERN = ("cp1251", "koi8-r", "cp866", "iso8859-5", "cp1253", "cp1255", "cp1256", "cp874", "gb18030", "cp949")
LATIN = {name: parts for name, parts in NAMES.items() if max(name) < "\u0250"}
OTHERS = {name: parts for name, parts in NAMES.items() if name not in LATIN and max(name) < "\u1e00"} | {
    name: NAMES[name] for name in ("王小明", "山田 太郎", "김철수")
}


def know(*cells):
    people = People(None)
    people.hide(pd.Series(list(cells)))
    return people


def garble(text, written, read):
    """Return a text read in another encoding, as lenient readers do; None where nothing else comes of it."""
    try:
        raw = text.encode(written)
    except UnicodeEncodeError:
        return None
    if read in TWO_BYTES:
        signs = raw.decode(read, "replace")
    else:
        signs = "".join(bytes([byte]).decode(read, "ignore") or chr(byte) for byte in raw)
    return None if signs == text or "\ufffd" in signs else signs


EVERY = know(*NAMES)


@pytest.mark.parametrize("read", EASTERN)
def test_a_latin_name_read_in_another_alphabet_is_found(read):
    left, n = [], 0
    for name in LATIN:
        for written in OF_LATIN:
            for form in list_forms(*NAMES[name])[:4]:
                signs = garble(form, written, read)
                if signs and not signs.isascii():
                    n += 1
                    left += [] if is_masked(signs) else [(written, form, signs)]
    assert n > 150
    assert len(left) <= 0.01 * n, left[:5]  # an initial, where another encoding of the family name reads it otherwise


@pytest.mark.parametrize("read", [*WESTERN, *EASTERN])
def test_a_name_in_another_script_is_found_as_what_its_bytes_are_read(read):
    left, n = [], 0
    for name in OTHERS:
        for written in OF_OTHERS:
            for form in list_forms(*NAMES[name])[:4]:
                signs = garble(form, written, read) if written != read else None
                if signs and not any(map(str.isdigit, signs)):
                    n += 1
                    left += [] if is_masked(signs) else [(written, form, signs)]
    assert n > 30
    assert len(left) <= 0.02 * n, left[:5]


def is_masked(signs):
    masked = EVERY.mask(f"1: < {signs} > 7%")
    return MASK in masked and not any(map(str.isalpha, masked.replace(MASK, "")))


@pytest.mark.parametrize(
    ("cell", "text", "masked"),
    [
        ("Сергей Иванов", "gebeld: óÅÒÇÅÊ é×ÁÎÏ×, ok", "gebeld: […], ok"),  # KOI8-R as Windows
        ("Сергей Иванов", "gebeld: уЕТЗЕК йЧБОПЧ, ok", "gebeld: […], ok"),  # as Cyrillic of Windows
        ("Александр Рогов", "door Ð\ufffdÐ»ÐµÐºÑ\ufffdÐ°Ð½Ð´Ñ€ ok", "door […] ok"),  # bytes without a sign
        ("Александр Рогов", "door ÐÐ»ÐµÐºÑÐ°Ð½Ð´Ñ€ ok", "door […] ok"),
        ("Роман Рогов", "gebeld: Ð Ð¾Ð¼Ð°Ð½ Ð Ð¾Ð³Ð¾Ð² ok", "gebeld: […] ok"),  # a blank that was a byte of Р
        ("王小明", "ÇëÍõÐ¡Ã÷´¦Àí, morgen", "Çë[…]´¦Àí, morgen"),
        ("王 小明", "belt Íõ Ð¡Ã÷ terug", "belt […] terug"),
        ("山田 太郎", "belt ŽR“c‘¾˜Y terug", "belt […] terug"),  # Shift-JIS
        ("김철수", "belt ±èÃ¶¼ö terug", "belt […] terug"),
        ("Käthe Müller", "Hans M黮ler en K鋞he M黮ler", "Hans […] en […]"),  # read as Chinese
        ("Łukasz Wójcik", "Јukasz Wуjcik, Wуjcik", "[…], […]"),  # cp1250 as cp1251
        ("Nguyễn Hùng", "anh NguyêÞn, 3 NguyÃªÌƒn", "anh […], 3 […]"),  # of Windows in Vietnam
        ("Виктор Цой", "van «Âèêòîð Öîé»", "van «[…]»"),  # a quotation mark of the same bytes
        ("Ömer Güneş", "van вЂћGГјneЕџвЂќ", "van […]"),
        ("周杰伦", "belt ÖÜ£¬½ÜÂ× terug", "belt […] terug"),  # a wide comma
        ("Юлия Щербакова", "van а\u041cИ\u0306С э\u0415ТВБЛПЧБ", "van […]"),  # with its mark apart
        ("Виктор Цой", "van Ñ‡. Ð³ÐŸÐš", "van […]"),  # KOI8-R as Cyrillic, then UTF-8 as Windows
        ("Иван Рогов", "Ã\x90Ë\x9cÃ\x90Â²Ã\x90Â°Ã\x90Â½", "[…]"),  # UTF-8 as Windows, twice
    ],
)
def test_a_garbled_name_is_found_in_a_sentence(cell, text, masked):
    assert know(cell).mask(text) == masked


@pytest.mark.parametrize(
    ("column", "name", "text"),
    [
        ("óÅÒÇÅÊ é×ÁÎÏ×", "Сергей Иванов", "уЕТЗЕК йЧБОПЧ"),
        ("уЕТЗЕК йЧБОПЧ", "Сергей Иванов", "óÅÒÇÅÊ é×ÁÎÏ×"),
        ("ÍõÐ¡Ã÷", "王小明", "çŽ‹å°\x8fæ˜Ž"),
        ("¤ý¤p©ú", "王小明", "¤ý ¤p©ú"),
        ("ŽR“c ‘¾˜Y", "山田 太郎", "ŽR“c"),
        ("Jьrgen GroЯ", "Jürgen Groß", "J黵gen"),
    ],
)
def test_a_garbled_column_makes_the_name_known_as_it_is(column, name, text):
    people = know(column)
    assert people.mask(f"{name} belt") == f"{MASK} belt"
    assert people.mask(f"{column} belt") == f"{MASK} belt"
    assert people.mask(f"{text} belt") == f"{MASK} belt"


def codes(text, form):
    return "".join(sign if sign.isascii() else form % ord(sign) for sign in text)


def each_byte(text, form, written="utf-8"):
    return "".join(sign if sign.isascii() else "".join(form % byte for byte in sign.encode(written)) for sign in text)


def in_mail(text, charset):
    return f"=?{charset}?B?{base64.b64encode(text.encode(charset)).decode()}?="


WHOLE = ("1: < […] > 7%", "1: < […], […] > 7%", "1: < […]'[…] > 7%")
WRAPPED = {
    "of R": lambda text: codes(text, "<U+%04X>"),
    "bytes of R": lambda text: each_byte(text, "<%02x>"),
    "of Perl": lambda text: codes(text, "\\x{%x}"),
    "of RTF": lambda text: codes(text, "\\u%d?"),
    "numbers": lambda text: codes(text, "&#%d;"),
    "mail": lambda text: in_mail(text, "utf-8"),
    "mail, KOI8": lambda text: in_mail(text, "koi8-r"),
    "mail, Japanese": lambda text: in_mail(text, "iso-2022-jp"),
    "Japanese": lambda text: text.encode("iso2022_jp").decode(),
    "Japanese, escapes lost": lambda text: text.encode("iso2022_jp").decode().replace("\x1b", ""),
    "Chinese": lambda text: text.encode("hz").decode(),
    "percent, Cyrillic": lambda text: each_byte(text, "%%%02X", "cp1251"),
    "percent, Chinese": lambda text: each_byte(text, "%%%02X", "gbk"),
    "UTF-7": lambda text: text.encode("utf-7").decode(),
}


@pytest.mark.parametrize("label", WRAPPED)
def test_names_that_are_written_out_for_a_carrier_are_found(label):
    left, n = [], 0
    for name in NAMES:
        for form in (name, list_forms(*NAMES[name])[2]):
            try:
                written = WRAPPED[label](form)
            except UnicodeEncodeError:
                continue
            if written != form and not (label == "UTF-7" and max(form) > "\u1eff"):
                n += 1
                masked = EVERY.mask(f"1: < {written} > 7%")
                left += [] if masked in WHOLE else [(written, masked)]
    assert left == []
    assert n >= 2


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("utf-16-le", "utf-16-be"),
        ("ascii", "utf-16-le"),
        ("ascii", "utf-16-be"),
        ("cp037", "cp1252"),
        ("cp037", "latin-1"),
    ],
)
def test_names_read_two_bytes_at_a_time_or_from_a_mainframe_are_found(written, read):
    text = "melding van Piet Kwakkelsteyn, vandaag"
    signs = text.encode(written).decode(read, "replace")
    masked = know("Piet Kwakkelsteyn").mask(signs)
    before, behind = masked.split(MASK)
    n = len(signs) / len(text)  # signs a letter
    assert signs.startswith(before)
    assert signs.endswith(behind)
    assert len("melding van ") * n - 1 <= len(before) <= len("melding van ") * n
    assert len(", vandaag") * n - 1 <= len(behind) <= len(", vandaag") * n


def test_a_text_in_another_script_is_no_latin_one_read_wrong():
    for text in ("请王府井处理，明日再打电话给他们", "서울에서 전화가 왔습니다", "Один из принтеров не работает"):
        assert [*read_widths(Signs.of(text))] == []


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        ("M<U+00FC>ller U+00FCa <fc>", "Müller üa ü"),
        ("=?utf-8?B?TcO8bGxlcg==?= =?utf-8?B?w7w=?=", "Müllerü"),
        ("=?idna?B?TcO8bGxlcg==?= =?utf-8?B?A?=", "=?idna?B?TcO8bGxlcg==?= =?utf-8?B?A?="),
        ("+31 6 12 en +A-, +AOk., $B en ~{", "+31 6 12 en +A-, é., $B en ~{"),
        ("%CF%F0 en %C3%BC", "Ïð en ü"),
    ],
)
def test_what_is_written_out_is_read_as_meant(text, meant):
    assert unwrap(text).signs == meant


INNOCENT = """
принтер на складе не работает, прошу проверить до конца дня
drukarka w magazynie nie działa, proszę sprawdzić do końca dnia
Lütfen yazıcıyı bugün kontrol edin, çalışmıyor
Máy in trong kho không hoạt động, xin kiểm tra hôm nay
仓库的打印机坏了，请今天检查
倉庫のプリンターが動きません。今日中に確認してください
창고의 프린터가 작동하지 않습니다
الطابعة في المستودع لا تعمل، يرجى التحقق اليوم
Ο εκτυπωτής στην αποθήκη δεν λειτουργεί
המדפסת במחסן אינה פועלת
L’imprimante de l’entrepôt est hors service – à vérifier « aujourd’hui »
""".strip().splitlines()


@pytest.mark.parametrize("text", INNOCENT)
def test_texts_of_other_alphabets_stay_as_they_are(text):
    assert EVERY.mask(text) == text
