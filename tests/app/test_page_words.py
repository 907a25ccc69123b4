"""The words of the page: every code that a template names has a text, and no template switches escaping off."""

import re
from pathlib import Path

import pytest

import drift.app
from drift.app.here import STEPS
from drift.app.views.project import NEXT
from drift.setup.fields import TABLES, list_fields
from drift.setup.overrule import ROLES
from drift.wording import Wording, load_texts

TEMPLATES = sorted((Path(drift.app.__file__).parent / "templates").glob("*.html"))


def read(path):
    return path.read_text(encoding="utf-8")


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_code_of_a_template_has_a_text(path):
    named = set(re.findall(r"""say\(\s*["']([\w.]+)["']\s*[,)]""", read(path)))
    assert {code for code in named if code not in load_texts("en")} == set()


def test_every_code_that_is_put_together_has_a_text():
    codes = [f"site.step.{step.split('.')[0]}" for step in STEPS]
    codes += [f"site.table.{table}" for table in TABLES] + [f"site.role.{role}" for role in ROLES] + [*NEXT]
    codes += [f"site.fault.{code}" for code in (401, 403, 404, 405, 413, 500, "other")]
    assert {code for code in codes if code not in load_texts("en")} == set()


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_field_has_a_name_in_words(language):
    say = Wording(language)
    fields = {field for table in TABLES for field in list_fields(table)}
    unnamed = {f for f in fields if not (say.knows(f"site.field.{f}") or say.knows(f"column.{f}"))}
    assert len(fields) > 80
    assert unnamed == set()


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_template_lets_a_text_through_as_mark_up_or_bears_script_or_style(path):
    text = read(path)
    assert not re.search(r"\|\s*safe|autoescape|Markup", text)
    assert not re.search(r"<style|\sstyle=|\son[a-z]+=|javascript:|<script(?! src=)", text)
    assert "http://" not in text
    assert "https://" not in text


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_every_form_that_changes_something_bears_its_token(path):
    text = read(path)
    forms = re.findall(r'<form method="post".*?</form>', text, re.S)
    assert all("{{ token() }}" in form for form in forms)
    assert text.count('method="post"') == len(forms)


def test_the_page_opens_no_connection_of_its_own():
    source = "\n".join(read(path) for path in sorted(Path(drift.app.__file__).parent.rglob("*.py")))
    assert set(re.findall(r"\bsocket\.\w+", source)) == {"socket.create_server"}
    assert not re.search(r"^\s*(?:from|import) (?:http\.client|urllib|requests|httpx|ftplib|smtplib)", source, re.M)
    script = read(Path(drift.app.__file__).parent / "static" / "work.js")
    assert re.findall(r"fetch\(([^,)]+)", script) == ["stage.dataset.from"]
