"""Known names are masked where a program read their letters in a wrong encoding, wrapped them, or lost them."""

import pandas as pd
import pytest
from broken_names import LOST, MISREAD, NAMES, WRAPPED, can_write, list_forms, looks_right

from drift.sources.people import MASK, People

pytestmark = pytest.mark.long

WAYS = MISREAD | WRAPPED | LOST
BEFORE, BEHIND = "1: <", "> 7%"
# an initial in small letters before a name that is written so too: `a. garcía` may be a word before it
NO_INITIALS = {"utf-8 as cp1252, small", "percent small"}


def know(*cells):
    people = People(None)
    people.hide(pd.Series(list(cells)))
    return people


def list_leftovers(people, label, names):
    """Return the forms of names that are not masked whole, written one way; label None: as they are."""
    left, n = [], 0
    for name in names:
        for form in list_forms(*NAMES[name]):
            if label and (not can_write(label, WAYS[label], form) or (label in NO_INITIALS and "." in form)):
                continue
            n += 1
            written = WAYS[label](form) if label else form
            masked = people.mask(BEFORE + written + BEHIND)
            inside = masked.removeprefix(BEFORE).removesuffix(BEHIND)
            if not masked.startswith(BEFORE + MASK) or any(map(str.isalnum, inside)):
                left.append((name, written, masked))
    return left, n


EVERY = know(*NAMES)


@pytest.mark.parametrize("label", WAYS)
def test_no_letters_of_a_known_name_are_left_in_a_text_that_breaks_them(label):
    left, n = list_leftovers(EVERY, label, NAMES)
    assert left == []
    assert n >= 5 or "cp" in label


# of single bytes only what no name has shows that a column was misread
@pytest.mark.parametrize("label", [label for label in WAYS if label != "utf-8 as cp1252, small"])
def test_a_column_that_breaks_names_makes_them_known_as_they_are_and_as_broken(label):
    way = WAYS[label]
    names = [name for name in NAMES if can_write(label, way, name)]
    if label in MISREAD and "utf-8" not in label:
        names = [name for name in names if not looks_right(way(name))]
    people = know(*map(way, names))
    # a letter that stayed right beside one that may be any: Ł. Wójcik for ?ukasz Wójcik
    as_they_are = ([], 1) if label == "latin-1 or ?" else list_leftovers(people, None, names)
    assert as_they_are[0] == []
    assert list_leftovers(people, label, names)[0] == []
    assert names or label in MISREAD


@pytest.mark.parametrize(
    ("cell", "text", "masked"),
    [
        ("Käthe Müller", "mail MÃ¼llers, kmÃ¼ller en M├╝ller2 of KÃ¤the", "mail […], […] en […]2 of […]"),
        ("Käthe Müller", "“M?ller” en (M_ller), k.m?ller, KM?LLER", "“[…]” en ([…]), […], […]"),
        ("René Lefèvre", "Ren? belt, Lef?vre ook; is dat van Lef?vre?", "[…] belt, […] ook; is dat van […]?"),
        ("René Lefèvre", "Mag de kip in de ren? Ja, ren ren.", "Mag de kip in de ren? Ja, ren ren."),
        ("Goran Petrović", "gemeld door Petrovi?", "gemeld door […]"),
        ("Jose Nunez", "JosÃ© NÃºÃ±ez belt", "[…] belt"),  # an accent more than the column has
        ("José Núñez", "gebeld door JosÃ©", "gebeld door […]"),  # the text ends with it
        ("Siobhan O'Brien", "Siobhan Oâ€™Brien en O&#39;Brien", "[…]â€™[…] en […]"),
        ("Þükrü Yýldýrým", "Şükrü Yıldırım", "[…]"),
        ("M?ller, K?the", "Käthe Müller, K. Möller, Muller", "[…]. […], Muller"),
        ("Jan_Piet", "Jan_Piet en JanøPiet", "[…] en Janø[…]"),
        ("Åse Dahl", "M=C3=\n=85se of =C3=85=\nse", "M=C3=\n=85se of […]"),
    ],
)
def test_a_broken_name_is_found_in_the_forms_that_people_write(cell, text, masked):
    assert know(cell).mask(text) == masked


@pytest.mark.parametrize(
    ("cell", "text", "masked"),
    [
        ("王小明", "请王小明处理，王 小明、小 明", "请[…]处理，[…]、小 明"),
        ("王 小明", "请小明王处理, 小明 in 王府井", "请[…]处理, […] in 王府井"),
        ("山田　太郎", "山田太郎さん、太郎　山田、山田さん", "[…]さん、[…]、[…]さん"),
        ("ヤマダ タロウ", "ﾔﾏﾀﾞﾀﾛｳ", "[…]"),
        ("김철수", "김철수님, 김 철수가", "[…]님, […]가"),
        ("محمد الخطيب", "ﻣﺤﻤﺪ, مـحـمـد الخطیب", "[…], […]"),
        ("דוד שמש", "דּוִד en שׁמשׁ", "[…] en […]"),
        ("שׁלמה כּהן", "שלמה כהן", "[…]"),
        ("İlknur Işık", "ilknur IŞIK; ILKNUR işik", "[…]; […]"),
        ("Weißbach, Jürgen", "WEISSBACH; Juergen Weissbach", "[…]; […]"),
        ("Åse Ødegård", "Aase Oedegaard, Ase Odegard", "[…], […]"),
        ("Łukasz Wójcik", "lukasz wojcik", "[…]"),
        ("Guðrún Þórðardóttir", "Gudrun Thordardottir; G. Þórðardóttir; Þ. Guðrún", "[…]; […]; […]"),
    ],
)
def test_a_name_in_other_letters_of_its_script_is_found(cell, text, masked):
    assert know(cell).mask(text) == masked


INNOCENT = """
Wat is er mis? Niets: 20 °C, 5 m², ½ uur en €5; “zo”, ‘zo’ en «zo»…
Één café, vóór de reünie; coördinator, efficiënt, überhaupt, façade, naïef
snake_case_name en __init__ of MAX_VALUE_2, a?b:c en x?y=1&z=2
C:\\Users\\x, 100%25, =C3, u0041 en &nbsp; R&D, AT&T; \\u0041bc
é, è, ê, ñ, ø, å, ß, ü, ö, ä, ł, ş, ğ, ı, đ, ć, ž en Ã, Å, √, ├, ³, ¶
Kühler, Möbel, Größe, Fähre, schön, könnte, müssen, fröhlich, Gerät
王府井, 小米, 山, 田, 明日, 東京, 서울, القاهرة, Москва, Αθήνα
""".strip().splitlines()


@pytest.mark.parametrize("text", INNOCENT)
def test_signs_that_names_break_into_are_no_names_elsewhere(text):
    assert EVERY.mask(text) == text
