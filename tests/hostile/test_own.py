"""What drift wrote is known by itself: every output, wherever it lies and whatever lies beside it."""

from __future__ import annotations

import shutil

from builders import make_contract
from commands import run
from conftest import SORTEERCENTRUM
from good import check_beside, put_good

from drift.setup.purpose import write_purposes
from drift.sources.opening.sniff import OWN_HTML
from drift.terms import OWN_MARK


def passed_over(folder):
    return {name: (file.status, file.reason and file.reason.code) for name, file in check_beside(folder).items()}


def test_every_output_is_passed_over_under_any_name_and_without_the_record_of_its_run(reports, tmp_path):
    put_good(tmp_path)
    outputs = sorted(path for path in reports["en"].iterdir() if path.is_file())
    for i, path in enumerate(outputs):
        shutil.copy(path, tmp_path / f"x{i}")
    assert passed_over(tmp_path) == dict.fromkeys((f"x{i}" for i in range(len(outputs))), ("skipped", "skipped.own"))
    assert len(outputs) == 6


def test_purposes_truths_comparisons_and_what_check_told_are_passed_over(tmp_path):
    made = tmp_path / "made"
    made.mkdir()
    old, new = make_contract(made, "SLA 2023-01-01", ["a"] * 8), make_contract(made, "SLA 2024-01-01", ["b"] * 8)
    folder = tmp_path / "here"
    folder.mkdir()
    put_good(folder)
    write_purposes("Acme", folder)
    shutil.copy(SORTEERCENTRUM / "truth.json", folder / "waarheid.json")
    compared = run("compare", old, new, "--out", folder / "v.xlsx", "--json")
    (folder / "v.json").write_text(compared.stdout)
    (folder / "c.json").write_text(run("check", made, "--json").stdout)
    names = ("c.json", "purpose-en.pdf", "purpose-nl.pdf", "v.json", "v.xlsx", "waarheid.json")
    assert passed_over(folder) == dict.fromkeys(names, ("skipped", "skipped.own"))


def test_a_copied_mark_hides_the_file_that_bears_it_alone(tmp_path):
    put_good(tmp_path)
    (tmp_path / "a.pdf").write_bytes(f"%PDF-1.7 <pdf:Keywords>{OWN_MARK}</pdf:Keywords>".encode())
    (tmp_path / "b.pdf").write_bytes(f"%PDF-1.7 {OWN_MARK}".encode())
    (tmp_path / "c.html").write_bytes(b"<!doctype html><html><head>" + OWN_HTML)
    (tmp_path / "d.html").write_bytes(f"<!doctype html><html><head></head>{OWN_MARK}".encode())
    assert passed_over(tmp_path) == {
        "a.pdf": ("skipped", "skipped.own"),
        "b.pdf": ("refused", "refused.pdf"),
        "c.html": ("skipped", "skipped.own"),
        "d.html": ("refused", "refused.html"),
    }
