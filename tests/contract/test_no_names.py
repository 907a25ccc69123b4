"""No rule, weight or word list is made for one firm, agency or catalogue: what is read is read by role and kind."""

import re
from pathlib import Path

import pytest

import drift

PACKAGE = Path(drift.__file__).parent
READING = PACKAGE / "contract" / "reading"
# of agencies, firms, products and catalogues: whose texts were at hand when rules were made, and others of their kinds
NAMES = (
    # agencies and the catalogues and frameworks they publish
    *("ictu", "logius", "rijkswaterstaat", "prorail", "belastingdienst", "uwv", "vws", "rvo", "politie nederland"),
    *("nist", "gsa", "18f", "usda", "dod", "far part", "crown commercial", "ccs", "nhs digital", "cisa"),
    *("bio2", "iwlz", "nerds", "cyfun", "kwaliteitsaanpak", "sp 800-53", "sp 800-171", "rm3830", "rm6232", "rm6378"),
    *("cuad", "common paper", "commonpaper", "gc forms", "zaakgericht", "gibit", "arbit", "arvodi"),
    # firms and products
    *("github", "gitlab", "gruntwork", "basecamp", "starlink", "spacex", "aws", "amazon", "azure", "google"),
    *("hashicorp", "terraform", "mozilla", "heroku", "stripe", "cloudflare", "digitalocean", "netflix", "kaggle"),
    *("kpn", "vodafone", "ziggo", "postnl", "schiphol", "capgemini", "accenture", "fujitsu", "getronics", "tcs"),
    *("sodexo", "strukton", "heijmans", "equans", "engie", "facilicom", "kone", "schindler", "thyssenkrupp"),
    *("rijden de treinen", "toronto", "scrumteam"),
)
STEMS = (
    "baseca",
    "starli",
    "gruntw",
    "terraf",
    "hashic",
    "rijksw",
    "scrumt",
)  # weights cut words at six letters


def find_names(text):
    """Return the names that stand in it as words, with their lines."""
    pattern = re.compile(rf"(?<![^\W_])(?:{'|'.join(map(re.escape, NAMES))})(?:'?s)?(?![^\W_])", re.I)
    lines = text.splitlines()
    return [f"{number}: {match[0]}" for number, line in enumerate(lines, 1) for match in pattern.finditer(line)]


def list_files(folder):
    """Return the files of rules, weights, words and code; a vocabulary is of one tool, whose name is its subject."""
    files = sorted(path for kind in ("toml", "csv", "py") for path in folder.rglob(f"*.{kind}"))
    return [path for path in files if "vocabulary" not in path.parts]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("supplier|github|aws", ["1: github", "1: aws"]),
        ("first:ictu,0.181\nword:ictu-k", ["1: ictu", "2: ictu"]),
        ("a\nThe supplier_kpn_name, KPN's", ["2: kpn", "2: KPN's"]),
        ("pictures laws nistling", []),
    ],
)
def test_a_name_is_found_as_a_word_whatever_stands_beside_it(text, found):
    assert find_names(text) == found


def test_there_are_names_enough_and_none_twice():
    assert len(NAMES) == len(set(NAMES)) >= 40


def test_no_name_stands_in_what_decides():
    texts = {path: path.read_text(encoding="utf-8") for path in list_files(PACKAGE) if READING not in path.parents}
    assert len(texts) > 400
    assert {path.name: found for path, text in texts.items() if (found := find_names(text))} == {}


def test_no_name_stands_in_the_reading():
    texts = {path: path.read_text(encoding="utf-8") for path in list_files(READING)}
    found = {path.name: found for path, text in texts.items() if (found := find_names(text))}
    cut = [stem for stem in STEMS for path in texts if re.search(rf"\b{stem}\b", texts[path])]
    assert (found, cut) == ({}, [])
