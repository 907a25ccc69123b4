"""docs/api.md names what is public, and every example on it runs and prints what it says."""

import doctest
import re
import shutil

import pytest
from conftest import ROOT, SORTEERCENTRUM

import drift

PAGE = ROOT / "docs" / "api.md"


def sections():
    """Return the text of the page below each name."""
    parts = re.split(r"^### (\w+)$", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def test_the_page_names_what_is_public_and_nothing_else():
    assert sorted(sections()) == sorted(drift.__all__)


def test_every_name_has_a_line_and_an_example():
    for name, text in sections().items():
        assert re.match(r"\n?[A-Z][^\n]{20,}", text), name
        assert "\n    >>> " in text, name


@pytest.mark.long
def test_every_example_prints_what_the_page_says(tmp_path, monkeypatch):
    shutil.copytree(SORTEERCENTRUM, tmp_path / "data" / "samples" / "sorteercentrum")
    monkeypatch.chdir(tmp_path)
    examples = doctest.DocTestParser().get_doctest(PAGE.read_text(encoding="utf-8"), {}, PAGE.name, str(PAGE), 0)
    told: list[str] = []
    runner = doctest.DocTestRunner(optionflags=doctest.NORMALIZE_WHITESPACE)
    runner.run(examples, out=told.append)
    assert "".join(told) == ""
