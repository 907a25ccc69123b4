"""Texts that are read section by section are those of the whole file."""

import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drift.wording.texts import Texts


def flatten(content, prefix=""):
    return {
        code: text
        for key, value in content.items()
        for code, text in (
            flatten(value, f"{prefix}{key}.") if isinstance(value, dict) else {prefix + key: str(value)}
        ).items()
    }


@pytest.mark.parametrize("language", ["nl", "en"])
def test_every_text_is_that_of_the_whole_file(language):
    content = files("drift.wording").joinpath(f"{language}.toml").read_text(encoding="utf-8")
    whole = flatten(tomllib.loads(content))
    texts = Texts(content)
    assert texts["form.held_on"] == whole["form.held_on"]
    assert all(texts[code] == whole[code] for code in reversed([*whole]))
    assert dict(Texts(content)) == whole


def test_a_code_that_is_not_there_is_told_so():
    texts = Texts('yes = "ja"\n[a]\nb = "c"\n[d.e]\nf = "g"\n[a.h]\ni = "j"\n')
    assert dict(texts) == {"yes": "ja", "a.b": "c", "a.h.i": "j", "d.e.f": "g"}
    assert [code in texts for code in ("a", "a.x", "x.y", "no", "d.e", "a.h.i")] == [False] * 5 + [True]


codes = st.from_regex(r"[a-z]{1,3}(\.[a-z]{1,3}){0,2}", fullmatch=True)


@given(st.dictionaries(codes, st.text('ab"[]\\{}', max_size=9)))
def test_sections_in_any_order(texts):
    sections = {}
    for code, text in texts.items():
        section, _, key = code.rpartition(".")
        sections.setdefault(section, {})[f"{key}_"] = text
    lines = [f"{key} = {quoted(text)}" for key, text in sections.pop("", {}).items()]
    for section, content in sections.items():
        lines += [f"[{section}]", *(f"{key} = {quoted(text)}" for key, text in content.items())]
    content = "\n".join(lines)
    assert dict(Texts(content)) == flatten(tomllib.loads(content))


def quoted(text):
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
