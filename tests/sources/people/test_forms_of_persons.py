"""What form tells a person's name, also where letters of it were broken or lost."""

import pytest

from drift.sources.people.looks import as_meant, has_sure_form, is_person_name


@pytest.mark.parametrize(
    ("name", "is_person", "is_sure"),
    [
        ("A. Smit", True, True),  # a is a word, and an initial with its dot is none
        ("Smit, A.", True, True),
        ("A.B. Smit", True, True),
        ("A. Smit BV", False, False),
        ("A. Noord", False, False),
        ("Type A. Smit", False, False),
        ("Kast A", False, False),
        ("M?ller, Hans", True, True),
        ("M\ufffdller, Hans", True, True),
        ("?zkan, Ali", True, True),
        ("Hans M?ller", True, False),
        ("M?ller BV", False, False),
        ("Đ. Petrović", True, True),
        ("Wie belt? Jan", False, False),
    ],
)
def test_a_form_tells_a_person(name, is_person, is_sure):
    assert (is_person_name(name), has_sure_form(name)) == (is_person, is_sure)


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("M?ller", "Meller"),
        ("?zkan", "Ezkan"),
        ("Petrovi?", "Petrovie"),
        ("MÃ¼ller", "Müller"),
        ("óÅÒÇÅÊ é×ÁÎÏ×", "Сергей Иванов"),
        ("Noord (?)", "Noord (?)"),
        ("Jansen", "Jansen"),
    ],
)
def test_a_name_is_read_as_it_was_meant(name, meant):
    assert as_meant(name) == meant
