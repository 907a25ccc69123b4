"""The ways in which people and programs write a person's name: each with its kind."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from folding import fold, fold_spelt
from persons import Person, join_particle

UNKNOWABLE = "unknowable"  # no rule can tell these from any other word
FULL_WIDTH = {code: code + 0xFEE0 for code in range(0x21, 0x7F)} | {0x20: 0x3000}
BOLD = {ord("A") + i: 0x1D400 + i for i in range(26)} | {ord("a") + i: 0x1D41A + i for i in range(26)}
LOOK_ALIKE = str.maketrans("aeopcAEOPC", "аеорсАЕОРС")  # Cyrillic


@dataclass(frozen=True)
class Spelling:
    """One way to write a person."""

    kind: str
    label: str
    write: Callable[[Person], str]


def _plain(text: str) -> str:
    """Return a text without accents, its case kept."""
    marks = unicodedata.normalize("NFKD", text).translate(str.maketrans("øØłŁ", "oOlL")).replace("ß", "ss")
    return "".join(sign for sign in marks if not unicodedata.combining(sign))


def _hide(sign: str) -> Callable[[Person], str]:
    """Put a sign in the middle of each word."""
    return lambda p: " ".join(word[: len(word) // 2] + sign + word[len(word) // 2 :] for word in p.full.split(" "))


def _blank(sign: str) -> Callable[[Person], str]:
    return lambda p: p.full.replace(" ", sign)


def _accent(p: Person) -> str:
    """Put an accent on the last vowel of the family name that has none."""
    at = max(p.family.rfind(vowel) for vowel in "aeiou")
    return f"{p.first} {join_particle(p.particle, p.family[: at + 1] + chr(0x300) + p.family[at + 1 :])}"


def _initial(p: Person) -> str:
    return p.first[0]


def _account(p: Person) -> str:
    """Family name with its particle, as an account is called."""
    return fold(p.surname)


def _first(p: Person) -> str:
    return fold(p.first)


def _log_in(form: str) -> Callable[[Person], str]:
    """Fill a form of a log-in: i initial, f first name, s family name with its particle."""
    return lambda p: form.format(i=_first(p)[0], f=_first(p), s=_account(p))


def _in_frame(frame: str) -> Callable[[Person], str]:
    return lambda p: frame.format(full=p.full, name=p.surname, family=p.family)


def _entities(text: str) -> str:
    """Write what is not ASCII, and the first letter, as numbers of HTML."""
    rest = "".join(sign if sign.isascii() else f"&#{ord(sign)};" for sign in text[1:])
    return f"&#x{ord(text[0]):x};{rest}"


def _quoted_printable(text: str) -> str:
    return "".join(
        sign if sign.isascii() and sign != " " else "".join(f"={byte:02X}" for byte in sign.encode()) for sign in text
    )


def _named_entities(text: str) -> str:
    from html.entities import codepoint2name

    return "".join(
        f"&{codepoint2name[ord(sign)]};" if ord(sign) > 127 and ord(sign) in codepoint2name else sign for sign in text
    ).replace(" ", "&nbsp;")


def _camel(p: Person) -> str:
    return "".join(word[:1].upper() + word[1:] for word in p.full.replace("'", " ").replace("-", " ").split())


def _of(kind: str, **forms: Callable[[Person], str]) -> tuple[Spelling, ...]:
    return tuple(Spelling(kind, label.replace("_", " "), write) for label, write in forms.items())


def _frames(kind: str, *frames: str) -> tuple[Spelling, ...]:
    return tuple(Spelling(kind, frame, _in_frame(frame)) for frame in frames)


def _log_ins(*forms: str) -> tuple[Spelling, ...]:
    return tuple(Spelling("log-in", form, _log_in(form)) for form in forms)


def _hidden(**signs: str) -> tuple[Spelling, ...]:
    return tuple(Spelling("hidden", label.replace("_", " "), _hide(sign)) for label, sign in signs.items())


def _blanks(**signs: str) -> tuple[Spelling, ...]:
    return tuple(Spelling("blanks", label.replace("_", " "), _blank(sign)) for label, sign in signs.items())


SPELLINGS = (
    *_of(
        "normal form",
        NFC=lambda p: unicodedata.normalize("NFC", p.full),
        NFD=lambda p: unicodedata.normalize("NFD", p.full),
        NFKC=lambda p: unicodedata.normalize("NFKC", p.full),
        NFKD=lambda p: unicodedata.normalize("NFKD", p.full),
        NFD_upper=lambda p: unicodedata.normalize("NFD", p.full.upper()),
    ),
    *_of(
        "case",
        upper=lambda p: p.full.upper(),
        lower=lambda p: p.full.lower(),
        title=lambda p: p.full.title(),
        swapped=lambda p: p.full.swapcase(),
        surname_upper=lambda p: f"{p.first} {p.surname.upper()}",
    ),
    *_of(
        "accents",
        none=lambda p: _plain(p.full),
        none_upper=lambda p: _plain(p.full).upper(),
        german=lambda p: " ".join(fold_spelt(word).capitalize() for word in p.full.split(" ")),
        surname_without=lambda p: _plain(p.surname),
        one_more=_accent,
    ),
    *_of(
        "width",
        full_width=lambda p: p.full.translate(FULL_WIDTH),
        mathematical=lambda p: p.full.translate(BOLD),
        ligature=lambda p: p.full.replace("st", "ﬆ").replace("fi", "ﬁ"),
    ),
    *_hidden(
        soft_hyphen="\xad",
        joiner="\u200d",
        non_joiner="\u200c",
        zero_width_space="\u200b",
        word_joiner="\u2060",
        byte_order_mark="\ufeff",
        left_to_right="\u200e",
        variation_selector="\ufe0f",
        grapheme_joiner="\u034f",
    ),
    *_blanks(
        non_breaking="\xa0",
        narrow="\u202f",
        thin="\u2009",
        double="  ",
        tab="\t",
        line="\n",
        windows_line="\r\n",
        line_separator="\u2028",
        zero_width="\u200b",
    ),
    *_frames("genitive", "{full}s", "{full}'s", "{full}’s", "{name}'", "{name}s", "{name}en", "{name}s'"),
    *_of(
        "initials",
        J_dot_name=lambda p: f"{_initial(p)}. {p.surname}",
        J_glued=lambda p: f"{_initial(p)}.{p.surname}",
        J_name=lambda p: f"{_initial(p)} {p.surname}",
        JP_dots_name=lambda p: f"{_initial(p)}.P. {p.surname}",
        name_J=lambda p: f"{p.surname} {_initial(p)}.",
        name_comma_J=lambda p: f"{p.surname}, {_initial(p)}.",
        upper_name_J=lambda p: f"{p.surname} {_initial(p)}".upper(),
    ),
    *_of(
        "order",
        name_comma_first=lambda p: f"{p.surname}, {p.first}",
        name_first=lambda p: f"{p.surname} {p.first}",
        family_comma_first_particle=lambda p: f"{p.family}, {p.first} {p.particle}".strip(),
        family_particle_comma_first=lambda p: f"{p.family} {p.particle}, {p.first}",
        family_semicolon_first=lambda p: f"{p.family};{p.first}",
    ),
    *_of(
        "particle",
        surname_alone=lambda p: p.surname,
        family_alone=lambda p: p.family,
        first_family=lambda p: f"{p.first} {p.family}",
        capital=lambda p: p.surname[0].upper() + p.surname[1:],
        all_capitals=lambda p: " ".join(word[:1].upper() + word[1:] for word in p.full.split(" ")),
        shortened=lambda p: f"{p.first} v.d. {p.family}",
        slashed=lambda p: f"v/d {p.family}",
        glued=lambda p: f"{p.particle}{p.family}".replace(" ", ""),
    ),
    *_frames("title", "dhr. {name}", "mevr. {name}", "Mr {family}", "ir. {full} MSc"),
    *_log_ins(
        "{i}.{s}",
        "{i}{s}",
        "{s}{i}",
        "{f}_{s}",
        "{f}.{s}@firma.nl",
        "FIRMA\\{i}{s}",
        "{i}{s}01",
        "{s}.{i}",
        "@{f}{s}",
        "{f}-{s}",
        "adm_{i}{s}",
        "{f}.{s}",
        "{s}@FIRMA",
        "CN={f} {s},OU=Personeel",
    ),
    *_of(
        "joined",
        camel=_camel,
        camel_lower=lambda p: _camel(p)[:1].lower() + _camel(p)[1:],
        underscores=lambda p: p.full.replace(" ", "_"),
        digits_after=lambda p: f"{p.family}2024",
        digits_before=lambda p: f"2024{p.family}",
        word_before=lambda p: f"tel{p.family}",
    ),
    *_of(
        "hyphens",
        true_hyphen=lambda p: p.full.replace("-", "\u2010"),
        non_breaking_hyphen=lambda p: p.full.replace("-", "\u2011"),
        dash=lambda p: p.full.replace("-", "–"),
        blank=lambda p: p.full.replace("-", " "),
        none=lambda p: p.full.replace("-", ""),
        first_hyphen_name=lambda p: f"{p.first}-{p.family}",
    ),
    *_of(
        "apostrophes",
        curly=lambda p: p.full.replace("'", "’"),
        accent=lambda p: p.full.replace("'", "`"),
        none=lambda p: p.full.replace("'", ""),
        blank=lambda p: p.full.replace("'", " "),
    ),
    *_frames("brackets", "({full})", "[{family}]", '"{full}"', "«{family}»", "‘{family}’", "<{full}>", "{{{family}}}"),
    *_frames(
        "punctuation",
        "{family}:belde",
        "/{family}/",
        "{name}.",
        "en/of:{family},bel",
        "#{family}",
        "*{family}*",
        "_{family}_",
        "{full}→team",
    ),
    *_of(
        "path",
        windows=lambda p: f"C:\\Users\\{_first(p)[0]}{_account(p)}\\map",
        unix=lambda p: f"/home/{_first(p)}.{_account(p)}/x",
        address=lambda p: f"https://intranet.firma.nl/people/{_first(p)}-{_account(p)}?x=1",
    ),
    *_of(
        "encoded",
        numbers=lambda p: _entities(p.family),
        entities=lambda p: _named_entities(p.full),
        percent=lambda p: quote(p.full),
        quoted_printable=lambda p: _quoted_printable(p.full),
        escaped=lambda p: json.dumps(p.full)[1:-1],
    ),
    *_of(
        UNKNOWABLE,
        typing_error=lambda p: f"{p.first} {p.family[:3]}{p.family[4:]}",
        nickname=lambda p: f"{p.first[:3]}{p.first[:2].lower()}",
        two_letters=lambda p: f"{p.first[0]}{p.family[0]}",
        short_log_in=lambda p: fold(p.family)[:5] + _first(p)[:1],
        look_alike=lambda p: p.full.translate(LOOK_ALIKE),
        spaced=lambda p: " ".join(p.family),
        broken_off=lambda p: f"{p.family[:5]}-\n{p.family[5:]}",
    ),
)
MUST_HOLD = tuple(spelling for spelling in SPELLINGS if spelling.kind != UNKNOWABLE)
