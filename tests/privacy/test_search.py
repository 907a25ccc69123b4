"""The search of planted names misses none: each spelling, in each kind of file."""

import zipfile

import pikepdf
import pytest
import xlsxwriter
from folding import fold
from outputs import Output, open_bytes
from persons import PERSONS
from places import PLACES, person_of, plants_at
from search import find_hits, find_tags
from spellings import MUST_HOLD, SPELLINGS


def labels(outputs):
    return {hit.label for hit in find_hits(outputs)}


def test_there_are_sixty_spellings_and_a_person_for_every_place():
    assert len({spelling.label for spelling in MUST_HOLD}) >= 60
    assert len({(spelling.kind, spelling.label) for spelling in SPELLINGS}) == len(SPELLINGS)
    assert len(set(PLACES)) == len(PLACES) <= len(PERSONS)
    assert len({fold(person.family) for person in PERSONS}) == len(PERSONS)


@pytest.mark.parametrize("place", PLACES[:11])
def test_no_spelling_of_any_shape_of_name_hides_from_the_search(place):
    for text, spelling in zip(plants_at(place), SPELLINGS, strict=True):
        hits = find_hits([Output("x", text)])
        assert {(hit.place, hit.kind) for hit in hits} == {(place, spelling.kind)}, text
        assert {hit.label.split(":")[0] for hit in hits} == {spelling.label.split(":")[0]}, text


def test_a_name_is_found_in_the_parts_of_a_workbook(tmp_path):
    path = tmp_path / "a.xlsx"
    person = person_of("title")
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet(person.family)
        bold = book.add_format({"bold": True})
        sheet.write_rich_string(0, 0, "x", bold, person.family[:4], person.family[4:])
        sheet.write_comment(1, 0, person.family)
        book.set_properties({"author": person.family})
    found = {hit.output.rpartition(" › ")[2] for hit in find_hits(open_bytes("a", path.read_bytes()))}
    assert found == {"docProps/core.xml", "docProps/app.xml", "xl/workbook.xml", "xl/sharedStrings.xml",
                     "xl/comments1.xml"}  # fmt: skip


def test_a_name_is_found_in_the_parts_of_a_pdf(tmp_path):
    path = tmp_path / "a.pdf"
    person = person_of("title")
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.docinfo["/Title"] = person.full
        pdf.attachments["a.csv"] = person.full.encode()
        with pdf.open_metadata() as xmp:
            xmp["dc:title"] = person.full
        pdf.save(path, compress_streams=True)
    found = {hit.output for hit in find_hits(open_bytes("a", path.read_bytes()))}
    assert found == {"a › strings", "a › stream", "a › attachment"}


def test_a_name_is_found_in_an_archive_within_an_archive(tmp_path):
    inner, outer = tmp_path / "inner.zip", tmp_path / "outer.zip"
    with zipfile.ZipFile(inner, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", person_of("title").full)
    with zipfile.ZipFile(outer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.write(inner, "inner.zip")
    assert [hit.output for hit in find_hits(open_bytes("a", outer.read_bytes()))] == ["a › inner.zip › a.txt"]


def test_what_is_masked_is_no_hit_and_its_tag_is_seen():
    outputs = [Output("x", "k001p032 […] belde")]
    assert find_hits(outputs) == []
    assert find_tags(outputs) == {PLACES[32]}


def test_a_first_name_that_is_left_is_a_hit():
    place = next(place for place in PLACES if person_of(place).first == "Grzegorz")
    tag = f"k000p{PLACES.index(place):03}"
    assert labels([Output("x", f"{tag} Grzegorz […]")]) == {"NFC: first name"}
