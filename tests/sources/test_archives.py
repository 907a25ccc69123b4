import io
import zipfile
from collections import Counter

import drift
from drift.sources.accounts import FileAccount
from drift.sources.archives import list_members
from drift.sources.opening.cells import Members
from drift.sources.opening.reader import Entry


def names_of(*names, size=5):
    members = Members(tuple((i, name, size) for i, name in enumerate(names)))
    return [
        account.file for _, account in list_members(Entry("a.zip"), members, FileAccount("a.zip", "read"), Counter())
    ]


def test_a_member_is_named_behind_its_archive():
    assert names_of("x.csv", "map/y.csv") == ["a.zip!/x.csv", "a.zip!/map/y.csv"]


def test_a_name_shows_no_sign_that_steers_a_terminal_or_the_eye():
    assert names_of("a\x1b[31m\r\n.csv", "\u202exslx.csv", "\\\\server\\x.csv") == [
        "a.zip!/a[31m.csv",
        "a.zip!/xslx.csv",
        "a.zip!/server/x.csv",
    ]


def test_two_members_of_one_name_are_told_apart():
    assert names_of("x.csv", "x.csv") == ["a.zip!/x.csv", "a.zip!/x.csv (2)"]


def test_a_name_without_signs_is_a_question_mark_and_a_long_one_is_cut():
    assert names_of("\x00", "y" * 9_999 + ".csv") == ["a.zip!/?", "a.zip!/" + "y" * 196 + ".csv"]


def test_names_that_climb_out_write_nothing_anywhere(tmp_path):
    folder = tmp_path / "in" / "here"
    folder.mkdir(parents=True)
    with zipfile.ZipFile(folder / "a.zip", "w") as archive:
        archive.writestr("../../evil.csv", "Number;Opened\n1;2024-03-05 10:00\n")
    intake = drift.check(folder)
    assert [(file.file, file.status) for file in intake.files] == [("a.zip!/../../evil.csv", "read")]
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["a.zip", "here", "in"]


def test_every_member_has_its_own_account(tmp_path):
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as archive:
        archive.writestr("x.csv", "a;b\n")
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("z.csv", "Number;Opened\n1;2024-03-05 10:00\n")
        archive.writestr("b.zip", inner.getvalue())
        archive.writestr("README", "x")
    accounts = {file.file: file for file in drift.check(tmp_path).files}
    assert {file: account.status for file, account in accounts.items()} == {
        "a.zip!/README": "skipped",
        "a.zip!/b.zip": "refused",
        "a.zip!/z.csv": "read",
    }
    assert accounts["a.zip!/z.csv"].sheets[0].accepted == 1
