import gzip
import hashlib
import io
import struct
import zipfile

import pytest
from reading import read_result, read_rows, write

from drift.sources.opening.cells import Members
from drift.sources.opening.child import packed
from drift.sources.opening.child.content import Content
from drift.sources.opening.child.packed import check_sizes
from drift.sources.opening.child.refused import RefusedError
from drift.terms import UNPACKED_BYTES, UNPACKED_RATIO, UNPACKED_SMALL_BYTES, ZIP_ENTRIES

TABLE = "a;b\n1;2\n"


def zipped(members, method=zipfile.ZIP_DEFLATED):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", method) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return out.getvalue()


def sizes(n_bytes, declared=None, more=b""):
    whole = zipped({"a": bytes(n_bytes), "b": more})
    return zipfile.ZipFile(
        io.BytesIO(whole.replace(struct.pack("<I", n_bytes), struct.pack("<I", declared or n_bytes)))
    )


def test_a_zip_lists_its_files_and_each_is_read_by_its_place(tmp_path):
    path = write(tmp_path, "a.zip", zipped({"map/": b"", "map/x.csv": TABLE, "y.csv": "c;d\n3;4\n"}))
    members = read_result(path)
    assert members == Members(((1, "map/x.csv", 8), (2, "y.csv", 8)))
    assert [read_result(path, place).sheets[0].sheet for place, _, _ in members.members] == ["x", "y"]


def test_a_member_carries_its_own_digest(tmp_path):
    path = write(tmp_path, "a.zip", zipped({"x.csv": TABLE}))
    assert read_result(path, 0).sha256 == hashlib.sha256(TABLE.encode()).hexdigest()


def test_a_zip_in_a_zip_is_refused(tmp_path):
    path = write(tmp_path, "a.zip", zipped({"b.zip": zipped({"x.csv": TABLE})}))
    assert read_result(path, 0).code == "refused.nested"


def test_a_zip_with_too_many_entries_is_refused(tmp_path):
    path = write(tmp_path, "a.zip", zipped({str(i): b"" for i in range(ZIP_ENTRIES + 1)}))
    assert read_result(path).code == "refused.entries"


def test_what_unpacks_to_absurdly_much_is_refused_by_its_declared_size():
    with pytest.raises(RefusedError, match=r"refused\.bomb"):
        check_sizes(sizes(UNPACKED_SMALL_BYTES + 1))


def test_what_unpacks_to_absurdly_much_is_refused_whatever_it_declares():
    with pytest.raises(RefusedError, match=r"refused\.bomb"):
        check_sizes(sizes(UNPACKED_SMALL_BYTES + 1, declared=1000))


def test_a_large_file_that_packs_like_a_table_is_read():
    rows = "".join(f'<c r="A{i}" s="1"><v>{i * 7919 % 100_003}</v></c>' for i in range(30_000)).encode()
    archive = zipfile.ZipFile(io.BytesIO(zipped({f"{i}.xml": rows for i in range(100)})))
    unpacked = sum(entry.file_size for entry in archive.infolist())
    assert UNPACKED_SMALL_BYTES < unpacked < UNPACKED_BYTES
    check_sizes(archive)


@pytest.mark.parametrize(
    ("unpacked", "sent", "refused"),
    [
        (UNPACKED_SMALL_BYTES, 1, False),
        (UNPACKED_SMALL_BYTES + UNPACKED_RATIO, UNPACKED_SMALL_BYTES // UNPACKED_RATIO, True),
        (UNPACKED_SMALL_BYTES + UNPACKED_RATIO, UNPACKED_SMALL_BYTES // UNPACKED_RATIO + 2, False),
        (UNPACKED_BYTES, UNPACKED_BYTES, False),
        (UNPACKED_BYTES + 1, UNPACKED_BYTES, True),
    ],
)
def test_the_limits_are_where_terms_says(unpacked, sent, refused):
    if refused:
        with pytest.raises(RefusedError):
            packed.check_ratio(unpacked, sent)
    else:
        assert packed.check_ratio(unpacked, sent) is None


def test_gzip_streams_one_after_the_other_are_one_file(tmp_path):
    whole = gzip.compress(b"a;b\n") + gzip.compress(b"1;2\n")
    assert read_rows(write(tmp_path, "x.csv.gz", whole)) == {"x": [["a", "b"], ["1", "2"]]}


@pytest.mark.parametrize("n_bytes", [packed.CHUNK - 1, packed.CHUNK, packed.CHUNK + 1, 5 * packed.CHUNK + 7])
def test_a_gzip_of_any_length_keeps_its_last_byte(n_bytes):
    whole = bytes(range(251)) * (n_bytes // 251) + bytes(n_bytes % 251)
    assert packed.unpack_gzip(Content("a.gz", data=gzip.compress(whole))).data == whole


def test_half_a_gzip_is_refused():
    with pytest.raises(RefusedError, match="unexpected end"):
        packed.unpack_gzip(Content("a.gz", data=gzip.compress(b"a;b\n1;2\n" * 1000)[:-20]))


@pytest.mark.parametrize("method", [zipfile.ZIP_STORED, zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_a_member_may_be_packed_by_any_method(tmp_path, method):
    path = write(tmp_path, "a.zip", zipped({"x.csv": TABLE}, method))
    assert [cells.sheet for cells in read_result(path, 0).sheets] == ["x"]
