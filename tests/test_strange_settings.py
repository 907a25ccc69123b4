"""A drift.toml from a stranger: one line that names key and value, exit 2, in less than a second."""

import os
import struct
import time
import unicodedata
from fnmatch import fnmatch

import pytest
from builders import make_contract
from commands import run

import drift
from drift.errors import UsageError
from drift.project import make_project, open_project
from drift.project.toml import parse_toml
from drift.reports.logo import read_logo
from drift.wording import Wording

MANY = 50_000
DIGITS = "9" * 5_000
SCOPE = '[[scope]]\non = {}\nunit = "x"\namount = {}\n'
STRANGE = {
    "no toml": ("relation", "error.toml"),
    "large": ("#" * 1_000_000, "error.toml_size"),
    "large and of one key": (f'relation = "{"x" * 1_000_000}"', "error.toml_size"),
    "many sources": ("[[source]]\nfiles = 'x'\n" * MANY, "error.toml_size"),
    "some sources": ("[[source]]\nfiles = 'x'\n" * 5_000, "error.toml_value"),
    "many documents": ("[[document]]\nfiles='x'\n" * 5_000, "error.toml_value"),
    "many keys": ("\n".join(f"a{i} = 1" for i in range(20_000)), "error.toml_key"),
    "many parts of a key": ("a" + ".a" * MANY + " = 1", "error.toml_depth"),
    "many quoted parts": ('"a"' + '."a"' * MANY + " = 1", "error.toml_depth"),
    "many parts with blanks": ("a" + " . a" * MANY + " = 1", "error.toml_depth"),
    "many parts of a table": ("[a" + ".a" * MANY + "]", "error.toml_depth"),
    "many parts of a list": ("[[a" + ".a" * MANY + "]]", "error.toml_depth"),
    "deep tables a line": ("\n".join("a." * 19 + f"b{i} = 1" for i in range(4_000)), "error.toml_key"),
    "deep lists": ("relation = " + "[" * 1_000, "error.toml_deep"),
    "closed deep lists": ("relation = " + "[" * 1_000 + "]" * 1_000, "error.toml_deep"),
    "lists that just fit": ("relation = " + "[" * 200 + "]" * 200, "error.toml_value"),
    "deep inline tables": ("weights = " + "{a = " * 1_000, "error.toml_deep"),
    "a number without end": (f"cut_days = {DIGITS}", "error.toml_number"),
    "a power": ("cut_days = 1" + "0" * 4_000, "error.toml_value"),
    "a hexadecimal number without end": ("cut_days = 0x" + "f" * 100_000, "error.toml_value"),
    "a list of numbers without end": ("base = [0x" + "f" * 100_000 + "]", "error.toml_value"),
    "infinite": ("weights = {size = inf}", "error.toml_value"),
    "no number": ("weights = {size = nan}", "error.toml_value"),
    "weights without sum": ("weights = {size = 1e308}", "error.toml_value"),
    "an infinite scope": (SCOPE.format("2021-01-01", "inf"), "error.toml_value"),
    "a scope beyond counting": (SCOPE.format("2021-01-01", "1e300"), "error.toml_value"),
    "year nought": ("[[milestone]]\non = 0000-01-01\nwhat = 'x'", "error.toml"),
    "year one": ("[[milestone]]\non = 0001-01-01\nwhat = 'x'", "error.toml_value"),
    "the last year": ("[[milestone]]\non = 9999-12-31\nwhat = 'x'", "error.toml_value"),
    "a document of the last year": ("[[document]]\nfiles = 'x'\neffective_on = 9999-12-31", "error.toml_value"),
    "a scope of year one": (SCOPE.format("0001-01-01", 1), "error.toml_value"),
    "a base of year nought": ('base = ["0000-01", "2021-01"]', "error.toml_value"),
    "a base in other digits": ('base = ["２０２１-01", "2021-01"]', "error.toml_value"),
    "a row beyond the sheet": ("[[source]]\nfiles = 'x'\nheading_row = 99999999999", "error.toml_value"),
    "a long name": (f'relation = "{"x" * 2_000}"', "error.toml_value"),
    "a long pattern": (f'[[source]]\nfiles = "{"**/" * 1_000}"', "error.toml_value"),
    "a long key": (f"{'k' * 100_000} = 1", "error.toml_key"),
    "a long zone": (f'zone = "{"x" * 900}"', "error.toml_value"),
    "a zone elsewhere": ('zone = "../../../etc/passwd"', "error.toml_value"),
    "a zone in a source": ('[[source]]\nfiles = "x"\nzone = "/etc/passwd"', "error.toml_value"),
    "a directive twice": ('[[source]]\nfiles = "x"\nformat = "%d %d %m %Y"', "error.toml_value"),
    "many directives": ('[[source]]\nfiles = "x"\nformat = "' + "%d" * 400 + '"', "error.toml_value"),
    "a day without a year": ('[[source]]\nfiles = "x"\nformat = "%d-%m"', "error.toml_value"),
    "an open directive": ('[[source]]\nfiles = "x"\nformat = "%"', "error.toml_value"),
    "control characters": ('relation = "a\x1b[31m"', "error.toml"),
    "escaped control characters": ('zone = "\\u001b[31m\\u202e\\u009b"', "error.toml_value"),
    "control characters in a key": ('"\\u001b[31m\\u202e" = 1', "error.toml_key"),
    "nought": ('relation = "a\x00b"', "error.toml"),
    "a logo outside": ('logo = "../logo.png"', "error.toml_value"),
    "a logo of the system": ('logo = "/etc/passwd"', "error.toml_value"),
    "a logo on a disk": ('logo = "C:\\\\logo.png"', "error.toml_value"),
    "a logo outside, on Windows": ('logo = "..\\\\logo.png"', "error.toml_value"),
    "a logo at an address": ('logo = "file:///etc/passwd"', "error.toml_value"),
    "a logo with nought": ('logo = "a\\u0000.png"', "error.toml_value"),
    "a logo with a long name": (f'logo = "{"x" * 300}.png"', "error.toml_value"),
    "aliases in a ring": ('[aliases]\nA = ["B"]\nB = ["A"]', "error.toml_value"),
    "aliases of two": ('[aliases]\nA = ["c"]\nB = ["C"]', "error.toml_value"),
    "many aliases": ("[aliases]\n" + "\n".join(f'a{i} = ["b{i}"]' for i in range(9_000)), "error.toml_value"),
    "a list for a text": ("relation = [" + "1," * 100_000 + "]", "error.toml_value"),
    "a table for a text": ("relation = {" + ",".join(f"a{i} = 1" for i in range(9_000)) + "}", "error.toml_value"),
    "open text of escapes": ('relation = "' + '\\"' * 100_000, "error.toml"),
    "open text of lines": ('relation = """' + '"\n' * 100_000, "error.toml"),
    "quotation marks": ("'" * 200_000, "error.toml"),
    "twice": ("[sides]\n[sides]\n", "error.toml"),
    "a moment for a day": ("[[milestone]]\non = 2021-01-01T10:00:00\nwhat = 'x'", "error.toml_value"),
}
BYTES = {
    "utf-16": ('relation = "A"'.encode("utf-16"), "error.toml_encoding"),
    "latin-1": ('#\nrelation = "Caf\xe9"'.encode("latin-1"), "error.toml_encoding"),
    "no text": (bytes(range(256)), "error.toml_encoding"),
    "a zip": (b"PK\x03\x04" + bytes(100) + b"\xff\xfe", "error.toml_encoding"),
}


def refuse(path):
    start = time.process_time()
    with pytest.raises(UsageError) as refused:
        open_project(path)
    return refused.value, time.process_time() - start


@pytest.mark.parametrize("name", [*STRANGE, *BYTES])
def test_strange_settings_are_refused_in_one_line(tmp_path, name):
    content, code = STRANGE[name] if name in STRANGE else BYTES[name]
    (tmp_path / "drift.toml").write_bytes(content if isinstance(content, bytes) else content.encode())
    fault, seconds = refuse(tmp_path)
    assert fault.note.code.removesuffix("_near") == code
    assert (fault.exit_code, fault.note.at.file) == (2, "drift.toml")
    assert seconds < 1
    for language in ("nl", "en"):
        assert len(Wording(language).tell(fault.note)) < 700
    done = run("check", tmp_path)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1)
    assert {unicodedata.category(sign) for sign in done.stderr} & {"Cc", "Cf"} == {"Cc"}  # its line end


@pytest.mark.parametrize("kind", ["folder", "pipe", "link", "link to nothing", "link to itself"])
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_what_is_no_file_holds_no_settings(tmp_path, kind):
    config = tmp_path / "relation" / "drift.toml"
    config.parent.mkdir()
    (tmp_path / "other.toml").write_text('relation = "A"')
    targets = {"link": tmp_path / "other.toml", "link to nothing": "nowhere", "link to itself": config}
    if kind in targets:
        config.symlink_to(targets[kind])
    else:
        (os.mkfifo if kind == "pipe" else os.mkdir)(config)
    fault, seconds = refuse(config.parent)
    assert (fault.note.code, fault.exit_code) == ("error.toml_no_file", 2)
    assert seconds < 1


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="links take rights there")
def test_a_logo_of_links_in_a_ring_is_refused(tmp_path):
    (tmp_path / "logo.png").symlink_to("logo.png")
    (tmp_path / "drift.toml").write_text('logo = "logo.png"')
    (tmp_path / "a.csv").write_text("a;b\n1;2\n")
    done = run("report", tmp_path, "--out", tmp_path / "out")
    assert done.exit_code in (1, 2)  # from Python 3.13 on the path is one, and there is no file
    assert done.stderr.count("\n") == 1


def test_a_byte_order_mark_is_no_fault(tmp_path):
    (tmp_path / "drift.toml").write_bytes(b"\xef\xbb\xbf" + 'relation = "Café"'.encode())
    assert open_project(tmp_path).name == "Café"


def test_an_unreadable_line_is_named(tmp_path):
    (tmp_path / "drift.toml").write_bytes(b'relation = "A"\nlogo = "caf\xe9.png"\n')
    assert refuse(tmp_path)[0].note.values["line"] == 2


def test_points_between_quotation_marks_are_no_depth():
    points = "." * 500
    text = f"""relation = '{points}'  # {points}\nlogo = "{points} \\" {points}"\n"{points}" = ['''\n{points}''']"""
    assert parse_toml(text)["relation"] == points


@pytest.mark.parametrize("depth", [1, 10, 20])
def test_keys_of_an_honest_depth_are_read(depth):
    assert parse_toml("a" + ".a" * depth + " = 1") != {}


@pytest.mark.parametrize(
    "pattern",
    ["**/" * 300, "*a" * 400, "[", "[!", "[a-", "[]" * 300, "../*", "/etc/*", "..\\*", "\\\\server\\x",
     "*" * 900, "?" * 900, "[" * 900, "{a,b}", "~/*", "[z-a]", "*[", "a\x00b"],
)  # fmt: skip
def test_a_hostile_pattern_of_files_finds_nothing_and_takes_no_time(tmp_path, pattern):
    make_contract(tmp_path, "SLA 2020-01-01", ["eis"])
    (tmp_path.parent / "outside.xlsx").write_bytes(b"x")
    start = time.process_time()
    assert not fnmatch("a" * 250 + "/" + "b" * 250, pattern) or not pattern.strip("*")
    escaped = "".join(f"\\U{ord(sign):08x}" for sign in pattern)
    (tmp_path / "drift.toml").write_text(f'[[source]]\nfiles = "{escaped}"\ntable = "none"\n')
    intake = drift.check(tmp_path)
    assert [file.file for file in intake.files] == ["SLA 2020-01-01.xlsx"]
    assert time.process_time() - start < 1


def png(width, height):
    return b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + struct.pack(">II", width, height) + b"\x08\x02\x00\x00\x00"


SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{}</svg>'
LOGOS = {
    "a png of 10^10 pixels": png(100_000, 100_000),
    "a png of no pixels": png(0, 10),
    "a png that is cut off": png(10, 10)[:20],
    "entities": b'<!DOCTYPE svg [<!ENTITY a "b">]>' + SVG.format("&a;").encode(),
    "an entity": b"<svg><!DOCTYPE x [<!ENTITY a SYSTEM 'file:///etc/passwd'>]></svg>",
    "a picture elsewhere": SVG.format('<image href="http://x/y.png"/>').encode(),
    "a picture within": SVG.format('<image xlink:href="data:image/png;base64,AAAA"/>').encode(),
    "a script": SVG.format("<script>x</script>").encode(),
    "a script under a prefix": SVG.format('<a:script xmlns:a="x">x</a:script>').encode(),
    "shapes used by shapes": SVG.format('<g id="a"><path/></g><use href="#a"/>').encode(),
    "a filter": SVG.format('<filter id="a"><feGaussianBlur stdDeviation="1e9"/></filter>').encode(),
    "depth": SVG.format("<g>" * 100_000 + "</g>" * 100_000).encode(),
    "depth behind a text": SVG.format('<g a="/>">' * 200 + "</g>" * 200).encode(),
    "depth behind a remark": SVG.format("<g><!--</g>-->" * 200 + "</g>" * 200).encode(),
    "open depth": b"<svg>" + b"<g>" * 100_000,
    "remarks": b"<!---->" * 30_000 + b"x",
    "open remarks": b"<!--" * 200_000,
    "no well formed svg": b"<svg><g></svg>",
    "utf-16": SVG.format("<script/>").encode("utf-16"),
    "a style elsewhere": SVG.format("<style>@import 'x'</style>").encode(),
    "a fill elsewhere": SVG.format('<path fill="url(http://x)"/>').encode(),
    "a page": b"<html><svg></svg></html>",
    "a folder": None,
}


@pytest.mark.parametrize("name", LOGOS)
def test_a_logo_that_is_more_than_a_picture_is_refused(tmp_path, name):
    logo = tmp_path / "logo.svg"
    logo.mkdir() if LOGOS[name] is None else logo.write_bytes(LOGOS[name])
    (tmp_path / "drift.toml").write_text('logo = "logo.svg"')
    start = time.process_time()
    with pytest.raises(UsageError) as refused:
        read_logo(open_project(tmp_path))
    assert refused.value.note.code in ("error.logo_kind", "error.logo_place")
    assert time.process_time() - start < 1


@pytest.mark.parametrize(
    "inner", ["<path d='M0 0L9 9'/>", "<g><defs><clipPath id='a'/></defs><path clip-path='url(#a)'/></g>"]
)
def test_a_logo_of_shapes_is_taken(tmp_path, inner):
    (tmp_path / "logo.svg").write_text(f"<?xml version='1.0'?>\n<!-- ours -->\n{SVG.format(inner)}")
    (tmp_path / "drift.toml").write_text('logo = "logo.svg"')
    assert read_logo(open_project(tmp_path)).name == "logo.svg"


def test_settings_of_tables_are_held_to_the_same():
    with pytest.raises(UsageError) as refused:
        make_project({"relation": "x" * 5_000}, None)
    assert refused.value.note.code == "error.toml_value"
