import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drift.wording.visible import LINE_LENGTH, WORD_LENGTH, escape_hidden, shorten_line, show_line

STEERING = ("Cc", "Cf", "Cs", "Zl", "Zp")
EVERY = [chr(number) for number in range(0x110000)]


def test_no_character_that_steers_a_terminal_or_the_eye_is_shown():
    shown = {
        sign for sign in EVERY if unicodedata.category(sign) in STEERING and show_line(sign) not in ("", " ", "\ufffd")
    }
    assert shown == set()


def test_what_can_be_seen_stays():
    letters = [
        sign for sign in EVERY if unicodedata.category(sign)[0] in "LNPS" and show_line(f"a{sign}b") != f"a{sign}b"
    ]
    assert set(letters) == set("\u115f\u1160\u3164\uffa0\u2800")  # letters and signs without a glyph


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("SLA v1.xlsx", "SLA v1.xlsx"),
        ("Überstunden – 24×7 €", "Überstunden – 24×7 €"),
        ("a\x1b[31mrood\x1b[0m", "a[31mrood[0m"),
        ("\x1b]8;;http://x\x07klik\x1b]8;;\x07", "]8;;http://xklik]8;;"),
        ("\x1b]52;c;Zm9v\x1b\\", "]52;c;Zm9v\\"),
        ("\x9b2Jweg\x9d", "2Jweg"),
        ("txt.\u202exslx", "txt.xslx"),
        ("\u2066a\u2069b\u200bc\ufeffd\u00ade", "abcde"),
        ("one\ntwo\r\nthree\tfour\x0bfive\x85six\u2028seven", "one two  three four five six seven"),
        ("\udcff.xlsx", "\ufffd.xlsx"),
        ("\U000e0041\U000e0042x\ufe0f", "x"),
        ("e\u0301" + "\u0301" * 500, "e\u0301\u0301\u0301"),
        ("[red]x[/red] [link=http://x]y[/link] :smile:", "[red]x[/red] [link=http://x]y[/link] :smile:"),
    ],
)
def test_a_line_shows_what_was_written_and_obeys_nothing(text, line):
    assert show_line(text) == line


@given(st.text(st.characters(), max_size=300))
def test_a_line_is_one_line_and_stays_as_it_is(text):
    line = show_line(text)
    assert len(line.splitlines()) <= 1
    assert show_line(line) == line


def test_a_wide_name_does_not_push_the_rest_away():
    line = shorten_line("refused: " + "x" * 40_000 + ".xlsx: damaged")
    assert len(line) <= WORD_LENGTH + 30
    assert line.startswith("refused: xxx")
    assert line.endswith("x.xlsx: damaged")
    assert len(shorten_line("word " * 40_000)) <= LINE_LENGTH


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300))
def test_escapes_change_no_value(text):
    written = escape_hidden(json.dumps({"a": text}, ensure_ascii=False, indent=1))
    assert json.loads(written) == {"a": text}
    assert not [sign for sign in written if unicodedata.category(sign) in STEERING and sign != "\n"]


def test_every_hidden_character_is_escaped_in_json():
    raw = json.dumps([sign for sign in EVERY if unicodedata.category(sign) in STEERING], ensure_ascii=False)
    assert {unicodedata.category(sign) for sign in escape_hidden(raw)}.isdisjoint(STEERING)
    escape_hidden(raw).encode()  # a lone surrogate too


def test_json_that_hides_nothing_stays_as_it_is():
    text = json.dumps({"naam": "Überstunden – 24×7 €\u00a0\n"}, ensure_ascii=False, indent=1)
    assert escape_hidden(text) == text
