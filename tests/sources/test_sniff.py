import pytest

import drift
from drift.sources.opening.sniff import recognise, why_passed_over, why_refused

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"PK\x03\x04rest", "zip"),
        (b"PK\x05\x06" + bytes(18), "zip"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "ole"),
        (b"\x09\x04\x06\x00", "old"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"%PDF-1.7", "pdf"),
        (b"  \r\n<HTML>", "html"),
        ("<html>".encode("utf-16"), "html"),
        (b"MIME-Version: 1.0", "html"),
        (b"<?xml version='1.0'?><html xmlns='x'>", "html"),
        (b"<?xml version='1.0'?><log xes.version='1.0'>", "xes"),
        (b"<?xml version='1.0'?><!-- made --><log>", "xes"),
        (b"<?xml version='1.0'?><Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet'>", "xml_sheet"),
        (b"<?xml version='1.0'?><login>", "xml"),
        (b"\xef\xbb\xbfBEGIN:VCALENDAR\r\n", "ics"),
        (b"begin:vcalendar", "ics"),
        (b"a;b\n1;2\n", "text"),
        (b"<5 uur;b\n", "text"),
        ("é;€\n".encode("cp1252"), "text"),
        ("a\tb\r\n".encode("utf-16"), "text"),
        ("aap\tnoot\r\n".encode("utf-16-le"), "text"),
        ("aap\tnoot\r\n".encode("utf-16-be"), "text"),
        ("<html>".encode("utf-32"), "html"),
        ("aap\tnoot\r\n".encode("utf-32-be"), "text"),
        (b"Number;Title of the incident\x00\n" * 3, "text"),
        (bytes(range(256)), "unknown"),
        (bytes(100), "unknown"),
    ],
)
def test_a_file_is_what_its_first_bytes_say(head, kind):
    assert recognise(head) == kind


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("~$a.xlsx", b"x", "skipped.lock"),
        (".~lock.a.ods#", b"x", "skipped.lock"),
        ("Thumbs.db", b"x", "skipped.system"),
        (".DS_Store", b"x", "skipped.system"),
        ("a.xlsx", b"", "skipped.empty"),
        ("README.txt", b"x", "skipped.readme"),
        ("readme", b"x", "skipped.readme"),
    ],
)
def test_what_is_not_meant_to_be_read_is_skipped_by_name(name, content, code):
    assert why_passed_over(name, len(content)).code == code


@pytest.mark.parametrize("name", ["README.xlsx", "notice.csv"])
def test_a_table_is_read_whatever_it_is_called(name):
    assert why_passed_over(name, 4) is None


def test_a_name_that_merely_begins_like_one_is_read():
    assert why_passed_over("readme-first-quarter.csv", 4) is None


def test_the_name_of_a_file_decides_nothing_about_its_content():
    assert why_refused(b"\x89PNG").code == "refused.picture"
    assert why_refused(b"PK\x03\x04") is None


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("a.msg", OLE + "__substg1.0_0037001F".encode("utf-16-le"), "refused.mail"),
        ("a.xls", OLE + "WordDocument".encode("utf-16-le"), "refused.old_document"),  # by content, not by name
        ("a.doc", OLE, "refused.old_document"),
        ("a.xls", OLE, "refused.broken"),
        ("a.eml", b"Received: by x\r\n\tfor y\r\nFrom: a@b.nl\r\nSubject: export\r\n\r\nhallo\r\n", "refused.mail"),
    ],
)
def test_what_is_no_spreadsheet_is_refused_by_what_it_is(tmp_path, name, content, code):
    (tmp_path / name).write_bytes(content)
    (account,) = drift.check(tmp_path).files
    assert (account.status, account.reason.code) == ("refused", code)
