"""The pages of docs/ and the front pages: links lead somewhere, nothing is fetched, lists are those of the project."""

import re
import tomllib
import unicodedata
from importlib.util import module_from_spec, spec_from_file_location

import pytest
from conftest import ROOT

PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md"), *ROOT.glob("data/samples/*.md")])
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
PIN = re.compile(r"^([\w.-]+)==(\S+)$", re.MULTILINE)


def text_of(path):
    """Return a page without its blocks and words of code."""
    text = re.sub(r"^```.*?^```", "", path.read_text(encoding="utf-8"), flags=re.DOTALL | re.MULTILINE)
    return re.sub(r"`[^`\n]*`", "", text)


def anchors_of(path):
    """Return the anchors of the headings of a page, as a forge and the site make them."""
    told = path.read_text(encoding="utf-8")
    heads = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```", "", told, flags=re.DOTALL | re.MULTILINE), re.MULTILINE)
    kept = ("L", "N", "M")
    signs = ["".join(c for c in head.lower() if c in " -_" or unicodedata.category(c)[0] in kept) for head in heads]
    return {head.strip().replace(" ", "-") for head in signs}


@pytest.mark.parametrize("page", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_of_a_page_leads_to_a_file_and_a_heading_of_it(page):
    for link in LINK.findall(text_of(page)):
        if re.match(r"https?:", link):
            continue
        name, _, anchor = link.partition("#")
        goal = (page.parent / name).resolve() if name else page
        assert goal.exists(), link
        assert goal.is_relative_to(ROOT), link
        assert not anchor or anchor in anchors_of(goal), link


def test_every_page_is_in_the_list_of_the_site():
    listed = re.findall(r"^([\w.-]+)$", (ROOT / "docs" / "index.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert sorted(listed) == sorted(
        path.name.removesuffix(".md") for path in ROOT.glob("docs/*.md") if path.stem != "index"
    )


def test_no_page_fetches_anything():
    for page in PAGES:
        assert re.findall(r"!\[[^\]]*\]\(https?:|<(?:script|img|link|iframe)\b", text_of(page)) == [], page.name


def test_the_words_explained_are_twenty_in_order():
    rows = re.findall(r"^\| (\w[\w ]*) \|", (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(rows[1:]) == 20
    assert rows[1:] == sorted(rows[1:])


def test_every_pin_has_its_licence_and_no_other():
    pins = PIN.findall((ROOT / "constraints.txt").read_text(encoding="utf-8"))
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([\w.-]+)( \*)? \| (\d\S*) \| (.+) \|$", page, re.MULTILINE)
    assert [(name, version) for name, _, version, _ in rows] == pins
    needed = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    assert {name for name, star, _, _ in rows if star} == {re.split(r"[\[>=<]", one)[0] for one in needed}
    assert not [name for name, _, _, licence in rows if licence == "not told"]


def test_what_everybody_installs_is_permissive():
    page = (ROOT / "docs" / "licences.md").read_text(encoding="utf-8")
    starred = re.findall(r"^\| ([\w.-]+) \* \| \S+ \| (.+) \|$", page, re.MULTILINE)
    assert len(starred) > 20
    assert [name for name, licence in starred if re.search(r"GPL|General Public|MPL|Mozilla", licence)] == []


def load_cases():
    """Return the script of the page of real relations, as a module."""
    spec = spec_from_file_location("make_cases", ROOT / "docs" / "make_cases.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_what_the_page_of_real_relations_says_is_what_drift_says(sample):
    module = load_cases()
    (fact,) = [
        one for one in tomllib.loads(module.FACTS.read_text(encoding="utf-8"))["case"] if one["name"] == "github"
    ]
    assert module.write_case(fact, sample) in (ROOT / "docs" / "cases.md").read_text(encoding="utf-8")


def test_the_page_of_real_relations_has_every_case_with_its_source_and_its_picture():
    module = load_cases()
    page = (ROOT / "docs" / "cases.md").read_text(encoding="utf-8")
    cases = tomllib.loads(module.FACTS.read_text(encoding="utf-8"))["case"]
    assert re.findall(r"^## (.+)$", page, re.MULTILINE) == [one["title"] for one in cases]
    for one in cases:
        assert all(f"- {text}" in page for key in ("known", "blind", "picture") for text in one[key])
        assert all("Source: " in text or "none can be" in text for text in one["known"])
        assert (ROOT / "docs" / "cases" / f"{one['name']}.png").stat().st_size < 100_000


def test_no_clause_of_a_real_relation_stands_on_the_pages(sample):
    """Seven words of a clause in a row, which no sentence of ours has by chance."""
    told = " ".join(" ".join(page.read_text(encoding="utf-8").split()) for page in PAGES).casefold()
    texts = sample.tables["clauses"]["text"].drop_duplicates().str.casefold().str.split()
    runs = {" ".join(words[i : i + 7]) for words in texts for i in range(len(words) - 6)}
    assert len(runs) > 10_000
    assert [run for run in runs if run in told] == []
