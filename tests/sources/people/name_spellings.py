"""Names of several languages, the forms people write them in, and the encodings these reach a log in."""

import unicodedata

NAMES = {  # as columns write them -> (given, particles, family)
    "Jan de Vries": ("Jan", "de", "Vries"),
    "Ploegstra, Wietske": ("Wietske", "", "Ploegstra"),
    "van der Zwaluw, Koos": ("Koos", "van der", "Zwaluw"),
    "Zwaanenburg, Loes van": ("Loes", "van", "Zwaanenburg"),
    "HAVERKORT Gijsbert (extern)": ("Gijsbert", "", "Haverkort"),
    "Fatma Yılmaz": ("Fatma", "", "Yılmaz"),
    "Şükrü Gökçe": ("Şükrü", "", "Gökçe"),
    "Fatima el Khattabi": ("Fatima", "el", "Khattabi"),
    "Łukasz Wójcik": ("Łukasz", "", "Wójcik"),
    "Jürgen Weiß": ("Jürgen", "", "Weiß"),
    "Müller, Käthe": ("Käthe", "", "Müller"),
    "Bjørn Ødegård": ("Bjørn", "", "Ødegård"),
    "Đorđe Petrović": ("Đorđe", "", "Petrović"),
    "Siobhan O'Brien": ("Siobhan", "O'", "Brien"),
    "dhr. Wubbo Terpstra": ("Wubbo", "", "Terpstra"),
    "Dagmar Hoekstra (Acme BV)": ("Dagmar", "", "Hoekstra"),
    "Teun Smalbrugge <teun@acme.example>": ("Teun", "", "Smalbrugge"),
}


def plain(word):
    return word.translate(str.maketrans("ıøØłŁđĐ", "ioOlLdD")).replace("ß", "ss")


def unaccented(word):
    return "".join(sign for sign in unicodedata.normalize("NFD", plain(word)) if not unicodedata.combining(sign))


def join(*words):
    return " ".join(filter(None, words)).replace("' ", "'")


def forms(given, particles, family):
    """Yield what people write for a name; each must be gone whole."""
    first, last = given[0], join(particles, family)
    yield from (join(given, last), f"{last}, {given}", f"{join(family)}, {given} {particles}".rstrip(" '"), family)
    yield from (
        f"{first}. {last}",
        f"{first} {last}",
        f"{last}, {first}.",
        f"{family} {first}.",
        f"{given} {family[0]}.",
    )
    yield from (f"{given}", f"{family}s", f"{given}s" if given[-1] not in "sxz" else given)
    tail = "".join(unaccented(last).lower().replace("'", "").split())
    g, f, i = unaccented(given).lower(), unaccented(family).lower(), unaccented(first).lower()
    for end in {tail, f}:
        yield from (i + end, f"{i}.{end}", f"{i}_{end}", end + i, f"{g}.{end}", end + g, g + end, f"{g}{end}2")
    yield "".join(word[0] for word in particles.replace("'", "").split()).join((i, f)).lower()
    yield unaccented(given) + "".join(word.capitalize() for word in unaccented(last).replace("'", " ").split())


HIDDEN = "\u00ad\u200b\u200c\u200d\u2060\ufeff\u200e\u202a\ufe0f\u034f\x07"
BLANKS = "\u00a0\u2002\u2009\u202f\u3000\t"
LOOKALIKES = str.maketrans("aecopxyAEOPCTMHK", "аесорхуАЕОРСТМНК")


def widen(text):
    return "".join(chr(ord(sign) + 0xFEE0) if "!" <= sign <= "~" else sign for sign in text)


def hide_within(text):
    """Put a hidden sign behind each letter but the last of each word."""
    return "".join(
        sign + HIDDEN[i % len(HIDDEN)] if sign.isalpha() and text[i + 1 : i + 2].isalpha() else sign
        for i, sign in enumerate(text)
    )


ENCODINGS = {
    "as it is": lambda text: text,
    "NFC": lambda text: unicodedata.normalize("NFC", text),
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "small": str.lower,
    "capitals": str.upper,
    "casefolded": str.casefold,
    "without accents": unaccented,
    "full width": widen,
    "hidden signs": hide_within,
    "odd blanks": lambda text: text.replace(" ", BLANKS[len(text) % len(BLANKS)]),
    "apostrophes": lambda text: text.replace("'", "’"),
    "other letters": lambda text: text.translate(LOOKALIKES),
}
